// concord merge: joins what the shards of a batch wrote into what one run would have written.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "formats/index_page.h"
#include "formats/json_input.h"
#include "formats/messages.h"
#include "formats/tmx/tmx_frame.h"
#include "newsroom/engine/write_page.h"
#include "text/file_identity.h"
#include "text/input_error.h"
#include "text/line_reader.h"
#include "text/output_file.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

/// The records of one shard, in order.
class ShardRecords {
 public:
  explicit ShardRecords(const std::string& path) : path_(path), lines_(path) { advance(); }

  bool at_end() const { return end_; }
  /// The manifest line of the current record.
  std::size_t line() const { return line_; }
  std::size_t units() const { return units_; }
  /// The current record with its line end.
  const std::string& text() const { return text_; }

  void advance() {
    const std::size_t before = line_;
    end_ = !lines_.next(text_);
    if (end_) return;
    const nlohmann::json record = parse_json(path_, lines_.number(), text_);
    if (!record.is_object() || !record.contains("line") || !record["line"].is_number_unsigned()) {
      throw InputError(path_, lines_.number(), "is not a record of concord batch",
                       "name the files that --output wrote");
    }
    line_ = record["line"].get<std::size_t>();
    units_ = record.value("units", std::size_t{0});
    if (line_ <= before)
      throw InputError(path_, lines_.number(), "is out of order", "run the shard again");
    text_ += '\n';
  }

 private:
  std::string path_;
  LineReader lines_;
  bool end_ = false;
  std::size_t line_ = 0;
  std::size_t units_ = 0;
  std::string text_;
};

/// Reads a memory piece by piece: what stands before the first unit, unit after unit, what stands
/// after the last.
class MemoryReader {
 public:
  explicit MemoryReader(const std::string& path) : path_(path), in_(path, std::ios::binary) {
    if (!in_) throw InputError(path, 0, "cannot be read", "name the TMX file of the shard");
  }

  /// All up to the first "<tu " or "<tu>", or up to "</body>".
  std::string head() {
    for (;;) {
      const std::size_t unit =
          std::min({buffer_.find("<tu "), buffer_.find("<tu>"), buffer_.find("</body>")});
      if (unit != std::string::npos) return take(line_start(unit));
      if (!read_more())
        throw InputError(path_, 0, "is not a complete TMX file", "run the shard again");
    }
  }
  /// The next unit with the white space around it.
  std::string unit() {
    for (;;) {
      const std::size_t close = buffer_.find("</tu>");
      if (close != std::string::npos) {
        const std::size_t end = buffer_.find('\n', close);
        if (end != std::string::npos) return take(end + 1);
      }
      if (!read_more())
        throw InputError(path_, 0, "has fewer units than its records count", "run the shard again");
    }
  }
  /// What is left.
  std::string tail() {
    while (read_more()) {
    }
    return std::move(buffer_);
  }

 private:
  std::size_t line_start(std::size_t at) const {
    const std::size_t line = buffer_.rfind('\n', at);
    return line == std::string::npos ? 0 : line + 1;
  }
  std::string take(std::size_t size) {
    std::string taken = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return taken;
  }
  bool read_more() {
    char chunk[1 << 16];
    in_.read(chunk, sizeof chunk);
    buffer_.append(chunk, static_cast<std::size_t>(in_.gcount()));
    return in_.gcount() > 0;
  }

  std::string path_;
  std::ifstream in_;
  std::string buffer_;
};

/// The command line of a merge.
struct MergeRun {
  std::vector<std::string> shards;
  std::vector<std::string> memories;  ///< of the shards, in their order
  std::string output;
  std::string tmx;     ///< empty for none
  std::string report;  ///< empty for none
  std::string ui_lang;
};

void add_options(po::options_description& options, MergeRun& run) {
  options.add_options()  //
      ("output,o", po::value(&run.output)->default_value("-"),
       "where the records go; - is standard output")                                        //
      ("tmx", po::value(&run.tmx), "also join the TMX files of the shards into this file")  //
      ("tmx-shard", po::value(&run.memories),
       "the TMX file of a shard; repeat it in the order of the shards")  //
      ("report", po::value(&run.report),
       "also write the index page of this folder, in which the pages of all shards are")  //
      ("ui-lang", po::value(&run.ui_lang)->default_value("en"), "language of that page")  //
      ("shards", po::value(&run.shards), "the records of the shards");
}

