// concord merge: joins what the shards of a batch wrote into what one run would have written.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <memory>

#include "app/command.h"
#include "formats/index_page.h"
#include "formats/json_input.h"
#include "formats/messages.h"
#include "formats/tmx/tmx_frame.h"
#include "text/append_file.h"
#include "text/input_error.h"
#include "text/line_reader.h"
#include "text/read_file.h"

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
/// behind the last.
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

}  // namespace

int run_merge(const Arguments& arguments) {
  std::vector<std::string> shards;
  std::vector<std::string> memories;
  std::string output;
  std::string tmx;
  std::string report;
  std::string ui_lang;
  po::options_description options("Options");
  options.add_options()  //
      ("output,o", po::value(&output)->default_value("-"),
       "where the records go; - is standard output")                                    //
      ("tmx", po::value(&tmx), "also join the TMX files of the shards into this file")  //
      ("tmx-shard", po::value(&memories),
       "the TMX file of a shard; repeat it in the order of the shards")  //
      ("report", po::value(&report),
       "also write the index page of this folder, in which the pages of all shards are")  //
      ("ui-lang", po::value(&ui_lang)->default_value("en"), "language of that page")      //
      ("shards", po::value(&shards), "the records of the shards");
  po::positional_options_description positional;
  positional.add("shards", -1);
  if (!parse_options(arguments,
                     "Usage: concord merge RECORDS... [--output FILE] [--tmx ALL.tmx --tmx-shard "
                     "FILE ...] [--report DIR]",
                     options, positional)) {
    return kClean;
  }
  if (shards.empty()) throw UsageError("name the records of the shards; see concord merge --help");
  if (tmx.empty() ? !memories.empty() : memories.size() != shards.size()) {
    throw UsageError("give --tmx and one --tmx-shard for every file of records");
  }
  std::vector<std::unique_ptr<ShardRecords>> records;
  for (const std::string& shard : shards) records.push_back(std::make_unique<ShardRecords>(shard));
  std::vector<std::unique_ptr<MemoryReader>> readers;
  std::string head;
  for (const std::string& memory : memories) {
    readers.push_back(std::make_unique<MemoryReader>(memory));
    std::string its_head = readers.back()->head();
    if (head.empty()) head = std::move(its_head);
  }

  if (!report.empty())
    static_cast<void>(MessageCatalogue(ui_lang));  // an unknown language is told before the work
  AppendFile out(output, AppendFile::Mode::kFresh);
  std::optional<AppendFile> memory;
  if (!tmx.empty()) {
    memory.emplace(tmx + ".part", AppendFile::Mode::kFresh);
    memory->append(head);
  }
  std::string summaries;
  std::size_t last = 0;
  for (;;) {
    std::size_t next = records.size();
    for (std::size_t i = 0; i < records.size(); ++i) {
      if (!records[i]->at_end() &&
          (next == records.size() || records[i]->line() < records[next]->line()))
        next = i;
    }
    if (next == records.size()) break;
    ShardRecords& shard = *records[next];
    if (shard.line() == last)
      throw InputError(
          shards[next], 0,
          fmt::format("has line {} of the manifest, which another shard has too", last),
          "name every shard once");
    last = shard.line();
    out.append(shard.text());
    if (!report.empty()) summaries += index_summary(shard.text());
    if (memory) {
      for (std::size_t i = 0; i < shard.units(); ++i) memory->append(readers[next]->unit());
    }
    shard.advance();
  }
  if (memory) {
    std::string tail;
    for (std::size_t i = 0; i < readers.size(); ++i) {
      tail = readers[i]->tail();
      if (count_units(tail) > 0)
        throw InputError(memories[i], 0, "has more units than its records count",
                         "run the shard again");
    }
    memory->append(tail);
    memory->close_as(tmx);
  }
  if (!report.empty()) write_file(report + "/index.html", index_page(summaries, ui_lang));
  return kClean;
}

}  // namespace concord::app
