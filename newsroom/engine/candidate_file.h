// Candidates of a part of an archive in a file.
//
// Text: the head as JSON in the first line; then a line for each candidate, its fields divided by
// tabs: the numbers of source and target, the log odds, what kind of line it is, the reasons as
// JSON; the last line says how many there are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "text/mapped_file.h"
#include "text/output_file.h"

namespace concord {

/// What the candidates of a part depend on besides the part.
struct CandidateHead {
  std::string index;  ///< PairingIndex::key()
  std::size_t part = 1;
  std::size_t parts = 1;
  double min_score = 0.5;
  int date_window = 3;
};

/// A source and a target that were compared.
struct CandidateLine {
  std::uint32_t source = 0;  ///< the number of the item
  std::uint32_t target = 0;
  double log_odds = 0;
  bool declared = false;     ///< only because the feed says so
  std::string_view reasons;  ///< as reasons_json() wrote them
};

std::string candidate_line(const CandidateLine& line);

class CandidateFileWriter {
 public:
  CandidateFileWriter(const std::string& path, const CandidateHead& head);
  /// Whole lines of candidate_line().
  void add(std::string_view lines);
  void finish();

 private:
  OutputFile file_;
  std::size_t lines_ = 0;
};

class CandidateFile {
 public:
  /// Throws InputError for anything that is not a complete file of candidates.
  explicit CandidateFile(const std::string& path);
  const std::string& path() const { return path_; }
  const CandidateHead& head() const { return head_; }
  void each(const std::function<void(const CandidateLine&, std::uint64_t place)>& use) const;
  CandidateLine at(std::uint64_t place) const;
  void release() const { file_.release(); }

 private:
  std::string path_;
  MappedFile file_;
  CandidateHead head_;
  std::string_view lines_;
};

}  // namespace concord
