// Tells the typewriter apostrophes of a language from quotation marks.
#include "lang/words/apostrophe.h"

#include <filesystem>

#include "lang/base/script.h"
#include "lang/base/table.h"
#include "text/unicode.h"

namespace concord {

TypewriterApostrophe TypewriterApostrophe::load(const std::string& data_dir,
                                                const std::string& tag) {
  TypewriterApostrophe rules;
  const std::string path = data_dir + "/" + tag + "/typewriter-apostrophe.tsv";
  if (!std::filesystem::exists(path)) return rules;
  const Table table(path, 2, 2);
  for (const TableRow& row : table.rows()) {
    if (row.cells[0] == "example" || row.cells[0] == "counterexample") continue;
    if (row.cells[0] != "letters")
      table.refuse(row, "has the unknown kind '" + std::string(row.cells[0]) + "'",
                   "use letters, example or counterexample");
    const std::string letters = fold(row.cells[1]);
    for (std::size_t at = 0; at < letters.size();) {
      const std::size_t begin = at;
      if (!is_letter(next_code_point(letters, at)))
        table.refuse(row, "can have no effect: it has a character that is not a letter",
                     "write letters without anything between them");
      rules.letters_.insert(letters.substr(begin, at - begin));
    }
  }
  return rules;
}

bool TypewriterApostrophe::is_between_letters(std::string_view text, std::size_t at) const {
  if (letters_.empty() || at == 0 || at + 1 >= text.size()) return false;
  std::size_t end = at + 1;
  const char32_t next = next_code_point(text, end);
  if (!letters_.contains(fold(text.substr(at + 1, end - at - 1)))) return false;
  std::size_t before = at;
  const char32_t previous = previous_code_point(text, before);
  return is_letter(previous) && script_of_letter(previous) == script_of_letter(next);
}

}  // namespace concord
