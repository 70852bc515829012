// Sets of strings by open addressing.
#include "lang/base/flat_map.h"

#include <algorithm>
#include <cstring>

namespace concord {

namespace {

template <class Word>
std::uint64_t word_at(const char* bytes) {
  Word word = 0;
  std::memcpy(&word, bytes, sizeof(word));
  return word;
}

/// One to seven bytes as a number, by two reads that overlap: a copy of variable size is a call.
std::uint64_t short_word(const char* bytes, std::size_t size) {
  if (size >= 4)
    return word_at<std::uint32_t>(bytes) | word_at<std::uint32_t>(bytes + size - 4)
                                               << (8 * (size - 4));
  if (size >= 2)
    return word_at<std::uint16_t>(bytes) | word_at<std::uint16_t>(bytes + size - 2)
                                               << (8 * (size - 2));
  return word_at<std::uint8_t>(bytes);
}

}  // namespace

std::uint64_t hash_of_bytes(std::string_view bytes) {
  // Eight bytes at a time, mixed by multiplication (the finaliser of MurmurHash3, Appleby 2011).
  std::uint64_t hash = bytes.size() * 0x9E3779B97F4A7C15ULL;
  const auto mix = [&](std::uint64_t word) {
    hash = (hash ^ word) * 0xFF51AFD7ED558CCDULL;
    hash ^= hash >> 32;
  };
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  for (; end - at >= 8; at += 8) mix(word_at<std::uint64_t>(at));
  if (at != end) mix(short_word(at, static_cast<std::size_t>(end - at)));
  return hash;
}

std::size_t StringSet::place(std::string_view key, std::uint32_t hash) const {
  const Slot* const slots = slots_.data();
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    const Slot& slot = slots[at];
    if (slot.number == kNone || (slot.hash == hash && (*this)[slot.number] == key)) return at;
  }
}

std::uint32_t StringSet::number_of(std::string_view key) const {
  if (slots_.empty()) return kNone;
  return slots_[place(key, static_cast<std::uint32_t>(hash_of_bytes(key)))].number;
}

std::uint32_t StringSet::insert(std::string_view key) {
  if (2 * (ends_.size() + 1) > slots_.size()) rehash(std::max<std::size_t>(16, 2 * slots_.size()));
  const auto hash = static_cast<std::uint32_t>(hash_of_bytes(key));
  Slot& slot = slots_.own()[place(key, hash)];
  if (slot.number == kNone) {
    slot = {hash, static_cast<std::uint32_t>(ends_.size())};
    std::vector<char>& bytes = bytes_.own();
    bytes.insert(bytes.end(), key.begin(), key.end());
    ends_.own().push_back(static_cast<std::uint32_t>(bytes.size()));
  }
  return slot.number;
}

void StringSet::reserve(std::size_t strings) {
  ends_.own().reserve(strings);
  if (2 * strings > slots_.size()) rehash(std::bit_ceil(2 * strings));
}

void StringSet::rehash(std::size_t places) {
  std::vector<Slot> old(places);
  std::vector<Slot>& slots = slots_.own();
  old.swap(slots);
  const std::size_t mask = places - 1;
  for (const Slot& slot : old) {
    if (slot.number == kNone) continue;
    std::size_t at = slot.hash & mask;
    while (slots[at].number != kNone) at = (at + 1) & mask;
    slots[at] = slot;
  }
}

}  // namespace concord
