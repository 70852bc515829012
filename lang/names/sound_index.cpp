// Reads words along a trie of other words, within the distance that counts as alike.
#include "lang/names/sound_index.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "lang/names/transcription_tables.h"

namespace concord {
namespace {

using namespace transcription;

constexpr int kFar = 1000;
constexpr std::size_t kMostCodes = kMaxLetters + 3;  // with anchors
// Secondary renderings of a word in syllables that are ever looked for.
constexpr int kMostSecondary = 4;

// Comparisons up to which comparing all takes less than the index, and up to which looking at the
// letters of all does.
constexpr std::size_t kFew = 100;
constexpr std::size_t kSome = 20'000;

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
using Forms = std::span<const SoundForm* const>;

/// A segment of a table that ends at a letter, and how many letters it has.
struct SegmentEnd {
  std::uint16_t segment = 0;
  std::uint8_t size = 0;
};

/// The segments that end before position `end` of `codes`.
void segments_before(std::string_view codes, std::size_t end, const Segments& known,
                     std::vector<SegmentEnd>& found) {
  for (std::size_t size = 1; size <= std::min(end, LetterKey::kMost); ++size) {
    const LetterKey key(codes.substr(end - size, size));
    if (const std::uint16_t* segment = known.numbers.find(key.value()))
      found.push_back({*segment, static_cast<std::uint8_t>(size)});
  }
}

/// Two alphabets with the table that says which segments render which: `rows` of the words of one
/// trie, `columns` of the other.
struct Alphabets {
  const Segments* rows = nullptr;     ///< null: no table
  const Segments* columns = nullptr;  ///< null: no table
  const std::vector<std::uint8_t>* costs = nullptr;
};

/// Cyrillic rows, Latin columns: see Transcription::Tables::distance.
struct AcrossScripts : Alphabets {
  static int lost_row(char c, char, int first) { return lost_cyrillic(c, first); }
  static int lost_column(char c, char, int first) {
    return c == 'h' ? kLostH : first + (is_vowel_code(c) ? kLostVowel : kLostConsonant);
  }
  static int change(char row, char column, int first) { return first + wrong_letter(row, column); }
};

/// Rows with a soft i, columns with a hard i: see SisterLetters::distance.
struct AcrossSisters : Alphabets {
  static int lost_row(char c, char, int first) { return lost_cyrillic(c, first); }
  static int lost_column(char c, char, int first) { return lost_cyrillic(c, first); }
  static int change(char row, char column, int first) {
    return row == column ? 0 : first + wrong_letter(column, row);
  }
};

/// Words of one alphabet.
struct OneAlphabet : Alphabets {
  static int lost_row(char c, char before, int) { return lost_letter(c, before); }
  static int lost_column(char c, char before, int) { return lost_letter(c, before); }
  static int change(char row, char column, int first) {
    return row == column ? 0 : first + other_letter(row, column);
  }
};

/// The letters of many words, those of one beginning together: nodes in the order of a walk that
/// goes deep first.
class Trie {
 public:
  struct Node {
    char code = 0;
    char before = 0;           ///< the letter above; 0 for none
    std::uint8_t depth = 0;    ///< letters up to here
    std::uint8_t letters = 0;  ///< the most that a word below has
    std::uint32_t end = 0;     ///< behind the last node below
    std::uint32_t first_segment = 0;
    std::uint32_t segments = 0;
    std::uint32_t first_word = 0;
    std::uint32_t words = 0;  ///< that end here
  };

