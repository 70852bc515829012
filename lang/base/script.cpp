// Asks ICU for the scripts of languages and letters.
#include "lang/base/script.h"

#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>

#include <array>
#include <string>

#include "text/unicode.h"

namespace concord {

static_assert(kLatinScript.code == USCRIPT_LATIN && kCyrillicScript.code == USCRIPT_CYRILLIC);

Script script_of_language(std::string_view tag) {
  UErrorCode status = U_ZERO_ERROR;
  std::array<char, ULOC_FULLNAME_CAPACITY> locale{};
  uloc_forLanguageTag(std::string(tag).c_str(), locale.data(), locale.size(), nullptr, &status);
  std::array<char, ULOC_FULLNAME_CAPACITY> likely{};
  uloc_addLikelySubtags(locale.data(), likely.data(), likely.size(), &status);
  std::array<char, ULOC_SCRIPT_CAPACITY> script{};
  uloc_getScript(likely.data(), script.data(), script.size(), &status);
  if (U_FAILURE(status) || script[0] == '\0') return {};
  const int code = u_getPropertyValueEnum(UCHAR_SCRIPT, script.data());
  return code == UCHAR_INVALID_CODE ? Script{} : Script{code};
}

Script script_of_letter(char32_t letter) {
  UErrorCode status = U_ZERO_ERROR;
  const int code = uscript_getScript(static_cast<UChar32>(letter), &status);
  return U_FAILURE(status) ? Script{} : Script{code};
}

bool has_letter_of(std::string_view text, Script script) {
  for (std::size_t at = 0; at < text.size();) {
    if (script_of_letter(next_code_point(text, at)) == script) return true;
  }
  return false;
}

}  // namespace concord
