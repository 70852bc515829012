// Time of one pair inside a process: what is paid at the start, then for reports, segments, names
// and words.
//
//   build/release/bin/pair_bench
#include <benchmark/benchmark.h>

#include <filesystem>

#include "aligner/align.h"
#include "checks/core/pair_checker.h"
#include "formats/read_article.h"
#include "lang/base/data_dirs.h"
#include "text/read_file.h"

namespace concord {
namespace {
namespace fs = std::filesystem;

/// The Russian samples and what it takes to check them.
struct Samples {
  Packs packs{find_data_dirs()};
  PairResources resources = load_resources(packs, "ru", "en");
  std::vector<std::pair<Article, Article>> pairs;
  std::vector<SegmentPair> segments;  // sentences that the program aligns one to one

  Samples() {
    for (const fs::directory_entry& entry :
         fs::directory_iterator(fs::path(CONCORD_SOURCE_DIR) / "samples")) {
      const fs::path source = entry.path() / "source.ru.txt";
      if (fs::exists(source))
        pairs.emplace_back(read(source, "ru"), read(entry.path() / "target.en.txt", "en"));
    }
    PairChecker checker(resources);
    for (const auto& [source, target] : pairs) {
      const PairReport report = checker.align(source, target);
      for (const Bead& bead : report.beads) {
        if (bead.source.size() != 1 || bead.target.size() != 1) continue;
        const auto text = [](const AnalysedArticle& side, std::uint32_t sentence) {
          return std::string(side.sentences[sentence].span.of(side.article.text));
        };
        segments.push_back({std::to_string(segments.size()), text(report.source, bead.source[0]),
                            text(report.target, bead.target[0])});
      }
    }
  }

  Article read(const fs::path& path, const char* lang) {
    ReadOptions options;
    options.lang = lang;
    return read_article(path.string(), read_file(path.string()), options, packs);
  }

  double sentences() const {
    std::size_t count = 0;
    for (const auto& [source, target] : pairs)
      count += source.sentences.size() + target.sentences.size();
    return static_cast<double>(count);
  }
};

void load(benchmark::State& state) {
  const DataDirs data = find_data_dirs();
  for (auto _ : state) {
    Packs packs(data);
    benchmark::DoNotOptimize(load_resources(packs, "ru", "en"));
  }
}
BENCHMARK(load)->Unit(benchmark::kMillisecond);

/// All Russian samples one after the other; the counters say what one pair and one sentence take.
void run_samples(benchmark::State& state, bool checks, bool fresh) {
  Samples samples;
  auto checker = std::make_unique<PairChecker>(samples.resources);
  for (auto _ : state) {
    if (fresh) checker = std::make_unique<PairChecker>(samples.resources);
    for (const auto& [source, target] : samples.pairs)
      benchmark::DoNotOptimize(checks ? checker->check(source, target)
                                      : checker->align(source, target));
  }
  const auto rate = benchmark::Counter::kIsIterationInvariantRate;
  state.counters["pairs/s"] = {static_cast<double>(samples.pairs.size()), rate};
  state.counters["sentences/s"] = {samples.sentences(), rate};
}
BENCHMARK_CAPTURE(run_samples, align_new_words, false, true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run_samples, align, false, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run_samples, check_new_words, true, true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run_samples, check, true, false)->Unit(benchmark::kMillisecond);

/// Aligned segments; `repeated` lets the checker answer from what it knows.
void check_segments(benchmark::State& state, bool repeated) {
  Samples samples;
  PairChecker checker(samples.resources);
  for (auto _ : state) {
    if (!repeated) checker.set_kind(std::nullopt);  // forgets what was checked
    for (const SegmentPair& segment : samples.segments)
      benchmark::DoNotOptimize(checker.check(segment, std::nullopt, std::nullopt));
  }
  state.counters["segments/s"] = {static_cast<double>(samples.segments.size()),
                                  benchmark::Counter::kIsIterationInvariantRate};
}
BENCHMARK_CAPTURE(check_segments, known_words, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(check_segments, repeated, true)->Unit(benchmark::kMillisecond);

void compare_names(benchmark::State& state) {
  const NameMatcher names = NameMatcher::load(find_data_dirs());
  const SoundForm source =
      names.prepare({"ru", "\u0412\u0430\u0448\u0438\u043d\u0433\u0442\u043e\u043d"});
  const SoundForm targets[] = {names.prepare({"en", "Washington"}),
                               names.prepare({"en", "Wellington"}),
                               names.prepare({"en", "Hamburg"}), names.prepare({"en", "Nguyen"})};
  for (auto _ : state) {
    for (const SoundForm& target : targets)
      benchmark::DoNotOptimize(names.compare_names(source, target, NameMatcher::kFaint));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * 4);
}
BENCHMARK(compare_names);

}  // namespace
}  // namespace concord

BENCHMARK_MAIN();
