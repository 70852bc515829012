// Compiles and runs expressions with ICU.
#include "text/regex.h"

#include <unicode/regex.h>

#include <utility>

namespace concord {
namespace {

// The most that one attempt may take, in steps of ICU's match engine: patterns are the user's.
constexpr std::int32_t kMostSteps = 1000;
// Bytes of an expression.
constexpr std::size_t kLongest = 64 << 10;

icu::UnicodeString utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

/// `fits` is the attempt, given a matcher over `text` and a status.
template <class Fits>
bool attempt(const icu::RegexPattern& pattern, std::string_view text, Fits fits) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString subject = utf16(text);
  const std::unique_ptr<icu::RegexMatcher> matcher(pattern.matcher(subject, status));
  if (U_FAILURE(status)) return false;
  matcher->setTimeLimit(kMostSteps, status);
  return fits(*matcher, status) && U_SUCCESS(status);
}

}  // namespace

struct Regex::Compiled {
  std::unique_ptr<icu::RegexPattern> pattern;
};

Regex::Regex(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;
Regex::~Regex() = default;

std::optional<Regex> Regex::compile(std::string_view pattern) {
  if (pattern.size() > kLongest) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  UParseError where = {};
  auto compiled = std::make_unique<Compiled>();
  compiled->pattern.reset(icu::RegexPattern::compile(utf16(pattern), 0, where, status));
  if (U_FAILURE(status)) return std::nullopt;
  return Regex(std::move(compiled));
}

bool Regex::matches(std::string_view text) const {
  return attempt(*compiled_->pattern, text, [](icu::RegexMatcher& matcher, UErrorCode& status) {
    return matcher.matches(status) != 0;
  });
}

bool Regex::finds(std::string_view text) const {
  return attempt(*compiled_->pattern, text, [](icu::RegexMatcher& matcher, UErrorCode& status) {
    return matcher.find(status) != 0;
  });
}

}  // namespace concord
