// Reads house glossaries from TSV and TBX.
#include "lang/glossary.h"

#include <algorithm>
#include <pugixml.hpp>

#include "lang/table.h"
#include "text/input_error.h"
#include "text/read_file.h"
#include "text/unicode.h"

namespace concord {
namespace {

// Letters that a word must share with a term to be an inflected form of it, and letters that an ending may add.
constexpr std::size_t kSharedLetters = 4;
constexpr std::size_t kEndingLetters = 2;

Term make_term(std::string_view text, const LanguagePack& pack) {
  Term term;
  term.text = to_nfc(text);
  Vocabulary vocabulary(pack);
  for (const Token& token : tokenize(term.text, {0, static_cast<std::uint32_t>(term.text.size())}, vocabulary)) {
    if (!token.is_word()) continue;
    const Word& word = *token.word;
    term.parts.push_back({word.folded, word.stem, word.all_caps});
  }
  return term;
}

void add_terms(std::string_view list, const LanguagePack& pack, std::vector<Term>& terms) {
  for (const std::string_view text : split_list(list)) {
    Term term = make_term(text, pack);
    if (!term.parts.empty()) terms.push_back(std::move(term));
  }
}

/// "en-GB" is "en".
std::string_view language_of(std::string_view tag) { return tag.substr(0, tag.find_first_of("-_")); }

/// The two sides of an entry, in the order of the file.
struct Sides {
  std::vector<Term> source;
  std::vector<Term> target;
  std::vector<Term> forbidden;  ///< of the target
};

std::vector<Sides> read_tsv(const std::string& path, const LanguagePack& source, const LanguagePack& target) {
  const Table table(path, 2, 3);
  std::vector<Sides> entries;
  bool reversed = false;
  for (const TableRow& row : table.rows()) {
    if (&row == &table.rows().front()) {
      const std::string_view first = language_of(row.cells[0]);
      const std::string_view second = language_of(row.cells[1]);
      reversed = first == target.tag && second == source.tag;
      if (reversed || (first == source.tag && second == target.tag)) continue;
    }
    Sides sides;
    add_terms(row.cells[reversed ? 1 : 0], source, sides.source);
    add_terms(row.cells[reversed ? 0 : 1], target, sides.target);
    if (row.cells.size() > 2 && !reversed) add_terms(row.cells[2], target, sides.forbidden);
    if (sides.source.empty()) table.refuse(row, "has no term", "write source term, tab, rendering");
    entries.push_back(std::move(sides));
  }
  return entries;
}

/// The administrative status of a term (ISO 30042): a termNote of that type (2008), or an element of that name (2019).
bool is_forbidden(const pugi::xml_node& term_section) {
  for (const pugi::xml_node& node : term_section.children()) {
    const std::string_view name = node.name();
    const bool note = name == "termNote" && std::string_view(node.attribute("type").value()) == "administrativeStatus";
    if (!note && !name.ends_with("administrativeStatus")) continue;
    const std::string_view status = node.child_value();
    return status.starts_with("deprecated") || status.starts_with("superseded") || status.starts_with("notRecommended");
  }
  return false;
}

void read_language(const pugi::xml_node& section, const LanguagePack& pack, std::vector<Term>& good,
                   std::vector<Term>* bad) {
  for (const pugi::xml_node& term_section : section.children()) {
    pugi::xml_node term = term_section.child("term");
    const pugi::xml_node status = term ? term_section : term_section.child("termGrp");
    if (!term) term = status.child("term");
    if (!term) continue;
    Term made = make_term(term.text().get(), pack);
    if (made.parts.empty()) continue;
    if (!is_forbidden(status)) {
      good.push_back(std::move(made));
    } else if (bad != nullptr) {
      bad->push_back(std::move(made));
    }
  }
}

std::vector<Sides> read_tbx(const std::string& path, const std::string& bytes, const LanguagePack& source,
                            const LanguagePack& target) {
  pugi::xml_document document;
  if (const pugi::xml_parse_result result = document.load_buffer(bytes.data(), bytes.size()); !result) {
    const auto end = bytes.begin() + std::min<std::ptrdiff_t>(result.offset, static_cast<std::ptrdiff_t>(bytes.size()));
    throw InputError(path, static_cast<std::size_t>(std::count(bytes.begin(), end, '\n')) + 1,
                     std::string("is not well-formed XML: ") + result.description(),
                     "export the glossary as TBX again");
  }
  std::vector<Sides> entries;
  const auto is_entry = [](const pugi::xml_node& node) {
    const std::string_view name = node.name();
    return name == "termEntry" || name == "conceptEntry";
  };
  const pugi::xml_node text = document.document_element().child("text");
  for (const pugi::xml_node& entry : text.child("body").children()) {
    if (!is_entry(entry)) continue;
    Sides sides;
    for (const pugi::xml_node& section : entry.children()) {
      const std::string_view name = section.name();
      if (name != "langSet" && name != "langSec") continue;
      const std::string_view language = language_of(section.attribute("xml:lang").value());
      if (language == source.tag) read_language(section, source, sides.source, nullptr);
      if (language == target.tag) read_language(section, target, sides.target, &sides.forbidden);
    }
    if (!sides.source.empty()) entries.push_back(std::move(sides));
  }
  return entries;
}

}  // namespace

namespace {

/// The first letters of a word, under which its inflected forms are looked up beside their stem.
std::string beginning(std::string_view folded) {
  std::size_t at = 0;
  for (std::size_t letters = 0; letters < kSharedLetters && at < folded.size(); ++letters) next_code_point(folded, at);
  return "^" + std::string(folded.substr(0, at));
}

/// Whether a word is an inflected form of a part: by its stem or, since stemmers cut some words wrongly, by an ending
/// alone.
bool is_form(const Word& word, const Term::Part& part) {
  if (word.stem == part.stem) return true;
  if (!word.folded.starts_with(part.folded) || count_code_points(part.folded) < kSharedLetters) return false;
  return count_code_points(std::string_view(word.folded).substr(part.folded.size())) <= kEndingLetters;
}

}  // namespace

bool Term::matches(const std::vector<Token>& tokens, std::size_t at) const {
  if (at + parts.size() > tokens.size()) return false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Word& word = *tokens[at + i].word;
    if (parts[i].capitals ? !word.all_caps || word.folded != parts[i].folded : !is_form(word, parts[i])) return false;
  }
  return true;
}

