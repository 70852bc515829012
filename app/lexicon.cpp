// concord lexicon: compile, train, measure and show bilingual lexicons.
#include <fmt/format.h>

#include "app/command.h"
#include "checks/resources.h"
#include "lang/coverage.h"
#include "lang/data_dir.h"
#include "lang/table.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

constexpr const char* kUsage = R"(Usage: concord lexicon coverage --aligned FILE --src-lang L --tgt-lang L [options]
)";

/// Tokens whose words nobody translates, with how often; the commonest first.
int run_coverage(const Arguments& arguments) {
  std::string aligned;
  std::string source_lang;
  std::string target_lang;
  std::size_t missing = 0;
  po::options_description options("Options");
  options.add_options()                                                                                     //
      ("aligned", po::value(&aligned)->required(), "TSV: id TAB source TAB target, one aligned line each")  //
      ("src-lang", po::value(&source_lang)->required(), "language of the source")                           //
      ("tgt-lang", po::value(&target_lang)->required(), "language of the target")                           //
      ("missing", po::value(&missing)->default_value(0),
       "also print this many of the commonest untranslated stems of each side");
  if (!parse_options(arguments, "Usage: concord lexicon coverage --aligned FILE --src-lang L --tgt-lang L", options))
    return kClean;
  Packs packs(find_data_dir());
  const PairResources resources = load_resources(packs, source_lang, target_lang);
  const Table table(aligned, 3);
  std::array<Analyser, 2> analysers{Analyser(*resources.source, resources.lexicon, Side::kSource),
                                    Analyser(*resources.target, resources.lexicon, Side::kTarget)};
  std::vector<std::array<AnalysedSentence, 2>> lines;
  for (const TableRow& row : table.rows()) {
    std::array<AnalysedSentence, 2>& line = lines.emplace_back();
    for (std::size_t side = 0; side < 2; ++side) {
      const std::string_view text = row.cells[1 + side];
      line[side] = analysers[side].analyse(text, {0, static_cast<std::uint32_t>(text.size())}, std::nullopt);
    }
  }
  std::array<Coverage, 2> coverage;
  std::array<std::map<std::string_view, std::size_t>, 2> untranslated;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    // Half of the file away: another report in every corpus that is in the order of its documents.
    const std::array<AnalysedSentence, 2>& far = lines[(i + lines.size() / 2) % lines.size()];
    count_coverage(resources.lexicon, {&lines[i][0], &lines[i][1]}, {&far[0], &far[1]}, coverage);
    for (std::size_t side = 0; missing > 0 && side < 2; ++side) {
      const auto translated =
          translated_tokens(resources.lexicon, static_cast<Side>(side), lines[i][side], lines[i][1 - side]);
      for (std::size_t t = 0; t < translated.size(); ++t) {
        const Token& token = lines[i][side].tokens[t];
        if (translated[t] == 0 && is_content_word(token, t == 0)) ++untranslated[side][token.word->stem];
      }
    }
  }
  print("lang\twords\tin lexicon\ttranslated\tby chance\n");
  for (std::size_t side = 0; side < 2; ++side) {
    const Coverage& c = coverage[side];
    const double words = c.words == 0 ? 1 : static_cast<double>(c.words);
    print(fmt::format("{}\t{}\t{:.3f}\t{:.3f}\t{:.3f}\n", analysers[side].pack().tag, c.words,
                      static_cast<double>(c.in_lexicon) / words, static_cast<double>(c.translated) / words,
                      static_cast<double>(c.by_chance) / words));
  }
  for (std::size_t side = 0; missing > 0 && side < 2; ++side) {
    std::vector<std::pair<std::size_t, std::string_view>> order;
    for (const auto& [stem, count] : untranslated[side]) order.emplace_back(count, stem);
    std::sort(order.rbegin(), order.rend());
    order.resize(std::min(order.size(), missing));
    for (const auto& [count, stem] : order) print(fmt::format("{}\t{}\t{}\n", analysers[side].pack().tag, stem, count));
  }
  return kClean;
}

}  // namespace

int run_lexicon(const Arguments& arguments) {
  if (arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h") {
    print(kUsage);
    return arguments.empty() ? kFailed : kClean;
  }
  const Arguments rest(arguments.begin() + 1, arguments.end());
  if (arguments[0] == "coverage") return run_coverage(rest);
  throw UsageError("unknown command 'lexicon " + arguments[0] + "'; see concord lexicon --help");
}

}  // namespace concord::app
