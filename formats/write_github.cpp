// Writes GitHub workflow commands, which a workflow run shows as annotations of files.
// https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions
#include <fmt/format.h>

#include "formats/escape.h"
#include "formats/issue_view.h"
#include "formats/messages.h"
#include "formats/writers.h"

namespace concord {
namespace {

std::string_view command_of(Severity severity) {
  return severity == Severity::kError     ? "error"
         : severity == Severity::kWarning ? "warning"
                                          : "notice";
}

class GithubWriter : public ReportWriter {
 public:
  explicit GithubWriter(const WriterOptions& options)
      : options_(options), messages_(options.messages, options.ui_lang) {}

  std::string pair(const PairReport& report) override {
    tally_.add(report, options_.min_severity);
    std::string out;
    for (const Issue& issue : report.issues) {
      if (!shown(issue, options_)) continue;
      const MainPassage main = main_passage(report, issue);
      const TextPosition at = position_of(report, main);
      out += fmt::format("::{} file={},line={},col={},title={}::{}\n", command_of(issue.severity),
                         github_property(at.file), at.line, at.column,
                         github_property("concord " + issue.check),
                         github_data(plain_line(messages_.text(issue.message))));
    }
    return out;
  }

  std::string end() override {
    return tally_.silenced > 0
               ? "::notice title=concord::" + github_data(summary_text(tally_, messages_)) + "\n"
               : std::string();
  }

 private:
  WriterOptions options_;
  MessageCatalogue messages_;
  Tally tally_;
};

}  // namespace

std::unique_ptr<ReportWriter> github_writer(const WriterOptions& options) {
  return std::make_unique<GithubWriter>(options);
}

}  // namespace concord
