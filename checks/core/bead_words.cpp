// Matches the words of both sides of a bead: chooses among the links, and judges what was chosen.
#include "checks/core/bead_words.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "checks/core/bead_side.h"
#include "checks/core/beside.h"
#include "checks/core/word_families.h"
#include "checks/core/word_links.h"
#include "lang/base/said_keys.h"

namespace concord {
namespace {

bool all_free(const std::vector<BeadWord>& words, std::uint32_t first, std::uint32_t count) {
  return std::all_of(words.begin() + first, words.begin() + first + count,
                     [](const BeadWord& word) { return word.partner < 0; });
}

void take(std::vector<BeadWord>& words, std::uint32_t first, std::uint32_t count, MatchLevel level,
          std::uint32_t partner) {
  for (std::uint32_t i = first; i < first + count; ++i) {
    words[i].match = level;
    words[i].partner = static_cast<std::int32_t>(partner);
  }
}

/// Marks matches that nothing around them supports: a word of a lost clause meets by chance a word
/// that renders another.
void mark_lone(std::vector<BeadWord>& words) {
  constexpr std::int64_t kAround = 4;  // tokens
  const auto size = static_cast<std::int64_t>(words.size());
  std::vector<std::size_t> lone;
  for (std::int64_t i = 0; i < size; ++i) {
    const BeadWord& word = words[static_cast<std::size_t>(i)];
    if (word.partner < 0 || word.kind == WordKind::kFunction || word.match >= MatchLevel::kSure)
      continue;
    bool borne_out = false;
    for (std::int64_t j = std::max<std::int64_t>(0, i - kAround);
         j < std::min(size, i + kAround + 1) && !borne_out; ++j) {
      const BeadWord& near = words[static_cast<std::size_t>(j)];
      if (j == i || near.partner < 0 || near.kind == WordKind::kFunction) continue;
      borne_out = std::abs(std::int64_t{near.partner} - word.partner) <= kAround + 1;
    }
    if (!borne_out) lone.push_back(static_cast<std::size_t>(i));
  }
  for (const std::size_t i : lone) words[i].match = MatchLevel::kLone;
}

/// Marks words without a counterpart whose counterpart is in a sentence beside the bead.
void look_around(const CheckInput& input, const Bead& bead, Side side, SideWords& here) {
  const std::vector<std::uint32_t>& across = bead.of(other(side));
  const AnalysedArticle& article = input.side(other(side)).article;
  if (across.empty()) return;
  constexpr std::uint32_t kNear = 2;  // sentences
  std::vector<LexiconId> entries;
  std::vector<std::string> keys;
  std::vector<const Word*> names;
  const SentenceRange near = beside(input, bead, other(side), kNear);
  for (std::uint32_t i = near.begin; i < near.end; ++i) {
    if (std::binary_search(across.begin(), across.end(), i)) continue;
    const AnalysedSentence& sentence = article.sentences[i];
    for (const LexicalUnit& unit : sentence.units) {
      if (unit.count > 1 || !sentence.tokens[unit.first].word->function) entries.push_back(unit.id);
    }
    for (const Mention& mention : sentence.mentions) {
      for (std::string& key : said_keys(mention)) keys.push_back(std::move(key));
    }
    for (const Token& token : sentence.tokens) {
      if (token.word->capitalised || token.word->has_digit) names.push_back(token.word);
    }
  }
  if (entries.empty() && keys.empty() && names.empty()) return;
  std::sort(entries.begin(), entries.end());
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::vector<BeadWord>& words = here.words;
  const auto mark = [&](std::uint32_t first, std::uint32_t count) {
    for (std::uint32_t i = first; i < first + count; ++i) {
      if (words[i].match == MatchLevel::kNone) words[i].match = MatchLevel::kElsewhere;
    }
  };
  for (const BeadFact& fact : here.facts) {
    if (share_key(fact.keys, keys)) mark(fact.first, fact.count);
  }
  for (const BeadUnit& unit : here.units) {
    for (const Rendering& rendering : input.resources.lexicon.renderings(side, unit.id)) {
      if (!std::binary_search(entries.begin(), entries.end(), rendering.id)) continue;
      mark(unit.first, unit.count);
      break;
    }
  }
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    if (words[i].match != MatchLevel::kNone ||
        (words[i].kind != WordKind::kName && words[i].kind != WordKind::kFigure))
      continue;
    const bool found = std::any_of(names.begin(), names.end(), [&](const Word* name) {
      return name->folded == words[i].word->folded ||
             (sound_length(name->sound) >= 3 &&
              sound_similarity(name->sound, words[i].word->sound) > kSameSound);
    });
    if (found) mark(i, 1);
  }
}

/// What is kept of a bead: without a memo, and beyond its limit, for this call only.
KnownBead& known_of(const CheckInput& input, const Bead& bead, KnownBead& unkept) {
  KnownBead* known = input.memo != nullptr ? input.memo->of(input.beads, bead) : nullptr;
  return known != nullptr ? *known : unkept;
}

}  // namespace

/// The words of a bead matched by facts, lexicon and sound.
struct LinkedWords {
  SideWords source;
  SideWords target;

  LinkedWords(const CheckInput& input, const Bead& bead)
      : source(words_of(input, bead, Side::kSource)), target(words_of(input, bead, Side::kTarget)) {
    std::vector<Link> links = find_links(source, target, input.resources.lexicon);
    std::stable_sort(links.begin(), links.end(),
                     [](const Link& a, const Link& b) { return a.strength > b.strength; });
    for (const Link& link : links) {
      if (!all_free(source.words, link.source_first, link.source_count) ||
          !all_free(target.words, link.target_first, link.target_count))
        continue;
      take(source.words, link.source_first, link.source_count, link.level, link.target_first);
      take(target.words, link.target_first, link.target_count, link.level, link.source_first);
    }
  }

  /// Matches what is left over. The words are moved out.
  BeadWords finish(const CheckInput& input, const Bead& bead) {
    match_families(source, target, input.resources.lexicon);
    mark_lone(source.words);
    mark_lone(target.words);
    if (!input.aligned_segments) {
      look_around(input, bead, Side::kSource, source);
      look_around(input, bead, Side::kTarget, target);
    }
    return {{std::move(source.words), std::move(target.words)}};
  }
};

SharedBeadWords match_bead(const CheckInput& input, const Bead& bead, const FirstLook& first_look) {
  KnownBead unkept;
  KnownBead& known = known_of(input, bead, unkept);
  if (known.words != nullptr) return known.words;
  if (known.linked == nullptr) known.linked = std::make_shared<LinkedWords>(input, bead);
  if (first_look) {
    BeadWords seen{{known.linked->source.words, known.linked->target.words}};
    for (std::vector<BeadWord>& words : seen.sides) mark_lone(words);
    if (!first_look(seen)) return nullptr;
  }
  known.words = std::make_shared<const BeadWords>(known.linked->finish(input, bead));
  known.linked = nullptr;
  return known.words;
}

SharedBeadWords match_bead(const CheckInput& input, const Bead& bead) {
  return match_bead(input, bead, nullptr);
}

}  // namespace concord
