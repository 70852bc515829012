// Flat maps, and the images of tables: what is written is read again; what is not whole or not ours
// is not found.
#include "lang/base/table_image.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <random>

#include "lang/base/data_dirs.h"
#include "lang/base/flat_map.h"
#include "lang/names/known_names.h"
#include "lang/words/stemmer.h"
#include "text/output_file.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

class TableImage : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(::testing::TempDir()) / "table_image" /
              ::testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "data/xx");
    fs::create_directories(folder_ / "compiled");
  }

  std::string data() const { return folder_ / "data"; }
  DataDirs dirs() const { return {data(), folder_ / "compiled", ""}; }
  void table(const std::string& name, const std::string& text) {
    write_file(folder_ / "data/xx" / name, text);
  }
  ImageSources sources(const std::string& name = "irregular.tsv") const {
    ImageSources all;
    all.add_file(folder_ / "data/xx" / name);
    return all;
  }

  fs::path folder_;
};

TEST_F(TableImage, IsFoundOnlyWhole) {
  table("irregular.tsv", "went\tgo\n");
  table("other.tsv", "gone\tgo\n");
  ImageWriter writer;
  writer(std::vector<std::uint32_t>{1, 2, 3});
  writer(std::vector<char>{'a'});
  const std::string good = writer.bytes(sources());
  std::string other_version = good;
  other_version[7] = '1';
  std::string damaged = good;
  damaged.back() = 'b';
  const struct {
    const char* what;
    std::string bytes;
    ImageSources made_from;
    bool found;
  } rows[] = {
      {"whole", good, sources(), true},
      {"cut in the header", good.substr(0, 20), sources(), false},
      {"cut", good.substr(0, good.size() - 1), sources(), false},
      {"empty", "", sources(), false},
      {"longer", good + "x", sources(), false},
      {"of another version", other_version, sources(), false},
      {"damaged", damaged, sources(), false},
      {"of other tables", good, sources("other.tsv"), false},
      {"of a table that is gone", good, sources("none.tsv"), false},
  };
  for (const auto& row : rows) {
    write_file(folder_ / "image", row.bytes);
    EXPECT_EQ(ImageReader(folder_ / "image", row.made_from).found(), row.found) << row.what;
  }
  EXPECT_FALSE(ImageReader(folder_ / "none", sources()).found());
  write_file(folder_ / "image", good);
  ImageReader reader(folder_ / "image", sources());
  std::vector<std::uint32_t> numbers;
  std::vector<char> letters;
  reader(numbers);
  reader(letters);
  EXPECT_EQ(numbers, (std::vector<std::uint32_t>{1, 2, 3}));
  EXPECT_EQ(letters, std::vector<char>{'a'});
  EXPECT_THROW(reader(letters), std::out_of_range);
}

TEST_F(TableImage, GivesWhatTheTablesGive) {
  table("irregular.tsv", "went\tgo\nyxi\tyx\n");
  table("entities.tsv",
        "org:UN\tacronym\tUN;U.N.\norg:UN\tname\tUnited Nations\ncity:March\tname\tMarch!\n");
  const auto told = [&] {
    const Stemmer stemmer = Stemmer::load(dirs(), "xx");
    const KnownNames names = KnownNames::load(dirs(), "xx");
    std::string all = stemmer.stem("went") + " " + stemmer.stem("yxi") + " " + stemmer.stem("zz");
    for (const char* name : {"UN", "United Nations", "March", "Nations"}) {
      for (const KnownName& known : names.whole(name)) {
        all += "; " + std::string(known.id) + (known.capitals ? " capitals" : "") +
               (known.ordinary_word ? " word" : "");
      }
    }
    return all;
  };
  const std::string of_tables = told();
  EXPECT_EQ(of_tables, "go yx zz; org:UN capitals; org:UN; city:March word");
  write_file(folder_ / "compiled/xx.stems", Stemmer::compile(data(), "xx"));
  write_file(folder_ / "compiled/xx.names", KnownNames::compile(data(), "xx"));
  EXPECT_EQ(told(), of_tables);
  // An image is taken, not the table; one of an older table is not.
  ImageWriter empty;
  for (int part = 0; part < 5; ++part) empty(std::vector<char>{});
  write_file(folder_ / "compiled/xx.stems", empty.bytes(sources()));
  EXPECT_EQ(Stemmer::load(dirs(), "xx").stem("went"), "went");
  table("irregular.tsv", "went\twend\n");
  EXPECT_EQ(Stemmer::load(dirs(), "xx").stem("went"), "wend");
}

TEST(FlatMap, AgreesWithStdMap) {
  std::mt19937 random(1);
  std::map<std::string, int> strings;
  std::map<std::uint64_t, int> numbers;
  StringMap<int> flat_strings;
  NumberMap<int> flat_numbers;
  EXPECT_EQ(flat_strings.find(""), nullptr);
  EXPECT_EQ(flat_numbers.find(0), nullptr);
  for (int i = 0; i < 5000; ++i) {
    const std::uint64_t number = random() % 2000;
    const std::string key = std::to_string(number * number).substr(random() % 2);
    EXPECT_EQ(flat_strings.emplace(key, i), strings.emplace(key, i).second);
    flat_numbers[number << 40] += i;
    numbers[number << 40] += i;
  }
  EXPECT_EQ(flat_strings.size(), strings.size());
  EXPECT_EQ(flat_numbers.size(), numbers.size());
  for (const auto& [key, value] : strings) {
    ASSERT_NE(flat_strings.find(key), nullptr) << key;
    EXPECT_EQ(*flat_strings.find(key), value);
    EXPECT_FALSE(flat_strings.contains(key + "x"));
  }
  for (const auto& [key, value] : numbers) EXPECT_EQ(*flat_numbers.find(key), value);
  EXPECT_EQ(flat_numbers.find(1), nullptr);
}

}  // namespace
}  // namespace concord
