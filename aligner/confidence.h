// How sure each bead is: a calibrated probability that exactly this bead is right.
#pragma once

#include <array>
#include <vector>

#include "aligner/band.h"
#include "aligner/similarity.h"

namespace concord {

/// What the confidence of one bead is computed from; all are shares of the pair's level or counts.
/// A gap has own == 0.
struct ConfidenceFeatures {
  static constexpr std::size_t kCount = 13;
  /// 1; coverage of the bead; the best coverage of one of its sentences by a sentence outside it;
  /// the lead of the first over the second; sentences beyond the first on each side; share of
  /// neighbours in order beside it that are not gaps; share of words that the lexicon or a fact can
  /// match; share of the pair that is followed; what the least needed sentence brings; misfit of
  /// the lengths; ln of the covered weight in nats; neighbours in order times the share followed;
  /// BeadMass::lag, up to 2.
  std::array<double, kCount> values{};
};

/// The features of every bead; Bead::similarity must be set.
std::vector<ConfidenceFeatures> confidence_features(const ProfiledPair& pair,
                                                    const FeatureIndex& index,
                                                    const Similarity& similarity, const Band& band,
                                                    const std::vector<Bead>& beads);

/// Sets Bead::confidence: a logistic regression over the features, one for gaps and one for other
/// beads. The weights were fitted on the development documents, on versions of them
/// from which sentences were taken out, and on real pairs (bench/fit_aligner.cpp prints the
/// reliability table; docs/ACCURACY.md).
void set_confidence(const ProfiledPair& pair, const FeatureIndex& index,
                    const Similarity& similarity, const Band& band, std::vector<Bead>& beads);

}  // namespace concord
