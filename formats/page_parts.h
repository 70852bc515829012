// Parts that the page of a pair and that of several versions share.
//
//   marked_html(text, marks, sentence, "issue");   // ... <mark class="error" ...>2035</mark> ...
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "checks/core/issue.h"
#include "formats/messages.h"
#include "text/span.h"

namespace concord {

/// A marked stretch of a text.
struct Mark {
  Span span;
  std::size_t number = 0;               ///< of the issue on the page
  std::string_view style;               ///< class of the mark: the severity's name, or "agrees"
  Severity severity = Severity::kInfo;  ///< where marks overlap, the gravest gives the class
};

/// Puts marks in the order in which marked_html wants them.
void sort_marks(std::vector<Mark>& marks);

/// The text of a span as HTML with its marks, which are sorted. Marks may overlap: the text is cut
/// where one begins or ends, and each piece carries all the issues that cover it. `label` is what a
/// screen reader says before the number of an issue, as HTML.
std::string marked_html(std::string_view text, const std::vector<Mark>& marks, Span span,
                        const std::string& label);

/// The card of an issue: what is wrong and in which words.
struct IssueCard {
  std::size_t number = 0;  ///< on the page
  Severity severity = Severity::kInfo;
  std::string id;
  std::string check;
  std::string words;                     ///< the words in question, for lists; plain text
  std::string reason;                    ///< HTML
  std::string details;                   ///< HTML below the reason; may be empty
  const Judgement* judgement = nullptr;  ///< null: none
};
std::string issue_card(const IssueCard& card, const MessageCatalogue& messages);

/// What the checks of a page's issues compare, for its end: cards link to it. Empty for none.
std::string check_explanations(const std::set<std::string>& checks,
                               const MessageCatalogue& messages);

/// At most about eighty code points of a passage, for lists.
std::string shortened(std::string_view words);

/// The name of a language in another, as HTML.
std::string language_name(const std::string& lang, const std::string& ui_lang);

}  // namespace concord