  /// Of the words of `all` for which `take` says so; `known`, whose segments are found, may be
  /// null.
  template <class Take>
  Trie(Forms all, const Segments* known, const Take& take) {
    std::vector<std::pair<std::string_view, std::uint32_t>> spellings;
    for (std::uint32_t w = 0; w < all.size(); ++w) {
      if (!take(*all[w]) || all[w]->plain.empty()) continue;
      for (const SoundSpelling& spelling : all[w]->spellings)
        spellings.emplace_back(spelling.codes, w);
    }
    std::sort(spellings.begin(), spellings.end());
    nodes_.push_back({});
    std::vector<std::uint32_t> path{0};
    std::vector<SegmentEnd> ends;
    const auto leave = [&](std::size_t depth) {
      for (; path.size() > depth + 1; path.pop_back()) {
        const Node& child = nodes_[path.back()];
        nodes_[path.back()].end = static_cast<std::uint32_t>(nodes_.size());
        Node& parent = nodes_[path[path.size() - 2]];
        parent.letters = std::max(parent.letters, child.letters);
      }
    };
    std::string_view before;
    for (const auto& [codes, word] : spellings) {
      const auto same = static_cast<std::size_t>(
          std::mismatch(codes.begin(), codes.end(), before.begin(), before.end()).first -
          codes.begin());
      leave(same);
      for (std::size_t depth = same + 1; depth <= codes.size(); ++depth) {
        Node node;
        node.code = codes[depth - 1];
        node.depth = static_cast<std::uint8_t>(depth);
        if (depth > 2) node.before = codes[depth - 2];
        if (known != nullptr) {
          ends.clear();
          segments_before(codes, depth, *known, ends);
          node.first_segment = static_cast<std::uint32_t>(segments_.size());
          node.segments = static_cast<std::uint32_t>(ends.size());
          segments_.insert(segments_.end(), ends.begin(), ends.end());
        }
        node.first_word = static_cast<std::uint32_t>(words_.size());
        path.push_back(static_cast<std::uint32_t>(nodes_.size()));
        nodes_.push_back(node);
      }
      Node& last = nodes_[path.back()];
      ++last.words;
      last.letters = static_cast<std::uint8_t>(
          std::max<std::size_t>(last.letters, std::min<std::size_t>(all[word]->plain.size(), 255)));
      words_.push_back(word);
      before = codes;
    }
    leave(0);
    nodes_[0].end = static_cast<std::uint32_t>(nodes_.size());
  }

  bool empty() const { return words_.empty(); }
  const std::vector<Node>& nodes() const { return nodes_; }
  std::span<const SegmentEnd> segments(const Node& node) const {
    return std::span(segments_).subspan(node.first_segment, node.segments);
  }
  std::span<const std::uint32_t> words(const Node& node) const {
    return std::span(words_).subspan(node.first_word, node.words);
  }
  /// Calls `use(node)` for the nodes that follow one letter behind `node`.
  template <class Use>
  void each_child(std::uint32_t node, const Use& use) const {
    for (std::uint32_t at = node + 1; at < nodes_[node].end; at = nodes_[at].end) use(at);
  }
  /// The node below `node` with this letter; 0 for none.
  std::uint32_t child(std::uint32_t node, char code) const {
    for (std::uint32_t at = node + 1; at < nodes_[node].end; at = nodes_[at].end) {
      if (nodes_[at].code == code) return at;
    }
    return 0;
  }

 private:
  std::vector<Node> nodes_;
  std::vector<SegmentEnd> segments_;
  std::vector<std::uint32_t> words_;
};

/// The pairs of words of two tries that are near each other, by one model of what a change of
/// letters costs. The columns of the table of edit distances are those of one trie's nodes, its
/// rows those of the other's; of each column only the cells within the limit are kept.
template <class Model>
class Meeting {
 public:
  Meeting(const Trie& rows, const Trie& columns, const Model& model, double least)
      : rows_(rows), columns_(columns), model_(model), cost_(rows.nodes().size(), kFar) {
    for (std::size_t letters = 0; letters < limits_.size(); ++letters)
      limits_[letters] = distance_of(least, letters);
    if (model_.columns == nullptr) return;
    renderings_.resize(model_.columns->numbers.size());
    longest_ =
        *std::max_element(model_.columns->longest_from.begin(), model_.columns->longest_from.end());
  }

  /// Calls `use(word of the rows, word of the columns)`, perhaps more than once for two words.
  template <class Use>
  void run(const Use& use) {
    const std::vector<Trie::Node>& nodes = columns_.nodes();
    std::array<std::uint8_t, kMostCodes + 1> dead{};  // columns in succession without a cell
    for (std::uint32_t n = 0; n < nodes.size();) {
      const Trie::Node& node = nodes[n];
      fill(node);
      const std::vector<Cell>& column = cells_[node.depth];
      dead[node.depth] = !column.empty() ? 0 : static_cast<std::uint8_t>(dead[node.depth - 1] + 1);
      if (dead[node.depth] >= longest_) {
        n = node.end;
        continue;
      }
      if (node.words > 0) {
        for (const Cell& cell : column) {
          for (const std::uint32_t row : rows_.words(rows_.nodes()[cell.node])) {
            for (const std::uint32_t word : columns_.words(node)) use(row, word);
          }
        }
      }
      ++n;
    }
  }

 private:
  struct Cell {
    std::uint32_t node = 0;
    int cost = 0;
  };
  struct Rendering {
    std::string_view codes;
    int price = 0;
  };

  int limit(const Trie::Node& row, const Trie::Node& column) const {
    return limits_[std::min<std::size_t>(std::max(row.letters, column.letters), kMaxLetters)];
  }

