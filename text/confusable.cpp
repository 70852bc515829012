// Finds look-alike letters by comparing the skeletons of ICU's spoof checker.
#include "text/confusable.h"

#include <unicode/uchar.h>
#include <unicode/uspoof.h>

#include <map>
#include <memory>
#include <string>

#include "text/unicode.h"

namespace concord {
namespace {

/// The skeleton of a letter (UTS #39, section 4): look-alikes have the same one.
std::string skeleton(USpoofChecker* checker, char32_t letter) {
  std::string text;
  append_utf8(text, letter);
  std::string result(32, '\0');
  UErrorCode status = U_ZERO_ERROR;
  const int32_t size =
      uspoof_getSkeletonUTF8(checker, 0, text.data(), static_cast<int32_t>(text.size()),
                             result.data(), static_cast<int32_t>(result.size()), &status);
  result.resize(U_SUCCESS(status) ? static_cast<std::size_t>(size) : 0);
  return result;
}

/// Basic Latin and Latin-1: with marks, for the letter yi.
bool is_common_latin(char32_t c) { return c <= 0xFF && is_latin(c) && is_letter(c); }
/// Letters that a living language of this script prints, without the historic ones, which look
/// like "w" and "v".
bool is_common_cyrillic(char32_t c) {
  return (c >= 0x400 && c <= 0x45F) || c == 0x490 || c == 0x491;
}

char32_t lower_case(char32_t c) {
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

char32_t find(const std::unordered_map<char32_t, char32_t>& letters, char32_t letter) {
  const auto found = letters.find(letter);
  return found == letters.end() ? 0 : found->second;
}

}  // namespace

Confusables::Confusables() {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<USpoofChecker, decltype(&uspoof_close)> checker(uspoof_open(&status),
                                                                        &uspoof_close);
  if (U_FAILURE(status)) return;
  std::map<std::string, char32_t> latin;
  for (char32_t c = U'A'; c <= 0xFF; ++c) {
    if (is_common_latin(c)) latin.emplace(skeleton(checker.get(), c), c);
  }
  for (char32_t c = 0x400; c <= 0x491; ++c) {
    if (!is_common_cyrillic(c)) continue;
    const auto found = latin.find(skeleton(checker.get(), c));
    // ICU makes l and I alike; a letter must also agree in case.
    if (found == latin.end() || is_upper(found->second) != is_upper(c)) continue;
    to_latin_.emplace(c, found->second);
    to_cyrillic_.emplace(found->second, c);
  }
  // Alike in print, though not in UTS #39: capital letters whose small ones are confusable.
  for (const auto& [small, other] : Letters(to_cyrillic_)) {
    if (small < U'a' || small > U'z' || other < 0x430 || other > 0x44F) continue;
    to_cyrillic_.emplace(small - 32, other - 32);
    to_latin_.emplace(other - 32, small - 32);
  }
  // A letter whose own form is like another's stands before one whose capital is.
  for (const bool capitals : {false, true}) {
    for (const auto& [letter, other] : to_cyrillic_) {
      if (is_upper(letter) != capitals) continue;
      folded_to_cyrillic_.emplace(lower_case(letter), lower_case(other));
      folded_to_latin_.emplace(lower_case(other), lower_case(letter));
    }
  }
}

char32_t Confusables::cyrillic(char32_t latin) const { return find(to_cyrillic_, latin); }

char32_t Confusables::latin(char32_t cyrillic) const { return find(to_latin_, cyrillic); }

char32_t Confusables::folded_cyrillic(char32_t latin) const {
  return find(folded_to_cyrillic_, latin);
}

char32_t Confusables::folded_latin(char32_t cyrillic) const {
  return find(folded_to_latin_, cyrillic);
}

}  // namespace concord
