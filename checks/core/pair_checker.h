// Aligns and checks pairs of one language pair.
//
//   PairChecker checker(resources);
//   PairReport report = checker.check(source_article, target_article);
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "checks/core/check.h"
#include "checks/core/report.h"

namespace concord {

/// Two texts that are each other's translation, as somebody else aligned them.
struct SegmentPair {
  std::string id;
  std::string source;
  std::string target;
  std::string file = {};           ///< where it was read, for messages
  std::size_t line = 1;            ///< in that file, from 1
  std::string source_markup = {};  ///< see PairReport
  std::string target_markup = {};
};

/// Analyses, aligns and checks. One object serves one thread; many may share the resources. A
/// report is valid until the next call, since its tokens live in the checker's vocabularies.
class PairChecker {
 public:
  explicit PairChecker(const PairResources& resources);

  /// The whole chain for two articles: find mentions, align, check. Never throws for well-formed
  /// articles. Of two that look unrelated no sentence is aligned, and only what concerns one
  /// version by itself is reported besides.
  PairReport check(Article source, Article target);
  /// What align() leaves in its report: the sentences of books take much memory.
  enum class Keep : std::uint8_t { kAll, kSpans };
  /// Only mentions and beads; no issues. With Keep::kSpans the sentences have no tokens, mentions
  /// or units.
  PairReport align(Article source, Article target, Keep keep = Keep::kAll);
  /// Checks one aligned segment pair as one bead; dates are resolved against the publication days.
  /// Archives repeat themselves: the issues of a pair with the same texts are kept for a while, and
  /// the sentences of a report that was made from them have no tokens or mentions.
  PairReport check(SegmentPair segment, std::optional<Day> source_published,
                   std::optional<Day> target_published);

  /// How closely one version follows the other; none lets judge_pair decide.
  void set_kind(std::optional<PairKind> kind) {
    kind_ = kind;
    checked_.clear();
  }
  /// The checks to run; all of them at first.
  void select(std::vector<const Check*> checks) {
    checks_ = std::move(checks);
    checked_.clear();
  }

 private:
  PairReport analyse(Article source, Article target);
  void run_checks(PairReport& report, bool aligned_segments, std::optional<PairKind> kind);

  const PairResources* resources_;
  Analyser source_;
  Analyser target_;
  SoundCache sounds_;
  std::vector<const Check*> checks_;
  std::optional<PairKind> kind_;
  std::vector<Bead> asides_;  // of the pair at hand: which of the other sentences correspond
  /// The issues of aligned segments, by publication days and both texts.
  std::unordered_map<std::string, std::vector<Issue>> checked_;
  std::size_t checked_bytes_ = 0;  // of the keys and issues
};

}  // namespace concord
