// Escapes text for XML, HTML, terminals, JSON, CSV, GitHub and URIs.
#include "formats/escape.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "text/ascii.h"
#include "text/unicode.h"

namespace concord {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr const char* kReplacementBytes = "\xEF\xBF\xBD";

// Characters that reorder text around them: UAX 9, section 2.
bool is_bidi_control(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

// Char of XML 1.0 (fifth edition), production 2; surrogates cannot stand in UTF-8.
bool is_xml(char32_t c) {
  return c >= 0x20 ? c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n' || c == '\r';
}

enum class XmlPlace { kText, kAttribute, kPage };

/// Where a stretch of text is to stand.
enum class Place { kXml, kLine, kJson };

/// How many bytes from `at` on stand for themselves there: printable ASCII without what the place
/// gives a meaning, and the sequences of two or three bytes that can be neither a control nor
/// a noncharacter. What begins with 0xC2 (U+0080 to U+009F), 0xD8 (U+061C), 0xE2 (bidirectional
/// controls) or 0xEF (U+FFFE) is left to the caller where that matters, as is what is not UTF-8.
template <Place place>
std::size_t plain_run(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto follows = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
  const std::size_t begin = at;
  while (at < text.size()) {
    const unsigned char c = byte(at);
    if (c < 0x80) {
      if (c < 0x20) break;
      if (place == Place::kXml && (c == '&' || c == '<' || c == '>' || c == '"' || c == '\''))
        break;
      if (place == Place::kLine && c == 0x7F) break;
      if (place == Place::kJson && (c == '"' || c == '\\')) break;
      ++at;
    } else if (c >= 0xC2 && c < 0xE0) {
      if ((place == Place::kLine && c == 0xC2) || (place != Place::kJson && c == 0xD8) ||
          !follows(at + 1))
        break;
      at += 2;
    } else if ((c > 0xE2 && c < 0xED) || c == 0xE1) {
      if (!follows(at + 1) || !follows(at + 2)) break;
      at += 3;
    } else {
      break;
    }
  }
  return at - begin;
}

void append_xml(std::string& out, std::string_view text, XmlPlace place) {
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t plain = plain_run<Place::kXml>(text, at); plain > 0) {
      out.append(text.substr(at, plain));
      at += plain;
      continue;
    }
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    switch (c) {
      case '&':
        out += "&amp;";
        continue;
      case '<':
        out += "&lt;";
        continue;
      case '>':
        out += "&gt;";
        continue;
      case '"':
        out += "&quot;";
        continue;
      case '\'':
        out += "&#39;";
        continue;
      case '\r':
        out += "&#13;";
        continue;
      case '\n':
      case '\t':
        if (place == XmlPlace::kAttribute) {
          out += c == '\n' ? "&#10;" : "&#9;";
          continue;
        }
        break;
      default:
        break;
    }
    if (!is_xml(c) || (place == XmlPlace::kPage && is_bidi_control(c))) {
      append_utf8(out, kReplacement);
    } else if (c == kReplacement) {
      append_utf8(out, c);  // also for bytes that are not UTF-8
    } else {
      out.append(text.substr(begin, at - begin));
    }
  }
}

std::string xml(std::string_view text, XmlPlace place) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  append_xml(out, text, place);
  return out;
}

std::string percent(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) == std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

// Where a command of a build service begins: GitHub takes lines that begin with "::" after spaces
// (actions/runner, ActionCommand.cs), Azure Pipelines "##[" and "##vso[" anywhere.
bool begins_command(std::string_view rest, bool line_begin) {
  return rest.starts_with("##[") || rest.starts_with("##vso[") ||
         (line_begin && rest.starts_with("::"));
}

/// Makes visible what a terminal would obey; line breaks become spaces where `one_line`.
std::string visible(std::string_view text, bool one_line) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t plain = plain_run<Place::kLine>(text, at);
    out.append(text.substr(at, plain));
    at += plain;
    if (at == text.size()) break;
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (c == '\n' || c == '\t' || c == '\r') {
      out += one_line ? ' ' : static_cast<char>(c);
    } else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || is_bidi_control(c) || c == kReplacement) {
      append_utf8(out, kReplacement);
    } else {
      out.append(text.substr(begin, at - begin));
    }
  }
  return out;
}

}  // namespace

std::string xml_text(std::string_view text) { return xml(text, XmlPlace::kText); }
void append_xml_text(std::string& out, std::string_view text) {
  append_xml(out, text, XmlPlace::kText);
}
std::string xml_attribute(std::string_view text) { return xml(text, XmlPlace::kAttribute); }
std::string page_text(std::string_view text) { return xml(text, XmlPlace::kPage); }

std::string plain_line(std::string_view text) {
  std::string line = visible(text, true);
  const std::size_t begin = line.find_first_not_of(' ');
  for (std::size_t at = line.find_first_of(":#"); at != std::string::npos;
       at = line.find_first_of(":#", at + 1)) {
    if (begins_command(std::string_view(line).substr(at), at == begin))
      line.replace(at, 1, kReplacementBytes);
  }
  return line;
}

void append_json(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    // RFC 8259, section 7: quotation mark, backslash and what is below a space are escaped.
    const std::size_t plain = plain_run<Place::kJson>(text, at);
    out.append(text.substr(at, plain));
    at += plain;
    if (at == text.size()) break;
    const char32_t c = next_code_point(text, at);
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (c < 0x20) {
          out += "\\u00";
          out += kHex[c >> 4];
          out += kHex[c & 15];
        } else {
          append_utf8(out, c);  // U+FFFD also for bytes that are not UTF-8
        }
    }
  }
  out += '"';
}

std::string json_line(const nlohmann::ordered_json& value) {
  return value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string csv_cell(std::string_view text) {
  const bool formula =
      !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  const bool plain = std::none_of(text.begin(), text.end(), [](char c) {
    return c == '"' || c == ',' || c == '\x7F' || (c >= 0 && c < 0x20);
  });
  if (!formula && plain) return std::string(text);
  std::string out = formula ? "\"'" : "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    if (c == '\x7F' || (c >= 0 && c < 0x20 && c != '\n' && c != '\t')) {
      append_utf8(out, kReplacement);
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string github_data(std::string_view text) { return percent(visible(text, false), "%\r\n"); }
std::string github_property(std::string_view text) {
  return percent(visible(text, false), "%\r\n:,");
}

std::string uri_of_path(std::string_view path) {
  std::string out;
  for (const char c : path) {
    const bool unreserved = is_ascii_letter(c) || is_ascii_digit(c) ||
                            std::string_view("-._~/").find(c) != std::string_view::npos;
    if (unreserved) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace concord
