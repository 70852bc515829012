// Kinds of words and levels of match, shared by the matcher of a bead's words and the model that
// weighs them.
#pragma once

#include <cstddef>
#include <cstdint>

namespace concord {

/// What kind of word it is, for how surely a counterpart is to be expected.
enum class WordKind : std::uint8_t {
  kFigure,    ///< with a digit, or part of a number or date
  kName,      ///< part of a name, or capitalised inside a sentence
  kFunction,  ///< a function word
  kBroad,     ///< in the lexicon's first source, the pack, with many renderings: it meets one by
              ///< chance more easily
  kCommon,    ///< in the pack, with fewer
  kListed,    ///< in another source of the lexicon
  kUnknown,   ///< not in the lexicon
};
constexpr std::size_t kWordKinds = 7;

/// How a word found its counterpart.
enum class MatchLevel : std::uint8_t {
  kNone,
  kElsewhere,  ///< not in the bead but in a neighbouring sentence
  kLone,       ///< by the lexicon or sound, while none of the words around it is matched around its
               ///< counterpart
  kFar,        ///< by the lexicon, at quite another place of the sentence
  kWeak,       ///< by likeness of sound only
  kKin,        ///< it begins like a rendering: "government" for a word that is rendered by "govern"
  kSynonym,    ///< by a word that has a rendering in common with one of its renderings
  kUnlikely,   ///< by a rendering of little weight
  kLikely,     ///< by the lexicon
  kSure,       ///< the same fact, name or figure
};
constexpr std::size_t kMatchLevels = 10;

}  // namespace concord
