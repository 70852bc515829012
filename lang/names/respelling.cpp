// Reads the table of letters that are respelled, and respells words by it.
#include "lang/names/respelling.h"

#include <algorithm>

#include "lang/base/table.h"

namespace concord {
namespace {

bool is_plain(std::string_view letters) {
  return !letters.empty() &&
         std::all_of(letters.begin(), letters.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

Respelling Respelling::load(const std::string& path) {
  Respelling letters;
  const Table table(path, 4, 4);
  for (const TableRow& row : table.rows()) {
    if (!is_plain(row.cells[0]) || !is_plain(row.cells[1]))
      table.refuse(row, "has letters other than a to z", "write plain small letters");
    if (!letters.rows_.emplace(row.cells[0], std::string(row.cells[1])))
      table.refuse(row, "has the letters of another row");
    letters.longest_ = std::max(letters.longest_, row.cells[0].size());
  }
  return letters;
}

std::string Respelling::respelled(std::string_view plain) const {
  std::string out;
  if (plain.size() < kLeast) return out;
  for (std::size_t at = 0; at < plain.size();) {
    std::size_t size = std::min(longest_, plain.size() - at);
    const std::string* to = nullptr;
    while (size > 0 && (to = rows_.find(plain.substr(at, size))) == nullptr) --size;
    const std::string_view letters = to != nullptr ? std::string_view(*to) : plain.substr(at, 1);
    for (const char c : letters) {
      if (out.empty() || out.back() != c) out += c;
    }
    at += std::max<std::size_t>(size, 1);
  }
  return out;
}

}  // namespace concord
