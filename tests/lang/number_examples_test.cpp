// The examples of the number tables of every pack: what must be found, and what must not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "lang/base/data_dirs.h"
#include "lang/base/languages.h"
#include "lang/base/table.h"
#include "lang/pack/analyse.h"
#include "lang/pack/packs.h"
#include "tests/packs.h"

namespace concord {
namespace {

/// A pack and the folder that has it: those that are installed, and those of the tests.
struct PackFolder {
  std::string data;
  std::string lang;
};

std::vector<PackFolder> packs_with_examples() {
  std::vector<PackFolder> packs;
  for (const std::string& data :
       {find_data_dirs().packs, std::string(CONCORD_SOURCE_DIR "/tests/lang/packs")}) {
    for (const std::string& lang : languages_with(data, "number-examples.tsv"))
      packs.push_back({data, lang});
  }
  return packs;
}

class NumberExamples : public testing::TestWithParam<PackFolder> {};

TEST_P(NumberExamples, AreFound) {
  const std::string& lang = GetParam().lang;
  Packs packs({GetParam().data, find_data_dirs().lexicons, ""});
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

INSTANTIATE_TEST_SUITE_P(Languages, NumberExamples, testing::ValuesIn(packs_with_examples()),
                         [](const auto& test) {
                           const bool installed = test.param.data == find_data_dirs().packs;
                           return (installed ? "" : "tests_") + test.param.lang;
                         });

TEST(NumberExamplesOfPacks, EveryInstalledPackHasThem) {
  EXPECT_EQ(languages_with(find_data_dirs().packs, "number-examples.tsv"),
            languages_with(find_data_dirs().packs, "numbers.tsv"));
}

}  // namespace
}  // namespace concord
