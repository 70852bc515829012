// Distinguishes the formats of aligned segments and reads TSV and PO; XML goes to bitext_xml.
#include "formats/read_bitext.h"

#include <algorithm>
#include <map>
#include <optional>

#include "formats/bitext_xml.h"
#include "formats/decode.h"
#include "formats/input_file.h"
#include "text/ascii.h"
#include "text/input_error.h"
#include "text/unicode.h"

namespace concord {
namespace {

// TSV

// Cells of a line that are looked at: tables have some dozens.
constexpr std::size_t kMostCells = 4096;

/// Which cell of a line is what.
struct Columns {
  std::optional<std::size_t> id;
  std::size_t source = 1;
  std::size_t target = 2;
  std::size_t needed = 3;  ///< cells that a line must have
};

std::optional<Columns> columns_of(const std::vector<std::string_view>& names) {
  const auto at = [&](std::string_view name) -> std::optional<std::size_t> {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<std::size_t>(found - names.begin());
  };
  const auto source = at("source");
  const auto target = at("target");
  if (!source || !target) return std::nullopt;
  Columns columns{at("id"), *source, *target, 0};
  columns.needed = 1 + std::max({*source, *target, columns.id.value_or(0)});
  return columns;
}

class TsvReader {
 public:
  TsvReader(const std::string& path, const BitextOptions& options, const SegmentSink& sink,
            BitextSummary& summary)
      : path_(path),
        sink_(sink),
        summary_(summary),
        languages_{options.source_lang, options.target_lang} {
    columns_.id = 0;
    if (options.columns.empty()) return;
    const auto named = columns_of(split(options.columns, ','));
    if (!named)
      throw InputError("", 0, "the columns '" + options.columns + "' name no source or no target",
                       "write --columns id,source,target");
    columns_ = *named;
    header_ = false;
  }

  void line(std::string_view line) {
    ++number_;
    if (number_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) return;
    if (const auto broken = first_invalid_utf8(line)) {
      throw InputError(path_, number_,
                       "is not UTF-8 at byte " + std::to_string(*broken + 1) + " of the line",
                       "save it as UTF-8");
    }
    cells_.clear();
    for (std::string_view rest = line;;) {
      const std::size_t tab = rest.find('\t');
      cells_.push_back(rest.substr(0, tab));
      if (tab == std::string_view::npos || cells_.size() == kMostCells) break;
      rest.remove_prefix(tab + 1);
    }
    if (line.starts_with('#') && cells_.size() == 1) return;  // a comment
    if (std::exchange(header_, false)) {
      if (const auto named = columns_of({cells_.begin(), cells_.end()})) {
        columns_ = *named;
        return;
      }
      if (cells_.size() == 2) columns_ = {std::nullopt, 0, 1, 2};
    }
    if (cells_.size() < columns_.needed) {
      const std::size_t tabs = columns_.needed - 1;
      throw InputError(
          path_, number_,
          "has " + std::to_string(cells_.size() - 1) + (cells_.size() == 2 ? " tab" : " tabs") +
              ", not " + std::to_string(tabs),
          "write id TAB source TAB target, or source TAB target, or name the --columns");
    }
    ++summary_.segments;
    const std::string id =
        columns_.id ? std::string(cells_[*columns_.id]) : std::to_string(number_);
    sink_(languages_,
          {id, to_nfc(cells_[columns_.source]), to_nfc(cells_[columns_.target]), path_, number_});
  }

