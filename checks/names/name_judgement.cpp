// How likely names without counterparts are an error.
#include "checks/names/name_judgement.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "checks/names/assignment.h"
#include "checks/names/name_document.h"
#include "checks/names/name_frame.h"
#include "checks/names/name_likeness.h"
#include "checks/names/name_list.h"
#include "checks/names/name_strength.h"
#include "lang/names/known_names.h"
#include "text/unicode.h"

namespace concord {
namespace {

// From which likelihood an issue has which severity.
constexpr double kErrorFrom = 0.75;
constexpr double kWarningFrom = 0.45;
constexpr double kInfoFrom = 0.3;

// Factors of the likelihood.
constexpr double kNamedBeside = 0.4;     // named in a neighbouring sentence of the other article
constexpr double kNamedElsewhere = 0.6;  // named elsewhere in the other article
constexpr double kAdded = 0.5;           // the name is on the target side only
constexpr double kFullName = 0.7;        // a name of several words is missing
constexpr double kOneWord = 0.55;        // a name of one word is missing
constexpr double kFreeTitle = 0.5;       // a name of ordinary words is missing
constexpr double kOneOfTwo = 0.5;   // one of two places or organisations side by side is missing
constexpr double kOneOfList = 0.6;  // one of three and more side by side is missing
// A known place, organisation or brand is missing where the words show the gap: 285 such names were
// lost and none left out by the translator, of 2,046 lost ones and 3,700 segments of four pairs.
// Freer versions leave more out: worth a look, no more.
constexpr double kInGap = 0.4;
constexpr double kMissedFrom = 0.5;  // the strength of such a name, at least
constexpr double kHalfName =
    0.5;  // the rest of one name has a counterpart, the other name has none
constexpr double kCapitalForState = 0.25;  // Madrid for Spain
constexpr double kRegionForState = 0.6;    // West Bengal for India, the Middle East for Israel
constexpr double kCityForRegion = 0.8;     // a city and a province that is not named after it
constexpr double kUnknown = 0.9;           // one of the two names is in no table
constexpr double kPlaceForUnknown =
    0.4;  // a known place or organisation and a word that no table has
constexpr double kPlaceForUnknownThere = 0.75;  // the same where both stand in the same words
constexpr double kAcronyms = 0.5;  // acronyms of one script, one of them unknown, in the same words
constexpr double kPeopleForUnknown = 0.4;  // further: its adjective or inhabitant
constexpr double kOneWordForName = 0.8;    // one of two persons exchanged is named by one word
constexpr double kInOneName = 1.2;         // the rest of both names agrees
// A single word without any counterpart that only the beginning of a sentence capitalises, and no
// dictionary has: a new word as easily as a name.
constexpr double kInitialAtMost = 0.4;

// Two names in places that nothing connects, by local evidence: the factor, up to which evidence it
// counts, and from which on the places are one.
constexpr double kNoPlace = 0.35;
constexpr double kNoPlaceUntil = 0.15;
constexpr double kPlaceFrom = 0.4;
// The evidence up to which a name told elsewhere is excused here, and from which on it is not.
constexpr double kExcusedUntil = 0.35;
constexpr double kUnexcusedFrom = 0.6;

// The confidence of a bead from which on a name that is told elsewhere excuses no other name.
constexpr double kSureBead = 0.8;

constexpr double kStandInAtMost =
    0.35;  // the other side has a pronoun more, and one where the name should be
constexpr double kOrdinaryAtMost = 0.7;  // an exchange with an ordinary word in capitals: no error
// Two words that may be the given and the last name of one person: no error either.
constexpr double kPartsAtMost = 0.7;
// What is taken off at most for standing at other places of the sides: known and whole names,
// single unknown words.
constexpr double kApart = 0.2;
constexpr double kUnknownApart = 0.4;
constexpr double kPronounReach = 0.4;  // how far from there, as a share of the side's length
constexpr double kPronounThere =
    0.15;  // the same where it stands for a single family name beyond doubt
constexpr std::size_t kBetweenTwo =
    4;  // tokens between two names side by side: quotation marks, a conjunction, a title
constexpr std::size_t kShortestForm = 4;     // letters of a name cut short
constexpr std::size_t kShortened = 3;        // letters that are cut at least
constexpr std::size_t kShortestAcronym = 3;  // letters of one that says something
/// Two leftover words that sound at least this alike are one name spelled in a way no table
/// foresees.
constexpr double kGrey = 0.02;

/// Whether a name is the adjective or the inhabitant of a place.
bool is_of_people(const NameItem& item) {
  return item.kind == NameKind::kPlace &&
         (item.value->role == NameRole::kAdjective || item.value->role == NameRole::kInhabitant);
}

/// How far two known names are of one kind, so that one may stand for the other by mistake only.
double comparable(const NameItem& a, const NameItem& b) {
  if (a.kind != b.kind) return 0;
  if (a.kind != NameKind::kPlace) return 1;
  const std::string_view kind_a = kind_of(a.value->entities.front());
  const std::string_view kind_b = kind_of(b.value->entities.front());
  if ((kind_a == "city") == (kind_b == "city")) {
    const bool state = kind_a == "country" || kind_b == "country";
    return state && kind_a != kind_b ? kRegionForState : 1;
  }
  return kind_a == "country" || kind_b == "country" || named_after(a, b) ? kCapitalForState
                                                                         : kCityForRegion;
}

/// The likelihood where both names are known.
double known_exchanged(const BeadNames& bead, const NameItem& source, const NameItem& target) {
  if (source.texts.size() != target.texts.size() &&
      alike(bead, source, target, NameMatcher::kSame) > 0)
    return 0;  // Eastern Europe, Europe
  return std::min(source.strength, target.strength) * comparable(source, target);
}

/// The likelihood where one of the two is an acronym that no table has: nothing says what it stands
/// for, but languages of one script keep acronyms as they are, and do not abbreviate single names.
double acronyms_exchanged(const BeadNames& bead, const NameItem& source, const NameItem& target) {
  const auto word_of = [](const NameSide& side, const NameItem& item) -> const Word& {
    return *side.sentences[item.sentence]->tokens[item.first].word;
  };
  if (source.first != source.last || target.first != target.last) return 0;
  const Word& a = word_of(bead.source, source);
  const Word& b = word_of(bead.target, target);
  if (!a.latin || !b.latin || (!a.all_caps && !b.all_caps)) return 0;
  for (const auto& [word, item] : {std::pair{&a, &source}, std::pair{&b, &target}}) {
    if (word->all_caps ? word->length < kShortestAcronym
                       : item->known() || item->ordinary || item->strength <= kEitherWord ||
                             item->value->words.size() > 1)
      return 0;
  }
  return in_same_frame(bead, source, target) ? kAcronyms : 0;
}

/// The first letters of a text.
std::string first_letters(const std::string& text, std::size_t count) {
  std::size_t at = 0;
  while (count-- > 0 && at < text.size()) next_code_point(text, at);
  return text.substr(0, at);
}

/// Whether one word is the beginning of the other, part by part where both have hyphens: Livi for
/// Livingston, Mat-Su for Matanuska-Susitna.
bool is_short_form(const BeadNames& bead, const NameItem& source, const NameItem& target) {
  if (source.texts.size() != 1 || target.texts.size() != 1) return false;
  std::string a = source.texts.front().text;
  std::string b = target.texts.front().text;
  for (const std::string_view ending : {"'s", "\u2019s"}) {
    if (b.ends_with(ending)) b.resize(b.size() - ending.size());
  }
  const std::size_t first = a.find('-');
  const std::size_t second = b.find('-');
  const bool hyphens = first != std::string::npos && second != std::string::npos;
  if (!hyphens && std::min(count_code_points(a), count_code_points(b)) < kShortestForm)
    return false;
  const auto begins_alike = [&](const std::string& x, const std::string& y) {
    const std::size_t shorter = std::min(count_code_points(x), count_code_points(y));
    if (shorter + kShortened > std::max(count_code_points(x), count_code_points(y))) return false;
    return same_sound(bead, text_of_side(bead, bead.source, first_letters(x, shorter)),
                      text_of_side(bead, bead.target, first_letters(y, shorter)));
  };
  return hyphens ? begins_alike(a.substr(0, first), b.substr(0, second)) &&
                       begins_alike(a.substr(first + 1), b.substr(second + 1))
                 : begins_alike(a, b);
}

/// Whether the other side has a short form of an item, or the long one.
bool cut_short(const BeadNames& bead, const NameSide& own, const NameItem& item) {
  const NameSide& other = bead.other(own);
  return std::any_of(other.items.begin(), other.items.end(), [&](const NameItem& there) {
    if (there.known() || there.matched) return false;
    return own.side == Side::kSource ? is_short_form(bead, item, there)
                                     : is_short_form(bead, there, item);
  });
}

/// Whether an item is a point of the compass: the check of those compares it.
bool is_direction(const NameSide& side, const NameItem& item) {
  return item.first == item.last &&
         side.sentences[item.sentence]->tokens[item.first].word->name.direction != Direction::kNone;
}

/// Whether an item is an acronym of the table: what it stands for has no word that sounds like it.
bool is_known_acronym(const NameItem& item) {
  return item.known() && item.value->role == NameRole::kAcronym;
}

/// The likelihood where one of the two at least is in no table.
double unknown_exchanged(const BeadNames& bead, const NameItem& source, const NameItem& target) {
  if (source.acronym || target.acronym) return acronyms_exchanged(bead, source, target);
  if (is_known_acronym(source) || is_known_acronym(target)) return 0;
  if (is_direction(bead.source, source) || is_direction(bead.target, target)) return 0;
  if (is_short_form(bead, source, target)) return 0;
  const bool strict =
      in_one_name(bead, source, target) &&
      (keep_spelling(bead, source, target) || differ_by_syllables(bead, source, target));
  if (!strict && alike(bead, source, target) >= kGrey && !differ_by_half(bead, source, target))
    return 0;
  double likely = std::sqrt(source.strength * target.strength) * kUnknown;
  const NameItem* known = source.known() ? &source : target.known() ? &target : nullptr;
  if (known == nullptr) return likely;
  if (known->kind == NameKind::kOther) return 0;
  if (known->kind != NameKind::kPerson && (source.person || target.person))
    return 0;  // no place is a person
  if (known->kind != NameKind::kPerson)
    likely *= in_same_frame(bead, source, target) ? kPlaceForUnknownThere : kPlaceForUnknown;
  if (known->value->role == NameRole::kAdjective || known->value->role == NameRole::kInhabitant)
    likely *= kPeopleForUnknown;
  return likely;
}

/// Whether a known place or organisation is put beside another by a conjunction, and the other side
/// has that one only: it names no further place or organisation at all.
bool left_out_of_two(const NameSide& own, const NameSide& other, const NameItem& item) {
  if (!item.known() || (item.kind != NameKind::kPlace && item.kind != NameKind::kOrganisation))
    return false;
  if (item.strength < kEitherWord) return false;
  const std::vector<Token>& tokens = own.sentences[item.sentence]->tokens;
  const auto joined = [&](const NameItem& first, const NameItem& second) {
    if (first.sentence != second.sentence || second.first <= first.last ||
        second.first > first.last + 1 + kBetweenTwo)
      return false;
    std::size_t conjunctions = 0;
    for (std::size_t t = first.last + 1; t < second.first; ++t) {
      const Word& word = *tokens[t].word;
      const bool conjunction = own.pack->names.style().conjunctions.contains(word.folded);
      conjunctions += conjunction;
      if (!conjunction && word.surface == ",") return false;
      if (!conjunction && word.has_letter && !word.name.title) return false;
    }
    return conjunctions == 1;
  };
  const bool beside = std::any_of(own.items.begin(), own.items.end(), [&](const NameItem& there) {
    return there.matched && there.heard && !there.reused &&
           (!there.known() || there.kind == item.kind) &&
           (joined(there, item) || joined(item, there));
  });
  return beside && std::none_of(other.items.begin(), other.items.end(), [](const NameItem& there) {
           return !there.matched || there.reused;
         });
}

/// The factor of two names that face each other, by how far they stand in one place and by the
/// factor for being named elsewhere, which counts less the surer the place is.
double trust_in_place(double place, double named) {
  const auto share = [&](double from, double to) {
    return std::clamp((place - from) / (to - from), 0.0, 1.0);
  };
  return std::lerp(kNoPlace, 1.0, share(kNoPlaceUntil, kPlaceFrom)) *
         std::lerp(named, 1.0, share(kExcusedUntil, kUnexcusedFrom));
}

std::size_t words_of(const NameSide& side, const WholeName& name) {
  std::size_t words = 0;
  for (std::size_t i = name.first; i < name.end; ++i) words += side.items[i].texts.size();
  return words;
}

}  // namespace

std::optional<Severity> severity_of(double likely) {
  if (likely >= kErrorFrom) return Severity::kError;
  if (likely >= kWarningFrom) return Severity::kWarning;
  if (likely >= kInfoFrom) return Severity::kInfo;
  return std::nullopt;
}

void find_near(BeadNames& bead) {
  std::vector<NameItem>& source = bead.source.items;
  std::vector<NameItem>& target = bead.target.items;
  const auto is_left = [](const NameItem& item) {
    return !item.matched && !item.known() && !item.acronym && item.texts.size() == 1;
  };
  std::vector<std::vector<double>> score(source.size(), std::vector<double>(target.size()));
  for (std::size_t i = 0; i < source.size(); ++i) {
    for (std::size_t j = 0; j < target.size() && is_left(source[i]); ++j) {
      const double found = is_left(target[j]) ? alike(bead, source[i], target[j]) : 0;
      if (found >= kGrey) score[i][j] = found;
    }
  }
  const std::vector<std::size_t> partner = assign(score);
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (partner[i] == kUnassigned) continue;
    source[i].near = partner[i];
    target[partner[i]].near = i;
  }
}

