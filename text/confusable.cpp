// Finds look-alike letters by comparing the skeletons of ICU's spoof checker.
#include "text/confusable.h"

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

}  // namespace

Confusables::Confusables() {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<USpoofChecker, decltype(&uspoof_close)> checker(uspoof_open(&status),
                                                                        &uspoof_close);
  if (U_FAILURE(status)) return;
  std::map<std::string, char32_t> latin;
  for (char32_t c = U'A'; c <= U'z'; ++c) {
    if (is_latin(c)) latin.emplace(skeleton(checker.get(), c), c);
  }
  // Cyrillic as Russian and Ukrainian use it: U+0401..U+0457, U+0490, U+0491.
  for (char32_t c = 0x401; c <= 0x491; ++c) {
    if (!is_cyrillic(c) || !is_letter(c)) continue;
    const auto found = latin.find(skeleton(checker.get(), c));
    // ICU makes l and I alike; a letter must also agree in case.
    if (found == latin.end() || is_upper(found->second) != is_upper(c)) continue;
    to_latin_.emplace(c, found->second);
    to_cyrillic_.emplace(found->second, c);
  }
  // Alike in print, though not in UTS #39: capital letters whose small ones are confusable.
  for (const auto& [small, other] : std::unordered_map<char32_t, char32_t>(to_cyrillic_)) {
    if (small < U'a' || small > U'z' || other < 0x430 || other > 0x44F) continue;
    to_cyrillic_.emplace(small - 32, other - 32);
    to_latin_.emplace(other - 32, small - 32);
  }
}

char32_t Confusables::cyrillic(char32_t latin) const {
  const auto found = to_cyrillic_.find(latin);
  return found == to_cyrillic_.end() ? 0 : found->second;
}

char32_t Confusables::latin(char32_t cyrillic) const {
  const auto found = to_latin_.find(cyrillic);
  return found == to_latin_.end() ? 0 : found->second;
}

}  // namespace concord
