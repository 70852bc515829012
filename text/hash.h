// Hashes that stay the same over machines and versions, unlike std::hash.
//
//   fnv1a("b", fnv1a("a")) == fnv1a("ab");
//   fnv1a_field("c", fnv1a_field("ab")) != fnv1a_field("bc", fnv1a_field("a"));
#pragma once

#include <cstdint>
#include <string_view>

namespace concord {

/// Where FNV-1a of 64 bits begins, and what it multiplies by (Fowler, Noll, Vo).
inline constexpr std::uint64_t kFnvBegin = 14695981039346656037ULL;
inline constexpr std::uint64_t kFnvPrime = 1099511628211ULL;

/// FNV-1a after one more value, for most callers a byte.
constexpr std::uint64_t fnv1a_step(std::uint64_t hash, std::uint64_t value) {
  return (hash ^ value) * kFnvPrime;
}

/// FNV-1a of bytes; `hash` is that of what stands before them.
constexpr std::uint64_t fnv1a(std::string_view bytes, std::uint64_t hash = kFnvBegin) {
  for (const char c : bytes) hash = fnv1a_step(hash, static_cast<unsigned char>(c));
  return hash;
}

/// The same, closed by a byte that UTF-8 never has: keeps one field apart from the next.
constexpr std::uint64_t fnv1a_field(std::string_view bytes, std::uint64_t hash = kFnvBegin) {
  return fnv1a_step(fnv1a(bytes, hash), 0xFF);
}

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): makes all bits as good as the best ones.
constexpr std::uint64_t mix_bits(std::uint64_t hash) {
  hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9ULL;
  hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBULL;
  return hash ^ (hash >> 31);
}

/// 64 bits folded to 32.
constexpr std::uint32_t fold_bits(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

}  // namespace concord
