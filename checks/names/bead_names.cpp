// Collects the names on both sides of a bead, word by word.
#include "checks/names/bead_names.h"

#include <algorithm>
#include <utility>

#include "checks/names/name_strength.h"
#include "checks/names/name_syllables.h"
#include "lang/names/known_names.h"
#include "lang/words/cues.h"
#include "text/unicode.h"

namespace concord {
namespace {

// Words of names of one report that are kept in the form that is compared by sound, some 3.5 KB
// each; beyond, those of the next bead start anew.
constexpr std::size_t kMostSounds = 50'000;

NameKind kind_of_name(const NameValue& value) {
  const std::string_view kind = kind_of(value.entities.front());
  if (kind == "country" || kind == "region" || kind == "city" || kind == "continent" ||
      kind == "place")
    return NameKind::kPlace;
  if (kind == "org" || kind == "brand" || kind == "party") return NameKind::kOrganisation;
  if (kind == "person") return NameKind::kPerson;
  return NameKind::kOther;
}

constexpr std::size_t kLongestPerson = 4;  // syllables after the family name

/// Fills one side of a bead.
class Collector {
 public:
  Collector(const BeadNames& bead, NameSide& side)
      : bead_(bead), side_(side), other_(*bead.other(side).pack) {}

  void run() {
    for (const std::uint32_t index : *side_.indices)
      side_.sentences.push_back(&side_.article->sentences[index]);
    for (const AnalysedSentence* sentence : side_.sentences) {
      for (const Token& t : sentence->tokens)
        side_.word_list = side_.word_list || t.word->name.listed.ordinary;
    }
    for (std::size_t s = 0; s < side_.sentences.size(); ++s) {
      title_case_ = in_title_case(side_, *side_.sentences[s]);
      add_names(s);
      add_words(*side_.sentences[s]);
    }
  }

 private:
  NameText text(std::string_view word) const {
    return {std::string(word), bead_.sounds.id({side_.pack->tag, word})};
  }

  /// A word without a particle that a hyphen joins to its beginning: "Al-Masri" is "al-Masri",
  /// "el-Masri" and "Masri".
  std::string_view without_article(std::string_view word) const {
    const std::size_t hyphen = word.find('-');
    if (hyphen == 0 || hyphen == std::string_view::npos || hyphen + 1 >= word.size()) return word;
    std::size_t next = hyphen + 1;
    const bool name = is_upper(next_code_point(word, next)) &&
                      word.find('-', hyphen + 1) == std::string_view::npos;
    return name && side_.pack->names.word(fold(word.substr(0, hyphen))).particle
               ? word.substr(hyphen + 1)
               : word;
  }

  void add_names(std::size_t s) {
    const std::vector<Mention>& mentions = side_.sentences[s]->mentions;
    for (std::size_t m = 0; m < mentions.size(); ++m) {
      const NameValue* value = mentions[m].name();
      if (value == nullptr) continue;
      ++group_;
      const auto [first, last] = tokens_of(s, mentions[m].span);
      if (first > last) break;
      NameItem item;
      item.value = value;
      item.sentence = s;
      item.group = group_;
      if (value->entities.empty()) {
        add_unknown(item, first, last);
      } else if (m + 1 < mentions.size() && is_given_name(s, mentions[m], mentions[m + 1])) {
        item.value = mentions[++m].name();
        add_unknown(item, first, tokens_of(s, mentions[m].span).second);
      } else {
        item.span = mentions[m].span;
        add_known(item, first, last);
      }
    }
  }

  /// The first and the last token of a span; the first is greater where it has none.
  std::pair<std::size_t, std::size_t> tokens_of(std::size_t s, Span span) const {
    const std::vector<Token>& tokens = side_.sentences[s]->tokens;
    std::size_t first = 0;
    while (first < tokens.size() && tokens[first].span.end <= span.begin) ++first;
    if (first >= tokens.size()) return {1, 0};
    std::size_t last = first;
    while (last + 1 < tokens.size() && tokens[last + 1].span.begin < span.end) ++last;
    return {first, last};
  }

  /// Whether a known place is a given name before the name that follows it: "Victoria Eldon".
  bool is_given_name(std::size_t s, const Mention& place, const Mention& rest) const {
    if (rest.name() == nullptr || !rest.name()->entities.empty() ||
        kind_of_name(*place.name()) != NameKind::kPlace || place.name()->role != NameRole::kName)
      return false;
    const std::vector<Token>& tokens = side_.sentences[s]->tokens;
    const auto [first, last] = tokens_of(s, place.span);
    const std::size_t next = last + 1;
    if (first != last || next >= tokens.size() || tokens[next].span.begin != rest.span.begin)
      return false;
    const Word& given = *tokens[first].word;
    const Word& family = *tokens[next].word;
    return given.latin && given.capitalised && family.capitalised && !family.all_caps &&
           !is_ordinary(side_, family) &&
           !bead_.sounds.get(bead_.input.resources.names, {side_.pack->tag, given.surface})
                .given_names.empty();
  }

