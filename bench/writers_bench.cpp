// What writing a report costs beside checking it: every format over the samples, as pairs of
// articles and as segments.
//
//   writers_bench --benchmark_min_time=1
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "checks/core/checkers.h"
#include "formats/read_article.h"
#include "formats/writer.h"
#include "lang/base/data_dirs.h"
#include "text/read_file.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

/// The articles of every sample and the beads of each as segments.
struct Samples {
  Packs packs{find_data_dirs()};
  SharedResources shared{packs};
  Checkers checkers{shared};
  std::vector<std::pair<Article, Article>> articles;
  std::vector<SegmentPair> segments;  // of Russian and English
  std::vector<PairReport> reports;

  Samples() {
    std::vector<fs::path> folders;
    for (const auto& entry : fs::directory_iterator(fs::path(CONCORD_SOURCE_DIR) / "samples")) {
      if (entry.is_directory()) folders.push_back(entry.path());
    }
    std::sort(folders.begin(), folders.end());
    for (const fs::path& folder : folders) {
      for (const auto& file : fs::directory_iterator(folder)) {
        const fs::path source = file.path();
        if (!source.filename().string().starts_with("source.")) continue;
        const std::string lang = source.stem().extension().string().substr(1);
        const fs::path target = folder / "target.en.txt";
        articles.emplace_back(read_article(source, read_file(source), {"auto", lang, {}}, packs),
                              read_article(target, read_file(target), {"auto", "en", {}}, packs));
      }
    }
    for (auto& [source, target] : articles) {
      reports.push_back(checkers.get(source.lang, "en").check(source, target));
      if (source.lang != "ru") continue;
      const PairReport& report = reports.back();
      for (const Bead& bead : report.beads) {
        if (bead.is_gap()) continue;
        SegmentPair segment;
        segment.id = std::to_string(segments.size());
        for (const auto i : bead.source)
          segment.source += report.source.sentences[i].span.of(source.text);
        for (const auto i : bead.target)
          segment.target += report.target.sentences[i].span.of(target.text);
        segment.file = "segments.tsv";
        segment.line = segments.size() + 1;
        segments.push_back(std::move(segment));
      }
    }
  }
};

Samples& samples() {
  static Samples loaded;  // read once for all benchmarks of this program
  return loaded;
}

WriterOptions writer_options() {
  WriterOptions options;
  options.messages = find_data_dirs().messages;
  options.version = "0.0.0";
  options.timestamp = "20241116T000000Z";
  options.tmx_all = true;
  return options;
}

std::vector<std::string> all_formats() {
  std::vector<std::string> formats = report_formats();
  formats.emplace_back("tmx");
  return formats;
}

void check_articles(benchmark::State& state) {
  Samples& all = samples();
  for (auto step : state) {
    for (const auto& [source, target] : all.articles)
      benchmark::DoNotOptimize(all.checkers.get(source.lang, "en").check(source, target));
  }
}

void check_segments(benchmark::State& state) {
  Samples& all = samples();
  for (auto step : state) {
    for (const SegmentPair& segment : all.segments)
      benchmark::DoNotOptimize(all.checkers.get("ru", "en").check(segment, {}, {}));
  }
}

/// One document with all articles, its writer included, in every named format.
void write_articles(benchmark::State& state, const std::vector<std::string>& formats) {
  const Samples& all = samples();
  for (auto step : state) {
    for (const std::string& format : formats) {
      const auto writer = make_writer(format, writer_options());
      std::size_t size = writer->begin().size();
      for (const PairReport& report : all.reports) {
        if (format == "xliff" && report.source.article.lang != "ru") continue;
        size += writer->pair(report).size();
      }
      size += writer->end().size();
      benchmark::DoNotOptimize(size);
    }
  }
}

/// What check --aligned adds for each segment.
void write_segments(benchmark::State& state, const std::vector<std::string>& formats) {
  Samples& all = samples();
  std::vector<std::unique_ptr<ReportWriter>> writers;
  for (const std::string& format : formats)
    writers.push_back(make_writer(format, writer_options()));
  for (const auto& writer : writers) writer->begin();
  std::vector<PairReport> reports;
  for (const SegmentPair& segment : all.segments)
    reports.push_back(all.checkers.get("ru", "en").check(segment, {}, {}));
  for (auto step : state) {
    for (const PairReport& report : reports) {
      for (const auto& writer : writers) benchmark::DoNotOptimize(writer->pair(report));
    }
  }
  state.counters["segments"] = static_cast<double>(reports.size());
}

}  // namespace
}  // namespace concord

int main(int argc, char** argv) {
  using namespace concord;
  benchmark::RegisterBenchmark("articles/check", check_articles);
  for (const std::string& format : all_formats())
    benchmark::RegisterBenchmark(
        ("articles/write/" + format).c_str(),
        [format](benchmark::State& state) { write_articles(state, {format}); });
  benchmark::RegisterBenchmark(
      "articles/write", [](benchmark::State& state) { write_articles(state, all_formats()); });
  benchmark::RegisterBenchmark("segments/check", check_segments);
  for (const std::string& format : all_formats())
    benchmark::RegisterBenchmark(
        ("segments/write/" + format).c_str(),
        [format](benchmark::State& state) { write_segments(state, {format}); });
  benchmark::RegisterBenchmark(
      "segments/write", [](benchmark::State& state) { write_segments(state, all_formats()); });
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
