// How likely two documents are versions of one report, by their own words: the same figure in a
// feed of two reports and in an archive of twenty thousand.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "aligner/document_profile.h"

namespace concord {

/// What the probability is computed from.
struct PairFeatures {
  static constexpr std::size_t kCount = 12;
  /// 1; the covered share of the document that is covered less, and of the other; the covered share
  /// of the beginnings, of the one covered more; ln of 1 + the weight of names and figures that
  /// both have; ln of the features of the smaller document; 1 when both have one day, 0 for another
  /// day; 1 when a day is not known; 1 when both texts print a day of the year that is the same or
  /// the next; 1 when both print days and none is near one of the other's; the covered share of
  /// the names and figures of the document that is covered less, and of the other.
  std::array<double, kCount> values{};
};

/// What of one document another covers: by feature of each, the strength of its best counterpart in
/// [0, 1].
struct PairCover {
  std::vector<float> source;
  std::vector<float> target;
};

/// What each of two documents covers of the other.
PairCover cover_of(const DocumentProfile& source, const DocumentProfile& target);

/// The features of a pair.
PairFeatures pair_features(const DocumentProfile& source, const DocumentProfile& target,
                           const PairCover& cover);

/// The log odds that the two are versions of one report.
double pair_log_odds(const PairFeatures& features);

/// Whether two articles may be versions of one report or reports on one event: false only when that
/// is less likely than one in ninety.
bool may_tell_one_event(const AnalysedArticle& source, const AnalysedArticle& target,
                        const Lexicon& lexicon);

}  // namespace concord
