// Reads requests and writes records of concord batch.
#include "formats/pair_record.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "formats/issue_json.h"
#include "formats/json_input.h"
#include "formats/read_article.h"
#include "text/ascii.h"
#include "text/day.h"
#include "text/hash.h"
#include "text/input_error.h"

namespace concord {
namespace {

using OrderedJson = nlohmann::ordered_json;

// Names of pages stay well below the 255 bytes that file systems allow.
constexpr std::size_t kMaxPageName = 100;

// FNV's low bits alone are poor for a remainder.
std::uint64_t hash_of(std::string_view text) { return mix_bits(fnv1a(text)); }

std::optional<Day> day_member(const nlohmann::json& object, const char* key,
                              const std::string& name, std::size_t line) {
  const std::string text = text_member(object, key, name, line);
  if (text.empty()) return std::nullopt;
  const std::optional<Day> day = parse_iso_day(text);
  if (!day)
    throw InputError(name, line, std::string("\"") + key + "\": '" + text + "' is not a date",
                     "write YYYY-MM-DD");
  return day;
}

/// The version under `key`; `id` is that of the pair.
FeedItem version_of(const nlohmann::json& request, const std::string& id, const char* key,
                    const char* lang_key, const std::string& name, std::size_t line) {
  const auto member = request.find(key);
  if (member == request.end() || member->is_null()) {
    throw InputError(name, line, std::string("has no \"") + key + "\"",
                     "give a path or {\"text\", \"lang\"}");
  }
  FeedItem item;
  item.lang = text_member(request, lang_key, name, line);
  item.published = day_member(request, "date", name, line);
  if (member->is_string()) {
    item.id = member->get<std::string>();
    item.file = text_member(request, (std::string(key) + "_file").c_str(), name, line);
    if (item.file.empty()) item.file = item.id;
    item.file_format = "auto";
    return item;
  }
  if (!member->is_object())
    throw InputError(name, line, std::string("\"") + key + "\" is neither a path nor an object",
                     "see docs/SCALING.md");
  if (const std::string lang = text_member(*member, "lang", name, line); !lang.empty())
    item.lang = lang;
  if (const auto day = day_member(*member, "date", name, line)) item.published = day;
  item.url = text_member(*member, "url", name, line);
  if (const std::string path = text_member(*member, "path", name, line); !path.empty()) {
    item.file = path;
    item.id = text_member(*member, "item", name, line);
    if (item.id.empty()) item.id = path;
    item.file_format = text_member(*member, "format", name, line);
    if (item.file_format.empty()) item.file_format = "auto";
    return item;
  }
  item.id = text_member(*member, "id", name, line);
  if (item.id.empty()) item.id = id + ":" + key;
  item.title = text_member(*member, "title", name, line);
  item.body = text_member(*member, "text", name, line);
  return item;
}

RecordedSide side_of(const AnalysedArticle& side) {
  return {side.article.name, side.article.lang, side.article.published, side.sentences.size()};
}

OrderedJson side_json(const RecordedSide& side) {
  OrderedJson json = {{"name", side.name}, {"lang", side.lang}};
  if (side.published) json["date"] = iso_day(*side.published);
  json["sentences"] = side.sentences;
  return json;
}

}  // namespace

PairRequest parse_pair_request(const std::string& name, std::size_t line, std::string_view text,
                               OrderedJson& id) {
  id = nullptr;
  const nlohmann::json request = parse_json(name, line, text);
  if (!request.is_object())
    throw InputError(name, line, "is not a JSON object", "give {\"id\", \"source\", \"target\"}");
  const auto member = request.find("id");
  if (member == request.end() || !(member->is_string() || member->is_number())) {
    throw InputError(name, line, "has no \"id\"", "give every pair an id of its own");
  }
  id = OrderedJson(*member);
  const std::string name_of_pair = id_text(id);
  return {id, version_of(request, name_of_pair, "source", "src_lang", name, line),
          version_of(request, name_of_pair, "target", "tgt_lang", name, line)};
}

std::string id_text(const OrderedJson& id) {
  return id.is_string() ? id.get<std::string>() : id.dump();
}

OrderedJson counts_json(const IssueCounts& counts) {
  return {{"error", counts.errors},
          {"warning", counts.warnings},
          {"info", counts.infos},
          {"silenced", counts.silenced}};
}

IssueCounts count_issues(const PairReport& report) {
  IssueCounts counts;
  for (const Issue& issue : report.issues) {
    if (issue.silenced()) {
      ++counts.silenced;
      continue;
    }
    switch (issue.severity) {
      case Severity::kError:
        ++counts.errors;
        break;
      case Severity::kWarning:
        ++counts.warnings;
        break;
      case Severity::kInfo:
        ++counts.infos;
        break;
    }
  }
  return counts;
}

PairRecord pair_record(const OrderedJson& id, std::size_t line, const PairReport& report,
                       const WriterOptions& options, const MessageCatalogue& messages) {
  PairRecord record;
  record.id = id;
  record.line = line;
  record.source = side_of(report.source);
  record.target = side_of(report.target);
  record.beads = report.beads;
  record.counts = count_issues(report);
  record.issues = recorded_issues(report, options, messages);
  return record;
}

std::string record_json(const PairRecord& record) {
  if (!record.error.empty()) {
    const OrderedJson json = {{"id", record.id}, {"line", record.line}, {"error", record.error}};
    // A path in the message may be broken UTF-8.
    return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
  }
  OrderedJson beads = OrderedJson::array();
  for (const Bead& bead : record.beads) beads.push_back({bead.source, bead.target});
  const OrderedJson head = {{"id", record.id},
                            {"line", record.line},
                            {"source", side_json(record.source)},
                            {"target", side_json(record.target)},
                            {"beads", beads},
                            {"counts", counts_json(record.counts)},
                            {"units", record.units}};
  // The issues are JSON already: they are put in as they are.
  std::string json = head.dump();
  json.back() = ',';
  json += "\"issues\":[";
  for (std::size_t i = 0; i < record.issues.size(); ++i) {
    if (i > 0) json += ',';
    json += record.issues[i].json;
  }
  return json + "]}";
}

std::uint32_t shard_of(std::string_view id, std::uint32_t shards) {
  return static_cast<std::uint32_t>(hash_of(id) % shards);
}

std::string page_name(std::string_view id) {
  std::string name;
  for (const char c : id.substr(0, kMaxPageName)) {
    const bool plain = is_ascii_lower(c) || is_ascii_digit(c) || c == '-' || c == '_' ||
                       (c == '.' && !name.empty());
    name += plain ? c : '_';
  }
  if (name != id || name == "index")
    name += fmt::format("-{:08x}", static_cast<std::uint32_t>(hash_of(id)));
  return name + ".html";
}

}  // namespace concord
