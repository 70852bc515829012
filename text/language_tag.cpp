// Parses language tags.
#include "text/language_tag.h"

#include <unicode/locid.h>
#include <unicode/uloc.h>

#include <algorithm>

#include "text/ascii.h"

namespace concord {

std::string language_of_tag(std::string_view tag) {
  std::string language = ascii_lower(primary_subtag(tag));
  if (language.size() < 2 || language.size() > 8) return {};
  if (!std::all_of(language.begin(), language.end(), is_ascii_lower)) return {};
  return language;
}

namespace {

/// The subtag that BCP 47 wants where another stands: "id" for "in" (withdrawn) and for "ind"
/// (three letters where there are two), by the aliases of CLDR.
std::string preferred_language(const std::string& language) {
  UErrorCode status = U_ZERO_ERROR;
  char preferred[ULOC_FULLNAME_CAPACITY] = "";
  const icu::Locale locale = icu::Locale::createCanonical(language.c_str());
  uloc_getLanguage(locale.getName(), preferred, sizeof preferred, &status);
  return U_FAILURE(status) || preferred[0] == '\0' ? language : preferred;
}

}  // namespace

std::string canonical_tag(std::string_view tag) {
  const std::string language = language_of_tag(tag);
  if (language.empty()) return std::string(tag);
  std::string canonical =
      preferred_language(language) + ascii_lower(tag.substr(primary_subtag(tag).size()));
  std::replace(canonical.begin(), canonical.end(), '_', '-');
  const auto upper = [&](std::size_t at) {
    if (is_ascii_lower(canonical[at])) canonical[at] = static_cast<char>(canonical[at] - 'a' + 'A');
  };
  std::size_t before = canonical.find('-');
  while (before != std::string::npos) {
    const std::size_t begin = before + 1;
    const std::size_t end = std::min(canonical.find('-', begin), canonical.size());
    if (end - begin == 1) break;  // an extension or private use: small letters
    if (end - begin == 2) upper(begin), upper(begin + 1);  // a region
    if (end - begin == 4) upper(begin);                    // a script
    before = end < canonical.size() ? end : std::string::npos;
  }
  return canonical;
}

std::string_view primary_subtag(std::string_view tag) {
  return tag.substr(0, tag.find_first_of("-_"));
}

bool same_language(std::string_view a, std::string_view b) {
  return ascii_lower(primary_subtag(a)) == ascii_lower(primary_subtag(b));
}

}  // namespace concord
