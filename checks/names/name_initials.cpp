// Finds persons whose initials were exchanged.
#include "checks/names/name_initials.h"

#include <algorithm>
#include <string>

#include "checks/names/name_likeness.h"
#include "checks/names/name_strength.h"
#include "text/unicode.h"

namespace concord {
namespace {

constexpr std::size_t kLongestInitial = 2;  // letters: "Yu.", "Ch."
constexpr std::size_t kShortestName = 3;    // letters of a given or family name
constexpr std::size_t kMostParts = 4;       // before the family name

/// A family name with the initials and names before it.
struct Person {
  Span span;  ///< of all
  NameText family;
  std::vector<NameText> parts;  ///< in order
  bool initials = false;        ///< whether one of the parts is an initial
};

/// Whether the tokens before `end` are an initial and its full stop.
bool initial_before(const std::vector<Token>& tokens, std::size_t end) {
  if (end < 2 || tokens[end - 1].word->surface != "." || space_before(tokens, end - 1))
    return false;
  const Word& word = *tokens[end - 2].word;
  return word.capitalised && word.has_letter && !word.has_digit && word.length <= kLongestInitial &&
         !word.name.title;
}

bool is_name(const NameSide& side, const Word& word) {
  return word.capitalised && !word.all_caps && !word.has_digit && !word.name.title &&
         !word.function && word.length >= kShortestName && !is_ordinary(side, word);
}

/// The persons of a side of whom something stands before the family name.
std::vector<Person> persons_of(const BeadNames& bead, const NameSide& side) {
  std::vector<Person> persons;
  for (const AnalysedSentence* sentence : side.sentences) {
    const std::vector<Token>& tokens = sentence->tokens;
    for (std::size_t t = 1; t < tokens.size(); ++t) {
      if (!is_name(side, *tokens[t].word)) continue;
      if (t + 1 < tokens.size() && is_name(side, *tokens[t + 1].word)) continue;
      Person person;
      std::size_t first = t;
      while (person.parts.size() < kMostParts && first > 0) {
        const bool initial = initial_before(tokens, first);
        if (!initial && !is_name(side, *tokens[first - 1].word)) break;
        first -= initial ? 2 : 1;
        person.initials = person.initials || initial;
        person.parts.insert(person.parts.begin(),
                            text_of_side(bead, side, tokens[first].word->surface));
      }
      if (person.parts.empty()) continue;
      person.span = {tokens[first].span.begin, tokens[t].span.end};
      person.family = text_of_side(bead, side, tokens[t].word->surface);
      persons.push_back(std::move(person));
    }
  }
  return persons;
}

bool is_initial(const NameText& part) { return count_code_points(part.text) <= kLongestInitial; }

/// Whether two parts can be of one name; two that are written out are compared elsewhere.
bool agree(const BeadNames& bead, const NameText& source, const NameText& target) {
  const NameMatcher& names = bead.input.resources.names;
  return same_sound(bead, source, target) ||
         names.initials_agree(bead.sounds.get(names, {bead.source.pack->tag, source.text}),
                              bead.sounds.get(names, {bead.target.pack->tag, target.text}));
}

/// Whether the fewer parts of two persons stand among the others in order. A given name that stands
/// alone is never the patronymic: "I. P. Savchuk" is no Petro.
bool parts_agree(const BeadNames& bead, const Person& source, const Person& target) {
  const bool swap = source.parts.size() > target.parts.size();
  const std::vector<NameText>& fewer = swap ? target.parts : source.parts;
  const std::vector<NameText>& more = swap ? source.parts : target.parts;
  if (fewer.size() == 1 && more.size() > 1 && !is_initial(fewer.front()) &&
      std::all_of(more.begin(), more.end(), is_initial))
    return swap ? agree(bead, more.front(), fewer.front())
                : agree(bead, fewer.front(), more.front());
  std::size_t found = 0;
  for (std::size_t i = 0; i < more.size() && found < fewer.size(); ++i)
    found += swap ? agree(bead, more[i], fewer[found]) : agree(bead, fewer[found], more[i]);
  return found == fewer.size();
}

std::size_t namesakes(const BeadNames& bead, const NameSide& side,
                      const std::vector<Person>& persons, const Person& person) {
  return static_cast<std::size_t>(
      std::count_if(persons.begin(), persons.end(), [&](const Person& other) {
        return bead.sounds.score(bead.input.resources.names, {side.pack->tag, person.family.text},
                                 {side.pack->tag, other.family.text}, NameMatcher::kSame) > 0;
      }));
}

}  // namespace

std::vector<InitialSwap> initial_swaps(const BeadNames& bead) {
  std::vector<InitialSwap> swaps;
  const std::vector<Person> source = persons_of(bead, bead.source);
  if (source.empty()) return swaps;
  const std::vector<Person> target = persons_of(bead, bead.target);
  for (const Person& a : source) {
    for (const Person& b : target) {
      if (!a.initials && !b.initials) continue;
      if (!same_sound(bead, a.family, b.family) || parts_agree(bead, a, b)) continue;
      if (namesakes(bead, bead.source, source, a) == 1 &&
          namesakes(bead, bead.target, target, b) == 1)
        swaps.push_back({a.span, b.span});
    }
  }
  return swaps;
}

}  // namespace concord
