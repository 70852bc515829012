// The examples of the number tables of every pack: what must be found, and what must not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "lang/base/data_dir.h"
#include "lang/base/table.h"
#include "lang/pack/analyse.h"
#include "lang/pack/packs.h"
#include "tests/packs.h"

namespace concord {
namespace {

class NumberExamples : public testing::TestWithParam<std::string> {};

TEST_P(NumberExamples, AreFound) {
  const std::string lang = GetParam();
  Packs packs(find_data_dir());
  const Table table(packs.data_dir() + "/" + lang + "/number-examples.tsv", 2, 2);
  for (const TableRow& row : table.rows()) {
    std::vector<std::string> expected;
    for (const std::string_view part : split_list(row.cells[1])) {
      if (part != "-") expected.emplace_back(part);
    }
    const std::string text(row.cells[0]);
    std::vector<Mention> mentions;
    Vocabulary vocabulary(packs.get(lang));
    const std::vector<Token> tokens =
        tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, vocabulary);
    packs.get(lang).numbers.find(text, tokens, {}, mentions);
    std::vector<std::string> found;
    for (const Mention& mention : mentions) {
      found.push_back(std::string(type_name(mention.type)) + " " + value_text(mention));
    }
    EXPECT_EQ(found, expected) << table.path() << ":" << row.line << ": " << text;
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, NumberExamples,
                         testing::ValuesIn(test::packs_with("number-examples.tsv")),
                         test::TagName());

}  // namespace
}  // namespace concord
