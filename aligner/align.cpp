// Puts the passes of the aligner together: index, band, monotone search, crossing pass.
#include "aligner/align.h"

#include <algorithm>
#include <map>

#include "aligner/band.h"
#include "aligner/confidence.h"
#include "aligner/learn.h"
#include "aligner/rematch.h"
#include "aligner/search.h"
#include "aligner/similarity.h"
#include "aligner/trim.h"

namespace concord {
namespace {

std::vector<Bead> gaps_only(std::size_t sources, std::size_t targets) {
  std::vector<Bead> beads;
  for (std::uint32_t s = 0; s < sources; ++s) beads.push_back({{s}, {}});
  for (std::uint32_t t = 0; t < targets; ++t) beads.push_back({{}, {t}});
  return beads;
}

}  // namespace

std::vector<Bead> align(const ProfiledPair& pair, const AlignOptions& options,
                        const AlignObserver& observe) {
  const auto sources = static_cast<std::uint32_t>(pair.source.size());
  const auto targets = static_cast<std::uint32_t>(pair.target.size());
  if (sources == 0 || targets == 0) return gaps_only(sources, targets);
  FeatureIndex index(pair);
  Similarity similarity(pair, options);
  const std::uint64_t nodes = std::uint64_t{sources + 1} * (targets + 1);
  const Band band = nodes <= options.full_search_nodes
                        ? full_band(sources, targets)
                        : anchored_band(pair, index, options.band_margin);
  similarity.measure(pair, index, band);
  std::vector<Bead> beads = search_beads(pair, index, similarity, band);
  if (std::min(sources, targets) >= options.learn_from_sentences) {
    index.add_matches(learn_matches(pair, beads));
    similarity.measure(pair, index, band);
    // What was learned moves the path by a sentence or two; where it moves farther, the whole band
    // is searched.
    const Band narrow = band_around(beads, band, options.second_margin);
    std::vector<Bead> again = search_beads(pair, index, similarity, narrow);
    if (is_near_edge(again, narrow, band, options.second_margin / 2))
      again = search_beads(pair, index, similarity, band);
    beads = std::move(again);
  }
  const bool telling = similarity.reach() >= options.telling_reach;
  if (telling) trim_beads(pair, index, similarity, options.least_gain, beads);
  if (options.crossing) rematch(pair, index, similarity, beads);
  if (telling && options.crossing) trim_beads(pair, index, similarity, options.least_gain, beads);
  sort_beads(beads);
  RowFiller filler(index);
  for (Bead& bead : beads) {
    if (!bead.is_gap())
      bead.similarity = std::clamp(similarity.coverage(mass_of(pair, filler, bead)), 0.0, 1.0);
  }
  set_confidence(pair, index, similarity, band, beads);
  if (observe) observe(pair, index, similarity, band, beads);
  return beads;
}

std::vector<Evidence> explain(const ProfiledPair& pair, const Bead& bead) {
  std::vector<Evidence> found;
  for (const std::uint32_t s : bead.source) {
    for (const ProfileItem& a : pair.source[s].items) {
      Evidence best;
      for (const std::uint32_t t : bead.target) {
        for (const ProfileItem& b : pair.target[t].items) {
          for (const FeatureKey& left : pair.keys_of(pair.features[a.feature])) {
            for (const FeatureKey& right : pair.keys_of(pair.features[b.feature])) {
              if (left.key != right.key) continue;
              const double weight =
                  static_cast<double>(left.strength * right.strength) *
                  std::min(pair.features[a.feature].weight, pair.features[b.feature].weight);
              if (weight > best.weight) best = {left.kind, a.span, b.span, weight};
            }
          }
        }
      }
      if (best.weight > 0) found.push_back(best);
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Evidence& a, const Evidence& b) { return a.weight > b.weight; });
  return found;
}

}  // namespace concord
