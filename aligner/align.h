// The aligner: from sentence profiles to beads. It knows no language.
//
//   std::vector<Bead> beads = align(build_profiles(source, target, lexicon, names));
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "aligner/bead.h"
#include "aligner/profile.h"

namespace concord {

/// The costs of the search. All are in units of similarity, which lies in [0, 1]; the defaults were fitted on the development
/// documents of the evaluation harness (bench/fit_aligner.py, docs/ACCURACY.md).
struct AlignOptions {
  /// The similarity at which a 1-1 bead is worth as much as nothing.
  double neutral_similarity = 0.07;
  /// Cost of every sentence of a bead beyond the first on each side; decides how readily sentences merge.
  double extra_sentence_cost = 0.12;
  /// Cost of a sentence without counterpart.
  double gap_cost = 0.04;
  /// Cost of a bead whose lengths differ by a factor e; grows with the square of the log ratio up to four times this.
  double length_cost = 0.1;
  /// Added to the weight of each side, in nats: keeps sentences of few words from looking alike by chance.
  double smoothing = 1.5;
  /// The similarity from which two sentences that the monotone pass left over are matched wherever they stand.
  double crossing_similarity = 0.16;
  bool crossing = true;  ///< whether beads may cross at all
  /// Nodes of the search beyond which only a band around sure anchors is searched; both give the same when the band is wide.
  std::uint64_t full_search_nodes = 400'000;
  /// Half the width of that band, in sentences.
  std::uint32_t band_margin = 24;
};

/// Beads that partition both sides, in the order of sort_beads(). An empty side gives gaps only; two empty sides give none. Time and
/// memory grow linearly with the length once the search is banded.
std::vector<Bead> align(const ProfiledPair& pair, const AlignOptions& options = {});

/// What spoke for a bead: a feature that both sides share.
struct Evidence {
  EvidenceKind kind = EvidenceKind::kLexicon;
  Span source;
  Span target;
  double weight = 0;  ///< in nats, the smaller of both sides
};

/// The evidence of one bead, heaviest first; none for a gap.
std::vector<Evidence> explain(const ProfiledPair& pair, const Bead& bead);

}  // namespace concord
