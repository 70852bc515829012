// Reads the exceptions to "no word stands twice in a row".
#include "lang/words/doubling.h"

#include <algorithm>
#include <filesystem>

#include "lang/base/table.h"
#include "text/unicode.h"

namespace concord {
namespace {

// The shortest word, in bytes, that a prefix can be told in: "me" + "lihat", but not "meja".
constexpr std::size_t kDerivedBytes = 7;

}  // namespace

DoublingRules DoublingRules::load(const std::string& data_dir, std::string_view tag) {
  DoublingRules rules;
  const std::string path = data_dir + "/" + std::string(tag) + "/doubled-words.tsv";
  if (!std::filesystem::exists(path)) return rules;
  const Table table(path, 2, 2);
  for (const TableRow& row : table.rows()) {
    const std::string_view kind = row.cells[0];
    if (kind == "allowed") {
      rules.allowed_.insert(fold(row.cells[1]));
    } else if (kind == "name") {
      rules.names_.insert(fold(row.cells[1]));
    } else if (kind == "redoubled" && row.cells[1] == "content words") {
      rules.content_words_redouble_ = true;
    } else if (kind == "derived") {
      rules.derived_prefixes_.push_back(fold(row.cells[1]));
    } else if (kind != "example" && kind != "counterexample") {
      table.refuse(row, "has the unknown kind '" + std::string(kind) + "'",
                   "use allowed, name, redoubled, derived, example or counterexample");
    }
  }
  return rules;
}

bool DoublingRules::may_double(const Word& word) const {
  if (allowed_.contains(word.folded)) return true;
  if (!content_words_redouble_ || word.function) return false;
  return word.folded.size() < kDerivedBytes ||
         std::none_of(derived_prefixes_.begin(), derived_prefixes_.end(),
                      [&](const std::string& prefix) { return word.folded.starts_with(prefix); });
}

}  // namespace concord
