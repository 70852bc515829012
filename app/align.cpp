// concord align: beads only.
#include "aligner/align.h"

#include <fmt/format.h>

#include <cstdint>

#include "app/command.h"
#include "app/outputs.h"
#include "app/pair_options.h"
#include "checks/core/pair_checker.h"
#include "formats/read_beads.h"
#include "lang/base/data_dirs.h"
#include "newsroom/engine/report_files.h"
#include "text/file_identity.h"
#include "text/read_file.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

void print_sentences(std::string_view mark, const AnalysedArticle& side,
                     const std::vector<std::uint32_t>& indices) {
  for (const std::uint32_t i : indices)
    print(fmt::format("{} {}\n", mark, side.sentences[i].span.of(side.article.text)));
}

/// Each bead with its sentences, its confidence and what both sides share.
void explain_beads(const PairReport& report, const PairResources& resources) {
  const ProfiledPair profiles =
      build_profiles(report.source, report.target, resources.lexicon, resources.names);
  for (const Bead& bead : report.beads) {
    print(fmt::format("[{}]:[{}] similarity {:.3f} confidence {:.2f}\n",
                      fmt::join(bead.source, ", "), fmt::join(bead.target, ", "), bead.similarity,
                      bead.confidence));
    print_sentences("<", report.source, bead.source);
    print_sentences(">", report.target, bead.target);
    for (const Evidence& evidence : explain(profiles, bead)) {
      print(fmt::format("  {:5.2f} {:<8} {} = {}\n", evidence.weight, evidence_name(evidence.kind),
                        evidence.source.of(report.source.article.text),
                        evidence.target.of(report.target.article.text)));
    }
  }
}

}  // namespace

int run_align(const Arguments& arguments, const ProgramData& data) {
  PairOptions pair;
  pair.limits = kBookLimits;
  OutputOptions output;
  std::string beads;
  po::options_description options("Options");
  pair.add_to(options);
  unsigned jobs = 1;
  add_jobs_option(options, jobs);
  output.add_align_options(options);
  options.add_options()  //
      ("beads", po::value(&beads)->default_value(""),
       "take the alignment from this file (ladder or hunalign) instead of finding one")  //
      ("explain", "print the evidence for each bead, strongest first");
  po::positional_options_description positional;
  positional.add("source", 1).add("target", 1);
  const auto values =
      parse_options(arguments, "Usage: concord align SOURCE TARGET [options]", options, positional);
  if (!values) return kClean;
  const WriterOptions writer_options = output.writer_options(*data);
  auto writer = make_bead_writer(output.format, writer_options);
  require_apart({file_of_report(pair.source), file_of_report(pair.target), pair.lexicon, beads},
                output.files());
  Packs packs(*data);
  ArticlePair articles = read_pair(pair, packs);
  const PairResources resources =
      load_resources(packs, articles.source.lang, articles.target.lang, pair.lexicon);
  PairChecker checker(resources);
  checker.set_jobs(jobs);
  const bool explained = values->count("explain") > 0;
  PairReport report =
      checker.align(std::move(articles.source), std::move(articles.target),
                    explained ? PairChecker::Keep::kAll : PairChecker::Keep::kSpans);
  if (!beads.empty()) {
    report.beads = read_beads(beads, read_file(beads),
                              {static_cast<std::uint32_t>(report.source.sentences.size()),
                               static_cast<std::uint32_t>(report.target.sentences.size())});
  }
  if (explained) {
    explain_beads(report, resources);
    return kClean;
  }
  Outputs outputs(output, std::move(writer), writer_options);
  outputs.pair(report);
  outputs.finish();
  return kClean;
}

}  // namespace concord::app
