// What kind of pair two reports are: how closely one follows the other decides what a missing
// sentence means.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "aligner/bead.h"

namespace concord {

struct CheckInput;

/// From close to free.
enum class PairKind : std::uint8_t {
  kClose,      ///< a translation, sentence by sentence
  kEdited,     ///< a version that a newsroom cut and rewrote
  kEvent,      ///< two reports on one event
  kUnrelated,  ///< no versions of each other
};

/// "close", "edited", "event", "unrelated".
std::string_view kind_name(PairKind kind);
/// The kind of a name; none for an unknown one.
std::optional<PairKind> pair_kind_of(std::string_view name);

/// How closely the target follows the source, with its uncertainty.
struct Degree {
  double closeness = 1;  ///< the expected share of sentences that have a counterpart, in [0, 1]
  double spread = 0;     ///< one standard deviation of that
};

/// The degree of CheckInput::kind when that is set; 1 for aligned segments; else from the
/// confidences of the beads, a missing tail aside, drawn to what most pairs have where there are
/// few sentences.
Degree degree_of(const CheckInput& input);

/// CheckInput::kind when it is set, else the kind whose range holds the degree of the pair.
PairKind judge_pair(const CheckInput& input);

/// Whether an alignment found nothing that corresponds: no bead is sure, and hardly any would be
/// right. Reports of one or two sentences are never judged so.
bool looks_unrelated(const std::vector<Bead>& beads);

/// Sentences [first, count) of a side that stand after everything that is aligned, while the other
/// side has none such; count when there is no tail.
std::uint32_t tail_begin(const CheckInput& input, Side side);

}  // namespace concord
