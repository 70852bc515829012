// Sets and maps that are filled once and asked often: they lie in a few blocks of memory, and
// asking copies no key.
//
//   StringMap<int> months;
//   months["may"] = 5;
//   if (const int* month = months.find("may")) use(*month);
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "lang/base/items.h"

namespace concord {

/// A hash of some bytes, for tables in memory only: it differs between byte orders.
std::uint64_t hash_of_bytes(std::string_view bytes);

/// Strings numbered from 0 in the order in which they came. Views of them are valid until the next
/// insertion, also when the set is moved.
class StringSet {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  /// The number of a string, kNone when it is not in the set.
  std::uint32_t number_of(std::string_view key) const;
  /// The number of a string, which is added where it is missing.
  std::uint32_t insert(std::string_view key);
  bool contains(std::string_view key) const { return number_of(key) != kNone; }
  /// The string of a number below size().
  std::string_view operator[](std::uint32_t number) const {
    const std::uint32_t begin = number == 0 ? 0 : ends_[number - 1];
    return {bytes_.data() + begin, ends_[number] - begin};
  }
  std::size_t size() const { return ends_.size(); }
  bool empty() const { return ends_.empty(); }
  /// Makes room for so many strings.
  void reserve(std::size_t strings);
  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(bytes_, ends_, slots_);
  }

 private:
  /// A place of the hash table.
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = kNone;  ///< kNone: free
  };
  std::size_t place(std::string_view key, std::uint32_t hash) const;
  void rehash(std::size_t places);

  Items<char> bytes_;          // of all strings, one after the other
  Items<std::uint32_t> ends_;  // of each string in bytes_
  Items<Slot> slots_;          // open addressing, a power of two, at most half full
};

/// A map from numbers.
template <class Value>
class NumberMap {
 public:
  /// The value of a key, null when there is none; valid until the next insertion.
  const Value* find(std::uint64_t key) const {
    if (slots_.empty()) return nullptr;
    const Slot& slot = slots_[place(key)];
    return slot.used != 0 ? &slot.value : nullptr;
  }
  /// The value of a key, which is added where it is missing.
  Value& operator[](std::uint64_t key) {
    if (2 * (size_ + 1) > slots_.size()) reserve(std::max<std::size_t>(8, slots_.size()));
    Slot& slot = own(slots_)[place(key)];
    if (slot.used == 0) {
      slot.key = key;
      slot.used = 1;
      ++size_;
    }
    return slot.value;
  }
  std::size_t size() const { return size_; }
  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(slots_, size_);
  }
  /// Makes room for so many keys.
  void reserve(std::size_t keys) {
    if (2 * keys <= slots_.size()) return;
    std::vector<Slot> old(std::bit_ceil(2 * keys));
    std::vector<Slot>& slots = own(slots_);
    old.swap(slots);
    for (Slot& slot : old) {
      if (slot.used != 0) slots[place(slot.key)] = std::move(slot);
    }
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    Value value{};
    std::uint32_t used = 0;

    template <class Image>
    requires(!std::is_trivially_copyable_v<Value>) void exchange(Image& image) {
      image(key, value, used);
    }
  };
  std::size_t place(std::uint64_t key) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = (key * 0x9E3779B97F4A7C15ULL >> 20) & mask;
    while (slots_[at].used != 0 && slots_[at].key != key) at = (at + 1) & mask;
    return at;
  }

  ItemList<Slot> slots_;  // open addressing, a power of two, at most half full
  std::size_t size_ = 0;
};

/// A map from strings, in the order in which they came.
template <class Value>
class StringMap {
 public:
  /// The value of a key, null when there is none; valid until the next insertion.
  const Value* find(std::string_view key) const {
    const std::uint32_t number = keys_.number_of(key);
    return number == StringSet::kNone ? nullptr : &values_[number];
  }
  /// The value of a key, which is added where it is missing.
  Value& operator[](std::string_view key) {
    const std::uint32_t number = keys_.insert(key);
    if (number == values_.size()) own(values_).emplace_back();
    return own(values_)[number];
  }
  /// Adds a key; false, and nothing is changed, when it is there already.
  bool emplace(std::string_view key, Value value) {
    const std::uint32_t number = keys_.insert(key);
    if (number < values_.size()) return false;
    own(values_).push_back(std::move(value));
    return true;
  }
  bool contains(std::string_view key) const { return keys_.contains(key); }
  std::size_t size() const { return values_.size(); }
  bool empty() const { return values_.empty(); }
  /// Key and value of a number below size().
  std::string_view key(std::uint32_t number) const { return keys_[number]; }
  Value& value(std::uint32_t number) { return own(values_)[number]; }
  void reserve(std::size_t keys) {
    keys_.reserve(keys);
    own(values_).reserve(keys);
  }
  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(keys_, values_);
  }

 private:
  StringSet keys_;
  ItemList<Value> values_;
};

}  // namespace concord
