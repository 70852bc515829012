// Writes the parts that pages share.
#include "formats/page_parts.h"

#include <fmt/format.h>
#include <unicode/locid.h>

#include <algorithm>

#include "formats/escape.h"
#include "text/unicode.h"

namespace concord {
namespace {

/// Of overlapping marks the one that a piece shows.
bool is_graver(const Mark& a, const Mark& b) {
  return a.severity != b.severity ? a.severity > b.severity : a.style > b.style;
}

/// One piece of a text with the marks that cover it.
std::string piece_html(std::string_view text, Span piece, const std::vector<const Mark*>& here,
                       std::uint32_t end, const std::string& label) {
  std::string ids;
  std::string numbers;
  const Mark* gravest = nullptr;
  for (const Mark* mark : here) {
    if (!mark->span.contains(piece)) continue;
    ids += fmt::format("{}i{}", ids.empty() ? "" : " ", mark->number);
    if (gravest == nullptr || is_graver(*mark, *gravest)) gravest = mark;
    if (std::min(mark->span.end, end) == piece.end) {
      numbers += fmt::format("<a class=\"n\" href=\"#i{0}\" aria-label=\"{1} {0}\">{0}</a>",
                             mark->number, label);
    }
  }
  const std::string words = page_text(piece.of(text));
  if (gravest == nullptr) return words;
  return fmt::format("<mark class=\"{}\" data-issues=\"{}\">{}{}</mark>", gravest->style, ids,
                     words, numbers);
}

}  // namespace

void sort_marks(std::vector<Mark>& marks) {
  std::stable_sort(marks.begin(), marks.end(),
                   [](const Mark& a, const Mark& b) { return a.span.begin < b.span.begin; });
}

std::string marked_html(std::string_view text, const std::vector<Mark>& marks, Span span,
                        const std::string& label) {
  std::vector<std::uint32_t> cuts{span.begin, span.end};
  std::vector<const Mark*> here;
  for (const Mark& mark : marks) {
    if (mark.span.begin >= span.end) break;
    if (!mark.span.overlaps(span)) continue;
    here.push_back(&mark);
    cuts.push_back(std::max(mark.span.begin, span.begin));
    cuts.push_back(std::min(mark.span.end, span.end));
  }
  if (here.empty()) return page_text(span.of(text));
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  std::string out;
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i)
    out += piece_html(text, {cuts[i], cuts[i + 1]}, here, span.end, label);
  return out;
}

std::string issue_card(const IssueCard& card, const MessageCatalogue& messages) {
  const auto message = [&](const std::string& id) { return page_text(messages.text({id, {}})); };
  const std::string_view severity = severity_name(card.severity);
  std::string out = fmt::format(
      "<article class=\"issue {0}\" id=\"i{1}\" tabindex=\"-1\" aria-labelledby=\"h{1}\" "
      "data-id=\"{2}\" data-check=\"{3}\" data-severity=\"{0}\" data-words=\"{4}\" "
      "data-verdict=\"{5}\" data-note=\"{6}\">\n",
      severity, card.number, page_text(card.id), page_text(card.check), page_text(card.words),
      card.judgement != nullptr ? page_text(card.judgement->verdict) : "",
      card.judgement != nullptr ? page_text(card.judgement->note) : "");
  out += fmt::format(
      "<h3 id=\"h{0}\"><span class=\"n\">{0}</span> <span class=\"severity\">{1}</span> <a "
      "class=\"check\" href=\"#check-{4}\">{2}</a></h3>\n"
      "<p class=\"reason\">{3}</p>\n",
      card.number, message("severity." + std::string(severity)), message("check." + card.check),
      card.reason, page_text(card.check));
  out += card.details;
  if (card.judgement != nullptr) {
    const std::string note = card.judgement->note.empty() ? "" : ": " + card.judgement->note;
    out += fmt::format("<p class=\"before\">{}{}</p>\n",
                       message("verdict." + card.judgement->verdict), page_text(note));
  }
  return out + "</article>\n";
}

std::string check_explanations(const std::set<std::string>& checks,
                               const MessageCatalogue& messages) {
  const auto message = [&](const std::string& id) { return page_text(messages.text({id, {}})); };
  if (checks.empty()) return {};
  std::string out =
      fmt::format("<section class=\"explained\">\n<h2>{}</h2>\n<dl>\n", message("page.explained"));
  for (const std::string& check : checks)
    out += fmt::format("<dt id=\"check-{0}\">{1}</dt><dd>{2}</dd>\n", page_text(check),
                       message("check." + check), message("explain." + check));
  return out + "</dl>\n</section>\n";
}

std::string shortened(std::string_view words) {
  constexpr std::size_t kLongest = 80;
  std::size_t at = 0;
  for (std::size_t count = 0; count < kLongest && at < words.size(); ++count)
    next_code_point(words, at);
  return at < words.size() ? std::string(words.substr(0, at)) + "\xE2\x80\xA6" : std::string(words);
}

std::string language_name(const std::string& lang, const std::string& ui_lang) {
  icu::UnicodeString name;
  icu::Locale(lang.c_str()).getDisplayLanguage(icu::Locale(ui_lang.c_str()), name);
  std::string text;
  name.toUTF8String(text);
  return page_text(text);
}

}  // namespace concord
