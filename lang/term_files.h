// Reads the user's own pairs: terms from TSV and TBX, translated segments from TMX.
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

/// Terms of a termbase, in order; each of several renderings is a pair of its own. A name that ends in .tbx is read as
/// TBX (ISO 30042 of 2008 or 2019), any other as TSV: term, tab, renderings separated by semicolons, commonest first.
/// Throws InputError for a file that is missing, broken, or has no pair of these languages.
std::vector<TextPair> read_terms(const std::string& path, const LanguagePair& languages);

/// The segments of a TMX file (1.4b) that have both languages, inline codes left out. Throws InputError for a file that
/// is missing, not well formed, or has no pair of these languages.
std::vector<TextPair> read_tmx(const std::string& path, const LanguagePair& languages);

}  // namespace concord
