// Reads termbases in TSV and TBX.
#include "lang/lexicon/term_files.h"

#include <algorithm>
#include <pugixml.hpp>
#include <string_view>
#include <unordered_map>

#include "lang/base/script.h"
#include "lang/base/table.h"
#include "text/ascii.h"
#include "text/input_error.h"
#include "text/language_tag.h"
#include "text/read_file.h"
#include "text/unicode.h"

namespace concord {
namespace {

std::string_view language_of(const pugi::xml_node& node) {
  std::string_view tag = node.attribute("xml:lang").value();
  return primary_subtag(tag);
}

/// The text of an element without the native codes of inline elements.
/// Without recursion: elements may nest without end.
void append_text(const pugi::xml_node& root, std::string& text) {
  for (pugi::xml_node node = root.first_child(); node;) {
    const std::string_view name = node.name();
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) text += node.value();
    const bool codes =
        name == "bpt" || name == "ept" || name == "ph" || name == "it" || name == "ut";
    if (!codes && node.first_child()) {
      node = node.first_child();
      continue;
    }
    while (node != root && !node.next_sibling()) node = node.parent();
    node = node == root ? pugi::xml_node() : node.next_sibling();
  }
}

pugi::xml_document parse(const std::string& path) {
  const std::string bytes = read_file(path);
  pugi::xml_document document;
  const pugi::xml_parse_result result =
      document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata);
  if (!result) {
    const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0));
    const auto line =
        1 + std::count(bytes.begin(),
                       bytes.begin() + static_cast<std::ptrdiff_t>(std::min(offset, bytes.size())),
                       '\n');
    throw InputError(path, static_cast<std::size_t>(line),
                     std::string("is not well-formed XML: ") + result.description(),
                     "export it again");
  }
  return document;
}

/// The administrative status of a term (ISO 30042): a termNote of that type (2008), or an element
/// of that name (2019).
bool is_forbidden(const pugi::xml_node& section) {
  for (const pugi::xml_node& node : section.children()) {
    const std::string_view name = node.name();
    const bool note = name == "termNote" &&
                      std::string_view(node.attribute("type").value()) == "administrativeStatus";
    if (!note && !name.ends_with("administrativeStatus")) continue;
    const std::string_view status = node.child_value();
    return status.starts_with("deprecated") || status.starts_with("superseded") ||
           status.starts_with("notRecommended");
  }
  return false;
}

/// The terms of a language section: those to use and those not to.
void read_section(const pugi::xml_node& section, std::vector<std::string>& good,
                  std::vector<std::string>& bad) {
  for (const pugi::xml_node& term_section : section.children()) {
    const bool grouped = !term_section.child("term");
    const pugi::xml_node status = grouped ? term_section.child("termGrp") : term_section;
    std::string text;
    append_text(status.child("term"), text);
    if (!text.empty()) (is_forbidden(status) ? bad : good).push_back(std::move(text));
  }
}

std::vector<TermEntry> read_tbx(const std::string& path, const LanguagePair& languages) {
  std::vector<TermEntry> entries;
  const pugi::xml_document document = parse(path);
  for (const pugi::xml_node& child :
       document.document_element().child("text").child("body").children()) {
    const std::string_view name = child.name();
    if (name != "termEntry" && name != "conceptEntry") continue;
    TermEntry entry;
    std::vector<std::string>
        avoided;  // a term to avoid is one that texts of the source may have nevertheless
    for (const pugi::xml_node& section : child.children()) {
      const std::string_view kind = section.name();
      if (kind != "langSet" && kind != "langSec") continue;
      if (same_language(language_of(section), languages.source))
        read_section(section, entry.sources, avoided);
      if (same_language(language_of(section), languages.target))
        read_section(section, entry.targets, entry.forbidden);
    }
    if (!entry.sources.empty()) entries.push_back(std::move(entry));
  }
  return entries;
}

std::vector<std::string> copy_list(std::string_view list) {
  std::vector<std::string> texts;
  for (const std::string_view text : split_list(list)) {
    if (!text.empty()) texts.emplace_back(text);
  }
  return texts;
}

