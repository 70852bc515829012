// How surely a capitalised word is a name, by the dictionaries, its letters and the sentence around
// it.
//
//   strength_of_unknown(bead, side, sentence, {.first = 4, .last = 5, .token = 4});   // 1 for
//   Smith, .25 for Committee
#pragma once

#include <cstddef>

#include "checks/names/bead_names.h"

namespace concord {

/// A capitalised ordinary word: often part of a translated title.
constexpr double kDictionaryWord = 0.25;
/// A word that the dictionary has in small letters and with a capital: May, Rose.
constexpr double kEitherWord = 0.6;

/// A word of an unknown name: tokens of its sentence, `first` and `last` of the mention.
struct NamePlace {
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t token = 0;
  bool title_case = false;  ///< see in_title_case
  bool person = false;      ///< the mention is known to be a person's name
  bool addressed = false;   ///< it stands behind a form of address
};

/// The strength of a known name, in [0, 1]; its kind and tokens are set.
double strength_of_known(const NameSide& side, const NameItem& item);

/// The strength of a word of an unknown name, in [0, 1].
double strength_of_unknown(const BeadNames& bead, const NameSide& side,
                           const AnalysedSentence& sentence, NamePlace place);

/// Whether a token begins a sentence, a quotation or what stands after a mark, so that its capital
/// letter proves nothing.
bool begins(const AnalysedSentence& sentence, std::size_t token);

/// Whether the version writes a word in small letters in the sentences of the bead or near them.
bool stands_small(const NameSide& side, const Word& word);

/// Whether a capitalised word is an ordinary word of its language, and no name besides.
bool is_ordinary(const NameSide& side, const Word& word);

/// Whether a sentence is a headline that capitalises ordinary words too, as English ones do.
bool in_title_case(const NameSide& side, const AnalysedSentence& sentence);

/// Whether no name is written like that: CoV, MPs, Gbr.
bool is_abbreviation(const LanguagePack& pack, const Word& word);

}  // namespace concord
