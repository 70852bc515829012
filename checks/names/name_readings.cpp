// Compares runs of capitalised words of the two sides by the readings of Chinese characters.
#include "checks/names/name_readings.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "lang/names/chinese_readings.h"
#include "text/unicode.h"

namespace concord {
namespace {

constexpr std::size_t kMostSyllables = 4;  // of a name: family name and given name
constexpr std::size_t kMostWords = 3;      // that spell it in pinyin

/// Tokens of one sentence of a side, [first, end).
struct Run {
  std::size_t sentence = 0;
  std::size_t first = 0;
  std::size_t end = 0;

  std::vector<std::string> pinyin = {};  // that its words may spell

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

/// What the words of a run may spell; of Cyrillic words in every form without case ending.
std::vector<std::string> pinyin_of(const ChineseReadings& readings, const NameSide& side,
                                   const Run& run) {
  std::vector<std::string_view> words = words_of(side, run);
  std::vector<std::string> pinyin = readings.pinyin_of(words);
  if (!side.sentences[run.sentence]->tokens[run.first].word->cyrillic) return pinyin;
  for (const std::string& form : side.pack->names.citations(fold(words.back()))) {
    words.back() = form;
    for (std::string& spelled : readings.pinyin_of(words)) pinyin.push_back(std::move(spelled));
  }
  return pinyin;
}

/// All runs of at most `most` capitalised words of a side.
std::vector<Run> runs_of(const NameSide& side, std::size_t most) {
  std::vector<Run> runs;
  for (std::size_t s = 0; s < side.sentences.size(); ++s) {
    const std::vector<Token>& tokens = side.sentences[s]->tokens;
    for (std::size_t first = 0; first < tokens.size(); ++first) {
      for (std::size_t end = first; end < tokens.size() && end < first + most;) {
        const Word& word = *tokens[end].word;
        if (!word.capitalised || !(word.latin || word.cyrillic) || word.all_caps) break;
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

/// Whether a run that is printed as a name is a Chinese family name.
bool is_family_name(const NameMatcher& names, const NameSide& side, const Run& run,
                    std::string_view pinyin) {
  constexpr auto kChinese = static_cast<unsigned>(SyllabicSystem::kChinese);
  return has_item(side, run) && (names.families_of(pinyin) & kChinese) != 0;
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
  std::vector<Run> theirs = runs_of(other, kMostWords);
  for (Run& there : theirs) there.pinyin = pinyin_of(*readings, other, there);
  std::vector<Run> mine = runs_of(own, kMostSyllables);
  std::stable_sort(mine.begin(), mine.end(),
                   [](const Run& a, const Run& b) { return a.end - a.first > b.end - b.first; });
  for (const Run& run : mine) {
    if (!has_item(own, run) || !is_open(own, run) || splits_name(own, run)) continue;
    const ChineseReadings::Reading reading = readings->read(words_of(own, run));
    const auto found = std::find_if(theirs.begin(), theirs.end(), [&](const Run& there) {
      return is_open(other, there) && !splits_name(other, there) &&
             std::any_of(there.pinyin.begin(), there.pinyin.end(), [&](const std::string& pinyin) {
               return ChineseReadings::same(reading, pinyin) &&
                      (reading.size() > 1 || is_family_name(names, other, there, pinyin));
             });
    });
    if (found == theirs.end()) continue;
    match(own, run);
    match(other, *found);
  }
}

}  // namespace concord