/// A BCP 47 tag of two or three letters with or without a region, as the first row of a termbase
/// has it.
bool is_tag(std::string_view text) {
  const std::string_view language = primary_subtag(text);
  return (language.size() == 2 || language.size() == 3) &&
         std::all_of(language.begin(), language.end(), is_ascii_lower);
}

/// Refuses a table of two scripts whose terms stand in each other's column: the letters of the
/// script that is not Latin tell, since Latin words stand in text of any script.
void check_columns(const std::string& path, const std::vector<TermEntry>& entries,
                   const LanguagePair& languages) {
  const Script of_source = script_of_language(languages.source);
  const Script of_target = script_of_language(languages.target);
  if (of_source == of_target) return;
  const bool source_tells = of_source != kLatinScript;
  const Script telling = source_tells ? of_source : of_target;
  const auto has_telling = [&](const std::vector<std::string>& texts) {
    return std::any_of(texts.begin(), texts.end(),
                       [&](const std::string& text) { return has_letter_of(text, telling); });
  };
  std::size_t right = 0;
  std::size_t wrong = 0;
  for (const TermEntry& entry : entries) {
    const bool source = has_telling(entry.sources);
    const bool target = has_telling(entry.targets);
    if (source == target) continue;
    ++(source == source_tells ? right : wrong);
  }
  if (wrong > right) {
    throw InputError(path, 0, "has its columns the other way round",
                     "begin it with a row of two language tags that says which column is which");
  }
}

/// OmegaT's glossaries have these endings and a comment in the third column; ours are .tsv.
bool is_omegat(std::string_view path) {
  return path.ends_with(".txt") || path.ends_with(".utf8") || path.ends_with(".tab");
}

/// A glossary of OmegaT: term, tab, rendering, tab, comment; a term that comes again has one more
/// rendering. https://omegat.sourceforge.io/manual-standard/en/appendix.glossaries.html
std::vector<TermEntry> read_omegat(const std::string& path) {
  const Table table(path, 1);
  std::vector<TermEntry> entries;
  std::unordered_map<std::string_view, std::size_t> by_term;
  for (const TableRow& row : table.rows()) {
    // A term without a rendering is a note of the translator.
    if (row.cells.size() < 2 || row.cells[0].empty() || row.cells[1].empty()) continue;
    const auto [known, added] = by_term.emplace(row.cells[0], entries.size());
    if (added) entries.push_back({{std::string(row.cells[0])}, {}, {}});
    entries[known->second].targets.emplace_back(row.cells[1]);
  }
  return entries;
}

std::vector<TermEntry> read_tsv(const std::string& path, const LanguagePair& languages) {
  if (is_omegat(path)) {
    std::vector<TermEntry> entries = read_omegat(path);
    check_columns(path, entries, languages);
    return entries;
  }
  const Table table(path, 2, 3);
  std::vector<TermEntry> entries;
  bool reversed = false;
  for (const TableRow& row : table.rows()) {
    const std::string_view first = row.cells[0];
    const std::string_view second = row.cells[1];
    if (row.line == table.rows().front().line && is_tag(first) && is_tag(second)) {
      reversed = same_language(first, languages.target) && same_language(second, languages.source);
      if (reversed ||
          (same_language(first, languages.source) && same_language(second, languages.target)))
        continue;
    }
    TermEntry entry{copy_list(reversed ? second : first), copy_list(reversed ? first : second), {}};
    if (row.cells.size() > 2 && !reversed) entry.forbidden = copy_list(row.cells[2]);
    if (entry.sources.empty())
      table.refuse(row, "has no term", "write source term, tab, rendering");
    entries.push_back(std::move(entry));
  }
  check_columns(path, entries, languages);
  return entries;
}

}  // namespace

std::vector<TermEntry> read_termbase(const std::string& path, const LanguagePair& languages) {
  const std::string bytes = read_file(path);
  const std::size_t begin =
      bytes.find_first_not_of(" \t\r\n", bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  const bool xml = begin != std::string::npos && bytes[begin] == '<';
  return xml ? read_tbx(path, languages) : read_tsv(path, languages);
}

}  // namespace concord
