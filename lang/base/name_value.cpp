// Prints names.
#include "lang/base/name_value.h"

namespace concord {

std::string to_string(const NameValue& name) {
  if (!name.entities.empty()) return name.entities.front();
  std::string text;
  for (const std::string& word : name.words) text += (text.empty() ? "" : " ") + word;
  return text;
}

}  // namespace concord
