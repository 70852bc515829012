// Reads the units of a TMX file, and goes on behind one that is not well-formed.
//
// XML has no way to go on after an error. A memory of a million units that a tool wrote without
// escaping one "&" would be lost for it, so parsing begins again behind the next </tu>, with the
// declaration of the file and the header's language kept.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "formats/bitext_xml.h"
#include "formats/input_file.h"
#include "text/input_error.h"

namespace concord {
namespace {

constexpr std::string_view kUnitEnd = "</tu>";
constexpr std::string_view kTagBegin = "</";

/// Passes units on; refuses any root but <tmx>.
class Units : public XmlHandler {
 public:
  Units(const std::string& path, const std::function<void(TmxEntry)>& use)
      : path_(path), tmx_([this, &use](TmxEntry entry) {
          in_use_ = true;  // what the user throws is not the file's fault
          use(std::move(entry));
          in_use_ = false;
        }) {}
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (!known_ && name != "tmx")
      throw InputError(path_, 1, "is not TMX: its root is <" + std::string(name) + ">",
                       "convert it to TMX");
    known_ = true;
    begun_ = begun_ || name == "tu";
    tmx_.start(name, attributes);
  }
  void end(std::string_view name) override { tmx_.end(name); }
  void text(std::string_view text) override { tmx_.text(text); }

  TmxHandler& tmx() { return tmx_; }
  /// Whether an error can be one of a unit.
  bool in_units() const { return begun_ && !in_use_; }

 private:
  const std::string& path_;
  TmxHandler tmx_;
  bool known_ = false;
  bool begun_ = false;
  bool in_use_ = false;
};

/// The XML declaration of a file, which says its encoding; empty where it has none, or where its
/// encoding has more than one byte for "<".
struct Declaration {
  std::string text;
  bool wide = false;
};

Declaration declaration_of(std::string_view begin) {
  Declaration declaration;
  declaration.wide = begin.substr(0, 4).find('\0') != std::string_view::npos ||
                     begin.starts_with('\xFF') || begin.starts_with('\xFE');
  if (begin.starts_with("\xEF\xBB\xBF")) begin.remove_prefix(3);
  const std::size_t end = begin.find("?>");
  if (begin.starts_with("<?xml") && end != std::string_view::npos)
    declaration.text = begin.substr(0, end + 2);
  return declaration;
}

/// The first byte behind the unit that holds or follows `byte`; none where no unit ends any more.
std::optional<std::size_t> behind_unit(InputFile& file, std::size_t byte) {
  if (!file.seek(byte)) return std::nullopt;
  std::string held;  // the end of what was read, in which a tag may have begun
  std::size_t at = byte;
  for (std::string_view piece = file.next(); !piece.empty(); piece = file.next()) {
    held += piece;
    if (const std::size_t found = held.find(kUnitEnd); found != std::string::npos)
      return at + found + kUnitEnd.size();
    const std::size_t dropped = held.size() - std::min(held.size(), kUnitEnd.size() - 1);
    held.erase(0, dropped);
    at += dropped;
  }
  return std::nullopt;
}

bool ends_body(InputFile& file, std::size_t byte) {
  return file.seek(byte) && file.next().starts_with("</body");
}

/// Parses from `begin` to the end of the file.
void parse(InputFile& file, const std::string& path, std::string_view begin, Units& units,
           std::size_t& reached) {
  XmlStream xml(path, units);
  units.tmx().attach(xml);
  try {
    xml.feed(begin);
    for (std::string_view piece = file.next(); !piece.empty(); piece = file.next()) xml.feed(piece);
    xml.finish();
  } catch (...) {
    reached = xml.byte_offset();
    throw;
  }
}

}  // namespace

void read_tmx(const std::string& path, const std::function<void(TmxEntry)>& use) {
  InputFile file(path);
  Units units(path, use);
  std::string begin(file.next());
  const Declaration declaration = declaration_of(begin);
  std::size_t from = 0;      // where parsing began in the file; grows with each unit left out
  std::size_t prologue = 0;  // bytes that were put before it
  for (;;) {
    std::size_t reached = 0;
    try {
      return parse(file, path, begin, units, reached);
    } catch (const InputError&) {
      if (!units.in_units() || declaration.wide) throw;
      // expat points behind the "</" of a tag that does not fit.
      const std::size_t before = prologue + kTagBegin.size();
      const std::size_t error = from + (reached > before ? reached - before : 0);
      const std::optional<std::size_t> next = behind_unit(file, error);
      // A unit that is not closed is noticed where the body ends.
      if (!next && !ends_body(file, error)) throw;
      TmxEntry broken;
      broken.damaged = true;
      use(std::move(broken));
      if (!next) return;
      file.seek(*next);
      units.tmx().restart();
      begin = declaration.text + "<tmx><body>";
      prologue = begin.size();
      from = *next;
    }
  }
}

}  // namespace concord
