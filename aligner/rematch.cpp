// Matches left-over sentences across the order of the text.
#include "aligner/rematch.h"

#include <algorithm>
#include <span>
#include <unordered_map>
#include <utility>

#include "aligner/context.h"
#include "aligner/steps_past.h"

namespace concord {
namespace {

// A left-over sentence may complete a bead that is this many sentences away.
constexpr std::uint32_t kReach = 2;
// The most steps that it takes; behind the last sentence none has a bead.
constexpr std::uint32_t kMostSteps = 2 * kReach;
// It may do so at this loss, in nats, where the bead covers more with it by this share of the
// level: it tells what the bead lacks. Chosen on the development documents.
constexpr double kMostLost = 1;
constexpr double kLeastRaise = 0.05;
// In long texts a sentence is looked for this far from where it is missing, in sentences.
constexpr std::uint32_t kWindow = 400;

struct Candidate {
  double gain;
  std::size_t source_bead;
  std::size_t target_bead;
};

void match_gaps(const ProfiledPair& pair, RowFiller& filler, const Similarity& similarity,
                std::vector<Bead>& beads) {
  std::unordered_map<std::uint32_t, std::size_t> gap_of_target;
  for (std::size_t b = 0; b < beads.size(); ++b) {
    if (beads[b].source.empty()) gap_of_target.emplace(beads[b].target.front(), b);
  }
  if (gap_of_target.empty()) return;
  const double slope = static_cast<double>(pair.target.size()) /
                       static_cast<double>(std::max<std::size_t>(1, pair.source.size()));
  std::vector<Candidate> candidates;
  CellRow room;
  for (std::size_t b = 0; b < beads.size(); ++b) {
    if (!beads[b].target.empty() || beads[b].source.empty()) continue;
    const std::uint32_t source = beads[b].source.front();
    const auto centre = static_cast<std::uint32_t>(source * slope);
    const CellRow& row =
        filler.row(room, source, centre > kWindow ? centre - kWindow : 0, centre + kWindow);
    for (const Cell& cell : row.cells) {
      const auto gap = gap_of_target.find(cell.target);
      if (gap == gap_of_target.end()) continue;
      BeadMass mass;
      mass.source.add(pair.source[source], cell.source_mass);
      mass.target.add(pair.target[cell.target], cell.target_mass);
      BeadCells cells;
      cells.source.add(source);
      cells.target.add(cell.target);
      cells.cells[0][0] = &cell;
      add_context(pair, similarity, cells, mass);
      const double gain = similarity.worth(mass) -
                          similarity.gap_worth(Side::kSource, source, false) -
                          similarity.gap_worth(Side::kTarget, cell.target, false);
      if (gain >= similarity.crossing_cost()) candidates.push_back({gain, b, gap->second});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.gain > b.gain; });
  for (const Candidate& candidate : candidates) {
    Bead& source = beads[candidate.source_bead];
    Bead& target = beads[candidate.target_bead];
    if (!source.target.empty() || target.target.empty()) continue;
    source.target = std::move(target.target);
    target.target.clear();
  }
  std::erase_if(beads, [](const Bead& bead) { return bead.source.empty() && bead.target.empty(); });
}

/// A gap that would make a bead nearby worth more than the gap costs, or tells what it lacks.
struct Completion {
  double gain;
  std::size_t gap;
  std::size_t bead;
  std::vector<std::uint32_t> Bead::*side;
};

void find_completions(const ProfiledPair& pair, RowFiller& filler, const Similarity& similarity,
                      const std::vector<Bead>& beads, std::vector<std::uint32_t> Bead::*side,
                      std::vector<Completion>& completions) {
  const auto other = side == &Bead::source ? &Bead::target : &Bead::source;
  std::unordered_map<std::uint32_t, std::size_t> bead_of;  // sentence of `side` to bead
  for (std::size_t b = 0; b < beads.size(); ++b) {
    for (const std::uint32_t sentence : beads[b].*side) bead_of.emplace(sentence, b);
  }
  for (std::size_t gap = 0; gap < beads.size(); ++gap) {
    if ((beads[gap].*side).size() != 1 || !(beads[gap].*other).empty()) continue;
    const std::uint32_t sentence = (beads[gap].*side).front();
    const auto is_alone = [&](std::uint32_t i) {
      const auto found = bead_of.find(i);
      return found != bead_of.end() && (beads[found->second].*other).empty();
    };
    const std::uint32_t before = steps_past(
        sentence, kReach, [&](std::uint32_t step) { return is_alone(sentence - 1 - step); });
    const std::uint32_t behind = steps_past(
        kMostSteps, kReach, [&](std::uint32_t step) { return is_alone(sentence + 1 + step); });
    for (std::uint32_t near = sentence - before; near <= sentence + behind; ++near) {
      const auto found = bead_of.find(near);
      if (found == bead_of.end()) continue;
      const Bead& bead = beads[found->second];
      if (bead.is_gap() || (bead.*side).size() >= 3 || (bead.*other).size() != 1) continue;
      Bead larger = bead;
      (larger.*side)
          .insert(std::lower_bound((larger.*side).begin(), (larger.*side).end(), sentence),
                  sentence);
      const double gain =
          similarity.worth(mass_in_context(pair, filler, similarity, larger)) -
          similarity.worth(mass_in_context(pair, filler, similarity, bead)) -
          similarity.gap_worth(side == &Bead::source ? Side::kSource : Side::kTarget, sentence,
                               false);
      const auto raise = [&] {
        return similarity.coverage(mass_of(pair, filler, larger)) -
               similarity.coverage(mass_of(pair, filler, bead));
      };
      if (gain > 0 || (gain > -kMostLost && raise() >= kLeastRaise * similarity.level()))
        completions.push_back({gain, gap, found->second, side});
    }
  }
}

/// Lets gaps join beads nearby, the best first; a bead takes one.
void complete_beads(const ProfiledPair& pair, RowFiller& filler, const Similarity& similarity,
                    std::vector<Bead>& beads) {
  std::vector<Completion> completions;
  find_completions(pair, filler, similarity, beads, &Bead::source, completions);
  find_completions(pair, filler, similarity, beads, &Bead::target, completions);
  std::stable_sort(completions.begin(), completions.end(),
                   [](const Completion& a, const Completion& b) { return a.gain > b.gain; });
  std::vector<bool> used(beads.size());
  for (const auto& [gain, gap, bead, side] : completions) {
    if (used[gap] || used[bead]) continue;
    used[gap] = used[bead] = true;
    (beads[bead].*side).push_back((beads[gap].*side).front());
    std::sort((beads[bead].*side).begin(), (beads[bead].*side).end());
    (beads[gap].*side).clear();
  }
  std::erase_if(beads, [](const Bead& bead) { return bead.source.empty() && bead.target.empty(); });
}

}  // namespace

BeadMass mass_of(const ProfiledPair& pair, RowFiller& filler, const Bead& bead) {
  // Every item once for each sentence that has it, with its best cover.
  struct Covered {
    std::uint64_t item;  // the sentence in the high half
    float mass;
  };
  std::vector<Covered> source_best;
  std::vector<Covered> target_best;
  const auto add = [](std::vector<Covered>& best, std::uint32_t sentence,
                      std::span<const Cover> covers) {
    for (const Cover& cover : covers)
      best.push_back({(std::uint64_t{sentence} << 32) | cover.item, cover.mass});
  };
  CellRow room;
  for (const std::uint32_t s : bead.source) {
    if (bead.target.empty()) break;
    const CellRow& row = filler.row(room, s, bead.target.front(), bead.target.back() + 1);
    for (const std::uint32_t t : bead.target) {
      const Cell* cell = row.find(t);
      if (cell == nullptr) continue;
      add(source_best, s, row.source_of(*cell));
      add(target_best, t, row.target_of(*cell));
    }
  }
  for (std::vector<Covered>* best : {&source_best, &target_best}) {
    std::sort(best->begin(), best->end(), [](const Covered& a, const Covered& b) {
      return a.item != b.item ? a.item < b.item : a.mass > b.mass;
    });
    best->erase(std::unique(best->begin(), best->end(),
                            [](const Covered& a, const Covered& b) { return a.item == b.item; }),
                best->end());
  }
  const auto side = [](const std::vector<SentenceProfile>& profiles,
                       const std::vector<std::uint32_t>& sentences,
                       const std::vector<Covered>& best) {
    SideMass mass;
    for (const std::uint32_t sentence : sentences) {
      double covered = 0;
      for (const Covered& cover : best) {
        if (cover.item >> 32 == sentence) covered += cover.mass;
      }
      mass.add(profiles[sentence], covered);
    }
    return mass;
  };
  return {side(pair.source, bead.source, source_best), side(pair.target, bead.target, target_best)};
}

BeadMass mass_in_context(const ProfiledPair& pair, RowFiller& filler, const Similarity& similarity,
                         const Bead& bead) {
  BeadMass mass = mass_of(pair, filler, bead);
  BeadCells cells;
  for (const std::uint32_t s : bead.source) cells.source.add(s);
  for (const std::uint32_t t : bead.target) cells.target.add(t);
  std::array<CellRow, SideMass::kMost> rooms;
  for (std::size_t a = 0; a < cells.source.count; ++a) {
    const CellRow& row =
        filler.row(rooms[a], cells.source.index[a], cells.target.first(), cells.target.last());
    for (std::size_t b = 0; b < cells.target.count; ++b)
      cells.cells[a][b] = row.find(cells.target.index[b]);
  }
  add_context(pair, similarity, cells, mass);
  return mass;
}

void rematch(const ProfiledPair& pair, const FeatureIndex& index, const Similarity& similarity,
             std::vector<Bead>& beads) {
  RowFiller filler(index);
  match_gaps(pair, filler, similarity, beads);
  complete_beads(pair, filler, similarity, beads);
}

}  // namespace concord
