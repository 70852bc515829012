// Words and endings that tell the part a name plays: the examples of the tables, and voice.
#include "lang/words/part_rules.h"

#include <gtest/gtest.h>

#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "text/unicode.h"

namespace concord {
namespace {

NameCase case_named(std::string_view name) {
  if (name == "nominative") return NameCase::kNominative;
  if (name == "oblique") return NameCase::kOblique;
  return name == "instrumental" ? NameCase::kInstrumental : NameCase::kUnknown;
}

TEST(PartRules, EveryEndingDecidesItsExamples) {
  for (const std::string tag : {"ru", "uk"}) {
    const PartRules rules = PartRules::load(find_data_dirs().packs, tag);
    const Table table(find_data_dirs().packs + "/" + tag + "/part-endings.tsv", 5, 5);
    for (const TableRow& row : table.rows()) {
      for (const std::string_view example : split_list(row.cells[4])) {
        const std::size_t equals = example.find('=');
        const std::size_t space = example.find(' ');
        const std::string form = fold(example.substr(0, equals));
        const std::string other = fold(example.substr(equals + 1, space - equals - 1));
        EXPECT_EQ(rules.case_of(form, other), case_named(example.substr(space + 1)))
            << tag << ": " << example;
        EXPECT_TRUE(form.ends_with(fold(row.cells[0]))) << tag << ": " << example;
      }
    }
    EXPECT_EQ(rules.case_of(fold("Шубин"), fold("Shubin")), NameCase::kNominative);
  }
}

TEST(PartRules, PrepositionsAndPassives) {
  const std::string data = find_data_dirs().packs;
  EXPECT_EQ(PartRules::load(data, "en").roles("from"), kFrom);
  EXPECT_EQ(PartRules::load(data, "id").roles("dituduh"), kPassive);
  EXPECT_EQ(PartRules::load(data, "id").roles("di"), kIn);
  EXPECT_EQ(PartRules::load(data, "id").roles("dia"), 0U);
  EXPECT_EQ(PartRules::load(data, "vi").roles(fold("bị")), kPassive);
  EXPECT_TRUE(PartRules::load(data, "ru").has_cases());
  EXPECT_FALSE(PartRules::load(data, "en").has_cases());
  EXPECT_EQ(PartRules::load(data, "xx").roles("from"), 0U);
}

}  // namespace
}  // namespace concord
