// Checks the pairs of the desk: so many at once as there is room for, and no longer than one waits.
//
//   DeskChecker checker(dirs, settings, 2);
//   checker.check(source, target, verdicts, [&](PairReport& report) { ... });
//   CheckedResult result = checker.result(pair, "en");
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <semaphore>
#include <stdexcept>
#include <string>
#include <vector>

#include "newsroom/service/desk_glossary.h"
#include "newsroom/service/desk_store.h"
#include "newsroom/service/live_checker.h"

namespace concord {

/// Thrown when there was no room for a check in time: the service is busy, try again.
class BusyError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What the store keeps of a check.
struct CheckedResult {
  DeskPair pair;  ///< with languages, title and error
  std::vector<DeskIssue> issues;
};

/// How much was checked since the start.
struct CheckCounts {
  std::uint64_t checks = 0;
  std::uint64_t microseconds = 0;
};

/// Safe to use from many threads.
class DeskChecker {
 public:
  /// `jobs` checks run at once. `glossary` must outlive the object. Throws InputError for settings
  /// that cannot be read.
  DeskChecker(const DataDirs& dirs, const SettingsFiles& settings, unsigned jobs,
              DeskGlossary& glossary);

  /// Reads a version; see LiveChecker.
  Article read(const FeedItem& item) { return checker_.read(item); }
  Article read_named(const FeedItem& item) { return checker_.read_named(item); }
  /// The languages of the installed packs, sorted.
  std::vector<std::string> languages() const { return checker_.languages(); }
  /// Checks two versions; a verdict of the desk comes before what the newsroom's settings say of
  /// the same issue. The report is valid during `use` alone. Throws InputError for texts that
  /// cannot be compared, BusyError.
  void check(const FeedItem& source, const FeedItem& target,
             const std::vector<DeskVerdict>& verdicts, const std::function<void(PairReport&)>& use);
  /// Checks a stored pair without verdicts; what cannot be compared is said in `pair.error`.
  /// `ui_lang` is the language of messages. Throws BusyError.
  CheckedResult result(const DeskPair& pair, const std::string& ui_lang);
  /// The words of an issue as the glossary knows them; their languages are those of the pair.
  DeskTerm term_of(const DeskPair& pair, const DeskIssue& issue);
  CheckCounts counts() const { return {checks_.load(), microseconds_.load()}; }

 private:
  bool is_known(const PairReport& report, const Issue& issue);

  std::string messages_;  // folder of the catalogues
  LiveChecker checker_;
  DeskGlossary* glossary_;
  std::counting_semaphore<> slots_;
  std::atomic<std::uint64_t> checks_{0};
  std::atomic<std::uint64_t> microseconds_{0};
};

/// What an editor sees as the name of a pair: the headline of the target, else its first words.
std::string title_of(const PairReport& report);

}  // namespace concord
