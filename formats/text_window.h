// The part of a sentence that a line of a terminal has room for.
//
//   Window window = window_of(sentence, marked, 80);   // "...held on ", "October 25", " in Hanoi"
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "text/span.h"

namespace concord {

/// The columns that a text takes on a terminal: wide letters two, marks none.
std::size_t columns_of(std::string_view text);

/// A stretch of text in three parts, the marked one in the middle, cut to a number of columns.
struct Window {
  std::string before;
  std::string marked;
  std::string after;
};

/// `marked` within `text`, with what stands around it as far as `columns` (60 at least) go. An
/// empty span gives the text from there on.
Window window_of(std::string_view text, Span marked, std::size_t columns);

}  // namespace concord
