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

/// Whether a bead of both sides was made because nothing better was left: neither alike nor sure.
bool is_forced(const Bead& bead);

/// CheckInput::kind when it is set, else judged by the share of sentences in gaps and forced beads,
/// a missing tail aside. Aligned segments are close.
PairKind judge_pair(const CheckInput& input);

/// Whether an alignment found next to nothing that corresponds: its beads are neither alike nor
/// sure. Reports of one or two sentences are never judged so.
bool looks_unrelated(const std::vector<Bead>& beads);

/// Sentences [first, count) of a side that stand after everything that is aligned, while the other
/// side has none such; count when there is no tail.
std::uint32_t tail_begin(const CheckInput& input, Side side);

}  // namespace concord
