// Reads TSV, TBX and TMX.
#include "lang/term_files.h"

#include <algorithm>
#include <pugixml.hpp>
#include <string_view>

#include "lang/table.h"
#include "text/input_error.h"
#include "text/read_file.h"

namespace concord {
namespace {

std::string_view language_of(const pugi::xml_node& node) {
  std::string_view tag = node.attribute("xml:lang").value();
  if (tag.empty()) tag = node.attribute("lang").value();  // TMX 1.1
  return tag.substr(0, tag.find_first_of("-_"));
}

bool same_language(std::string_view a, std::string_view b) {
  b = b.substr(0, b.find_first_of("-_"));
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return (x | 0x20) == (y | 0x20); });
}

/// The text of an element without the native codes of inline elements (TMX 1.4b, section 3.2).
void append_text(const pugi::xml_node& node, std::string& text) {
  for (const pugi::xml_node& child : node.children()) {
    const std::string_view name = child.name();
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
      text += child.value();
    else if (name != "bpt" && name != "ept" && name != "ph" && name != "it" && name != "ut")
      append_text(child, text);
  }
}

pugi::xml_document parse(const std::string& path) {
  const std::string bytes = read_file(path);
  pugi::xml_document document;
  const pugi::xml_parse_result result =
      document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata);
  if (!result) {
    const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0));
    const auto line = 1 + std::count(bytes.begin(),
                                     bytes.begin() + static_cast<std::ptrdiff_t>(std::min(offset, bytes.size())), '\n');
    throw InputError(path, static_cast<std::size_t>(line),
                     std::string("is not well-formed XML: ") + result.description(), "export it again");
  }
  return document;
}

/// All terms below a node.
void collect_terms(const pugi::xml_node& node, std::vector<std::string>& terms) {
  for (const pugi::xml_node& child : node.children()) {
    if (std::string_view(child.name()) != "term") {
      collect_terms(child, terms);
      continue;
    }
    std::string text;
    append_text(child, text);
    if (!text.empty()) terms.push_back(std::move(text));
  }
}

void collect_entries(const pugi::xml_node& node, const LanguagePair& languages, std::vector<TextPair>& pairs) {
  for (const pugi::xml_node& child : node.children()) {
    const std::string_view name = child.name();
    if (name != "termEntry" && name != "conceptEntry") {
      collect_entries(child, languages, pairs);
      continue;
    }
    std::vector<std::string> source;
    std::vector<std::string> target;
    for (const pugi::xml_node& section : child.children()) {
      if (same_language(language_of(section), languages.source)) collect_terms(section, source);
      if (same_language(language_of(section), languages.target)) collect_terms(section, target);
    }
    for (const std::string& term : source) {
      for (const std::string& rendering : target) pairs.push_back({term, rendering});
    }
  }
}

std::vector<TextPair> require(std::vector<TextPair> pairs, const std::string& path, const LanguagePair& languages) {
  if (pairs.empty()) {
    throw InputError(path, 0, "has no pair of " + languages.source + " and " + languages.target,
                     "check --src-lang and --tgt-lang");
  }
  return pairs;
}

}  // namespace

std::vector<TextPair> read_terms(const std::string& path, const LanguagePair& languages) {
  std::vector<TextPair> pairs;
  if (path.ends_with(".tbx")) {
    collect_entries(parse(path), languages, pairs);
  } else {
    const Table table(path, 2, 2);
    for (const TableRow& row : table.rows()) {
      for (const std::string_view rendering : split_list(row.cells[1]))
        pairs.push_back({std::string(row.cells[0]), std::string(rendering)});
    }
  }
  return require(std::move(pairs), path, languages);
}

std::vector<TextPair> read_tmx(const std::string& path, const LanguagePair& languages) {
  std::vector<TextPair> pairs;
  const pugi::xml_document document = parse(path);
  const pugi::xml_node body = document.child("tmx").child("body");
  if (!body) throw InputError(path, 0, "is not a TMX file", "name a translation memory in TMX 1.4b");
  for (const pugi::xml_node& unit : body.children("tu")) {
    TextPair pair;
    for (const pugi::xml_node& variant : unit.children("tuv")) {
      if (same_language(language_of(variant), languages.source) && pair.source.empty())
        append_text(variant.child("seg"), pair.source);
      if (same_language(language_of(variant), languages.target) && pair.target.empty())
        append_text(variant.child("seg"), pair.target);
    }
    if (!pair.source.empty() && !pair.target.empty()) pairs.push_back(std::move(pair));
  }
  return require(std::move(pairs), path, languages);
}

}  // namespace concord
