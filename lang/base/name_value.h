// Names as reports give them: the printed words and, where they are known, what they name.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace concord {

/// What a name stands for in the sentence.
enum class NameRole : std::uint8_t {
  kName,        ///< person, place, organisation itself
  kAdjective,   ///< vietnamese, v'etnamskiy
  kInhabitant,  ///< a Briton, yapontsy
  kAcronym,
};

/// A name. `entities` are the ids of lang/data/<tag>/entities.tsv and CLDR territories
/// ("country:JP") that it can mean; empty when it is not a known name and must be compared by
/// sound.
struct NameValue {
  std::vector<std::string> words;  ///< as printed, without titles and function words
  std::vector<std::string> entities;
  NameRole role = NameRole::kName;

  friend bool operator==(const NameValue&, const NameValue&) = default;
};

/// The value column of `entities`: the first entity id, else the words joined by a space.
std::string to_string(const NameValue& name);

}  // namespace concord
