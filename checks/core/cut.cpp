// Removes what is said beyond the end of a version that breaks off.
#include "checks/core/cut.h"

#include <algorithm>
#include <optional>

namespace concord {
namespace {

/// The two-sided bead that holds the last sentence of a side.
std::optional<std::uint32_t> last_bead(const PairReport& report, Side side) {
  std::optional<std::uint32_t> found;
  std::uint32_t last = 0;
  for (std::uint32_t b = 0; b < report.beads.size(); ++b) {
    const std::vector<std::uint32_t>& sentences = report.beads[b].of(side);
    if (sentences.empty() || (found && sentences.back() < last)) continue;
    last = sentences.back();
    found = b;
  }
  return found && !report.beads[*found].is_gap() ? found : std::nullopt;
}

/// Whether the other side has sentences behind everything that is aligned.
bool runs_on(const PairReport& report, Side cut) {
  std::uint32_t aligned = 0;
  std::uint32_t all = 0;
  for (const Bead& bead : report.beads) {
    if (bead.of(other(cut)).empty()) continue;
    all = std::max(all, bead.of(other(cut)).back() + 1);
    if (!bead.is_gap()) aligned = std::max(aligned, bead.of(other(cut)).back() + 1);
  }
  return aligned > 0 && all > aligned;
}

void drop_beyond(PairReport& report, Side cut) {
  const bool open = (cut == Side::kSource ? report.source : report.target).article.open_end;
  if (!open && !runs_on(report, cut)) return;
  // The last quotation that does not end would have ended later.
  auto unclosed = report.issues.end();
  for (auto issue = report.issues.begin(); issue != report.issues.end(); ++issue) {
    if (issue->message.id != "quote.unclosed" || !issue->at(cut)) continue;
    if (unclosed == report.issues.end() ||
        issue->at(cut)->span.begin > unclosed->at(cut)->span.begin)
      unclosed = issue;
  }
  if (unclosed != report.issues.end()) report.issues.erase(unclosed);
  const std::optional<std::uint32_t> last = open ? last_bead(report, cut) : std::nullopt;
  if (!last) return;
  const std::vector<AnalysedSentence>& sentences = report.of(cut).sentences;
  const std::uint32_t end = sentences.empty() ? 0 : sentences.back().span.end;
  std::erase_if(report.issues, [&](const Issue& issue) {
    if (issue.bead != *last) return false;
    // The last word may be half a number or half a name.
    if (issue.at(cut) && issue.at(cut)->span.end == end && issue.source && issue.target)
      return true;
    return issue.source.has_value() != issue.target.has_value() || issue.check == "quote";
  });
}

}  // namespace

void drop_beyond_cuts(PairReport& report) {
  for (const Side side : kSides) drop_beyond(report, side);
}

}  // namespace concord
