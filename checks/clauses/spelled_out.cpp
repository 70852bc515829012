// Finds the runs of capitalised words that write out an acronym or a clipped compound.
#include "checks/clauses/spelled_out.h"

#include <algorithm>

#include "lang/pack/pack.h"

namespace concord {
namespace {

constexpr std::size_t kShortest = 3;       // letters of acronyms that are written out
constexpr std::size_t kFewestSmall = 4;    // words of a name of which only the first has a capital
constexpr std::size_t kFewestClipped = 2;  // capitalised words for a clipped compound

/// A run of capitalised words without a counterpart, in indices of the side's words, half-open.
struct Run {
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t capitals = 0;  // capitalised words, or those that would be in title case
};

bool is_acronym(const BeadWord& word) {
  return word.is_word && word.word->all_caps && !word.word->has_digit && word.word->length > 1;
}

/// The run from `first` on, function words between its words included; empty where none begins.
/// With `sentence_case` only its first word has a capital, as Russian writes names of several
/// words.
Run run_from(const std::vector<BeadWord>& words, std::size_t first, bool sentence_case) {
  Run run = {first, first, 0};
  for (std::size_t i = first; i < words.size() && words[i].is_word; ++i) {
    const bool small = sentence_case && run.capitals > 0 && words[i].kind != WordKind::kFunction;
    if (words[i].word->capitalised != small && !words[i].word->all_caps &&
        words[i].match == MatchLevel::kNone) {
      ++run.capitals;
      run.last = i + 1;
    } else if (words[i].kind != WordKind::kFunction) {
      break;
    }
  }
  return run;
}

/// The letters of an acronym on the run's own side, beside it or behind one mark (a bracket, a
/// dash, a comma); 0 for none.
std::size_t letters_beside(const std::vector<BeadWord>& words, const Run& run) {
  std::size_t after = run.last;
  if (after < words.size() && !words[after].is_word) ++after;
  if (after < words.size() && is_acronym(words[after])) return words[after].word->length;
  std::size_t before = run.first;
  if (before > 0 && !words[before - 1].is_word) --before;
  return before > 0 && is_acronym(words[before - 1]) ? words[before - 1].word->length : 0;
}

/// Whether so many capitalised words may write out an acronym of so many letters.
bool fits(std::size_t capitals, std::size_t letters) {
  return letters >= kShortest && capitals + 1 >= letters && capitals <= letters + 1;
}

/// The short forms of a side that have no counterpart.
struct ShortForms {
  std::vector<std::size_t> letters;  ///< of acronyms: each, and those in a row together
  bool clipped = false;              ///< a clipped compound with a capital is among them

  bool fit(std::size_t capitals) const {
    return (clipped && capitals >= kFewestClipped) ||
           std::any_of(letters.begin(), letters.end(),
                       [&](std::size_t count) { return fits(capitals, count); });
  }
};

ShortForms short_forms(const std::vector<BeadWord>& words, const NameRules& names) {
  ShortForms forms;
  std::size_t row = 0;  // letters of the acronyms in a row so far
  for (const BeadWord& word : words) {
    if (word.match != MatchLevel::kNone || !word.is_word) {
      row = 0;
    } else if (is_acronym(word)) {
      forms.letters.push_back(word.word->length);
      row += word.word->length;
      forms.letters.push_back(row);
    } else {
      row = 0;
      forms.clipped =
          forms.clipped || (word.word->capitalised && names.is_clipped(word.word->folded));
    }
  }
  return forms;
}

}  // namespace

void mark_spelled_out(const CheckInput& input, BeadWords& words) {
  for (const Side side : kSides) {
    const Side across = other(side);
    std::vector<BeadWord>& here = words.sides[index_of(side)];
    const ShortForms forms = short_forms(words.of(across), input.side(across).pack.names);
    for (std::size_t i = 0; i < here.size();) {
      Run run = run_from(here, i, false);
      const bool glossed = fits(run.capitals, letters_beside(here, run));
      bool spelled = run.capitals > 0 && (glossed || forms.fit(run.capitals));
      if (!spelled && run.capitals == 1) {
        run = run_from(here, i, true);
        spelled = run.capitals >= kFewestSmall && forms.fit(run.capitals);
      }
      for (std::size_t w = run.first; spelled && w < run.last; ++w) {
        if (here[w].match == MatchLevel::kNone) here[w].match = MatchLevel::kElsewhere;
      }
      i = std::max(run.last, i + 1);
    }
  }
}

}  // namespace concord
