// Collects the names on both sides of a bead, word by word.
#include "checks/names/bead_names.h"

#include <algorithm>

#include "checks/names/name_strength.h"
#include "lang/names/known_names.h"

namespace concord {
namespace {

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
    return {std::string(word),
            bead_.sounds.id(bead_.input.resources.names, {side_.pack->tag, word})};
  }

  void add_names(std::size_t s) {
    const std::vector<Token>& tokens = side_.sentences[s]->tokens;
    std::size_t token = 0;
    for (const Mention& mention : side_.sentences[s]->mentions) {
      const NameValue* value = mention.name();
      if (value == nullptr) continue;
      ++group_;
      while (token < tokens.size() && tokens[token].span.end <= mention.span.begin) ++token;
      std::size_t last = token;
      while (last + 1 < tokens.size() && tokens[last + 1].span.begin < mention.span.end) ++last;
      if (token >= tokens.size()) break;
      NameItem item;
      item.value = value;
      item.sentence = s;
      item.group = group_;
      if (value->entities.empty()) {
        add_unknown(item, token, last);
      } else {
        item.span = mention.span;
        add_known(item, token, last);
      }
    }
  }

  void add_known(NameItem& item, std::size_t first, std::size_t last) {
    for (const std::string& word : item.value->words) item.texts.push_back(text(word));
    item.kind = kind_of_name(*item.value);
    item.first = first;
    item.last = last;
    item.place = place_of(side_, item.sentence, first);
    item.strength = strength_of_known(side_, item);
    side_.items.push_back(std::move(item));
  }

  void add_unknown(const NameItem& of_mention, std::size_t first, std::size_t last) {
    const AnalysedSentence& sentence = *side_.sentences[of_mention.sentence];
    const bool person = is_syllabic_person(sentence, first, last);
    for (std::size_t t = first; t <= last; ++t) {
      const Word& word = *sentence.tokens[t].word;
      if (!word.has_letter || word.name.title || (word.name.particle && !word.capitalised))
        continue;
      const bool given_name = word.cyrillic && word.capitalised && t == first && last > first;
      if (word.function && !person && !given_name) continue;
      if (is_lent_function_word(word)) continue;
      NameItem& item = side_.items.emplace_back(of_mention);
      item.span = sentence.tokens[t].span;
      item.texts.push_back(text(word.surface));
      item.first = item.last = t;
      item.place = place_of(side_, item.sentence, t);
      item.acronym = word.all_caps || is_abbreviation(*side_.pack, word);
      item.person = person;
      item.ordinary = !person && is_ordinary(side_, word);
      item.strength =
          strength_of_unknown(bead_, side_, sentence, {first, last, t, title_case_, person});
    }
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
    unsigned peoples = 0;
    for (std::size_t t = first; t <= last; ++t) {
      const Word& word = *sentence.tokens[t].word;
      if (!word.latin || !word.capitalised || word.all_caps) return false;
      if (t == first) peoples = names.families_of(word.surface);
      if (peoples == 0) return false;
      peoples &= bead_.sounds.get(names, {side_.pack->tag, word.surface}).systems;
    }
    return peoples != 0;
  }

  /// "The" in a Russian sentence: a function word of the other language in a title that is kept.
  bool is_lent_function_word(const Word& word) const {
    return other_.names.style().lends_words && word.latin && !word.cyrillic &&
           other_.function_words.contains(word.folded);
  }

  /// The words that a name of the other side may be a form of: capitalised ones, and those in Latin
  /// letters where the other language lends its words.
  void add_words(const AnalysedSentence& sentence) {
    for (const Token& t : sentence.tokens) {
      const Word& word = *t.word;
      if (!word.has_letter) continue;
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

double place_of(const NameSide& side, std::size_t sentence, std::size_t token) {
  const double tokens = static_cast<double>(side.sentences[sentence]->tokens.size());
  return (static_cast<double>(sentence) + static_cast<double>(token) / std::max(tokens, 1.0)) /
         static_cast<double>(side.sentences.size());
}

}  // namespace concord