namespace {

/// Whether two names may be the given and the last name of one person, whom one language calls by
/// the one and the other by the other; only a document says whether they are.
bool maybe_one_person(const BeadNames& bead, const NameItem& source, const NameItem& target) {
  const auto given_alone = [](const NameSide& side) {
    return side.pack->names.style().given_name_alone;
  };
  const auto alone = [](const NameSide& side, const NameItem& item) {
    const auto i = static_cast<std::size_t>(&item - side.items.data());
    return (i == 0 || end_of_name(side, i - 1) == i) && end_of_name(side, i) == i + 1;
  };
  return bead.input.aligned_segments && !source.known() && !target.known() &&
         given_alone(bead.source) != given_alone(bead.target) && alone(bead.source, source) &&
         alone(bead.target, target) && alike(bead, source, target) < kGrey;
}

}  // namespace

double exchanged(const BeadNames& bead, const NameItem& source, const NameItem& target) {
  // What a clipped compound names is not a sound: the other version says it in words.
  if (source.compound || target.compound) return 0;
  const bool known = source.known() && target.known();
  double likely =
      known ? known_exchanged(bead, source, target) : unknown_exchanged(bead, source, target);
  if (likely <= 0) return 0;
  const bool one_name = in_one_name(bead, source, target);
  if (one_name) likely = std::min(1.0, likely * kInOneName);
  // Parts of two names that have counterparts elsewhere: "Tom Brown" for Brown, "Ann Lee" for Lee.
  if (!one_name && anchored(bead.source, source) && anchored(bead.target, target)) return 0;
  if (source.ordinary ||
      target.ordinary) {  // a title, whose parts are each translated in their own way, or a surname
    if (source.reused || target.reused) return 0;
    if (one_name ? !in_one_place(bead, source, target) : !ordinary_surname(bead, source, target))
      return 0;
    likely = std::min(likely, kOrdinaryAtMost);
  }
  if (anchored(bead.source, source) != anchored(bead.target, target)) likely *= kHalfName;
  if (maybe_one_person(bead, source, target)) likely = std::min(likely, kPartsAtMost);
  return one_name ? likely
                  : likely * (1 - (known ? kApart : kUnknownApart) *
                                      std::abs(source.place - target.place));
}