  /// Fills the column of a node from those of the nodes above.
  void fill(const Trie::Node& node) {
    touched_.clear();
    const std::size_t j = node.depth;
    if (j == 0) {
      relax(node, std::uint32_t{0}, 0);
    } else {
      for (const Cell& from : cells_[j - 1]) letter(node, from);
      for (const SegmentEnd& end : columns_.segments(node)) {
        for (const Cell& from : cells_[j - end.size]) {
          for (const Rendering& rendering : renderings(end.segment)) {
            std::uint32_t to = from.node;
            for (std::size_t k = 0; k < rendering.codes.size(); ++k) {
              to = rows_.child(to, rendering.codes[k]);
              if (to == 0) break;
            }
            if (to != 0 || rendering.codes.empty()) relax(node, to, from.cost + rendering.price);
          }
        }
      }
    }
    // Letters of a row that no column has; a cell that gets cheaper is looked at again.
    for (std::size_t k = 0; k < touched_.size(); ++k) {
      const std::uint32_t here = touched_[k];
      const int first = rows_.nodes()[here].depth <= 1 || j <= 1 ? kFirstLetter : 0;
      const int cost = cost_[here];
      rows_.each_child(here, [&](std::uint32_t child) {
        const Trie::Node& row = rows_.nodes()[child];
        if (row.code != kBegin && row.code != kEnd)
          relax(node, child, cost + model_.lost_row(row.code, row.before, first));
      });
    }
    std::vector<Cell>& column = cells_[j];
    column.clear();
    for (const std::uint32_t at : touched_) {
      if (cost_[at] == kFar) continue;  // taken already
      column.push_back({at, cost_[at]});
      cost_[at] = kFar;
    }
  }

  /// What one letter of a column can be from a cell of the column before.
  void letter(const Trie::Node& node, const Cell& from) {
    const char l = node.code;
    const std::size_t depth = rows_.nodes()[from.node].depth;
    if (l == kBegin || l == kEnd) {
      if (const std::uint32_t child = rows_.child(from.node, l); child != 0)
        relax(node, child, from.cost);
      return;
    }
    const int first = depth <= 1 || node.depth <= 2 ? kFirstLetter : 0;
    relax(node, from.node, from.cost + model_.lost_column(l, node.before, first));
    rows_.each_child(from.node, [&](std::uint32_t child) {
      const char c = rows_.nodes()[child].code;
      if (c != kBegin && c != kEnd) relax(node, child, from.cost + model_.change(c, l, first));
    });
  }

  void relax(const Trie::Node& column, std::uint32_t row, int cost) {
    if (cost >= cost_[row] || cost > limit(rows_.nodes()[row], column)) return;
    cost_[row] = static_cast<std::int16_t>(cost);
    touched_.push_back(row);
  }

  /// What the table has for a segment of a column.
  const std::vector<Rendering>& renderings(std::uint16_t segment) {
    std::optional<std::vector<Rendering>>& known = renderings_[segment];
    if (known) return *known;
    known.emplace();
    const std::size_t count = model_.columns->numbers.size();
    for (std::size_t row = 0; row < model_.rows->letters.size(); ++row) {
      const int price = (*model_.costs)[row * count + segment];
      if (price != kNone) known->push_back({model_.rows->letters[row], price});
    }
    return *known;
  }

  const Trie& rows_;
  const Trie& columns_;
  Model model_;
  std::array<int, kMaxLetters + 1> limits_{};  // by letters of the longer word
  std::uint8_t longest_ = 1;                   // columns that a step goes over at most
  std::vector<std::int16_t> cost_;  // by node of the rows: of the column that is being filled
  std::vector<std::uint32_t> touched_;
  std::array<std::vector<Cell>, kMostCodes + 1> cells_;            // by depth of the column
  std::vector<std::optional<std::vector<Rendering>>> renderings_;  // by segment of a column
};

/// The words of a trie that a Latin word spells whole in syllables: see read_syllables in
/// transcription.cpp, with nodes instead of positions.
class SyllableWalk {
 public:
  SyllableWalk(const Trie& trie, const Syllables& table) : trie_(trie), table_(table) {}

  void find(std::string_view letters, std::vector<std::uint32_t>& found) {
    if (letters.empty() || letters.size() > kMaxLetters || trie_.empty()) return;
    for (auto& states : states_) states.clear();
    states_[0].push_back({trie_.child(0, kBegin), 0, 0});
    for (std::size_t p = 0; p < letters.size(); ++p) {
      keep_distinct(states_[p]);
      if (states_[p].empty()) continue;
      LetterKey key;
      for (std::size_t size = 1; size <= table_.longest && p + size <= letters.size(); ++size) {
        key.add(letters[p + size - 1]);
        step(states_[p], table_.find(key.value()), states_[p + size]);
      }
    }
    keep_distinct(states_[letters.size()]);
    for (const State& state : states_[letters.size()]) {
      const std::uint32_t end = state.part >= 2 ? trie_.child(state.node, kEnd) : 0;
      if (end == 0) continue;
      const std::span<const std::uint32_t> words = trie_.words(trie_.nodes()[end]);
      found.insert(found.end(), words.begin(), words.end());
    }
  }

