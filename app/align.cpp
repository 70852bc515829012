// concord align: beads only.
#include <fmt/format.h>

#include "aligner/align.h"
#include "app/command.h"
#include "app/pair_options.h"
#include "checks/pair_checker.h"
#include "formats/writer.h"
#include "lang/data_dir.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

void print_sentences(std::string_view mark, const AnalysedArticle& side, const std::vector<std::uint32_t>& indices) {
  for (const std::uint32_t i : indices) print(fmt::format("{} {}\n", mark, side.sentences[i].span.of(side.article.text)));
}

/// Each bead with its sentences, its confidence and what both sides share.
void explain_beads(const PairReport& report, const PairResources& resources) {
  const ProfiledPair profiles = build_profiles(report.source, report.target, resources.lexicon, resources.names);
  for (const Bead& bead : report.beads) {
    print(fmt::format("[{}]:[{}] similarity {:.3f} confidence {:.2f}\n", fmt::join(bead.source, ", "), fmt::join(bead.target, ", "),
                      bead.similarity, bead.confidence));
    print_sentences("<", report.source, bead.source);
    print_sentences(">", report.target, bead.target);
    for (const Evidence& evidence : explain(profiles, bead)) {
      print(fmt::format("  {:5.2f} {:<8} {} = {}\n", evidence.weight, evidence_name(evidence.kind),
                        evidence.source.of(report.source.article.text), evidence.target.of(report.target.article.text)));
    }
  }
}

}  // namespace

int run_align(const Arguments& arguments) {
  PairOptions pair;
  std::string format;
  po::options_description options("Options");
  pair.add_to(options);
  options.add_options()                                                                          //
      ("format", po::value(&format)->default_value(bead_formats().front()), "output format")     //
      ("explain", "say what spoke for each bead, heaviest evidence first");
  po::positional_options_description positional;
  positional.add("source", 1).add("target", 1);
  const auto values = parse_options(arguments, "Usage: concord align SOURCE TARGET [options]", options, positional);
  if (!values) return kClean;
  const auto writer = make_writer(format, {});
  Packs packs(find_data_dir());
  ArticlePair articles = read_pair(pair, packs);
  const PairResources resources = load_resources(packs, articles.source.lang, articles.target.lang);
  PairChecker checker(resources);
  const PairReport report = checker.align(std::move(articles.source), std::move(articles.target));
  if (values->count("explain") > 0) {
    explain_beads(report, resources);
  } else {
    print(writer->begin() + writer->pair(report) + writer->end());
  }
  return kClean;
}

}  // namespace concord::app
