// How likely two documents are versions of one report.
#include "aligner/pairing_score.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace concord {
namespace {

// In the order of PairFeatures; bench/fit_pairing.cpp prints what they are fitted on (published
// reports on the same subjects and the development articles, docs/ACCURACY.md). Fitted last were
// the constant, the last two and a common factor of the others. The weights of the days were set by
// hand: in a feed most reports are of one day.
constexpr std::array<double, PairFeatures::kCount> kWeights = {
    -10.015, 5.494, 13.708, 1.954, 0.383, -0.031, 1.704, 0.61, 2.176, -1.396, 19.733, -1.643};

// Log odds of one in forty-five, printed days aside. Of 25,000 pairs of development articles on
// different events 97% have less, of 117 pairs of real reports on one event one.
constexpr double kLeastLogOdds = -3.8;

// Days of the year that two texts print are the same when they lie no further apart than the first,
// as a report of today and one of tomorrow count them, and speak of other events beyond the second.
constexpr int kSameDay = 1;
constexpr int kOtherDay = 3;
constexpr int kDaysOfYear = 366;

// What a feature is worth, so that rare kinds of words count more than what any report has.
constexpr double kOrdinaryWorth = 1;
constexpr double kDigitWorth = 0.5;  // a number below ten
constexpr double kDateWorth = 1.5;
constexpr double kFigureWorth = 2.5;
constexpr double kCountryWorth = 1;
constexpr double kNameWorth = 2.5;
constexpr double kUnlistedWorth = 2.5;  // a word that is in no lexicon: most are names
// Added to the worth of each side: a document of a few words is not covered by chance.
constexpr double kSmoothing = 6;
// The same for names and figures alone: two of them.
constexpr double kRareSmoothing = 5;

double worth_of(const DocumentProfile& document, const DocumentFeature& feature) {
  switch (feature.kind) {
    case EvidenceKind::kNumber:
      return feature.ordinary ? kDigitWorth : kFigureWorth;
    case EvidenceKind::kDate:
      return kDateWorth;
    case EvidenceKind::kName:
      return document.label(feature).starts_with("country:") ? kCountryWorth : kNameWorth;
    default:
      return feature.ordinary ? kOrdinaryWorth : kUnlistedWorth;
  }
}

/// Sums over one document.
struct Sums {
  double covered = 0;
  double all = kSmoothing;
  double head_covered = 0;
  double head = kSmoothing / 3;
  double rare = 0;  // covered worth beyond that of an ordinary word
  double all_rare = kRareSmoothing;
};

Sums sums_of(const DocumentProfile& document, const std::vector<float>& cover) {
  Sums sums;
  for (std::size_t f = 0; f < document.features.size(); ++f) {
    const DocumentFeature& feature = document.features[f];
    const double worth = worth_of(document, feature);
    const double covered = worth * static_cast<double>(cover[f]);
    sums.all += worth;
    sums.covered += covered;
    if (feature.head) {
      sums.head += worth;
      sums.head_covered += covered;
    }
    if (worth > kDateWorth) {
      sums.rare += covered;
      sums.all_rare += worth;
    }
  }
  return sums;
}

/// How far apart the nearest days are that two documents print; none where one prints none.
std::optional<int> days_apart(const DocumentProfile& a, const DocumentProfile& b) {
  std::optional<int> least;
  for (const int x : a.printed_days) {
    for (const int y : b.printed_days) {
      const int apart = std::min(std::abs(x - y), kDaysOfYear - std::abs(x - y));
      least = std::min(least.value_or(apart), apart);
    }
  }
  return least;
}

}  // namespace

PairCover cover_of(const DocumentProfile& source, const DocumentProfile& target) {
  PairCover cover{std::vector<float>(source.features.size()),
                  std::vector<float>(target.features.size())};
  std::multimap<std::uint32_t, std::pair<std::size_t, float>> keys;
  for (std::size_t f = 0; f < target.features.size(); ++f) {
    const DocumentFeature& feature = target.features[f];
    for (std::uint32_t k = feature.first_key; k < feature.first_key + feature.key_count; ++k)
      keys.emplace(target.keys[k].key, std::pair(f, target.keys[k].strength));
  }
  for (std::size_t f = 0; f < source.features.size(); ++f) {
    const DocumentFeature& feature = source.features[f];
    for (std::uint32_t k = feature.first_key; k < feature.first_key + feature.key_count; ++k) {
      const auto [first, last] = keys.equal_range(source.keys[k].key);
      for (auto at = first; at != last; ++at) {
        const auto& [there, strength] = at->second;
        const float both = source.keys[k].strength * strength;
        cover.source[f] = std::max(cover.source[f], both);
        cover.target[there] = std::max(cover.target[there], both);
      }
    }
  }
  return cover;
}

PairFeatures pair_features(const DocumentProfile& source, const DocumentProfile& target,
                           const PairCover& cover) {
  const Sums a = sums_of(source, cover.source);
  const Sums b = sums_of(target, cover.target);
  const double x = a.covered / a.all;
  const double y = b.covered / b.all;
  const bool dated = source.day && target.day;
  const std::optional<int> apart = days_apart(source, target);
  PairFeatures features;
  features.values = {
      1,
      std::min(x, y),
      std::max(x, y),
      std::max(a.head_covered / a.head, b.head_covered / b.head),
      std::log1p(std::min(a.rare, b.rare)),
      std::log1p(static_cast<double>(std::min(source.features.size(), target.features.size()))),
      dated && *source.day == *target.day ? 1.0 : 0.0,
      dated ? 0.0 : 1.0,
      apart && *apart <= kSameDay ? 1.0 : 0.0,
      apart && *apart > kOtherDay ? 1.0 : 0.0,
      std::min(a.rare / a.all_rare, b.rare / b.all_rare),
      std::max(a.rare / a.all_rare, b.rare / b.all_rare)};
  return features;
}

double pair_log_odds(const PairFeatures& features) {
  double sum = 0;
  for (std::size_t f = 0; f < kWeights.size(); ++f) sum += kWeights[f] * features.values[f];
  return sum;
}

bool may_tell_one_event(const AnalysedArticle& source, const AnalysedArticle& target,
                        const Lexicon& lexicon) {
  DocumentProfile a = profile_document(source, Side::kSource, lexicon);
  DocumentProfile b = profile_document(target, Side::kTarget, lexicon);
  // A page may print any day beside its report: it decides nothing by itself.
  a.printed_days.clear();
  b.printed_days.clear();
  return pair_log_odds(pair_features(a, b, cover_of(a, b))) > kLeastLogOdds;
}

}  // namespace concord
