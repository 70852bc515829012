// Says of units whether they are wanted, in SQL and of one at hand.
#include "newsroom/store/tm_filter.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "text/day.h"

namespace concord {

bool in_language(std::string_view tag, std::string_view wanted) {
  return wanted.empty() || tag == wanted ||
         (tag.starts_with(wanted) && tag.size() > wanted.size() && tag[wanted.size()] == '-');
}

std::string regex_of_glob(std::string_view glob) {
  std::string out = "^";
  for (std::size_t i = 0; i < glob.size(); ++i) {
    const char c = glob[i];
    // A bracket ends at the first "]" that is not its first member.
    const std::size_t first = i + (i + 1 < glob.size() && glob[i + 1] == '^' ? 2 : 1);
    const std::size_t end = c == '[' ? glob.find(']', first + 1) : std::string_view::npos;
    if (c == '*') {
      out += ".*";
    } else if (c == '?') {
      out += '.';
    } else if (end != std::string_view::npos) {
      // POSIX has character classes in brackets, globs do not; a backslash means itself in a glob.
      for (; i <= end; ++i) out += glob[i] == '\\' ? "\\\\" : std::string(1, glob[i]);
      --i;
    } else {
      if (std::string_view("\\^$.|()[]{}+").find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  return out + "$";
}

std::string tm_condition(const TmFilter& filter, SqlDialect dialect,
                         std::vector<SqlValue>& values) {
  const bool sqlite = dialect == SqlDialect::kSqlite;
  std::string sql = "1=1";
  const auto add = [&](const char* condition, SqlValue value) {
    values.push_back(std::move(value));
    sql += " AND (" + fmt::format(fmt::runtime(condition), values.size()) + ")";
  };
  if (!filter.source_lang.empty())
    add("source_lang = ?{0} OR substr(source_lang, 1, length(?{0}) + 1) = ?{0} || '-'",
        filter.source_lang);
  if (!filter.target_lang.empty())
    add("target_lang = ?{0} OR substr(target_lang, 1, length(?{0}) + 1) = ?{0} || '-'",
        filter.target_lang);
  if (filter.from) add("day >= ?{0}", iso_day(*filter.from));
  if (filter.to) add("day <= ?{0}", iso_day(*filter.to));
  if (!filter.outlet.empty()) add("outlet = ?{0}", filter.outlet);
  if (!filter.document.empty() && sqlite)
    add("documents.source GLOB ?{0} OR documents.target GLOB ?{0}", filter.document);
  if (!filter.document.empty() && !sqlite)
    add("documents.source ~ ?{0} OR documents.target ~ ?{0}", regex_of_glob(filter.document));
  if (filter.without_issues) sql += " AND issues = ''";
  if (!filter.all) sql += " AND issues NOT LIKE '%:error%' AND verdict <> 'rejected'";
  if (filter.least_confidence) add("confidence >= ?{0}", *filter.least_confidence);
  return sql;
}

bool passes(const MemoryUnit& unit, const TmFilter& filter) {
  if (!in_language(unit.source_lang, filter.source_lang) ||
      !in_language(unit.target_lang, filter.target_lang))
    return false;
  if (filter.least_confidence && !(unit.confidence && *unit.confidence >= *filter.least_confidence))
    return false;
  if ((filter.from && !(unit.day && *unit.day >= *filter.from)) ||
      (filter.to && !(unit.day && *unit.day <= *filter.to)))
    return false;
  if (!filter.outlet.empty() && unit.outlet != filter.outlet) return false;
  if (!filter.document.empty() &&
      sqlite3_strglob(filter.document.c_str(), unit.source_document.c_str()) != 0 &&
      sqlite3_strglob(filter.document.c_str(), unit.target_document.c_str()) != 0)
    return false;
  if (filter.without_issues && !unit.issues.empty()) return false;
  return filter.all || (!unit.has_error() && unit.verdict != "rejected");
}

}  // namespace concord
