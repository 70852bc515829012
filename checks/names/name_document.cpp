// Looks for a name in the other article, around the bead in which it has no counterpart.
#include "checks/names/name_document.h"

#include <algorithm>
#include <cmath>

#include "checks/core/beside.h"
#include "checks/names/name_likeness.h"
#include "text/unicode.h"

namespace concord {
namespace {

constexpr std::uint32_t kBeside = 2;  // sentences from the bead
// Names of a side that are left over, for each of which the article is searched.
constexpr std::size_t kMostLeft = 3;

/// Whether a sentence of the other article names what an item names.
bool named_in(const BeadNames& bead, const NameSide& own, const AnalysedSentence& sentence,
              const NameItem& item) {
  const NameSide& other = bead.other(own);
  for (const Mention& mention : sentence.mentions) {
    const NameValue* name = mention.name();
    if (name == nullptr) continue;
    if (item.known() && !name->entities.empty()) {
      const auto& ids = item.value->entities;
      if (std::find_first_of(ids.begin(), ids.end(), name->entities.begin(),
                             name->entities.end()) != ids.end())
        return true;
      continue;
    }
    for (const std::string& word : name->words) {
      const NameText theirs = text_of_side(bead, other, word);
      for (const NameText& mine : item.texts) {
        if (same_sound_across(bead, own, mine, theirs)) return true;
      }
    }
  }
  return false;
}

/// Whether an article has a name of several words, of which one is that of an item of its language
/// and another sounds like an item of the other language.
bool has_both(const BeadNames& bead, const NameSide& here, const NameItem& mine,
              const NameItem& theirs) {
  const std::string stem = here.pack->stemmer.stem(fold(mine.texts.front().text));
  const auto is_mine = [&](const std::string& word) {
    return here.pack->stemmer.stem(fold(word)) == stem;
  };
  const auto is_theirs = [&](const std::string& word) {
    return same_sound_across(bead, bead.other(here), theirs.texts.front(),
                             text_of_side(bead, here, word));
  };
  const auto in_sentence = [&](const AnalysedSentence& sentence) {
    return std::any_of(
        sentence.mentions.begin(), sentence.mentions.end(), [&](const Mention& mention) {
          const NameValue* name = mention.name();
          if (name == nullptr || name->words.size() < 2 || !name->entities.empty()) return false;
          const auto word = std::find_if(name->words.begin(), name->words.end(), is_mine);
          return word != name->words.end() &&
                 std::any_of(name->words.begin(), name->words.end(), [&](const std::string& other) {
                   return &other != &*word && is_theirs(other);
                 });
        });
  };
  const AnalysedArticle& article = *here.article;
  return std::any_of(article.sentences.begin(), article.sentences.end(), in_sentence) ||
         std::any_of(article.other_sentences.begin(), article.other_sentences.end(), in_sentence);
}

}  // namespace

void match_parts_of_one_name(BeadNames& bead) {
  if (bead.input.aligned_segments) return;
  const auto is_left = [](const NameSide& side, const NameItem& item) {
    const auto i = static_cast<std::size_t>(&item - side.items.data());
    return !item.matched && !item.known() && !item.acronym && !item.ordinary &&
           item.texts.size() == 1 && (i == 0 || end_of_name(side, i - 1) == i) &&
           end_of_name(side, i) == i + 1;
  };
  const auto left = [&](NameSide& side) {
    std::vector<NameItem*> items;
    for (NameItem& item : side.items) {
      if (is_left(side, item)) items.push_back(&item);
    }
    if (items.size() > kMostLeft) items.clear();
    return items;
  };
  const std::vector<NameItem*> targets = left(bead.target);
  if (targets.empty()) return;
  for (NameItem* source : left(bead.source)) {
    const auto same = std::find_if(targets.begin(), targets.end(), [&](NameItem* target) {
      return !target->matched && (has_both(bead, bead.target, *target, *source) ||
                                  has_both(bead, bead.source, *source, *target));
    });
    if (same != targets.end()) source->matched = (*same)->matched = true;
  }
}

double named_in_document(const BeadNames& bead, const NameSide& own, const NameItem& item,
                         NamedFactors factors) {
  if (bead.input.aligned_segments) return 1;
  const NameSide& other = bead.other(own);
  const SentenceRange around =
      beside(bead.input, bead.input.beads[bead.index], other.side, kBeside);
  const std::vector<AnalysedSentence>& sentences = other.article->sentences;
  double factor = 1;
  for (std::uint32_t i = 0; i < sentences.size(); ++i) {
    const bool near = around.contains(i);
    if (factor <= factors.elsewhere && !near) continue;
    if (named_in(bead, own, sentences[i], item))
      factor = std::min(factor, near ? factors.beside : factors.elsewhere);
  }
  for (const AnalysedSentence& sentence : other.article->other_sentences) {
    if (factor > factors.elsewhere && named_in(bead, own, sentence, item))
      factor = factors.elsewhere;
  }
  return factor;
}

namespace {

/// Whether a pronoun stands at token `t`: before a capital it is a title ("ba Thai", "ong Minh").
bool is_pronoun(const std::vector<Token>& tokens, std::size_t t) {
  return tokens[t].word->name.pronoun &&
         !(t + 1 < tokens.size() && tokens[t + 1].word->capitalised);
}

}  // namespace

bool pronoun_near(const NameSide& side, const NameItem& item, double reach) {
  for (std::size_t s = 0; s < side.sentences.size(); ++s) {
    const std::vector<Token>& tokens = side.sentences[s]->tokens;
    for (std::size_t t = 0; t < tokens.size(); ++t) {
      if (!is_pronoun(tokens, t)) continue;
      if (t == 0 || std::abs(place_of(side, s, t) - item.place) < reach) return true;
    }
  }
  return false;
}

int more_pronouns(const NameSide& own, const NameSide& other) {
  const auto count = [](const NameSide& side) {
    int pronouns = 0;
    for (const AnalysedSentence* sentence : side.sentences) {
      for (std::size_t t = 0; t < sentence->tokens.size(); ++t)
        pronouns += is_pronoun(sentence->tokens, t);
    }
    return pronouns;
  };
  return count(other) - count(own);
}

}  // namespace concord
