// concord tm: a translation memory of checked units: add, search, export, import.
#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "app/check_run.h"
#include "app/command.h"
#include "app/outputs.h"
#include "formats/escape.h"
#include "formats/tmx/tmx_frame.h"
#include "newsroom/store/tm_store.h"
#include "text/day.h"
#include "text/file_identity.h"
#include "text/input_error.h"
#include "text/line_reader.h"
#include "text/output_file.h"
#include "text/unicode.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

constexpr const char* kUsage =
    R"(Usage: concord tm add MEMORY SOURCE TARGET [options of check] [--outlet NAME]
       concord tm add MEMORY --aligned FILE [options of check] [--outlet NAME]
       concord tm import MEMORY FILE.tmx... [--src-lang L] [--tgt-lang L] [--outlet NAME] [--date D] [--confidence C]
       concord tm search MEMORY TEXT [--lang L] [--min-score S] [--limit N] [filters] [--format text|jsonl]
       concord tm export MEMORY --tmx FILE|- [filters]
       concord tm stats MEMORY [--format text|jsonl]
       concord tm verdict MEMORY UNIT approved|rejected|none

add      checks two versions of a report (or aligned segments) and keeps their units; run again, it updates them
import   takes the units of TMX files: those of others, or what export wrote
search   the units whose source or target is like a text, with a score: 1 the same, 0.99 the same but for case and punctuation,
         otherwise the part of the words that need no edit
export   writes TMX 1.4b; units with an open error-level issue and rejected ones are left out unless --all
stats    how many units of which languages there are, and how many have issues
verdict  marks a unit, by the number that search prints, as right or wrong

MEMORY is one SQLite file. concord batch --memory and concord feed --memory fill it too.
)";

/// The options by which units are chosen.
struct FilterOptions {
  TmFilter filter;
  std::string from;
  std::string to;
  double confidence = -1;

  void add_to(po::options_description& options) {
    options.add_options()                                                                       //
        ("src-lang", po::value(&filter.source_lang), "only units from this language (BCP 47)")  //
        ("tgt-lang", po::value(&filter.target_lang), "only units into this language")           //
        ("min-confidence", ranged("min-confidence", &confidence, 0.0, 1.0),
         "only units aligned with this confidence, 0 to 1")  //
        ("from", po::value(&from),
         "only units of reports published on this day or later, YYYY-MM-DD")             //
        ("to", po::value(&to), "only units of reports published on this day or before")  //
        ("outlet", po::value(&filter.outlet), "only units of this outlet")               //
        ("document", po::value(&filter.document),
         "only units of documents whose name matches this glob")  //
        ("without-issues", po::bool_switch(&filter.without_issues),
         "only units without any open issue")  //
        ("all", po::bool_switch(&filter.all),
         "also units with an open error-level issue, and rejected ones");
  }
  TmFilter read() {
    filter.from = parse_day(from);
    filter.to = parse_day(to);
    if (confidence != -1) {
      filter.least_confidence = confidence;
    }
    return filter;
  }
};

/// The memory, then the words that an action takes.
po::positional_options_description memory_first(const char* next, int count) {
  po::positional_options_description positional;
  positional.add("memory", 1);
  if (next != nullptr) positional.add(next, count);
  return positional;
}

void need(const std::string& value, const char* what) {
  if (value.empty()) throw UsageError(fmt::format("name {}; see concord tm --help", what));
}

