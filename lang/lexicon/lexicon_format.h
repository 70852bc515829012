// The bytes of a compiled lexicon: what LexiconBuilder writes and Lexicon maps. docs/LEXICON.md
// describes the file.
//
//   header | origins | for each side: nodes, text, renderings, stem table, child table      (every
//   part 8-byte aligned)
//
// A side is a trie of stems: a node of depth 1 is a stem, a node of depth n a phrase of n stems.
// Both hash tables use open addressing with linear probing; their size is a power of two and 0
// marks a free slot.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "text/hash.h"

namespace concord::lexicon_format {

constexpr std::array<char, 8> kMagic = {'c', 'o', 'n', 'L', 'E', 'X', '\n', '\x1A'};
constexpr std::uint32_t kVersion = 2;
constexpr std::uint32_t kByteOrder =
    0x01020304;  // as the writing machine stores it: a file is for its own byte order

/// Where a part of the file lies: `count` items from byte `offset`.
struct Part {
  std::uint32_t offset = 0;
  std::uint32_t count = 0;
};

/// One stem or phrase. Node 0 is not an entry; its fields are 0.
struct Node {
  std::uint32_t text = 0;         ///< offset of its stems, joined by spaces, in the side's text
  std::uint16_t text_size = 0;    ///< bytes
  std::uint8_t words = 0;         ///< number of stems
  std::uint8_t has_children = 0;  ///< whether a longer phrase starts with it
  std::uint32_t parent = 0;       ///< the phrase without its last stem; 0 for a single stem
  std::uint32_t renderings = 0;   ///< index of the first; the next node's field is the end
};

/// One side of the file.
struct SideParts {
  Part nodes;       ///< one more than there are entries and node 0: the last closes the renderings
  Part text;        ///< bytes
  Part renderings;  ///< concord::Rendering
  Part stems;       ///< hash table of nodes by stem_hash
  Part children;    ///< hash table of nodes by child_hash
};

struct Header {
  std::array<char, 8> magic = kMagic;
  std::uint32_t version = kVersion;
  std::uint32_t byte_order = kByteOrder;
  std::uint64_t size = 0;  ///< of the file, in bytes
  std::uint64_t header_checksum =
      0;  ///< checksum of the header with 0 here: checked whenever the file is opened
  std::uint64_t body_checksum =
      0;  ///< checksum of what follows the header: checked by Lexicon::verify
  std::array<char, 8> source_lang{};
  std::array<char, 8> target_lang{};
  Part origins;  ///< names of the sources, each closed by a line feed
  std::array<SideParts, 2> sides;
};

/// The hash of a stem.
inline std::uint64_t stem_hash(std::string_view stem) { return fnv1a(stem); }

/// The hash of both node numbers.
inline std::uint64_t child_hash(std::uint32_t parent, std::uint32_t stem) {
  return mix_bits((std::uint64_t{parent} << 32 | stem) + 0x9E3779B97F4A7C15ULL);
}

/// Four FNV-1a lanes over 8-byte words. `size` must be a multiple of 8, which the writer sees to.
inline std::uint64_t checksum(const char* bytes, std::size_t size) {
  std::array<std::uint64_t, 4> lanes = {1, 2, 3, 4};
  for (std::size_t at = 0, lane = 0; at + 8 <= size; at += 8, lane = (lane + 1) % 4) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes + at, 8);
    lanes[lane] = fnv1a_step(lanes[lane], word);
    lanes[lane] ^= lanes[lane] >> 29;
  }
  std::uint64_t sum = size;
  for (const std::uint64_t lane : lanes) sum = fnv1a_step(sum, lane);
  return sum;
}

/// Header::header_checksum of a header.
inline std::uint64_t header_checksum(Header header) {
  header.header_checksum = 0;
  std::array<char, sizeof(Header)> bytes{};
  std::memcpy(bytes.data(), &header, sizeof(Header));
  return checksum(bytes.data(), bytes.size());
}

}  // namespace concord::lexicon_format
