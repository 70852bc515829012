// What the other article says around a bead of a name that has no counterpart in it: the name
// itself, or a pronoun.
#pragma once

#include "checks/names/bead_names.h"

namespace concord {

/// What to answer for a name that the other article has near the bead or only elsewhere.
struct NamedFactors {
  double beside = 1;     ///< up to two sentences from the bead
  double elsewhere = 1;  ///< anywhere, headlines included; at least `beside`
};

/// The factor for an item of `own`: 1 where the other article names it nowhere, and in aligned
/// segments, around which there is no article.
double named_in_document(const BeadNames& bead, const NameSide& own, const NameItem& item,
                         NamedFactors factors);

/// Sets `matched` of names of one word each that are left over on both sides, where either article
/// has a name with both words: "Juaini" and "Yusuf" beside "Juaini Yusuf" are one person. Nothing
/// in aligned segments.
void match_parts_of_one_name(BeadNames& bead);

/// Whether a side has a pronoun at most `reach` (a share of the side's length) from where an item
/// would stand, or one that begins a sentence: subjects stand first in English wherever Russian
/// puts them.
bool pronoun_near(const NameSide& side, const NameItem& item, double reach);

/// How many more pronouns `other` has than `own`.
int more_pronouns(const NameSide& own, const NameSide& other);

}  // namespace concord
