// Opens, feeds and finishes the outputs of check and align.
#include "app/outputs.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "app/command.h"
#include "formats/tmx/tmx_frame.h"
#include "text/clock.h"
#include "text/input_error.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

bool wants_color(const std::string& choice) {
  if (choice == "always") return true;
  if (choice == "never") return false;
  if (choice != "auto")
    throw UsageError("unknown value '" + choice + "' of --color; use auto, always or never");
  const char* no_color = std::getenv("NO_COLOR");  // https://no-color.org
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDOUT_FILENO) != 0 && (no_color == nullptr || *no_color == '\0') &&
         !(terminal != nullptr && std::string_view(terminal) == "dumb");
}

std::size_t terminal_width() {
  constexpr std::size_t kDefault = 100;
  winsize size = {};
  if (::isatty(STDOUT_FILENO) != 0 && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
      size.ws_col > 0)
    return size.ws_col;
  return kDefault;
}

Severity severity_option(const std::string& name, const char* more) {
  const std::optional<Severity> severity = severity_of(name);
  if (!severity) throw UsageError("unknown severity '" + name + "'; use error, warning" + more);
  return *severity;
}

}  // namespace

std::time_t run_time() {
  std::time_t now = std::time(nullptr);
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"); epoch != nullptr && *epoch != '\0') {
    char* end = nullptr;
    now = static_cast<std::time_t>(std::strtoll(epoch, &end, 10));
    if (*end != '\0')
      throw UsageError(fmt::format("SOURCE_DATE_EPOCH is '{}', not a number of seconds", epoch));
  }
  if (basic_time(now).empty()) throw UsageError("SOURCE_DATE_EPOCH is out of range");
  return now;
}

std::string run_timestamp() { return basic_time(run_time()); }

void OutputOptions::add_check_options(po::options_description& options) {
  options.add_options()  //
      ("format", po::value(&format)->default_value(report_formats().front()),
       fmt::format("what goes to standard output: {}", fmt::join(report_formats(), ", "))
           .c_str())  //
      ("report", po::value(&reports)->composing(),
       "also write this file; its ending picks the format; may be repeated");
  add_tmx_options(options);
  options.add_options()                                                               //
      ("tmx-all", po::bool_switch(&tmx_all), "also units with an error-level issue")  //
      ("min-severity", po::value(&min_severity)->default_value("info"),
       "what is shown: info, warning or error")  //
      ("fail-on", po::value(&fail_on)->default_value("error"),
       "what makes the exit code 1: error, warning, info or never")                 //
      ("color", po::value(&color)->default_value("auto"), "auto, always or never")  //
      ("ui-lang", po::value(&ui_lang)->default_value("en"), "language of messages");
}

void OutputOptions::add_align_options(po::options_description& options) {
  fail_on = "never";
  min_severity = "info";
  options.add_options()  //
      ("format", po::value(&format)->default_value(bead_formats().front()),
       fmt::format("what goes to standard output: {}", fmt::join(bead_formats(), ", ")).c_str());
  add_tmx_options(options);
  options.add_options()                                                             //
      ("color", po::value(&color)->default_value("auto"), "auto, always or never")  //
      ("ui-lang", po::value(&ui_lang)->default_value("en"), "language of messages");
}

void OutputOptions::add_tmx_options(po::options_description& options) {
  options.add_options()                                                                     //
      ("tmx", po::value(&tmx)->default_value(""), "also write a translation memory (TMX)")  //
      ("tmx-append", po::value(&tmx_append)->default_value(""),
       "also add the units to this TMX file, those that it does not have yet")  //
      ("tmx-min-score", ranged("tmx-min-score", &tmx_min_score, 0.0, 1.0)->default_value(0, "0"),
       "only units aligned with this confidence, 0 to 1");
}

std::vector<std::string> OutputOptions::files() const {
  std::vector<std::string> files = reports;
  files.push_back(tmx);
  files.push_back(tmx_append);
  return files;
}

std::optional<Severity> OutputOptions::fail_on_severity() const {
  if (fail_on == "never") return std::nullopt;
  return severity_option(fail_on, ", info or never");
}

WriterOptions OutputOptions::writer_options(const DataDirs& dirs) const {
  WriterOptions options;
  options.min_severity = severity_option(min_severity, " or info");
  options.fail_on = fail_on_severity();
  options.messages = dirs.messages;
  options.ui_lang = ui_lang;
  options.color = wants_color(color);
  options.width = terminal_width();
  options.version = CONCORD_VERSION;
  options.timestamp = run_timestamp();
  options.tmx_all = tmx_all;
  if (!(tmx_min_score >= 0 && tmx_min_score <= 1)) out_of_range("tmx-min-score", 0, 1);
  options.tmx_min_score = tmx_min_score;
  return options;
}

void notice_appended(const std::string& path, const TmxAppendCounts& counts) {
  notice(fmt::format("{}: {} {} added, {} already there", path, counts.added,
                     counts.added == 1 ? "unit" : "units", counts.known));
}

void Outputs::Sink::put(std::string_view bytes) const {
  if (file) {
    file->write(bytes);
  } else if (memory) {
    memory->add(tmx_units_of(bytes));
  } else {
    print(bytes);
  }
}

Outputs::Outputs(const OutputOptions& options, std::unique_ptr<ReportWriter> standard_output,
                 const WriterOptions& writer_options) {
  sinks_.push_back({std::move(standard_output), nullptr, nullptr});
  WriterOptions file_options = writer_options;
  file_options.color = false;
  const auto add = [&](const std::string& path, std::unique_ptr<ReportWriter> writer) {
    sinks_.push_back({std::move(writer), std::make_unique<OutputFile>(path), nullptr});
  };
  for (const std::string& path : options.reports)
    add(path, make_writer(format_of_path(path), file_options));
  if (!options.tmx.empty()) add(options.tmx, make_bead_writer("tmx", file_options));
  if (!options.tmx_append.empty()) {
    sinks_.push_back({make_bead_writer("tmx", file_options), nullptr,
                      std::make_unique<TmxAppender>(options.tmx_append, file_options)});
  }
  for (const Sink& sink : sinks_) sink.put(sink.writer->begin());
}

void Outputs::pair(const PairReport& report) {
  for (const Sink& sink : sinks_) sink.put(sink.writer->pair(report));
}

void Outputs::finish() {
  for (const Sink& sink : sinks_) sink.put(sink.writer->end());
  if (std::fflush(stdout) != 0)
    throw InputError("", 0, "standard output cannot be written", "check the free space");
  // What may still be refused comes first: a full disk, and a memory that somebody has changed.
  for (const Sink& sink : sinks_) {
    if (sink.file) sink.file->prepare();
  }
  for (const Sink& sink : sinks_) {
    if (!sink.memory) continue;
    sink.memory->finish();
    notice_appended(sink.memory->path(), sink.memory->counts());
  }
  for (const Sink& sink : sinks_) {
    if (sink.file) sink.file->commit();
  }
}

}  // namespace concord::app