void Glossary::add(GlossaryEntry entry) {
  const auto index = static_cast<std::uint32_t>(entries_.size());
  for (const Term& term : entry.sources) {
    by_first_.emplace(term.parts.front().stem, index);
    by_first_.emplace(beginning(term.parts.front().folded), index);
  }
  entries_.push_back(std::move(entry));
}

Glossary Glossary::load(const std::string& path, const LanguagePack& source, const LanguagePack& target) {
  const std::string bytes = read_file(path);
  std::size_t begin = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  begin = std::min(bytes.find_first_not_of(" \t\r\n", begin), bytes.size());
  const bool xml = begin < bytes.size() && bytes[begin] == '<';
  Glossary glossary;
  for (Sides& sides : xml ? read_tbx(path, bytes, source, target) : read_tsv(path, source, target)) {
    if (sides.target.empty() && sides.forbidden.empty()) continue;
    glossary.add({std::move(sides.source), std::move(sides.target), std::move(sides.forbidden)});
  }
  if (glossary.empty()) {
    throw InputError(path, 0, "has no term in both " + source.tag + " and " + target.tag,
                     "check the languages of the glossary and of the pair");
  }
  return glossary;
}

std::vector<GlossaryHit> Glossary::find(const std::vector<Token>& tokens) const {
  std::vector<GlossaryHit> hits;
  if (entries_.empty()) return hits;
  for (std::size_t at = 0; at < tokens.size();) {
    const Word& word = *tokens[at].word;
    GlossaryHit best;
    const auto consider = [&](const std::string& key) {
      const auto [begin, end] = by_first_.equal_range(key);
      for (auto candidate = begin; candidate != end; ++candidate) {
        const GlossaryEntry& entry = entries_[candidate->second];
        for (const Term& term : entry.sources) {
          if (term.parts.size() <= best.count || !term.matches(tokens, at)) continue;
          best = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(term.parts.size()), &entry};
        }
      }
    };
    consider(word.stem);
    consider(beginning(word.folded));
    if (best.entry != nullptr) hits.push_back(best);
    at += best.entry == nullptr ? 1 : best.count;
  }
  return hits;
}

}  // namespace concord