int run_add(const Arguments& arguments) {
  CheckRun run;
  OutputOptions output;
  std::string memory;
  std::string outlet;
  po::options_description options("Options");
  run.add_to(options);
  options.add_options()("memory", po::value(&memory), "the translation memory")  //
      ("outlet", po::value(&outlet), "the outlet to store with the units");
  auto positional = memory_first("source", 1);
  positional.add("target", 1);
  const auto values = parse_options(arguments, kUsage, options, positional);
  if (!values) return kClean;
  need(memory, "a translation memory");
  run.load(*values, output);
  require_apart(run.inputs(), {memory});
  const std::string now = run_timestamp();
  // Segments are kept in bunches, of which each is a transaction.
  constexpr std::size_t kBunch = 10'000;
  std::optional<TmStore> store;
  MemoryDocuments documents;
  std::vector<MemoryUnit> units;
  std::size_t kept = 0;
  const auto flush = [&] {
    if (!store) store.emplace(memory, TmStore::Mode::kWrite);
    run.aligned.empty() ? store->put_pair(documents, units) : static_cast<void>(store->add(units));
    kept += units.size();
    units.clear();
  };
  run.run([&](const PairReport& report) {
    for (MemoryUnit& unit : memory_units(report, outlet, now)) units.push_back(std::move(unit));
    documents = {report.source.article.name, report.target.article.name};
    if (!run.aligned.empty() && units.size() >= kBunch) flush();
  });
  flush();
  print(fmt::format("{} units kept\n", kept));
  return kClean;
}

int run_import(const Arguments& arguments) {
  std::string memory;
  std::vector<std::string> files;
  MemoryImport import;
  std::string date;
  double confidence = -1;
  po::options_description options("Options");
  options.add_options()  //
      ("src-lang", po::value(&import.source_lang),
       "the language to take as the source; that of the file when absent")  //
      ("tgt-lang", po::value(&import.target_lang),
       "the language to take as the target; every other when absent")                           //
      ("outlet", po::value(&import.outlet), "the outlet to store with the units")               //
      ("date", po::value(&date), "the day of publication to store with the units, YYYY-MM-DD")  //
      ("confidence", ranged("confidence", &confidence, 0.0, 1.0),
       "the confidence to store with the units, 0 to 1")        //
      ("memory", po::value(&memory), "the translation memory")  //
      ("files", po::value(&files)->composing(), "TMX files");
  if (!parse_options(arguments, kUsage, options, memory_first("files", -1))) return kClean;
  need(memory, "a translation memory");
  if (files.empty()) throw UsageError("name TMX files; see concord tm --help");
  require_apart(files, {memory});
  import.day = parse_day(date);
  if (confidence != -1) {
    import.confidence = confidence;
  }
  const std::string now = run_timestamp();
  TmStore store(memory, TmStore::Mode::kWrite);
  // Units in memory at a time, and in one transaction.
  constexpr std::size_t kBunch = 20'000;
  for (const std::string& file : files) {
    std::vector<MemoryUnit> units;
    std::size_t added = 0;
    const MemoryImportCounts counts = read_memory(file, import, [&](MemoryUnit unit) {
      if (unit.added.empty()) unit.added = now;
      units.push_back(std::move(unit));
      if (units.size() < kBunch) return;
      added += store.add(units);
      units.clear();
    });
    added += store.add(units);
    if (counts.units == 0) {
      throw InputError(file, 0,
                       fmt::format("has no unit to take: none of its {} has text in two of the "
                                   "languages",
                                   counts.skipped),
                       "check the file, --src-lang and --tgt-lang");
    }
    print_line(fmt::format("{}: {} units, {} of them new; {} without text in two languages", file,
                           counts.units, added, counts.skipped));
  }
  store.optimize();
  return kClean;
}

