// All that pairing needs of an archive, in one file that is mapped: the second stage of a pairing
// writes it, the third reads a part of it, the fourth its names.
//
//   build_pairing_index({"a.profiles", "b.profiles"}, "archive.index", memory);
//   const PairingIndex index("archive.index");
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aligner/feature_counts.h"
#include "aligner/pairing.h"
#include "aligner/target_index.h"
#include "newsroom/engine/profile_bytes.h"
#include "newsroom/engine/profile_file.h"
#include "text/mapped_file.h"

namespace concord {

/// Joins readings to an index. Items are numbered through all files in their order. What grows with
/// the archive is on the disk, besides some hundred bytes an item; buffers and pages in memory
/// follow `memory`, in bytes; what is found in the index does not depend on it. Throws InputError.
void build_pairing_index(const std::vector<std::string>& profiles, const std::string& path,
                         std::size_t memory);

/// A source document of an index. Sources are in order of language, day and number.
struct IndexedSource {
  std::uint64_t place = 0;   ///< of its profile in the file
  std::uint32_t number = 0;  ///< of the item
  std::uint32_t lang = 0;    ///< index into PairingIndex::source_langs()
};

/// The names of an item.
struct IndexedItem {
  std::string_view id;
  std::string_view file;
  std::string_view lang;
};

/// An index, mapped. Many threads may read it.
class PairingIndex {
 public:
  /// Throws InputError for anything that is not a complete index of this version.
  explicit PairingIndex(const std::string& path);
  PairingIndex(const PairingIndex&) = delete;
  PairingIndex& operator=(const PairingIndex&) = delete;

  /// Tells this index from those of other archives.
  const std::string& key() const { return key_; }
  const ProfileSummary& summary() const { return summary_; }
  const std::vector<std::string>& source_langs() const { return source_langs_; }
  std::span<const IndexedSource> sources() const { return sources_; }
  void read_source(const IndexedSource& source, DocumentProfile& profile) const;
  const TargetIndex& targets() const { return targets_; }
  /// The position of a target, or the place of a source in sources(), by the number of the item.
  std::uint32_t place_of(std::uint32_t number) const { return places_[number]; }
  const FeatureCounts& source_counts(std::uint32_t lang) const { return source_counts_[lang]; }
  const FeatureCounts& target_counts() const { return target_counts_.front(); }
  /// What the feeds say about versions, by numbers of items.
  std::span<const DocumentLink> links(std::uint32_t lang) const { return links_[lang]; }
  /// Whether an item is there, on this side.
  bool is_source(std::uint32_t number) const;
  bool is_target(std::uint32_t number) const;
  IndexedItem item(std::uint32_t number) const;
  /// Gives pages back when the process comes near so many bytes.
  void keep_within(std::size_t memory) const;

 private:
  void open_tables(const nlohmann::json& footer);
  void open_targets(std::size_t segments);
  void open_counts();
  void require_consistent() const;
  [[noreturn]] void refuse() const;
  ByteReader reader_at(std::uint64_t place) const;
  template <class T>
  std::span<const T> section(const std::string& name) const;
  FeatureCounts counts_of(const std::string& name, std::size_t documents) const;

  std::string path_;
  MappedFile file_;
  std::string key_;
  ProfileSummary summary_;
  std::vector<std::string> source_langs_;
  std::map<std::string, std::string_view> sections_;
  std::span<const IndexedSource> sources_;
  std::span<const std::uint64_t> target_places_;
  std::span<const std::uint64_t> item_places_;
  std::span<const std::uint32_t> places_;
  std::vector<FeatureCounts> source_counts_;
  std::vector<FeatureCounts> target_counts_;  // one
  std::vector<std::span<const DocumentLink>> links_;
  TargetIndex targets_;
};

}  // namespace concord