  void add_known(NameItem& item, std::size_t first, std::size_t last) {
    const std::vector<std::string>& words = item.value->words;
    for (const std::string& word : words) {
      // "The Times" is "Los Angeles Times" for short.
      if (words.size() == 1 || fold(word) != side_.pack->names.style().article)
        item.texts.push_back(text(word));
    }
    item.kind = kind_of_name(*item.value);
    item.first = first;
    item.last = last;
    item.place = place_of(side_, item.sentence, first);
    item.strength = strength_of_known(side_, item);
    side_.items.push_back(std::move(item));
  }

  void add_unknown(const NameItem& of_mention, std::size_t first, std::size_t last) {
    const AnalysedSentence& sentence = *side_.sentences[of_mention.sentence];
    const NameRules& names = side_.pack->names;
    const bool person =
        is_syllabic_person(sentence, first, last) && !is_compound(sentence, first, last);
    const bool addressed = is_addressed(sentence, first, last);
    for (std::size_t t = first; t <= last; ++t) {
      const Word& word = *sentence.tokens[t].word;
      if (!word.has_letter || word.name.title || (word.name.particle && !word.capitalised))
        continue;
      const bool given_name = word.capitalised && t == first && last > first;
      if (word.function && !person && !given_name) continue;
      if (is_lent_function_word(word)) continue;
      NameItem& item = side_.items.emplace_back(of_mention);
      item.span = sentence.tokens[t].span;
      item.texts.push_back(text(without_article(word.surface)));
      item.first = item.last = t;
      item.place = place_of(side_, item.sentence, t);
      item.acronym = word.all_caps || is_abbreviation(*side_.pack, word);
      item.person = person;
      item.addressed = addressed;
      item.compound =
          !person && !addressed && !word.name.listed.proper && names.is_clipped(word.folded);
      const bool compound = item.compound || (!person && is_compound(sentence, t, t));
      const bool small = !person && !addressed && is_no_name(word);
      item.ordinary = !person && !addressed && (compound || small || is_ordinary(side_, word));
      item.strength = strength_of_unknown(bead_, side_, sentence,
                                          {first, last, t, title_case_, person, addressed});
      if (item.ordinary && (compound || small))
        item.strength = std::min(item.strength, kDictionaryWord);
    }
  }

  /// Whether tokens are syllables of one ordinary word, where a language writes its names and its
  /// words syllable by syllable: "Tieu bang" is a state.
  bool is_compound(const AnalysedSentence& sentence, std::size_t first, std::size_t last) const {
    return side_.pack->names.style().keeps_spelling &&
           std::any_of(sentence.units.begin(), sentence.units.end(), [&](const LexicalUnit& unit) {
             return unit.count > 1 && unit.first <= first && unit.first + unit.count > last;
           });
  }

  /// Whether a word that the lexicon has not is written small nearby, in a language without a
  /// dictionary whose names are made of its words: "Khoang chi huy", "khoang", a module.
  bool is_no_name(const Word& word) const {
    return !side_.word_list && side_.pack->names.style().keeps_spelling && word.lexicon_id == 0 &&
           !word.all_caps && stands_small(side_, word);
  }

  /// Whether a form of address stands in a mention or before it: "Mr Smith", "Mr. Smith".
  static bool is_addressed(const AnalysedSentence& sentence, std::size_t first, std::size_t last) {
    const std::vector<Token>& tokens = sentence.tokens;
    if (first > 1 && tokens[first - 1].word->surface == ".") --first;
    for (std::size_t t = first - (first > 0 ? 1 : 0); t < last; ++t) {
      if (is_form_of_address(*tokens[t].word)) return true;
    }
    return false;
  }

  /// Whether a word is a title that tells a man from a woman, and no pronoun.
  static bool is_form_of_address(const Word& word) {
    constexpr auto bit = [](GenderKind kind) { return 1ULL << static_cast<unsigned>(kind); };
    return word.name.title && !word.name.pronoun &&
           (word.gender.kinds & (bit(GenderKind::kMan) | bit(GenderKind::kWoman))) != 0;
  }

