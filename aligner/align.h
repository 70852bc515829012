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

/// The costs of the search, as shares of the level of the pair: the similarity that corresponding
/// sentences of this pair typically have, which a large lexicon makes high and no lexicon makes
/// low.
struct AlignCosts {
  /// The similarity at which a 1-1 bead is worth as much as nothing.
  double neutral_similarity;
  /// Cost of every sentence of a bead beyond the first on each side; decides how readily sentences
  /// merge.
  double extra_sentence_cost;
  /// Cost of a sentence without counterpart.
  double gap_cost;
  /// Cost of a bead whose lengths differ by a factor e; grows with the square of the log ratio up
  /// to four times this.
  double length_cost;
  /// The similarity from which two sentences that the monotone pass left over are matched wherever
  /// they stand.
  double crossing_similarity;
};

/// What leaving sentences of one side without counterpart costs, as factors of
/// AlignCosts::gap_cost.
struct GapFactors {
  /// By sentence; empty: 1 each. Less than 1 for what is probably no text of the report.
  std::vector<float> sentences = {};
  /// Of the sentences behind the last one of the other side: less than 1 where the other version
  /// breaks off.
  float tail = 1;

  double of(std::size_t sentence) const {
    return sentence < sentences.size() ? sentences[sentence] : 1;
  }
};

/// Settings of align(). The costs were fitted on the development documents of the evaluation
/// harness (bench/fit_aligner.cpp, docs/ACCURACY.md): where sentences distinguish their
/// counterparts well, silence means that there is none; where they do not, it means little, and
/// lengths and order must speak. What lies between is interpolated by the distinctness of the pair.
struct AlignOptions {
  AlignCosts distinct = {0.295, 0.47, 0.07, 0.38, 0.53};
  AlignCosts vague = {0.074, 0.195, 0.28, 1.0, 0.066};
  /// Costs of a distinct pair in which few sentences have a counterpart: what is not like anything
  /// stands alone.
  AlignCosts free = {0.6, 0.65, 0.07, 0.38, 0.8};
  /// The share of sentences with an evident counterpart up to which a pair is free and from which
  /// it is close.
  double free_until = 0.35;
  double close_from = 0.6;
  /// Added to the weight of each side, in nats: keeps sentences of few words from looking alike by
  /// chance.
  double smoothing = 1.4;
  /// The distinctness up to which a pair is vague and from which it is distinct: the median over
  /// sentences of the share by which the best counterpart is better than the second best.
  double vague_until = 0.33;
  double distinct_from = 0.4;
  /// The same by the share of words that the lexicon or a fact can match: from telling_reach on the
  /// lexicon tells counterparts apart where there are any.
  double vague_reach = 0.4;
  double telling_reach = 0.7;
  /// The least level of a pair whose words are all in the lexicon or facts: the similarity of
  /// corresponding sentences where most sentences of the pair have no counterpart.
  double expected_level = 0.5;
  /// A sentence of several stays in its bead only if that raises the coverage of the bead by this
  /// share of the level, where the lexicon tells.
  double least_gain = 0.0;
  bool crossing = true;  ///< whether beads may cross at all
  GapFactors source_gaps = {};
  GapFactors target_gaps = {};
  /// Texts of at least this many sentences on the shorter side teach the aligner word pairs for a
  /// second pass; in shorter ones chance pairs would do harm.
  std::uint32_t learn_from_sentences = 200;
  /// Nodes of the search beyond which only a band around sure anchors is searched; both give the
  /// same when the band is wide.
  std::uint64_t full_search_nodes = 400'000;
  /// Half the width of that band, in sentences.
  std::uint32_t band_margin = 16;
  /// Half the width of the band around the first path in which the second pass, after learning,
  /// searches; when the new path comes within half of this of an edge, the second pass searches the
  /// whole band.
  std::uint32_t second_margin = 10;
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
