// Finds names in a sentence.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lang/mention.h"
#include "lang/word.h"

namespace concord {

/// The known names (entities.tsv, CLDR territories), titles and case endings of one language, from its pack. Immutable; may
/// be used by many threads at once.
class NameRules {
 public:
  /// A language without a pack gets capitalised runs only. Throws InputError for a broken table.
  static NameRules load(const std::string& data_dir, const std::string& tag);
  ~NameRules();
  NameRules(NameRules&&) noexcept;
  NameRules& operator=(NameRules&&) noexcept;

  /// Appends the names of a sentence in order. No tokens: nothing.
  void find(std::string_view text, const std::vector<Token>& tokens, std::vector<Mention>& mentions) const;

 private:
  struct Tables;
  explicit NameRules(std::unique_ptr<Tables> tables);
  std::unique_ptr<Tables> tables_;
};

}  // namespace concord