  /// Whether a mention is a person's name of a people that writes names syllable by syllable, whose
  /// words may all be ordinary ones: it begins with a family name of theirs, and every word parses
  /// into their syllables, where it is written in Latin letters.
  bool is_syllabic_person(const AnalysedSentence& sentence, std::size_t first,
                          std::size_t last) const {
    if (last == first || last > first + kLongestPerson) return false;
    const NameMatcher& names = bead_.input.resources.names;
    const Word& family = *sentence.tokens[first].word;
    if (family.cyrillic && side_.pack->names.style().leading_family_names.contains(family.folded))
      return true;
    const NameStyle& style = side_.pack->names.style();
    // The marks tell a road from the family name that English spells in the same way.
    if (style.keeps_spelling && has_marked_letter(family.surface) &&
        !style.leading_family_names.contains(family.folded))
      return false;
    unsigned peoples = 0;
    std::vector<std::string_view> words;
    for (std::size_t t = first; t <= last; ++t) {
      const Word& word = *sentence.tokens[t].word;
      if (!word.latin || !word.capitalised || word.all_caps) return false;
      words.push_back(word.surface);
      if (t == first) peoples = names.families_of(word.surface);
      if (peoples == 0) return false;
      peoples &= bead_.sounds.get(names, {side_.pack->tag, word.surface}).systems;
    }
    return peoples != 0 && (!side_.pack->names.style().keeps_spelling || may_be_syllables(words));
  }

  /// "The" in a Russian sentence: a function word of the other language in a title that is kept.
  bool is_lent_function_word(const Word& word) const {
    return other_.names.style().lends_words && word.latin && !word.cyrillic &&
           other_.function_words.contains(word.folded);
  }

  /// "Teresa" and "May" of "quasi-Teresa-May": the capitalised parts of a compound written small.
  void add_capitalised_parts(const Word& word) {
    if (word.capitalised) return;
    for (std::size_t begin = word.surface.find('-'); begin < word.surface.size();) {
      const std::size_t end = std::min(word.surface.find('-', begin + 1), word.surface.size());
      const std::string_view part =
          std::string_view(word.surface).substr(begin + 1, end - begin - 1);
      std::size_t at = 0;
      if (!part.empty() && is_upper(next_code_point(part, at))) side_.words.push_back(text(part));
      begin = end;
    }
  }

  /// The words that a name of the other side may be a form of: capitalised ones, and those in Latin
  /// letters where the other language lends its words.
  void add_words(const AnalysedSentence& sentence) {
    const std::vector<Token>& tokens = sentence.tokens;
    side_.words.reserve(side_.words.size() + tokens.size());
    for (std::size_t t = 0; t < tokens.size(); ++t) {
      const Word& word = *tokens[t].word;
      if (!word.has_letter) continue;
      // "A" at the beginning of a sentence is not an initial.
      const bool full_stop = t + 1 < tokens.size() && tokens[t + 1].word->surface == ".";
      if (word.length == 1 && word.function && !full_stop) continue;
      add_capitalised_parts(word);
      if (!word.capitalised && !word.all_caps && !(word.latin && other_.names.style().lends_words))
        continue;
      side_.words.push_back(text(word.surface));
      const std::string_view singular = side_.pack->names.style().without_plural(word.surface);
      if (!singular.empty()) side_.words.push_back(text(singular));
    }
  }

  const BeadNames& bead_;
  NameSide& side_;
  const LanguagePack& other_;
  std::size_t group_ = 0;
  bool title_case_ = false;  // of the sentence
};

}  // namespace

BeadNames collect_names(const CheckInput& input, std::uint32_t bead, SoundCache& sounds) {
  if (sounds.size() > kMostSounds) sounds.clear();
  BeadNames names{input, bead, sounds, {}, {}};
  for (const Side side : kSides) {
    NameSide& own = names.of(side);
    own.article = &input.side(side).article;
    own.pack = &input.side(side).pack;
    own.side = side;
    own.indices = &input.beads[bead].of(side);
  }
  for (const Side side : kSides) Collector(names, names.of(side)).run();
  return names;
}

std::size_t end_of_name(const NameSide& side, std::size_t first) {
  std::size_t end = first + 1;
  while (end < side.items.size() && side.items[end].group == side.items[first].group) ++end;
  return end;
}

bool in_capitals(const NameSide& side, const NameItem& item) {
  return side.sentences[item.sentence]->tokens[item.first].word->all_caps;
}

double place_of(const NameSide& side, std::size_t sentence, std::size_t token) {
  const double tokens = static_cast<double>(side.sentences[sentence]->tokens.size());
  return (static_cast<double>(sentence) + static_cast<double>(token) / std::max(tokens, 1.0)) /
         static_cast<double>(side.sentences.size());
}

}  // namespace concord
