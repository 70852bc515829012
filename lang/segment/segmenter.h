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

struct DataDirs;

/// Splits a block into sentences by the rules of lang/data/<tag>/segment.srx (SRX 2.0, GALA/LISA),
/// or by ICU's sentence break iterator alone (UAX #29) for a language without a pack. Immutable;
/// may be used by many threads at once.
///
/// At every position the first rule of the file that matches decides, as the standard says. Two
/// limits keep splitting linear: the `beforebreak` of an exception has at most 100 characters, and
/// the matches of one run of `break="yes"` rules do not overlap. Expressions: lang/base/patterns.h.
class Segmenter {
 public:
  /// Throws InputError for a rule file that is not SRX 2.0, has no rules for `tag` or has a pattern
  /// that PCRE2 refuses.
  static Segmenter load(const std::string& data_dir, const std::string& tag);
  /// The same from the image where it finds it (lang/base/table_image.h).
  static Segmenter open(const DataDirs& dirs, const std::string& tag);
  /// That image.
  static std::string compile(const std::string& data_dir, const std::string& tag);
  ~Segmenter();
  Segmenter(Segmenter&&) noexcept;
  Segmenter& operator=(Segmenter&&) noexcept;

  /// The sentences of `block` of `text`, trimmed of white space, in order; none when the block is
  /// blank.
  std::vector<Span> split(std::string_view text, Span block) const;

 private:
  struct Tagged;
  explicit Segmenter(std::unique_ptr<Tagged> rules);
  std::unique_ptr<Tagged> rules_;
};

}  // namespace concord
