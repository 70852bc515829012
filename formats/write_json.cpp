// Writes issues as JSON lines (an issue a line) and as one JSON document.
#include "checks/check.h"
#include "formats/escape.h"
#include "formats/issue_view.h"
#include "formats/messages.h"
#include "formats/writers.h"
#include "text/day.h"

namespace concord {
namespace {

using Json = nlohmann::ordered_json;

/// One pair's texts with their indices from bytes to code points.
struct Sides {
  explicit Sides(const PairReport& pair)
      : report(pair), source(pair.source.article.text), target(pair.target.article.text) {}
  const PairReport& report;
  CodePointIndex source;
  CodePointIndex target;
};

Json passage_json(const std::optional<Passage>& passage, const AnalysedArticle& side, const CodePointIndex& index) {
  if (!passage) return nullptr;
  return {{"text", passage->span.of(side.article.text)},
          {"start", index.at(passage->span.begin)},
          {"end", index.at(passage->span.end)},
          {"value", passage->value}};
}

Json issue_json(const Sides& sides, const Issue& issue, const MessageCatalogue& messages) {
  const Check* check = find_check(issue.check);
  Json json = {{"id", issue.id},
               {"pair", pair_field(sides.report, issue)},
               {"check", issue.check},
               {"severity", severity_name(issue.severity)},
               {"message", messages.text(issue.message)},
               {"source", passage_json(issue.source, sides.report.source, sides.source)},
               {"target", passage_json(issue.target, sides.report.target, sides.target)},
               {"mqm", check == nullptr ? "" : check->mqm},
               {"its", check == nullptr ? "" : check->its}};
  if (issue.judgement) json["judgement"] = {{"verdict", issue.judgement->verdict}, {"note", issue.judgement->note}};
  return json;
}

Json summary_json(const Tally& tally) {
  return {{"pairs", tally.pairs},      {"beads", tally.beads}, {"error", tally.errors},
          {"warning", tally.warnings}, {"info", tally.infos},  {"silenced", tally.silenced}};
}

class JsonLinesWriter : public ReportWriter {
 public:
  explicit JsonLinesWriter(const WriterOptions& options) : options_(options), messages_(options.ui_lang) {}

  std::string pair(const PairReport& report) override {
    if (options_.judged) tally_.add(report, options_.min_severity);
    if (report.issues.empty()) return {};
    const Sides sides(report);
    std::string out;
    for (const Issue& issue : report.issues) {
      if (shown(issue, options_)) out += json_line(issue_json(sides, issue, messages_)) + "\n";
    }
    return out;
  }

  std::string end() override {
    return options_.judged ? json_line(Json{{"summary", summary_json(tally_)}}) + "\n" : std::string();
  }

 private:
  WriterOptions options_;
  MessageCatalogue messages_;
  Tally tally_;
};

Json side_json(const AnalysedArticle& side) {
  const Article& article = side.article;
  Json json = {{"document", article.name}, {"lang", article.lang}};
  json["published"] = article.published ? Json(iso_day(*article.published)) : Json(nullptr);
  json["sentences"] = article.sentences.size();
  return json;
}

class JsonWriter : public ReportWriter {
 public:
  explicit JsonWriter(const WriterOptions& options) : options_(options), messages_(options.ui_lang) {}

  std::string begin() override {
    Json head = {{"tool", "concord"}, {"version", options_.version}, {"positions", "unicodeCodePoints"}};
    std::string text = json_line(head);
    text.pop_back();
    return text + ",\"pairs\":[";
  }

  std::string pair(const PairReport& report) override {
    tally_.add(report, options_.min_severity);
    if (report.line > 0 && report.issues.empty())
      return {};  // a segment without issues says nothing that its file does not
    const Sides sides(report);
    Json json = {{"id", report.id}, {"source", side_json(report.source)}, {"target", side_json(report.target)}};
    if (report.line > 0) {
      json["file"] = report.file;
      json["line"] = report.line;
    }
    json["beads"] = Json::array();
    for (const Bead& bead : report.beads) {
      json["beads"].push_back({{"source", bead.source},
                               {"target", bead.target},
                               {"similarity", bead.similarity},
                               {"confidence", bead.confidence}});
    }
    json["issues"] = Json::array();
    for (const Issue& issue : report.issues) {
      if (passes(issue, options_)) json["issues"].push_back(issue_json(sides, issue, messages_));
    }
    const std::string before = first_ ? "\n" : ",\n";
    first_ = false;
    return before + json_line(json);
  }

  std::string end() override { return "\n],\"summary\":" + json_line(summary_json(tally_)) + "}\n"; }

 private:
  WriterOptions options_;
  MessageCatalogue messages_;
  Tally tally_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<ReportWriter> json_lines_writer(const WriterOptions& options) {
  return std::make_unique<JsonLinesWriter>(options);
}
std::unique_ptr<ReportWriter> json_writer(const WriterOptions& options) {
  return std::make_unique<JsonWriter>(options);
}

}  // namespace concord
