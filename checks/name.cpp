// The check "name": compares the names of a bead (docs/checks/name.md).
//
// Every word of a name looks for a counterpart on the other side: the same known name, the same sound, the same
// letters, a translation. What is left over on both sides at once is a name exchanged for another; what is left over on
// one side only is a name lost or added.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "checks/checks.h"
#include "lang/known_names.h"
#include "text/unicode.h"

namespace concord {
namespace {

// How surely a word that looks like a name is one, in [0, 1]. Estimated on clean translations: how often such a word
// has a counterpart.
constexpr double kSureName = 1.0;
constexpr double kMinorKnown = 0.8;       // brands, events, peoples: sometimes translated freely
constexpr double kSentenceInitial = 0.7;  // factor: the capital letter proves nothing
constexpr double kUnlistedInitial = 0.9;  // factor: the same where the dictionary would have an ordinary word
constexpr double kUnlistedName = 0.95;    // a word that no dictionary of its language has
constexpr double kEitherWord = 0.6;       // the dictionary has it in small letters and with a capital: May, Rose
constexpr double kDictionaryWord = 0.25;  // a capitalised ordinary word: often part of a translated title
constexpr double kAcronym = 0.6;          // an acronym no table has: often opened up on the other side
constexpr double kShortWord = 0.2;        // two letters
constexpr double kTranslatable = 0.5;     // a known name of dictionary words: rendered freely
constexpr double kMixedCapitals = 0.4;    // factor: CoV, MPs, HCoVs
constexpr double kNamedBeside = 0.4;      // factor: named in a neighbouring sentence of the other article
constexpr double kNamedElsewhere = 0.6;   // factor: named elsewhere in the other article
constexpr double kAdded = 0.5;            // factor: the name is on the target side only
constexpr double kFullName = 0.7;         // factor: a name of several words is missing
constexpr double kOneWord = 0.55;         // factor: a name of one word is missing
constexpr double kStandInAtMost = 0.35;   // the other side has a pronoun more, and one where the name should be
constexpr double kOrdinaryAtMost = 0.7;   // an exchange with an ordinary word in capitals: no error
constexpr double kHalfName = 0.5;         // factor: the rest of one name has a counterpart, the other name has none
constexpr double kPlaceForUnknown = 0.4;  // factor: a known place or organisation and a word that no table has
constexpr double kOneWordForName = 0.8;   // factor: one of two persons exchanged is named by one word
// What is taken off at most for standing at other places of the sides: known and whole names, single unknown words.
constexpr double kApart = 0.2;
constexpr double kUnknownApart = 0.4;
constexpr double kPronounReach = 0.4;   // how far from there, as a share of the side's length
constexpr double kPronounThere = 0.15;  // the same where it stands for a single family name beyond doubt
constexpr double kTitleCase = 0.35;     // factor: an unknown word of a headline with capitals throughout
constexpr double kNoLexicon = 0.4;      // factor: an unknown word where no lexicon tells names from ordinary words
// From which likelihood an issue has which severity.
constexpr double kErrorFrom = 0.75;
constexpr double kWarningFrom = 0.45;
constexpr double kInfoFrom = 0.3;
/// Two leftover words that sound at least this alike are one name spelled in a way no table foresees.
constexpr double kGrey = 0.02;
/// The score from which two words are one syllable, where names are compared syllable by syllable.
constexpr double kSyllableSame = 0.9;
/// The score from which a word is taken for the beginning of another.
constexpr double kShortForm = 0.8;

enum class Kind : std::uint8_t { kUnknown, kPerson, kPlace, kOrganisation, kOther };

/// One word of a name, or one known name as a whole.
struct Item {
  Span span;
  std::vector<std::string> texts;  ///< the words to compare by sound
  const NameValue* value = nullptr;
  Kind kind = Kind::kUnknown;
  std::size_t sentence = 0;  ///< of the side
  std::size_t first = 0;     ///< tokens of the sentence
  std::size_t last = 0;
  std::size_t group = 0;  ///< the mention it is a word of
  double strength = 0;
  double place = 0;       ///< where it stands in its side of the bead, from 0 to 1
  bool acronym = false;   ///< in capitals, and in no table
  bool ordinary = false;  ///< an unknown name that is an ordinary word of the language
  bool matched = false;
  bool reused = false;  ///< its counterpart was somebody else's already
  bool heard = false;   ///< its counterpart is the same known name or sounds like it; else it is a translation
  bool known() const { return value != nullptr && !value->entities.empty(); }
};

/// One side of a bead.
struct NameSide {
  const AnalysedArticle* article;
  const LanguagePack* pack;
  Side side;
  std::vector<const AnalysedSentence*> sentences;
  std::vector<Item> items;
  std::vector<std::string> words;  ///< every word that a name of the other side may be a form of
  bool word_list = false;          ///< whether a dictionary tells ordinary words from names
};

Kind kind_of_name(const NameValue& value) {
  const std::string_view kind = kind_of(value.entities.front());
  if (kind == "country" || kind == "region" || kind == "city" || kind == "continent" || kind == "place")
    return Kind::kPlace;
  if (kind == "org" || kind == "brand" || kind == "party") return Kind::kOrganisation;
  if (kind == "person") return Kind::kPerson;
  return Kind::kOther;
}

class BeadNames {
 public:
  BeadNames(const CheckInput& input, const Bead& bead, SoundCache& sounds)
      : input_(input), bead_(bead), sounds_(sounds) {
    source_ = {&input.source, input.resources.source, Side::kSource, {}, {}, {}};
    target_ = {&input.target, input.resources.target, Side::kTarget, {}, {}, {}};
    collect(source_, bead.source);
    collect(target_, bead.target);
  }

