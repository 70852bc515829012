// The word alignment of a bead that all checks of relations share: which words render each other,
// how surely, and in which clause of its side each stands.
//
//   const WordAlignment bead = align_words(input, input.beads[3]);
//   for (const WordLink& link : bead.links) use(bead.side(Side::kSource)[link.source], ...);
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "checks/core/bead_words.h"

namespace concord {

/// A content word, figure or name of the source and the word of the target that renders it.
struct WordLink {
  std::uint32_t source = 0;  ///< token of the source side of the bead
  std::uint32_t target = 0;
  double weight = 0;  ///< in (0, 1]: how much the link can be relied on
};

/// Tokens [first, end) of one side of a bead.
struct TokenRun {
  std::uint32_t first = 0;
  std::uint32_t end = 0;

  bool empty() const { return first == end; }
  bool contains(std::uint32_t token) const { return first <= token && token < end; }
};

/// What is known about the words of a bead.
struct WordAlignment {
  BeadWords words;              ///< all tokens of both sides, see match_bead
  std::vector<WordLink> links;  ///< in order of source
  /// For every token the number of its clause on its side. A clause ends at a comma, a
  /// semicolon, a colon, a quotation mark, a bracket, at a dash that stands for no verb, and at the
  /// end of a sentence.
  std::array<std::vector<std::uint32_t>, 2> clauses;

  const std::vector<BeadWord>& side(Side side) const { return words.of(side); }
  const std::vector<std::uint32_t>& clauses_of(Side side) const { return clauses[index_of(side)]; }
  /// The tokens of a side that overlap a span of its article; empty where there is none.
  TokenRun run_of(Side side, Span span) const;
  /// The clauses that lie between two tokens of a side: 0 in the same clause.
  std::uint32_t clauses_between(Side side, std::uint32_t a, std::uint32_t b) const;
};

/// Aligns the words of a bead of two sides. It costs about as much as the check of clauses for the
/// bead, so a check asks for it only where its cheaper conditions hold.
WordAlignment align_words(const CheckInput& input, const Bead& bead);

}  // namespace concord