/// The shards' memories, read piece by piece, and the one that they become.
class MergedMemory {
 public:
  explicit MergedMemory(const MergeRun& run) : paths_(run.memories), path_(run.tmx) {
    std::string head;
    for (const std::string& memory : paths_) {
      readers_.push_back(std::make_unique<MemoryReader>(memory));
      std::string its_head = readers_.back()->head();
      if (head.empty()) head = std::move(its_head);
    }
    head_ = std::move(head);
  }

  /// Begins the file; everything before only reads.
  void open() {
    out_.emplace(path_);
    out_->write(head_);
  }
  void copy(std::size_t shard, std::size_t units) {
    for (std::size_t i = 0; i < units; ++i) out_->write(readers_[shard]->unit());
  }
  void finish() {
    std::string tail;
    for (std::size_t i = 0; i < readers_.size(); ++i) {
      tail = readers_[i]->tail();
      if (count_units(tail) > 0)
        throw InputError(paths_[i], 0, "has more units than its records count",
                         "run the shard again");
    }
    out_->write(tail);
    out_->prepare();
  }
  void commit() { out_->commit(); }

 private:
  std::vector<std::string> paths_;
  std::string path_;
  std::string head_;
  std::vector<std::unique_ptr<MemoryReader>> readers_;
  std::optional<OutputFile> out_;
};

using Shards = std::vector<std::unique_ptr<ShardRecords>>;

/// The shard whose current record comes first in the manifest; none at the end of all.
std::optional<std::size_t> next_shard(const Shards& records) {
  std::optional<std::size_t> next;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (!records[i]->at_end() && (!next || records[i]->line() < records[*next]->line())) next = i;
  }
  return next;
}

std::string index_of(const std::string& folder) { return folder + "/index.html"; }

void merge(const MergeRun& run, const ProgramData& data) {
  std::vector<std::string> inputs = run.shards;
  inputs.insert(inputs.end(), run.memories.begin(), run.memories.end());
  require_apart(inputs, {run.output, run.tmx, run.report.empty() ? "" : index_of(run.report)});
  Shards records;
  for (const std::string& shard : run.shards)
    records.push_back(std::make_unique<ShardRecords>(shard));
  std::optional<MergedMemory> memory;
  if (!run.tmx.empty()) memory.emplace(run);
  if (!run.report.empty())
    static_cast<void>(
        MessageCatalogue(data->messages, run.ui_lang));  // an unknown language is told first
  std::optional<OutputFile> out;
  if (run.output != "-") out.emplace(run.output);
  if (memory) memory->open();
  std::string summaries;
  std::size_t last = 0;
  while (const auto next = next_shard(records)) {
    ShardRecords& shard = *records[*next];
    if (shard.line() == last)
      throw InputError(
          run.shards[*next], 0,
          fmt::format("has line {} of the manifest, which another shard has too", last),
          "name every shard once");
    last = shard.line();
    out ? out->write(shard.text()) : print(shard.text());
    if (!run.report.empty()) summaries += index_summary(shard.text());
    if (memory) memory->copy(*next, shard.units());
    shard.advance();
  }
  if (memory) memory->finish();
  if (out) out->prepare();
  if (memory) memory->commit();
  if (out) out->commit();
  if (!run.report.empty())
    write_page(index_of(run.report), index_page(summaries, data->messages, run.ui_lang));
}

}  // namespace

int run_merge(const Arguments& arguments, const ProgramData& data) {
  MergeRun run;
  po::options_description options("Options");
  add_options(options, run);
  po::positional_options_description positional;
  positional.add("shards", -1);
  if (!parse_options(arguments,
                     "Usage: concord merge RECORDS... [--output FILE] [--tmx ALL.tmx --tmx-shard "
                     "FILE ...] [--report DIR]",
                     options, positional)) {
    return kClean;
  }
  if (run.shards.empty())
    throw UsageError("name the records of the shards; see concord merge --help");
  if (run.tmx.empty() ? !run.memories.empty() : run.memories.size() != run.shards.size()) {
    throw UsageError("give --tmx and one --tmx-shard for every file of records");
  }
  merge(run, data);
  return kClean;
}

}  // namespace concord::app
