// Wraps expat: events as virtual calls, errors as InputError.
#include "formats/xml_stream.h"

#include <expat.h>
#include <unicode/ucnv.h>

#include <exception>
#include <limits>

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

struct XmlStream::Parser {
  std::string name;
  XmlHandler& handler;
  XML_Parser expat;
  std::exception_ptr thrown;  // exceptions must not pass through expat, which is C
  XmlAttributes attributes;

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
      self.attributes.items.clear();
      for (; *pairs != nullptr; pairs += 2) self.attributes.items.emplace_back(pairs[0], pairs[1]);
      self.handler.start(name, self.attributes);
    });
  }
  static void on_end(void* data, const char* name) {
    guard(data, [&](Parser& self) { self.handler.end(name); });
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

XmlStream::XmlStream(std::string name, XmlHandler& handler)
    : parser_(std::make_unique<Parser>(std::move(name), handler)) {}
XmlStream::~XmlStream() = default;

void XmlStream::feed(std::string_view bytes) {
  if (!bytes.empty()) parser_->parse(bytes, false);
}
void XmlStream::finish() { parser_->parse({}, true); }

std::size_t XmlStream::line() const { return XML_GetCurrentLineNumber(parser_->expat); }
std::size_t XmlStream::byte_offset() const {
  return static_cast<std::size_t>(XML_GetCurrentByteIndex(parser_->expat));
}
std::size_t XmlStream::event_bytes() const {
  return static_cast<std::size_t>(XML_GetCurrentByteCount(parser_->expat));
}

}  // namespace concord
