// The XML kinds of aligned segments: handlers that turn TMX and XLIFF into segments.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "formats/read_bitext.h"
#include "formats/xml_stream.h"

namespace concord {

/// What a <prop> of a unit or variant says: its type and its text.
struct TmxProperty {
  std::string type;
  std::string text;
};

/// One language's text of a TMX unit.
struct TmxVariant {
  std::string lang;    ///< BCP 47, canonical
  std::string text;    ///< without inline tags, NFC
  std::string markup;  ///< the content of <seg> as XML where it has inline tags; else empty
  std::vector<TmxProperty> properties = {};
};

/// One unit of a TMX file.
struct TmxEntry {
  std::string id;
  std::string source_lang;  ///< the unit's or the header's srclang; empty for "*all*"
  std::vector<TmxVariant> variants;
  bool damaged = false;  ///< a text has a character that XML does not allow, see XmlStream
  std::size_t line = 0;
  std::string created = {};  ///< creationdate of the unit, as it stands there
  std::vector<TmxProperty> properties = {};
};

/// A handler that gives every <tu> of a TMX document. `stream` is asked for lines once parsing has
/// begun.
class TmxHandler : public XmlHandler {
 public:
  explicit TmxHandler(std::function<void(TmxEntry)> use) : use_(std::move(use)) {}
  void attach(const XmlStream& stream) { stream_ = &stream; }
  /// Forgets the unit that is being read, not the language of the header.
  void restart();

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view text) override;

 private:
  std::function<void(TmxEntry)> use_;
  const XmlStream* stream_ = nullptr;
  std::string source_lang_;
  TmxEntry entry_;
  std::string* property_ = nullptr;  // the text of the <prop> that is being read
  bool in_variant_ = false;
  bool in_segment_ = false;
  bool has_tags_ = false;
  int codes_ = 0;  // how many elements deep in native codes, whose content is not text
};

/// Reads a TMX file in constant memory, unit after unit; `path` "-" is standard input. A unit that
/// is not well-formed is given as a damaged entry without variants, and what follows it is read
/// (not of UTF-16 and of pipes). Throws InputError for what is not TMX or ends in the middle.
void read_tmx(const std::string& path, const std::function<void(TmxEntry)>& use);

/// The variant of a unit in a language: the same tag, else the same language with any region; null
/// when there is none.
const TmxVariant* variant_of(const TmxEntry& entry, std::string_view lang);

/// A handler for a document of TMX or XLIFF, distinguished by the root element. Throws InputError
/// for another root.
class BitextXmlHandler : public XmlHandler {
 public:
  BitextXmlHandler(std::string path, const BitextOptions& options, const SegmentSink& sink,
                   BitextSummary& summary);
  ~BitextXmlHandler() override;
  void attach(const XmlStream& stream);

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view text) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace concord
