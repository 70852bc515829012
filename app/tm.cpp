// concord tm: a translation memory of checked units: add, search, export, import.
#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "app/check_run.h"
#include "app/command.h"
#include "app/outputs.h"
#include "formats/escape.h"
#include "formats/tmx/tmx_frame.h"
#include "lang/base/data_dirs.h"
#include "newsroom/engine/unit_splitter.h"
#include "newsroom/store/tm_json.h"
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
       concord tm import MEMORY FILE.tmx... [--src-lang L] [--tgt-lang L] [--outlet NAME] [--date D] [--confidence C] [--split]
       concord tm search MEMORY TEXT [--lang L] [--min-score S] [--phrase] [--context N] [--limit N] [filters] [--format text|jsonl]
       concord tm export MEMORY --tmx FILE|- [--unique] [filters]
       concord tm stats MEMORY [--format text|jsonl]
       concord tm verdict MEMORY UNIT approved|rejected|none

add      checks two versions of a report (or aligned segments) and keeps their units; run again, it updates them
import   takes the units of TMX files: those of others, or what export wrote; --split makes sentences of paragraphs
search   the units whose source or target is like a text, with a score: 1 the same, 0.99 the same but for case and punctuation,
         otherwise the part of the words that need no edit; where no unit is like it, the units that hold it as a phrase
export   writes TMX 1.4b; units with an open error-level issue and rejected ones are left out unless --all
stats    how many units of which languages there are, and how many have issues
verdict  marks a unit, by the number that search prints, as right or wrong

MEMORY is one SQLite file or postgresql://HOST/DATABASE, as the store of a desk. concord batch --memory and concord feed --memory fill it too.
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

int run_add(const Arguments& arguments, const ProgramData& data) {
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
  run.load(*values, data, output);
  require_apart(run.inputs(), {memory});
  const std::string now = run_timestamp();
  // Segments are kept in bunches, of which each is a transaction.
  constexpr std::size_t kBunch = 10'000;
  std::optional<TmStore> store;
  MemoryDocuments documents;
  std::vector<MemoryUnit> units;
  std::size_t kept = 0;
  const auto flush = [&] {
    if (!store) store.emplace(memory, SqlAccess::kWrite);
    run.aligned.empty() ? store->put_pair(documents, units) : static_cast<void>(store->add(units));
    kept += units.size();
    units.clear();
  };
  run.run(*data, [&](const PairReport& report) {
    for (MemoryUnit& unit : memory_units(report, outlet, now)) units.push_back(std::move(unit));
    documents = {report.source.article.name, report.target.article.name};
    if (!run.aligned.empty() && units.size() >= kBunch) flush();
  });
  flush();
  print(fmt::format("{} units kept\n", kept));
  return kClean;
}

/// Takes the units of one file, as they are or split into sentences, and says how many there were.
void import_file(const std::string& file, const MemoryImport& import, UnitSplitter* splitter,
                 TmStore& store) {
  // Units in memory at a time, and in one transaction.
  constexpr std::size_t kBunch = 20'000;
  const std::string now = run_timestamp();
  std::vector<MemoryUnit> units;
  std::size_t added = 0;
  const MemoryImportCounts counts = read_memory(file, import, [&](MemoryUnit unit) {
    if (unit.added.empty()) unit.added = now;
    if (splitter != nullptr) {
      for (MemoryUnit& sentence : splitter->split(unit)) units.push_back(std::move(sentence));
    } else {
      units.push_back(std::move(unit));
    }
    if (units.size() < kBunch) return;
    added += store.add(units);
    units.clear();
  });
  added += store.add(units);
  if (counts.units == 0) {
    throw InputError(file, 0,
                     fmt::format("has no unit to take: none of its {} has text in two of the "
                                 "languages",
                                 counts.skipped + counts.damaged),
                     "check the file, --src-lang and --tgt-lang");
  }
  print_line(fmt::format(
      "{}: {} units, {} of them new; {} without text in two languages{}", file, counts.units, added,
      counts.skipped,
      counts.damaged == 0 ? std::string() : fmt::format("; {} damaged, left out", counts.damaged)));
}

