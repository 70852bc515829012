// Compares runs of capitalised words of the two sides by the readings of Chinese characters.
#include "checks/names/name_readings.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "lang/names/chinese_readings.h"

namespace concord {
namespace {

constexpr std::size_t kMostSyllables = 4;  // of a name: family name and given name
constexpr std::size_t kMostWords = 3;      // that spell it in pinyin

/// Tokens of one sentence of a side, [first, end).
struct Run {
  std::size_t sentence = 0;
  std::size_t first = 0;
  std::size_t end = 0;

  bool holds(const NameItem& item) const {
    return item.sentence == sentence && item.first < end && first <= item.last;
  }
  bool cuts(const NameItem& item) const {
    return holds(item) && (item.first < first || end <= item.last);
  }
};

std::vector<std::string_view> words_of(const NameSide& side, const Run& run) {
  std::vector<std::string_view> words;
  for (std::size_t t = run.first; t < run.end; ++t)
    words.push_back(side.sentences[run.sentence]->tokens[t].word->surface);
  return words;
}

/// All runs of at most `most` capitalised words of a side.
std::vector<Run> runs_of(const NameSide& side, std::size_t most) {
  std::vector<Run> runs;
  for (std::size_t s = 0; s < side.sentences.size(); ++s) {
    const std::vector<Token>& tokens = side.sentences[s]->tokens;
    for (std::size_t first = 0; first < tokens.size(); ++first) {
      for (std::size_t end = first; end < tokens.size() && end < first + most;) {
        const Word& word = *tokens[end].word;
        if (!word.capitalised || !word.latin || word.all_caps) break;
        runs.push_back({s, first, ++end});
      }
    }
  }
  return runs;
}

bool is_open(const NameSide& side, const Run& run) {
  return std::none_of(side.items.begin(), side.items.end(),
                      [&](const NameItem& item) { return item.matched && run.holds(item); });
}

/// Whether a run leaves out a word of a name that it holds, which must have a counterpart, too, or
/// a part of a known name.
bool splits_name(const NameSide& side, const Run& run) {
  return std::any_of(side.items.begin(), side.items.end(), [&](const NameItem& inside) {
    if (run.cuts(inside)) return true;
    return run.holds(inside) &&
           std::any_of(side.items.begin(), side.items.end(), [&](const NameItem& item) {
             return item.group == inside.group && !run.holds(item) && !item.matched &&
                    !item.ordinary;
           });
  });
}

bool has_item(const NameSide& side, const Run& run) {
  return std::any_of(side.items.begin(), side.items.end(),
                     [&](const NameItem& item) { return run.holds(item); });
}

void match(NameSide& side, const Run& run) {
  for (NameItem& item : side.items) {
    if (run.holds(item)) item.matched = item.heard = true;
  }
}

}  // namespace

void match_readings(NameSide& own, BeadNames& bead) {
  const NameMatcher& names = bead.input.resources.names;
  const ChineseReadings* readings = names.chinese_readings(own.pack->tag);
  NameSide& other = bead.of(concord::other(own.side));
  const auto left = [](const NameItem& item) { return !item.matched && !item.acronym; };
  if (readings == nullptr || names.chinese_readings(other.pack->tag) != nullptr ||
      std::none_of(own.items.begin(), own.items.end(), left))
    return;
  const std::vector<Run> theirs = runs_of(other, kMostWords);
  std::vector<Run> mine = runs_of(own, kMostSyllables);
  std::stable_sort(mine.begin(), mine.end(),
                   [](const Run& a, const Run& b) { return a.end - a.first > b.end - b.first; });
  for (const Run& run : mine) {
    if (!has_item(own, run) || !is_open(own, run) || splits_name(own, run)) continue;
    const std::vector<std::string_view> syllables = words_of(own, run);
    const auto found = std::find_if(theirs.begin(), theirs.end(), [&](const Run& there) {
      const std::vector<std::string_view> words = words_of(other, there);
      if (!is_open(other, there) || !readings->same(syllables, words) || splits_name(other, there))
        return false;
      constexpr auto kChinese = static_cast<unsigned>(SyllabicSystem::kChinese);
      return syllables.size() > 1 ||
             (has_item(other, there) && (names.families_of(words.front()) & kChinese) != 0);
    });
    if (found == theirs.end()) continue;
    match(own, run);
    match(other, *found);
  }
}

}  // namespace concord
