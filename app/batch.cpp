// concord batch: check many pairs, one JSON line in, one out.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

#include "app/command.h"
#include "app/outputs.h"
#include "app/progress.h"
#include "app/settings_options.h"
#include "formats/json_input.h"
#include "lang/base/data_dirs.h"
#include "newsroom/engine/batch_outputs.h"
#include "newsroom/engine/ordered_pipeline.h"
#include "newsroom/engine/pair_worker.h"
#include "newsroom/service/desk_queue.h"
#include "text/file_identity.h"
#include "text/input_error.h"
#include "text/line_reader.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

/// Part `part` (from 0) of `parts`.
struct Shard {
  std::uint32_t part = 0;
  std::uint32_t parts = 1;
};

Shard parse_shard(const std::string& text) {
  Shard shard;
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, shard.part);
  if (first.ec == std::errc() && first.ptr < end && *first.ptr == '/') {
    const auto second = std::from_chars(first.ptr + 1, end, shard.parts);
    if (second.ec == std::errc() && second.ptr == end && shard.part >= 1 &&
        shard.part <= shard.parts) {
      --shard.part;
      return shard;
    }
  }
  throw UsageError("--shard '" + text + "' is not I/N with I from 1 to N");
}

/// One line of the manifest that is to be checked.
struct ManifestLine {
  std::size_t number = 0;
  std::string text;
  std::uint64_t hash = 0;
};

/// The lines of a manifest that belong to a shard and are not done yet.
class Manifest {
 public:
  Manifest(const std::string& path, Shard shard, const std::vector<std::uint64_t>& done)
      : name_(path == "-" ? "standard input" : path), lines_(path), shard_(shard), done_(done) {}

  const std::string& name() const { return name_; }

  std::optional<ManifestLine> next() {
    ManifestLine line;
    while (lines_.next(line.text)) {
      if (shard_.parts > 1 && shard_of(shard_key(line.text), shard_.parts) != shard_.part) continue;
      line.number = lines_.number();
      line.hash = line_hash(line.text);
      if (skipped_ == done_.size()) return line;
      if (done_[skipped_] != line.hash) {
        throw InputError(name_, line.number, "is not what it was when the run began",
                         "start without --resume");
      }
      ++skipped_;
    }
    if (skipped_ < done_.size())
      throw InputError(name_, 0, "has fewer lines than when the run began",
                       "start without --resume");
    return std::nullopt;
  }

 private:
  /// The id; the whole line where it has none.
  static std::string shard_key(const std::string& text) {
    try {
      const nlohmann::json json = parse_json({}, 0, text);
      if (json.is_object() && json.contains("id") && !json["id"].is_structured())
        return id_text(nlohmann::ordered_json(json["id"]));
    } catch (const InputError&) {
      // The line becomes an error record, in the shard of its text.
    }
    return text;
  }

  std::string name_;
  LineReader lines_;
  Shard shard_;
  const std::vector<std::uint64_t>& done_;
  std::size_t skipped_ = 0;
};

/// Throws InputError unless the records of a finished run are those of the manifest's lines.
void check_complete(const std::string& records, Manifest& manifest) {
  LineReader lines(records);
  std::string line;
  for (auto wanted = manifest.next(); wanted; wanted = manifest.next()) {
    const bool more = lines.next(line);
    const nlohmann::json record =
        more ? parse_json(records, lines.number(), line) : nlohmann::json();
    if (!more || record.value("line", std::size_t{0}) != wanted->number) {
      throw InputError(
          records, lines.number(),
          "is finished, but has no record of line " + std::to_string(wanted->number) + " of " +
              manifest.name(),
          "it is of another manifest or shard: name another file, or start without --resume");
    }
  }
  if (lines.next(line))
    throw InputError(
        records, lines.number(), "is finished, but has more than " + manifest.name(),
        "it is of another manifest or shard: name another file, or start without --resume");
}

/// What is known of a run's outcome for the exit code.
struct Outcome {
  std::size_t pairs = 0;
  std::size_t unread = 0;
  IssueCounts counts;

  void add(const IssueCounts& more) {
    counts.errors += more.errors;
    counts.warnings += more.warnings;
    counts.infos += more.infos;
  }
  bool fails(std::optional<Severity> fail_on) const {
    if (!fail_on) return false;
    return unread > 0 || counts.errors > 0 ||
           (*fail_on <= Severity::kWarning && counts.warnings > 0) ||
           (*fail_on == Severity::kInfo && counts.infos > 0);
  }
};

/// The outcome of the records an earlier run has written.
Outcome outcome_of_records(const std::string& path) {
  Outcome outcome;
  LineReader lines(path);
  std::string line;
  while (lines.next(line)) {
    const nlohmann::json record = parse_json(path, lines.number(), line);
    ++outcome.pairs;
    if (!record.contains("counts")) {
      ++outcome.unread;
    } else {
      const nlohmann::json& counts = record["counts"];
      outcome.add({counts.value("error", std::size_t{0}), counts.value("warning", std::size_t{0}),
                   counts.value("info", std::size_t{0})});
    }
  }
  return outcome;
}

