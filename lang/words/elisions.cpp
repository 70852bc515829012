// Loads elided words and finds them at the beginning of printed forms.
#include "lang/words/elisions.h"

#include <filesystem>

#include "lang/base/table.h"
#include "text/unicode.h"

namespace concord {
namespace {

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x02BC; }

}  // namespace

Elisions Elisions::load(const std::string& data_dir, const std::string& tag) {
  Elisions elisions;
  const std::string path = data_dir + "/" + tag + "/elisions.tsv";
  if (!std::filesystem::exists(path)) return elisions;
  const Table table(path, 1, 1);
  for (const TableRow& row : table.rows()) {
    const std::string folded = fold(row.cells[0]);
    if (folded.size() < 2 || folded.find('\'') != folded.size() - 1) {
      table.refuse(row, "can have no effect: it does not end in its only apostrophe",
                   "write the elided word with its apostrophe, such as l'");
    }
    elisions.words_.insert(folded);
  }
  return elisions;
}

std::size_t Elisions::length(std::string_view surface) const {
  for (std::size_t at = 0; at < surface.size();) {
    if (!is_apostrophe(next_code_point(surface, at))) continue;
    if (at == surface.size()) return 0;
    return words_.contains(fold(surface.substr(0, at))) ? at : 0;
  }
  return 0;
}

}  // namespace concord
