// Which units of a translation memory are wanted.
//
//   TmFilter filter{.source_lang = "ru", .outlet = "VNA"};
//   std::vector<SqlValue> values;
//   db.query("SELECT ... WHERE " + tm_condition(filter, db.dialect(), values), values);
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/tmx/memory_unit.h"
#include "newsroom/store/sql.h"

namespace concord {

/// Which units are wanted. Empty members let everything through.
struct TmFilter {
  std::string source_lang;  ///< language subtag: "en" takes "en-GB" too
  std::string target_lang;
  std::optional<double> least_confidence;  ///< units without a confidence are left out then
  std::optional<Day> from;  ///< of publication, both days included; undated units are left out then
  std::optional<Day> to;
  std::string outlet;
  std::string document;         ///< a glob over the names of both documents
  bool without_issues = false;  ///< no open issue at all
  bool all = false;             ///< also units with an open error-level issue and rejected ones
  /// Of units with the same words on both sides (whatever their case, punctuation and documents)
  /// only the best: approved, then the surest, then the last. Of TmStore::each() only.
  bool unique = false;
};

/// The condition that a filter is in the database, over the tables units and documents; its values
/// are put after those that are there.
std::string tm_condition(const TmFilter& filter, SqlDialect dialect, std::vector<SqlValue>& values);

/// Whether a unit is wanted.
bool passes(const MemoryUnit& unit, const TmFilter& filter);

/// Whether a language is the one that is wanted, or one of its variants; any is for an empty one.
bool in_language(std::string_view tag, std::string_view wanted);

/// A glob as SQLite knows it ("*", "?", "[a-c]", "[^a]") as a regular expression of POSIX.
std::string regex_of_glob(std::string_view glob);

}  // namespace concord
