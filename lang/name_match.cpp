// Compares names across languages.
#include "lang/name_match.h"

#include "text/unicode.h"

namespace concord {

struct NameMatcher::Tables {};

NameMatcher::NameMatcher(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}
NameMatcher::~NameMatcher() = default;
NameMatcher::NameMatcher(NameMatcher&&) noexcept = default;
NameMatcher& NameMatcher::operator=(NameMatcher&&) noexcept = default;

NameMatcher NameMatcher::load(const std::string& /*data_dir*/) { return NameMatcher(std::make_unique<Tables>()); }

NameVerdict NameMatcher::compare(NameInLanguage a, NameInLanguage b) const {
  const double score = compare_words(a, b);
  return {score >= 0.5, score};
}

double NameMatcher::compare_words(NameInLanguage a, NameInLanguage b) const {
  return !a.text.empty() && fold(a.text) == fold(b.text) ? 1 : 0;
}

}  // namespace concord