std::string line_of(const TmMatch& match, const std::string& format) {
  const MemoryUnit& unit = match.unit;
  if (format == "jsonl") {
    nlohmann::ordered_json json = {{"unit", match.id},
                                   {"score", std::round(match.score * 1000) / 1000},
                                   {"side", match.target ? "target" : "source"},
                                   {"src_lang", unit.source_lang},
                                   {"tgt_lang", unit.target_lang},
                                   {"source", unit.source},
                                   {"target", unit.target},
                                   {"source_document", unit.source_document},
                                   {"target_document", unit.target_document}};
    if (!unit.outlet.empty()) json["outlet"] = unit.outlet;
    if (unit.day) json["date"] = iso_day(*unit.day);
    if (unit.confidence) json["confidence"] = *unit.confidence;
    if (!unit.issues.empty()) json["issues"] = unit.issues;
    if (!unit.verdict.empty()) json["verdict"] = unit.verdict;
    return json_line(json) + "\n";
  }
  std::string about = unit.source_document;
  if (unit.day) about += ", " + iso_day(*unit.day);
  if (!unit.issues.empty()) about += ", " + unit.issues;
  if (!unit.verdict.empty()) about += ", " + unit.verdict;
  return fmt::format("{:3.0f}%  unit {}  {}\n      {}  {}\n      {}  {}\n",
                     std::floor(match.score * 100), match.id, plain_line(about),
                     plain_line(unit.source_lang), plain_line(unit.source),
                     plain_line(unit.target_lang), plain_line(unit.target));
}

void check_format(const std::string& format) {
  if (format != "text" && format != "jsonl")
    throw UsageError("unknown format '" + format + "'; use text or jsonl");
}

