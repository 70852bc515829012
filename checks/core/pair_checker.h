// Aligns and checks pairs of one language pair.
//
//   PairChecker checker(resources);
//   PairReport report = checker.check(source_article, target_article);
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/core/check.h"
#include "checks/core/report.h"
#include "checks/core/segment_cache.h"

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
///
/// Two versions are always compared in one order, whichever is the source: that in which their
/// lexicon is compiled, English last; two in one language in the order of their texts. A report
/// from target to source is the mirror image (checks/core/mirror.h) of that from source to target,
/// but for terms of a glossary, which has a direction.
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
  /// the sentences of a report that was made from them have no tokens, and of their mentions only
  /// the kinds.
  PairReport check(SegmentPair segment, std::optional<Day> source_published,
                   std::optional<Day> target_published);

  /// Threads for the work on one pair of articles; the result does not depend on it. One at first.
  void set_jobs(unsigned jobs) { jobs_ = jobs; }
  /// How closely one version follows the other; none lets judge_pair decide.
  void set_kind(std::optional<PairKind> kind) {
    kind_ = kind;
    checked_ = {};
  }
  /// The checks to run; all of them at first.
  void select(std::vector<const Check*> checks) {
    checks_ = std::move(checks);
    checked_ = {};
  }

 private:
  /// Puts two versions in the order in which they are compared; whether they changed places.
  bool order(Article& source, Article& target) const;
  // What follows takes and leaves them in that order.
  PairReport analyse(Article source, Article target);
  PairReport align_in_order(Article source, Article target, Keep keep);
  void run_checks(PairReport& report, bool aligned_segments, std::optional<PairKind> kind);
  /// Gives a checked report the order of its caller, and its issues their order and ids.
  void finish(PairReport& report, bool turned, bool aligned_segments);
  /// Checks the terms of a report in the order of its caller.
  void check_glossary(PairReport& report, bool aligned_segments);

  const PairResources* resources_;
  const PairResources* given_;  // the same, from source to target
  Analyser source_;
  Analyser target_;
  std::vector<SoundCache> sounds_{1};  // one for each thread
  std::vector<const Check*> checks_;
  std::optional<PairKind> kind_;
  std::vector<Bead> asides_;  // of the pair at hand: which of the other sentences correspond
  SegmentCache checked_;
  unsigned jobs_ = 1;
};

}  // namespace concord
