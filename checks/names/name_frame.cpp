// Whether two names stand in the same words.
#include "checks/names/name_frame.h"

#include <algorithm>
#include <optional>

#include "checks/names/name_likeness.h"
#include "checks/names/name_strength.h"

namespace concord {
namespace {

constexpr std::size_t kReach = 4;  // tokens between a name and the content word beside it, at most

/// A content word beside a name.
struct Neighbour {
  const AnalysedSentence* sentence = nullptr;
  std::size_t token = 0;
};

/// The mention of an item: its first and last token.
std::pair<std::size_t, std::size_t> mention_of(const NameSide& side, const NameItem& item) {
  std::size_t first = item.first;
  std::size_t last = item.last;
  for (const NameItem& other : side.items) {
    if (other.group != item.group) continue;
    first = std::min(first, other.first);
    last = std::max(last, other.last);
  }
  return {first, last};
}

/// The next content word in a direction (-1: left, 1: right), within the sentence and its clauses.
std::optional<Neighbour> beside(const NameSide& side, const NameItem& item, int direction) {
  const AnalysedSentence& sentence = *side.sentences[item.sentence];
  const auto [first, last] = mention_of(side, item);
  std::size_t at = direction < 0 ? first : last;
  for (std::size_t steps = 0; steps < kReach; ++steps) {
    if (direction < 0 ? at == 0 : at + 1 >= sentence.tokens.size()) return std::nullopt;
    at = direction < 0 ? at - 1 : at + 1;
    const Word& word = *sentence.tokens[at].word;
    if (word.has_digit) return std::nullopt;
    if (!word.has_letter) {
      if (word.surface != ",") return std::nullopt;
      continue;
    }
    if (!word.function) return Neighbour{&sentence, at};
  }
  return std::nullopt;
}

/// Whether a token of the source is rendered by a token of the target in the lexicon.
bool renders(const BeadNames& bead, const Neighbour& source, const Neighbour& target) {
  const auto covers = [](const LexicalUnit& unit, std::size_t token) {
    return unit.first <= token && token < unit.first + unit.count;
  };
  for (const LexicalUnit& unit : source.sentence->units) {
    if (!covers(unit, source.token)) continue;
    for (const Rendering& rendering :
         bead.input.resources.lexicon.renderings(Side::kSource, unit.id)) {
      for (const LexicalUnit& there : target.sentence->units) {
        if (there.id == rendering.id && covers(there, target.token)) return true;
      }
    }
  }
  return false;
}

/// The item of a side at a token; null for none.
const NameItem* item_at(const NameSide& side, const Neighbour& place) {
  const auto found = std::find_if(side.items.begin(), side.items.end(), [&](const NameItem& item) {
    return side.sentences[item.sentence] == place.sentence && item.first <= place.token &&
           place.token <= item.last;
  });
  return found == side.items.end() ? nullptr : &*found;
}

bool correspond(const BeadNames& bead, const Neighbour& source, const Neighbour& target) {
  const NameItem* a = item_at(bead.source, source);
  const NameItem* b = item_at(bead.target, target);
  if (a != nullptr && b != nullptr) {
    if (a->known() && b->known()) {
      const auto& x = a->value->entities;
      const auto& y = b->value->entities;
      return std::find_first_of(x.begin(), x.end(), y.begin(), y.end()) != x.end();
    }
    if (alike(bead, *a, *b, NameMatcher::kSame) > 0) return true;
  }
  return renders(bead, source, target);
}

}  // namespace

bool in_same_frame(const BeadNames& bead, const NameItem& source, const NameItem& target) {
  for (const int direction : {-1, 1}) {
    const auto a = beside(bead.source, source, direction);
    const auto b = beside(bead.target, target, direction);
    if (a && b && correspond(bead, *a, *b)) return true;
  }
  return false;
}

namespace {

/// Whether the capital letter of a word says that it is a name: inside a sentence, alone, without
/// an article or quotation marks, as no title of ordinary words stands.
bool stands_as_name(const NameSide& side, const NameItem& item) {
  const AnalysedSentence& sentence = *side.sentences[item.sentence];
  const std::vector<Token>& tokens = sentence.tokens;
  const Word& word = *tokens[item.first].word;
  // Languages that write syllable by syllable capitalise one syllable of a title.
  if (side.pack->names.style().keeps_spelling || !word.capitalised || word.all_caps ||
      item.first == 0 || item.first != item.last || in_title_case(side, sentence))
    return false;
  const Word& before = *tokens[item.first - 1].word;
  if ((!before.has_letter && before.surface != ",") || before.capitalised ||
      before.folded == side.pack->names.style().article)
    return false;
  return item.first + 1 == tokens.size() || !tokens[item.first + 1].word->capitalised;
}

}  // namespace

bool ordinary_surname(const BeadNames& bead, const NameItem& source, const NameItem& target) {
  if (source.ordinary == target.ordinary) return false;
  const NameItem& surname = source.ordinary ? source : target;
  const NameItem& name = source.ordinary ? target : source;
  if (name.known() || name.acronym || name.strength <= kEitherWord || name.value->words.size() > 1)
    return false;
  if (!stands_as_name(source.ordinary ? bead.source : bead.target, surname)) return false;
  for (const int here : {-1, 1}) {
    const auto a = beside(bead.source, source, here);
    for (const int there : {-1, 1}) {
      const auto b = beside(bead.target, target, there);
      if (a && b && correspond(bead, *a, *b)) return true;
    }
  }
  return false;
}

}  // namespace concord