int run_import(const Arguments& arguments, const ProgramData& data) {
  std::string memory;
  std::vector<std::string> files;
  MemoryImport import;
  std::string date;
  double confidence = -1;
  bool split = false;
  po::options_description options("Options");
  options.add_options()  //
      ("src-lang", po::value(&import.source_lang),
       "the language to take as the source; that of the file when absent")  //
      ("tgt-lang", po::value(&import.target_lang),
       "the language to take as the target; every other when absent")                           //
      ("outlet", po::value(&import.outlet), "the outlet to store with the units")               //
      ("date", po::value(&date), "the day of publication to store with the units, YYYY-MM-DD")  //
      ("confidence", ranged("confidence", &confidence, 0.0, 1.0),
       "the confidence to store with the units, 0 to 1")  //
      ("split", po::bool_switch(&split),
       "make units of sentences from units of several, where both sides have them one by one")  //
      ("memory", po::value(&memory), "the translation memory")                                  //
      ("files", po::value(&files)->composing(), "TMX files");
  if (!parse_options(arguments, kUsage, options, memory_first("files", -1))) return kClean;
  need(memory, "a translation memory");
  if (files.empty()) throw UsageError("name TMX files; see concord tm --help");
  require_apart(files, {memory});
  import.day = parse_day(date);
  if (confidence != -1) {
    import.confidence = confidence;
  }
  TmStore store(memory, SqlAccess::kWrite);
  Packs packs(*data);
  UnitSplitter splitter(packs);
  for (const std::string& file : files)
    import_file(file, import, split ? &splitter : nullptr, store);
  store.optimize();
  return kClean;
}

/// The units around a match, in the same documents.
struct Context {
  std::vector<MemoryUnit> before;
  std::vector<MemoryUnit> after;
};

nlohmann::ordered_json texts_json(const std::vector<MemoryUnit>& units) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const MemoryUnit& unit : units)
    list.push_back({{"source", unit.source}, {"target", unit.target}});
  return list;
}

/// A side of a match; the phrase that was looked for stands in brackets.
std::string marked(const TmMatch& match, bool target) {
  const std::string& text = target ? match.unit.target : match.unit.source;
  if (match.target != target || !match.phrase || match.phrase->empty()) return plain_line(text);
  const Span at = *match.phrase;
  return plain_line(text.substr(0, at.begin) + "[" + std::string(at.of(text)) + "]" +
                    text.substr(at.end));
}

std::string json_of(const TmMatch& match, const std::optional<Context>& context) {
  nlohmann::ordered_json json = match_json(match);
  if (context) {
    json["before"] = texts_json(context->before);
    json["after"] = texts_json(context->after);
  }
  return json_line(json) + "\n";
}

std::string text_of(const TmMatch& match, const std::optional<Context>& context) {
  const MemoryUnit& unit = match.unit;
  std::string about = unit.source_document;
  if (unit.day) about += ", " + iso_day(*unit.day);
  if (!unit.issues.empty()) about += ", " + unit.issues;
  if (!unit.verdict.empty()) about += ", " + unit.verdict;
  const auto lines = [](const MemoryUnit& one, const std::string& source,
                        const std::string& target) {
    return fmt::format("      {}  {}\n      {}  {}\n", plain_line(one.source_lang), source,
                       plain_line(one.target_lang), target);
  };
  const auto around = [&](const std::vector<MemoryUnit>& units) {
    std::string out;
    for (const MemoryUnit& one : units)
      out += lines(one, plain_line(one.source), plain_line(one.target));
    return out;
  };
  std::string out =
      match.phrase ? "      " : fmt::format("{:3.0f}%  ", std::floor(match.score * 100));
  out += fmt::format("unit {}  {}\n", match.id, plain_line(about));
  if (context) out += around(context->before);
  out += lines(unit, marked(match, false), marked(match, true));
  if (context) out += around(context->after);
  return out;
}

void check_format(const std::string& format) {
  if (format != "text" && format != "jsonl")
    throw UsageError("unknown format '" + format + "'; use text or jsonl");
}

/// The command line of a search.
struct SearchRun {
  std::string memory;
  std::string format;
  std::vector<std::string> texts;
  TmSearch search;
  bool phrase = false;
  std::size_t context = 0;
  FilterOptions filter;

