// The one public exception: input that concord cannot work with.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

namespace concord {

/// Thrown for bad input, with what a user needs to fix it. what() is "FILE:LINE: what is wrong;
/// what to do", the file and the line left out where there is none. A finding about a report is a
/// value, never an exception.
class InputError : public std::runtime_error {
 public:
  /// `line` counts from 1; 0 means that the problem is not in one line. `remedy` may be empty.
  InputError(std::string file, std::size_t line, std::string wrong, std::string remedy = {});

  const std::string& file() const { return file_; }
  std::size_t line() const { return line_; }

 private:
  std::string file_;
  std::size_t line_;
};

}  // namespace concord
