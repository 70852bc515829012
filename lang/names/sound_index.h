// Which words of two lists may sound alike, found without comparing each with each.
//
//   for (auto [x, y] : SoundIndex::alike(sounds, a, b, 0.5)) use(sounds.compare(*a[x], *b[y]));
//
// Of short lists, as those of one report, the letters of each pair are looked at: what no letter of
// the other word can stand for tells most pairs apart. The words of long lists form a trie of their
// letters. A word is read along the trie as Transcription::compare reads two words, row by row of
// the edit distance, and a branch is left where no continuation can be near enough. Beginnings that
// many words share are read once.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "lang/names/transcription.h"

namespace concord {

/// The index of sounds; a class, so that it may read the tables.
class SoundIndex {
 public:
  /// Pairs of indices into both lists, sorted. Every pair with a score of Transcription::compare of
  /// at least `least`, which is in (0, 1), is among them; few others are. An empty list gives none.
  static std::vector<std::pair<std::uint32_t, std::uint32_t>> alike(
      const Transcription& sounds, std::span<const SoundForm* const> a,
      std::span<const SoundForm* const> b, double least);
};

}  // namespace concord
