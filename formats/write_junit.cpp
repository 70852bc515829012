// Writes JUnit XML as Jenkins, GitLab and pytest understand it: a test case a pair, which fails
// when it has an issue at
// --fail-on.
//
// A suite's counts stand in its first tag, so a suite is held back until it is full; suites of a
// bounded size keep memory flat.
#include <fmt/format.h>

#include "formats/escape.h"
#include "formats/issue_view.h"
#include "formats/messages.h"
#include "formats/writers.h"

namespace concord {
namespace {

// Test cases of one suite.
constexpr std::size_t kSuiteSize = 1000;

class JunitWriter : public ReportWriter {
 public:
  explicit JunitWriter(const WriterOptions& options)
      : options_(options), messages_(options.messages, options.ui_lang) {}

  std::string begin() override {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"concord\">\n";
  }

  std::string pair(const PairReport& report) override {
    std::string failures;
    std::string others;
    std::size_t failing = 0;
    std::size_t silenced = 0;
    std::size_t open = 0;
    for (const Issue& issue : report.issues) {
      if (!passes(issue, options_)) continue;
      const MainPassage main = main_passage(report, issue);
      const Reference at = reference_of(report, main);
      std::string line = fmt::format("{}:{}:{}: {} {}: {} [{}]", plain_line(at.file), at.number,
                                     at.column, severity_name(issue.severity), issue.check,
                                     plain_line(messages_.text(issue.message)), issue.id);
      if (issue.judgement) {
        line += fmt::format(" ({}{}{})", issue.judgement->verdict,
                            issue.judgement->note.empty() ? "" : ": ",
                            plain_line(issue.judgement->note));
      }
      ++(issue.silenced() ? silenced : open);
      const bool fails =
          !issue.silenced() && options_.fail_on && issue.severity >= *options_.fail_on;
      failing += fails ? 1 : 0;
      (fails ? failures : others) += xml_text(line) + "\n";
    }
    const std::string name = report.id.empty()
                                 ? report.source.article.name + " - " + report.target.article.name
                                 : report.id;
    std::string test_case =
        fmt::format("    <testcase classname=\"concord.{}-{}\" name=\"{}\" time=\"0\"",
                    xml_attribute(report.source.article.lang),
                    xml_attribute(report.target.article.lang), xml_attribute(plain_line(name)));
    const bool skipped = failing == 0 && open == 0 && silenced > 0;
    if (failing == 0 && others.empty()) {
      test_case += "/>\n";
    } else {
      test_case += ">\n";
      if (failing > 0) {
        test_case += fmt::format(
            "      <failure type=\"concord\" message=\"{}\">{}</failure>\n",
            xml_attribute(messages_.text({"junit.failure", {{"count", std::to_string(failing)}}})),
            failures);
      }
      if (skipped) {
        test_case += fmt::format("      <skipped message=\"{}\"/>\n",
                                 xml_attribute(messages_.text(
                                     {"summary.silenced", {{"count", std::to_string(silenced)}}})));
      }
      if (!others.empty()) test_case += "      <system-out>" + others + "</system-out>\n";
      test_case += "    </testcase>\n";
    }
    cases_ += test_case;
    ++tests_;
    failures_ += failing > 0 ? 1 : 0;
    skipped_ += skipped ? 1 : 0;
    return tests_ == kSuiteSize ? suite() : std::string();
  }

  std::string end() override {
    return (tests_ > 0 || suites_ == 0 ? suite() : std::string()) + "</testsuites>\n";
  }

 private:
  /// The suite that is held back; begins the next.
  std::string suite() {
    ++suites_;
    const std::string name = suites_ == 1 ? "concord" : fmt::format("concord {}", suites_);
    std::string out = fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\" "
        "time=\"0\">\n{}  "
        "</testsuite>\n",
        name, tests_, failures_, skipped_, cases_);
    cases_.clear();
    tests_ = failures_ = skipped_ = 0;
    return out;
  }

  WriterOptions options_;
  MessageCatalogue messages_;
  std::string cases_;
  std::size_t tests_ = 0;
  std::size_t failures_ = 0;
  std::size_t skipped_ = 0;
  std::size_t suites_ = 0;
};

}  // namespace

std::unique_ptr<ReportWriter> junit_writer(const WriterOptions& options) {
  return std::make_unique<JunitWriter>(options);
}

}  // namespace concord
