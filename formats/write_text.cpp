// Writes issues for a terminal: the sentence, both passages with the words underlined, the reason.
//
//   4  ru  The heads of both parliaments will meet on October 23.
//                                                  ^^^^^^^^^^
//      en  ...
//      error  date  October 23 in the source is October 25 in the target
#include <fmt/format.h>

#include <algorithm>

#include "formats/escape.h"
#include "formats/issue_view.h"
#include "formats/messages.h"
#include "formats/text_window.h"
#include "formats/writers.h"

namespace concord {
namespace {

class TextWriter : public ReportWriter {
 public:
  explicit TextWriter(const WriterOptions& options)
      : options_(options), messages_(options.messages, options.ui_lang) {}

  std::string pair(const PairReport& report) override {
    tally_.add(report, options_.min_severity);
    std::string out;
    std::string last;
    for (const Issue& issue : report.issues) {
      if (!shown(issue, options_)) continue;
      const std::string number = report.line > 0 ? report.id
                                 : issue.bead    ? std::to_string(*issue.bead + 1)
                                                 : "-";
      if (!out.empty()) out += "\n";
      out += one_issue(report, issue, number == last && issue.bead ? "" : number);
      last = number;
    }
    if (!out.empty()) out += "\n";
    return out;
  }

  std::string end() override { return summary_text(tally_, messages_) + "\n"; }

 private:
  std::string paint(std::string_view codes, const std::string& text) const {
    return options_.color && !text.empty() ? fmt::format("\x1b[{}m{}\x1b[0m", codes, text) : text;
  }

  static std::string_view color_of(Severity severity) {
    return severity == Severity::kError ? "31" : severity == Severity::kWarning ? "33" : "36";
  }

  /// One side's line: the language, then the sentence around the passage, or the other half of the
  /// bead when there is none.
  std::string side(const PairReport& report, const Issue& issue, bool target,
                   const std::string& label) const {
    const AnalysedArticle& article = target ? report.target : report.source;
    const std::optional<Passage>& passage = target ? issue.target : issue.source;
    const std::string lang =
        article.article.lang.empty() ? target ? "target" : "source" : article.article.lang;
    const std::size_t indent = kNumberColumns + 1 + columns_of(lang) + 2;
    const std::size_t columns = std::max<std::size_t>(options_.width, 60) - indent;
    const std::string head =
        label + std::string(kNumberColumns - std::min(columns_of(label), kNumberColumns), ' ') +
        " " + paint("2", lang) + "  ";
    if (!passage) {
      if (!issue.bead) return {};
      const Bead& bead = report.beads[*issue.bead];
      const std::string text = bead_text(article, target ? bead.target : bead.source);
      if (text.empty()) return {};
      const Window window = window_of(text, {0, 0}, columns);
      return head + paint("2", window.after) + "\n";
    }
    std::string lines = head + marked_lines(article, passage->span, issue.severity, indent);
    for (const Passage& further : passage->also)
      lines +=
          std::string(indent, ' ') + marked_lines(article, further.span, issue.severity, indent);
    return lines;
  }

  /// The sentence around a span with its words marked, after `indent` columns.
  std::string marked_lines(const AnalysedArticle& article, Span span, Severity severity,
                           std::size_t indent) const {
    const std::size_t columns = std::max<std::size_t>(options_.width, 60) - indent;
    const Span sentence = place_of(article, span).sentence;
    const Window window =
        window_of(sentence.of(article.article.text),
                  {span.begin - sentence.begin, span.end - sentence.begin}, columns);
    if (options_.color) {
      return window.before + paint(fmt::format("4;{}", color_of(severity)), window.marked) +
             window.after + "\n";
    }
    return window.before + window.marked + window.after + "\n" +
           std::string(indent + columns_of(window.before), ' ') +
           std::string(std::max<std::size_t>(columns_of(window.marked), 1), '^') + "\n";
  }

  std::string one_issue(const PairReport& report, const Issue& issue,
                        const std::string& number) const {
    const std::string source = side(report, issue, false, plain_line(number));
    const std::string target =
        side(report, issue, true, source.empty() ? plain_line(number) : std::string());
    return source + target + std::string(kNumberColumns + 1, ' ') +
           paint(fmt::format("1;{}", color_of(issue.severity)),
                 std::string(severity_name(issue.severity))) +
           "  " + paint("1", issue.check) + "  " + plain_line(messages_.text(issue.message)) + "\n";
  }

  static constexpr std::size_t kNumberColumns = 3;

  WriterOptions options_;
  MessageCatalogue messages_;
  Tally tally_;
};

}  // namespace

std::unique_ptr<ReportWriter> text_writer(const WriterOptions& options) {
  return std::make_unique<TextWriter>(options);
}

}  // namespace concord