 private:
  const std::string& path_;
  const SegmentSink& sink_;
  BitextSummary& summary_;
  BitextLanguages languages_;
  Columns columns_;
  bool header_ = true;
  std::size_t number_ = 0;
  std::vector<std::string_view> cells_;
};

/// Calls `use` for every line of a text that comes in pieces.
template <typename Use>
void for_each_line(std::string begin, InputFile& file, Use use) {
  std::string pending = std::move(begin);
  for (bool more = true; more;) {
    std::string_view rest = pending;
    for (std::size_t end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
      use(rest.substr(0, end));
      rest.remove_prefix(end + 1);
    }
    pending.erase(0, pending.size() - rest.size());
    const std::string_view piece = file.next();
    more = !piece.empty();
    pending += piece;
  }
  if (!pending.empty()) use(std::string_view(pending));
}

// PO: https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
//
//   entry   = { comment } [ "msgctxt" strings ] "msgid" strings [ "msgid_plural" strings ] (
//   "msgstr" strings | { "msgstr[" n "]" strings } ) strings = string { string }

class PoReader {
 public:
  PoReader(const std::string& path, const BitextOptions& options, const SegmentSink& sink,
           BitextSummary& summary)
      : path_(path), options_(options), sink_(sink), summary_(summary) {}

  void line(std::string_view line) {
    ++number_;
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    const std::size_t first = line.find_first_not_of(" \t");
    if (first == std::string_view::npos || line[first] == '#') {
      if (first == std::string_view::npos || !fields_.contains("msgid") || has_string()) flush();
      return;
    }
    line.remove_prefix(first);
    if (line.front() == '"') {
      if (keyword_.empty()) refuse("has a string without a keyword before it");
      fields_[keyword_] += unquoted(line);
      return;
    }
    const std::size_t space = line.find_first_of(" \t\"");
    const std::string keyword(line.substr(0, space));
    const bool known = keyword == "msgctxt" || keyword == "msgid" || keyword == "msgid_plural" ||
                       keyword == "domain" || keyword == "msgstr" ||
                       (keyword.starts_with("msgstr[") && keyword.ends_with(']'));
    if (!known || space == std::string_view::npos) refuse("is not a line of a PO file");
    if (has_string() && (keyword == "msgctxt" || keyword == "msgid")) flush();
    if (keyword.starts_with("msgstr") && !fields_.contains("msgid"))
      refuse("has a " + keyword + " without a msgid before it");
    if (fields_.empty()) begin_ = number_;
    keyword_ = keyword;
    const std::size_t quote = line.find_first_not_of(" \t", space);
    if (quote == std::string_view::npos) refuse("has no string after " + keyword);
    fields_[keyword_] += unquoted(line.substr(quote));
  }

  void flush() {
    if (fields_.contains("msgid") && !has_string()) refuse("ends an entry without msgstr");
    if (has_string()) entry();
    fields_.clear();
    keyword_.clear();
  }

 private:
  [[noreturn]] void refuse(const std::string& why) const {
    throw InputError(path_, number_, why, "see the PO format of GNU gettext");
  }

  bool has_string() const {
    return std::any_of(fields_.begin(), fields_.end(),
                       [](const auto& field) { return field.first.starts_with("msgstr"); });
  }

  std::string unquoted(std::string_view text) const {
    if (text.size() < 2 || text.front() != '"' || text.back() != '"')
      refuse("has a string that is not closed");
    text = text.substr(1, text.size() - 2);
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '"') refuse("has a quotation mark inside a string");
      if (text[i] != '\\') {
        out += text[i];
        continue;
      }
      if (++i == text.size()) refuse("has a string that is not closed");
      const char c = text[i];
      out += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
    }
    return out;
  }

  void entry() {
    const std::string source = fields_["msgid"];
    if (source.empty()) {  // the header
      header(fields_["msgstr"]);
      return;
    }
    const auto context = fields_.find("msgctxt");
    for (const auto& [keyword, text] : fields_) {
      if (!keyword.starts_with("msgstr")) continue;
      const bool singular = keyword == "msgstr" || keyword == "msgstr[0]";
      const std::string& from =
          singular || !fields_.contains("msgid_plural") ? source : fields_["msgid_plural"];
      if (text.empty()) {
        ++summary_.skipped;
        continue;
      }
      ++summary_.segments;
      std::string id = context == fields_.end()
                           ? std::to_string(summary_.segments + summary_.skipped)
                           : context->second;
      if (keyword != "msgstr") id += keyword.substr(6);
      sink_({options_.source_lang.empty() ? "en" : options_.source_lang,
             options_.target_lang.empty() ? lang_ : options_.target_lang},
            {id, to_nfc(from), to_nfc(text), path_, begin_});
    }
  }

