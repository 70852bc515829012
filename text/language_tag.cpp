// Takes language tags apart.
#include "text/language_tag.h"

namespace concord {

std::string language_of_tag(std::string_view tag) {
  std::string language(tag.substr(0, tag.find_first_of("-_")));
  if (language.size() < 2 || language.size() > 8) return {};
  for (char& c : language) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c < 'a' || c > 'z') return {};
  }
  return language;
}

}  // namespace concord
