// Computes lead and places of beads.
#include "aligner/context.h"

#include <algorithm>
#include <cmath>

namespace concord {
namespace {

// A match of so many nats counts half: the place of a word or two is chance.
constexpr double kHalfPlaced = 4;

// A part of so many nats tells half of what a long one does.
constexpr double kHalfTelling = 8;
// The end of a part may be so far from where a sentence of the other side ends, as a share of the
// length of the bead.
constexpr double kJointNear = 0.2;

/// How much the place of matches is worth.
double trust(double mass) { return mass / (mass + kHalfPlaced); }

double lead_of(double own, double elsewhere) {
  return std::clamp(own - elsewhere, -kMostLead, kMostLead);
}

/// The sum over both sides of how much more alike the sentences are to the bead than to others.
double lead(const Similarity& similarity, const BeadCells& cells) {
  std::array<double, SideMass::kMost> of_source{};
  std::array<double, SideMass::kMost> of_target{};
  for (std::size_t a = 0; a < cells.source.count; ++a) {
    for (std::size_t b = 0; b < cells.target.count; ++b) {
      const Cell* cell = cells.cells[a][b];
      if (cell == nullptr) continue;
      const double alike = similarity.alike(cells.source.index[a], *cell);
      of_source[a] = std::max(of_source[a], alike);
      of_target[b] = std::max(of_target[b], alike);
    }
  }
  double sum = 0;
  const auto add = [&](Side side, const FewSentences& here, const FewSentences& there,
                       const auto& own) {
    for (std::size_t k = 0; k < here.count; ++k) {
      sum +=
          lead_of(own[k], similarity.elsewhere(side, here.index[k], there.first(), there.last()));
    }
  };
  add(Side::kSource, cells.source, cells.target, of_source);
  add(Side::kTarget, cells.target, cells.source, of_target);
  return sum;
}

/// Adds where in the one sentence each of several matches: their lengths tell where they should.
void add_places(const std::vector<SentenceProfile>& several, const FewSentences& sentences,
                double length, const auto& place_of, BeadMass& mass) {
  double before = 0;
  for (std::size_t k = 0; k < sentences.count; ++k) {
    const double here = several[sentences.index[k]].length;
    const double expected = length > 0 ? (before + here / 2) / length : 0.5;
    before += here;
    const auto [place, weight] = place_of(k);
    mass.misplaced += weight * std::abs(place - expected);
    mass.placed += weight;
  }
}

/// Adds how well the parts of the sentences of one side are covered inside and outside the bead.
/// `covered(k, p)` is the most that one sentence of the other side covers of part p of sentence k.
void add_parts(const std::vector<SentenceProfile>& profiles, const Similarity& similarity,
               Side side, const FewSentences& here, const FewSentences& there, const auto& covered,
               BeadMass& mass) {
  for (std::size_t k = 0; k < here.count; ++k) {
    const std::uint32_t sentence = here.index[k];
    const SentenceParts& parts = profiles[sentence].parts;
    for (std::size_t p = 0; parts.count > 1 && p < parts.count; ++p) {
      const double own = similarity.part_covered(parts, p, covered(k, p));
      const double elsewhere =
          similarity.part_elsewhere(side, sentence, p, there.first(), there.last());
      const double tells = parts.weight[p] / (parts.weight[p] + kHalfTelling);
      mass.lag += tells * std::max(0.0, elsewhere - own);
    }
  }
}

/// Adds the weight of figures of one side that no sentence of the other one has.
void add_figures(const std::vector<SentenceProfile>& profiles, const FewSentences& here,
                 const auto& covered, BeadMass& mass) {
  for (std::size_t k = 0; k < here.count; ++k) {
    const double all = profiles[here.index[k]].figures;
    if (all > 0) mass.figures += std::max(0.0, all - covered(k));
  }
}

/// Adds how many of the places where a sentence of one side ends have the end of a part on the
/// other, which has `length` code points.
void add_joints(const std::vector<SentenceProfile>& profiles, const FewSentences& here,
                double own_length, const std::vector<SentenceProfile>& others,
                const FewSentences& there, double other_length, BeadMass& mass) {
  double before = 0;
  for (std::size_t k = 0; k + 1 < here.count; ++k) {
    before += double{1} * profiles[here.index[k]].length;
    const double joint = own_length > 0 ? before / own_length : 0.5;
    double nearest = kJointNear;
    double other_before = 0;
    for (std::size_t m = 0; m < there.count; ++m) {
      const SentenceProfile& other = others[there.index[m]];
      for (std::size_t p = 0; p + 1 < other.parts.count; ++p) {
        const double end =
            (other_before + double{1} * other.length * double{other.parts.end[p]}) / other_length;
        nearest = std::min(nearest, std::abs(end - joint));
      }
      other_before += other.length;
    }
    mass.joints += 1 - nearest / kJointNear;
  }
}

/// One side of a bead.
struct BeadSide {
  Side side;
  const std::vector<SentenceProfile>& profiles;
  const FewSentences& sentences;
  double length;  // of all its sentences, in code points
};

/// What one side tells of figures, parts and joints.
void add_side(const Similarity& similarity, const BeadCells& cells, const BeadSide& here,
              const BeadSide& there, BeadMass& mass) {
  const bool of_source = here.side == Side::kSource;
  const auto cell = [&](std::size_t own, std::size_t other) {
    return of_source ? cells.cells[own][other] : cells.cells[other][own];
  };
  const auto figures = [&](std::size_t k) {
    double sum = 0;
    for (std::size_t other = 0; other < there.sentences.count; ++other) {
      const Cell* at = cell(k, other);
      if (at != nullptr) sum += of_source ? at->source_figures : at->target_figures;
    }
    return sum;
  };
  const auto part = [&](std::size_t k, std::size_t p) {
    float most = 0;
    for (std::size_t other = 0; other < there.sentences.count; ++other) {
      const Cell* at = cell(k, other);
      if (at != nullptr)
        most = std::max(most, of_source ? at->source_parts[p] : at->target_parts[p]);
    }
    return most;
  };
  add_figures(here.profiles, here.sentences, figures, mass);
  add_parts(here.profiles, similarity, here.side, here.sentences, there.sentences, part, mass);
  add_joints(here.profiles, here.sentences, here.length, there.profiles, there.sentences,
             there.length, mass);
}

/// How far matches stand from where they should, where one sentence of a side holds the whole bead.
void add_places(const BeadCells& cells, const BeadSide& source, const BeadSide& target,
                BeadMass& mass) {
  struct Place {
    double place;
    double weight;
  };
  const auto in_source = [](const Cell* cell) {
    return cell == nullptr ? Place{0.5, 0} : Place{cell->source_place, trust(cell->source_mass)};
  };
  const auto in_target = [](const Cell* cell) {
    return cell == nullptr ? Place{0.5, 0} : Place{cell->target_place, trust(cell->target_mass)};
  };
  if (cells.source.count == 1 && cells.target.count == 1) {
    for (const Place& at : {in_source(cells.cells[0][0]), in_target(cells.cells[0][0])})
      mass.misplaced += at.weight * std::abs(at.place - 0.5);
  } else if (cells.source.count == 1) {
    add_places(
        target.profiles, cells.target, target.length,
        [&](std::size_t k) { return in_source(cells.cells[0][k]); }, mass);
  } else if (cells.target.count == 1) {
    add_places(
        source.profiles, cells.source, source.length,
        [&](std::size_t k) { return in_target(cells.cells[k][0]); }, mass);
  }
}

}  // namespace

void add_context(const ProfiledPair& pair, const Similarity& similarity, const BeadCells& cells,
                 BeadMass& mass) {
  mass.lead = lead(similarity, cells);
  mass.misplaced = mass.placed = 0;
  mass.lag = mass.joints = mass.figures = 0;
  const BeadSide source{Side::kSource, pair.source, cells.source, mass.source.length};
  const BeadSide target{Side::kTarget, pair.target, cells.target, mass.target.length};
  add_side(similarity, cells, source, target, mass);
  add_side(similarity, cells, target, source, mass);
  add_places(cells, source, target, mass);
}

}  // namespace concord