std::optional<std::size_t> count_lines(const std::string& path) {
  // A pipe gives its lines once.
  if (!Progress::visible() || !file_id(path)) return std::nullopt;
  LineReader lines(path);
  std::string line;
  std::size_t count = 0;
  while (lines.next(line)) ++count;
  return count;
}

/// The command line of a batch.
struct BatchRun {
  std::string manifest;
  std::string shard;  ///< I/N
  std::string min_severity;
  std::string fail_on;
  unsigned jobs = 0;
  bool resume = false;
  SettingsFiles settings_files;
  std::string desk;  ///< the store of a desk whose queue to fill; empty for none
  BatchFiles files;
  PairOutputs outputs;
};

void add_options(po::options_description& options, BatchRun& run) {
  add_settings_options(options, run.settings_files);
  add_desk_option(options, run.settings_files);
  add_jobs_option(options, run.jobs);
  options.add_options()  //
      ("output,o", po::value(&run.files.records)->default_value("-"),
       "where the records go; - is standard output")  //
      ("resume", po::bool_switch(&run.resume),
       "continue a run that was killed (needs --output)")                                     //
      ("tmx", po::value(&run.files.tmx), "also write all translation units as one TMX file")  //
      ("tmx-append", po::value(&run.files.tmx_append),
       "also add the units to this TMX file, those that it does not have yet")  //
      ("report", po::value(&run.files.report_folder),
       "also write an index page and a page a pair into this folder")  //
      ("memory", po::value(&run.files.memory),
       "also keep the units in this translation memory; see concord tm")  //
      ("desk", po::value(&run.desk),
       "also add the pairs to the queue of a desk: the --store of concord serve")  //
      ("outlet", po::value(&run.outputs.outlet),
       "the outlet to store with the units and with the pairs of the queue")  //
      ("shard", po::value(&run.shard)->default_value("1/1"),
       "I/N: only part I of N, by a hash of the id; see concord merge")  //
      ("min-severity", po::value(&run.min_severity)->default_value("info"),
       "the least severity that records show")  //
      ("ui-lang", po::value(&run.outputs.writer.ui_lang)->default_value("en"),
       "language of messages")  //
      ("fail-on", po::value(&run.fail_on)->default_value("error"),
       "what makes the exit code 1: error, warning, info or never; a pair that could not be read "
       "counts as an error")  //
      ("manifest", po::value(&run.manifest), "JSON lines; - is standard input");
}

/// Refuses what the options alone show to be wrong.
void require_usable(const BatchRun& run) {
  if (run.manifest.empty())
    throw UsageError("name a manifest, or - for standard input; see concord batch --help");
  parse_shard(run.shard);
  if (run.resume && run.files.records == "-") throw UsageError("--resume needs --output FILE");
}

/// The severity of --fail-on; none for "never".
std::optional<Severity> fail_on_of(const BatchRun& run) {
  const std::optional<Severity> fail_on = severity_of(run.fail_on);
  if (!fail_on && run.fail_on != "never")
    throw UsageError("unknown severity '" + run.fail_on + "'; use error, warning, info or never");
  return fail_on;
}

/// Says what every pair is to give, and what a resumed run must have in common with this one.
void set_outputs(BatchRun& run, NewsroomSettings& settings) {
  const std::optional<Severity> least = severity_of(run.min_severity);
  if (!least)
    throw UsageError("unknown severity '" + run.min_severity + "'; use error, warning or info");
  PairOutputs& outputs = run.outputs;
  BatchFiles& files = run.files;
  outputs.settings = &settings;
  outputs.memory = !files.memory.empty();
  outputs.texts = !run.desk.empty();
  outputs.tmx = !files.tmx.empty() || !files.tmx_append.empty();
  outputs.page = !files.report_folder.empty();
  outputs.writer.min_severity = *least;
  outputs.writer.version = CONCORD_VERSION;
  outputs.writer.timestamp = run_timestamp();
  files.writer = outputs.writer;
  files.index = parse_shard(run.shard).parts == 1;
  files.settings = std::string(CONCORD_VERSION) + " " + run.shard + " " + run.min_severity +
                   (outputs.tmx ? " tmx" : "") + (outputs.page ? " report" : "") +
                   (outputs.memory ? " memory" : "") + " " + settings.fingerprint() + " " +
                   outputs.writer.ui_lang;
}

