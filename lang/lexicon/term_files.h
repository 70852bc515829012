// Reads the user's own terms from TSV and TBX.
#pragma once

#include <string>
#include <vector>

namespace concord {

/// Two texts that render each other.
struct TextPair {
  std::string source;
  std::string target;
};

/// The two languages wanted (BCP 47; regions are ignored).
struct LanguagePair {
  std::string source;
  std::string target;
};

/// One concept of a termbase, terms as it writes them.
struct TermEntry {
  std::vector<std::string> sources;    ///< synonyms of the source language
  std::vector<std::string> targets;    ///< renderings, the commonest first
  std::vector<std::string> forbidden;  ///< renderings marked as not to be used
};

/// The concepts of a termbase that have a term of the source language, in order. TBX (ISO 30042 of
/// 2008 or 2019) is distinguished from TSV by its content. TSV: term, tab, renderings separated by
/// "; ", tab, forbidden renderings (may be left out); a first row of two language tags says which
/// column is which language. A file that ends in .txt, .utf8 or .tab is a glossary of OmegaT: term,
/// tab, rendering, tab, comment, a row for each rendering. Throws InputError for a file that is
/// missing, broken, of other languages, or whose columns stand the other way round.
std::vector<TermEntry> read_termbase(const std::string& path, const LanguagePair& languages);

}  // namespace concord