  void compare(std::uint32_t bead, std::vector<Issue>& issues) {
    match_known();
    match_by_sound();
    match_fallbacks(source_, target_);
    match_fallbacks(target_, source_);
    report(bead, issues);
  }

 private:
  void collect(NameSide& side, const std::vector<std::uint32_t>& indices) {
    for (const std::uint32_t index : indices) side.sentences.push_back(&side.article->sentences[index]);
    std::size_t group = 0;
    for (const AnalysedSentence* sentence : side.sentences) {
      for (const Token& t : sentence->tokens) side.word_list = side.word_list || t.word->name.listed.ordinary;
    }
    for (std::size_t s = 0; s < side.sentences.size(); ++s) {
      const AnalysedSentence& sentence = *side.sentences[s];
      std::size_t token = 0;
      for (const Mention& mention : sentence.mentions) {
        const NameValue* value = mention.name();
        if (value == nullptr) continue;
        ++group;
        while (token < sentence.tokens.size() && sentence.tokens[token].span.end <= mention.span.begin) ++token;
        std::size_t last = token;
        while (last + 1 < sentence.tokens.size() && sentence.tokens[last + 1].span.begin < mention.span.end) ++last;
        if (token >= sentence.tokens.size()) break;
        add_items(side, s, token, last, mention, *value, group);
      }
      for (const Token& t : sentence.tokens) {
        if (t.word->has_letter &&
            (t.word->capitalised || t.word->all_caps || (t.word->latin && side.pack->tag != "en"))) {
          side.words.push_back(t.word->surface);
          if (side.pack->tag == "en" && is_plural(t.word->surface))
            side.words.push_back(t.word->surface.substr(0, t.word->surface.size() - 1));
        }
      }
    }
  }

  /// "Clintons", "Blues": perhaps the plural of a name.
  static bool is_plural(std::string_view word) {
    return word.size() >= 5 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("'s");
  }

  double place_of(const NameSide& side, std::size_t sentence, std::size_t token) const {
    const double tokens = static_cast<double>(side.sentences[sentence]->tokens.size());
    return (static_cast<double>(sentence) + static_cast<double>(token) / std::max(tokens, 1.0)) /
           static_cast<double>(side.sentences.size());
  }

  static bool begins(const AnalysedSentence& sentence, std::size_t token) {
    if (token == 0) return true;
    const Word& before = *sentence.tokens[token - 1].word;
    return !before.has_letter && !before.has_digit && before.surface != "," && before.surface != "-" &&
           before.surface != "&";
  }

  void add_items(NameSide& side, std::size_t s, std::size_t first, std::size_t last, const Mention& mention,
                 const NameValue& value, std::size_t group) {
    const AnalysedSentence& sentence = *side.sentences[s];
    if (!value.entities.empty()) {
      Item item{mention.span, value.words, &value,    kind_of_name(value),      s,     first,
                last,         group,       kSureName, place_of(side, s, first), false, false,
                false,        false};
      if (item.kind == Kind::kPerson || kind_of(value.entities.front()) == "brand") item.strength = kMinorKnown;
      if (item.kind == Kind::kOther) item.strength = kTranslatable;
      bool listed = true;
      for (std::size_t t = first; t <= last; ++t) {
        const Word& word = *sentence.tokens[t].word;
        listed = listed && (!word.has_letter || word.lexicon_id != 0 || word.function || word.name.listed.ordinary);
      }
      if (listed && item.kind != Kind::kPlace && value.role != NameRole::kAcronym) item.strength *= kTranslatable;
      // A lexicon has the names of countries too; only a dictionary of ordinary words tells that "turkey" is a bird.
      const std::string_view kind = kind_of(value.entities.front());
      const bool plain = side.word_list && (kind == "country" || kind == "city")
                             ? sentence.tokens[first].word->name.listed.ordinary
                             : listed;
      if (plain && first == last && (begins(sentence, first) || kind == "place")) item.strength = kDictionaryWord;
      side.items.push_back(std::move(item));
      return;
    }
    const bool title_case = in_title_case(side, sentence);
    bool attached = false;  // some word of the name is no ordinary one
    for (std::size_t t = first; t <= last; ++t)
      attached = attached || (sentence.tokens[t].word->has_letter && !is_ordinary(side, *sentence.tokens[t].word));
    for (std::size_t t = first; t <= last; ++t) {
      const Word& word = *sentence.tokens[t].word;
      if (!word.has_letter || word.name.title || (word.name.particle && !word.capitalised) || word.function) continue;
      if (is_foreign_article(side, word)) continue;
      Item item{sentence.tokens[t].span,
                {word.surface},
                &value,
                Kind::kUnknown,
                s,
                t,
                t,
                group,
                likeness_of_name(side, word),
                place_of(side, s, t),
                word.all_caps,
                is_ordinary(side, word),
                false,
                false};
      if (item.ordinary && attached && last > first) item.strength *= 2;
      if (begins(sentence, t) && first == last)
        item.strength *= side.word_list ? kUnlistedInitial : kSentenceInitial * coverage(sentence);
      if (title_case) item.strength *= kTitleCase;
      if (input_.resources.lexicon.empty()) item.strength *= kNoLexicon;
      if (word.all_caps) item.strength *= kAcronym;
      if (has_mixed_capitals(word)) {
        item.strength *= kMixedCapitals;
        item.acronym = true;
      }
      if (!has_vowel(side, word)) {  // Gbr., Twp: an abbreviation or a spelling that is told about
        item.strength *= kAcronym;
        item.acronym = true;
      }
      if (hyphenated_plain(word.surface)) item.strength *= kShortWord;
      if (count_code_points(word.surface) <= 2 || word.has_digit) item.strength *= kShortWord;
      side.items.push_back(std::move(item));
    }
  }

