// Reads the two files that check and align are given.
#include "app/pair_options.h"

#include <fmt/format.h>

#include "app/command.h"
#include "newsroom/engine/report_files.h"
#include "text/heap.h"
#include "text/input_error.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

// Bytes that a pair of usual length takes for its tables, words and sentences.
constexpr std::size_t kMemoryOfPair = 2'500'000;

}  // namespace

void PairOptions::add_to(po::options_description& options) {
  options.add_options()  //
      ("src-lang", po::value(&source_lang)->default_value(""),
       "language of the source (BCP 47), whatever the file says; that of the file or detected when "
       "absent")                                                                                  //
      ("tgt-lang", po::value(&target_lang)->default_value(""), "language of the target")          //
      ("date", po::value(&date)->default_value(""), "publication date of both, YYYY-MM-DD")       //
      ("src-date", po::value(&source_date)->default_value(""), "publication date of the source")  //
      ("tgt-date", po::value(&target_date)->default_value(""), "publication date of the target")  //
      ("input-format", po::value(&input_format)->default_value("auto"),
       fmt::format("{}", fmt::join(report_input_formats(), ", ")).c_str())  //
      ("lexicon", po::value(&lexicon)->default_value(""),
       "a compiled lexicon to use besides the program's own; see concord lexicon")  //
      ("source", po::value(&source),
       "the source version: a file, an address, or FILE#ID for one item of a feed")  //
      ("target", po::value(&target), "the target version");
}

std::optional<Day> PairOptions::source_published() const {
  return parse_day(source_date.empty() ? date : source_date);
}
std::optional<Day> PairOptions::target_published() const {
  return parse_day(target_date.empty() ? date : target_date);
}

namespace {

// Words from which a text in a language that is not known may still be a report: figures and names
// are compared then. A caption or a credit has fewer.
constexpr std::size_t kFewestWords = 8;

/// Throws InputError for a text of a few words whose language nobody knows: nothing of it could be
/// compared, and that is not a clean report.
void require_language(const Article& article) {
  if (!article.lang.empty()) return;
  std::size_t words = 0;
  for (const Sentence& sentence : article.sentences) {
    bool inside = false;
    for (const char c : sentence.span.of(article.text)) {
      const bool space = c == ' ' || c == '\n' || c == '\t';
      words += !space && !inside ? 1 : 0;
      inside = !space;
    }
  }
  if (words >= kFewestWords) return;
  throw InputError(article.name, 0,
                   fmt::format("has {} words, too few to tell the language", words),
                   "name a file with the report, or give --src-lang and --tgt-lang");
}

}  // namespace

Article read_report(const std::string& name, const ReadOptions& options, ReportFiles& files,
                    Packs& packs) {
  FeedItem item;
  item.file = name;
  item.file_format = options.format;
  item.lang = options.lang;
  item.published = options.published;
  item.limits = options.limits;
  Article article = read_version(std::move(item), files, packs);
  require_text(article);
  require_language(article);
  return article;
}

ArticlePair read_pair(const PairOptions& options, Packs& packs) {
  reserve_memory(kMemoryOfPair);
  if (options.source.empty() || options.target.empty())
    throw UsageError("name two files: SOURCE and TARGET; see --help");
  ReportFiles files;
  ArticlePair pair{read_report(options.source,
                               {options.input_format, options.source_lang,
                                options.source_published(), nullptr, options.limits},
                               files, packs),
                   read_report(options.target,
                               {options.input_format, options.target_lang,
                                options.target_published(), nullptr, options.limits},
                               files, packs)};
  note_missing_packs(packs, pair.source.lang, pair.target.lang);
  return pair;
}

void note_missing_packs(Packs& packs, const std::string& source_lang,
                        const std::string& target_lang) {
  std::string missing;
  for (const std::string& lang : {source_lang, target_lang}) {
    if (packs.get(lang).known) continue;
    missing += (missing.empty() ? "" : " and ") +
               (lang.empty() ? "an unknown language" : "'" + lang + "'");
  }
  if (missing.empty()) return;
  notice("there is no language pack for " + missing +
         ": only digits, identical words and lengths are compared; give --src-lang and --tgt-lang "
         "if that is wrong");
}

}  // namespace concord::app
