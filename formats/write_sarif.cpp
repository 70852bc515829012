// Writes SARIF 2.1.0 (OASIS Standard, 27 March 2020): the target passage as location, the source
// passage as related location.
#include <nlohmann/json.hpp>

#include "checks/core/check.h"
#include "formats/escape.h"
#include "formats/issue_view.h"
#include "formats/json_object.h"
#include "formats/messages.h"
#include "formats/writers.h"

namespace concord {
namespace {

using Json = nlohmann::ordered_json;

std::string_view level_of(Severity severity) {
  return severity == Severity::kError     ? "error"
         : severity == Severity::kWarning ? "warning"
                                          : "note";
}

class SarifWriter : public ReportWriter {
 public:
  explicit SarifWriter(const WriterOptions& options)
      : options_(options), messages_(options.messages, options.ui_lang) {}

  std::string begin() override {
    Json rules = Json::array();
    for (const Check& check : all_checks()) {
      rules.push_back({{"id", check.name},
                       {"shortDescription",
                        {{"text", messages_.text({"check." + std::string(check.name), {}})}}},
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
      append_result(out, report, issue, source, target);
    }
    return out;
  }

  std::string end() override {
    const Json properties = {{"pairs", tally_.pairs}, {"silenced", tally_.silenced}};
    return "\n],\"properties\":" + json_line(properties) + "}]}\n";
  }

 private:
  void append_location(std::string& out, const PairReport& report, const MainPassage& where,
                       const CodePointIndex& index, std::size_t related = 0,
                       std::string_view message = {}) const {
    const TextPosition at = position_of(report, where);
    const Span span = where.passage->span;
    JsonObject location(out);
    JsonObject physical(location.member("physicalLocation"));
    JsonObject(physical.member("artifactLocation")).text("uri", uri_of_path(at.file)).end();
    JsonObject region(physical.member("region"));
    region.number("startLine", at.line);
    if (report.line == 0) {
      const std::size_t begin = index.at(span.begin);
      region.number("startColumn", at.column)
          .number("endLine", at.end_line)
          .number("endColumn", at.end_column)
          .number("charOffset", begin)
          .number("charLength", index.at(span.end) - begin);
    }
    JsonObject(region.member("snippet")).text("text", span.of(where.side->article.text)).end();
    region.end();
    physical.end();
    if (related > 0) location.number("id", related);
    if (!message.empty()) JsonObject(location.member("message")).text("text", message).end();
    location.end();
  }

  /// The source passage of an issue whose location is the target's, and the further passages of
  /// both.
  void append_related(std::string& out, JsonObject& json, const PairReport& report,
                      const Issue& issue, const MainPassage& main, const CodePointIndex& source,
                      const CodePointIndex& target) const {
    std::size_t id = 0;
    const auto append = [&](Side side, const Passage& passage, std::string_view message) {
      if (id++ == 0)
        json.member("relatedLocations") += '[';
      else
        out += ',';
      append_location(out, report, {&report.of(side), &passage, side == Side::kTarget},
                      side == Side::kSource ? source : target, id, message);
    };
    if (main.is_target && issue.source)
      append(Side::kSource, *issue.source, messages_.text({"sarif.source", {}}));
    for (const Side side : kSides) {
      if (!issue.at(side)) continue;
      for (const Passage& further : issue.at(side)->also) append(side, further, {});
    }
    if (id > 0) out += ']';
  }

  void append_result(std::string& out, const PairReport& report, const Issue& issue,
                     const CodePointIndex& source, const CodePointIndex& target) const {
    const MainPassage main = main_passage(report, issue);
    JsonObject json(out);
    json.text("ruleId", issue.check).text("level", level_of(issue.severity));
    JsonObject(json.member("message")).text("text", messages_.text(issue.message)).end();
    if (const Check* check = find_check(issue.check))
      json.number("ruleIndex", static_cast<std::size_t>(check - all_checks().data()));
    if (main.passage != nullptr) {
      json.member("locations") += '[';
      append_location(out, report, main, main.is_target ? target : source);
      out += ']';
    }
    append_related(out, json, report, issue, main, source, target);
    JsonObject(json.member("partialFingerprints")).text("concordIssue/v1", issue.id).end();
    if (options_.judged) json.text("baselineState", issue.judgement ? "unchanged" : "new");
    if (issue.silenced()) {
      const std::string note = issue.judgement->note.empty()
                                   ? issue.judgement->verdict
                                   : issue.judgement->verdict + ": " + issue.judgement->note;
      json.member("suppressions") += '[';
      JsonObject(out)
          .text("kind", "external")
          .text("status", "accepted")
          .text("justification", note)
          .end();
      out += ']';
    }
    JsonObject properties(json.member("properties"));
    properties.text("pair", pair_field(report, issue))
        .number("confidence", double{issue.confidence});
    if (issue.source) properties.text("sourceValue", issue.source->value);
    if (issue.target) properties.text("targetValue", issue.target->value);
    properties.end();
    json.end();
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
