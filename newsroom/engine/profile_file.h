// Profiled items in a file: what the first stage of a pairing writes and the second one reads.
//
//   ProfileFileWriter file("part1.profiles");
//   file.add(item);
//   file.finish(summary);
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "newsroom/engine/pairing_run.h"
#include "text/mapped_file.h"
#include "text/output_file.h"

namespace concord {

/// What is known of a reading as a whole.
struct ProfileSummary {
  std::string source_lang;  ///< as asked for; empty for all
  std::string target_lang;
  std::size_t items = 0;                ///< profiled ones
  std::size_t left_out = 0;             ///< in other languages
  std::vector<FeedProblem> unread;      ///< what no reader could read
  std::vector<FeedProblem> unprofiled;  ///< what was not text
};

/// Writes items as they come. Nothing is there before finish().
class ProfileFileWriter {
 public:
  explicit ProfileFileWriter(const std::string& path);
  void add(const ProfiledItem& item);
  /// `summary` without the number of items, which this object knows.
  void finish(ProfileSummary summary);

 private:
  OutputFile file_;
  std::size_t items_ = 0;
};

/// What stands before the profile of an item. Texts are views of the file.
struct ItemHead {
  bool target = false;
  bool own_id = true;
  std::string_view lang;
  std::string_view id;
  std::string_view url;
  std::string_view file;
  std::vector<std::string_view> versions;  ///< addresses or ids
  std::string_view profile;                ///< as append_profile() wrote it
};

/// A file of profiled items.
class ProfileFile {
 public:
  /// Throws InputError for anything that is not a complete file of a ProfileFileWriter.
  explicit ProfileFile(const std::string& path);

  const std::string& path() const { return path_; }
  const ProfileSummary& summary() const { return summary_; }
  /// Calls `use` with every item and its place in the file.
  void each(const std::function<void(const ItemHead&, std::uint64_t place)>& use) const;
  ItemHead at(std::uint64_t place) const;
  const MappedFile& mapped() const { return file_; }

 private:
  std::string path_;
  MappedFile file_;
  ProfileSummary summary_;
  std::string_view records_;
};

/// The summary that several readings have together: that of one reading of all. Throws InputError
/// where they were made with different languages.
ProfileSummary join_summaries(const std::vector<ProfileFile>& files);

}  // namespace concord
