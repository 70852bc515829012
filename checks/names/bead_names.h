// The names on both sides of a bead, word by word, as the check "name" works on them.
//
//   BeadNames bead = collect_names(input, 3, sounds);
//   for (const NameItem& item : bead.source.items) if (!item.matched) ...
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "checks/core/check.h"
#include "lang/names/name_match.h"

namespace concord {

/// What a known name names.
enum class NameKind : std::uint8_t { kUnknown, kPerson, kPlace, kOrganisation, kOther };

/// A word to compare by sound, with its number in the SoundCache.
struct NameText {
  std::string text;  ///< as printed
  std::uint32_t sound = 0;
};

/// No item of a side.
constexpr std::size_t kNoItem = ~std::size_t{0};

/// One word of a name, or one known name as a whole.
struct NameItem {
  Span span;                         ///< in the article's text
  std::vector<NameText> texts;       ///< its words
  std::vector<NameText> places;      ///< what it may be derived from, see match_derived
  const NameValue* value = nullptr;  ///< of the mention it is part of
  NameKind kind = NameKind::kUnknown;
  std::size_t sentence = 0;  ///< of the side
  std::size_t first = 0;     ///< first and last token of the sentence
  std::size_t last = 0;
  std::size_t group = 0;       ///< the mention it is a word of
  double strength = 0;         ///< how surely it is a name, in [0, 1]; see name_strength.h
  double place = 0;            ///< where it stands in its side of the bead, from 0 to 1
  bool acronym = false;        ///< in capitals, and in no table
  bool ordinary = false;       ///< an unknown name that is an ordinary word of the language
  bool compound = false;       ///< a clipped compound: says what it names, and is not a sound
  bool person = false;         ///< a word of an unknown name that is surely a person's
  bool addressed = false;      ///< a word of an unknown name behind a form of address: "Mr Smith"
  bool matched = false;        ///< has a counterpart
  bool reused = false;         ///< its counterpart was somebody else's already
  std::size_t near = kNoItem;  ///< one that is left over, as this one, and sounds a little alike
  bool heard = false;  ///< its counterpart is the same known name or sounds like it; else it is a
                       ///< translation

  bool known() const { return value != nullptr && !value->entities.empty(); }
};

/// One side of a bead.
struct NameSide {
  const AnalysedArticle* article = nullptr;
  const LanguagePack* pack = nullptr;
  Side side{};
  const std::vector<std::uint32_t>* indices = nullptr;  ///< of its sentences in the article
  std::vector<const AnalysedSentence*> sentences;
  std::vector<NameItem> items;  ///< in order; those of one mention stand together
  std::vector<NameText> words;  ///< every word that a name of the other side may be a form of
  bool word_list = false;       ///< whether a dictionary distinguishes names from ordinary words
};

/// Both sides of a bead.
struct BeadNames {
  const CheckInput& input;
  std::uint32_t index = 0;  ///< of the bead
  SoundCache& sounds;
  NameSide source;
  NameSide target;

  const NameSide& of(Side side) const { return side == Side::kSource ? source : target; }
  NameSide& of(Side side) { return side == Side::kSource ? source : target; }
  const NameSide& other(const NameSide& side) const { return of(concord::other(side.side)); }
};

/// The names of a bead, none with a counterpart yet. `sounds` must outlive the result and not be
/// cleared before; where it has grown large it is cleared here, so that no earlier result may be
/// used any more.
BeadNames collect_names(const CheckInput& input, std::uint32_t bead, SoundCache& sounds);

/// The items of the mention that begins at side.items[first]: the index after the last of them.
std::size_t end_of_name(const NameSide& side, std::size_t first);

/// Whether the first word of an item is in capitals.
bool in_capitals(const NameSide& side, const NameItem& item);

/// Where a token stands in its side, from 0 to 1.
double place_of(const NameSide& side, std::size_t sentence, std::size_t token);

}  // namespace concord
