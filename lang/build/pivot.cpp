// Joins lexicons over English: senses by theme and part of speech, few renderings of each word.
#include "lang/build/pivot.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace concord {
namespace {

// What a pair counts whose halves stand in one theme, and one whose halves are of different parts
// of speech, relative to others. Fitted with the limits below on the development lines by the share
// of words rendered in the aligned and in another line.
constexpr double kSameTheme = 3;
constexpr double kOtherPart = 0.3;
// Power of the geometric mean: the product of two steps flattens what each of them says.
constexpr double kSharpness = 1.5;
// Renderings that a word keeps: those of at least this share of its best one, and at most so many.
constexpr double kLeastShare = 0.005;
constexpr std::size_t kMostRenderings = 24;

/// The themes of a pair as a set of bits, and the parts of speech among them.
struct Themes {
  std::uint64_t themes = 0;
  std::uint8_t parts = 0;  ///< 1 verbs, 2 nouns, 4 adjectives and adverbs
};

/// Numbers the themes of both languages alike: "more-sport" is "sport".
class ThemeNames {
 public:
  std::vector<Themes> of(const Lexicon& lexicon) {
    std::vector<Themes> all;
    for (std::string_view name : lexicon.origins()) {
      Themes themes;
      if (name == "basic-verbs") {
        themes.parts = 1;
      } else if (name == "basic-nouns") {
        themes.parts = 2;
      } else if (name == "basic-adjectives-adverbs") {
        themes.parts = 4;
      } else {
        if (name.starts_with("more-")) name.remove_prefix(5);
        const auto known = numbers_.try_emplace(std::string(name), numbers_.size()).first;
        if (known->second < 64) themes.themes = std::uint64_t{1} << known->second;
      }
      all.push_back(themes);
    }
    return all;
  }

 private:
  std::unordered_map<std::string, std::size_t> numbers_;
};

/// One half of a path: a word and the English word that it shares with others.
struct Half {
  LexiconId word = 0;
  double of_english = 0;  ///< weight of the word among the renderings of the English one
  double of_word = 0;     ///< weight of the English one among those of the word
  bool pack = false;
  Themes themes;
};

double weight_of(const Lexicon& lexicon, Side side, LexiconId from, LexiconId to) {
  const std::span<const Rendering> all = lexicon.renderings(side, from);
  const auto found = std::lower_bound(all.begin(), all.end(), to,
                                      [](const Rendering& r, LexiconId id) { return r.id < id; });
  return found != all.end() && found->id == to ? static_cast<double>(found->weight) : 0;
}

bool is_phrase(std::string_view stems) { return stems.find(' ') != std::string_view::npos; }

/// All halves of a language, by the text of the English word.
class Leg {
 public:
  Leg(const EnglishLeg& leg, ThemeNames& names) : leg_(leg), themes_(names.of(leg.themes)) {
    for (LexiconId id = 1; id < leg.themes.size(Side::kSource); ++id)
      by_text_.emplace(leg.themes.text(Side::kSource, id), id);
    for (LexiconId id = 1; id < leg.themes.size(Side::kTarget); ++id)
      english_by_text_.emplace(leg.themes.text(Side::kTarget, id), id);
  }

  /// The words that an English one renders. Phrases that only a dictionary has are its explanations
  /// more often than what anybody writes.
  std::vector<Half> halves(LexiconId english) const {
    std::vector<Half> all;
    for (const Rendering& r : leg_.lexicon.renderings(Side::kTarget, english)) {
      const bool pack = (r.origins & 1U) != 0;
      if (!pack && is_phrase(leg_.lexicon.text(Side::kSource, r.id))) continue;
      all.push_back({r.id, r.weight, weight_of(leg_.lexicon, Side::kSource, r.id, english), pack,
                     themes_of(r.id, english)});
    }
    return all;
  }

