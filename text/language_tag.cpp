// Parses language tags.
#include "text/language_tag.h"

#include <algorithm>

#include "text/ascii.h"

namespace concord {

std::string language_of_tag(std::string_view tag) {
  std::string language = ascii_lower(primary_subtag(tag));
  if (language.size() < 2 || language.size() > 8) return {};
  if (!std::all_of(language.begin(), language.end(), is_ascii_lower)) return {};
  return language;
}

std::string_view primary_subtag(std::string_view tag) {
  return tag.substr(0, tag.find_first_of("-_"));
}

bool same_language(std::string_view a, std::string_view b) {
  return ascii_lower(primary_subtag(a)) == ascii_lower(primary_subtag(b));
}

}  // namespace concord