double exchanged_in_document(const BeadNames& bead, const NameItem& source, const NameItem& target,
                             PlacedLikelihood alone) {
  // That the right name stands beside it does not excuse a wrong part of a name.
  if (in_one_name(bead, source, target)) return alone.likely;
  const NamedFactors factors{kNamedBeside, kNamedElsewhere};
  const double left = named_in_document(bead, bead.source, source, factors);
  const double right = named_in_document(bead, bead.target, target, factors);
  // In a bead that is sure, a name that the other version has nowhere stands for the one that is
  // missing here, wherever else that one is told.
  const bool sure = bead.input.beads[bead.index].confidence >= kSureBead;
  const double named = sure ? std::max(left, right) : std::min(left, right);
  return alone.likely * trust_in_place(alone.place, named);
}

std::vector<WholeName> unmatched_names(const NameSide& side) {
  std::vector<WholeName> names;
  for (std::size_t first = 0; first < side.items.size();) {
    const std::size_t end = end_of_name(side, first);
    WholeName name{first, end, 0, side.items[first].place};
    bool whole = true;
    for (std::size_t i = first; i < end; ++i) {
      const NameItem& item = side.items[i];
      whole = whole && !item.matched && !item.acronym && !item.ordinary &&
              !is_direction(side, item) && (!item.known() || item.kind == NameKind::kPerson);
      name.strength = std::max(name.strength, item.strength);
    }
    if (whole) names.push_back(name);
    first = end;
  }
  return names;
}

