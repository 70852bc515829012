// UTF-8 and Unicode properties, implemented with ICU.
#include "text/unicode.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <bit>

#include "text/common_letter.h"

namespace concord {
namespace {

bool has_script(char32_t c, UScriptCode script) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &status) == script && U_SUCCESS(status);
}

constexpr bool is_ascii_letter(char32_t c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// Lower case of one code point.
char32_t lower(char32_t c) {
  if (c >= 0x410 && c <= 0x42F) return c + 32;  // the Russian capitals; the small ones follow
  if (c >= 0x430 && c <= 0x44F) return c;
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

/// The code point of a well-formed sequence of two bytes, else 0.
char32_t two_byte_code_point(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return 0;
  const auto lead = static_cast<unsigned char>(text[at]);
  const auto trail = static_cast<unsigned char>(text[at + 1]);
  if (lead < 0xC2 || lead > 0xDF || (trail & 0xC0) != 0x80) return 0;
  return static_cast<char32_t>((lead & 0x1F) << 6 | (trail & 0x3F));
}

/// One bit for each of eight bytes of UTF-8, the first byte's lowest: whether it starts a code
/// point. A byte that goes on is 10xxxxxx; its bit is moved to the lowest of its byte, and a
/// multiplication gathers the eight. (Warren, Hacker's Delight, section 7-5.)
std::uint8_t starts_of_eight(const char* bytes) {
  std::uint64_t word = 0;
  for (unsigned i = 0; i < 8;
       ++i)  // little end first on every machine; compilers make one load of it
    word |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  const std::uint64_t goes_on = (word >> 7) & ~(word >> 6) & 0x0101010101010101;
  return static_cast<std::uint8_t>(~((goes_on * 0x0102040810204080) >> 56));
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int64_t>(text.size());
  // Most text of our languages is ASCII and two-byte sequences: these take no call.
  for (std::int64_t i = 0; i < size;) {
    if (bytes[i] < 0x80) {
      ++i;
      continue;
    }
    if (bytes[i] >= 0xC2 && bytes[i] < 0xE0 && i + 1 < size && (bytes[i + 1] & 0xC0) == 0x80) {
      i += 2;
      continue;
    }
    const std::int64_t start = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (c < 0) return static_cast<std::size_t>(start);
  }
  return std::nullopt;
}

char32_t rare::next_code_point(std::string_view text, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(bytes, at, text.size(), c);
  return static_cast<char32_t>(c);
}

char32_t previous_code_point(std::string_view text, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  auto i = static_cast<std::int32_t>(at);
  UChar32 c = 0;
  U8_PREV_OR_FFFD(bytes, 0, i, c);
  at = static_cast<std::size_t>(i);
  return static_cast<char32_t>(c);
}

void append_utf8(std::string& text, char32_t code_point) {
  std::uint8_t bytes[U8_MAX_LENGTH];
  std::int32_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, static_cast<UChar32>(code_point));
  text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

namespace {

// Combining marks in a row that are put in order together, as in the Stream-Safe Text Format (UAX
// #15, 13): sorting them takes the square of their number, and no language has a dozen.
constexpr int kMostMarks = 30;

/// The byte behind what can be normalised by itself, from `begin` on.
std::size_t normal_end(const icu::Normalizer2& nfc, std::string_view text, std::size_t begin) {
  int marks = 0;
  for (std::size_t at = begin; at < text.size();) {
    const std::size_t here = at;
    const char32_t c = next_code_point(text, at);
    marks = c >= 0x300 && nfc.getCombiningClass(static_cast<UChar32>(c)) != 0 ? marks + 1 : 0;
    if (marks > kMostMarks) return here;
  }
  return text.size();
}

}  // namespace

std::string to_nfc(std::string_view text) {
  // Below U+0300 no character combines and all are composed (the quick check of UAX #15); nor do
  // Cyrillic letters.
  bool composed_already = true;
  for (std::size_t at = 0; at < text.size() && composed_already;) {
    if (const std::size_t common = common_letter(text, at); common > 0) {
      at += common;
      continue;
    }
    const char32_t c = next_code_point(text, at);
    composed_already = c < 0x300 || is_cyrillic_letter(c) || (c >= 0x2010 && c <= 0x2027);
  }
  if (composed_already) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  std::string out;
  out.reserve(text.size());  // a book that grows takes up to twice its size
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = normal_end(*nfc, text, begin);
    const std::string_view part = text.substr(begin, end - begin);
    nfc->normalize(
           icu::UnicodeString::fromUTF8({part.data(), static_cast<std::int32_t>(part.size())}),
           status)
        .toUTF8String(out);
    begin = end;
  }
  return out;
}

namespace {

/// Whether the byte at `at` is a typewriter quotation mark between two letters that are not ASCII.
bool is_quoted_apostrophe(std::string_view text, std::size_t at) {
  return text[at] == '"' && at > 0 && at + 1 < text.size() &&
         static_cast<unsigned char>(text[at - 1]) >= 0x80 &&
         static_cast<unsigned char>(text[at + 1]) >= 0x80;
}

}  // namespace

std::string fold(std::string_view text) {
  // ASCII and Cyrillic letters of two bytes, most text of our languages, keep their length.
  std::string out(text.size(), '\0');
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) < 0x80) {
      const bool apostrophe = c == '`' || is_quoted_apostrophe(text, at);
      out[at++] = apostrophe ? '\'' : (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : c;
      continue;
    }
    const char32_t letter = two_byte_code_point(text, at);
    if (letter < 0x410 || letter > 0x457) break;
    const char32_t small = letter < 0x430 ? letter + 32 : letter;
    out[at++] = static_cast<char>(0xC0 | (small >> 6));
    out[at++] = static_cast<char>(0x80 | (small & 0x3F));
  }
  if (at == text.size()) return out;
  out.resize(at);
  bool marks = false;
  while (at < text.size()) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (is_quoted_apostrophe(text, begin)) {
      out += '\'';
      continue;
    }
    switch (c) {
      case 0x2018:
      case 0x2019:
      case 0x02BC:
      case '`':
        out += '\'';
        break;
      case 0x2010:
      case 0x2011:
        out += '-';
        break;
      case 0x00AD:
      case 0x200B:
      case 0x200C:
      case 0x200D:
      case 0x2060:
      case 0xFEFF:
        break;
      default:
        marks = marks || is_mark(c);
        append_utf8(out, lower(c));
    }
  }
  return marks ? to_nfc(out) : out;
}

