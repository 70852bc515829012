// What concord knows about three or more versions of one report.
//
//   VersionReport report = compare_versions(pairs, 3, names);
//   report.issues[0].odd;   // 1: the second version says something else than the others
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/core/report.h"

namespace concord {

/// Two of the versions, by index, with what checking one against the other gave.
struct ComparedPair {
  std::size_t source = 0;
  std::size_t target = 0;
  const PairReport* report = nullptr;
};

/// Sentences of the versions that correspond. At least one version has some.
struct VersionRow {
  std::vector<std::vector<Span>> sentences;  ///< by version, in order; empty: it has none of it
};

/// How versions stand to each other on one fact or stretch of text.
enum class VersionStand : std::uint8_t {
  kDiffers,   ///< one version says something else than the others
  kLacks,     ///< one version lacks what the others have
  kOnly,      ///< only one version has it
  kDisagree,  ///< there is no telling which version is the odd one out
  kAlone,     ///< it concerns one version by itself: a word printed twice, a contradiction in it
};

/// What two versions show, and why that is an issue.
struct VersionReason {
  std::size_t source = 0;
  std::size_t target = 0;
  Message message;  ///< of the issue of that pair, where the first is the source
};

/// One difference between the versions, told once.
struct VersionIssue {
  std::string check;
  Severity severity = Severity::kWarning;  ///< the highest that a pair gives it
  VersionStand stand = VersionStand::kDisagree;
  std::optional<std::size_t> odd;   ///< the version that stands alone; none: no telling
  std::vector<std::size_t> others;  ///< versions known to agree with each other against it;
                                    ///< of kDisagree all that disagree
  std::vector<std::optional<Passage>> passages;  ///< by version: the words in question
  std::vector<VersionReason> reasons;            ///< of the pairs that differ, in order
  std::optional<std::size_t> row;           ///< none for headlines, captions and the whole report
  double confidence = 1;                    ///< of the surest pair
  std::string id;                           ///< fingerprint: that of the surest pair's issue
  std::optional<Judgement> judgement = {};  ///< where one of the pairs' issues was judged

  bool silenced() const { return judgement && judgement->silences(); }
};

/// All versions, their rows and issues. Refers to the reports of the pairs, which must outlive it.
struct VersionReport {
  std::vector<const AnalysedArticle*> versions;  ///< the first is the reference
  std::vector<VersionRow> rows;      ///< in the order of the reference; what it lacks stands behind
                                     ///< what precedes it in another version
  std::vector<VersionIssue> issues;  ///< by row; those of no row first

  std::string_view text(std::size_t version) const { return versions[version]->article.text; }
  /// What a version is called in messages: its language tag, or the name of its file where two have
  /// the same language.
  std::string label(std::size_t version) const;
};

}  // namespace concord
