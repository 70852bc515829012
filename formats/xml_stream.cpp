// Wraps expat: events as virtual calls, errors as InputError.
#include "formats/xml_stream.h"

#include <expat.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <exception>
#include <limits>
#include <utility>

#include "text/input_error.h"

namespace concord {

std::string_view XmlAttributes::get(std::string_view name) const {
  for (const auto& [key, value] : items) {
    if (key == name) return value;
  }
  return {};
}

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

namespace {

// "&#x0010FFFF;" has twelve bytes; writers may put more zeros.
constexpr std::size_t kLongestReference = 32;
// Segments nest some ten deep; expat keeps all that are open.
constexpr std::size_t kMaxDepth = 200;

bool is_not_xml(char c) {
  return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

}  // namespace

struct XmlStream::Parser {
  std::string name;
  XmlHandler& handler;
  XML_Parser expat;
  std::exception_ptr thrown;  // exceptions must not pass through expat, which is C
  XmlAttributes attributes;
  std::size_t depth = 0;  // elements that are open
  bool begun = false;
  bool wide = false;    // UTF-16: left to expat
  std::string held;     // the begin of a reference
  std::string cleaned;  // the last piece

  /// The bytes with kNotXml for what XML does not allow. Valid until the next call.
  std::string_view clean(std::string_view bytes);

  Parser(std::string document, XmlHandler& to)
      : name(std::move(document)), handler(to), expat(XML_ParserCreate(nullptr)) {
    XML_SetUserData(expat, this);
    XML_SetElementHandler(expat, on_start, on_end);
    XML_SetCharacterDataHandler(expat, on_text);
    XML_SetUnknownEncodingHandler(expat, on_encoding, nullptr);
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  ~Parser() { XML_ParserFree(expat); }

  template <typename Call>
  static void guard(void* data, Call call) {
    auto& self = *static_cast<Parser*>(data);
    if (self.thrown) return;
    try {
      call(self);
    } catch (...) {
      self.thrown = std::current_exception();
      XML_StopParser(self.expat, XML_FALSE);
    }
  }

  static void on_start(void* data, const char* name, const char** pairs) {
    guard(data, [&](Parser& self) {
      if (++self.depth > kMaxDepth) {
        throw InputError(self.name, XML_GetCurrentLineNumber(self.expat),
                         "nests deeper than " + std::to_string(kMaxDepth) + " elements",
                         "no memory needs that");
      }
      self.attributes.items.clear();
      for (; *pairs != nullptr; pairs += 2) self.attributes.items.emplace_back(pairs[0], pairs[1]);
      self.handler.start(name, self.attributes);
    });
  }
  static void on_end(void* data, const char* name) {
    guard(data, [&](Parser& self) {
      --self.depth;
      self.handler.end(name);
    });
  }
  static void on_text(void* data, const char* text, int size) {
    guard(data, [&](Parser& self) { self.handler.text({text, static_cast<std::size_t>(size)}); });
  }

  /// Maps each byte of a single-byte encoding to its code point; multi-byte ones are refused by
  /// expat.
  static int on_encoding(void* /*data*/, const char* encoding, XML_Encoding* info) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter* converter = ucnv_open(encoding, &status);
    if (U_FAILURE(status)) return XML_STATUS_ERROR;
    const bool single = ucnv_getMaxCharSize(converter) == 1;
    for (int byte = 0; single && byte < 256; ++byte) {
      const char bytes[] = {static_cast<char>(byte)};
      const char* from = bytes;
      UErrorCode problem = U_ZERO_ERROR;
      const UChar32 c = ucnv_getNextUChar(converter, &from, bytes + 1, &problem);
      info->map[byte] = U_FAILURE(problem) || c == 0xFFFD ? -1 : c;
    }
    ucnv_close(converter);
    info->convert = nullptr;
    info->release = nullptr;
    info->data = nullptr;
    return single ? XML_STATUS_OK : XML_STATUS_ERROR;
  }

