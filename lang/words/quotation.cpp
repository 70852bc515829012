// Reads the quotation marks of a language and pairs them.
#include "lang/words/quotation.h"

#include <algorithm>
#include <filesystem>

#include "lang/base/table.h"

namespace concord {

QuotationRules QuotationRules::load(const std::string& data_dir, std::string_view tag) {
  QuotationRules rules;
  std::string path = data_dir + "/" + std::string(tag) + "/quotation-marks.tsv";
  if (!std::filesystem::exists(path)) return rules;
  const Table table(path, 3, 3);
  for (const TableRow& row : table.rows()) {
    if (row.cells[2] != "outer" && row.cells[2] != "inner")
      table.refuse(row, "names an unknown level", "write outer or inner");
    for (const std::size_t side : {0u, 1u}) {
      Mark& mark = rules.marks_[std::string(row.cells[side])];
      (side == 0 ? mark.opens : mark.closes) = true;
      mark.single = row.cells[2] == "inner";
    }
  }
  return rules;
}

const QuotationRules::Mark* QuotationRules::mark(const Token& token) const {
  if (token.is_word()) return nullptr;
  const auto found = marks_.find(token.word->surface);
  return found == marks_.end() ? nullptr : &found->second;
}

namespace {

/// A quotation mark where it stands.
struct StandingMark {
  bool may_open = false;
  bool may_close = false;
  bool space_before = false;
  bool space_after = false;
  bool inside = false;       ///< a quotation of its level is open
  bool behind_mark = false;  ///< the mark that opened a quotation is the token before it
};

/// Whether a mark ends a quotation; else it begins one.
bool ends_quotation(const StandingMark& mark) {
  if (mark.may_open && mark.may_close) {
    // A mark that serves both ways: glued to what follows it opens, glued to what precedes it
    // closes.
    bool closes = mark.inside;
    if (mark.space_before && !mark.space_after) closes = false;
    if (!mark.space_before && mark.space_after) closes = true;
    // A quotation is not empty: two marks in a row both open.
    return closes && (mark.space_after || !mark.behind_mark);
  }
  // Typed with the wrong one of the two: glued to what precedes an opening mark ends, and the
  // reverse.
  bool closes = mark.may_close;
  if (!closes && !mark.space_before && mark.space_after && mark.inside) closes = true;
  if (closes && mark.space_before && !mark.space_after && !mark.inside) closes = false;
  return closes;
}

}  // namespace

QuotedText QuotationRules::find(const std::vector<Token>& tokens,
                                const std::vector<bool>& paragraph_starts) const {
  struct Open {
    std::uint32_t at;
    bool single;
    bool directed;
    bool holds_another;  ///< a quotation of the same level has ended inside
  };
  QuotedText text;
  text.depth.assign(tokens.size(), 0);
  std::vector<Open> open;
  const auto raise = [&](std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t i = first; i < last; ++i) ++text.depth[i];
  };
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    const Mark* mark = this->mark(tokens[i]);
    if (mark == nullptr) continue;
    const bool space_before = i == 0 || tokens[i].space_before || paragraph_starts[i];
    const bool space_after =
        i + 1 == tokens.size() || tokens[i + 1].space_before || paragraph_starts[i + 1];
    const auto innermost = std::find_if(open.rbegin(), open.rend(),
                                        [&](const Open& o) { return o.single == mark->single; });
    const bool closes =
        ends_quotation({mark->opens, mark->closes, space_before, space_after,
                        innermost != open.rend(), !open.empty() && open.back().at + 1 == i});
    if (mark->single) {
      // An apostrophe: nothing to close, or no word after it to open.
      if (closes ? innermost == open.rend() || !space_after
                 : !space_before || i + 1 == tokens.size()) {
        const bool at_mark = i > 0 && this->mark(tokens[i - 1]) != nullptr;
        const bool before_mark = i + 1 < tokens.size() && !tokens[i + 1].is_word();
        if (!(closes && innermost != open.rend() && before_mark) && !(!closes && at_mark)) continue;
      }
    }
    if (!closes) {
      if (paragraph_starts[i] && innermost != open.rend()) continue;
      open.push_back({i, mark->single, mark->directed(), false});
    } else if (innermost == open.rend()) {
      // A mark printed twice, or the second end of a quotation within one.
      const bool repeated = !text.quotations.empty() && text.quotations.back().last + 1 == i;
      if (!repeated) text.unopened.push_back(i);
    } else {
      const auto first = std::prev(innermost.base());
      for (auto outer = open.begin(); outer != first; ++outer)
        outer->holds_another = outer->holds_another || outer->single == first->single;
      text.quotations.push_back({first->at + 1, i});
      raise(first->at + 1, i);
      open.erase(first, open.end());
    }
  }
  for (const Open& left : open) {
    // One mark often ends both a quotation and the one inside it.
    if (!left.single && !(left.directed && left.holds_another)) text.unclosed.push_back(left.at);
    raise(left.at + 1, static_cast<std::uint32_t>(tokens.size()));
  }
  if (!text.unopened.empty()) raise(0, text.unopened.front());
  return text;
}

}  // namespace concord
