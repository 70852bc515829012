// Lends checkers to threads.
#include "newsroom/service/live_checker.h"

#include <utility>

#include "formats/read_article.h"
#include "newsroom/engine/pair_worker.h"
#include "text/input_error.h"

namespace concord {
namespace {

// A checker keeps every word that it has seen. After this many pairs (some hundred thousand words)
// it is made anew, so that days of typing do not fill the memory.
constexpr std::size_t kPairsPerWorker = 2'000;
// Bytes of the reports that were read last: with all that is known of them they take about four
// times their text, so that those of some hundreds of editors are kept.
constexpr std::size_t kKeptBytes = std::size_t{16} << 20;
constexpr std::size_t kBytesPerByte = 4;

/// All that an article follows from.
std::string key_of(const FeedItem& item) {
  std::string key;
  for (const std::string* field :
       {&item.id, &item.lang, &item.file_format, &item.url, &item.stamp, &item.title, &item.body}) {
    key += *field;
    key += '\0';
  }
  if (item.published) key += std::to_string(item.published->time_since_epoch().count());
  return key + (item.html ? "h" : "t");
}

}  // namespace

LiveChecker::LiveChecker(const DataDirs& dirs, const SettingsFiles& settings)
    : packs_(dirs), shared_(packs_), settings_(settings), articles_(kKeptBytes) {}

std::unique_ptr<LiveChecker::Worker> LiveChecker::take() {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return std::make_unique<Worker>(shared_);
  std::unique_ptr<Worker> worker = std::move(idle_.back());
  idle_.pop_back();
  return worker;
}

void LiveChecker::give_back(std::unique_ptr<Worker> worker) {
  if (++worker->used >= kPairsPerWorker) return;
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(worker));
}

Article LiveChecker::read(const FeedItem& item) {
  if (item.body.empty()) throw InputError(item.id, 0, "is empty", "give its text");
  const std::string key = key_of(item);
  if (const auto known = articles_.find(key)) return *known;
  return *articles_.add(key, read_item(item, packs_), kBytesPerByte * key.size());
}

Article LiveChecker::read_named(const FeedItem& item) {
  ReportFiles files;
  return read_version(item, files, packs_);
}

void LiveChecker::check(const FeedItem& source_item, const FeedItem& target_item,
                        const std::function<void(PairReport&)>& use) {
  Article source = read(source_item);
  Article target = read(target_item);
  for (const Article* version : {&source, &target}) require_text(*version);
  settings_.mark_boilerplate(source, target);
  const std::string terms = settings_.rules(source, target).terms;
  std::unique_ptr<Worker> worker = take();
  PairChecker& checker = worker->checkers.get(source.lang, target.lang, terms);
  PairReport report = checker.check(std::move(source), std::move(target));
  settings_.apply(report);
  use(report);
  give_back(std::move(worker));
}

}  // namespace concord
