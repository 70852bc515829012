// Reads tab-separated tables.
#include "lang/base/table.h"

#include <algorithm>
#include <utility>

#include "text/input_error.h"
#include "text/lines.h"
#include "text/read_file.h"
#include "text/unicode.h"

namespace concord {

Table::Table(std::string path, std::size_t min_columns, std::size_t max_columns)
    : path_(std::move(path)), bytes_(read_file(path_)) {
  if (const auto at = first_invalid_utf8(bytes_)) {
    throw InputError(path_, 0, "is not UTF-8 at byte " + std::to_string(*at), "save it as UTF-8");
  }
  // Room for all cells, so that they stay where rows view them.
  const auto separates = [](char c) { return c == '\t' || c == '\n'; };
  cells_.reserve(static_cast<std::size_t>(std::count_if(bytes_.begin(), bytes_.end(), separates)) +
                 1);
  for (Lines lines(bytes_); lines.next();) {
    std::string_view text = lines.line();
    if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
    if (text.empty() || text.front() == '#') continue;
    const std::size_t first = cells_.size();
    for (;;) {
      const std::size_t tab = text.find('\t');
      cells_.push_back(text.substr(0, tab));
      if (tab == std::string_view::npos) break;
      text.remove_prefix(tab + 1);
    }
    const std::size_t columns = cells_.size() - first;
    if (columns < min_columns || (max_columns > 0 && columns > max_columns)) {
      refuse({lines.number(), {}}, "has " + std::to_string(columns) + " columns",
             "write at least " + std::to_string(min_columns) + ", separated by tabs");
    }
    rows_.push_back({lines.number(), std::span(cells_).subspan(first)});
  }
}

void Table::refuse(const TableRow& row, const std::string& wrong, const std::string& remedy) const {
  throw InputError(path_, row.line, wrong, remedy);
}

std::vector<std::string_view> split_list(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    std::string_view part = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) parts.push_back(part);
  }
  return parts;
}

}  // namespace concord
