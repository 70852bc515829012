// Reads, applies and keeps baselines.
#include "formats/baseline.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "formats/escape.h"
#include "text/input_error.h"
#include "text/lines.h"

namespace concord {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 5> kVerdicts = {"real", "false-alarm", "intended",
                                                       "baseline", "open"};

/// A verdict in today's words: version 1.0 wrote "right" and "accepted-cut".
std::string current_verdict(std::string verdict) {
  if (verdict == "right") return "real";
  if (verdict == "accepted-cut") return "intended";
  return verdict;
}

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// A byte that UTF-8 never has keeps the two names apart.
std::string joined(const DocumentNames& documents) {
  return documents.first + '\xFF' + documents.second;
}

}  // namespace

DocumentNames document_names(const PairReport& report) {
  if (report.line > 0) return {report.file, report.file};
  return {report.source.article.name, report.target.article.name};
}

std::string to_line(const BaselineEntry& entry) {
  const Json json = {{"id", entry.id},
                     {"verdict", entry.verdict},
                     {"note", entry.note},
                     {"check", entry.check},
                     {"message", entry.message},
                     {"source_document", entry.documents.first},
                     {"target_document", entry.documents.second}};
  return json_line(json) + "\n";
}

void Baseline::add(BaselineEntry entry) {
  const auto [known, is_new] = by_id_.emplace(entry.id, entries_.size());
  if (is_new) {
    entries_.push_back(std::move(entry));
  } else {
    entries_[known->second] = std::move(entry);
  }
}

void Baseline::read(const std::string& name, std::string_view bytes) {
  constexpr const char* kRemedy = "write one JSON object a line with \"id\" and \"verdict\"";
  for (Lines lines(bytes); lines.next();) {
    if (lines.blank()) continue;
    const std::size_t number = lines.number();
    // Issues are flat: deeper than this is not a line of ours, and must not cost a stack.
    const auto shallow = [](int depth, Json::parse_event_t, Json&) { return depth < 8; };
    const Json object = Json::parse(lines.line(), shallow, false);
    if (!object.is_object()) throw InputError(name, number, "is not a JSON object", kRemedy);
    if (object.contains("summary")) continue;
    BaselineEntry entry{text_of(object, "id"),
                        current_verdict(text_of(object, "verdict")),
                        text_of(object, "note"),
                        text_of(object, "check"),
                        text_of(object, "message"),
                        {text_of(object, "source_document"), text_of(object, "target_document")}};
    if (entry.id.empty()) throw InputError(name, number, "has no \"id\"", kRemedy);
    if (entry.verdict.empty()) entry.verdict = "baseline";
    if (std::find(kVerdicts.begin(), kVerdicts.end(), entry.verdict) == kVerdicts.end()) {
      throw InputError(name, number, "has the unknown verdict '" + entry.verdict + "'",
                       fmt::format("use {}", fmt::join(kVerdicts, ", ")));
    }
    add(std::move(entry));
  }
}

void Baseline::apply(PairReport& report) {
  seen_.insert(joined(document_names(report)));
  for (Issue& issue : report.issues) {
    const auto known = by_id_.find(issue.id);
    if (known == by_id_.end()) continue;
    met_.insert(issue.id);
    issue.judgement = Judgement{entries_[known->second].verdict, entries_[known->second].note};
  }
}

std::size_t Baseline::record(const PairReport& report, const MessageCatalogue& messages) {
  std::size_t added = 0;
  for (const Issue& issue : report.issues) {
    if (issue.judgement || by_id_.contains(issue.id)) continue;
    add({issue.id,
         "baseline",
         {},
         issue.check,
         messages.text(issue.message),
         document_names(report)});
    met_.insert(issue.id);
    ++added;
  }
  return added;
}

std::vector<const BaselineEntry*> Baseline::stale() const {
  std::vector<const BaselineEntry*> stale;
  for (const BaselineEntry& entry : entries_) {
    const bool unnamed = entry.documents.first.empty() && entry.documents.second.empty();
    if (!met_.contains(entry.id) && (unnamed || seen_.contains(joined(entry.documents))))
      stale.push_back(&entry);
  }
  return stale;
}

std::size_t Baseline::add_missing(const Baseline& other) {
  const std::size_t before = entries_.size();
  for (const BaselineEntry& entry : other.entries_) {
    if (!by_id_.contains(entry.id)) add(entry);
  }
  return entries_.size() - before;
}

std::size_t Baseline::remove(const std::vector<const BaselineEntry*>& entries) {
  std::unordered_set<std::string> gone;
  for (const BaselineEntry* entry : entries) gone.insert(entry->id);
  const std::size_t before = entries_.size();
  std::erase_if(entries_, [&](const BaselineEntry& entry) { return gone.contains(entry.id); });
  by_id_.clear();
  for (std::size_t i = 0; i < entries_.size(); ++i) by_id_.emplace(entries_[i].id, i);
  return before - entries_.size();
}

}  // namespace concord
