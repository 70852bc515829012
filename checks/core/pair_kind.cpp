// Judges from the alignment how closely one version follows the other.
#include "checks/core/pair_kind.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "checks/core/check.h"

namespace concord {
namespace {

constexpr std::array<std::string_view, 4> kNames = {"close", "edited", "event", "unrelated"};

// Expected shares of sentences with a counterpart from which a pair is of a kind, chosen by reading
// published pairs.
constexpr double kCloseFrom = 0.8;
constexpr double kEditedFrom = 0.58;
// The degree of a pair whose kind the user says.
constexpr std::array<double, 4> kClosenessOfKind = {0.97, 0.7, 0.35, 0};
// What is known of a pair before its beads are seen: so many sentences with this closeness.
constexpr double kPriorSentences = 3;
constexpr double kPriorCloseness = 0.85;
// Two reports are unrelated when no bead is right with this probability, and the share of
// sentences that are expected to have a counterpart is below the other.
constexpr double kSureBead = 0.5;
constexpr double kUnrelatedShare = 0.15;
constexpr std::size_t kFewestSentences = 3;  // of each side

std::uint32_t aligned_end(const CheckInput& input, Side side) {
  std::uint32_t end = 0;
  for (const Bead& bead : input.beads) {
    if (!bead.is_gap()) end = std::max(end, bead.of(side).back() + 1);
  }
  return end;
}

}  // namespace

std::string_view kind_name(PairKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

std::optional<PairKind> pair_kind_of(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  return found == kNames.end() ? std::nullopt
                               : std::optional(static_cast<PairKind>(found - kNames.begin()));
}

std::uint32_t tail_begin(const CheckInput& input, Side side) {
  const auto count = [&](Side of) {
    return static_cast<std::uint32_t>(input.side(of).article.sentences.size());
  };
  const std::uint32_t end = aligned_end(input, side);
  return end > 0 && aligned_end(input, other(side)) == count(other(side)) ? end : count(side);
}

bool looks_unrelated(const std::vector<Bead>& beads) {
  double right = 0;
  std::size_t source = 0;
  std::size_t target = 0;
  for (const Bead& bead : beads) {
    source += bead.source.size();
    target += bead.target.size();
    if (bead.is_gap()) continue;
    if (bead.confidence >= kSureBead) return false;
    right += bead.confidence * static_cast<double>(bead.source.size() + bead.target.size());
  }
  if (std::min(source, target) < kFewestSentences) return false;
  return right <= kUnrelatedShare * static_cast<double>(2 * std::min(source, target));
}

Degree degree_of(const CheckInput& input) {
  if (input.kind) return {kClosenessOfKind[static_cast<std::size_t>(*input.kind)], 0};
  if (input.aligned_segments) return {1, 0};
  const std::uint32_t source_tail = tail_begin(input, Side::kSource);
  const std::uint32_t target_tail = tail_begin(input, Side::kTarget);
  double right = kPriorSentences * kPriorCloseness;
  double all = kPriorSentences;
  for (const Bead& bead : input.beads) {
    std::size_t sentences = 0;
    for (const std::uint32_t i : bead.source) sentences += i < source_tail ? 1 : 0;
    for (const std::uint32_t i : bead.target) sentences += i < target_tail ? 1 : 0;
    all += static_cast<double>(sentences);
    if (!bead.is_gap()) right += bead.confidence * static_cast<double>(sentences);
  }
  const double closeness = right / all;
  return {closeness, std::sqrt(closeness * (1 - closeness) / all)};
}

PairKind judge_pair(const CheckInput& input) {
  if (input.kind) return *input.kind;
  const double closeness = degree_of(input).closeness;
  if (closeness >= kCloseFrom) return PairKind::kClose;
  return closeness >= kEditedFrom ? PairKind::kEdited : PairKind::kEvent;
}

}  // namespace concord
