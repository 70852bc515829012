// Finds dates and times in a sentence.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/mention.h"
#include "lang/words/word.h"

namespace concord {

/// The month, weekday and relative words and the date patterns of one language, from its pack.
/// Immutable; may be used by many threads at once.
class DateRules {
 public:
  /// A language without a pack gets the language-neutral rules (ISO dates, years). Throws
  /// InputError for a broken table.
  static DateRules load(const std::string& data_dir, const std::string& tag);
  /// Finds nothing.
  DateRules();
  ~DateRules();
  DateRules(DateRules&&) noexcept;
  DateRules& operator=(DateRules&&) noexcept;

  /// What these rules know of a folded word, for Word::date_entry; 0 for nothing.
  std::uint32_t entry_of(std::string_view folded) const;

  /// Whether a word or phrase of a class of the table ("visit", "ended") begins at `tokens[at]`.
  bool has_class(const std::vector<Token>& tokens, std::size_t at,
                 std::string_view word_class) const;

  /// Appends the dates and times of a sentence in order, resolved against the publication date of
  /// its own version. A time of day is a mention of its own, a date without a reading
  /// (is_time_only). No tokens: nothing.
  void find(std::string_view text, const std::vector<Token>& tokens, std::optional<Day> published,
            std::vector<Mention>& mentions) const;

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image);

 private:
  struct Tables;
  explicit DateRules(std::unique_ptr<Tables> tables);
  std::unique_ptr<Tables> tables_;
};

}  // namespace concord
