// Reads the tab-separated tables that language packs are made of.
//
//   for (const TableRow& row : read_table(dir + "/ru/months.tsv", 2)) use(row.cells[0],
//   row.cells[1]);
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace concord {

/// One row of a table; valid as long as the table.
struct TableRow {
  std::size_t line = 0;  ///< from 1
  std::span<const std::string_view> cells;
};

/// A table in memory; owns the bytes that its cells view, so it must outlive them.
class Table {
 public:
  /// Reads `path`: UTF-8, lines that start with '#' and empty lines are skipped, every other line
  /// must have between `min_columns` and `max_columns` cells (0: no upper bound). Throws InputError
  /// naming file and line otherwise.
  Table(std::string path, std::size_t min_columns, std::size_t max_columns = 0);
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  const std::string& path() const { return path_; }
  const std::vector<TableRow>& rows() const { return rows_; }

  /// An InputError about one row of this table.
  [[noreturn]] void refuse(const TableRow& row, const std::string& wrong,
                           const std::string& remedy = {}) const;

 private:
  std::string path_;
  std::string bytes_;
  std::vector<std::string_view> cells_;  // of all rows; views into bytes_
  std::vector<TableRow> rows_;
};

/// Splits at every `separator` and trims ASCII spaces; an empty text gives no part.
std::vector<std::string_view> split_list(std::string_view text, char separator = ';');

}  // namespace concord