 private:
  struct State {
    std::uint32_t node = 0;
    std::uint8_t part = 0;  // the last one, see may_follow
    int secondary = 0;
    auto operator<=>(const State&) const = default;
  };

  static void keep_distinct(std::vector<State>& states) {
    std::sort(states.begin(), states.end());
    states.erase(std::unique(states.begin(), states.end(),
                             [](const State& a, const State& b) {
                               return a.node == b.node && a.part == b.part;
                             }),
                 states.end());
  }

  void step(const std::vector<State>& from, std::span<const Syllables::Row> rows,
            std::vector<State>& to) const {
    for (const State& state : from) {
      for (const Syllables::Row& row : rows) {
        if (!may_follow(state.part, row.part)) continue;
        const auto part = static_cast<std::uint8_t>(static_cast<std::uint8_t>(row.part) + 1);
        for (const Syllables::Rendering& rendering : table_.renderings_of(row)) {
          const int secondary = state.secondary + rendering.cost;
          if (secondary > kMostSecondary) continue;
          std::string_view codes = table_.codes_of(rendering);
          // A soft sign that meets one of the part before counts once.
          if (codes.starts_with(kSoft) && trie_.nodes()[state.node].code == kSoft)
            codes.remove_prefix(1);
          std::uint32_t node = state.node;
          for (std::size_t i = 0; i < codes.size() && node != 0; ++i)
            node = trie_.child(node, codes[i]);
          if (node != 0) to.push_back({node, part, secondary});
        }
      }
    }
  }

  const Trie& trie_;
  const Syllables& table_;
  std::array<std::vector<State>, kMaxLetters + 1> states_;
};

bool is_latin(const SoundForm& form) { return !form.cyrillic; }
bool is_cyrillic(const SoundForm& form) { return form.cyrillic; }
bool is_hard(const SoundForm& form) { return form.cyrillic && form.hard_i; }
bool is_soft(const SoundForm& form) { return form.cyrillic && !form.hard_i; }

/// Appends the pairs of words of two tries that are near; `swapped`: those of the columns first.
template <class Model>
void meet(const Trie& rows, const Trie& columns, const Model& model, double least, bool swapped,
          Pairs& pairs) {
  if (rows.empty() || columns.empty()) return;
  Meeting<Model>(rows, columns, model, least).run([&](std::uint32_t row, std::uint32_t column) {
    swapped ? pairs.emplace_back(column, row) : pairs.emplace_back(row, column);
  });
}

/// Appends the pairs of a word of `trie` and a Latin one of `words` that spells it in syllables.
void spell(const Trie& trie, std::span<const Syllables> tables, const Syllables& marked_table,
           Forms words, bool swapped, Pairs& pairs) {
  std::vector<SyllableWalk> walks;
  for (const Syllables& table : tables) walks.emplace_back(trie, table);
  SyllableWalk marked_walk(trie, marked_table);
  std::vector<std::uint32_t> found;
  for (std::uint32_t w = 0; w < words.size(); ++w) {
    if (words[w]->cyrillic) continue;
    found.clear();
    for (std::size_t system = 0; system < walks.size(); ++system) {
      if ((words[w]->systems >> system & 1) == 0) continue;
      const bool marked = system == 0 && !words[w]->marked.empty();
      (marked ? marked_walk : walks[system])
          .find(marked ? words[w]->marked : words[w]->plain, found);
    }
    for (const std::uint32_t other : found)
      swapped ? pairs.emplace_back(w, other) : pairs.emplace_back(other, w);
  }
}

/// Appends the pairs of words with the same letters, plain or respelled.
void same_letters(Forms a, Forms b, std::string SoundForm::*letters, Pairs& pairs) {
  std::unordered_multimap<std::string_view, std::uint32_t> by_letters;
  for (std::uint32_t y = 0; y < b.size(); ++y) {
    if (!(b[y]->*letters).empty()) by_letters.emplace(b[y]->*letters, y);
  }
  for (std::uint32_t x = 0; x < a.size(); ++x) {
    const auto [begin, end] = by_letters.equal_range(a[x]->*letters);
    for (auto same = begin; same != end; ++same) {
      if (a[x]->cyrillic == b[same->second]->cyrillic) pairs.emplace_back(x, same->second);
    }
  }
}

/// Finds the pairs whose letters do not rule out that they are near.
class LetterFilter {
 public:
  explicit LetterFilter(double least) {
    for (std::size_t letters = 0; letters < limits_.size(); ++letters)
      limits_[letters] = distance_of(least, letters) + 1;
  }

