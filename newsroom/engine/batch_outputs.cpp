// Writes the outputs of a batch so that a run can be killed at any moment and continued.
#include "newsroom/engine/batch_outputs.h"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <system_error>

#include "formats/index_page.h"
#include "formats/pair_record.h"
#include "formats/tmx/tmx_append.h"
#include "formats/tmx/tmx_frame.h"
#include "newsroom/engine/write_page.h"
#include "text/hash.h"
#include "text/input_error.h"
#include "text/read_file.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

/// One line of the journal: the hash of the manifest line, then the sizes of records, memory and
/// index after it.
struct JournalLine {
  std::uint64_t hash = 0;
  std::uint64_t sizes[3] = {0, 0, 0};
};

std::string text_of(const JournalLine& line) {
  return fmt::format("{:x} {:x} {:x} {:x}\n", line.hash, line.sizes[0], line.sizes[1],
                     line.sizes[2]);
}

std::optional<JournalLine> parse_journal_line(std::string_view text) {
  JournalLine line;
  std::uint64_t* const fields[] = {&line.hash, &line.sizes[0], &line.sizes[1], &line.sizes[2]};
  const char* at = text.data();
  const char* const end = text.data() + text.size();
  for (std::uint64_t* field : fields) {
    if (at < end && *at == ' ') ++at;
    const auto [next, error] = std::from_chars(at, end, *field, 16);
    if (error != std::errc()) return std::nullopt;
    at = next;
  }
  return at == end ? std::optional(line) : std::nullopt;
}

void make_folder(const std::string& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    throw InputError(folder, 0, "cannot be created: " + error.message(),
                     "name a folder that can be written");
}

}  // namespace

std::uint64_t line_hash(std::string_view line) { return fnv1a(line); }

BatchOutputs::BatchOutputs(BatchFiles files, bool resume) : files_(std::move(files)) {
  if (resume && fs::exists(files_.records) && !fs::exists(files_.records + ".journal") &&
      find_write_target(files_.records).kind == WriteTarget::Kind::kFile) {
    complete_ = true;
    return;
  }
  open();
  for (auto* file : {&records_, &tmx_, &index_, &journal_}) {
    if (*file && resume && !(*file)->is_file())
      throw InputError((*file)->path(), 0, "is not a file, so that it cannot be continued",
                       "name a file, or start without --resume");
    if (*file && !resume) (*file)->truncate(0);
  }
  if (journal_) restore();
  if (tmx_ && tmx_->size() == 0) tmx_->append(tmx_frame(files_.writer).head);
}

void BatchOutputs::open() {
  records_.emplace(AppendFile::beside(files_.records));
  if (records_->is_file()) journal_.emplace(files_.records + ".journal");
  // The units of a memory that is extended grow beside it, too: they are added at the end.
  if (!files_.tmx.empty()) {
    tmx_.emplace(AppendFile::beside(files_.tmx));
  } else if (!files_.tmx_append.empty()) {
    tmx_.emplace(files_.tmx_append + ".part");
  }
  if (!files_.memory.empty()) memory_ = std::make_unique<TmStore>(files_.memory, SqlAccess::kWrite);
  if (!files_.report_folder.empty()) {
    make_folder(files_.report_folder);
    if (files_.index) index_.emplace(files_.report_folder + "/index.part");
  }
}

std::set<FileId> BatchOutputs::file_ids() const {
  std::set<FileId> ids;
  for (const std::string& path : {files_.records, files_.tmx, files_.tmx_append, files_.memory}) {
    if (const auto id = file_id(path)) ids.insert(*id);
  }
  for (const auto* file : {&records_, &tmx_, &index_, &journal_}) {
    if (!*file) continue;
    if (const auto id = file_id((*file)->path())) ids.insert(*id);
  }
  return ids;
}

void BatchOutputs::restore() {
  // The head holds the time of the run, which every unit of the memory carries, and the settings.
  constexpr std::string_view kMagic = "concord batch journal 1 ";
  const std::string journal = read_file(journal_->path());
  const std::size_t head_end = journal.find('\n');
  if (head_end == std::string::npos) {
    journal_->truncate(0);
    journal_->append(std::string(kMagic) + files_.writer.timestamp + "\t" + files_.settings + "\n");
    for (auto* file : {&records_, &tmx_, &index_}) {
      if (*file) (*file)->truncate(0);
    }
    return;
  }
  const std::string head = journal.substr(0, head_end + 1);
  const std::size_t tab = head.find('\t');
  if (!head.starts_with(kMagic) || tab == std::string::npos ||
      head.substr(tab + 1) != files_.settings + "\n") {
    throw InputError(journal_->path(), 0, "belongs to a run with other options",
                     "give the same options, or start without --resume");
  }
  files_.writer.timestamp = head.substr(kMagic.size(), tab - kMagic.size());
  AppendFile* const outputs[3] = {&*records_, tmx_ ? &*tmx_ : nullptr, index_ ? &*index_ : nullptr};
  std::size_t good_end = head.size();
  JournalLine good;
  for (std::size_t at = head.size(); at < journal.size();) {
    const std::size_t end = journal.find('\n', at);
    if (end == std::string::npos) break;
    const auto line = parse_journal_line(std::string_view(journal).substr(at, end - at));
    if (!line) break;
    // After a power cut the journal may know of bytes that the files have lost.
    bool whole = true;
    for (int i = 0; i < 3; ++i)
      whole = whole && (outputs[i] == nullptr || line->sizes[i] <= outputs[i]->size());
    if (!whole) break;
    good = *line;
    done_.push_back(line->hash);
    at = end + 1;
    good_end = at;
  }
  journal_->truncate(good_end);
  for (int i = 0; i < 3; ++i) {
    if (outputs[i] != nullptr) outputs[i]->truncate(good.sizes[i]);
  }
}

void BatchOutputs::append(const RenderedPair& pair, std::uint64_t manifest_hash) {
  if (memory_ && !pair.unread()) memory_->put_pair(pair.documents, pair.units);
  if (tmx_) {
    std::string units;
    for (const TmxUnit& unit : pair.tmx) units += unit.xml;
    tmx_->append(units);
  }
  if (index_) index_->append(index_summary(pair.record));
  if (!pair.page.empty()) write_page(files_.report_folder + "/" + page_name(pair.id), pair.page);
  records_->append(record_json(pair.record) + "\n");
  if (journal_) {
    journal_->append(text_of(
        {manifest_hash, {records_->size(), tmx_ ? tmx_->size() : 0, index_ ? index_->size() : 0}}));
  }
}

void BatchOutputs::discard() {
  for (auto* file : {&records_, &tmx_, &index_, &journal_}) {
    if (*file) (*file)->remove();
  }
}

std::optional<TmxAppendCounts> BatchOutputs::finish() {
  std::optional<TmxAppendCounts> appended;
  if (tmx_) {
    tmx_->append(tmx_frame(files_.writer).tail);
    if (!files_.tmx_append.empty()) {
      TmxAppender memory(files_.tmx_append, files_.writer);
      memory.add_memory(tmx_->path());
      memory.finish();
      appended = memory.counts();
    }
    files_.tmx.empty() ? tmx_->remove() : tmx_->finish();
  }
  if (index_) {
    write_page(
        files_.report_folder + "/index.html",
        index_page(read_file(index_->path()), files_.writer.messages, files_.writer.ui_lang));
    index_->remove();
  }
  records_->finish();
  if (journal_) journal_->remove();
  return appended;
}

}  // namespace concord
