// The script of a language and of a letter: what tells an alphabet from another without naming
// languages.
//
//   script_of_language("uk") == script_of_letter(U'\u0456');   // true: Cyrillic
#pragma once

#include <string_view>

namespace concord {

/// A script of Unicode (UAX 24). The default one is unknown.
struct Script {
  int code = -1;  ///< ICU's UScriptCode
  friend bool operator==(Script, Script) = default;
};

inline constexpr Script kLatinScript{25};    ///< USCRIPT_LATIN
inline constexpr Script kCyrillicScript{8};  ///< USCRIPT_CYRILLIC

/// The script in which a language is mostly written, by CLDR's likely subtags; a script subtag
/// decides ("sr-Latn"). Unknown for a tag that CLDR has not.
Script script_of_language(std::string_view tag);

/// The script of a letter.
Script script_of_letter(char32_t letter);

/// Whether a text has a letter of a script.
bool has_letter_of(std::string_view text, Script script);

}  // namespace concord