  /// Whether a capitalised word is an ordinary word of its language, and no name besides.
  static bool is_ordinary(const NameSide& side, const Word& word) {
    const WordStatus listed = word.name.listed;
    if (listed.proper) return false;
    return listed.ordinary || (!side.word_list && word.lexicon_id != 0);
  }

  /// Whether a word may be borrowed from English, where it is an ordinary one ("Mall"), and may be a name as well.
  bool is_borrowed(const NameSide& side, const Word& word) const {
    if (side.pack->tag == "en" || !word.latin) return false;
    const LanguagePack& other = side.side == Side::kSource ? *input_.resources.target : *input_.resources.source;
    return other.names.word(word.folded).listed.ordinary;
  }

  /// How surely a capitalised word is a name, by the dictionaries of its language.
  double likeness_of_name(const NameSide& side, const Word& word) const {
    if (is_ordinary(side, word)) return kDictionaryWord;
    if (word.name.listed.proper) return word.name.listed.ordinary ? kEitherWord : kSureName;
    if (is_borrowed(side, word)) return kEitherWord;
    return side.word_list ? kUnlistedName : kSureName;
  }

  static std::size_t capitals_of(std::string_view word) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < word.size();) count += is_upper(next_code_point(word, at));
    return count;
  }

  /// Whether a word, or a part of it behind a hyphen, is written in capitals as no name is: CoV, MPs, SL-CoV.
  static bool has_mixed_capitals(const Word& word) {
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

  static bool has_vowel(const NameSide& side, const Word& word) {
    if (side.pack->tag == "vi") return true;
    static constexpr std::u32string_view kVowels =
        U"aeiouy\u0430\u0435\u0438\u043E\u0443\u044B\u044D\u044E\u044F\u0456\u0457\u0454\u0451";
    for (std::size_t at = 0; at < word.folded.size();) {
      const char32_t c = next_code_point(word.folded, at);
      if (kVowels.find(c) != std::u32string_view::npos || kVowels.find(base_letter(c)) != std::u32string_view::npos)
        return true;
    }
    return false;
  }

  /// "The" in a Russian sentence: a function word of the other language in a title that is kept.
  bool is_foreign_article(const NameSide& side, const Word& word) const {
    const LanguagePack& other = side.side == Side::kSource ? *input_.resources.target : *input_.resources.source;
    return side.pack->tag != "en" && other.tag == "en" && word.latin && !word.cyrillic &&
           other.function_words.contains(word.folded);
  }

  /// McDonald, LeBron, DiCaprio: a capital behind a short first part is no acronym.
  static bool is_camel_name(std::string_view word) {
    bool lower = false;
    for (std::size_t at = 0; at < word.size();) {
      const char32_t c = next_code_point(word, at);
      if (is_lower(c)) lower = true;
      if (is_upper(c) && lower) return at + 2 < word.size();
    }
    return false;
  }

  /// N-terminal, Bluetooth-based: a name or letter joined to an ordinary word.
  static bool hyphenated_plain(std::string_view word) {
    const std::size_t hyphen = word.find('-');
    if (hyphen == std::string_view::npos || hyphen + 1 >= word.size()) return false;
    std::size_t at = hyphen + 1;
    return is_lower(next_code_point(word, at));
  }

  /// How much of the ordinary words of a sentence the lexicon has: how far a word that it has not is a name.
  static double coverage(const AnalysedSentence& sentence) {
    double listed = 1;
    double all = 1;
    for (const Token& token : sentence.tokens) {
      const Word& word = *token.word;
      if (!word.has_letter || word.capitalised || word.function || count_code_points(word.surface) < 4) continue;
      listed += word.lexicon_id != 0;
      all += 1;
    }
    return listed / all;
  }

  /// A headline that capitalises ordinary words too, as English ones do.
  static bool in_title_case(const NameSide& side, const AnalysedSentence& sentence) {
    if (sentence.tokens.empty() || sentence.tokens.back().word->surface == ".") return false;
    std::size_t words = 0;
    std::size_t capitalised = 0;
    for (const Token& token : sentence.tokens) {
      const Word& word = *token.word;
      if (!is_ordinary(side, word) || word.function || word.name.title || &token == &sentence.tokens.front()) continue;
      ++words;
      capitalised += word.capitalised;
    }
    return words >= 4 && capitalised * 10 >= words * 7;
  }

  /// Whether the other side has a pronoun where an item would stand, or one that begins a sentence: subjects stand
  /// first in English wherever Russian puts them.
  bool pronoun_near(const NameSide& other, const Item& item, double reach) const {
    for (std::size_t s = 0; s < other.sentences.size(); ++s) {
      const std::vector<Token>& tokens = other.sentences[s]->tokens;
      for (std::size_t t = 0; t < tokens.size(); ++t) {
        if (!tokens[t].word->name.pronoun) continue;
        if (t == 0 || std::abs(place_of(other, s, t) - item.place) < reach) return true;
      }
    }
    return false;
  }

  /// How many more pronouns `other` has than `own`.
  static int more_pronouns(const NameSide& own, const NameSide& other) {
    const auto count = [](const NameSide& side) {
      int pronouns = 0;
      for (const AnalysedSentence* sentence : side.sentences) {
        for (const Token& token : sentence->tokens) pronouns += token.word->name.pronoun;
      }
      return pronouns;
    };
    return count(other) - count(own);
  }

  static bool same_entity(const Item& a, const Item& b) {
    for (const std::string& id : a.value->entities) {
      if (std::find(b.value->entities.begin(), b.value->entities.end(), id) != b.value->entities.end()) return true;
    }
    return false;
  }

  static void pair_up(Item& a, Item& b) {
    if (a.matched && !b.matched) b.reused = true;
    if (b.matched && !a.matched) a.reused = true;
    a.matched = b.matched = true;
    a.heard = b.heard = true;
  }

  void match_known() {
    for (const bool again : {false, true}) {  // one to one first, then what is said again
      for (Item& a : source_.items) {
        if (!a.known()) continue;
        for (Item& b : target_.items) {
          if (!b.known() || !same_entity(a, b)) continue;
          if (again ? a.matched && b.matched : a.matched || b.matched) continue;
          pair_up(a, b);
          if (!again) break;
        }
      }
    }
  }

  double sound(const std::string& a, const std::string& b) {
    return sounds_.score(input_.resources.names, {source_.pack->tag, a}, {target_.pack->tag, b});
  }

  /// How alike two items sound: every word of the one with fewer words has a counterpart.
  double alike(const Item& a, const Item& b) {
    const bool swap = a.texts.size() > b.texts.size();
    const std::vector<std::string>& fewer = swap ? b.texts : a.texts;
    const std::vector<std::string>& more = swap ? a.texts : b.texts;
    double least = 1;
    for (const std::string& x : fewer) {
      double best = 0;
      for (const std::string& y : more) best = std::max(best, swap ? sound(y, x) : sound(x, y));
      least = std::min(least, best);
    }
    return least;
  }

  /// Whether the name of a people that is written syllable by syllable (Vietnamese, Chinese) is not the other
  /// name: then words that sound nearly alike are different, as in Nguyen Van Hung and Nguyen Van Hanh.
  bool differ_by_syllables(const Item& a, const Item& b) {
    if (a.known() || b.known() || a.value->words.size() < 2 || b.value->words.size() < 2) return false;
    const bool a_latin = source_.sentences[a.sentence]->tokens[a.first].word->latin;
    if (a_latin == target_.sentences[b.sentence]->tokens[b.first].word->latin) return false;
    const NameSide& latin = a_latin ? source_ : target_;
    // Western names parse into Japanese and Korean syllables too often.
    unsigned systems =
        static_cast<unsigned>(SyllabicSystem::kVietnamese) | static_cast<unsigned>(SyllabicSystem::kChinese);
    for (const std::string& word : (a_latin ? a : b).value->words)
      systems &= sounds_.get(input_.resources.names, {latin.pack->tag, word}).systems;
    if (systems == 0) return false;
    const auto shared = [&](const std::string& x) {
      return std::any_of(b.value->words.begin(), b.value->words.end(),
                         [&](const std::string& y) { return sound(x, y) >= kSyllableSame; });
    };
    if (std::none_of(a.value->words.begin(), a.value->words.end(), shared)) return false;
    const auto joined = [](const std::vector<std::string>& words) {
      std::string text;
      for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
      return text;
    };
    const std::string x = joined(a.value->words);
    const std::string y = joined(b.value->words);
    return !input_.resources.names.compare({source_.pack->tag, x}, {target_.pack->tag, y}).same;
  }

  void match_by_sound() {
    struct Candidate {
      double score;
      double distance;
      std::size_t a;
      std::size_t b;
    };
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < source_.items.size(); ++i) {
      for (std::size_t j = 0; j < target_.items.size(); ++j) {
        const Item& a = source_.items[i];
        const Item& b = target_.items[j];
        if (a.matched && b.matched) continue;
        if (a.known() && b.known() && a.kind == b.kind) continue;  // the table knows that they differ
        if (const double score = alike(a, b);
            score >= kSyllableSame || (score >= NameMatcher::kSame && !differ_by_syllables(a, b)))
          candidates.push_back({score, std::abs(a.place - b.place), i, j});
      }
    }
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& x, const Candidate& y) {
      return x.score - 0.2 * x.distance > y.score - 0.2 * y.distance;
    });
    for (const bool again : {false, true}) {
      for (const Candidate& c : candidates) {
        Item& a = source_.items[c.a];
        Item& b = target_.items[c.b];
        if (again ? a.matched && b.matched : a.matched || b.matched) continue;
        pair_up(a, b);
      }
    }
  }

  double sound_across(const NameSide& own, const std::string& mine, const std::string& theirs) {
    return own.side == Side::kSource ? sound(mine, theirs) : sound(theirs, mine);
  }

  /// Whether a name of the other side shares a word with the item's name and says another syllable here.
  bool contradicted(const NameSide& own, const NameSide& other, const Item& item) {
    return std::any_of(other.items.begin(), other.items.end(), [&](const Item& there) {
      const Item& a = own.side == Side::kSource ? item : there;
      const Item& b = own.side == Side::kSource ? there : item;
      return !there.matched && in_one_name(a, b) && differ_by_syllables(a, b);
    });
  }

  /// Counterparts that are no names: translations, plain words, words joined or split.
  void match_fallbacks(NameSide& own, NameSide& other) {
    for (Item& item : own.items) {
      if (item.matched || contradicted(own, other, item)) continue;
      item.matched = translated(own, other, item) || sounds_somewhere(own, other, item) || joined(own, other, item) ||
                     short_form(own, other, item);
    }
  }

  /// Whether every word of an item lies in a unit of the lexicon that has a rendering on the other side.
  bool translated(const NameSide& own, const NameSide& other, const Item& item) const {
    const Lexicon& lexicon = input_.resources.lexicon;
    const AnalysedSentence& sentence = *own.sentences[item.sentence];
    if (item.first == item.last && sentence.tokens[item.first].word->all_caps && item.known())
      return false;  // the table knows acronyms
    std::size_t next = item.first;
    for (const LexicalUnit& unit : sentence.units) {  // in order of first token, longer first
      if (unit.first > next || unit.first + unit.count <= next) continue;
      bool found = false;
      for (const Rendering& rendering : lexicon.renderings(own.side, unit.id)) {
        for (const AnalysedSentence* there : other.sentences) {
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

  /// Whether a part of either word, where a hyphen joins several, sounds like the other: Saint-Louis, Louis.
  bool part_sounds(const NameSide& own, const std::string& mine, const std::string& theirs) {
    const auto parts = [](const std::string& word) {
      std::vector<std::string> all;
      for (std::size_t begin = 0; begin <= word.size();) {
        const std::size_t end = std::min(word.find('-', begin), word.size());
        if (count_code_points(std::string_view(word).substr(begin, end - begin)) >= 4)
          all.push_back(word.substr(begin, end - begin));
        begin = end + 1;
      }
      return all;
    };
    if (mine.find('-') == std::string::npos && theirs.find('-') == std::string::npos) return false;
    for (const std::string& x : parts(mine)) {
      for (const std::string& y : parts(theirs)) {
        if (sound_across(own, x, y) >= NameMatcher::kSame) return true;
      }
    }
    return false;
  }

  bool sounds_somewhere(const NameSide& own, const NameSide& other, const Item& item) {
    const AnalysedSentence& sentence_of_item = *own.sentences[item.sentence];
    for (const std::string& mine : item.texts) {
      bool found = false;
      const bool whole_word = count_code_points(mine) >= 4 && !sentence_of_item.tokens[item.first].word->all_caps;
      for (const std::string& theirs : other.words) {
        found = found || sound_across(own, mine, theirs) >= NameMatcher::kSame || part_sounds(own, mine, theirs);
      }
      for (const AnalysedSentence* sentence : other.sentences) {
        if (found || !whole_word) break;
        for (const Token& token : sentence->tokens) {
          const Word& word = *token.word;
          if (word.capitalised || !word.has_letter || word.function || count_code_points(word.surface) < 4) continue;
          found = found || sound_across(own, mine, word.surface) >= NameMatcher::kSame;
        }
      }
      if (!found) return false;
    }
    return true;
  }

  /// One is the beginning of the other: Seve for Severiano, Alex for Aleksandr.
  bool short_form(const NameSide& own, const NameSide& other, const Item& item) {
    if (item.texts.size() > 1) return false;
    const auto beginning = [](const std::string& word, std::size_t letters) {
      std::size_t at = 0;
      for (std::size_t i = 0; i < letters && at < word.size(); ++i) next_code_point(word, at);
      return word.substr(0, at);
    };
    const std::string& mine = item.texts.front();
    for (const Item& candidate : other.items) {
      if (candidate.matched || candidate.texts.size() > 1 || (candidate.known() && item.known())) continue;
      const std::string& theirs = candidate.texts.front();
      const std::size_t a = count_code_points(mine);
      const std::size_t b = count_code_points(theirs);
      const std::size_t shorter = std::min(a, b);
      if (shorter < 3 || std::max(a, b) < shorter + 2) continue;
      for (std::size_t letters = shorter - 1; letters <= shorter + 1; ++letters) {
        const double score = a < b ? sound_across(own, mine, beginning(theirs, letters))
                                   : sound_across(own, beginning(mine, letters), theirs);
        if (score >= kShortForm) return true;
      }
    }
    return false;
  }

  /// One word on this side, two or three on the other, or the reverse: Kim Jong Un and Jong-un.
  bool joined(const NameSide& own, const NameSide& other, const Item& item) {
    for (std::size_t i = 0; i + 1 < other.words.size(); ++i) {
      std::string text = other.words[i];
      for (std::size_t j = i + 1; j < std::min(other.words.size(), i + 3); ++j) {
        text += other.words[j];
        if (sound_across(own, item.texts.front(), text) >= NameMatcher::kSame) return true;
      }
    }
    // The word with its neighbours.
    const AnalysedSentence& sentence = *own.sentences[item.sentence];
    for (std::size_t first = item.first > 0 ? item.first - 1 : 0; first <= item.first; ++first) {
      std::string text;
      for (std::size_t t = first;
           t < std::min(first + 3, sentence.tokens.size()) && sentence.tokens[t].word->has_letter; ++t) {
        text += sentence.tokens[t].word->surface;
        if (t < item.last || t == first) continue;
        for (const std::string& theirs : other.words) {
          if (sound_across(own, text, theirs) >= NameMatcher::kSame) return true;
        }
      }
    }
    return false;
  }

  /// Whether a sentence of the other article names what an item names.
  bool named_in(const NameSide& own, const AnalysedSentence& sentence, const Item& item) {
    for (const Mention& mention : sentence.mentions) {
      const NameValue* name = mention.name();
      if (name == nullptr) continue;
      if (item.known() && !name->entities.empty()) {
        const auto& ids = item.value->entities;
        if (std::find_first_of(ids.begin(), ids.end(), name->entities.begin(), name->entities.end()) != ids.end())
          return true;
        continue;
      }
      for (const std::string& mine : item.texts) {
        for (const std::string& theirs : name->words) {
          if (sound_across(own, mine, theirs) >= NameMatcher::kSame) return true;
        }
      }
    }
    return false;
  }

  /// Factor for an item that has no counterpart in its bead: whether it is named beside the bead or elsewhere in the
  /// other article, where a short form, a pronoun or a title may stand for it here.
  double in_document(const NameSide& own, const Item& item, double beside, double elsewhere) {
    if (input_.aligned_segments) return 1;
    const NameSide& other = own.side == Side::kSource ? target_ : source_;
    const std::vector<std::uint32_t>& here = own.side == Side::kSource ? bead_.target : bead_.source;
    const std::vector<AnalysedSentence>& sentences = other.article->sentences;
    double factor = 1;
    for (std::uint32_t i = 0; i < sentences.size(); ++i) {
      const bool near = !here.empty() && i + 2 >= here.front() && i <= here.back() + 2;
      if (factor <= elsewhere && !near) continue;
      if (named_in(own, sentences[i], item)) factor = std::min(factor, near ? beside : elsewhere);
    }
    for (const AnalysedSentence& sentence : other.article->other_sentences) {
      if (factor > elsewhere && named_in(own, sentence, item)) factor = elsewhere;
    }
    return factor;
  }

  /// Whether another word of the item's name has its counterpart.
  static bool anchored(const NameSide& side, const Item& item) {
    return std::any_of(side.items.begin(), side.items.end(), [&](const Item& other) {
      return other.group == item.group && other.matched && (other.heard || !other.ordinary) && &other != &item;
    });
  }

  /// Whether the rest of both names agrees, so that the two words stand for each other wherever the sentences put them.
  bool in_one_name(const Item& a, const Item& b) const { return anchored(source_, a) && anchored(target_, b); }

  /// Whether two words are both the first or both the last of their names, beside a word that agrees: a given name or a
  /// surname, which may be an ordinary word too.
  bool in_one_place(const Item& a, const Item& b) const {
    const auto heard_at = [](const NameSide& side, const Item& item, std::size_t token) {
      return std::any_of(side.items.begin(), side.items.end(), [&](const Item& other) {
        return other.group == item.group && other.sentence == item.sentence && other.first == token && other.heard;
      });
    };
    const auto has = [](const NameSide& side, const Item& item, std::size_t token) {
      return std::any_of(side.items.begin(), side.items.end(), [&](const Item& other) {
        return other.group == item.group && other.sentence == item.sentence && other.first == token;
      });
    };
    const bool last = !has(source_, a, a.first + 1) && !has(target_, b, b.first + 1) &&
                      heard_at(source_, a, a.first - 1) && heard_at(target_, b, b.first - 1);
    const bool first = !has(source_, a, a.first - 1) && !has(target_, b, b.first - 1) &&
                       heard_at(source_, a, a.first + 1) && heard_at(target_, b, b.first + 1);
    return first || last;
  }

  /// Whether two known names are of one kind, so that one may stand for the other by mistake only.
  static double comparable(const Item& a, const Item& b) {
    if (a.kind != b.kind) return 0.5;
    if (a.kind != Kind::kPlace) return 1;
    // A capital for its state: Madrid for Spain.
    const bool city_a = kind_of(a.value->entities.front()) == "city";
    const bool city_b = kind_of(b.value->entities.front()) == "city";
    return city_a == city_b ? 1 : 0.25;
  }

  /// Whether two words of Latin letters must be the same but for marks: Vietnamese names keep their spelling in
  /// English, so that Oanh and Anh are two people.
  bool keep_spelling(const Item& a, const Item& b) const {
    return (source_.pack->tag == "vi" || target_.pack->tag == "vi") && a.texts.front().find('-') == std::string::npos &&
           b.texts.front().find('-') == std::string::npos;
  }

  double exchanged(const Item& a, const Item& b) {
    double likely = std::min(a.strength, b.strength);
    if (a.known() && b.known()) {
      if (a.texts.size() != b.texts.size() && alike(a, b) >= NameMatcher::kSame) return 0;  // Eastern Europe, Europe
      likely *= comparable(a, b);
    } else {
      const bool strict = in_one_name(a, b) && (keep_spelling(a, b) || differ_by_syllables(a, b));
      if (!strict && alike(a, b) >= kGrey) return 0;
      if (a.acronym || b.acronym) return 0;  // no table has it, so nothing says what it stands for
      likely = std::sqrt(a.strength * b.strength);
      likely *= 0.9;
      const Item* known = a.known() ? &a : b.known() ? &b : nullptr;
      if (known != nullptr && known->kind == Kind::kOther) return 0;
      if (known != nullptr && known->kind != Kind::kPerson) likely *= kPlaceForUnknown;
      if (known != nullptr &&
          (known->value->role == NameRole::kAdjective || known->value->role == NameRole::kInhabitant))
        likely *= 0.4;
    }
    const bool one_name = in_one_name(a, b);
    if (one_name) likely = std::min(1.0, likely * 1.2);
    if (a.ordinary || b.ordinary) {  // a title, whose parts are each translated in their own way, or a surname
      if (!one_name || a.reused || b.reused || !in_one_place(a, b)) return 0;
      likely = std::min(likely, kOrdinaryAtMost);
    }
    if (anchored(source_, a) != anchored(target_, b)) likely *= kHalfName;
    const double apart = a.known() && b.known() ? kApart : kUnknownApart;
    return one_name ? likely : likely * (1 - apart * std::abs(a.place - b.place));
  }

  /// The items of the mention that begins at an item: a half-open range of side.items.
  static std::size_t end_of_group(const NameSide& side, std::size_t first) {
    std::size_t end = first + 1;
    while (end < side.items.size() && side.items[end].group == side.items[first].group) ++end;
    return end;
  }

  /// How likely a name without counterpart is an omission: places and organisations come and go in translation, a
  /// person becomes a pronoun or a title, a given name is added to a family name.
  double omitted(const NameSide& own, const NameSide& other, std::size_t first, std::size_t end) {
    const Item& head = own.items[first];
    double best = 0;
    std::size_t names = 0;
    std::size_t ordinary = 0;
    for (std::size_t i = first; i < end; ++i) {
      const Item& item = own.items[i];
      if (item.matched) return 0;
      ordinary += item.ordinary;
      if (item.acronym || (item.known() && item.kind != Kind::kPerson)) continue;
      best = std::max(best, item.strength);
      names += item.strength >= kEitherWord;
    }
    double likely = best * (names > 1 ? kFullName : kOneWord);
    if (2 * ordinary > end - first) likely *= kTranslatable;  // an organisation's title
    if (more_pronouns(own, other) > 0 && pronoun_near(other, head, kPronounReach)) {
      const bool stands_there = names < 2 && pronoun_near(other, head, kPronounThere);
      likely = stands_there ? 0 : std::min(likely, kStandInAtMost);
    }
    return severity(likely) ? likely * in_document(own, head, 0, kNamedElsewhere) : 0;
  }

  std::string text_of(const NameSide& side, const Item& item) const {
    return std::string(item.span.of(side.article->article.text));
  }

  Passage passage(const NameSide& side, const Item& item) const {
    return {item.span, item.known() ? item.value->entities.front() : text_of(side, item)};
  }

  void add(std::vector<Issue>& issues, std::uint32_t bead, const char* message, const Item* a, const Item* b,
           double likely, Severity severity) const {
    Issue issue;
    issue.check = "name";
    issue.severity = severity;
    issue.message.id = message;
    if (a != nullptr) {
      issue.source = passage(source_, *a);
      issue.message.arguments.emplace_back("source", text_of(source_, *a));
    }
    if (b != nullptr) {
      issue.target = passage(target_, *b);
      issue.message.arguments.emplace_back("target", text_of(target_, *b));
    }
    issue.bead = bead;
    issue.confidence = likely;
    issues.push_back(std::move(issue));
  }

  static std::optional<Severity> severity(double likely) {
    if (likely >= kErrorFrom) return Severity::kError;
    if (likely >= kWarningFrom) return Severity::kWarning;
    if (likely >= kInfoFrom) return Severity::kInfo;
    return std::nullopt;
  }

  /// A name of a side as a whole: the items [first, end) of one mention.
  struct Whole {
    std::size_t first = 0;
    std::size_t end = 0;
    double strength = 0;  ///< of its surest word
    double place = 0;
  };

  /// The names none of whose words has a counterpart, save acronyms, titles of ordinary words and what the table takes
  /// for a place or an organisation.
  static std::vector<Whole> unmatched_names(const NameSide& side) {
    std::vector<Whole> names;
    for (std::size_t first = 0; first < side.items.size();) {
      const std::size_t end = end_of_group(side, first);
      Whole name{first, end, 0, side.items[first].place};
      bool whole = true;
      std::size_t ordinary = 0;
      for (std::size_t i = first; i < end; ++i) {
        const Item& item = side.items[i];
        whole =
            whole && !item.matched && !item.acronym && !item.ordinary && (!item.known() || item.kind == Kind::kPerson);
        name.strength = std::max(name.strength, item.strength);
      }
      if (whole && 2 * ordinary <= end - first) names.push_back(name);
      first = end;
    }
    return names;
  }

  static std::size_t words_of(const NameSide& side, const Whole& name) {
    std::size_t words = 0;
    for (std::size_t i = name.first; i < name.end; ++i) words += side.items[i].texts.size();
    return words;
  }

  /// How likely one person was exchanged for another: full names that have no word in common.
  double persons_exchanged(const Whole& a, const Whole& b) {
    const std::size_t fewer = std::min(words_of(source_, a), words_of(target_, b));
    if (std::max(words_of(source_, a), words_of(target_, b)) < 2) return 0;
    for (std::size_t i = a.first; i < a.end; ++i) {
      for (std::size_t j = b.first; j < b.end; ++j) {
        if (alike(source_.items[i], target_.items[j]) >= kGrey) return 0;
      }
    }
    return std::min(a.strength, b.strength) * (fewer > 1 ? 1 : kOneWordForName) *
           (1 - kApart * std::abs(a.place - b.place));
  }

  void report_persons(std::uint32_t bead, std::vector<Issue>& issues) {
    const std::vector<Whole> source = unmatched_names(source_);
    const std::vector<Whole> target = unmatched_names(target_);
    std::vector<bool> taken(target.size());
    for (const Whole& a : source) {
      double best = 0;
      std::size_t chosen = target.size();
      for (std::size_t j = 0; j < target.size(); ++j) {
        const double likely = taken[j] ? 0 : persons_exchanged(a, target[j]);
        if (likely > best) best = likely, chosen = j;
      }
      if (chosen == target.size()) continue;
      const Whole& b = target[chosen];
      // A person whom the other article names nowhere is no short form or pronoun of somebody else.
      best *= std::max(in_document(source_, source_.items[a.first], kNamedBeside, 1),
                       in_document(target_, target_.items[b.first], kNamedBeside, 1));
      const auto level = severity(best);
      if (!level) continue;
      taken[chosen] = true;
      const auto take = [](NameSide& side, const Whole& name) {
        for (std::size_t i = name.first; i < name.end; ++i) side.items[i].matched = true;
        Item item = side.items[name.first];
        item.span.end = side.items[name.end - 1].span.end;
        return item;
      };
      const Item left = take(source_, a);
      const Item right = take(target_, b);
      add(issues, bead, "name.differs", &left, &right, best, *level);
    }
  }

  void report(std::uint32_t bead, std::vector<Issue>& issues) {
    report_persons(bead, issues);
    // The likeliest exchanges first; each word takes part in one.
    for (;;) {
      double best = 0;
      Item* left = nullptr;
      Item* right = nullptr;
      for (Item& a : source_.items) {
        if (a.matched && !a.reused) continue;
        for (Item& b : target_.items) {
          if (b.matched && !b.reused) continue;
          if (a.matched && b.matched) continue;
          double likely = exchanged(a, b);
          if (a.matched || b.matched) likely *= 0.7;
          if (likely > best && severity(likely)) {
            best = likely;
            left = &a;
            right = &b;
          }
        }
      }
      // That the right name stands beside it does not excuse a wrong part of a name.
      if (best > 0 && !in_one_name(*left, *right)) {
        best *= std::min(in_document(source_, *left, kNamedBeside, 1), in_document(target_, *right, kNamedBeside, 1));
      }
      if (best > 0 && !severity(best)) {  // explained by the document: not again
        left->matched = right->matched = true;
        left->reused = right->reused = false;
        continue;
      }
      const auto level = severity(best);
      if (!level) break;
      const Item a = whole_name(source_, *left);
      const Item b = whole_name(target_, *right);
      // A part of one name exchanged, or one person for another: both names as a whole.
      const bool whole = a.last > a.first && b.last > b.first && anchored(source_, *left) == anchored(target_, *right);
      add(issues, bead, "name.differs", whole ? &a : left, whole ? &b : right, best, *level);
      settle(source_, *left, whole);
      settle(target_, *right, whole);
    }
    report_omitted(bead, source_, target_, issues);
    report_omitted(bead, target_, source_, issues);
  }

  /// The mention that an item is a word of, as one item.
  static Item whole_name(const NameSide& side, const Item& item) {
    Item whole = item;
    for (const Item& other : side.items) {
      if (other.group != item.group) continue;
      whole.span = {std::min(whole.span.begin, other.span.begin), std::max(whole.span.end, other.span.end)};
      whole.first = std::min(whole.first, other.first);
      whole.last = std::max(whole.last, other.last);
    }
    return whole;
  }

  /// Marks an item, or all words of its mention, as reported.
  static void settle(NameSide& side, const Item& item, bool whole) {
    for (Item& other : side.items) {
      if (&other != &item && !(whole && other.group == item.group)) continue;
      other.matched = true;
      other.reused = false;
    }
  }

  void report_omitted(std::uint32_t bead, const NameSide& own, const NameSide& other, std::vector<Issue>& issues) {
    const bool source = own.side == Side::kSource;
    for (std::size_t first = 0; first < own.items.size();) {
      const std::size_t end = end_of_group(own, first);
      const double likely = omitted(own, other, first, end) * (source ? 1 : kAdded);
      if (const auto level = severity(likely)) {
        Item whole = own.items[first];
        whole.span.end = own.items[end - 1].span.end;
        add(issues, bead, source ? "name.missing" : "name.added", source ? &whole : nullptr, source ? nullptr : &whole,
            likely, *level);
      }
      first = end;
    }
  }

  const CheckInput& input_;
  const Bead& bead_;
  SoundCache& sounds_;
  NameSide source_;
  NameSide target_;
};

}  // namespace

void check_names(const CheckInput& input, std::vector<Issue>& issues) {
  SoundCache own;
  SoundCache& sounds = input.sounds != nullptr ? *input.sounds : own;
  for (std::uint32_t i = 0; i < input.beads.size(); ++i) {
    if (input.beads[i].is_gap()) continue;
    BeadNames(input, input.beads[i], sounds).compare(i, issues);
  }
}

}  // namespace concord
