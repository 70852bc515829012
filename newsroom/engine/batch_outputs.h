// The files that a batch grows, with a journal by which a killed run is continued.
//
//   BatchOutputs out(files, Mode::kResume);
//   for (line = out.lines_done() + 1; ...) out.append(rendered, manifest_line);
//   out.finish();
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "formats/tmx/tmx_append.h"
#include "newsroom/engine/pair_worker.h"
#include "newsroom/store/tm_store.h"
#include "text/append_file.h"
#include "text/file_identity.h"

namespace concord {

/// Where a batch writes.
struct BatchFiles {
  std::string records = "-";  ///< JSON lines; "-" is standard output, which cannot be resumed, as
                              ///< a device or a pipe cannot
  std::string tmx;            ///< empty for none
  std::string tmx_append;     ///< a memory to extend when the run is finished; empty for none
  std::string memory;         ///< a translation memory to fill; empty for none
  std::string report_folder;  ///< empty for none
  bool index = true;  ///< whether the folder gets its index page; shards leave it to concord merge
  WriterOptions writer;  ///< of the memory
  std::string settings;  ///< what the outputs depend on besides the manifest; a resumed run must
                         ///< have the same
};

/// The outputs of one run. While it runs, the records and the memory grow in FILE.part, which gets
/// the name of the file when the run has finished, and RECORDS.journal holds one line a pair with
/// the hash of its manifest line and the size of every file after it. Every file that grows is this
/// run's alone.
/// Whatever a killed run wrote after the last whole line of the journal is cut off when it is
/// continued, so that nothing is lost and nothing is there twice. The translation memory takes the
/// units of a pair before the journal knows of it, and takes them again without change.
class BatchOutputs {
 public:
  /// Opens the files. With `resume` continues after the last pair of the journal. Throws InputError
  /// when a file cannot be written, another run has it, or the journal belongs to other settings.
  BatchOutputs(BatchFiles files, bool resume);

  /// Whether an earlier run has finished: the records are there and no journal is.
  bool complete() const { return complete_; }
  /// The hashes of the manifest lines that are done, in order. They must be the first of the
  /// manifest still.
  const std::vector<std::uint64_t>& done() const { return done_; }
  /// The file that holds the records of the pairs that are done.
  const std::string& records_path() const { return records_ ? records_->path() : files_.records; }
  /// The files that this run writes, of those that are there: no pair may be read from one.
  std::set<FileId> file_ids() const;
  /// The time of the run for writers: that of the run that began it.
  const std::string& timestamp() const { return files_.writer.timestamp; }
  /// Writes one pair everywhere.
  void append(const RenderedPair& pair, std::uint64_t manifest_hash);
  /// Removes what a run that must not go on has begun; what stands under the names stays.
  void discard();
  /// Writes the end of the memory and the index page, and removes the journal. Says what became of
  /// the units when there was a memory to extend.
  std::optional<TmxAppendCounts> finish();

 private:
  void open();
  void restore();

  BatchFiles files_;
  bool complete_ = false;
  std::vector<std::uint64_t> done_;
  std::optional<AppendFile> journal_;
  std::optional<AppendFile> records_;
  std::optional<AppendFile> tmx_;
  std::optional<AppendFile> index_;
  std::unique_ptr<TmStore> memory_;
};

/// The hash of a manifest line, for the journal.
std::uint64_t line_hash(std::string_view line);

}  // namespace concord
