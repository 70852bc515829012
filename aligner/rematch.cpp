// Matches left-over sentences across the order of the text.
#include "aligner/rematch.h"

#include <algorithm>
#include <unordered_map>

namespace concord {
namespace {

// A left-over sentence may complete a bead that is this many sentences away.
constexpr std::uint32_t kReach = 2;
// In long texts a sentence is looked for this far from where it is missing, in sentences.
constexpr std::uint32_t kWindow = 400;

struct Candidate {
  double similarity;
  std::size_t source_bead;
  std::size_t target_bead;
};

double worth(double similarity, std::size_t sentences, const AlignOptions& options) {
  const auto count = static_cast<double>(sentences);
  return (similarity - options.neutral_similarity) * count / 2 - options.extra_sentence_cost * (count - 2);
}

void match_gaps(const ProfiledPair& pair, const FeatureIndex& index, const Similarity& similarity, const AlignOptions& options,
                std::vector<Bead>& beads) {
  std::unordered_map<std::uint32_t, std::size_t> gap_of_target;
  for (std::size_t b = 0; b < beads.size(); ++b) {
    if (beads[b].source.empty()) gap_of_target.emplace(beads[b].target.front(), b);
  }
  if (gap_of_target.empty()) return;
  const double slope = static_cast<double>(pair.target.size()) / static_cast<double>(std::max<std::size_t>(1, pair.source.size()));
  std::vector<Candidate> candidates;
  for (std::size_t b = 0; b < beads.size(); ++b) {
    if (!beads[b].target.empty() || beads[b].source.empty()) continue;
    const std::uint32_t source = beads[b].source.front();
    const auto centre = static_cast<std::uint32_t>(source * slope);
    const CellRow row = index.row(source, centre > kWindow ? centre - kWindow : 0, centre + kWindow);
    for (const Cell& cell : row.cells) {
      const auto gap = gap_of_target.find(cell.target);
      if (gap == gap_of_target.end()) continue;
      const SentenceProfile& s = pair.source[source];
      const SentenceProfile& t = pair.target[cell.target];
      const double value = similarity.of({cell.source_mass, cell.target_mass, s.weight, t.weight,
                                          static_cast<double>(s.length), static_cast<double>(t.length)});
      if (value >= options.crossing_similarity) candidates.push_back({value, b, gap->second});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.similarity > b.similarity; });
  for (const Candidate& candidate : candidates) {
    Bead& source = beads[candidate.source_bead];
    Bead& target = beads[candidate.target_bead];
    if (!source.target.empty() || target.target.empty()) continue;
    source.target = std::move(target.target);
    source.similarity = candidate.similarity;
    target.target.clear();
  }
  std::erase_if(beads, [](const Bead& bead) { return bead.source.empty() && bead.target.empty(); });
}

/// Lets gaps of one side join beads nearby when that makes the bead worth more than the gap costs.
void complete_beads(const ProfiledPair& pair, const FeatureIndex& index, const Similarity& similarity, const AlignOptions& options,
                    std::vector<Bead>& beads, std::vector<std::uint32_t> Bead::*side) {
  const auto other = side == &Bead::source ? &Bead::target : &Bead::source;
  std::unordered_map<std::uint32_t, std::size_t> bead_of;  // sentence of `side` to bead
  for (std::size_t b = 0; b < beads.size(); ++b) {
    for (const std::uint32_t sentence : beads[b].*side) bead_of.emplace(sentence, b);
  }
  for (Bead& gap : beads) {
    if ((gap.*side).size() != 1 || !(gap.*other).empty()) continue;
    const std::uint32_t sentence = (gap.*side).front();
    double best_gain = 0;
    Bead* best = nullptr;
    for (std::uint32_t near = sentence > kReach ? sentence - kReach : 0; near <= sentence + kReach; ++near) {
      const auto found = bead_of.find(near);
      if (found == bead_of.end()) continue;
      Bead& bead = beads[found->second];
      if (&bead == &gap || bead.is_gap() || (bead.*side).size() >= 3 || (bead.*other).size() != 1) continue;
      Bead larger = bead;
      (larger.*side).push_back(sentence);
      const std::size_t sentences = bead.source.size() + bead.target.size();
      const double gain = worth(similarity.of(mass_of(pair, index, larger)), sentences + 1, options) -
                          worth(similarity.of(mass_of(pair, index, bead)), sentences, options) + options.gap_cost;
      if (gain > best_gain) {
        best_gain = gain;
        best = &bead;
      }
    }
    if (best == nullptr) continue;
    (best->*side).push_back(sentence);
    std::sort((best->*side).begin(), (best->*side).end());
    (gap.*side).clear();
  }
  std::erase_if(beads, [](const Bead& bead) { return bead.source.empty() && bead.target.empty(); });
}

}  // namespace

BeadMass mass_of(const ProfiledPair& pair, const FeatureIndex& index, const Bead& bead) {
  BeadMass mass;
  std::unordered_map<std::uint64_t, float> source_best;
  std::unordered_map<std::uint64_t, float> target_best;
  const auto better = [](std::unordered_map<std::uint64_t, float>& best, std::uint32_t sentence, const Cover& cover) {
    float& here = best[(static_cast<std::uint64_t>(sentence) << 32) | cover.item];
    here = std::max(here, cover.mass);
  };
  for (const std::uint32_t s : bead.source) {
    mass.source_weight += pair.source[s].weight;
    mass.source_length += pair.source[s].length;
    if (bead.target.empty()) continue;
    const CellRow row = index.row(s, bead.target.front(), bead.target.back() + 1);
    for (const std::uint32_t t : bead.target) {
      const Cell* cell = row.find(t);
      if (cell == nullptr) continue;
      for (const Cover& cover : row.source_of(*cell)) better(source_best, s, cover);
      for (const Cover& cover : row.target_of(*cell)) better(target_best, t, cover);
    }
  }
  for (const std::uint32_t t : bead.target) {
    mass.target_weight += pair.target[t].weight;
    mass.target_length += pair.target[t].length;
  }
  for (const auto& [item, covered] : source_best) mass.source_mass += covered;
  for (const auto& [item, covered] : target_best) mass.target_mass += covered;
  return mass;
}

void rematch(const ProfiledPair& pair, const FeatureIndex& index, const Similarity& similarity, const AlignOptions& options,
             std::vector<Bead>& beads) {
  match_gaps(pair, index, similarity, options, beads);
  complete_beads(pair, index, similarity, options, beads, &Bead::source);
  complete_beads(pair, index, similarity, options, beads, &Bead::target);
}

}  // namespace concord
