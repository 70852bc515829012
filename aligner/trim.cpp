// Takes sentences out of beads that gain nothing by them.
#include "aligner/trim.h"

#include <algorithm>

#include "aligner/rematch.h"

namespace concord {

LeastNeeded least_needed(const ProfiledPair& pair, RowFiller& filler, const Similarity& similarity,
                         const Bead& bead) {
  const double whole = similarity.coverage(mass_of(pair, filler, bead));
  LeastNeeded least{0, true, whole};
  for (const bool of_source : {true, false}) {
    const auto side = of_source ? &Bead::source : &Bead::target;
    if ((bead.*side).size() < 2) continue;
    for (const std::uint32_t sentence : bead.*side) {
      Bead smaller = bead;
      std::erase(smaller.*side, sentence);
      const double gain = whole - similarity.coverage(mass_of(pair, filler, smaller));
      if (gain < least.gain) least = {sentence, of_source, gain};
    }
  }
  return least;
}

void trim_beads(const ProfiledPair& pair, const FeatureIndex& index, const Similarity& similarity,
                double least_gain, std::vector<Bead>& beads) {
  RowFiller filler(index);
  std::vector<Bead> gaps;
  for (Bead& bead : beads) {
    while (!bead.is_gap() && bead.source.size() + bead.target.size() > 2) {
      const LeastNeeded least = least_needed(pair, filler, similarity, bead);
      if (least.gain >= least_gain * similarity.level()) break;
      std::erase(least.of_source ? bead.source : bead.target, least.sentence);
      Bead& gap = gaps.emplace_back();
      (least.of_source ? gap.source : gap.target).push_back(least.sentence);
    }
  }
  beads.insert(beads.end(), gaps.begin(), gaps.end());
}

}  // namespace concord
