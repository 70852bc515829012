// Finds the claims of a bead and matches those of one side with those of the other.
#include "checks/relations/claims.h"

#include <algorithm>
#include <cmath>

namespace concord {
namespace {

struct Pairing {
  double apart = 0;
  std::size_t need = 0;
  std::size_t answer = 0;
};

/// Whether a single word is spelled as a name: "Theresa May", "May 5", "tycoon Said Gutseriev".
bool is_name(const std::vector<Token>& tokens, const Cue& cue) {
  if (cue.count > 1 || !tokens[cue.first].word->capitalised) return false;
  const std::uint32_t next = cue.first + 1;
  if (cue.has(ClaimKind::kMay))
    return cue.first > 0 || (next < tokens.size() && tokens[next].word->has_digit);
  const auto is_small = [&](std::uint32_t at) {
    return tokens[at].is_word() && !tokens[at].word->capitalised;
  };
  return cue.first > 0 && is_small(cue.first - 1) && next < tokens.size() &&
         tokens[next].word->capitalised;
}

/// The words of a cue in the text, without the marks at its ends that only tell how they are meant
/// (", utverzhdaet"); all of a cue that is marks.
Span words_of(const std::vector<Token>& tokens, const Cue& cue) {
  std::uint32_t first = cue.first;
  std::uint32_t last = cue.end() - 1;
  while (first < last && !tokens[first].is_word()) ++first;
  while (last > first && !tokens[last].is_word()) --last;
  if (!tokens[first].is_word()) {
    first = cue.first;
    last = cue.end() - 1;
  }
  return {tokens[first].span.begin, tokens[last].span.end};
}

std::vector<PlacedCue> row_of(const PairSide& side, const Bead& bead) {
  std::vector<PlacedCue> row;
  std::uint32_t tokens = 0;
  for (const std::uint32_t s : bead.of(side.side)) {
    const AnalysedSentence& sentence = side.article.sentences[s];
    for (Cue cue : side.pack.claims.find(sentence.tokens)) {
      if (is_name(sentence.tokens, cue)) continue;
      const Span span = words_of(sentence.tokens, cue);
      cue.first += tokens;
      row.push_back({cue, span, 0});
    }
    tokens += static_cast<std::uint32_t>(sentence.tokens.size());
  }
  for (PlacedCue& placed : row)
    placed.position = placed.cue.first / std::max(1.0, static_cast<double>(tokens));
  return row;
}

/// Whether a word of the cue is rendered by words of the other side that are not a part of `need`.
bool taken(const std::vector<BeadWord>& side, const Cue& cue, const Cue& need) {
  for (std::uint32_t i = cue.first; i < cue.end() && i < side.size(); ++i) {
    const BeadWord& word = side[i];
    // A small word finds a partner easily: it must be the likely one, as "if" is of the other's
    // "if", and not the "not" of "may not".
    const bool small = word.kind == WordKind::kFunction;
    if (small && cue.count > 1) continue;
    const MatchLevel least = small ? MatchLevel::kLikely : MatchLevel::kWeak;
    if (word.partner < 0 || word.match < least) continue;
    const auto partner = static_cast<std::uint32_t>(word.partner);
    // "Mogli by" is one modal, "could".
    const std::uint32_t beside = small ? 1 : 0;
    if (partner + beside < need.first || partner >= need.end() + beside) return true;
  }
  return false;
}

/// Pairs needs and answers that are still free, nearest first.
void pair_up(std::vector<Pairing> pairings, std::vector<bool>& met, std::vector<bool>& used) {
  std::stable_sort(pairings.begin(), pairings.end(),
                   [](const Pairing& a, const Pairing& b) { return a.apart < b.apart; });
  for (const Pairing& pairing : pairings) {
    if (met[pairing.need] || used[pairing.answer]) continue;
    met[pairing.need] = used[pairing.answer] = true;
  }
}

/// Marks the words of saying of one side that face such words of the other, needs aside: a speaker
/// stands for a speaker before one stands for a hedge.
void pair_speakers(const std::vector<PlacedCue>& here, const std::vector<PlacedCue>& there,
                   CueKinds needs, std::vector<bool>& used) {
  constexpr CueKinds kAny = kSpeakers | kinds_of({ClaimKind::kEcho});
  std::vector<Pairing> pairings;
  for (std::size_t i = 0; i < here.size(); ++i) {
    for (std::size_t j = 0; j < there.size(); ++j) {
      if ((here[i].cue.kinds & kAny) == 0 || (here[i].cue.kinds & needs) != 0 ||
          (there[j].cue.kinds & kSpeakers) == 0)
        continue;
      pairings.push_back({std::abs(here[i].position - there[j].position), i, j});
    }
  }
  std::vector<bool> met(here.size());
  pair_up(std::move(pairings), met, used);
}

}  // namespace

SharedClaims claims_of(const CheckInput& input, const Bead& bead) {
  KnownBead* known = input.memo != nullptr ? input.memo->of(input.beads, bead) : nullptr;
  if (known != nullptr && known->claims != nullptr) return known->claims;
  auto claims = std::make_shared<const ClaimRows>(ClaimRows{
      {row_of(input.side(Side::kSource), bead), row_of(input.side(Side::kTarget), bead)}});
  if (known != nullptr) known->claims = claims;
  return claims;
}

bool any_of_kinds(const std::vector<PlacedCue>& cues, CueKinds kinds) {
  return count_of_kinds(cues, kinds) > 0;
}

std::size_t count_of_kinds(const std::vector<PlacedCue>& cues, CueKinds kinds) {
  return static_cast<std::size_t>(
      std::count_if(cues.begin(), cues.end(),
                    [&](const PlacedCue& placed) { return (placed.cue.kinds & kinds) != 0; }));
}

std::vector<std::size_t> unanswered(const CheckInput& input, const Bead& bead,
                                    const ClaimRows& rows, Side side, const ClaimNeed& need,
                                    SharedBeadWords& words) {
  const std::vector<PlacedCue>& here = rows.of(side);
  const std::vector<PlacedCue>& there = rows.of(other(side));
  std::vector<bool> met(here.size());
  std::vector<bool> used(there.size());
  for (std::size_t i = 0; i < here.size(); ++i) {
    // Two in a row are one: "he explained, saying".
    const bool again = i > 0 && (here[i - 1].cue.kinds & need.needs) != 0 &&
                       here[i].cue.first == here[i - 1].cue.end();
    met[i] = again || (here[i].cue.kinds & need.needs) == 0;
  }
  for (const CueKinds kinds : {need.same, need.others}) {
    if (std::find(met.begin(), met.end(), false) == met.end()) return {};
    const bool loose = kinds != need.same && !need.shared;
    if (loose) pair_speakers(here, there, need.needs, used);
    if (loose && !words && any_of_kinds(there, kinds)) words = match_bead(input, bead);
    std::vector<Pairing> pairings;
    for (std::size_t i = 0; i < here.size(); ++i) {
      for (std::size_t j = 0; j < there.size() && !met[i]; ++j) {
        const double apart = std::abs(here[i].position - there[j].position);
        if (used[j] || (there[j].cue.kinds & kinds) == 0) continue;
        if (loose && taken(words->of(other(side)), there[j].cue, here[i].cue)) continue;
        pairings.push_back({apart, i, j});
      }
    }
    pair_up(std::move(pairings), met, used);
  }
  std::vector<std::size_t> left;
  for (std::size_t i = 0; i < here.size(); ++i) {
    if (!met[i]) left.push_back(i);
  }
  return left;
}

}  // namespace concord
