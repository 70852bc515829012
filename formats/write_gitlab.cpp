// Writes a code quality report of GitLab, which shows it beside the lines of a merge request.
// https://docs.gitlab.com/ee/ci/testing/code_quality.html#code-quality-report-format
#include "formats/escape.h"
#include "formats/issue_view.h"
#include "formats/json_object.h"
#include "formats/messages.h"
#include "formats/writers.h"

namespace concord {
namespace {

/// GitLab knows info, minor, major, critical and blocker.
std::string_view gitlab_severity(Severity severity) {
  return severity == Severity::kError     ? "critical"
         : severity == Severity::kWarning ? "minor"
                                          : "info";
}

class GitlabWriter : public ReportWriter {
 public:
  explicit GitlabWriter(const WriterOptions& options)
      : options_(options), messages_(options.messages, options.ui_lang) {}

  std::string begin() override { return "["; }

  std::string pair(const PairReport& report) override {
    std::string out;
    for (const Issue& issue : report.issues) {
      if (!shown(issue, options_)) continue;
      const TextPosition at = position_of(report, main_passage(report, issue));
      out += first_ ? "\n" : ",\n";
      first_ = false;
      JsonObject json(out);
      json.text("description", messages_.text(issue.message))
          .text("check_name", issue.check)
          .text("fingerprint", issue.id)
          .text("severity", gitlab_severity(issue.severity));
      JsonObject location(json.member("location"));
      // Relative to the repository, without the "./" that a shell may put there.
      location.text("path", at.file.starts_with("./") ? at.file.substr(2) : at.file);
      JsonObject lines(location.member("lines"));
      lines.number("begin", at.line).number("end", at.end_line).end();
      location.end();
      json.end();
    }
    return out;
  }

  std::string end() override { return "\n]\n"; }

 private:
  WriterOptions options_;
  MessageCatalogue messages_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<ReportWriter> gitlab_writer(const WriterOptions& options) {
  return std::make_unique<GitlabWriter>(options);
}

}  // namespace concord