double persons_exchanged(const BeadNames& bead, const WholeName& source, const WholeName& target) {
  const std::size_t a = words_of(bead.source, source);
  const std::size_t b = words_of(bead.target, target);
  if (std::max(a, b) < 2) return 0;
  // Syllables of two Vietnamese persons are often a little alike.
  const bool other =
      other_syllables(bead, bead.source.items[source.first], bead.target.items[target.first]);
  for (std::size_t i = source.first; i < source.end; ++i) {
    for (std::size_t j = target.first; j < target.end; ++j) {
      const NameItem& x = bead.source.items[i];
      const NameItem& y = bead.target.items[j];
      if (!other && alike(bead, x, y) >= kGrey && !other_person(bead, x, y)) return 0;
    }
  }
  return std::min(source.strength, target.strength) * (std::min(a, b) > 1 ? 1 : kOneWordForName) *
         (1 - kApart * std::abs(source.place - target.place));
}

double persons_exchanged_in_document(const BeadNames& bead, const WholeName& source,
                                     const WholeName& target, PlacedLikelihood alone) {
  // A person whom the other article names nowhere is not a short form or pronoun of somebody else.
  const NamedFactors factors{kNamedBeside, 1};
  return alone.likely *
         trust_in_place(
             alone.place,
             std::max(
                 named_in_document(bead, bead.source, bead.source.items[source.first], factors),
                 named_in_document(bead, bead.target, bead.target.items[target.first], factors)));
}