  void add_to(po::options_description& options) {
    filter.add_to(options);
    options.add_options()  //
        ("lang", po::value(&search.lang),
         "language of TEXT: compare only with that side; both sides when absent")  //
        ("min-score",
         ranged("min-score", &search.least_score, 0.0, 1.0)
             ->default_value(search.least_score, "0.6"),
         "the least score, 0 to 1")  //
        ("limit",
         ranged("limit", &search.limit, std::size_t{1}, std::size_t{100'000})
             ->default_value(search.limit),
         "how many units to show at most")  //
        ("phrase", po::bool_switch(&phrase),
         "only units that hold TEXT as a phrase, its words in any form")  //
        ("context", ranged("context", &context, std::size_t{0}, std::size_t{100})->default_value(0),
         "also this many units of the same documents before and after each")    //
        ("format", po::value(&format)->default_value("text"), "text or jsonl")  //
        ("memory", po::value(&memory), "the translation memory")                //
        ("text", po::value(&texts)->composing(),
         "the text; - reads one text a line from standard input");
  }
};

/// Prints what the memory has for one text.
void print_matches(const SearchRun& run, const std::string& text, TmStore& store) {
  if (text.size() > TmStore::kLongest)
    throw UsageError(fmt::format("a text of more than {} bytes is not a segment; name a sentence",
                                 TmStore::kLongest));
  if (const auto at = first_invalid_utf8(text))
    throw UsageError(fmt::format("the text is not UTF-8 at byte {}", *at));
  const std::string words = to_nfc(text);
  for (const TmMatch& match :
       run.phrase ? store.concordance(words, run.search) : store.find(words, run.search)) {
    std::optional<Context> around;
    if (run.context > 0)
      around = Context{store.neighbours(match.id, run.context, true),
                       store.neighbours(match.id, run.context, false)};
    print(run.format == "jsonl" ? json_of(match, around) : text_of(match, around));
  }
}

int run_search(const Arguments& arguments) {
  SearchRun run;
  po::options_description options("Options");
  run.add_to(options);
  if (!parse_options(arguments, kUsage, options, memory_first("text", -1))) return kClean;
  need(run.memory, "a translation memory");
  if (run.texts.size() != 1 || run.texts[0].empty())
    throw UsageError("name one text, in quotes; see concord tm --help");
  check_format(run.format);
  run.search.filter = run.filter.read();
  TmStore store(run.memory, SqlAccess::kRead);
  if (run.texts[0] != "-") {
    print_matches(run, run.texts[0], store);
    return kClean;
  }
  LineReader lines("-");
  for (std::string line; lines.next(line);) {
    print_matches(run, line, store);
    print(run.format == "text" ? "\n" : "{}\n");
  }
  return kClean;
}

int run_export(const Arguments& arguments, const ProgramData& data) {
  std::string memory;
  std::string tmx;
  FilterOptions filter;
  po::options_description options("Options");
  filter.add_to(options);
  options.add_options()("memory", po::value(&memory), "the translation memory")  //
      ("unique", po::bool_switch(&filter.filter.unique),
       "of units with the same words in both languages, whatever their case and punctuation, only "
       "the best: approved, then the surest, then the last")  //
      ("tmx", po::value(&tmx), "the file to write; - is standard output");
  if (!parse_options(arguments, kUsage, options, memory_first(nullptr, 0))) return kClean;
  need(memory, "a translation memory");
  need(tmx, "the file to write with --tmx");
  require_apart({memory}, {tmx});
  const TmFilter wanted = filter.read();
  WriterOptions writer;
  writer.messages = data->messages;
  writer.version = CONCORD_VERSION;
  writer.timestamp = run_timestamp();
  const TmxFrame frame = tmx_frame(writer);
  TmStore store(memory, SqlAccess::kRead);
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
  TmStore store(memory, SqlAccess::kRead);
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
  TmStore store(memory, SqlAccess::kChange);
  if (!store.set_verdict(unit, verdict == "none" ? "" : verdict))
    throw UsageError(fmt::format("the translation memory has no unit {}", unit));
  return kClean;
}

}  // namespace

int run_tm(const Arguments& arguments, const ProgramData& data) {
  if (arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h") {
    print(kUsage);
    return arguments.empty() ? kFailed : kClean;
  }
  const Arguments rest(arguments.begin() + 1, arguments.end());
  if (arguments[0] == "add") return run_add(rest, data);
  if (arguments[0] == "import") return run_import(rest, data);
  if (arguments[0] == "search") return run_search(rest);
  if (arguments[0] == "export") return run_export(rest, data);
  if (arguments[0] == "stats") return run_stats(rest);
  if (arguments[0] == "verdict") return run_verdict(rest);
  throw UsageError("unknown command 'tm " + arguments[0] + "'; see concord tm --help");
}

}  // namespace concord::app