 private:
  Themes themes_of(LexiconId word, LexiconId english) const {
    Themes all;
    const auto own = by_text_.find(leg_.lexicon.text(Side::kSource, word));
    const auto there = english_by_text_.find(leg_.lexicon.text(Side::kTarget, english));
    if (own == by_text_.end() || there == english_by_text_.end()) return all;
    for (const Rendering& r : leg_.themes.renderings(Side::kSource, own->second)) {
      if (r.id != there->second) continue;
      for (std::size_t bit = 0; bit < themes_.size(); ++bit) {
        if ((r.origins >> bit & 1U) == 0) continue;
        all.themes |= themes_[bit].themes;
        all.parts |= themes_[bit].parts;
      }
    }
    return all;
  }

  const EnglishLeg& leg_;
  std::vector<Themes> themes_;
  std::unordered_map<std::string_view, LexiconId> by_text_;
  std::unordered_map<std::string_view, LexiconId> english_by_text_;
};

double likeness(const Themes& a, const Themes& b) {
  if ((a.themes & b.themes) != 0 || (a.parts & b.parts) != 0) return kSameTheme;
  return a.parts != 0 && b.parts != 0 && a.themes == 0 && b.themes == 0 ? kOtherPart : 1;
}

struct Joined {
  double forward = 0;
  double backward = 0;
  bool pack = false;
  double score() const { return std::pow(forward * backward, kSharpness / 2); }
};

struct Kept {
  LexiconId from = 0;
  LexiconId to = 0;
  double score = 0;
  bool pack = false;
  int votes = 0;  ///< of its two words: whether it is among the best of each
};

/// Counts for each pair whether it is among the best of one of its words.
void vote(std::vector<Kept>& pairs, LexiconId Kept::*word) {
  std::sort(pairs.begin(), pairs.end(), [word](const Kept& a, const Kept& b) {
    if (a.*word != b.*word) return a.*word < b.*word;
    return a.score != b.score ? a.score > b.score
                              : std::pair(a.from, a.to) < std::pair(b.from, b.to);
  });
  std::size_t first = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (pairs[i].*word != pairs[first].*word) first = i;
    if (i - first < kMostRenderings && pairs[i].score >= kLeastShare * pairs[first].score)
      ++pairs[i].votes;
  }
}

}  // namespace

std::size_t add_by_english(LexiconBuilder& builder, const EnglishLeg& from, const EnglishLeg& to) {
  ThemeNames names;
  const Leg source(from, names);
  const Leg target(to, names);
  std::unordered_map<std::string_view, LexiconId> english;
  for (LexiconId id = 1; id < to.lexicon.size(Side::kTarget); ++id) {
    if (!to.lexicon.renderings(Side::kTarget, id).empty())
      english.emplace(to.lexicon.text(Side::kTarget, id), id);
  }
  std::unordered_map<std::uint64_t, Joined> joined;
  for (LexiconId id = 1; id < from.lexicon.size(Side::kTarget); ++id) {
    const auto there = english.find(from.lexicon.text(Side::kTarget, id));
    if (there == english.end()) continue;
    const std::vector<Half> sources = source.halves(id);
    const std::vector<Half> targets = target.halves(there->second);
    for (const Half& x : sources) {
      for (const Half& y : targets) {
        const double factor = likeness(x.themes, y.themes);
        Joined& pair = joined[std::uint64_t{x.word} << 32 | y.word];
        pair.forward += factor * x.of_word * y.of_english;
        pair.backward += factor * y.of_word * x.of_english;
        pair.pack = pair.pack || (x.pack && y.pack);
      }
    }
  }
  std::vector<Kept> pairs;
  pairs.reserve(joined.size());
  for (const auto& [key, pair] : joined)
    pairs.push_back({static_cast<LexiconId>(key >> 32), static_cast<LexiconId>(key), pair.score(),
                     pair.pack, 0});
  vote(pairs, &Kept::from);
  vote(pairs, &Kept::to);
  // The first source that a lexicon names is the surest one.
  std::stable_partition(pairs.begin(), pairs.end(), [](const Kept& pair) { return pair.pack; });
  std::size_t added = 0;
  for (const Kept& pair : pairs) {
    if (pair.votes == 0) continue;
    added += builder.add_stems({from.lexicon.text(Side::kSource, pair.from),
                                to.lexicon.text(Side::kSource, pair.to)},
                               pair.score, pair.pack ? kPackPivot : kDictionaryPivot)
                 ? 1
                 : 0;
  }
  return added;
}

}  // namespace concord
