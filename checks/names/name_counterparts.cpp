// Finds for every name of a bead its counterpart on the other side.
#include "checks/names/name_counterparts.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "checks/names/name_fallbacks.h"
#include "checks/names/name_likeness.h"
#include "checks/names/name_readings.h"
#include "lang/names/known_names.h"
#include "text/unicode.h"

namespace concord {
namespace {

/// What the distance of two words in their sides takes off their score when counterparts are
/// chosen.
constexpr double kDistance = 0.2;
/// What another number of words adds to the distance of two forms of one known name: of "Macedonia"
/// and "North Macedonia" each has its like.
constexpr double kOtherForm = 0.2;
/// The same of a place and one that is named after it, "over Tula" and "over the Tula Region": only
/// where nothing is the same place.
constexpr double kOtherPlace = 2;

bool same_entity(const NameItem& a, const NameItem& b) {
  for (const std::string& id : a.value->entities) {
    if (std::find(b.value->entities.begin(), b.value->entities.end(), id) !=
        b.value->entities.end())
      return true;
  }
  return false;
}

/// Two items by their indices.
struct Pair {
  std::size_t source;
  std::size_t target;
};

void pair_up(BeadNames& bead, Pair pair) {
  NameItem& a = bead.source.items[pair.source];
  NameItem& b = bead.target.items[pair.target];
  if (a.matched && !b.matched) b.reused = true;
  if (b.matched && !a.matched) a.reused = true;
  a.matched = b.matched = true;
  a.heard = b.heard = true;
}

/// Whether an organisation's name of several words holds a name of the same thing as another item:
/// "Armed Forces of the Russian Federation" and "Russia", "UN refugee agency" and "UN".
bool holds_name(const NameSide& side, const NameItem& whole, const NameItem& part) {
  if (whole.kind != NameKind::kOrganisation || whole.first == whole.last ||
      (part.kind != NameKind::kPlace && part.kind != NameKind::kOrganisation))
    return false;
  const std::vector<Token>& tokens = side.sentences[whole.sentence]->tokens;
  std::vector<const NameTokens*> words;
  for (std::size_t t = whole.first; t <= whole.last; ++t)
    words.push_back(&tokens[t].word->name.tokens);
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (const KnownNames::Match& match :
         side.pack->names.known().at_head(std::span(words).subspan(i))) {
      if (match.words == words.size()) continue;
      for (const KnownName& name : match.names) {
        if (std::find(part.value->entities.begin(), part.value->entities.end(), name.id) !=
            part.value->entities.end())
          return true;
      }
    }
  }
  return false;
}

/// Known names by the same entity, the nearest first; then what is said again.
void match_known(BeadNames& bead) {
  struct Candidate {
    double distance;
    std::size_t a;
    std::size_t b;
    bool held;  // one is named within the other
  };
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < bead.source.items.size(); ++i) {
    for (std::size_t j = 0; j < bead.target.items.size(); ++j) {
      const NameItem& a = bead.source.items[i];
      const NameItem& b = bead.target.items[j];
      if (!a.known() || !b.known()) continue;
      const bool same = same_entity(a, b);
      const bool kindred =
          a.kind == NameKind::kPlace && b.kind == NameKind::kPlace && named_after(a, b);
      if (!same && !kindred && !holds_name(bead.source, a, b) && !holds_name(bead.target, b, a))
        continue;
      const bool longer = a.texts.size() != b.texts.size();
      candidates.push_back(
          {std::abs(a.place - b.place) + (longer ? kOtherForm : 0) + (same ? 0 : kOtherPlace), i, j,
           !same && !kindred});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& x, const Candidate& y) { return x.distance < y.distance; });
  for (const bool again : {false, true}) {
    for (const Candidate& c : candidates) {
      NameItem& a = bead.source.items[c.a];
      NameItem& b = bead.target.items[c.b];
      if (again ? c.held || (a.matched && b.matched) : a.matched || b.matched) continue;
      pair_up(bead, {c.a, c.b});
    }
  }
}

bool is_known_acronym(const NameItem& item) {
  return item.known() && item.value->role == NameRole::kAcronym && item.first == item.last;
}

void match_by_sound(BeadNames& bead) {
  struct Candidate {
    double score;
    double distance;
    std::size_t a;
    std::size_t b;
  };
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < bead.source.items.size(); ++i) {
    for (std::size_t j = 0; j < bead.target.items.size(); ++j) {
      const NameItem& a = bead.source.items[i];
      const NameItem& b = bead.target.items[j];
      if (a.matched && b.matched) continue;
      if (a.known() && b.known() && a.kind == b.kind) continue;  // the table knows that they differ
      if (is_known_acronym(a) ? !in_capitals(bead.target, b)
                              : is_known_acronym(b) && !in_capitals(bead.source, a))
        continue;  // letters that are read one by one sound like no word
      const double score = alike(bead, a, b, NameMatcher::kSame);
      if (score == 0 || spelled_otherwise(bead, a, b) || other_person(bead, a, b) ||
          differ_by_half(bead, a, b))
        continue;
      // A known person is compared as a whole.
      const bool whole = a.known() != b.known();
      if ((whole || score < kSyllableSame) && other_syllables(bead, a, b)) continue;
      candidates.push_back({score, std::abs(a.place - b.place), i, j});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& x, const Candidate& y) {
                     return x.score - kDistance * x.distance > y.score - kDistance * y.distance;
                   });
  for (const bool again : {false, true}) {
    for (const Candidate& c : candidates) {
      NameItem& a = bead.source.items[c.a];
      NameItem& b = bead.target.items[c.b];
      if (again ? a.matched && b.matched : a.matched || b.matched) continue;
      pair_up(bead, {c.a, c.b});
    }
  }
}

