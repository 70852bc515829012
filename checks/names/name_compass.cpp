// Finds places whose point of the compass was exchanged.
#include "checks/names/name_compass.h"

#include <algorithm>
#include <string>

#include "checks/names/name_likeness.h"

namespace concord {
namespace {

/// A word for a direction beside the name of a place.
struct Directed {
  Direction direction = Direction::kNone;
  Span span;       ///< of both
  NameText place;  ///< the word beside it
};

/// North or south and east or west said in two words; none for any other two.
Direction between(Direction first, Direction second) {
  if (first == Direction::kNorth && second == Direction::kEast) return Direction::kNortheast;
  if (first == Direction::kNorth && second == Direction::kWest) return Direction::kNorthwest;
  if (first == Direction::kSouth && second == Direction::kEast) return Direction::kSoutheast;
  if (first == Direction::kSouth && second == Direction::kWest) return Direction::kSouthwest;
  return Direction::kNone;
}

/// Whether a token is part of a known name that has its counterpart.
bool accounted(const NameSide& side, const AnalysedSentence* sentence, std::size_t token) {
  return std::any_of(side.items.begin(), side.items.end(), [&](const NameItem& item) {
    return item.known() && item.matched && item.heard &&
           side.sentences[item.sentence] == sentence && item.first <= token && token <= item.last;
  });
}

/// The directions of a side, with and without a place beside them.
std::vector<Directed> directions_of(const BeadNames& bead, const NameSide& side) {
  std::vector<Directed> found;
  const auto& directions = side.pack->names.style().directions;
  for (const AnalysedSentence* sentence : side.sentences) {
    const std::vector<Token>& tokens = sentence->tokens;
    const auto is_place = [&](std::size_t t) {
      return t < tokens.size() && tokens[t].word->capitalised && !tokens[t].word->all_caps &&
             !tokens[t].word->function && tokens[t].word->name.direction == Direction::kNone;
    };
    for (std::size_t t = 0; t < tokens.size(); ++t) {
      const Word& word = *tokens[t].word;
      Direction direction = word.name.direction;
      if (direction == Direction::kNone || accounted(side, sentence, t)) continue;
      if (word.function && !word.capitalised) continue;  // "dalam" is "in", "Dalam" is "Inner"
      std::size_t last = t;
      if (t + 1 < tokens.size() && tokens[t + 1].word->has_letter) {
        const auto pair =
            directions.find(tokens[t].word->folded + " " + tokens[t + 1].word->folded);
        const Direction both = pair != directions.end()
                                   ? pair->second
                                   : between(direction, tokens[t + 1].word->name.direction);
        if (both != Direction::kNone) {
          direction = both;
          last = t + 1;
        }
      }
      const Span own{tokens[t].span.begin, tokens[last].span.end};
      found.push_back({direction, own, {}});
      if (t > 0 && is_place(t - 1))
        found.push_back({direction,
                         {tokens[t - 1].span.begin, own.end},
                         text_of_side(bead, side, tokens[t - 1].word->surface)});
      if (is_place(last + 1))
        found.push_back({direction,
                         {own.begin, tokens[last + 1].span.end},
                         text_of_side(bead, side, tokens[last + 1].word->surface)});
      t = last;
    }
  }
  return found;
}

bool has_direction(const std::vector<Directed>& side, Direction direction) {
  return std::any_of(side.begin(), side.end(),
                     [&](const Directed& d) { return d.direction == direction; });
}

}  // namespace

std::vector<CompassSwap> compass_swaps(const BeadNames& bead) {
  std::vector<CompassSwap> swaps;
  const std::vector<Directed> source = directions_of(bead, bead.source);
  if (source.empty()) return swaps;
  const std::vector<Directed> target = directions_of(bead, bead.target);
  for (const Directed& a : source) {
    if (a.place.text.empty() || has_direction(target, a.direction)) continue;
    for (const Directed& b : target) {
      if (b.place.text.empty() || has_direction(source, b.direction)) continue;
      if (!same_sound(bead, a.place, b.place)) continue;
      swaps.push_back({a.span, b.span});
      break;
    }
  }
  return swaps;
}

}  // namespace concord
