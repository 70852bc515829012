// Recognises the encoding of a file and converts it to UTF-8 with ICU.
#include "formats/decode.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

#include "text/input_error.h"
#include "text/unicode.h"

namespace concord {
namespace {

// ICU's detector is sure of a single-byte encoding from here on; texts of a few words score lower
// and are refused instead.
constexpr std::int32_t kSureEnough = 20;

std::string convert(const std::string& name, std::string_view bytes, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding, &status),
                                                                     ucnv_close);
  if (U_FAILURE(status))
    throw InputError(name, 0, std::string("declares the unknown encoding ") + encoding,
                     "save it as UTF-8");
  // A byte that the encoding does not have must be an error and not a replacement character in
  // somebody's report.
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                converter.get(), status);
  if (U_FAILURE(status))
    throw InputError(name, 0, std::string("is not valid ") + encoding, "save it as UTF-8");
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

/// UTF-16 without a mark: text of our languages then has a zero in every other byte (spaces,
/// digits, line ends at least).
const char* utf16_without_mark(std::string_view bytes) {
  if (bytes.size() < 4 || bytes.size() % 2 != 0) return nullptr;
  const std::size_t sample = std::min<std::size_t>(bytes.size(), 2048);
  std::array<std::size_t, 2> zeros = {0, 0};
  for (std::size_t i = 0; i < sample; ++i) zeros[i % 2] += bytes[i] == '\0';
  if (zeros[1] > sample / 20 && zeros[0] == 0) return "UTF-16LE";
  if (zeros[0] > sample / 20 && zeros[1] == 0) return "UTF-16BE";
  return nullptr;
}

/// The offset of a control character that text does not have, or none.
std::size_t control_character(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto c = static_cast<unsigned char>(bytes[i]);
    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v') return i;
  }
  return std::string_view::npos;
}

/// The text between tags. Markup is in English whatever the text is in, and misleads a detector
/// that counts letters; ICU's own filter leaves short documents as they are.
std::string between_tags(std::string_view bytes) {
  std::string text;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t open = std::min(bytes.find('<', at), bytes.size());
    text += bytes.substr(at, open - at);
    text += ' ';
    // The content of a CDATA section is text, with tags of its own perhaps.
    const bool data = bytes.substr(open).starts_with("<![CDATA[");
    const std::size_t close = data ? open + 8 : bytes.find('>', open);
    at = close == std::string_view::npos ? bytes.size() : close + 1;
  }
  return text;
}

const char* detected(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  std::string stripped;
  if (bytes.substr(0, 100).find('<') != std::string_view::npos) {
    stripped = between_tags(bytes);
    bytes = stripped;
  }
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                            ucsdet_close);
  ucsdet_setText(detector.get(), bytes.data(),
                 static_cast<std::int32_t>(std::min<std::size_t>(bytes.size(), 1 << 20)), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr || ucsdet_getConfidence(match, &status) < kSureEnough)
    return nullptr;
  const std::string_view encoding = ucsdet_getName(match, &status);
  for (const char* known : {"windows-1251", "KOI8-R", "ISO-8859-5", "windows-1252", "ISO-8859-1"}) {
    if (encoding == known) return known;
  }
  return nullptr;
}

std::string with_unix_line_ends(std::string text) {
  if (text.find('\r') == std::string::npos) return text;
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      out += '\n';
    }
  }
  return out;
}

std::string to_utf8(const std::string& name, std::string_view bytes, std::string_view declared) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) {
    bytes.remove_prefix(3);
  } else if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) {
    return convert(name, bytes, "UTF-32");
  } else if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) {
    return convert(name, bytes, "UTF-16");
  }
  if (const char* encoding = utf16_without_mark(bytes)) return convert(name, bytes, encoding);
  if (const std::size_t at = control_character(bytes); at != std::string_view::npos) {
    throw InputError(name, 0, "is not text: byte " + std::to_string(at) + " is a control character",
                     "name a report in text or HTML");
  }
  const auto invalid = first_invalid_utf8(bytes);
  if (!invalid) return std::string(bytes);
  if (!declared.empty() && ucnv_compareNames(std::string(declared).c_str(), "UTF-8") != 0) {
    return convert(name, bytes, std::string(declared).c_str());
  }
  // One stray byte in text that is UTF-8 otherwise is an error of that text, not another encoding.
  bool multibyte_before = false;
  for (std::size_t i = 0; i < *invalid; ++i)
    multibyte_before = multibyte_before || static_cast<unsigned char>(bytes[i]) >= 0x80;
  const char* encoding = multibyte_before ? nullptr : detected(bytes);
  if (encoding == nullptr)
    throw InputError(name, 0, "is not UTF-8 at byte " + std::to_string(*invalid),
                     "save it as UTF-8");
  return convert(name, bytes, encoding);
}

}  // namespace

std::string decode_text(const std::string& name, std::string_view bytes,
                        std::string_view declared) {
  if (bytes.empty()) throw InputError(name, 0, "is empty", "name a report");
  if (bytes.size() > (std::size_t{1} << 30))
    throw InputError(name, 0, "is larger than 1 GiB", "split it");
  return with_unix_line_ends(to_nfc(to_utf8(name, bytes, declared)));
}

void refuse_other_documents(const std::string& name, std::string_view bytes) {
  using namespace std::string_view_literals;
  struct Document {
    std::string_view begin;  ///< the first bytes of a file of this kind
    std::size_t at;          ///< where they are
    const char* kind;
    const char* advice;
  };
  // PDF: ISO 32000-1, 7.5.2; RTF 1.9.1: <File>; MS-CFB 2.2; OpenDocument 1.2, part 3, 3.3.
  static constexpr std::array kDocuments = {
      Document{"%PDF-"sv, 0, "PDF, a layout without paragraphs", "convert it with pdftotext"},
      Document{"{\\rtf"sv, 0, "RTF", "save it as DOCX or as text"},
      Document{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, 0, "an old Word document", "save it as DOCX"},
      Document{"mimetypeapplication/vnd.oasis.opendocument"sv, 30, "OpenDocument",
               "save it as DOCX"},
  };
  for (const Document& document : kDocuments) {
    if (bytes.size() > document.at && bytes.substr(document.at).starts_with(document.begin))
      throw InputError(name, 0, std::string("is ") + document.kind, document.advice);
  }
}

}  // namespace concord
