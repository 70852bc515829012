// Reads the two files that check and align are given.
#include "app/pair_options.h"

#include "app/command.h"
#include "text/input_error.h"
#include "text/language_tag.h"
#include "text/read_file.h"

namespace concord::app {
namespace po = boost::program_options;

void PairOptions::add_to(po::options_description& options) {
  options.add_options()  //
      ("src-lang", po::value(&source_lang)->default_value(""),
       "language of the source (BCP 47); detected when absent")                                   //
      ("tgt-lang", po::value(&target_lang)->default_value(""), "language of the target")          //
      ("date", po::value(&date)->default_value(""), "publication date of both, YYYY-MM-DD")       //
      ("src-date", po::value(&source_date)->default_value(""), "publication date of the source")  //
      ("tgt-date", po::value(&target_date)->default_value(""), "publication date of the target")  //
      ("input-format", po::value(&input_format)->default_value("auto"),
       "auto, text, lines, html")  //
      ("lexicon", po::value(&lexicon)->default_value(""),
       "a compiled lexicon to use besides the program's own; see concord lexicon")  //
      ("source", po::value(&source), "the source version")                          //
      ("target", po::value(&target), "the target version");
}

std::optional<Day> PairOptions::source_published() const {
  return parse_day(source_date.empty() ? date : source_date);
}
std::optional<Day> PairOptions::target_published() const {
  return parse_day(target_date.empty() ? date : target_date);
}

namespace {

// A report of more than this many bytes is a mistake: the longest debates that agencies print have
// one million.
constexpr std::size_t kLargestReport = std::size_t{64} << 20;

Article read_version(const std::string& path, const ReadOptions& options, Packs& packs) {
  Article article = read_article(path, read_file(path, kLargestReport), options, packs);
  require_text(article);
  return article;
}

}  // namespace

ArticlePair read_pair(const PairOptions& options, Packs& packs) {
  if (options.source.empty() || options.target.empty())
    throw UsageError("name two files: SOURCE and TARGET; see --help");
  ArticlePair pair{
      read_version(options.source,
                   {options.input_format, options.source_lang, options.source_published()}, packs),
      read_version(options.target,
                   {options.input_format, options.target_lang, options.target_published()}, packs)};
  const std::string_view language = primary_subtag(pair.source.lang);
  if (!language.empty() && language == primary_subtag(pair.target.lang)) {
    throw InputError(
        options.target, 0,
        "is in the same language as " + options.source + " (" + std::string(language) + ")",
        "name two versions, or give --src-lang and --tgt-lang");
  }
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
