// What the marks inside sentences tell the aligner.
#include "aligner/profile.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "aligner/align.h"
#include "checks/core/resources.h"
#include "formats/read_article.h"
#include "lang/base/data_dirs.h"

namespace concord {
namespace {

/// Two English versions, one sentence a line. The words of an analysed article live in its
/// analyser.
struct Versions {
  Versions(const std::string& source_text, const std::string& target_text)
      : source(analysed(source_text, source_analyser)),
        target(analysed(target_text, target_analyser)) {}

  AnalysedArticle analysed(const std::string& text, Analyser& analyser) {
    return analyser.analyse(read_article("text", text, {"lines", "en", {}}, packs));
  }
  ProfiledPair profiles(SoundAlikes* alikes = nullptr) const {
    return build_profiles(source, target, resources.lexicon, resources.names, alikes);
  }

  Packs packs{find_data_dirs()};
  PairResources resources = load_resources(packs, "en", "en");
  Analyser source_analyser{*resources.source, resources.lexicon, Side::kSource};
  Analyser target_analyser{*resources.target, resources.lexicon, Side::kTarget};
  AnalysedArticle source;
  AnalysedArticle target;
};

ProfiledPair profiles_of(const std::string& source, const std::string& target) {
  return Versions(source, target).profiles();
}

TEST(Profile, ASentenceIsDividedAtMarksBetweenWords) {
  struct Row {
    std::string sentence;
    std::uint32_t parts;
  };
  const std::vector<Row> rows = {
      {"The court fined the company on Monday; the owner promised an appeal.", 2},
      {"Prices rose quickly last spring: bakeries blamed expensive flour.", 2},
      {"Officials said \"the old bridge is closed.\" Drivers waited several hours outside.", 2},
      {"The ministry – without naming sources – denied every newspaper story.", 2},
      {"Mr. Smith paid 3.5 million to the city.", 1},  // what has next to no words is no part
      {"Well-known farmers expect rain tomorrow.", 1},
  };
  std::string text;
  for (const Row& row : rows) text += row.sentence + "\n";
  const ProfiledPair pair = profiles_of(text, text);
  ASSERT_EQ(pair.source.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const SentenceParts& parts = pair.source[i].parts;
    EXPECT_EQ(parts.count, rows[i].parts) << rows[i].sentence;
    float weight = 0;
    for (std::uint32_t p = 0; p < parts.count; ++p) weight += parts.weight[p];
    EXPECT_NEAR(weight, pair.source[i].weight, 1e-3);
    EXPECT_EQ(parts.end[parts.count - 1], 1.0F);
    EXPECT_EQ(parts.at(0), 0U);
    EXPECT_EQ(parts.at(1), parts.count - 1);
  }
}

// The part that the neighbour covers is missed: no pair with a gap beside it.
TEST(Profile, SentencesJoinedByASemicolonAreOneBead) {
  const ProfiledPair pair = profiles_of(
      "The minister opened the new bridge near Kharkiv after two years of repairs.\n"
      "Lorries returned at noon.\n"
      "Local farmers had asked for a cheaper ferry instead.\n",
      "The minister opened the new bridge near Kharkiv after two years of repairs; lorries came "
      "back at noon.\n"
      "Local farmers had asked for a cheaper ferry instead.\n");
  const std::vector<Bead> expected = {{{0, 1}, {0}}, {{2}, {1}}};
  EXPECT_EQ(align(pair), expected);
}

// What sounds alike in the whole of two versions serves for a part of them.
TEST(Profile, APartTakesItsNamesFromTheWhole) {
  Versions versions(
      "Photo by Ann Dorokhova\nMayor Petrenko met Kowalczyk in Zhytomyr.\nBorys Havryliuk paid.\n",
      "Ann Dorohova\nPetrenko, the mayor, saw Kovalchyk in Zhitomir.\nBoris Gavrilyuk has paid.\n");
  SoundAlikes alikes;
  versions.profiles(&alikes);
  const std::size_t of_whole = alikes.matches.size();
  for (AnalysedArticle* version : {&versions.source, &versions.target}) {
    version->sentences.erase(version->sentences.begin());
    version->article.sentences.erase(version->article.sentences.begin());
  }
  const ProfiledPair part = versions.profiles(&alikes);
  const ProfiledPair alone = versions.profiles();
  EXPECT_EQ(alikes.matches.size(), of_whole);  // nothing was looked for again
  EXPECT_GT(of_whole, 1U);
  ASSERT_EQ(part.keys.size(), alone.keys.size());
  for (std::size_t k = 0; k < part.keys.size(); ++k) {
    EXPECT_EQ(part.keys[k].key, alone.keys[k].key);
    EXPECT_EQ(part.keys[k].strength, alone.keys[k].strength);
  }
}

TEST(Profile, VersionsThatAreGivenUpHaveTheSameProfiles) {
  Versions versions(
      "Mayor Petrenko met Kowalczyk in Zhytomyr on 3 May.\nBorys Havryliuk paid 500 hryvnias.\n",
      "Petrenko, the mayor, saw Kovalchyk in Zhitomir on May 3.\nBoris Gavrilyuk paid 500.\n");
  const ProfiledPair kept = versions.profiles();
  const ProfiledPair taken = take_profiles(versions.source, versions.target,
                                           versions.resources.lexicon, versions.resources.names);
  ASSERT_EQ(taken.keys.size(), kept.keys.size());
  for (std::size_t k = 0; k < kept.keys.size(); ++k) EXPECT_EQ(taken.keys[k].key, kept.keys[k].key);
  ASSERT_EQ(taken.target.size(), kept.target.size());
  for (std::size_t i = 0; i < kept.target.size(); ++i) {
    EXPECT_EQ(taken.target[i].weight, kept.target[i].weight);
    EXPECT_EQ(taken.target[i].items.size(), kept.target[i].items.size());
  }
  for (const AnalysedArticle* version : {&versions.source, &versions.target}) {
    ASSERT_EQ(version->sentences.size(), 2U);
    for (const AnalysedSentence& sentence : version->sentences) {
      EXPECT_FALSE(sentence.span.empty());
      EXPECT_TRUE(sentence.tokens.empty() && sentence.mentions.empty() && sentence.units.empty());
    }
  }
}

}  // namespace
}  // namespace concord
