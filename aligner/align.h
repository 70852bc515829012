// The aligner: from sentence profiles to beads. It knows no language.
//
//   std::vector<Bead> beads = align(build_profiles(source, target, lexicon, names));
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "aligner/bead.h"
#include "aligner/profile.h"

namespace concord {

/// How readily sentences of one side are left without counterpart: from 1, as sentences of the
/// report are, to 0, as what is surely not text of it.
struct GapFactors {
  std::vector<float> sentences = {};  ///< by sentence; empty: 1 each
  /// Of the sentences behind the last one of the other side: less than 1 where the other version
  /// breaks off.
  float tail = 1;

  double of(std::size_t sentence) const {
    return sentence < sentences.size() ? sentences[sentence] : 1;
  }
};

/// Settings of align(). The weights of the evidence are in aligner/worth.cpp: where sentences
/// distinguish their counterparts well, silence means that there is none; where they do not, it
/// means little, and lengths and order must speak. What lies between is interpolated.
struct AlignOptions {
  /// What a gap gains by a factor of 0 in nats; see GapFactors.
  double gap_relief = 1.5;
  /// What a pair of sentences out of order must be worth beyond two gaps, in nats.
  double crossing_cost = 3.3;
  /// What a gap gains in a pair in which few sentences have a counterpart, in nats: what is not
  /// like anything stands alone.
  double free_gap = 1.5;
  /// The share of sentences with an evident counterpart, on the side where it is larger, up to
  /// which a pair is free and from which it is close.
  double free_until = 0.25;
  double close_from = 0.4;
  /// Added to the weight of each side, in nats: keeps sentences of few words from looking alike by
  /// chance.
  double smoothing = 1.4;
  /// The share of words that the lexicon or a fact can match up to which a pair is vague; from
  /// telling_reach on the lexicon tells counterparts apart where there are any.
  double vague_reach = 0.4;
  double telling_reach = 0.7;
  /// The least level of a pair whose words are all in the lexicon or facts: the similarity of
  /// corresponding sentences where most sentences of the pair have no counterpart.
  double expected_level = 0.5;
  /// A sentence of several leaves its bead if the bead covers more without it: if it raises the
  /// coverage by less than this share of the level, where the lexicon tells.
  double least_gain = -0.05;
  bool crossing = true;  ///< whether beads may cross at all
  GapFactors source_gaps = {};
  GapFactors target_gaps = {};
  /// Texts of at least this many sentences on the shorter side teach the aligner word pairs for a
  /// second pass; in shorter ones chance pairs would do harm.
  std::uint32_t learn_from_sentences = 200;
  /// Nodes of the search beyond which only a band around sure anchors is searched; both give the
  /// same when the band is wide. The band has about so many nodes, too, while that makes it wider
  /// than the next option says. 110 sentences a side: a sentence then costs no more in a longer
  /// text, and what moved far is found by the pass that may cross.
  std::uint64_t full_search_nodes = 12'000;
  /// The least half of the width of that band, in sentences.
  std::uint32_t band_margin = 16;
  /// Half the width of the band around the first path in which the second pass, after learning,
  /// searches; when the new path comes within half of this of an edge, the second pass searches the
  /// whole band.
  std::uint32_t second_margin = 10;
  unsigned jobs = 1;  ///< threads; the result does not depend on it
};

class FeatureIndex;
class Similarity;
struct Band;
using AlignObserver = std::function<void(const ProfiledPair&, const FeatureIndex&,
                                         const Similarity&, const Band&, const std::vector<Bead>&)>;

/// Beads that partition both sides, in the order of sort_beads(). An empty side gives gaps only;
/// two empty sides give none. Time and memory grow linearly with the length once the search is
/// banded. `observe`, where given, sees the inner state at the end: for fitting.
std::vector<Bead> align(const ProfiledPair& pair, const AlignOptions& options = {},
                        const AlignObserver& observe = {});

/// The evidence for a bead: a feature that both sides share.
struct Evidence {
  EvidenceKind kind = EvidenceKind::kLexicon;
  Span source;
  Span target;
  double weight = 0;  ///< in nats, the smaller of both sides
};

/// The evidence of one bead, heaviest first; none for a gap.
std::vector<Evidence> explain(const ProfiledPair& pair, const Bead& bead);

}  // namespace concord
