// Looks for a name in the other article, around the bead in which it has no counterpart.
#include "checks/names/name_document.h"

#include <algorithm>
#include <cmath>

#include "checks/names/name_likeness.h"

namespace concord {
namespace {

constexpr std::uint32_t kBeside = 2;  // sentences from the bead

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
        if (sound_across(bead, own, mine, theirs) >= NameMatcher::kSame) return true;
      }
    }
  }
  return false;
}

}  // namespace

double named_in_document(const BeadNames& bead, const NameSide& own, const NameItem& item,
                         NamedFactors factors) {
  if (bead.input.aligned_segments) return 1;
  const NameSide& other = bead.other(own);
  const std::vector<std::uint32_t>& here = *other.indices;
  const std::vector<AnalysedSentence>& sentences = other.article->sentences;
  double factor = 1;
  for (std::uint32_t i = 0; i < sentences.size(); ++i) {
    const bool near = !here.empty() && i + kBeside >= here.front() && i <= here.back() + kBeside;
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

bool pronoun_near(const NameSide& side, const NameItem& item, double reach) {
  for (std::size_t s = 0; s < side.sentences.size(); ++s) {
    const std::vector<Token>& tokens = side.sentences[s]->tokens;
    for (std::size_t t = 0; t < tokens.size(); ++t) {
      if (!tokens[t].word->name.pronoun) continue;
      if (t == 0 || std::abs(place_of(side, s, t) - item.place) < reach) return true;
    }
  }
  return false;
}

int more_pronouns(const NameSide& own, const NameSide& other) {
  const auto count = [](const NameSide& side) {
    int pronouns = 0;
    for (const AnalysedSentence* sentence : side.sentences) {
      for (const Token& token : sentence->tokens) pronouns += token.word->name.pronoun;
    }
    return pronouns;
  };
  return count(other) - count(own);
}

}  // namespace concord
