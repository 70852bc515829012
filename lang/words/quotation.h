// Quotation marks of a language and the quotations of a text, over sentence and paragraph borders.
//
//   QuotedText q = pack.quotation.find(tokens, paragraph_starts);
//   q.depth[i] > 0;   // token i is said by somebody
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lang/words/word.h"

namespace concord {

/// A stretch between two marks: tokens [first, last) without the marks.
struct Quotation {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

/// The quotations of a row of tokens.
struct QuotedText {
  std::vector<Quotation> quotations;  ///< in order of their end, without those that are cut off
  std::vector<std::uint8_t> depth;  ///< by token: inside how many quotations, the cut ones included
  std::vector<std::uint32_t> unclosed;  ///< tokens that open a quotation which never ends
  std::vector<std::uint32_t> unopened;  ///< tokens that end a quotation which never began
  bool balanced() const { return unclosed.empty() && unopened.empty(); }
};

/// The marks of lang/data/<tag>/quotation-marks.tsv; a language without the table has none.
class QuotationRules {
 public:
  /// What a quotation mark may do.
  struct Mark {
    bool opens = false;
    bool closes = false;
    bool single = false;  ///< of the inner level, which apostrophes share
    /// Not the same both ways, as straight marks are.
    bool directed() const { return opens != closes; }
  };

  /// Throws InputError for a row that is not two marks and a level.
  static QuotationRules load(const std::string& data_dir, std::string_view tag);

  /// Finds the quotations. `paragraph_starts[i]` says that a paragraph begins with token i; a mark
  /// that opens a paragraph inside a quotation repeats the one before (English news style) and
  /// opens none. Apostrophes are distinguished from single marks by their place.
  QuotedText find(const std::vector<Token>& tokens,
                  const std::vector<bool>& paragraph_starts) const;

  /// The mark that a token is; a null pointer if it is none.
  const Mark* mark(const Token& token) const;

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(marks_);
  }

 private:
  std::unordered_map<std::string, Mark> marks_;
};

}  // namespace concord
