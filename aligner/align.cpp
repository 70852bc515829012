// Puts the passes of the aligner together: index, band, what is set apart, monotone search, its
// lattice, crossing pass.
#include "aligner/align.h"

#include <algorithm>
#include <map>

#include "aligner/band.h"
#include "aligner/confidence.h"
#include "aligner/lattice.h"
#include "aligner/learn.h"
#include "aligner/rematch.h"
#include "aligner/search.h"
#include "aligner/set_apart.h"
#include "aligner/similarity.h"
#include "aligner/trim.h"

namespace concord {
namespace {

// So many source sentences of a long text teach (learn_matches() reads no more beads): only the
// beginning of a longer one is searched twice.
constexpr std::uint32_t kTeachers = 6000;

// Sentences are set apart where at least this share has an evident counterpart; in a free version
// an unlike sentence may still be one. Chosen on the development documents.
constexpr double kFollowed = 0.6;

// Half the width of the band around the best path, in sentences, in which others are compared with
// it.
constexpr std::uint32_t kNear = 4;

std::vector<Bead> gaps_only(std::size_t sources, std::size_t targets) {
  std::vector<Bead> beads;
  for (std::uint32_t s = 0; s < sources; ++s) beads.push_back({{s}, {}});
  for (std::uint32_t t = 0; t < targets; ++t) beads.push_back({{}, {t}});
  return beads;
}

/// Whether at least half of the sentences of both sides have a counterpart.
bool mostly_followed(const std::vector<Bead>& beads) {
  std::size_t followed = 0;
  std::size_t all = 0;
  for (const Bead& bead : beads) {
    const std::size_t sentences = bead.source.size() + bead.target.size();
    all += sentences;
    followed += bead.is_gap() ? 0 : sentences;
  }
  return 2 * followed >= all;
}

/// The path near the best one that has the most right beads to be expected. Gaps that may stand in
/// one order or another share their probability, so that beads would win where most sentences have
/// no counterpart: there it is the best path itself.
std::vector<Bead> most_expected(const ProfiledPair& pair, const FeatureIndex& index,
                                const Similarity& similarity, const Band& band,
                                const std::vector<Bead>& best) {
  if (!mostly_followed(best)) return best;
  const Band near = band_around(best, band, kNear);
  Lattice lattice(near);
  search_beads(pair, index, similarity, near, &lattice);
  std::vector<Bead> beads = lattice.most_expected();
  return beads.empty() ? best : beads;
}

std::uint32_t count(const std::vector<SentenceProfile>& side) {
  return static_cast<std::uint32_t>(side.size());
}

bool learns(const ProfiledPair& pair, const AlignOptions& options) {
  return std::min(count(pair.source), count(pair.target)) >= options.learn_from_sentences;
}

/// Whether the whole of both sides is searched, not a band.
bool is_short(const ProfiledPair& pair, const AlignOptions& options) {
  return std::uint64_t{count(pair.source) + 1} * (count(pair.target) + 1) <=
         options.full_search_nodes;
}

Band band_of(const ProfiledPair& pair, const FeatureIndex& index, const AlignOptions& options) {
  if (is_short(pair, options)) return full_band(count(pair.source), count(pair.target));
  const auto margin =
      std::max(options.band_margin,
               static_cast<std::uint32_t>(options.full_search_nodes / 2 / count(pair.source)));
  return bounded_band(pair, index, margin);
}

/// A pair of which neither side is empty, as it is before the search.
struct Measured {
  FeatureIndex index;
  Similarity similarity;
  Band band;

