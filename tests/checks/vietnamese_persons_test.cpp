// One minister for another: every person of a list is distinguished from every other, and none from
// himself.
#include <gtest/gtest.h>

#include <string>

#include "checks/core/pair_checker.h"
#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "text/unicode.h"

namespace concord {
namespace {

/// As pages without the marks of Vietnamese print it.
std::string without_marks(std::string_view name) {
  std::string plain;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t begin = at;
    const char32_t letter = next_code_point(name, at);
    const char32_t base = base_letter(letter);
    if (base == 0) {
      plain += name.substr(begin, at - begin);
    } else {
      append_utf8(plain, is_upper(letter) ? base - U'a' + U'A' : base);
    }
  }
  return plain;
}

TEST(VietnamesePersons, AreToldApart) {
  const Table table(std::string(CONCORD_SOURCE_DIR) + "/tests/checks/vietnamese-persons.tsv", 2, 2);
  Packs packs(find_data_dirs());
  const PairResources resources = load_resources(packs, "ru", "en");
  PairChecker checker(resources);
  int wrong = 0;
  int errors = 0;
  std::string missed;
  for (const TableRow& there : table.rows()) {
    for (const bool marks : {true, false}) {
      const std::string name = marks ? std::string(there.cells[1]) : without_marks(there.cells[1]);
      for (const TableRow& here : table.rows()) {
        const PairReport report =
            checker.check({"1", "Делегацию принял " + std::string(here.cells[0]) + ".",
                           "The delegation was received by " + name + "."},
                          std::nullopt, std::nullopt);
        if (&here == &there) {
          EXPECT_TRUE(report.issues.empty()) << here.cells[0] << " | " << name;
          continue;
        }
        ++wrong;
        bool error = false;
        for (const Issue& issue : report.issues)
          error = error || (issue.check == "name" && issue.severity == Severity::kError);
        errors += error;
        if (!error) missed += "\n" + std::string(here.cells[0]) + " | " + name;
      }
    }
  }
  EXPECT_GE(table.rows().size(), 30U);
  EXPECT_GE(errors * 100, wrong * 99) << missed;
}

}  // namespace
}  // namespace concord
