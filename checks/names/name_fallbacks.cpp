// Looks for counterparts of names that are not names of the other side.
#include "checks/names/name_fallbacks.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/names/name_frame.h"
#include "checks/names/name_likeness.h"
#include "text/unicode.h"

namespace concord {
namespace {

/// The score from which a word is taken for the beginning of another.
constexpr double kShortForm = 0.8;
/// The same of a word that is named somewhere, though another one stands in its place.
constexpr double kSurelySame = 0.8;
constexpr std::size_t kShortAcronym = 3;  // letters
constexpr std::size_t kWholeWord =
    4;  // letters, at least, of a word that may sound like a plain word of the other side

/// "EU", "UN": read letter by letter, so it sounds like no word.
bool is_short_acronym(std::string_view word) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size(); ++letters) {
    if (!is_upper(next_code_point(word, at))) return false;
  }
  return letters > 1 && letters <= kShortAcronym;
}

/// The search for the names of one side.
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
    return same_sound_across(bead_, own_, mine, theirs);
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
  /// this one: "Tom" of "Tom Brown" against "Paul Brown". Then no word that is not a name will do.
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
      return false;  // a given name that is a function word as well: what renders that is not a
                     // name
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
        return sound_across(bead_, own_, mine, theirs, kSurelySame) > 0 && !is_taken(theirs);
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
    return bead_.sounds.is_cyrillic(names, {side.pack->tag, one}) ==
           bead_.sounds.is_cyrillic(names, {side.pack->tag, two});
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
        const NameText x = a < b ? mine : beginning(own_, mine.text, letters);
        const NameText y = a < b ? beginning(other_, theirs.text, letters) : theirs;
        if (sound_across(bead_, own_, x, y, kShortForm) > 0) return true;
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

void find_fallbacks(const BeadNames& bead, NameSide& own) {
  Fallbacks(bead, own, bead.other(own)).run();
}

}  // namespace concord
