// Writes the comparison of several versions for a terminal.
//
//   3  vi  ... in 2030 ...            (each version with its words underlined)
//      ru  ... in 2035 ...
//      error  number  ru differs from vi, en
//             vi -> ru: 2030 in the source is 2035 in the target
#include <fmt/format.h>

#include <algorithm>

#include "formats/escape.h"
#include "formats/text_window.h"
#include "formats/version_view.h"

namespace concord {
namespace {

constexpr std::size_t kNumberColumns = 3;

class Writer {
 public:
  Writer(const VersionReport& report, const WriterOptions& options)
      : report_(report), options_(options), messages_(options.messages, options.ui_lang) {
    for (std::size_t version = 0; version < report.versions.size(); ++version)
      label_columns_ = std::max(label_columns_, columns_of(report.label(version)));
  }

  std::string document() const {
    std::string out;
    for (const VersionIssue& issue : report_.issues) {
      if (!passes(issue, options_) || issue.silenced()) continue;
      out += one_issue(issue) + "\n";
    }
    return out + plain_line(compared_text(report_, messages_)) + "\n" +
           summary_text(tally_of(report_, options_), messages_) + "\n";
  }

 private:
  std::string paint(std::string_view codes, const std::string& text) const {
    return options_.color && !text.empty() ? fmt::format("\x1b[{}m{}\x1b[0m", codes, text) : text;
  }

  static std::string_view color_of(Severity severity) {
    return severity == Severity::kError ? "31" : severity == Severity::kWarning ? "33" : "36";
  }

  /// The line of one version: its sentence with the words marked, or the beginning of what it has
  /// in the row; "-" where it has nothing.
  std::string line_of(const VersionIssue& issue, std::size_t version) const {
    const std::size_t indent = kNumberColumns + 1 + label_columns_ + 2;
    const std::size_t columns = std::max<std::size_t>(options_.width, 60) - indent;
    const std::string_view text = report_.text(version);
    const std::optional<Passage>& passage = issue.passages[version];
    if (!passage) {
      if (!issue.row) return {};
      const std::vector<Span>& sentences = report_.rows[*issue.row].sentences[version];
      if (sentences.empty()) return paint("2", "-") + "\n";
      const Span all{sentences.front().begin, sentences.back().end};
      return paint("2", window_of(all.of(text), {0, 0}, columns).after) + "\n";
    }
    const Span sentence = place_of(*report_.versions[version], passage->span).sentence;
    const Window window = window_of(
        sentence.of(text),
        {passage->span.begin - sentence.begin, passage->span.end - sentence.begin}, columns);
    // The version that stands alone is marked as the issue, the others are there to compare.
    const bool compared =
        issue.odd && issue.stand == VersionStand::kDiffers && *issue.odd != version;
    if (options_.color) {
      return window.before +
             paint(compared ? "4" : fmt::format("4;{}", color_of(issue.severity)), window.marked) +
             window.after + "\n";
    }
    return window.before + window.marked + window.after + "\n" +
           std::string(indent + columns_of(window.before), ' ') +
           std::string(std::max<std::size_t>(columns_of(window.marked), 1), compared ? '-' : '^') +
           "\n";
  }

  std::string one_issue(const VersionIssue& issue) const {
    std::string number = issue.row ? std::to_string(*issue.row + 1) : "-";
    std::string out;
    for (std::size_t version = 0; version < report_.versions.size(); ++version) {
      const std::string line = line_of(issue, version);
      if (line.empty()) continue;
      const std::string label = plain_line(report_.label(version));
      out += number +
             std::string(kNumberColumns + 1 - std::min(number.size(), kNumberColumns), ' ') +
             paint("2", label) + std::string(label_columns_ + 2 - columns_of(label), ' ') + line;
      number.clear();
    }
    const std::string severity(severity_name(issue.severity));
    const std::string indent(kNumberColumns + 1, ' ');
    out += indent + paint(fmt::format("1;{}", color_of(issue.severity)), severity) + "  " +
           paint("1", issue.check) + "  " + plain_line(stand_text(report_, issue, messages_)) +
           "\n";
    for (const VersionReason& reason : issue.reasons)
      out += indent + "  " + plain_line(reason_text(report_, reason, messages_)) + "\n";
    return out;
  }

  const VersionReport& report_;
  const WriterOptions& options_;
  MessageCatalogue messages_;
  std::size_t label_columns_ = 0;
};

}  // namespace

std::string versions_text(const VersionReport& report, const WriterOptions& options) {
  return Writer(report, options).document();
}

}  // namespace concord
