// Escaping: text that anybody may have written, made safe for each kind of document.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace concord {

/// For XML and HTML text and for attribute values in double quotes: & < > " and ' become
/// references, and what XML 1.0 section 2.2 does not allow (most control characters, U+FFFE,
/// U+FFFF) becomes U+FFFD. Tabs, LF and CR become references in attributes only, where a parser
/// would turn them into spaces; elsewhere CR does, which a parser would drop.
std::string xml_text(std::string_view text);
std::string xml_attribute(std::string_view text);
void append_xml_text(std::string& out, std::string_view text);  ///< xml_text() at the end of `out`

/// xml_text() that also makes characters visible that would change the order of what follows:
/// bidirectional controls (Unicode, UAX 9) become U+FFFD. For pages that people read.
std::string page_text(std::string_view text);

/// For terminals and logs: control characters (C0, C1) and bidirectional controls become U+FFFD,
/// line breaks and tabs spaces, and so does one character of what a build service would run as a
/// command ("::" at the begin, "##[" and "##vso[" anywhere). One code point stays one code point.
std::string plain_line(std::string_view text);

/// Appends a JSON string with its quotation marks; bytes that are not UTF-8 become U+FFFD.
void append_json(std::string& out, std::string_view text);

/// One line of JSON; bytes that are not UTF-8 become U+FFFD.
std::string json_line(const nlohmann::ordered_json& value);

/// A cell of RFC 4180, quoted where needed. A cell that a spreadsheet would run as a formula (it
/// begins with = + - @, a tab or a CR) gets an apostrophe in front. Control characters but line
/// breaks and tabs become U+FFFD.
std::string csv_cell(std::string_view text);

/// The data of a GitHub workflow command: % CR LF percent-encoded; in a property also : and ,.
/// Control characters and bidirectional controls become U+FFFD.
std::string github_data(std::string_view text);
std::string github_property(std::string_view text);

/// A relative or absolute URI reference for a file's path (RFC 3986): what is not unreserved or a
/// slash is percent-encoded.
std::string uri_of_path(std::string_view path);

}  // namespace concord
