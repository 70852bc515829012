// How surely a capitalised word is a name.
#include "checks/names/name_strength.h"

#include <algorithm>
#include <string_view>

#include "lang/names/known_names.h"
#include "text/unicode.h"

namespace concord {
namespace {

// Estimated on clean translations: how often such a word has a counterpart.
constexpr double kSureName = 1.0;
constexpr double kMinorKnown = 0.8;       // brands, events, peoples: sometimes translated freely
constexpr double kTranslatable = 0.5;     // a known name of dictionary words: rendered freely
constexpr double kSentenceInitial = 0.7;  // factor: the capital letter proves nothing
constexpr double kUnlistedInitial =
    0.9;  // factor: the same where the dictionary would have an ordinary word
constexpr double kLexiconInitial =
    0.5;  // factor: the same where the lexicon has it, which has names and new words alike
constexpr double kUnlistedName = 0.95;  // a word that no dictionary of its language has
constexpr double kAcronym = 0.6;    // an acronym no table has: often opened up on the other side
constexpr double kShortWord = 0.2;  // two letters
constexpr double kShortPart = 0.6;  // the same as a part of a longer name
constexpr double kMixedCapitals = 0.4;  // factor: CoV, MPs, HCoVs
constexpr double kTitleCase =
    0.35;  // factor: an unknown word of a headline with capitals throughout
constexpr double kNoLexicon =
    0.4;  // factor: an unknown word where no lexicon distinguishes names from ordinary words

std::size_t capitals_of(std::string_view word) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < word.size();) count += is_upper(next_code_point(word, at));
  return count;
}

/// McDonald, LeBron, O'Neill: a capital after a short first part is not an acronym.
bool is_camel_name(std::string_view word) {
  constexpr std::size_t kPart = 2;  // bytes after the capital, at least
  bool joint = false;               // a small letter or an apostrophe came before
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = next_code_point(word, at);
    if (is_lower(c) || c == '\'' || c == 0x2019 || c == 0x2BC) joint = true;
    if (is_upper(c) && joint) return at + kPart <= word.size();
  }
  return false;
}

/// Whether a word, or a part of it after a hyphen, is written in capitals as no name is: CoV, MPs,
/// SL-CoV.
bool has_mixed_capitals(const Word& word) {
  if (word.all_caps) return false;
  const std::string_view text = word.surface;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('-', begin), text.size());
    const std::string_view part = text.substr(begin, end - begin);
    if (capitals_of(part) > 1 && !is_camel_name(part)) return true;
    begin = end + 1;
  }
  return false;
}

/// A word of which a letter is drawn out, as no name is: "Yesss", "Aaaand".
bool is_drawn_out(const Word& word) {
  if (word.all_caps) return false;
  constexpr std::size_t kOften = 3;
  char32_t last = 0;
  std::size_t times = 0;
  for (std::size_t at = 0; at < word.folded.size();) {
    const char32_t c = next_code_point(word.folded, at);
    times = c == last ? times + 1 : 1;
    last = c;
    if (times == kOften && is_letter(c)) return true;
  }
  return false;
}

/// A tag of several words written as one, "#PilotTraining": each version words its own.
bool is_tag_phrase(const AnalysedSentence& sentence, std::size_t token) {
  const Word& word = *sentence.tokens[token].word;
  return token > 0 && !space_before(sentence.tokens, token) && !word.all_caps &&
         sentence.tokens[token - 1].word->surface == "#" && capitals_of(word.surface) > 1;
}

/// N-terminal, Bluetooth-based: a name or letter joined to an ordinary word; "sik" in Sang-sik is
/// none.
bool hyphenated_plain(const NameSide& side, const Word& word) {
  const std::size_t hyphen = word.surface.find('-');
  if (hyphen == std::string::npos || hyphen + 1 >= word.surface.size()) return false;
  std::size_t at = hyphen + 1;
  if (!is_lower(next_code_point(word.surface, at))) return false;
  return !side.word_list || hyphen >= word.folded.size() ||
         side.pack->names.word(word.folded.substr(hyphen + 1)).listed.ordinary;
}

/// Whether a word may be borrowed from the other language, where it is an ordinary one ("Mall"),
/// and may be a name as well.
bool is_borrowed(const BeadNames& bead, const NameSide& side, const Word& word) {
  const LanguagePack& other = *bead.other(side).pack;
  return other.names.style().lends_words && word.latin &&
         other.names.word(word.folded).listed.ordinary;
}

/// How surely a capitalised word is a name, by the dictionaries of its language.
double likeness_of_name(const BeadNames& bead, const NameSide& side, const Word& word) {
  if (is_ordinary(side, word)) return kDictionaryWord;
  if (word.name.listed.proper) return word.name.listed.ordinary ? kEitherWord : kSureName;
  if (is_borrowed(bead, side, word)) return kEitherWord;
  return side.word_list ? kUnlistedName : kSureName;
}

/// How much of the ordinary words of a sentence the lexicon has: how far a word that it has not is
/// a name.
double coverage(const AnalysedSentence& sentence) {
  double listed = 1;
  double all = 1;
  for (const Token& token : sentence.tokens) {
    const Word& word = *token.word;
    if (!word.has_letter || word.capitalised || word.function ||
        count_code_points(word.surface) < 4)
      continue;
    listed += word.lexicon_id != 0;
    all += 1;
  }
  return listed / all;
}

