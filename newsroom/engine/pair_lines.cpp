// Writes pairs as JSON lines.
#include "newsroom/engine/pair_lines.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace concord {
namespace {

using OrderedJson = nlohmann::ordered_json;

std::string dump(const OrderedJson& json) {
  return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

/// Three digits, as short as they can be written.
double rounded(double score) { return std::stod(fmt::format("{:.3f}", score)); }

}  // namespace

std::string reasons_json(const std::vector<SharedFeature>& reasons) {
  std::string list;
  for (const SharedFeature& shared : reasons) {
    OrderedJson reason = {{"kind", evidence_name(shared.kind)}, {"source", shared.source}};
    if (shared.target != shared.source) reason["target"] = shared.target;
    list += (list.empty() ? "" : ",") + dump(reason);
  }
  return list;
}

std::string pair_line(const NumberedPair& pair, std::string_view reasons,
                      const PairingIndex& index) {
  const auto item = [&](std::optional<std::uint32_t> number) {
    return number ? index.item(*number) : IndexedItem{};
  };
  const IndexedItem source = item(pair.source);
  const IndexedItem target = item(pair.target);
  OrderedJson json;
  if (pair.source && pair.target) json["id"] = source.id;
  json["source"] = pair.source ? OrderedJson(source.id) : OrderedJson(nullptr);
  json["target"] = pair.target ? OrderedJson(target.id) : OrderedJson(nullptr);
  json["score"] = rounded(pair.score);
  // What concord batch needs to find an item of a feed again; the id of others is their file.
  if (!source.file.empty()) json["source_file"] = source.file;
  if (!target.file.empty()) json["target_file"] = target.file;
  if (pair.source) json["src_lang"] = source.lang;
  if (pair.target) json["tgt_lang"] = target.lang;
  if (pair.best)
    json["best"] = {{"id", index.item(*pair.best).id}, {"score", rounded(pair.best_score)}};
  std::string line = dump(json);
  line.back() = ',';  // the reasons are JSON already
  line += "\"because\":[";
  if (pair.linked) line += reasons.empty() ? R"({"kind":"link"})" : R"({"kind":"link"},)";
  line += reasons;
  return line + "]}\n";
}

std::string problem_line(const FeedProblem& problem) {
  return dump({{"source", nullptr},
               {"target", nullptr},
               {"item", problem.item},
               {"error", problem.error}}) +
         "\n";
}

}  // namespace concord
