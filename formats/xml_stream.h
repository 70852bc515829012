// Reads XML piece by piece in constant memory, for files that may be larger than memory.
//
//   XmlStream xml("memory.tmx", handler);
//   while (more) xml.feed(bytes);
//   xml.finish();
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace concord {

/// An element's attributes in document order, values with references resolved. Names keep their
/// prefix ("xml:lang").
struct XmlAttributes {
  std::vector<std::pair<std::string_view, std::string_view>> items;
  /// The value of an attribute; empty when it is absent.
  std::string_view get(std::string_view name) const;
};

/// Receives what is in the document. Views are valid during the call only.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view text) = 0;  ///< may be called several times for one stretch
};

/// What stands in texts for a control character that XML 1.0 does not allow, raw or as "&#1;": one
/// for each of its bytes, so that offsets stay those of the file. A handler leaves out what has it.
inline constexpr char kNotXml = '\x7F';

/// A parser (expat) over UTF-8, UTF-16 and the single-byte encodings that ICU knows by the declared
/// name. Nothing outside of the file is read: external entities and DTDs are skipped, and expat
/// bounds what internal entities may expand to.
class XmlStream {
 public:
  XmlStream(std::string name, XmlHandler& handler);
  XmlStream(const XmlStream&) = delete;
  XmlStream& operator=(const XmlStream&) = delete;
  ~XmlStream();

  /// Throws InputError with the line for what is not well-formed or nests deeper than 200 elements;
  /// what the handler throws passes through.
  void feed(std::string_view bytes);
  void finish();

  std::size_t line() const;         ///< of the event that is being handled, from 1
  std::size_t byte_offset() const;  ///< of its first byte, from the start of the document
  std::size_t event_bytes()
      const;  ///< how many bytes it has; 0 for the end of an element without content ("<a/>")

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

/// The name without its prefix: "mtc:match" gives "match".
std::string_view local_name(std::string_view name);

}  // namespace concord
