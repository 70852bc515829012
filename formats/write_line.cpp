// Writes one greppable line an issue: file:sentence:column: severity check: message.
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
      : options_(options), messages_(options.ui_lang) {}

  std::string pair(const PairReport& report) override {
    tally_.add(report, options_.min_severity);
    std::string out;
    for (const Issue& issue : report.issues) {
      if (!shown(issue, options_)) continue;
      const Reference at = reference_of(report, main_passage(report, issue));
      out += fmt::format("{}:{}:{}: {} {}: {}\n", plain_line(at.file), at.number, at.column,
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
