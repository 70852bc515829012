// The regular expressions of a table, over PCRE2, compiled at build time.
//
//   Patterns patterns;
//   if (const std::string why = patterns.add("(?<day>[0-9]+) May"); !why.empty()) ...
//   PatternMatcher matcher;
//   if (matcher.try_at(patterns, 0, PatternEnds::kWhole, "12 May")) matcher.group("day");   // 12
//
// The syntax is PCRE2's with Unicode properties. \b knows that a combining mark belongs to its
// word, and "." takes no line end of any kind. A lookbehind has alternatives of fixed lengths.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/items.h"
#include "text/span.h"

struct pcre2_real_code_8;
struct pcre2_real_match_context_8;
struct pcre2_real_match_data_8;

namespace concord {

/// Compiled expressions. Immutable once they are added; may be used by many threads at once.
class Patterns {
 public:
  /// Appends an expression (UTF-8). Returns what is wrong with it, empty when it is added.
  std::string add(std::string_view pattern);
  std::size_t size() const { return codes_.size(); }

  /// The library and its version, to which the bytes of compiled expressions belong.
  static std::string version();

  /// Hands the compiled expressions to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {  // an ImageReader fills an empty object
    Items<std::uint8_t> bytes = serialized();
    image(bytes);
    if (codes_.empty()) restore(bytes);
  }

 private:
  friend class PatternMatcher;
  struct Free {
    void operator()(pcre2_real_code_8* code) const;
  };
  using Code = std::unique_ptr<pcre2_real_code_8, Free>;
  Items<std::uint8_t> serialized() const;
  void restore(const Items<std::uint8_t>& bytes);

  std::vector<Code> codes_;
};

/// Where the text of a match lies.
enum class PatternEnds : std::uint8_t {
  kWhole,  ///< it is the whole text
  kStart,  ///< it begins where the text does
  kFree,   ///< anywhere
};

/// Tries expressions; keeps the last match. One thread uses it at a time.
class PatternMatcher {
 public:
  PatternMatcher();

  /// Whether expression `number` matches `text` (valid UTF-8) from byte `from` on, what stands
  /// before it in sight of lookbehinds. An attempt that backtracks without end does not match.
  bool try_at(const Patterns& patterns, std::size_t number, PatternEnds ends, std::string_view text,
              std::size_t from = 0);
  /// The bytes of the match.
  Span span() const;
  /// Those of a named group; empty for one that is not there.
  Span group(const char* name) const;

 private:
  struct Free {
    void operator()(pcre2_real_match_data_8* data) const;
    void operator()(pcre2_real_match_context_8* context) const;
  };
  std::unique_ptr<pcre2_real_match_data_8, Free> data_;
  std::unique_ptr<pcre2_real_match_context_8, Free> context_;  // holds the bound of an attempt
  const pcre2_real_code_8* code_ = nullptr;
};

}  // namespace concord