  void parse(std::string_view bytes, bool final) {
    do {
      // expat takes an int.
      const auto size = static_cast<int>(std::min<std::size_t>(bytes.size(), 1 << 20));
      const bool last = final && static_cast<std::size_t>(size) == bytes.size();
      const XML_Status status = XML_Parse(expat, bytes.data(), size, last ? 1 : 0);
      if (thrown) std::rethrow_exception(std::exchange(thrown, nullptr));
      if (status != XML_STATUS_OK) {
        throw InputError(
            name, XML_GetCurrentLineNumber(expat),
            std::string("is not well-formed XML: ") + XML_ErrorString(XML_GetErrorCode(expat)),
            "fix the XML at this line");
      }
      bytes.remove_prefix(static_cast<std::size_t>(size));
    } while (!bytes.empty());
  }
};

namespace {

/// Whether a reference that begins at `at` ("&#" and what follows) names a character that XML 1.0
/// (production 2) does not allow; its length with the semicolon, else 0.
std::size_t forbidden_reference(std::string_view bytes, std::size_t at) {
  const std::size_t end = bytes.find(';', at);
  if (end == std::string_view::npos || end - at > kLongestReference) return 0;
  std::string_view digits = bytes.substr(at + 2, end - at - 2);
  const bool hex = digits.starts_with('x');
  if (hex) digits.remove_prefix(1);
  std::uint32_t value = 0;
  const auto [stop, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
  if (error != std::errc() || stop != digits.data() + digits.size()) return 0;
  const bool allowed = value >= 0x20 ? value != 0xFFFE && value != 0xFFFF
                                     : value == '\t' || value == '\n' || value == '\r';
  return allowed ? 0 : end + 1 - at;
}

}  // namespace

std::string_view XmlStream::Parser::clean(std::string_view bytes) {
  if (!begun)
    wide = bytes.substr(0, 4).find('\0') != std::string_view::npos || bytes.starts_with('\xFF') ||
           bytes.starts_with('\xFE');
  begun = true;
  if (wide) return bytes;
  const bool plain = std::none_of(bytes.begin(), bytes.end(), is_not_xml) &&
                     bytes.find('&') == std::string_view::npos;
  if (plain && held.empty()) return bytes;
  cleaned = std::exchange(held, {});
  cleaned += bytes;
  std::replace_if(cleaned.begin(), cleaned.end(), is_not_xml, kNotXml);
  for (std::size_t at = cleaned.find("&#"); at != std::string::npos;
       at = cleaned.find("&#", at + 1)) {
    const std::size_t size = forbidden_reference(cleaned, at);
    cleaned.replace(at, size, size, kNotXml);
  }
  // A reference that the next piece ends waits for it.
  const std::size_t open = cleaned.rfind('&');
  if (open != std::string::npos && cleaned.size() - open <= kLongestReference &&
      cleaned.find(';', open) == std::string::npos) {
    held = cleaned.substr(open);
    cleaned.resize(open);
  }
  return cleaned;
}

XmlStream::XmlStream(std::string name, XmlHandler& handler)
    : parser_(std::make_unique<Parser>(std::move(name), handler)) {}
XmlStream::~XmlStream() = default;

void XmlStream::feed(std::string_view bytes) {
  if (!bytes.empty()) parser_->parse(parser_->clean(bytes), false);
}
void XmlStream::finish() { parser_->parse(parser_->held, true); }

std::size_t XmlStream::line() const { return XML_GetCurrentLineNumber(parser_->expat); }
std::size_t XmlStream::byte_offset() const {
  return static_cast<std::size_t>(XML_GetCurrentByteIndex(parser_->expat));
}
std::size_t XmlStream::event_bytes() const {
  return static_cast<std::size_t>(XML_GetCurrentByteCount(parser_->expat));
}

}  // namespace concord
