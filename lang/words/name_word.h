// What a single word contributes to a name, looked up once for every distinct word.
#pragma once

#include <cstdint>
#include <vector>

#include "lang/words/word_list.h"

namespace concord {

/// What distinguishes places of one name: points of the compass and their like.
enum class Direction : std::uint8_t {
  kNone,
  kNorth,
  kNortheast,
  kEast,
  kSoutheast,
  kSouth,
  kSouthwest,
  kWest,
  kNorthwest,
  kCentral,
  kInner,
  kOuter,
  kUpper,
  kLower,
};

/// A part of a word joined by hyphens that may be a known name by itself ("US-led",
/// "V'etnam-yaponskiy").
struct NamePart {
  std::uint16_t begin = 0;  ///< bytes of the surface form, half-open
  std::uint16_t end = 0;
  std::vector<std::uint32_t> tokens;  ///< of known names, see KnownNames::part_tokens
};

/// A word's readings as part of a known name, a title or a particle.
struct NameWord {
  std::vector<std::uint32_t>
      tokens;  ///< of known names of which the word may be a form, see KnownNames::tokens
  std::vector<NamePart> parts;  ///< only when the whole word is not a known name and some part is
  bool title = false;           ///< "President": capitalised before a name, but no part of it
  bool citation = false;        ///< the word as it stands is one of a known name's citation form
  bool particle = false;        ///< "van", "bin": lower-case inside a name
  bool pronoun = false;         ///< "he", "whose": may stand for a name of the other version
  Direction direction = Direction::kNone;  ///< "northern", in any case form
  WordStatus listed;  ///< what the spelling dictionary of the language says of the word
};

}  // namespace concord
