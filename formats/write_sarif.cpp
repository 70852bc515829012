// Writes SARIF 2.1.0 (OASIS Standard, 27 March 2020): the target passage as location, the source passage as related
// location.
#include "checks/check.h"
#include "formats/escape.h"
#include "formats/issue_view.h"
#include "formats/messages.h"
#include "formats/writers.h"

namespace concord {
namespace {

using Json = nlohmann::ordered_json;

std::string_view level_of(Severity severity) {
  return severity == Severity::kError ? "error" : severity == Severity::kWarning ? "warning" : "note";
}

class SarifWriter : public ReportWriter {
 public:
  explicit SarifWriter(const WriterOptions& options) : options_(options), messages_(options.ui_lang) {}

  std::string begin() override {
    Json rules = Json::array();
    for (const Check& check : all_checks()) {
      rules.push_back({{"id", check.name},
                       {"shortDescription", {{"text", messages_.text({"check." + std::string(check.name), {}})}}},
                       {"properties", {{"mqm", check.mqm}, {"its", check.its}}}});
    }
    const Json driver = {{"name", "concord"},
                         {"semanticVersion", options_.version.empty() ? "0.0.0" : options_.version},
                         {"rules", rules}};
    return "{\"$schema\":\"https://json.schemastore.org/"
           "sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":" +
           json_line(driver) + "},\"language\":" + json_line(messages_.lang()) +
           ",\"columnKind\":\"unicodeCodePoints\",\"results\":[";
  }

  std::string pair(const PairReport& report) override {
    tally_.add(report, options_.min_severity);
    std::string out;
    if (report.issues.empty()) return out;
    const CodePointIndex source(report.source.article.text);
    const CodePointIndex target(report.target.article.text);
    for (const Issue& issue : report.issues) {
      if (!passes(issue, options_)) continue;
      out += first_ ? "\n" : ",\n";
      first_ = false;
      out += json_line(result(report, issue, source, target));
    }
    return out;
  }

  std::string end() override {
    const Json properties = {{"pairs", tally_.pairs}, {"silenced", tally_.silenced}};
    return "\n],\"properties\":" + json_line(properties) + "}]}\n";
  }

 private:
  static Json location(const PairReport& report, const MainPassage& where, const CodePointIndex& index) {
    const TextPosition at = position_of(report, where);
    const Span span = where.passage->span;
    Json region;
    region["startLine"] = at.line;
    if (report.line == 0) {
      region["startColumn"] = at.column;
      region["endLine"] = at.end_line;
      region["endColumn"] = at.end_column;
      region["charOffset"] = index.at(span.begin);
      region["charLength"] = index.at(span.end) - index.at(span.begin);
    }
    region["snippet"] = {{"text", span.of(where.side->article.text)}};
    return {{"physicalLocation", {{"artifactLocation", {{"uri", uri_of_path(at.file)}}}, {"region", region}}}};
  }

  Json result(const PairReport& report, const Issue& issue, const CodePointIndex& source,
              const CodePointIndex& target) const {
    const MainPassage main = main_passage(report, issue);
    Json json = {{"ruleId", issue.check},
                 {"level", level_of(issue.severity)},
                 {"message", {{"text", messages_.text(issue.message)}}}};
    const Check* check = find_check(issue.check);
    if (check != nullptr) json["ruleIndex"] = check - all_checks().data();
    if (main.passage != nullptr) {
      json["locations"] = Json::array({location(report, main, main.is_target ? target : source)});
    }
    if (main.is_target && issue.source) {
      Json related = location(report, {&report.source, &*issue.source, false}, source);
      related["id"] = 1;
      related["message"] = {{"text", messages_.text({"sarif.source", {}})}};
      json["relatedLocations"] = Json::array({related});
    }
    json["partialFingerprints"] = {{"concordIssue/v1", issue.id}};
    if (options_.judged) json["baselineState"] = issue.judgement ? "unchanged" : "new";
    if (issue.judgement) {
      const std::string note = issue.judgement->note.empty() ? issue.judgement->verdict
                                                             : issue.judgement->verdict + ": " + issue.judgement->note;
      json["suppressions"] = Json::array({{{"kind", "external"}, {"status", "accepted"}, {"justification", note}}});
    }
    Json properties = {{"pair", pair_field(report, issue)}, {"confidence", issue.confidence}};
    if (issue.source) properties["sourceValue"] = issue.source->value;
    if (issue.target) properties["targetValue"] = issue.target->value;
    json["properties"] = properties;
    return json;
  }

  WriterOptions options_;
  MessageCatalogue messages_;
  Tally tally_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<ReportWriter> sarif_writer(const WriterOptions& options) {
  return std::make_unique<SarifWriter>(options);
}

}  // namespace concord