  void header(const std::string& text) {
    for (const std::string_view line : split(text, '\n')) {
      constexpr std::string_view kLanguage = "Language: ";
      if (line.starts_with(kLanguage)) lang_ = line.substr(kLanguage.size());
    }
    std::replace(lang_.begin(), lang_.end(), '_', '-');
  }

  const std::string& path_;
  const BitextOptions& options_;
  const SegmentSink& sink_;
  BitextSummary& summary_;
  std::map<std::string, std::string> fields_;
  std::string keyword_;
  std::string lang_;
  std::size_t number_ = 0;
  std::size_t begin_ = 0;
};

/// The charset that a PO header declares, for decode_text; empty when it says none.
std::string declared_charset(std::string_view bytes) {
  const std::size_t at = bytes.find("charset=");
  if (at == std::string_view::npos || at > 4096) return {};
  const std::string_view rest = bytes.substr(at + 8);
  return std::string(rest.substr(0, rest.find_first_of("\\\" \n")));
}

std::string format_of(std::string_view begin) {
  if (begin.starts_with("\xFF\xFE<") || begin.starts_with(std::string_view("\xFE\xFF\0<", 4)) ||
      begin.starts_with(std::string_view("<\0", 2)) ||
      begin.starts_with(std::string_view("\0<", 2))) {
    return "xml";
  }
  if (begin.starts_with("\xEF\xBB\xBF")) begin.remove_prefix(3);
  const std::size_t first = begin.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && begin[first] == '<') return "xml";
  const bool po = begin.starts_with("msgid ") || begin.starts_with("msgctxt ") ||
                  begin.find("\nmsgid \"") != std::string_view::npos;
  return po ? "po" : "tsv";
}

}  // namespace

std::vector<std::string> bitext_formats() { return {"auto", "tsv", "tmx", "xliff", "po"}; }

BitextSummary read_bitext(const std::string& path, const BitextOptions& options,
                          const SegmentSink& sink) {
  const std::vector<std::string> known = bitext_formats();
  if (std::find(known.begin(), known.end(), options.format) == known.end()) {
    throw InputError("", 0, "unknown format '" + options.format + "' of aligned segments",
                     "use auto, tsv, tmx, xliff or po");
  }
  InputFile file(path);
  std::string begin(file.next());
  const std::string format = options.format == "auto" ? format_of(begin)
                             : options.format == "tmx" || options.format == "xliff"
                                 ? "xml"
                                 : options.format;
  BitextSummary summary;
  if (format == "xml") {
    BitextXmlHandler handler(path, options, sink, summary);
    XmlStream xml(path, handler);
    handler.attach(xml);
    xml.feed(begin);
    for (std::string_view piece = file.next(); !piece.empty(); piece = file.next()) xml.feed(piece);
    xml.finish();
    return summary;
  }
  const bool utf16 = begin.starts_with("\xFF\xFE") || begin.starts_with("\xFE\xFF");
  if (format == "po" || utf16) {
    // PO declares its encoding inside, UTF-16 has no line ends to cut at: both are decoded whole.
    const std::string bytes = file.rest(std::move(begin));
    const std::string text =
        bytes.empty() ? bytes
                      : decode_text(path, bytes, format == "po" ? declared_charset(bytes) : "");
    PoReader po(path, options, sink, summary);
    TsvReader tsv(path, options, sink, summary);
    for (const std::string_view line : split(text, '\n'))
      format == "po" ? po.line(line) : tsv.line(line);
    if (format == "po") po.flush();
    return summary;
  }
  TsvReader tsv(path, options, sink, summary);
  for_each_line(std::move(begin), file, [&](std::string_view line) { tsv.line(line); });
  return summary;
}

}  // namespace concord
