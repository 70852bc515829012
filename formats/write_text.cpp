// Writes issues for a terminal: the sentence, both passages with the words underlined, the reason.
//
//   4  ru  The heads of both parliaments will meet on October 23.
//                                                  ^^^^^^^^^^
//      en  ...
//      error  date  October 23 in the source is October 25 in the target
#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>

#include "formats/escape.h"
#include "formats/issue_view.h"
#include "formats/messages.h"
#include "formats/writers.h"

namespace concord {
namespace {

// Columns of a code point on a terminal: East Asian Wide and Fullwidth (UAX 11) take two, marks
// none.
std::size_t columns_of(char32_t c) {
  // Latin, Greek and Cyrillic without their marks: nothing there is wide.
  if (c < 0x300 || (c >= 0x370 && c < 0x483) || (c >= 0x1E00 && c < 0x2000)) return 1;
  if (is_mark(c)) return 0;
  const auto width = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    // ASCII and the letters that take two bytes but no mark: one column each.
    if (byte < 0x80 || (byte >= 0xC2 && byte < 0xCC) || byte == 0xD0 || byte == 0xD1) {
      at += byte < 0x80 ? 1 : 2;
      ++columns;
    } else {
      columns += columns_of(next_code_point(text, at));
    }
  }
  return columns;
}

/// The longest prefix (or suffix) of at most `columns`, cut between words where one ends in its
/// last third.
std::string_view prefix(std::string_view text, std::size_t columns) {
  std::size_t at = 0;
  std::size_t space = 0;
  for (std::size_t used = 0; at < text.size();) {
    std::size_t next = at;
    used += columns_of(next_code_point(text, next));
    if (used > columns) break;
    at = next;
    if (at < text.size() && text[at] == ' ' && 3 * used > 2 * columns) space = at;
  }
  return text.substr(0, at < text.size() && space > 0 ? space : at);
}

std::string_view suffix(std::string_view text, std::size_t columns) {
  std::size_t at = text.size();
  std::size_t space = text.size();
  for (std::size_t used = 0; at > 0;) {
    std::size_t before = at;
    used += columns_of(previous_code_point(text, before));
    if (used > columns) break;
    at = before;
    if (at > 0 && text[at - 1] == ' ' && 3 * used > 2 * columns) space = at;
  }
  return text.substr(at > 0 && space < text.size() ? space : at);
}

constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

// More than a window shows, however many marks its letters bear.
constexpr std::size_t kShownBytes = 4096;

std::string_view first_bytes(std::string_view text) {
  if (text.size() <= kShownBytes) return text;
  std::size_t end = kShownBytes;
  while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

std::string_view last_bytes(std::string_view text) {
  if (text.size() <= kShownBytes) return text;
  std::size_t begin = text.size() - kShownBytes;
  while (begin < text.size() && (text[begin] & 0xC0) == 0x80) ++begin;
  return text.substr(begin);
}

/// A stretch of text in three parts, the marked one in the middle, cut to a number of columns.
struct Window {
  std::string before;
  std::string marked;
  std::string after;
};

Window window_of(std::string_view text, Span marked, std::size_t columns) {
  const std::string_view left = text.substr(0, marked.begin);
  const std::string_view right = text.substr(marked.end);
  std::string before = plain_line(last_bytes(left));
  if (last_bytes(left).size() < left.size()) before.insert(0, kEllipsis);
  std::string inside = plain_line(first_bytes(marked.of(text)));
  std::string after = plain_line(first_bytes(right));
  if (first_bytes(right).size() < right.size()) after += kEllipsis;
  if (columns_of(inside) + 20 > columns)
    inside = std::string(prefix(inside, columns - 21)) + std::string(kEllipsis);
  const std::size_t room = columns - columns_of(inside);
  const std::size_t wanted_after = columns_of(after);
  const std::size_t wanted_before = columns_of(before);
  const std::size_t room_before = std::max(room / 2, room - std::min(room, wanted_after));
  if (wanted_before > room_before)
    before = std::string(kEllipsis) + std::string(suffix(before, room_before - 1));
  const std::size_t room_after = room - std::min(room, columns_of(before));
  if (wanted_after > room_after)
    after = std::string(prefix(after, room_after - 1)) + std::string(kEllipsis);
  return {before, inside, after};
}

class TextWriter : public ReportWriter {
 public:
  explicit TextWriter(const WriterOptions& options)
      : options_(options), messages_(options.ui_lang) {}

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
