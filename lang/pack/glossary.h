// A house glossary: terms of one language with the renderings that the other must and must not use.
//
//   Glossary glossary = Glossary::load("terms.tsv", ru, en);
//   for (const GlossaryHit& hit : glossary.find(sentence.tokens)) hit.entry->required;
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lang/pack/pack.h"
#include "lang/words/word.h"

namespace concord {

/// A term as it is matched: word by word, in any inflected form; a word that the glossary writes in
/// capitals ("APEC") only so.
struct Term {
  std::string text;  ///< as the glossary writes it
  struct Part {
    std::string folded;
    std::string stem;
    bool capitals = false;
  };
  std::vector<Part> parts;

  /// Whether the term stands at token `at`.
  bool matches(const std::vector<Token>& tokens, std::size_t at) const;
};

/// One concept. At least one of `required` and `forbidden` is not empty.
struct GlossaryEntry {
  std::vector<Term> sources;   ///< synonyms of the source language
  std::vector<Term> required;  ///< any one of them will do
  std::vector<Term> forbidden;
};

/// A term of the source language found in a sentence: tokens [first, first + count).
struct GlossaryHit {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  const GlossaryEntry* entry = nullptr;  ///< owned by the glossary
};

/// A glossary for one pair of languages. Immutable after load; a default one is empty.
class Glossary {
 public:
  /// Reads TBX (ISO 30042, dialects of 2008 and 2019, by its content) or TSV. TSV: source term,
  /// renderings separated by
  /// "; ", forbidden renderings likewise (may be left out); a first row of two language tags says
  /// which column is which language. Throws InputError for a broken file and for one without a term
  /// of both languages.
  static Glossary load(const std::string& path, const LanguagePack& source,
                       const LanguagePack& target);

  bool empty() const { return entries_.empty(); }
  std::size_t size() const { return entries_.size(); }
  /// The source terms of a sentence, longest first where several begin at one token; they do not
  /// overlap.
  std::vector<GlossaryHit> find(const std::vector<Token>& tokens) const;

 private:
  void add(GlossaryEntry entry);

  std::vector<GlossaryEntry> entries_;
  std::unordered_multimap<std::string, std::uint32_t>
      by_first_;  // stem and beginning of the first word -> entry
};

}  // namespace concord
