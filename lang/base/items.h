// Plain items that lie in a vector or, where a table came from an image, in the mapped file.
//
//   Items<std::uint32_t> ends;
//   ends.own().push_back(7);
//   ends[0] == 7;
#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace concord {

/// A list that is asked often and changed while it is built. Copies of what lies in a file share
/// it.
template <class Item>
class Items {
  static_assert(std::is_trivially_copyable_v<Item>);

 public:
  Items() = default;
  explicit Items(std::vector<Item> items) : own_(std::move(items)) {}

  const Item* data() const { return file_ ? first_ : own_.data(); }
  std::size_t size() const { return file_ ? size_ : own_.size(); }
  bool empty() const { return size() == 0; }
  const Item& operator[](std::size_t i) const { return data()[i]; }
  const Item* begin() const { return data(); }
  const Item* end() const { return data() + size(); }

  /// The items to be changed; those of a file are copied.
  std::vector<Item>& own() {
    if (file_) {
      own_.assign(begin(), end());
      file_.reset();
    }
    return own_;
  }
  /// Takes items that lie in a file, which stays as long as they do.
  void lie_in(std::shared_ptr<const void> file, const Item* first, std::size_t size) {
    own_.clear();
    file_ = std::move(file);
    first_ = first;
    size_ = size;
  }

 private:
  std::vector<Item> own_;
  std::shared_ptr<const void> file_;
  const Item* first_ = nullptr;
  std::size_t size_ = 0;
};

/// Items where they are plain, else a vector.
template <class Item>
using ItemList =
    std::conditional_t<std::is_trivially_copyable_v<Item>, Items<Item>, std::vector<Item>>;

/// The vector of a list.
template <class Item>
std::vector<Item>& own(Items<Item>& items) {
  return items.own();
}
template <class Item>
std::vector<Item>& own(std::vector<Item>& items) {
  return items;
}

}  // namespace concord