namespace {

/// Whether a known name is not a person and is missed where nothing stands in its place. A scale is
/// not, nor is what the side writes small, "coronavirus", save the adjectives and inhabitants of
/// places.
bool missed_in_gap(const NameSide& own, const NameItem& item) {
  return item.known() && item.kind != NameKind::kPerson && item.strength >= kMissedFrom &&
         kind_of(item.value->entities.front()) != "scale" &&
         item.value->role != NameRole::kAcronym &&
         (is_of_people(item) || own.sentences[item.sentence]->tokens[item.first].word->capitalised);
}

/// Whether nothing but the beginning of a sentence says that a word in no dictionary is a name: its
/// own article does not write it with a capital elsewhere.
bool only_initial(const NameSide& own, const NameItem& item) {
  const AnalysedSentence& sentence = *own.sentences[item.sentence];
  const Word& word = *sentence.tokens[item.first].word;
  if (item.known() || item.addressed || item.person || word.name.listed.proper ||
      !begins(sentence, item.first))
    return false;
  return std::none_of(own.article->sentences.begin(), own.article->sentences.end(),
                      [&](const AnalysedSentence& other) {
                        for (std::size_t t = 0; t < other.tokens.size(); ++t) {
                          const Word& there = *other.tokens[t].word;
                          if (there.capitalised && there.stem == word.stem && !begins(other, t))
                            return true;
                        }
                        return false;
                      });
}

/// How likely the person named by the items [first, end) was left out.
double person_omitted(const BeadNames& bead, const NameSide& own, std::size_t first,
                      std::size_t end) {
  const NameSide& other = bead.other(own);
  const NameItem& head = own.items[first];
  double best = 0;
  std::size_t names = 0;
  std::size_t ordinary = 0;
  for (std::size_t i = first; i < end; ++i) {
    const NameItem& item = own.items[i];
    ordinary += item.ordinary;
    if (item.acronym || (item.known() && item.kind != NameKind::kPerson)) continue;
    best = std::max(best, item.strength);
    names += item.strength >= kEitherWord;
  }
  double likely = best * (names > 1 ? kFullName : kOneWord);
  if (end == first + 1 && only_initial(own, head)) likely = std::min(likely, kInitialAtMost);
  if (2 * ordinary > end - first) likely *= kFreeTitle;
  if (more_pronouns(own, other) > 0 && pronoun_near(other, head, kPronounReach)) {
    const bool stands_there = names < 2 && pronoun_near(other, head, kPronounThere);
    likely = stands_there && !head.addressed ? 0 : std::min(likely, kStandInAtMost);
  }
  return likely;
}

}  // namespace

