// Reads the quotation marks of a language and pairs them.
#include "lang/words/quotation.h"

#include <algorithm>
#include <array>
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

constexpr std::string_view kClauseEnds = ".,;:!?)";

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

/// A quotation that has begun.
struct Open {
  std::uint32_t at;
  bool single;
  bool directed;
};

/// The quotations of one run of tokens, mark by mark.
class QuotationFinder {
 public:
  QuotationFinder(const QuotationRules& rules, const std::vector<Token>& tokens,
                  const std::vector<bool>& paragraph_starts)
      : rules_(rules), tokens_(tokens), paragraph_starts_(paragraph_starts) {
    rises_.assign(tokens.size() + 1, 0);
  }

  QuotedText find() {
    for (std::uint32_t i = 0; i < tokens_.size(); ++i) {
      if (const QuotationRules::Mark* mark = rules_.mark(tokens_[i])) read(*mark, i);
    }
    leave_open();
    std::stable_sort(text_.quotations.begin(), text_.quotations.end(),
                     [](const Quotation& a, const Quotation& b) { return a.last < b.last; });
    if (!text_.unopened.empty()) raise(0, text_.unopened.front());
    std::int64_t depth = 0;
    text_.depth.reserve(tokens_.size());
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      depth += rises_[i];
      text_.depth.push_back(static_cast<std::uint8_t>(std::min<std::int64_t>(depth, 255)));
    }
    return std::move(text_);
  }

 private:
  bool apart(std::size_t at) const {
    return at == tokens_.size() || space_before(tokens_, at) || paragraph_starts_[at];
  }

  bool opens_bracket(std::uint32_t at) const {
    const std::string& surface = tokens_[at].word->surface;
    return surface == "(" || surface == "[";
  }

  /// Whether a space follows a mark, other marks between them aside, or a mark that ends a clause.
  bool ends_text(std::uint32_t at) const {
    std::uint32_t next = at + 1;
    while (!apart(next) && rules_.mark(tokens_[next]) != nullptr) ++next;
    if (apart(next)) return true;
    if (at == 0 || kClauseEnds.find(tokens_[next].word->surface) == std::string_view::npos)
      return false;
    // After a stray space, too, where that mark ends the text: `"goods ".`, but not `"...and`.
    return !apart(at) || apart(next + 1);
  }

  /// Whether a single mark is an apostrophe: nothing to close, or no word after it to open.
  bool is_apostrophe(std::uint32_t i, bool closes, bool any_open, bool space_before,
                     bool space_after) const {
    const bool misplaced =
        closes ? !any_open || !space_after : !space_before || i + 1 == tokens_.size();
    if (!misplaced) return false;
    if (closes) {
      const bool before_mark = i + 1 < tokens_.size() && !tokens_[i + 1].is_word();
      return !any_open || !before_mark;
    }
    return i == 0 || rules_.mark(tokens_[i - 1]) == nullptr;
  }

  void read(const QuotationRules::Mark& mark, std::uint32_t i) {
    const bool space_before = i == 0 || apart(i) || opens_bracket(i - 1);
    const bool space_after = ends_text(i);
    std::vector<std::size_t>& level = of_level_[mark.single ? 1 : 0];
    const bool any_open = !level.empty();
    const bool closes = ends_quotation({mark.opens, mark.closes, space_before, space_after,
                                        any_open, !open_.empty() && open_.back().at + 1 == i});
    if (mark.single && is_apostrophe(i, closes, any_open, space_before, space_after)) return;
    if (!closes) {
      // A quotation of several paragraphs opens each of them.
      if (paragraph_starts_[i] && any_open) return;
      level.push_back(open_.size());
      open_.push_back({i, mark.single, mark.directed()});
    } else if (any_open) {
      close(level.back(), i);
    } else if (text_.quotations.empty() || text_.quotations.back().last + 1 != i) {
      // Else a mark printed twice, or the second end of a quotation within one.
      text_.unopened.push_back(i);
    }
  }

  /// Ends the open quotation of that index, and all inside it.
  void close(std::size_t index, std::uint32_t i) {
    const Open& open = open_[index];
    closed_[open.single ? 1 : 0] = i;
    text_.quotations.push_back({open.at + 1, i});
    raise(open.at + 1, i);
    for (std::vector<std::size_t>& level : of_level_) {
      while (!level.empty() && level.back() >= index) level.pop_back();
    }
    open_.resize(index);
  }

  /// Settles the quotations that no mark has closed.
  void leave_open() {
    for (const Open& left : open_) {
      // One mark often ends both a quotation and the one of the same level inside it.
      const std::uint32_t last = closed_[left.single ? 1 : 0];
      const bool shared = !left.single && left.directed && last > left.at;
      if (shared) text_.quotations.push_back({left.at + 1, last});
      if (!left.single && !shared) text_.unclosed.push_back(left.at);
      raise(left.at + 1, shared ? last : static_cast<std::uint32_t>(tokens_.size()));
    }
  }

  void raise(std::uint32_t first, std::uint32_t last) {
    if (first >= last) return;
    ++rises_[first];
    --rises_[last];
  }

  const QuotationRules& rules_;
  const std::vector<Token>& tokens_;
  const std::vector<bool>& paragraph_starts_;
  QuotedText text_;
  std::vector<std::int32_t> rises_;  // of the depth, at each token and behind the last one
  std::vector<Open> open_;
  // By level, outer and inner: indices of what is open, and the last mark that ended something.
  std::array<std::vector<std::size_t>, 2> of_level_;
  std::array<std::uint32_t, 2> closed_{};
};

}  // namespace

QuotedText QuotationRules::find(const std::vector<Token>& tokens,
                                const std::vector<bool>& paragraph_starts) const {
  return QuotationFinder(*this, tokens, paragraph_starts).find();
}

}  // namespace concord
