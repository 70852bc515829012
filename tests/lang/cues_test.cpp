// The tables of classes of words: the examples of every row, and how patterns are read.
#include "lang/words/cues.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <tuple>
#include <vector>

#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "lang/pack/packs.h"
#include "lang/pack/vocabulary.h"
#include "lang/words/cue_kinds.h"
#include "text/input_error.h"

namespace concord {
namespace {

std::vector<Cue> cues_of(const CueRules& rules, const LanguagePack& pack, std::string_view text) {
  Vocabulary vocabulary(pack);
  return rules.find(tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, vocabulary));
}

TEST(Cues, ExamplesOfTheTables) {
  Packs packs(find_data_dirs());
  int examples = 0;
  for (const std::string lang : {"en", "ru", "uk", "id", "vi"}) {
    const LanguagePack& pack = packs.get(lang);
    const std::array tables = {std::tuple("claims", &pack.claims, claim_kinds()),
                               std::tuple("gender", &pack.genders, gender_kinds()),
                               std::tuple("directions", &pack.directions, direction_kinds())};
    for (const auto& [name, rules, kinds] : tables) {
      const std::string path = find_data_dirs().packs + "/" + lang + "/" + name + ".tsv";
      if (!std::filesystem::exists(path)) continue;
      const Table table(path, 2, 4);
      for (const TableRow& row : table.rows()) {
        if (row.cells.size() < 4 || row.cells[0] == "plain") continue;
        ++examples;
        const auto named = std::find(kinds.begin(), kinds.end(), row.cells[0]);
        const std::ptrdiff_t kind = named - kinds.begin();
        const auto has = [&, rules = rules](std::string_view text) {
          const std::vector<Cue> cues = cues_of(*rules, pack, text);
          return std::any_of(cues.begin(), cues.end(),
                             [&](const Cue& cue) { return cue.has(kind); });
        };
        EXPECT_TRUE(has(row.cells[2])) << path << ":" << row.line << ": " << row.cells[2];
        EXPECT_FALSE(has(row.cells[3])) << path << ":" << row.line << ": " << row.cells[3];
      }
    }
  }
  EXPECT_GT(examples, 250);
}

TEST(Cues, LongerPatternsHideThoseWithin) {
  Packs packs(find_data_dirs());
  const LanguagePack& en = packs.get("en");
  const std::vector<Cue> said = cues_of(en.claims, en, "Police said he fled.");
  ASSERT_EQ(said.size(), 1u);
  EXPECT_TRUE(said[0].has(ClaimKind::kSays));
  EXPECT_FALSE(said[0].has(ClaimKind::kMay));
  EXPECT_TRUE(cues_of(en.claims, en, "It goes without saying.").empty());
  const std::vector<Cue> told = cues_of(en.claims, en, "The fire is believed to be out.");
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told[0].count, 3u);
  EXPECT_TRUE(told[0].has(ClaimKind::kAlleged));
  EXPECT_TRUE(packs.get("xx").claims.empty());
  EXPECT_TRUE(packs.get("id").genders.empty());
}

TEST(Cues, RefuseAnUnknownKind) {
  const auto path = std::filesystem::temp_directory_path() / "concord-cues.tsv";
  std::ofstream(path) << "# A table.\nmaybe\tperhaps\n";
  constexpr std::array<std::string_view, 1> kKinds = {"says"};
  EXPECT_THROW(CueRules::load(path.string(), kKinds, &Word::claim), InputError);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace concord
