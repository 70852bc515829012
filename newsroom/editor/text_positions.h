// Positions of a text as an editor counts them: lines, and UTF-16 code units within a line.
//
//   TextPositions positions(document);                   // what the editor has
//   positions.at(article.text, span.begin);              // where the program found something
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace concord {

/// A place in a document of the Language Server Protocol (3.17, section Position), both from 0.
struct TextPosition16 {
  std::size_t line = 0;
  std::size_t character = 0;  ///< UTF-16 code units
};

/// The lines of a document as the editor holds it: line ends and composition of its own.
class TextPositions {
 public:
  /// Keeps the lines of `document`, which must be valid UTF-8.
  explicit TextPositions(std::string_view document);

  /// The place in the document of byte `byte` of `text`, which is the document in NFC with LF line
  /// ends. A byte behind the end is the end.
  TextPosition16 at(std::string_view text, std::size_t byte) const;

 private:
  std::vector<std::string> lines_;
};

}  // namespace concord
