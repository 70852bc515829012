// Judges from the alignment how closely one version follows the other.
#include "checks/core/pair_kind.h"

#include <algorithm>
#include <array>

#include "checks/core/check.h"

namespace concord {
namespace {

constexpr std::array<std::string_view, 4> kNames = {"close", "edited", "event", "unrelated"};

// Shares of sentences of both versions without counterpart, chosen by reading published pairs, not
// fitted: translations leave over up to one in twelve, edited versions a fifth to a quarter of each
// side, two outlets' reports on one event more than a third.
constexpr double kCloseShare = 0.12;
constexpr double kEventShare = 0.38;
// Means over the sentences of aligned beads. Of 96 pairs of versions in four languages the least
// alike had .36 and .65, of 96 pairs of reports of one outlet that are not versions the most alike
// .28 and .58.
constexpr double kUnrelatedSimilarity = 0.32;
constexpr double kUnrelatedConfidence = 0.62;
constexpr std::size_t kFewestSentences = 3;  // of each side
// In short reports one sentence more or less gives no evidence about the kind: a translation that
// lost two of fifteen is one still.
constexpr std::size_t kForgiven = 1;
// Below this confidence a bead as little alike as those of unrelated reports was made because
// nothing better was left.
constexpr double kForced = 0.5;

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

bool is_forced(const Bead& bead) {
  return !bead.is_gap() && bead.similarity < kUnrelatedSimilarity && bead.confidence < kForced;
}

bool looks_unrelated(const std::vector<Bead>& beads) {
  double similarity = 0;
  double confidence = 0;
  std::size_t aligned = 0;
  std::size_t source = 0;
  std::size_t target = 0;
  for (const Bead& bead : beads) {
    source += bead.source.size();
    target += bead.target.size();
    if (bead.is_gap()) continue;
    const std::size_t sentences = bead.source.size() + bead.target.size();
    similarity += bead.similarity * static_cast<double>(sentences);
    confidence += bead.confidence * static_cast<double>(sentences);
    aligned += sentences;
  }
  if (std::min(source, target) < kFewestSentences) return false;
  const auto all = static_cast<double>(aligned);
  return similarity <= kUnrelatedSimilarity * all && confidence <= kUnrelatedConfidence * all;
}

PairKind judge_pair(const CheckInput& input) {
  if (input.kind) return *input.kind;
  if (input.aligned_segments) return PairKind::kClose;
  const std::uint32_t source_tail = tail_begin(input, Side::kSource);
  const std::uint32_t target_tail = tail_begin(input, Side::kTarget);
  std::size_t left_over = 0;
  for (const Bead& bead : input.beads) {
    if (!bead.is_gap() && !is_forced(bead)) continue;
    for (const std::uint32_t i : bead.source) left_over += i < source_tail ? 1 : 0;
    for (const std::uint32_t i : bead.target) left_over += i < target_tail ? 1 : 0;
  }
  if (left_over <= kForgiven) return PairKind::kClose;
  const auto all = static_cast<double>(source_tail + target_tail);
  if (static_cast<double>(left_over - kForgiven) <= kCloseShare * all) return PairKind::kClose;
  return static_cast<double>(left_over) < kEventShare * all ? PairKind::kEdited : PairKind::kEvent;
}

}  // namespace concord
