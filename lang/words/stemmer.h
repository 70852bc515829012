// Stems of words: the key under which a word is looked up in a lexicon.
//
//   Stemmer ru = Stemmer::load(dirs, "ru");
//   ru.stem("\u0441\u0430\u043c\u043c\u0438\u0442\u0430");   // the stem of "sammit"
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace concord {

struct DataDirs;

/// Stems folded words of one language. In this order: the pack's spelling.tsv (variants of
/// spelling), its irregular.tsv (forms to lemmas), libstemmer (Snowball) where it knows the
/// language, else the pack's stem.tsv (endings); a word of a language without any is its own stem.
/// A stem is a key, not a word. Immutable; may be used by many threads at once.
class Stemmer {
 public:
  /// Loads the pack's tables; a language without a pack gives the identity. Throws InputError for a
  /// broken table.
  static Stemmer load(const DataDirs& dirs, const std::string& tag);
  /// The image of the tables that load() takes where it finds it (lang/base/table_image.h).
  static std::string compile(const std::string& data_dir, const std::string& tag);
  ~Stemmer();
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;

  /// The stem of a word that fold() has made; an empty word gives an empty stem.
  std::string stem(std::string_view folded) const;

 private:
  struct Rules;
  explicit Stemmer(std::unique_ptr<Rules> rules);
  std::unique_ptr<Rules> rules_;
};

}  // namespace concord
