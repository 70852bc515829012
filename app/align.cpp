// concord align: beads only.
#include "app/command.h"
#include "app/pair_options.h"
#include "checks/pair_checker.h"
#include "formats/writer.h"
#include "lang/data_dir.h"

namespace concord::app {
namespace po = boost::program_options;

int run_align(const Arguments& arguments) {
  PairOptions pair;
  std::string format;
  po::options_description options("Options");
  pair.add_to(options);
  options.add_options()("format", po::value(&format)->default_value(bead_formats().front()), "output format");
  po::positional_options_description positional;
  positional.add("source", 1).add("target", 1);
  if (!parse_options(arguments, "Usage: concord align SOURCE TARGET [options]", options, positional)) return kClean;
  const auto writer = make_writer(format, {});
  Packs packs(find_data_dir());
  ArticlePair articles = read_pair(pair, packs);
  const PairResources resources = load_resources(packs, articles.source.lang, articles.target.lang);
  PairChecker checker(resources);
  const PairReport report = checker.align(std::move(articles.source), std::move(articles.target));
  print(writer->begin() + writer->pair(report) + writer->end());
  return kClean;
}

}  // namespace concord::app
