// The lines of a text in memory, one after the other.
//
//   for (Lines lines(bytes); lines.next();) use(lines.number(), lines.line());
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace concord {

/// Cuts a text at "\n". The text must outlive the object. An empty text has no lines; what follows
/// the last "\n" is a line only when it is not empty.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  /// Goes to the next line; false at the end.
  bool next() {
    if (rest_.empty()) return false;
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    line_ = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    ++number_;
    return true;
  }
  /// The current line without its end. Valid after next() gave true.
  std::string_view line() const { return line_; }
  /// Its number, from 1.
  std::size_t number() const { return number_; }
  /// Whether it holds nothing but spaces, tabs and carriage returns.
  bool blank() const { return line_.find_first_not_of(" \t\r") == std::string_view::npos; }

 private:
  std::string_view rest_;
  std::string_view line_;
  std::size_t number_ = 0;
};

}  // namespace concord
