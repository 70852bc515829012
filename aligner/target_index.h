// The target documents of a pairing by key, in segments that may lie in memory or in a file.
//
//   const std::string bytes = build_postings(keys);     // of some thousands of documents
//   const Postings segment(bytes, "archive.index");
//   segment.find(key, window);
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aligner/document_profile.h"
#include "aligner/feature_counts.h"

namespace concord {

/// A key of a target document.
struct TargetKey {
  std::uint32_t key = 0;
  float strength = 1;
  std::uint32_t feature = 0;  ///< index into DocumentProfile::features
};

/// The keys of a document, sorted and distinct. One key may come from two features ("2030" as a
/// year and as a number): the first is kept.
std::vector<TargetKey> target_keys(const DocumentProfile& document);

/// Which positions a source is compared with: [begin, end), and everything from `undated` on.
struct TargetWindow {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t undated = 0;

  friend bool operator==(const TargetWindow&, const TargetWindow&) = default;
};

/// A key at a position.
struct Posting {
  std::uint32_t key = 0;
  std::uint32_t position = 0;
};

/// The bytes of a segment. Positions of one key must come in ascending order.
std::string build_postings(std::vector<Posting> postings);

/// A segment: the positions of some documents by key. It does not own its bytes.
class Postings {
 public:
  /// Throws InputError under `name` for bytes that are not a segment. `bytes` is aligned to four.
  Postings(std::string_view bytes, const std::string& name);

  /// Whether any of its positions lies in a window.
  bool meets(const TargetWindow& window) const {
    return (lowest_ < window.end && highest_ >= window.begin) || highest_ >= window.undated;
  }
  /// The positions under a key that lie in a window: two ascending stretches.
  std::array<std::span<const std::uint32_t>, 2> find(std::uint32_t key,
                                                     const TargetWindow& window) const;

 private:
  std::span<const std::uint32_t> ends_;  // of the positions of each key
  std::span<const std::uint32_t> positions_;
  HashTable keys_;
  std::uint32_t lowest_ = 0;
  std::uint32_t highest_ = 0;
};

/// A target document as it is compared. What it refers to stays until the next one is read.
struct TargetDocument {
  const DocumentProfile* profile = nullptr;
  std::span<const TargetKey> keys;
};

/// Place for a document that is read from a file.
struct TargetPlace {
  DocumentProfile profile;
  std::vector<TargetKey> keys;
};

/// Days since 1970 of a document without a day: it comes after all others.
inline constexpr std::int32_t kNoDay = INT32_MAX;
std::int32_t day_number(std::optional<Day> day);
std::optional<Day> day_of_number(std::int32_t number);

/// The target documents by position: in order of day, undated ones last, so that a date window is a
/// range.
struct TargetIndex {
  std::span<const std::int32_t> days;
  std::span<const std::uint32_t> numbers;  ///< what each document is called, ascending with
                                           ///< the order in which they were read
  std::span<const double> weights;         ///< of all features of each document
  std::vector<Postings> segments;
  /// Reads the document at a position. Called from many threads, each with its own place.
  std::function<TargetDocument(std::uint32_t position, TargetPlace& place)> read;

  std::uint32_t size() const { return static_cast<std::uint32_t>(days.size()); }
  /// The positions within so many days of one, and all undated ones; everything without a day.
  TargetWindow window(std::optional<Day> day, int within) const;
};

}  // namespace concord
