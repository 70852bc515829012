// Counts features by sorting, so that memory is bounded by the buffer and the distinct features.
#include "aligner/feature_counts.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "aligner/sort_by_key.h"

namespace concord {
namespace {

// Documents imagined beside the collection, so that in a small one a word is not taken for common
// because it occurs twice, nor a word of the lexicon for rare because it occurs once; and how many
// of them have an ordinary word, or any other feature.
constexpr double kImaginedDocuments = 50;
constexpr double kImaginedOrdinary = 8;
constexpr double kImaginedOther = 1;

// Hashes between two entries of the table of beginnings, on average.
constexpr std::size_t kHashesPerStart = 4;

}  // namespace

HashTable::HashTable(std::span<const std::uint32_t> sorted) : sorted_(sorted) {
  const unsigned bits =
      std::max(1U, static_cast<unsigned>(std::bit_width(sorted.size() / kHashesPerStart)));
  shift_ = 32 - bits;
  starts_.assign((std::size_t{1} << bits) + 1, 0);
  for (const std::uint32_t hash : sorted) ++starts_[(hash >> shift_) + 1];
  for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
}

std::optional<std::size_t> HashTable::find(std::uint32_t hash) const {
  if (starts_.empty()) return std::nullopt;
  const std::uint32_t bucket = hash >> shift_;
  const auto begin = sorted_.begin() + starts_[bucket];
  const auto end = sorted_.begin() + starts_[bucket + 1];
  const auto found = std::lower_bound(begin, end, hash);
  if (found == end || *found != hash) return std::nullopt;
  return static_cast<std::size_t>(found - sorted_.begin());
}

void FeatureCounter::add(const DocumentProfile& document) {
  if (buffer_.size() + document.features.size() > capacity_) join();
  for (const DocumentFeature& feature : document.features) buffer_.push_back(feature.identity);
}

FeatureTable FeatureCounter::finish() {
  join();
  return std::move(table_);
}

void FeatureCounter::join() {
  sort_by_key(buffer_, [](std::uint32_t identity) { return identity; });
  FeatureTable joined;
  const auto put = [&](std::uint32_t identity, std::uint32_t count) {
    joined.identities.push_back(identity);
    joined.counts.push_back(count);
  };
  std::size_t old = 0;
  for (std::size_t i = 0; i < buffer_.size();) {
    const std::uint32_t identity = buffer_[i];
    for (; old < table_.identities.size() && table_.identities[old] < identity; ++old)
      put(table_.identities[old], table_.counts[old]);
    std::uint32_t count = 0;
    for (; i < buffer_.size() && buffer_[i] == identity; ++i) ++count;
    if (old < table_.identities.size() && table_.identities[old] == identity)
      count += table_.counts[old++];
    put(identity, count);
  }
  for (; old < table_.identities.size(); ++old) put(table_.identities[old], table_.counts[old]);
  table_ = std::move(joined);
  buffer_.clear();
}

float FeatureCounts::weight(const DocumentFeature& feature) const {
  const std::optional<std::size_t> place = places_.find(feature.identity);
  const double with = place ? static_cast<double>(counts_[*place]) : 0;
  const double imagined = feature.ordinary ? kImaginedOrdinary : kImaginedOther;
  const double total = static_cast<double>(documents_) + kImaginedDocuments;
  const double idf = std::log(1 + total / (with + imagined));
  return static_cast<float>(idf * idf);
}

double FeatureCounts::weight(const DocumentProfile& document) const {
  double sum = 0;
  for (const DocumentFeature& feature : document.features)
    sum += static_cast<double>(weight(feature));
  return sum;
}

}  // namespace concord
