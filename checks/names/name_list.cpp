// Finds names that were left out of a list.
#include "checks/names/name_list.h"

#include <algorithm>
#include <optional>

#include "checks/names/name_strength.h"

namespace concord {
namespace {

/// Tokens between two members: a comma, a conjunction, a preposition, a title.
constexpr std::size_t kBetween = 4;
/// Words in small letters among them that are not function words: "and the Mekong cooperation".
constexpr std::size_t kPlainWords = 1;

/// A mention as a member of a list: its items [first, end).
struct Member {
  std::size_t first = 0;
  std::size_t end = 0;
};

bool is_answered(const NameSide& side, Member member) {
  return std::any_of(
      side.items.begin() + static_cast<std::ptrdiff_t>(member.first),
      side.items.begin() + static_cast<std::ptrdiff_t>(member.end),
      [](const NameItem& item) { return item.matched && item.heard && !item.reused; });
}

/// Whether a comma or a conjunction joins two mentions that follow each other.
bool joined(const NameSide& side, Member left, Member right) {
  const NameItem& a = side.items[left.end - 1];
  const NameItem& b = side.items[right.first];
  if (a.sentence != b.sentence || b.first <= a.last || b.first > a.last + 1 + kBetween)
    return false;
  const std::vector<Token>& tokens = side.sentences[a.sentence]->tokens;
  std::size_t joints = 0;
  std::size_t plain = 0;
  for (std::size_t t = a.last + 1; t < b.first; ++t) {
    const Word& word = *tokens[t].word;
    if (word.surface == "," || side.pack->names.style().conjunctions.contains(word.folded))
      ++joints;
    else if (!word.has_letter)
      return false;
    else if (!word.function && !word.name.title)
      ++plain;
  }
  return joints > 0 && joints <= 2 && plain <= kPlainWords;
}

/// The mention before or behind one on its side.
std::optional<Member> neighbour(const NameSide& side, Member member, bool before) {
  if (before ? member.first == 0 : member.end == side.items.size()) return std::nullopt;
  Member next;
  if (before) {
    next.end = member.first;
    next.first = member.first - 1;
    while (next.first > 0 && side.items[next.first - 1].group == side.items[next.first].group)
      --next.first;
  } else {
    next = {member.end, end_of_name(side, member.end)};
  }
  const bool linked = before ? joined(side, next, member) : joined(side, member, next);
  return linked ? std::optional(next) : std::nullopt;
}

/// How many members of the list on one side of a member are answered, two at most.
std::size_t answered(const NameSide& side, Member member, bool before) {
  std::size_t count = 0;
  std::optional<Member> next = neighbour(side, member, before);
  while (next && count < 2 && is_answered(side, *next)) {
    ++count;
    next = neighbour(side, *next, before);
  }
  return count;
}

}  // namespace

bool left_out_of_list(const BeadNames& bead, const NameSide& own, const NameItem& item) {
  if (item.known() && (item.kind == NameKind::kOther || item.strength < kEitherWord)) return false;
  Member member;
  while (own.items[member.first].group != item.group) ++member.first;
  member.end = end_of_name(own, member.first);
  if (answered(own, member, true) + answered(own, member, false) < 2) return false;
  const std::vector<NameItem>& others = bead.other(own).items;
  return std::none_of(others.begin(), others.end(), [](const NameItem& there) {
    return !there.matched || there.reused || !there.heard;
  });
}

}  // namespace concord