bool rare::is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)); }
bool rare::is_mark(char32_t c) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_MN_MASK | U_GC_MC_MASK | U_GC_ME_MASK)) !=
         0;
}
bool rare::is_space(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)); }

// The tests below answer for ASCII and Cyrillic letters without asking ICU, too.
bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return u_isUUppercase(static_cast<UChar32>(c));
}
bool is_lower(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z';
  return u_isULowercase(static_cast<UChar32>(c));
}
bool is_cyrillic(char32_t c) {
  return is_cyrillic_letter(c) || (c >= 0x400 && has_script(c, USCRIPT_CYRILLIC));
}
bool is_latin(char32_t c) {
  if (c < 0x80) return is_ascii_letter(c);
  return c >= 0xAA && !is_cyrillic_letter(c) && has_script(c, USCRIPT_LATIN);
}

char32_t base_letter(char32_t c) {
  if (c >= 0x430 && c <= 0x44F && c != 0x439)
    return c;  // small Russian letters but short i have no marks
  if (!is_letter(c)) return 0;
  c = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  if (c < 0x80) return c;
  if (c == 0x111) return 'd';
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString decomposed;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  return nfkd->getDecomposition(static_cast<UChar32>(c), decomposed)
             ? static_cast<char32_t>(decomposed.char32At(0))
             : c;
}

char32_t without_tone(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  icu::UnicodeString decomposed;
  if (!nfc->getRawDecomposition(static_cast<UChar32>(c), decomposed)) return is_letter(c) ? c : 0;
  // Canonical decompositions are one base and one mark; a toned Vietnamese vowel decomposes again.
  const auto base = static_cast<char32_t>(decomposed.char32At(0));
  const char32_t mark =
      decomposed.length() > 1
          ? static_cast<char32_t>(decomposed.char32At(decomposed.moveIndex32(0, 1)))
          : 0;
  const bool tone =
      mark == 0x300 || mark == 0x301 || mark == 0x303 || mark == 0x309 || mark == 0x323;
  const bool vowel = base == 'a' || base == 'e' || base == 'i' || base == 'o' || base == 'u' ||
                     base == 'y' || base >= 0x80;
  if (tone && vowel) return base;
  // A tone below stands before a circumflex in canonical order: U+1EB7 is U+1EA1 and a breve.
  icu::UnicodeString again;
  if (base < 0x80 || !nfc->getDecomposition(static_cast<UChar32>(base), again)) return c;
  const UChar32 composed = nfc->composePair(again.char32At(0), static_cast<UChar32>(mark));
  return composed >= 0 ? static_cast<char32_t>(composed) : c;
}

Span trimmed(std::string_view text, Span span) {
  while (!span.empty()) {
    std::size_t at = span.begin;
    if (!is_space(next_code_point(text, at))) break;
    span.begin = static_cast<std::uint32_t>(at);
  }
  while (!span.empty()) {
    std::size_t at = span.end;
    if (!is_space(previous_code_point(text, at))) break;
    span.end = static_cast<std::uint32_t>(at);
  }
  return span;
}

CodePointIndex::CodePointIndex(std::string_view text) {
  const std::size_t blocks = text.size() / 64 + 1;
  code_points_before_block_.resize(blocks);
  starts_.resize(blocks);
  std::uint32_t count = 0;
  for (std::size_t block = 0; block < blocks; ++block) {
    code_points_before_block_[block] = count;
    const std::size_t begin = 64 * block;
    const std::size_t size = std::min<std::size_t>(64, text.size() - begin);
    std::uint64_t starts = 0;
    std::size_t i = 0;
    for (; i + 8 <= size; i += 8)
      starts |= std::uint64_t{starts_of_eight(text.data() + begin + i)} << i;
    for (; i < size; ++i) {
      if ((static_cast<unsigned char>(text[begin + i]) & 0xC0) != 0x80)
        starts |= std::uint64_t{1} << i;
    }
    starts_[block] = starts;
    count += static_cast<std::uint32_t>(std::popcount(starts));
  }
}

std::uint32_t CodePointIndex::at(std::uint32_t byte) const {
  const std::uint64_t before = starts_[byte / 64] & ((std::uint64_t{1} << (byte % 64)) - 1);
  return code_points_before_block_[byte / 64] + static_cast<std::uint32_t>(std::popcount(before));
}

}  // namespace concord
