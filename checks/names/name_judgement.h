// How likely names without counterparts are an error: one exchanged for another, or one lost.
//
//   if (const auto level = severity_of(exchanged(bead, a, b))) report(*level);
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "checks/names/bead_names.h"
#include "checks/names/name_gap.h"

namespace concord {

/// A name of a side as a whole: the items [first, end) of one mention.
struct WholeName {
  std::size_t first = 0;
  std::size_t end = 0;
  double strength = 0;  ///< of its surest word
  double place = 0;
};

/// The severity for a likelihood in [0, 1]; nothing for one too small to report.
std::optional<Severity> severity_of(double likely);

/// A likelihood by two names alone, and how far they stand in one place of their sentences, both in
/// [0, 1].
struct PlacedLikelihood {
  double likely = 0;
  double place = 1;
};

/// How likely a name was left out.
struct Omission {
  double likely = 0;    ///< whatever stands in its place
  double in_a_gap = 0;  ///< where the words around show that nothing does
};

/// Sets `near` of the items that are left over on both sides and sound a little alike, each the
/// other's best: most often one name that is misspelled in one version.
void find_near(BeadNames& bead);

/// How likely an item of the source was exchanged for one of the target, by the two names alone.
double exchanged(const BeadNames& bead, const NameItem& source, const NameItem& target);
/// The same with what both articles say around the bead: that a name is told elsewhere excuses its
/// absence here, not another name in its very place.
double exchanged_in_document(const BeadNames& bead, const NameItem& source, const NameItem& target,
                             PlacedLikelihood alone);

/// The names none of whose words has a counterpart, save acronyms, titles of ordinary words and
/// what the table takes for a place or an organisation.
std::vector<WholeName> unmatched_names(const NameSide& side);

/// How likely one person was exchanged for another: full names that have no word in common, by the
/// two names alone.
double persons_exchanged(const BeadNames& bead, const WholeName& source, const WholeName& target);
/// The same with what both articles say around the bead.
double persons_exchanged_in_document(const BeadNames& bead, const WholeName& source,
                                     const WholeName& target, PlacedLikelihood alone);

/// How likely the name that begins at own.items[first] was left out or added, by the names alone:
/// a person becomes a pronoun or a title, a given name is added to a family name. 0 where a word of
/// it has a counterpart. Places and organisations come and go in translation: see omitted_here.
Omission omitted(const BeadNames& bead, const NameSide& own, std::size_t first);
/// The same with what the words around say.
double omitted_here(const Omission& alone, NameGap gap);

}  // namespace concord
