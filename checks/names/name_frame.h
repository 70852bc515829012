// Whether two names stand in the same words: what comes before or after one renders what comes
// there at the other.
#pragma once

#include "checks/names/bead_names.h"

namespace concord {

/// Whether the content word beside a name of the source, on its left or on its right, is the
/// counterpart of the one beside a name of the target: "the mayor of X" and the same for Y, "X and
/// Garut" and "Y and Garut". Function words and commas between do not count. Items stand for the
/// mentions that they are part of.
bool in_same_frame(const BeadNames& bead, const NameItem& source, const NameItem& target);

/// Whether one of two words is an ordinary word of its language and a surname here: its capital
/// stands inside a sentence, without an article, beside a word that corresponds to one beside the
/// other, which is surely a name ("zayavil Zaev", "Smith said").
bool ordinary_surname(const BeadNames& bead, const NameItem& source, const NameItem& target);

}  // namespace concord
