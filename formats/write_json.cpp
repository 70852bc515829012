// Writes issues as JSON lines (an issue a line) and as one JSON document.
#include <fmt/format.h>

#include "checks/core/check.h"
#include "formats/issue_json.h"
#include "formats/issue_view.h"
#include "formats/json_object.h"
#include "formats/messages.h"
#include "formats/writers.h"
#include "text/day.h"

namespace concord {
namespace {

/// One pair's texts with their indices from bytes to code points.
struct Sides {
  explicit Sides(const PairReport& pair)
      : report(pair), source(pair.source.article.text), target(pair.target.article.text) {}
  const PairReport& report;
  CodePointIndex source;
  CodePointIndex target;
};

void append_side(std::string& out, const Sides& sides, const Issue& issue, Side side) {
  if (!issue.at(side)) {
    out += "null";
    return;
  }
  append_passage(out, *issue.at(side), sides.report.of(side).article.text,
                 side == Side::kSource ? sides.source : sides.target);
}

void append_issue(std::string& out, const Sides& sides, const Issue& issue,
                  const MessageCatalogue& messages) {
  JsonObject json(out);
  json.text("id", issue.id)
      .text("pair", pair_field(sides.report, issue))
      .text("check", issue.check)
      .text("severity", severity_name(issue.severity))
      .text("message", messages.text(issue.message));
  append_side(json.member("source"), sides, issue, Side::kSource);
  append_side(json.member("target"), sides, issue, Side::kTarget);
  end_issue(json, issue.check, issue.judgement);
}

void append_summary(std::string& out, const Tally& tally) {
  JsonObject(out)
      .number("pairs", tally.pairs)
      .number("beads", tally.beads)
      .number("error", tally.errors)
      .number("warning", tally.warnings)
      .number("info", tally.infos)
      .number("silenced", tally.silenced)
      .end();
}

class JsonLinesWriter : public ReportWriter {
 public:
  explicit JsonLinesWriter(const WriterOptions& options)
      : options_(options), messages_(options.messages, options.ui_lang) {}

  std::string pair(const PairReport& report) override {
    if (options_.judged) tally_.add(report, options_.min_severity);
    if (report.issues.empty()) return {};
    const Sides sides(report);
    std::string out;
    for (const Issue& issue : report.issues) {
      if (!shown(issue, options_)) continue;
      append_issue(out, sides, issue, messages_);
      out += '\n';
    }
    return out;
  }

  std::string end() override {
    std::string out;
    if (!options_.judged) return out;
    JsonObject line(out);
    append_summary(line.member("summary"), tally_);
    line.end();
    return out + "\n";
  }

 private:
  WriterOptions options_;
  MessageCatalogue messages_;
  Tally tally_;
};

void append_side(std::string& out, const AnalysedArticle& side) {
  const Article& article = side.article;
  JsonObject json(out);
  json.text("document", article.name).text("lang", article.lang);
  if (article.published) {
    json.text("published", iso_day(*article.published));
  } else {
    json.raw("published", "null");
  }
  json.number("sentences", article.sentences.size()).end();
}

void append_indices(std::string& out, const std::vector<std::uint32_t>& indices) {
  out += fmt::format("[{}]", fmt::join(indices, ","));
}

class JsonWriter : public ReportWriter {
 public:
  explicit JsonWriter(const WriterOptions& options)
      : options_(options), messages_(options.messages, options.ui_lang) {}

  std::string begin() override {
    std::string out;
    JsonObject(out)
        .text("tool", "concord")
        .text("version", options_.version)
        .text("positions", "unicodeCodePoints");
    return out + ",\"pairs\":[";
  }

  std::string pair(const PairReport& report) override {
    tally_.add(report, options_.min_severity);
    if (report.line > 0 && report.issues.empty())
      return {};  // a segment without issues gives no evidence that its file does not
    const Sides sides(report);
    std::string out = first_ ? "\n" : ",\n";
    first_ = false;
    JsonObject json(out);
    json.text("id", report.id);
    append_side(json.member("source"), report.source);
    append_side(json.member("target"), report.target);
    if (report.line > 0) json.text("file", report.file).number("line", report.line);
    json.member("beads") += '[';
    for (std::size_t b = 0; b < report.beads.size(); ++b) {
      const Bead& bead = report.beads[b];
      if (b > 0) out += ',';
      JsonObject item(out);
      append_indices(item.member("source"), bead.source);
      append_indices(item.member("target"), bead.target);
      item.number("similarity", double{bead.similarity})
          .number("confidence", double{bead.confidence})
          .end();
    }
    out += ']';
    json.member("issues") += '[';
    bool first = true;
    for (const Issue& issue : report.issues) {
      if (!passes(issue, options_)) continue;
      if (!first) out += ',';
      first = false;
      append_issue(out, sides, issue, messages_);
    }
    out += ']';
    json.end();
    return out;
  }

  std::string end() override {
    std::string out = "\n],\"summary\":";
    append_summary(out, tally_);
    return out + "}\n";
  }

 private:
  WriterOptions options_;
  MessageCatalogue messages_;
  Tally tally_;
  bool first_ = true;
};

}  // namespace

void append_passage(std::string& out, const Passage& passage, std::string_view text,
                    const CodePointIndex& index) {
  JsonObject json(out);
  json.text("text", passage.span.of(text))
      .number("start", std::size_t{index.at(passage.span.begin)})
      .number("end", std::size_t{index.at(passage.span.end)})
      .text("value", passage.value);
  if (!passage.also.empty()) {
    json.member("also") += '[';
    for (const Passage& further : passage.also) {
      if (&further != &passage.also.front()) out += ',';
      append_passage(out, further, text, index);
    }
    out += ']';
  }
  json.end();
}

void end_issue(JsonObject& json, const std::string& check,
               const std::optional<Judgement>& judgement) {
  const Check* known = find_check(check);
  json.text("mqm", known == nullptr ? "" : known->mqm)
      .text("its", known == nullptr ? "" : known->its);
  if (judgement) {
    JsonObject(json.member("judgement"))
        .text("verdict", judgement->verdict)
        .text("note", judgement->note)
        .end();
  }
  json.end();
}

std::vector<RecordedIssue> recorded_issues(const PairReport& report, const WriterOptions& options,
                                           const MessageCatalogue& messages) {
  std::vector<RecordedIssue> issues;
  if (report.issues.empty()) return issues;
  const Sides sides(report);
  for (const Issue& issue : report.issues) {
    if (!shown(issue, options)) continue;
    issues.push_back(
        {issue.id, std::string(issue.check), issue.severity, messages.text(issue.message), {}});
    append_issue(issues.back().json, sides, issue, messages);
  }
  return issues;
}

std::unique_ptr<ReportWriter> json_lines_writer(const WriterOptions& options) {
  return std::make_unique<JsonLinesWriter>(options);
}
std::unique_ptr<ReportWriter> json_writer(const WriterOptions& options) {
  return std::make_unique<JsonWriter>(options);
}

}  // namespace concord