  bool may_be_near(const SoundForm& a, const SoundForm& b) const {
    const int limit =
        limits_[std::min(std::max(a.plain.size(), b.plain.size()), limits_.size() - 1)];
    const SoundSketch& mine = *a.sketch;
    const SoundSketch& theirs = *b.sketch;
    if (a.cyrillic == b.cyrillic) {
      return a.plain == b.plain || (!a.respelled.empty() && a.respelled == b.respelled) ||
             any(mine, theirs, [&](const LetterNeeds& x, const LetterNeeds& y) {
               return LetterNeeds::least_within(x, y) < limit;
             });
    }
    const SoundSketch& latin = a.cyrillic ? theirs : mine;
    const SoundSketch& cyrillic = a.cyrillic ? mine : theirs;
    if (latin.may_spell(cyrillic)) return true;
    if (latin.spellings[0].least_from(cyrillic.letters) >= limit) return false;
    return any(mine, theirs, [&](const LetterNeeds& x, const LetterNeeds& y) {
      return LetterNeeds::least_across(x, y) < limit;
    });
  }

 private:
  /// Whether any two spellings are so.
  template <class Test>
  static bool any(const SoundSketch& a, const SoundSketch& b, const Test& test) {
    return std::any_of(a.spellings.begin(), a.spellings.end(), [&](const LetterNeeds& x) {
      return std::any_of(b.spellings.begin(), b.spellings.end(),
                         [&](const LetterNeeds& y) { return test(x, y); });
    });
  }

  std::array<int, kMaxLetters + 1> limits_{};  // by letters of the longer word
};

/// The pairs that a filter lets through.
Pairs filtered(Forms a, Forms b, const LetterFilter& filter) {
  Pairs pairs;
  for (std::uint32_t x = 0; x < a.size(); ++x) {
    for (std::uint32_t y = 0; y < b.size(); ++y) {
      if (filter.may_be_near(*a[x], *b[y])) pairs.emplace_back(x, y);
    }
  }
  return pairs;
}

/// Whether a word of one list is in Cyrillic with a hard i and one of the other with a soft one.
bool has_sisters(Forms a, Forms b) {
  const auto any = [](Forms forms, bool hard_i) {
    return std::any_of(forms.begin(), forms.end(), [&](const SoundForm* form) {
      return form->cyrillic && form->hard_i == hard_i;
    });
  };
  return (any(a, true) && any(b, false)) || (any(a, false) && any(b, true));
}

}  // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> SoundIndex::alike(const Transcription& sounds,
                                                                       Forms a, Forms b,
                                                                       double least) {
  Pairs pairs;
  if (a.size() * b.size() <= kFew) {
    for (std::uint32_t x = 0; x < a.size(); ++x) {
      for (std::uint32_t y = 0; y < b.size(); ++y) pairs.emplace_back(x, y);
    }
    return pairs;
  }
  const Transcription::Tables& tables = *sounds.tables_;
  if (a.size() * b.size() <= kSome && !has_sisters(a, b))
    return filtered(a, b, LetterFilter(least));
  for (const auto letters : {&SoundForm::plain, &SoundForm::respelled})
    same_letters(a, b, letters, pairs);
  for (const auto& take : {is_latin, is_hard, is_soft})
    meet(Trie(a, nullptr, take), Trie(b, nullptr, take), OneAlphabet{}, least, false, pairs);
  const AcrossSisters sisters{
      {&tables.sisters.soft_segments, &tables.sisters.hard_segments, &tables.sisters.costs}};
  const AcrossScripts scripts{{&tables.cyrillic_segments, &tables.latin_segments, &tables.costs}};
  for (const bool swapped : {false, true}) {
    const Forms rows = swapped ? b : a;
    const Forms columns = swapped ? a : b;
    meet(Trie(rows, nullptr, is_soft), Trie(columns, sisters.columns, is_hard), sisters, least,
         swapped, pairs);
    const Trie cyrillic(rows, nullptr, is_cyrillic);
    if (cyrillic.empty()) continue;
    meet(cyrillic, Trie(columns, scripts.columns, is_latin), scripts, least, swapped, pairs);
    spell(cyrillic, tables.syllables, tables.vietnamese_marked, columns, swapped, pairs);
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace concord
