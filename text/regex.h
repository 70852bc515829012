// Regular expressions that users write, over ICU.
//
//   const std::optional<Regex> pattern = Regex::compile("Reuters.*");
//   if (pattern && pattern->matches(text)) ...
#pragma once

#include <memory>
#include <optional>
#include <string_view>

namespace concord {

/// A compiled expression. An attempt that backtracks without end stops and does not match.
class Regex {
 public:
  /// None for what ICU refuses, and for more than 64 KiB.
  static std::optional<Regex> compile(std::string_view pattern);
  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;
  ~Regex();

  /// Whether the expression fits the whole text.
  bool matches(std::string_view text) const;
  /// Whether it fits a part of the text.
  bool finds(std::string_view text) const;

 private:
  struct Compiled;
  explicit Regex(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace concord
