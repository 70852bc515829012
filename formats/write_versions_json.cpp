// Writes the comparison of several versions as JSON lines and as one JSON document.
#include <fmt/format.h>

#include "checks/core/check.h"
#include "formats/issue_json.h"
#include "formats/json_object.h"
#include "formats/version_view.h"
#include "text/day.h"

namespace concord {
namespace {

std::string_view stand_name(VersionStand stand) {
  switch (stand) {
    case VersionStand::kDiffers:
      return "differs";
    case VersionStand::kLacks:
      return "lacks";
    case VersionStand::kOnly:
      return "only";
    case VersionStand::kAlone:
      return "alone";
    case VersionStand::kDisagree:
      break;
  }
  return "disagree";
}

/// A number that may be missing.
std::string number_or_null(const std::optional<std::size_t>& number, std::size_t first) {
  return number ? std::to_string(*number + first) : "null";
}

class Writer {
 public:
  Writer(const VersionReport& report, const WriterOptions& options)
      : report_(report), options_(options), messages_(options.messages, options.ui_lang) {
    for (std::size_t version = 0; version < report.versions.size(); ++version)
      indices_.emplace_back(report.text(version));
  }

  std::string lines() const {
    std::string out;
    for (const VersionIssue& issue : report_.issues) {
      if (!passes(issue, options_) || issue.silenced()) continue;
      append_issue(out, issue);
      out += '\n';
    }
    return out;
  }

  std::string document() const {
    std::string out;
    JsonObject json(out);
    json.text("tool", "concord")
        .text("version", options_.version)
        .text("positions", "unicodeCodePoints");
    append_versions(json.member("versions"));
    append_rows(json.member("rows"));
    std::string& issues = json.member("issues");
    issues += "[\n";
    bool first = true;
    for (const VersionIssue& issue : report_.issues) {
      if (!passes(issue, options_)) continue;
      if (!first) issues += ",\n";
      first = false;
      append_issue(issues, issue);
    }
    issues += "\n]";
    const Tally tally = tally_of(report_, options_);
    JsonObject(json.member("summary"))
        .number("versions", tally.pairs)
        .number("rows", tally.beads)
        .number("error", tally.errors)
        .number("warning", tally.warnings)
        .number("info", tally.infos)
        .number("silenced", tally.silenced)
        .end();
    json.end();
    return out + "\n";
  }

 private:
  void append_issue(std::string& out, const VersionIssue& issue) const {
    JsonObject json(out);
    json.text("id", issue.id)
        .raw("row", number_or_null(issue.row, 1))
        .text("check", issue.check)
        .text("severity", severity_name(issue.severity))
        .text("message", stand_text(report_, issue, messages_))
        .text("stand", stand_name(issue.stand))
        .raw("odd", number_or_null(issue.odd, 0))
        .raw("others", fmt::format("[{}]", fmt::join(issue.others, ",")));
    std::string& passages = json.member("passages");
    for (std::size_t version = 0; version < issue.passages.size(); ++version) {
      passages += version == 0 ? '[' : ',';
      if (issue.passages[version]) {
        append_passage(passages, *issue.passages[version], report_.text(version),
                       indices_[version]);
      } else {
        passages += "null";
      }
    }
    passages += ']';
    std::string& reasons = json.member("reasons");
    for (const VersionReason& reason : issue.reasons) {
      reasons += &reason == &issue.reasons.front() ? '[' : ',';
      JsonObject(reasons)
          .number("source", reason.source)
          .number("target", reason.target)
          .text("message", messages_.text(reason.message))
          .end();
    }
    reasons += ']';
    end_issue(json, issue.check, issue.judgement);
  }

  void append_versions(std::string& out) const {
    for (const AnalysedArticle* version : report_.versions) {
      out += version == report_.versions.front() ? '[' : ',';
      const Article& article = version->article;
      JsonObject(out)
          .text("document", article.name)
          .text("lang", article.lang)
          .raw("published", article.published ? '"' + iso_day(*article.published) + '"' : "null")
          .number("sentences", version->sentences.size())
          .end();
    }
    out += ']';
  }

  /// Rows as lists of [start, end] for each version.
  void append_rows(std::string& out) const {
    out += '[';
    for (const VersionRow& row : report_.rows) {
      out += &row == &report_.rows.front() ? "\n[" : ",\n[";
      for (std::size_t version = 0; version < row.sentences.size(); ++version) {
        out += version == 0 ? "[" : ",[";
        for (const Span& span : row.sentences[version]) {
          out += fmt::format("{}[{},{}]", &span == &row.sentences[version].front() ? "" : ",",
                             indices_[version].at(span.begin), indices_[version].at(span.end));
        }
        out += ']';
      }
      out += ']';
    }
    out += ']';
  }

  const VersionReport& report_;
  const WriterOptions& options_;
  MessageCatalogue messages_;
  std::vector<CodePointIndex> indices_;
};

}  // namespace

std::string versions_json(const VersionReport& report, const WriterOptions& options) {
  return Writer(report, options).document();
}

std::string versions_json_lines(const VersionReport& report, const WriterOptions& options) {
  return Writer(report, options).lines();
}

}  // namespace concord
