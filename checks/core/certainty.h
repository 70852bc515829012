// How sure an issue is, from the fact itself, its bead, the words around it and the pair;
// severities follow.
//
//   weigh_issues(input, issues);   // a figure that faces another in a bead nobody trusts: info
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "checks/core/bead_words.h"
#include "checks/core/check.h"
#include "checks/core/version_index.h"

namespace concord {

/// What an issue says, for how its certainty is computed.
enum class IssueFamily : std::uint8_t {
  kDiffers,      ///< two facts that face each other
  kMissing,      ///< a figure or date of one side only
  kMissingName,  ///< a name of one side only
  kClause,       ///< a stretch of one side only
  kMeaning,      ///< a negation or an opposite
  kQuotation,    ///< quotation marks of one side only
};
constexpr std::size_t kIssueFamilies = 6;

/// What the certainty of one issue is computed from.
struct IssueFeatures {
  static constexpr std::size_t kCount = 9;
  /// 1; the severity by the fact alone: error, warning; log odds of the bead; how closely the
  /// target follows the source; local evidence (checks/core/local_evidence.h); whether the fact, or
  /// how much of the clause, is told in a sentence beside the bead on the other side; the same
  /// anywhere in the other version; the confidence of the bead where two figures or dates that face
  /// each other are all that is left of their kind when those that agree are taken away, times
  /// the certainty of the names alone where two names do.
  std::array<double, kCount> values{};
};

/// The family of an issue of a two-sided bead; none for issues that are not weighed.
std::optional<IssueFamily> family_of(const CheckInput& input, const Issue& issue);

/// The indexes of both versions.
struct VersionIndexes {
  explicit VersionIndexes(const CheckInput& input) : source(input.source), target(input.target) {}
  VersionIndex source;
  VersionIndex target;
};

/// The features of an issue that has a family (family_of). `words` are those of its bead, made when
/// first needed.
IssueFeatures features_of(const CheckInput& input, const VersionIndexes& indexes,
                          const Issue& issue, double closeness, SharedBeadWords& words);

/// The calibrated probability that an issue is right, in [0, 1].
double certainty_of(IssueFamily family, const IssueFeatures& features);

/// Lowers severities to what the certainty of each issue bears, and takes out facts that are told
/// beside the bead. Aligned segments are left as they are: their beads are sure.
void weigh_issues(const CheckInput& input, std::vector<Issue>& issues);

}  // namespace concord
