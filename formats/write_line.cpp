// Writes one line an issue as compilers do, so that editors jump to it:
// file:line:column: severity check: message.
#include <fmt/format.h>

#include "formats/escape.h"
#include "formats/issue_view.h"
#include "formats/messages.h"
#include "formats/writers.h"

namespace concord {
namespace {

class LineWriter : public ReportWriter {
 public:
  explicit LineWriter(const WriterOptions& options)
      : options_(options), messages_(options.messages, options.ui_lang) {}

  std::string pair(const PairReport& report) override {
    tally_.add(report, options_.min_severity);
    std::string out;
    for (const Issue& issue : report.issues) {
      if (!shown(issue, options_)) continue;
      const MainPassage main = main_passage(report, issue);
      const TextPosition at = position_of(report, main);
      // Of an aligned segment the column counts in its own text.
      const std::size_t column = report.line > 0 ? reference_of(report, main).column : at.column;
      out += fmt::format("{}:{}:{}: {} {}: {}\n", plain_line(at.file), at.line, column,
                         severity_name(issue.severity), issue.check,
                         plain_line(messages_.text(issue.message)));
    }
    return out;
  }

  std::string end() override {
    return tally_.silenced > 0 ? "# " + summary_text(tally_, messages_) + "\n" : std::string();
  }

 private:
  WriterOptions options_;
  MessageCatalogue messages_;
  Tally tally_;
};

}  // namespace

std::unique_ptr<ReportWriter> line_writer(const WriterOptions& options) {
  return std::make_unique<LineWriter>(options);
}

}  // namespace concord