int run_search(const Arguments& arguments) {
  std::string memory;
  std::string format;
  std::vector<std::string> texts;
  TmSearch search;
  FilterOptions filter;
  po::options_description options("Options");
  filter.add_to(options);
  options.add_options()  //
      ("lang", po::value(&search.lang),
       "language of TEXT: compare only with that side; both sides when absent")  //
      ("min-score",
       ranged("min-score", &search.least_score, 0.0, 1.0)->default_value(search.least_score, "0.6"),
       "the least score, 0 to 1")  //
      ("limit",
       ranged("limit", &search.limit, std::size_t{1}, std::size_t{100'000})
           ->default_value(search.limit),
       "how many units to show at most")                                      //
      ("format", po::value(&format)->default_value("text"), "text or jsonl")  //
      ("memory", po::value(&memory), "the translation memory")                //
      ("text", po::value(&texts)->composing(),
       "the text; - reads one text a line from standard input");
  if (!parse_options(arguments, kUsage, options, memory_first("text", -1))) return kClean;
  need(memory, "a translation memory");
  if (texts.size() != 1 || texts[0].empty())
    throw UsageError("name one text, in quotes; see concord tm --help");
  check_format(format);
  search.filter = filter.read();
  TmStore store(memory, TmStore::Mode::kRead);
  // Comparing grows with the square; the longest sentences of agencies have some 150 words.
  constexpr std::size_t kLongest = 10'000;
  const auto tell = [&](const std::string& text) {
    if (text.size() > kLongest)
      throw UsageError(
          fmt::format("a text of more than {} bytes is not a segment; name a sentence", kLongest));
    if (const auto at = first_invalid_utf8(text))
      throw UsageError(fmt::format("the text is not UTF-8 at byte {}", *at));
    for (const TmMatch& match : store.search(to_nfc(text), search)) print(line_of(match, format));
  };
  if (texts[0] != "-") {
    tell(texts[0]);
    return kClean;
  }
  LineReader lines("-");
  for (std::string line; lines.next(line);) {
    tell(line);
    print(format == "text" ? "\n" : "{}\n");
  }
  return kClean;
}

int run_export(const Arguments& arguments) {
  std::string memory;
  std::string tmx;
  FilterOptions filter;
  po::options_description options("Options");
  filter.add_to(options);
  options.add_options()("memory", po::value(&memory), "the translation memory")  //
      ("tmx", po::value(&tmx), "the file to write; - is standard output");
  if (!parse_options(arguments, kUsage, options, memory_first(nullptr, 0))) return kClean;
  need(memory, "a translation memory");
  need(tmx, "the file to write with --tmx");
  require_apart({memory}, {tmx});
  const TmFilter wanted = filter.read();
  WriterOptions writer;
  writer.version = CONCORD_VERSION;
  writer.timestamp = run_timestamp();
  const TmxFrame frame = tmx_frame(writer);
  TmStore store(memory, TmStore::Mode::kRead);
  std::optional<OutputFile> file;
  if (tmx != "-") file.emplace(tmx);
  const auto write = [&](std::string_view bytes) { file ? file->write(bytes) : print(bytes); };
  write(frame.head);
  std::size_t units = 0;
  store.each(wanted, [&](std::int64_t, const MemoryUnit& unit) {
    write(tmx_unit(unit));
    ++units;
  });
  write(frame.tail);
  if (file) {
    file->commit();
    print_line(fmt::format("{} units written to {}", units, tmx));
  }
  return kClean;
}

int run_stats(const Arguments& arguments) {
  std::string memory;
  std::string format;
  po::options_description options("Options");
  options.add_options()("format", po::value(&format)->default_value("text"), "text or jsonl")  //
      ("memory", po::value(&memory), "the translation memory");
  if (!parse_options(arguments, kUsage, options, memory_first(nullptr, 0))) return kClean;
  need(memory, "a translation memory");
  check_format(format);
  TmStore store(memory, TmStore::Mode::kRead);
  if (format == "text") {
    print(fmt::format("{:<13}  {:>9}  {:>9}  {:>11}  {:>11}  {:>8}  {:>8}  {}\n", "languages",
                      "units", "documents", "with issues", "with errors", "approved", "rejected",
                      "published"));
  }
  for (const TmCount& count : store.counts()) {
    if (format == "text") {
      print(fmt::format("{:<13}  {:>9}  {:>9}  {:>11}  {:>11}  {:>8}  {:>8}  {}\n",
                        plain_line(count.source_lang + "-" + count.target_lang), count.units,
                        count.documents, count.with_issues, count.with_errors, count.approved,
                        count.rejected,
                        count.first_day.empty() ? "-" : count.first_day + " to " + count.last_day));
      continue;
    }
    nlohmann::ordered_json json = {{"src_lang", count.source_lang},
                                   {"tgt_lang", count.target_lang},
                                   {"units", count.units},
                                   {"documents", count.documents},
                                   {"with_issues", count.with_issues},
                                   {"with_errors", count.with_errors},
                                   {"approved", count.approved},
                                   {"rejected", count.rejected}};
    if (!count.first_day.empty()) json["from"] = count.first_day;
    if (!count.last_day.empty()) json["to"] = count.last_day;
    print(json_line(json) + "\n");
  }
  return kClean;
}

int run_verdict(const Arguments& arguments) {
  std::string memory;
  std::int64_t unit = 0;
  std::string verdict;
  po::options_description options("Options");
  options.add_options()("memory", po::value(&memory), "the translation memory")  //
      ("unit", po::value(&unit), "the number of the unit, as search prints it")  //
      ("verdict", po::value(&verdict), "approved, rejected or none");
  auto positional = memory_first("unit", 1);
  positional.add("verdict", 1);
  if (!parse_options(arguments, kUsage, options, positional)) return kClean;
  need(memory, "a translation memory");
  if (verdict != "approved" && verdict != "rejected" && verdict != "none")
    throw UsageError("unknown verdict '" + verdict + "'; use approved, rejected or none");
  TmStore store(memory, TmStore::Mode::kChange);
  if (!store.set_verdict(unit, verdict == "none" ? "" : verdict))
    throw UsageError(fmt::format("the translation memory has no unit {}", unit));
  return kClean;
}

}  // namespace

int run_tm(const Arguments& arguments) {
  if (arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h") {
    print(kUsage);
    return arguments.empty() ? kFailed : kClean;
  }
  const Arguments rest(arguments.begin() + 1, arguments.end());
  if (arguments[0] == "add") return run_add(rest);
  if (arguments[0] == "import") return run_import(rest);
  if (arguments[0] == "search") return run_search(rest);
  if (arguments[0] == "export") return run_export(rest);
  if (arguments[0] == "stats") return run_stats(rest);
  if (arguments[0] == "verdict") return run_verdict(rest);
  throw UsageError("unknown command 'tm " + arguments[0] + "'; see concord tm --help");
}

}  // namespace concord::app