/// The factor of a word that stands alone at the beginning of a sentence.
double factor_of_initial(const NameSide& side, const AnalysedSentence& sentence, const Word& word) {
  if (!side.word_list) return kSentenceInitial * coverage(sentence);
  return word.name.listed.proper || word.lexicon_id == 0 ? kUnlistedInitial : kLexiconInitial;
}

}  // namespace

bool begins(const AnalysedSentence& sentence, std::size_t token) {
  if (token == 0) return true;
  if (is_quoted_name(sentence.tokens, token) || closes_speech(sentence.tokens, token - 1))
    return false;
  const Word& before = *sentence.tokens[token - 1].word;
  return !before.has_letter && !before.has_digit && before.surface != "," &&
         before.surface != "-" && before.surface != "&";
}

bool stands_small(const NameSide& side, const Word& word) {
  constexpr std::size_t kNear = 20;  // sentences before and after; more would make long texts slow
  if (side.indices->empty()) return false;
  const std::vector<AnalysedSentence>& all = side.article->sentences;
  const std::size_t first = side.indices->front() > kNear ? side.indices->front() - kNear : 0;
  const std::size_t end = std::min(all.size(), side.indices->back() + kNear + 1);
  for (std::size_t s = first; s < end; ++s) {
    if (std::any_of(all[s].tokens.begin(), all[s].tokens.end(), [&](const Token& token) {
          return !token.word->capitalised && token.word->folded == word.folded;
        }))
      return true;
  }
  return false;
}

double strength_of_known(const NameSide& side, const NameItem& item) {
  const AnalysedSentence& sentence = *side.sentences[item.sentence];
  const std::string_view kind = kind_of(item.value->entities.front());
  double strength = kSureName;
  if (item.kind == NameKind::kPerson || kind == "brand") strength = kMinorKnown;
  if (item.kind == NameKind::kOther) strength = kTranslatable;
  bool listed = true;
  for (std::size_t t = item.first; t <= item.last; ++t) {
    const Word& word = *sentence.tokens[t].word;
    // The lexicon has names too; where there is a dictionary, it decides which words are ordinary.
    listed = listed && !word.all_caps &&
             (!word.has_letter || word.function ||
              (side.word_list ? word.name.listed.ordinary : word.lexicon_id != 0));
  }
  if (item.value->role == NameRole::kAcronym)
    return strength;  // in capitals, as no ordinary word is
  // Brands and persons of several words are not translated, whatever their words mean.
  const bool fixed = item.first < item.last && (item.kind == NameKind::kPerson || kind == "brand");
  if (listed && !fixed && item.kind != NameKind::kPlace) strength *= kTranslatable;
  // "turkey" is a bird, but nothing else is "turkish".
  const bool ambiguous = listed && item.value->role == NameRole::kName;
  if (ambiguous && item.first == item.last && (begins(sentence, item.first) || kind == "place"))
    return kDictionaryWord;
  return strength;
}

double strength_of_unknown(const BeadNames& bead, const NameSide& side,
                           const AnalysedSentence& sentence, NamePlace place) {
  const Word& word = *sentence.tokens[place.token].word;
  const bool alone = place.first == place.last;
  if (is_drawn_out(word) || is_tag_phrase(sentence, place.token)) return 0;
  if (place.person) return place.title_case ? kSureName * kTitleCase : kSureName;
  double strength = likeness_of_name(bead, side, word);
  if (place.addressed) strength = std::max(strength, kUnlistedName);
  if (!alone && is_ordinary(side, word)) {
    for (std::size_t t = place.first; t <= place.last; ++t) {
      const Word& part = *sentence.tokens[t].word;
      if (!part.has_letter || is_ordinary(side, part)) continue;
      strength *= 2;  // some word of the name is not an ordinary one
      break;
    }
  }
  if (alone && begins(sentence, place.token)) {
    strength *= factor_of_initial(side, sentence, word);
    if (strength > kDictionaryWord && stands_small(side, word)) strength = kDictionaryWord;
  }
  if (place.title_case) strength *= kTitleCase;
  if (bead.input.resources.lexicon.empty()) strength *= kNoLexicon;
  if (word.all_caps) strength *= kAcronym;
  if (has_mixed_capitals(word)) strength *= kMixedCapitals;
  if (!side.pack->names.style().has_vowel(word.folded)) strength *= kAcronym;
  if (hyphenated_plain(side, word)) strength *= kShortWord;
  if (word.length <= 2 || word.has_digit)
    strength *= alone || word.all_caps ? kShortWord : kShortPart;
  return strength;
}

bool is_ordinary(const NameSide& side, const Word& word) {
  const WordStatus listed = word.name.listed;
  if (listed.proper) return false;
  return listed.ordinary || (!side.word_list && word.lexicon_id != 0);
}

bool in_title_case(const NameSide& side, const AnalysedSentence& sentence) {
  if (sentence.tokens.empty() || sentence.tokens.back().word->surface == ".") return false;
  std::size_t words = 0;
  std::size_t capitalised = 0;
  for (const Token& token : sentence.tokens) {
    const Word& word = *token.word;
    if (!is_ordinary(side, word) || word.function || word.name.title ||
        &token == &sentence.tokens.front())
      continue;
    ++words;
    capitalised += word.capitalised;
  }
  return words >= 4 && capitalised * 10 >= words * 7;
}

bool is_abbreviation(const LanguagePack& pack, const Word& word) {
  return has_mixed_capitals(word) || !pack.names.style().has_vowel(word.folded);
}

}  // namespace concord