Omission omitted(const BeadNames& bead, const NameSide& own, std::size_t first) {
  const NameSide& other = bead.other(own);
  const std::size_t end = end_of_name(own, first);
  const NameItem& head = own.items[first];
  // A given name that is there of somebody else only says nothing of a person whose family name is
  // not: "Scott Arfield" beside "Scott Robinson".
  const bool family_lost = end > first + 1 && !head.known() && !own.items[end - 1].matched;
  for (std::size_t i = first; i < end; ++i) {
    const NameItem& item = own.items[i];
    if (item.matched ? !(family_lost && item.reused && item.heard) : cut_short(bead, own, item))
      return {};
  }
  Omission found;
  found.likely = person_omitted(bead, own, first, end);
  if (left_out_of_two(own, other, head)) found.likely = std::max(found.likely, kOneOfTwo);
  if (left_out_of_list(bead, own, head)) found.likely = std::max(found.likely, kOneOfList);
  const bool spare = std::any_of(other.items.begin(), other.items.end(),
                                 [](const NameItem& there) { return !there.matched; });
  if (missed_in_gap(own, head) && !spare) found.in_a_gap = kInGap;
  if (!severity_of(std::max(found.likely, found.in_a_gap))) return {};
  const double share =
      named_in_document(bead, own, head, {0, 0}) * (own.side == Side::kSource ? 1 : kAdded);
  found.likely *= share;
  found.in_a_gap *= share;
  return found;
}

double omitted_here(const Omission& alone, NameGap gap) {
  switch (gap) {
    case NameGap::kFilled:
      return 0;
    case NameGap::kShown:
      return std::max(alone.likely, alone.in_a_gap);
    default:
      return alone.likely;
  }
}

}  // namespace concord
