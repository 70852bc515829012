// Finds numbers, ordinals, money, percents and units in a sentence.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lang/mention.h"
#include "lang/word.h"

namespace concord {

/// The number words, scale words, hedges, currencies and units of one language, from its pack. Immutable; may be used by
/// many threads at once.
class NumberRules {
 public:
  /// A language without a pack gets the language-neutral rules (digits). Throws InputError for a broken table.
  static NumberRules load(const std::string& data_dir, const std::string& tag);
  ~NumberRules();
  NumberRules(NumberRules&&) noexcept;
  NumberRules& operator=(NumberRules&&) noexcept;

  /// Appends the quantities of a sentence in order. `taken` are spans that are something else already (dates): what lies in
  /// them is left out. No tokens: nothing.
  void find(std::string_view text, const std::vector<Token>& tokens, const std::vector<Span>& taken,
            std::vector<Mention>& mentions) const;

 private:
  struct Tables;
  explicit NumberRules(std::unique_ptr<Tables> tables);
  std::unique_ptr<Tables> tables_;
};

}  // namespace concord
