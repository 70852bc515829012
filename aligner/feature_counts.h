// In how many documents of a side each feature occurs, and what it is therefore worth.
//
//   FeatureCounter counter(std::size_t{1} << 20);
//   for (const DocumentProfile& document : documents) counter.add(document);
//   const FeatureTable table = counter.finish();
//   const FeatureCounts counts(table.identities, table.counts, documents.size());
//   counts.weight(feature);
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "aligner/document_profile.h"

namespace concord {

/// A sorted list of distinct hashes, with a table of where those of equal leading bits begin, so
/// that a search touches one or two places in memory. It does not own the list.
class HashTable {
 public:
  HashTable() = default;
  /// The table is made here: four bytes for every four hashes.
  explicit HashTable(std::span<const std::uint32_t> sorted);

  /// The place of a hash in the list.
  std::optional<std::size_t> find(std::uint32_t hash) const;

 private:
  std::span<const std::uint32_t> sorted_;
  std::vector<std::uint32_t> starts_;
  unsigned shift_ = 31;
};

/// Features in order of identity with the number of documents that have them.
struct FeatureTable {
  std::vector<std::uint32_t> identities;
  std::vector<std::uint32_t> counts;
};

/// Counts the documents with each feature. Holds `buffer` identities besides the table.
class FeatureCounter {
 public:
  explicit FeatureCounter(std::size_t buffer) : capacity_(buffer) {}

  /// A document has no identity twice.
  void add(const DocumentProfile& document);
  FeatureTable finish();

 private:
  void join();

  std::size_t capacity_;
  std::vector<std::uint32_t> buffer_;
  FeatureTable table_;
};

/// What features are worth: idf^2 with idf = ln(1 + documents / documents with the feature),
/// imagined documents included; squared, because rare words distinguish reports.
class FeatureCounts {
 public:
  /// The lists must outlive the object.
  FeatureCounts(std::span<const std::uint32_t> identities, std::span<const std::uint32_t> counts,
                std::size_t documents)
      : places_(identities), counts_(counts), documents_(documents) {}

  /// In squared nats.
  float weight(const DocumentFeature& feature) const;
  /// Of all features of a document.
  double weight(const DocumentProfile& document) const;

 private:
  HashTable places_;
  std::span<const std::uint32_t> counts_;
  std::size_t documents_;
};

}  // namespace concord