  /// `pair` and `options` must outlive the object.
  Measured(const ProfiledPair& pair, const AlignOptions& options)
      : index(pair), similarity(pair, options), band(band_of(pair, index, options)) {
    similarity.measure(pair, index, band);
  }
  bool is_telling(const AlignOptions& options) const {
    return similarity.reach() >= options.telling_reach;
  }
  /// Whether what has a counterpart is told from what has none: the lexicon tells, all of both
  /// sides is looked at, and most sentences have one.
  bool is_close(const ProfiledPair& pair, const AlignOptions& options) const {
    return is_short(pair, options) && !learns(pair, options) && is_telling(options) &&
           similarity.followed() >= kFollowed;
  }
};

/// The best monotone path; a long text teaches words on the way.
std::vector<Bead> search_path(const ProfiledPair& pair, const AlignOptions& options,
                              Measured& measured) {
  auto& [index, similarity, band] = measured;
  if (!learns(pair, options)) return search_beads(pair, index, similarity, band);
  const bool by_beginning = count(pair.source) > kTeachers && !is_short(pair, options);
  std::vector<Bead> beads = by_beginning
                                ? search_beginning(pair, index, similarity, band, kTeachers)
                                : search_beads(pair, index, similarity, band);
  index.add_matches(learn_matches(pair, beads, options.jobs));
  similarity.measure(pair, index, band);
  if (by_beginning) return search_beads(pair, index, similarity, band);
  // What was learned moves the path by a sentence or two; where it moves farther, the whole band is
  // searched.
  const Band narrow = band_around(beads, band, options.second_margin);
  beads = search_beads(pair, index, similarity, narrow);
  return is_near_edge(beads, narrow, band, options.second_margin / 2)
             ? search_beads(pair, index, similarity, band)
             : beads;
}

/// The beads, without similarity and confidence.
std::vector<Bead> find_beads(const ProfiledPair& pair, const AlignOptions& options,
                             Measured& measured) {
  std::vector<Bead> beads = search_path(pair, options, measured);
  const auto& [index, similarity, band] = measured;
  beads = most_expected(pair, index, similarity, band, beads);
  const bool telling = measured.is_telling(options);
  if (telling) trim_beads(pair, index, similarity, options.least_gain, beads);
  if (options.crossing) rematch(pair, index, similarity, beads);
  if (telling && options.crossing) trim_beads(pair, index, similarity, options.least_gain, beads);
  sort_beads(beads);
  return beads;
}

/// The same, where some sentences are set apart.
std::vector<Bead> find_beads_without(const SetApart& apart, const ProfiledPair& pair,
                                     const AlignOptions& options) {
  const ProfiledPair rest = rest_of(pair, apart);
  const AlignOptions of_rest = rest_of(options, apart);
  Measured measured(rest, of_rest);
  std::vector<Bead> beads = find_beads(rest, of_rest, measured);
  put_back(apart, beads);
  return beads;
}

}  // namespace

std::vector<Bead> align(const ProfiledPair& pair, const AlignOptions& options,
                        const AlignObserver& observe) {
  if (pair.source.empty() || pair.target.empty())
    return gaps_only(pair.source.size(), pair.target.size());
  Measured measured(pair, options);
  SetApart apart;
  if (!observe && measured.is_close(pair, options))
    apart = unlike_sentences(pair, measured.similarity);
  std::vector<Bead> beads = apart.parts() ? find_beads_without(apart, pair, options)
                                          : find_beads(pair, options, measured);
  const auto& [index, similarity, band] = measured;
  RowFiller filler(index);
  for (Bead& bead : beads) {
    if (!bead.is_gap())
      bead.similarity = std::clamp(similarity.coverage(mass_of(pair, filler, bead)), 0.0, 1.0);
  }
  set_confidence(pair, index, similarity, band, beads);
  if (observe) observe(pair, index, similarity, band, beads);
  return beads;
}

std::vector<Evidence> explain(const ProfiledPair& pair, const Bead& bead) {
  std::vector<Evidence> found;
  for (const std::uint32_t s : bead.source) {
    for (const ProfileItem& a : pair.source[s].items) {
      Evidence best;
      for (const std::uint32_t t : bead.target) {
        for (const ProfileItem& b : pair.target[t].items) {
          for (const FeatureKey& left : pair.keys_of(pair.features[a.feature])) {
            for (const FeatureKey& right : pair.keys_of(pair.features[b.feature])) {
              if (left.key != right.key) continue;
              const double weight =
                  static_cast<double>(left.strength * right.strength) *
                  std::min(pair.features[a.feature].weight, pair.features[b.feature].weight);
              if (weight > best.weight) best = {left.kind, a.span, b.span, weight};
            }
          }
        }
      }
      if (best.weight > 0) found.push_back(best);
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Evidence& a, const Evidence& b) { return a.weight > b.weight; });
  return found;
}

}  // namespace concord
