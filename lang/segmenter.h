// Sentence splitting: SRX 2.0 rules over ICU.
//
//   Segmenter ru = Segmenter::load(data_dir, "ru");
//   for (Span s : ru.split(text, block)) s.of(text);
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace concord {

/// Splits a block into sentences by the rules of lang/data/<tag>/segment.srx (SRX 2.0, GALA/LISA), or by ICU's sentence
/// break iterator alone (UAX #29) for a language without a pack. Immutable; may be used by many threads at once.
class Segmenter {
 public:
  /// Throws InputError for a rule file that is not valid SRX.
  static Segmenter load(const std::string& data_dir, const std::string& tag);
  ~Segmenter();
  Segmenter(Segmenter&&) noexcept;
  Segmenter& operator=(Segmenter&&) noexcept;

  /// The sentences of `block` of `text`, trimmed of white space, in order; none when the block is blank.
  std::vector<Span> split(std::string_view text, Span block) const;

 private:
  struct Rules;
  explicit Segmenter(std::unique_ptr<Rules> rules);
  std::unique_ptr<Rules> rules_;
};

}  // namespace concord
