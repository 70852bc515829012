// Whether two names in two languages can be the same name.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "lang/name_value.h"

namespace concord {

/// A name as printed, with the language it is printed in.
struct NameInLanguage {
  std::string_view lang;
  std::string_view text;
};

/// What NameMatcher says of two names.
struct NameVerdict {
  bool same = false;
  double score = 0;  ///< in [0, 1]; `same` is score >= threshold
};

/// Compares names by table (entities.tsv, CLDR) and by sound (transcription systems). Immutable after load; may be used by
/// many threads at once.
class NameMatcher {
 public:
  /// Throws InputError for a broken table.
  static NameMatcher load(const std::string& data_dir);
  ~NameMatcher();
  NameMatcher(NameMatcher&&) noexcept;
  NameMatcher& operator=(NameMatcher&&) noexcept;

  /// Whether the whole names can name the same person, place or organisation: case endings, order of words, diacritics, hyphens
  /// and the choice of transcription do not count. An empty name is the same as nothing.
  NameVerdict compare(NameInLanguage a, NameInLanguage b) const;

  /// The same for one word of each name, by sound only: the score of compare() for single tokens.
  double compare_words(NameInLanguage a, NameInLanguage b) const;

 private:
  struct Tables;
  explicit NameMatcher(std::unique_ptr<Tables> tables);
  std::unique_ptr<Tables> tables_;
};

}  // namespace concord