/// Checks the lines that are not done yet.
void check_lines(const BatchRun& run, SharedResources& shared, BatchOutputs& out,
                 std::optional<std::size_t> total, Outcome& outcome) {
  const Shard shard = parse_shard(run.shard);
  if (total) *total /= shard.parts;
  Manifest manifest(run.manifest, shard, out.done());
  Progress progress(total, out.done().size());
  struct Done {
    RenderedPair pair;
    std::uint64_t hash;
  };
  std::optional<DeskQueue> desk;
  if (!run.desk.empty()) desk.emplace(run.desk, run.outputs.outlet);
  run_ordered(
      run.jobs, [&] { return manifest.next(); },
      [&] {
        return [&, worker = std::make_unique<PairWorker>(shared, run.outputs)](
                   const ManifestLine& line) {
          return Done{worker->run(manifest.name(), line.number, line.text), line.hash};
        };
      },
      [&](const Done& done) {
        // Before the record: a run that is killed in between adds the same pair again.
        if (desk && !done.pair.unread()) desk->put(done.pair);
        out.append(done.pair, done.hash);
        ++outcome.pairs;
        outcome.unread += done.pair.unread() ? 1 : 0;
        outcome.add(done.pair.record.counts);
        progress.step();
      });
  // A shard may be empty; a whole manifest that is has lost its lines before it came here.
  if (shard.parts == 1 && outcome.pairs == 0 && out.done().empty()) {
    out.discard();
    throw InputError(manifest.name(), 0, "has no pair", "write one JSON object a line");
  }
  if (const auto appended = out.finish()) notice_appended(run.files.tmx_append, *appended);
}

/// Every file that a batch writes but for pages, and those that it writes while it runs.
std::vector<std::string> written_by(const BatchFiles& files) {
  std::vector<std::string> written = {files.memory};
  for (const std::string& file : {files.records, files.tmx, files.tmx_append}) {
    if (file.empty() || file == "-") continue;
    written.push_back(file);
    if (find_write_target(file).kind == WriteTarget::Kind::kSpecial) continue;
    written.insert(written.end(), {file + ".part", file + ".journal"});
  }
  return written;
}

/// Writes the outputs of a run whose options are right.
Outcome check_batch(BatchRun& run, const DataDirs& dirs, NewsroomSettings& settings) {
  Packs packs(dirs);
  SharedResources shared(packs);
  // Wrong options must be found before any file is touched: this makes one of every writer.
  PairWorker(shared, run.outputs);
  if (run.outputs.tmx) make_writer("tmx", run.outputs.writer);
  if (run.outputs.page) make_writer("html", run.outputs.writer);

  const std::optional<std::size_t> total = count_lines(run.manifest);
  std::string first;
  if (file_id(run.manifest)) LineReader(run.manifest).next(first);  // must be readable
  std::vector<std::string> inputs = settings.files();
  inputs.push_back(run.manifest);
  require_apart(inputs, written_by(run.files));
  BatchOutputs out(run.files, run.resume);
  run.outputs.writer.timestamp = out.timestamp();
  run.outputs.files = out.file_ids();
  Outcome outcome;
  if (run.resume && std::filesystem::exists(out.records_path()))
    outcome = outcome_of_records(out.records_path());
  if (out.complete()) {
    if (run.manifest == "-") return outcome;
    Manifest manifest(run.manifest, parse_shard(run.shard), out.done());
    check_complete(run.files.records, manifest);
    return outcome;
  }
  try {
    check_lines(run, shared, out, total, outcome);
  } catch (const SameFileError&) {
    if (!run.resume) out.discard();
    throw;
  }
  if (out.done().empty()) notice_stale(settings);  // a continued run has not seen all documents
  return outcome;
}

}  // namespace

int run_batch(const Arguments& arguments, const ProgramData& data) {
  BatchRun run;
  po::options_description options("Options");
  add_options(options, run);
  po::positional_options_description positional;
  positional.add("manifest", 1);
  const auto values =
      parse_options(arguments,
                    "Usage: concord batch MANIFEST|- [options]\n"
                    "One line in, one out, in the same order:\n"
                    "  {\"id\", \"source\": PATH or {\"text\",\"lang\",\"date\",\"title\"}, "
                    "\"target\": ..., \"src_lang\", "
                    "\"tgt_lang\", \"date\"}",
                    options, positional);
  if (!values) return kClean;
  require_usable(run);
  NewsroomSettings settings(run.settings_files);
  take_decisions(settings, *values, data, run.settings_files);
  set_option(settings, *values, "min-severity", run.min_severity);
  set_option(settings, *values, "fail-on", run.fail_on);
  set_option(settings, *values, "ui-lang", run.outputs.writer.ui_lang);
  const std::optional<Severity> fail_on = fail_on_of(run);
  run.outputs.writer.messages = data->messages;
  set_outputs(run, settings);
  const Outcome outcome = check_batch(run, *data, settings);
  // A part of a manifest may be all broken, like an empty one; whoever merges it sees the whole.
  if (outcome.pairs > 0 && outcome.unread == outcome.pairs && parse_shard(run.shard).parts == 1)
    throw InputError(run.manifest == "-" ? "standard input" : run.manifest, 0,
                     fmt::format("none of its {} pairs could be compared", outcome.pairs),
                     "see \"error\" in their records");
  if (outcome.unread > 0)
    notice(fmt::format("{} of {} pairs could not be checked; see \"error\" in their records",
                       outcome.unread, outcome.pairs));
  return outcome.fails(fail_on) ? kIssues : kClean;
}

}  // namespace concord::app