/// Whether an item may be an adjective or a region: a word of an unknown name, and not the last one
/// of several, as surnames in -skiy are.
bool may_be_derived(const NameSide& side, const NameItem& item) {
  if (item.matched || item.known() || item.acronym || item.person || item.addressed) return false;
  return item.value->words.size() == 1 ||
         std::any_of(side.items.begin(), side.items.end(), [&](const NameItem& other) {
           return other.group == item.group && other.first > item.first;
         });
}

/// Words derived from places and the places, the nearest first: "Ruzskiy okrug" and "Ruza
/// district".
void match_derived(NameSide& own, BeadNames& bead) {
  const NameSide& other = bead.other(own);
  for (std::size_t i = 0; i < own.items.size(); ++i) {
    NameItem& item = own.items[i];
    if (!may_be_derived(own, item)) continue;
    const Word& word = *own.sentences[item.sentence]->tokens[item.first].word;
    for (std::string& place : own.pack->names.known().places(word.folded))
      item.places.push_back(text_of_side(bead, own, std::move(place)));
    std::size_t best = kNoItem;
    const auto distance = [&](std::size_t j) {
      const NameItem& there = other.items[j];
      return std::abs(item.place - there.place) + (there.matched ? kOtherPlace : 0);
    };
    for (std::size_t j = 0; j < other.items.size() && !item.places.empty(); ++j) {
      const NameItem& there = other.items[j];
      if (there.texts.size() != 1 || there.acronym || is_known_acronym(there) ||
          (best != kNoItem && distance(best) <= distance(j)))
        continue;
      if (std::any_of(item.places.begin(), item.places.end(), [&](const NameText& place) {
            return same_sound_across(bead, own, place, there.texts.front());
          }))
        best = j;
    }
    if (best == kNoItem) continue;
    pair_up(bead, own.side == Side::kSource ? Pair{i, best} : Pair{best, i});
  }
}

/// Whether the letters of an acronym are the first letters of a name's words, in order.
bool spells_initials(const BeadNames& bead, const NameSide& own, std::size_t first, std::size_t end,
                     const std::string& acronym) {
  const NameSide& other = bead.other(own);
  const NameMatcher& names = bead.input.resources.names;
  std::size_t at = 0;
  for (std::size_t i = first; i < end; ++i) {
    const std::size_t letter = at;
    if (at >= acronym.size()) return false;
    next_code_point(acronym, at);
    const SoundForm& word =
        bead.sounds.get(names, {own.pack->tag, own.items[i].texts.front().text});
    const SoundForm& initial =
        bead.sounds.get(names, {other.pack->tag, acronym.substr(letter, at - letter)});
    if (word.cyrillic && initial.cyrillic ? word.plain.substr(0, 1) != initial.plain.substr(0, 1)
                                          : !names.initials_agree(word, initial))
      return false;
  }
  return at == acronym.size();
}

/// A name of several words and the acronym of its initials: "AMLO" for Andres Manuel Lopez Obrador.
void match_initials(NameSide& own, BeadNames& bead) {
  NameSide& other = bead.of(concord::other(own.side));
  for (std::size_t first = 0; first < own.items.size(); first = end_of_name(own, first)) {
    const std::size_t end = end_of_name(own, first);
    if (end < first + 2 ||
        std::any_of(own.items.begin() + static_cast<std::ptrdiff_t>(first),
                    own.items.begin() + static_cast<std::ptrdiff_t>(end), [](const NameItem& item) {
                      return item.matched || item.known() || item.acronym;
                    }))
      continue;
    for (NameItem& acronym : other.items) {
      if (acronym.matched || acronym.known() || acronym.texts.size() > 1 ||
          !in_capitals(other, acronym) ||
          !spells_initials(bead, own, first, end, acronym.texts.front().text))
        continue;
      acronym.matched = true;
      for (std::size_t i = first; i < end; ++i) own.items[i].matched = true;
      break;
    }
  }
}

}  // namespace

void find_counterparts(BeadNames& bead) {
  match_known(bead);
  match_by_sound(bead);
  match_derived(bead.source, bead);
  match_derived(bead.target, bead);
  match_readings(bead.source, bead);
  match_readings(bead.target, bead);
  match_initials(bead.source, bead);
  match_initials(bead.target, bead);
  find_fallbacks(bead, bead.source);
  find_fallbacks(bead, bead.target);
}

}  // namespace concord
