// How long a version may be: what checks and aligns it is bounded, whatever is in it.
//
//   require_length("debate.txt", {article.text.size(), article.sentences.size()}, kReportLimits);
#pragma once

#include <cstddef>
#include <string>

namespace concord {

/// The length of a text, or what it may be at most.
struct TextLength {
  std::size_t bytes = 0;      ///< of UTF-8
  std::size_t sentences = 0;  ///< or lines with text, where sentences are not known yet
};

/// Of what is checked. The longest debates that agencies print have one million bytes; a checked
/// sentence costs a millisecond (docs/ACCURACY.md), text that is none some microseconds a byte.
inline constexpr TextLength kReportLimits{std::size_t{4} << 20, 50'000};
/// Of what is only aligned: books. A sentence of either side costs some 3 kB.
inline constexpr TextLength kBookLimits{std::size_t{32} << 20, 300'000};

/// Throws InputError, with what to do, for a text that is longer than the limits in any way.
void require_length(const std::string& name, const TextLength& length, const TextLength& limits);

/// Throws InputError, with what to do, for a file of so many bytes that no encoding makes its text
/// short enough: line ends in UTF-32 have eight bytes, of which UTF-8 keeps one.
void require_file_length(const std::string& name, std::size_t bytes, const TextLength& limits);

}  // namespace concord
