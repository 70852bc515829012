// Tables as they lie in memory, compiled at build time: the file is mapped, not parsed.
//
//   ImageReader image(dirs.lexicons + "/ru.stems", sources);
//   if (image.found()) image(stems);     // else the tables are read
//
// An image belongs to the very bytes of the tables that it was made from. One of other tables, of
// another version of concord or of ICU, or a truncated one, is not found: the tables are read as if
// there were none. Like a lexicon, it is not searched for damaged bytes when it is opened.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "lang/base/items.h"
#include "text/mapped_file.h"

namespace concord {

/// What an image is made from. Files are not read where their sizes and times are those of the
/// image.
class ImageSources {
 public:
  /// Adds the bytes of a file; a missing one counts as such.
  void add_file(const std::string& path);
  /// Adds the names and the bytes of all files of a folder that end so.
  void add_folder(const std::string& path, std::string_view ending);
  void add(std::string_view bytes);

  /// Sums up what was added.
  std::uint64_t key() const;
  /// The same of sizes and times instead of the bytes of files. 0 when a file is so young that it
  /// may yet change without a change of its time.
  std::uint64_t stamp() const;

 private:
  struct Source {
    std::string bytes;
    std::string file;  ///< its bytes count, too
  };
  std::vector<Source> sources_;
};

class ImageReader;
class ImageWriter;

/// What hands its parts to an image by itself.
template <class Value>
concept HasParts = requires(Value& value, ImageWriter& image) {
  value.exchange(image);
};

/// What lies in an image as it lies in memory.
template <class Value>
concept IsPlain = std::is_trivially_copyable_v<Value> && !HasParts<Value>;

/// A map or a set of the standard library.
template <class Value>
concept IsTree = requires(Value& value) {
  typename Value::key_type;
  value.begin();
  value.clear();
};

/// Collects the parts of an image. Gaps between fields are written as zeros, where the compiler can
/// tell them, so that equal tables give equal bytes.
class ImageWriter {
 public:
  /// Adds numbers, strings, structures of them, and containers of all these.
  template <class... Parts>
  void operator()(Parts&&... parts) {
    (part(parts), ...);
  }
  /// The bytes of the file.
  std::string bytes(const ImageSources& sources) const;

 private:
  template <class Item>
  void items(const Item& list) {
    count(list.size());
    for (const auto& item : list) part(const_cast<std::remove_cvref_t<decltype(item)>&>(item));
  }
  template <class Item>
  void block(const Item* first, std::size_t size) {
    body_.resize((body_.size() + 7) / 8 * 8, '\0');
    count(size);
    for (std::size_t i = 0; i < size; ++i) plain(first[i]);
  }
  template <class Value>
  void plain(Value value) {
#if defined(__GNUC__) && !defined(__clang__)
    __builtin_clear_padding(&value);
#endif
    body_.append(reinterpret_cast<const char*>(&value), sizeof(value));
  }
  void count(std::uint64_t number) {
    body_.append(reinterpret_cast<const char*>(&number), sizeof(number));
  }

  template <class Value>
  void part(Value& value) {
    if constexpr (HasParts<Value>) {
      value.exchange(*this);
    } else if constexpr (IsTree<Value>) {
      items(value);
    } else {
      static_assert(IsPlain<Value>);
      plain(value);
    }
  }
  template <class Character>
  void part(std::basic_string<Character>& text) {
    block(text.data(), text.size());
  }
  template <class Item>
  void part(std::vector<Item>& list) {
    if constexpr (IsPlain<Item>) {
      block(list.data(), list.size());
    } else {
      items(list);
    }
  }
  template <class Item>
  void part(Items<Item>& list) {
    block(list.data(), list.size());
  }
  template <class Item, std::size_t kSize>
  void part(std::array<Item, kSize>& list) {
    for (Item& item : list) part(item);
  }
  template <class First, class Second>
  void part(std::pair<First, Second>& pair) {
    part(const_cast<std::remove_const_t<First>&>(pair.first));
    part(pair.second);
  }

  std::string body_;
};

/// Gives the parts of an image in the order in which they were written.
class ImageReader {
 public:
  /// Maps a file, if it is there and was made from such sources.
  ImageReader(const std::string& path, const ImageSources& sources);
  bool found() const { return found_; }

  /// Replaces each by the next part.
  template <class... Parts>
  void operator()(Parts&&... parts) {
    (part(parts), ...);
  }

 private:
  /// The next bytes of the file, which has them: its size is right.
  const char* take(std::size_t bytes);
  std::size_t count() {
    std::uint64_t number = 0;
    std::memcpy(&number, take(sizeof(number)), sizeof(number));
    return number;
  }
  /// A string or a vector of plain items.
  template <class List>
  void block(List& list) {
    const auto [first, size] = items<typename List::value_type>();
    list.resize(size);
    if (size > 0) std::memcpy(list.data(), first, size * sizeof(*list.data()));
  }
  /// Where the items of a list begin, and how many they are.
  template <class Item>
  std::pair<const char*, std::size_t> items() {
    static_assert(alignof(Item) <= 8);
    at_ = (at_ + 7) / 8 * 8;
    const std::size_t size = count();
    if (size > bytes_.size()) return {take(bytes_.size()), 0};  // throws
    return {take(size * sizeof(Item)), size};
  }

  template <class Value>
  void part(Value& value) {
    if constexpr (HasParts<Value>) {
      value.exchange(*this);
    } else if constexpr (IsTree<Value>) {
      tree(value);
    } else {
      static_assert(IsPlain<Value>);
      std::memcpy(&value, take(sizeof(value)), sizeof(value));
    }
  }
  template <class Character>
  void part(std::basic_string<Character>& text) {
    block(text);
  }
  template <class Item>
  void part(std::vector<Item>& list) {
    if constexpr (IsPlain<Item>) {
      block(list);
    } else {
      list.resize(count());
      for (Item& item : list) part(item);
    }
  }
  template <class Item>
  void part(Items<Item>& list) {
    const auto [first, size] = items<Item>();
    list.lie_in(file_, reinterpret_cast<const Item*>(first), size);
  }
  template <class Item, std::size_t kSize>
  void part(std::array<Item, kSize>& list) {
    if constexpr (IsPlain<Item>) {
      std::memcpy(list.data(), take(sizeof(list)), sizeof(list));
    } else {
      for (Item& item : list) part(item);
    }
  }
  template <class First, class Second>
  void part(std::pair<First, Second>& pair) {
    part(pair.first);
    part(pair.second);
  }
  template <class Tree>
  void tree(Tree& entries) {
    entries.clear();
    for (std::size_t left = count(); left > 0; --left) {
      typename Tree::key_type key;
      part(key);
      if constexpr (requires { typename Tree::mapped_type; }) {
        part(entries[std::move(key)]);
      } else {
        entries.insert(std::move(key));
      }
    }
  }

  std::shared_ptr<const MappedFile> file_;
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool found_ = false;
};

}  // namespace concord
