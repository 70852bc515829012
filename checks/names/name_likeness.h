// How alike the names of a bead are: by sound, by syllables and by what the rest of both names
// says.
#pragma once

#include "checks/names/bead_names.h"

namespace concord {

/// The score from which two words are one syllable, where names are compared syllable by syllable.
constexpr double kSyllableSame = 0.9;

/// The score of a word of the source and one of the target, in [0, 1]; 0 where it is below `least`.
/// The higher that is, the less is computed (SoundCache::score).
double sound_of(const BeadNames& bead, const NameText& source, const NameText& target,
                double least = NameMatcher::kFaint);
/// The same for a word of `own` and one of the other side.
double sound_across(const BeadNames& bead, const NameSide& own, const NameText& mine,
                    const NameText& theirs, double least = NameMatcher::kFaint);
/// Whether two words can be the same name by their sound.
bool same_sound(const BeadNames& bead, const NameText& source, const NameText& target);
/// The same for a word of `own` and one of the other side.
bool same_sound_across(const BeadNames& bead, const NameSide& own, const NameText& mine,
                       const NameText& theirs);
/// Whether a word of the source and one of the target, in two scripts, are given names of the table
/// (given-names.tsv) of which no form is the beginning of one of the other's: "Rob" may be a
/// Robert, but "Joe" is no Zoran, however they sound.
bool other_given_names(const BeadNames& bead, const NameText& source, const NameText& target);
/// A text of a side that is not one of its words, made ready for comparing.
NameText text_of_side(const BeadNames& bead, const NameSide& side, std::string text);

/// How alike an item of the source and one of the target sound: every word of the one with fewer
/// words has a counterpart. 0 where that is below `least`.
double alike(const BeadNames& bead, const NameItem& source, const NameItem& target,
             double least = NameMatcher::kFaint);

/// Whether of two known places one is named after the other, by their ids: city:kharkiv and
/// region:kharkiv-oblast; region:southern-africa and continent:africa.
bool named_after(const NameItem& a, const NameItem& b);

/// Whether the name of a people that is written syllable by syllable (Vietnamese, Chinese) is not
/// the other name: then words that sound nearly alike are different, as in Nguyen Van Hung and
/// Nguyen Van Hanh.
bool differ_by_syllables(const BeadNames& bead, const NameItem& source, const NameItem& target);

/// The same where they need have no syllable in common: two persons of such a people.
bool other_syllables(const BeadNames& bead, const NameItem& source, const NameItem& target);

/// The two parts of a double name that are long enough to be names themselves; empty for another
/// name.
std::vector<NameText> halves_of(const BeadNames& bead, const NameSide& side, const NameItem& item);

/// Whether two words are double names of two long parts each, of which one has no like in the other
/// word: Hrushko-Vavryk and Hrushko-Melnyk.
bool differ_by_half(const BeadNames& bead, const NameItem& source, const NameItem& target);

/// Whether two words must be the same but for marks, because one language keeps its spelling in the
/// other: Oanh and Anh are two people.
bool keep_spelling(const BeadNames& bead, const NameItem& source, const NameItem& target);

/// Whether two words of names that keep their spelling are written with different letters: Chinh
/// and Chien.
bool spelled_otherwise(const BeadNames& bead, const NameItem& source, const NameItem& target);

/// Whether one of the two is a known person and the other's name, which has a word of it, says
/// another word too: Wang Yi and Wang Wenbin.
bool other_person(const BeadNames& bead, const NameItem& source, const NameItem& target);

/// Whether another word of the item's name has its counterpart.
bool anchored(const NameSide& side, const NameItem& item);

/// Whether the rest of both names agrees, so that the two words stand for each other wherever the
/// sentences put them.
bool in_one_name(const BeadNames& bead, const NameItem& source, const NameItem& target);

/// Whether two words are both the first or both the last of their names, beside a word that agrees:
/// a given name or a surname, which may be an ordinary word too.
bool in_one_place(const BeadNames& bead, const NameItem& source, const NameItem& target);

}  // namespace concord
