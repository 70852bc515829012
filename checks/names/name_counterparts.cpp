// Finds for every name of a bead its counterpart on the other side.
#include "checks/names/name_counterparts.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "checks/names/name_frame.h"
#include "checks/names/name_likeness.h"
#include "lang/names/known_names.h"
#include "text/unicode.h"

namespace concord {
namespace {

/// The score from which a word is taken for the beginning of another.
constexpr double kShortForm = 0.8;
/// The same of a word that is named somewhere, though another one stands in its place.
constexpr double kSurelySame = 0.8;
/// What the distance of two words in their sides takes off their score when counterparts are
/// chosen.
constexpr double kDistance = 0.2;
/// What another number of words adds to the distance of two forms of one known name: of "Macedonia"
/// and "North Macedonia" each has its like.
constexpr double kOtherForm = 0.2;
/// The same of a place and one that is named after it, "over Tula" and "over the Tula Region": only
/// where nothing is the same place.
constexpr double kOtherPlace = 2;
constexpr std::size_t kShortAcronym = 3;  // letters
constexpr std::size_t kWholeWord =
    4;  // letters, at least, of a word that may sound like a plain word of the other side

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
/// "Armed Forces of the Russian Federation" and "Russia".
bool holds_name(const NameSide& side, const NameItem& whole, const NameItem& part) {
  if (whole.kind != NameKind::kOrganisation || part.kind != NameKind::kPlace ||
      whole.first == whole.last)
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

/// "EU", "UN": read letter by letter, so it sounds like no word.
bool is_short_acronym(std::string_view word) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size(); ++letters) {
    if (!is_upper(next_code_point(word, at))) return false;
  }
  return letters > 1 && letters <= kShortAcronym;
}

bool in_capitals(const NameSide& side, const NameItem& item) {
  return side.sentences[item.sentence]->tokens[item.first].word->all_caps;
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
      const double score = alike(bead, a, b);
      if (score < NameMatcher::kSame || spelled_otherwise(bead, a, b) || other_person(bead, a, b) ||
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
            return sound_across(bead, own, place, there.texts.front()) >= NameMatcher::kSame;
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

/// Looks for counterparts that are not names of the other side: translations, plain words, words
/// joined or split.
class Fallbacks {
 public:
  Fallbacks(const BeadNames& bead, NameSide& own, const NameSide& other)
      : bead_(bead), own_(own), other_(other) {}

  void run() {
    const bool other_person_left =
        std::any_of(other_.items.begin(), other_.items.end(), [](const NameItem& there) {
          return (there.person || there.kind == NameKind::kPerson) && !there.matched;
        });
    for (NameItem& item : own_.items) {
      if (item.matched || contradicted(item) || is_surname_in_place(item)) continue;
      if (item.person && anchored(own_, item))
        continue;  // the rest of the name is there: no other word will do
      if (item.person && other_person_left)
        continue;  // whose syllables are all there is to compare
      item.matched = has_rival(item) ? surely_named(item) || joined(item) || short_form(item)
                                     : translated(item) || sounds_somewhere(item) || joined(item) ||
                                           short_form(item);
    }
  }

 private:
  bool same_sound(const NameText& mine, const NameText& theirs) const {
    return sound_across(bead_, own_, mine, theirs) >= NameMatcher::kSame;
  }

  /// Whether a name of the other side shares a word with the item's name and says another syllable
  /// here.
  bool contradicted(const NameItem& item) const {
    return std::any_of(other_.items.begin(), other_.items.end(), [&](const NameItem& there) {
      const NameItem& a = own_.side == Side::kSource ? item : there;
      const NameItem& b = own_.side == Side::kSource ? there : item;
      return !there.matched && ((in_one_name(bead_, a, b) && differ_by_syllables(bead_, a, b)) ||
                                differ_by_half(bead_, a, b));
    });
  }

  /// Whether the rest of an unknown name is there and its counterpart has another word instead of
  /// this one: "Tom" of "Tom Brown" against "Paul Brown". Then no word that is no name will do.
  bool has_rival(const NameItem& item) const {
    if (item.known() || item.acronym) return false;
    return std::any_of(other_.items.begin(), other_.items.end(), [&](const NameItem& there) {
      if (there.matched || there.known() || there.ordinary || there.acronym) return false;
      const NameItem& a = own_.side == Side::kSource ? item : there;
      const NameItem& b = own_.side == Side::kSource ? there : item;
      return in_one_name(bead_, a, b) && has_common_word(item, there) &&
             (!item.ordinary ||
              (!own_.pack->names.style().keeps_spelling && in_one_place(bead_, a, b)));
    });
  }

  /// Whether a word that may be an ordinary one is a surname here: a strong name of the other side,
  /// which has no counterpart, stands beside the same word.
  bool is_surname_in_place(const NameItem& item) const {
    return item.ordinary &&
           std::any_of(other_.items.begin(), other_.items.end(), [&](const NameItem& there) {
             return !there.matched &&
                    (own_.side == Side::kSource ? ordinary_surname(bead_, item, there)
                                                : ordinary_surname(bead_, there, item));
           });
  }

  /// Whether a word of one name sounds like a word of the other.
  bool has_common_word(const NameItem& item, const NameItem& there) const {
    return std::any_of(own_.items.begin(), own_.items.end(), [&](const NameItem& mine) {
      return mine.group == item.group && mine.heard &&
             std::any_of(other_.items.begin(), other_.items.end(), [&](const NameItem& theirs) {
               return theirs.group == there.group && theirs.heard &&
                      same_sound(mine.texts.front(), theirs.texts.front());
             });
    });
  }

  /// Whether every word of an item lies in a unit of the lexicon that has a rendering on the other
  /// side.
  bool translated(const NameItem& item) const {
    const Lexicon& lexicon = bead_.input.resources.lexicon;
    const AnalysedSentence& sentence = *own_.sentences[item.sentence];
    if (item.first == item.last && sentence.tokens[item.first].word->all_caps && item.known())
      return false;  // the table knows acronyms
    const Word& word = *sentence.tokens[item.first].word;
    if (word.cyrillic && word.function && item.value->words.size() > 1)
      return false;  // a given name that is a function word as well: what renders that is no name
    std::size_t next = item.first;
    for (const LexicalUnit& unit : sentence.units) {  // in order of first token, longer first
      if (unit.first > next || unit.first + unit.count <= next) continue;
      bool found = false;
      for (const Rendering& rendering : lexicon.renderings(own_.side, unit.id)) {
        for (const AnalysedSentence* there : other_.sentences) {
          found = found || std::any_of(there->units.begin(), there->units.end(),
                                       [&](const LexicalUnit& u) { return u.id == rendering.id; });
        }
        if (found) break;
      }
      if (found) next = unit.first + unit.count;
      if (next > item.last) return true;
    }
    return false;
  }

  /// The longer parts of a word that hyphens join.
  std::vector<NameText> parts(const NameSide& side, std::string_view word) const {
    std::vector<NameText> all;
    for (std::size_t begin = 0; begin <= word.size();) {
      const std::size_t end = std::min(word.find('-', begin), word.size());
      const std::string_view part = word.substr(begin, end - begin);
      if (count_code_points(part) >= kWholeWord)
        all.push_back(text_of_side(bead_, side, std::string(part)));
      begin = end + 1;
    }
    return all;
  }

  /// Whether a part of either word, where a hyphen joins several, sounds like the other:
  /// Saint-Louis, Louis.
  bool part_sounds(const NameText& mine, const NameText& theirs) const {
    if (mine.text.find('-') == std::string::npos && theirs.text.find('-') == std::string::npos)
      return false;
    const std::vector<NameText> there = parts(other_, theirs.text);
    for (const NameText& x : parts(own_, mine.text)) {
      if (std::any_of(there.begin(), there.end(),
                      [&](const NameText& y) { return same_sound(x, y); }))
        return true;
    }
    return false;
  }

  /// The longer words of the other side that are written small.
  const std::vector<NameText>& plain_words() {
    if (plain_words_) return *plain_words_;
    plain_words_.emplace();
    for (const AnalysedSentence* sentence : other_.sentences) {
      for (const Token& token : sentence->tokens) {
        const Word& word = *token.word;
        if (word.capitalised || !word.has_letter || word.function || word.length < kWholeWord)
          continue;
        plain_words_->push_back(text_of_side(bead_, other_, word.surface));
      }
    }
    return *plain_words_;
  }

  /// Whether the other side has a known person left over: then the table knows that it is somebody
  /// else.
  bool other_known_person(const NameItem& item) const {
    return item.kind == NameKind::kPerson &&
           std::any_of(other_.items.begin(), other_.items.end(), [](const NameItem& there) {
             return there.kind == NameKind::kPerson && !there.matched;
           });
  }

  /// Whether a word sounds like a capitalised word of the other side.
  bool sounds_capitalised(const NameText& mine, bool capitals) const {
    return std::any_of(other_.words.begin(), other_.words.end(), [&](const NameText& theirs) {
      return is_short_acronym(theirs.text) == (capitals && is_short_acronym(mine.text)) &&
             (same_sound(mine, theirs) || part_sounds(mine, theirs));
    });
  }

  /// Whether a word, or its plural, has its own counterpart among the names.
  bool is_taken(const NameText& theirs) const {
    return std::any_of(other_.items.begin(), other_.items.end(), [&](const NameItem& there) {
      return there.matched && there.heard &&
             std::any_of(there.texts.begin(), there.texts.end(),
                         [&](const NameText& word) { return word.text.starts_with(theirs.text); });
    });
  }

  /// Whether every word of an item surely sounds like a capitalised word of the other side that is
  /// nobody else's counterpart.
  bool surely_named(const NameItem& item) const {
    return std::all_of(item.texts.begin(), item.texts.end(), [&](const NameText& mine) {
      return std::any_of(other_.words.begin(), other_.words.end(), [&](const NameText& theirs) {
        return sound_across(bead_, own_, mine, theirs) >= kSurelySame && !is_taken(theirs);
      });
    });
  }

  bool sounds_somewhere(const NameItem& item) {
    if (other_known_person(item)) return false;
    const bool capitals = in_capitals(own_, item);
    if (std::any_of(item.places.begin(), item.places.end(),
                    [&](const NameText& place) { return sounds_capitalised(place, capitals); }))
      return true;
    return std::all_of(item.texts.begin(), item.texts.end(), [&](const NameText& mine) {
      if (sounds_capitalised(mine, capitals)) return true;
      if (capitals || item.known() || count_code_points(mine.text) < kWholeWord) return false;
      const std::vector<NameText>& plain = plain_words();
      return std::any_of(plain.begin(), plain.end(),
                         [&](const NameText& theirs) { return same_sound(mine, theirs); });
    });
  }

  /// Whether a word of a side may be a part of one name with another: a name does not run across
  /// scripts.
  bool in_one_script(const NameSide& side, const std::string& one, const std::string& two) const {
    const NameMatcher& names = bead_.input.resources.names;
    return bead_.sounds.get(names, {side.pack->tag, one}).cyrillic ==
           bead_.sounds.get(names, {side.pack->tag, two}).cyrillic;
  }

  /// Neighbouring words of the other side written together, two or three at a time.
  const std::vector<NameText>& joined_words() {
    if (joined_words_) return *joined_words_;
    joined_words_.emplace();
    for (std::size_t i = 0; i + 1 < other_.words.size(); ++i) {
      std::string text = other_.words[i].text;
      for (std::size_t j = i + 1; j < std::min(other_.words.size(), i + 3); ++j) {
        if (!in_one_script(other_, other_.words[i].text, other_.words[j].text)) break;
        text += other_.words[j].text;
        joined_words_->push_back(text_of_side(bead_, other_, text));
      }
    }
    return *joined_words_;
  }

  /// One word on this side, two or three on the other, or the reverse: Kim Jong Un and Jong-un.
  bool joined(const NameItem& item) {
    for (const NameText& theirs : joined_words()) {
      if (same_sound(item.texts.front(), theirs)) return true;
    }
    // The word with its neighbours.
    const std::vector<Token>& tokens = own_.sentences[item.sentence]->tokens;
    const std::string& own = tokens[item.first].word->surface;
    for (std::size_t first = item.first > 0 ? item.first - 1 : 0; first <= item.first; ++first) {
      std::string text;
      for (std::size_t t = first;
           t < std::min(first + 3, tokens.size()) && tokens[t].word->has_letter &&
           in_one_script(own_, own, tokens[t].word->surface);
           ++t) {
        text += tokens[t].word->surface;
        if (t < item.last || t == first) continue;
        const NameText mine = text_of_side(bead_, own_, text);
        for (const NameText& theirs : other_.words) {
          // An initial stands for one word.
          if (count_code_points(theirs.text) >= kWholeWord && same_sound(mine, theirs)) return true;
        }
      }
    }
    return false;
  }

  /// Whether an item is the last word of a name of which another word has its counterpart.
  static bool is_family_name(const NameSide& side, const NameItem& item) {
    return anchored(side, item) &&
           std::none_of(side.items.begin(), side.items.end(), [&](const NameItem& other) {
             return other.group == item.group && other.first > item.first;
           });
  }

  /// One is the beginning of the other: Seve for Severiano, Alex for Aleksandr.
  bool short_form(const NameItem& item) const {
    if (item.texts.size() > 1) return false;
    const auto beginning = [&](const NameSide& side, const std::string& word, std::size_t letters) {
      std::size_t at = 0;
      for (std::size_t i = 0; i < letters && at < word.size(); ++i) next_code_point(word, at);
      return text_of_side(bead_, side, word.substr(0, at));
    };
    const NameText& mine = item.texts.front();
    for (const NameItem& candidate : other_.items) {
      if (candidate.matched || candidate.ordinary || candidate.texts.size() > 1 ||
          (candidate.known() && item.known()))
        continue;
      if (is_family_name(own_, item) || is_family_name(other_, candidate))
        continue;  // only given names are shortened
      const NameText& theirs = candidate.texts.front();
      if (own_.side == Side::kSource ? other_given_names(bead_, mine, theirs)
                                     : other_given_names(bead_, theirs, mine))
        continue;
      const std::size_t a = count_code_points(mine.text);
      const std::size_t b = count_code_points(theirs.text);
      const std::size_t shorter = std::min(a, b);
      if (shorter < 3 || std::max(a, b) < shorter + 2) continue;
      for (std::size_t letters = shorter - 1; letters <= shorter + 1; ++letters) {
        const double score =
            a < b ? sound_across(bead_, own_, mine, beginning(other_, theirs.text, letters))
                  : sound_across(bead_, own_, beginning(own_, mine.text, letters), theirs);
        if (score >= kShortForm) return true;
      }
    }
    return false;
  }

  const BeadNames& bead_;
  NameSide& own_;
  const NameSide& other_;
  std::optional<std::vector<NameText>> plain_words_;
  std::optional<std::vector<NameText>> joined_words_;
};

}  // namespace

void find_counterparts(BeadNames& bead) {
  match_known(bead);
  match_by_sound(bead);
  match_derived(bead.source, bead);
  match_derived(bead.target, bead);
  match_initials(bead.source, bead);
  match_initials(bead.target, bead);
  Fallbacks(bead, bead.source, bead.target).run();
  Fallbacks(bead, bead.target, bead.source).run();
}

}  // namespace concord
