// Writes Checkstyle's XML, which build servers and code review tools read from any checker.
// https://github.com/checkstyle/checkstyle, XMLLogger: <checkstyle><file><error .../></file>
#include <fmt/format.h>

#include "formats/escape.h"
#include "formats/issue_view.h"
#include "formats/messages.h"
#include "formats/writers.h"

namespace concord {
namespace {

class CheckstyleWriter : public ReportWriter {
 public:
  explicit CheckstyleWriter(const WriterOptions& options)
      : options_(options), messages_(options.messages, options.ui_lang) {}

  std::string begin() override {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n";
  }

  std::string pair(const PairReport& report) override {
    std::string out;
    for (const Issue& issue : report.issues) {
      if (!shown(issue, options_)) continue;
      const TextPosition at = position_of(report, main_passage(report, issue));
      if (!file_ || *file_ != at.file) {
        out += close();
        out += fmt::format("<file name=\"{}\">\n", xml_attribute(at.file));
        file_ = at.file;
      }
      out += fmt::format(
          "  <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" "
          "source=\"concord.{}\"/>\n",
          at.line, at.column, severity_name(issue.severity),
          xml_attribute(messages_.text(issue.message)), xml_attribute(issue.check));
    }
    return out;
  }

  std::string end() override { return close() + "</checkstyle>\n"; }

 private:
  std::string close() {
    if (!file_) return {};
    file_.reset();
    return "</file>\n";
  }

  WriterOptions options_;
  MessageCatalogue messages_;
  std::optional<std::string> file_;  // whose element is open
};

}  // namespace

std::unique_ptr<ReportWriter> checkstyle_writer(const WriterOptions& options) {
  return std::make_unique<CheckstyleWriter>(options);
}

}  // namespace concord
