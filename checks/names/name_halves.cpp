// Finds double names of which the other side has one half only.
#include "checks/names/name_halves.h"

#include <algorithm>
#include <optional>

#include "checks/names/name_document.h"
#include "checks/names/name_likeness.h"
#include "text/unicode.h"

namespace concord {
namespace {

constexpr double kUnlike = 0.3;      // of a part and a word that are surely other names
constexpr double kFamilyName = 0.5;  // the last word of a name whose rest is there
constexpr double kOtherName = 0.35;  // a given name, or a name of one word: is often shortened

bool has_capitals(const std::vector<NameText>& halves) {
  return std::all_of(halves.begin(), halves.end(), [](const NameText& half) {
    std::size_t at = 0;
    return is_upper(next_code_point(half.text, at));
  });
}

/// The best score of a part with a capitalised word of the other side, or with a part of one.
double best_of(const BeadNames& bead, const NameSide& own, const NameText& half) {
  const NameSide& other = bead.other(own);
  double best = 0;
  for (const NameText& word : other.words) {
    best = std::max(best, sound_across(bead, own, half, word));
    for (std::size_t begin = word.text.find('-'); begin < word.text.size();) {
      const std::size_t end = std::min(word.text.find('-', begin + 1), word.text.size());
      for (const std::string& part :
           {word.text.substr(0, begin), word.text.substr(begin + 1, end - begin - 1)})
        best = std::max(best, sound_across(bead, own, half, text_of_side(bead, other, part)));
      begin = end;
    }
  }
  return best;
}

/// The item of the other side that sounds like a part; none where its name says another word too
/// that may stand for the rest.
std::optional<std::size_t> item_of(const BeadNames& bead, const NameSide& own,
                                   const NameText& half) {
  const NameSide& other = bead.other(own);
  for (std::size_t i = 0; i < other.items.size(); ++i) {
    const NameItem& item = other.items[i];
    if (item.known() || item.texts.size() > 1 ||
        !same_sound_across(bead, own, half, item.texts.front()))
      continue;
    const bool more =
        std::any_of(other.items.begin(), other.items.end(), [&](const NameItem& rest) {
          return rest.group == item.group && &rest != &item && !rest.matched;
        });
    if (!more) return i;
  }
  return std::nullopt;
}

}  // namespace

std::vector<HalfLost> lost_halves(const BeadNames& bead) {
  std::vector<HalfLost> found;
  for (const Side side : kSides) {
    const NameSide& own = bead.of(side);
    for (std::size_t i = 0; i < own.items.size(); ++i) {
      const NameItem& item = own.items[i];
      if (item.heard || item.ordinary || item.acronym) continue;
      const std::vector<NameText> halves = halves_of(bead, own, item);
      if (halves.empty() || !has_capitals(halves)) continue;
      const bool first_there = best_of(bead, own, halves[0]) >= NameMatcher::kSame;
      const NameText& there = halves[first_there ? 0 : 1];
      NameItem lost = item;
      lost.texts = {halves[first_there ? 1 : 0]};
      if (best_of(bead, own, there) < NameMatcher::kSame ||
          best_of(bead, own, lost.texts.front()) >= kUnlike)
        continue;
      const auto partner = item_of(bead, own, there);
      if (!partner) continue;
      const bool family = anchored(own, item) && end_of_name(own, i) == i + 1;
      const double likely =
          (family ? kFamilyName : kOtherName) * named_in_document(bead, own, lost, {0, 0});
      found.push_back({side, i, *partner, likely});
    }
  }
  return found;
}

}  // namespace concord
