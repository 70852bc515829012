// The compiled lexicon: building, looking up, reading back, and refusing damaged files.
#include "lang/lexicon/lexicon.h"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>

#include "lang/base/data_dirs.h"
#include "lang/lexicon/lexicon_format.h"
#include "lang/pack/lexicon_builder.h"
#include "lang/pack/packs.h"
#include "lang/pack/vocabulary.h"
#include "text/input_error.h"
#include "text/output_file.h"

namespace concord {
namespace {

class LexiconTest : public ::testing::Test {
 protected:
  LexiconTest() : packs_(find_data_dirs()), builder_(packs_.get("ru"), packs_.get("en")) {
    builder_.add({"тайфун", "typhoon"}, 1, "pack");
    builder_.add({"тайфун", "cyclone"}, 0.5, "other");
    builder_.add({"прямые инвестиции", "foreign direct investment"}, 1, "pack");
    builder_.add({"инвестиция", "investment"}, 1, "pack");
  }

  /// The texts of the units of a sentence, longest first at each place.
  std::vector<std::string> units(const Lexicon& lexicon, Side side, std::string_view tag,
                                 std::string_view text) {
    Vocabulary vocabulary(packs_.get(tag), lexicon, side);
    const auto tokens = tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, vocabulary);
    std::vector<std::string> found;
    for (const LexicalUnit& unit : lexicon.units(side, tokens))
      found.emplace_back(lexicon.text(side, unit.id));
    return found;
  }

  Packs packs_;
  LexiconBuilder builder_;
};

TEST_F(LexiconTest, FindsInflectedWordsAndTheirRenderings) {
  const Lexicon lexicon = Lexicon::of_bytes(builder_.bytes(), "test");
  EXPECT_EQ(lexicon.lang(Side::kSource), "ru");
  EXPECT_EQ(lexicon.lang(Side::kTarget), "en");
  const LexiconId id = lexicon.find(Side::kSource, packs_.get("ru").stemmer.stem("тайфуном"));
  ASSERT_NE(id, 0u);
  const auto renderings = lexicon.renderings(Side::kSource, id);
  ASSERT_EQ(renderings.size(), 2u);
  float sum = 0;
  for (const Rendering& rendering : renderings) {
    sum += rendering.weight;
    const bool typhoon = lexicon.text(Side::kTarget, rendering.id) == "typhoon";
    EXPECT_FLOAT_EQ(rendering.weight, typhoon ? 2.0F / 3 : 1.0F / 3);
    EXPECT_EQ(lexicon.origins()[rendering.origins == 1 ? 0 : 1], typhoon ? "pack" : "other");
    ASSERT_EQ(lexicon.renderings(Side::kTarget, rendering.id).size(), 1u);
    EXPECT_EQ(lexicon.renderings(Side::kTarget, rendering.id)[0].id, id);
  }
  EXPECT_FLOAT_EQ(sum, 1);
}

TEST_F(LexiconTest, FindsPhrasesBeforeTheirWords) {
  const Lexicon lexicon = Lexicon::of_bytes(builder_.bytes(), "test");
  EXPECT_EQ(units(lexicon, Side::kTarget, "en", "Typhoons hit foreign direct investments."),
            (std::vector<std::string>{"typhoon", "foreign direct invest", "invest"}));
  EXPECT_TRUE(units(lexicon, Side::kTarget, "en", "foreign direct").empty())
      << "a beginning of a phrase is no unit";
  EXPECT_TRUE(units(lexicon, Side::kTarget, "en", "").empty());
}

TEST_F(LexiconTest, FindsAWordHoweverItIsWritten) {
  struct Case {
    const char* tag;
    const char* listed;   // as the pack prints it
    const char* written;  // as a text has it
  };
  const Case cases[] = {
      {"ru", "еще", "ещё"},    // "yet", with yo
      {"ru", "счёт", "счет"},  // "account", without
      {"ru",
       "вице-президент",             // "vice president"
       "вице\u2011президент"},       // with U+2011
      {"uk", "пам'ять", "пам’ять"},  // "memory"
      {"uk", "пам'ять", "пам\u02BCять"},
      {"uk", "інтерв'ю", "Інтерв’ю"},
      {"id", "anak-anak", "Anak-anak"},
      {"vi", "hòa bình", "hoà bình"},  // "peace", tone on the other vowel
  };
  for (const Case& c : cases) {
    LexiconBuilder builder(packs_.get(c.tag), packs_.get("en"));
    ASSERT_TRUE(builder.add({c.listed, "meaning"}, 1, "pack")) << c.listed;
    const Lexicon lexicon = Lexicon::of_bytes(builder.bytes(), "test");
    EXPECT_EQ(units(lexicon, Side::kSource, c.tag, c.written).size(), 1u)
        << c.listed << " and " << c.written;
  }
}

TEST_F(LexiconTest, DropsTheUnlikeliestSensesOfOtherSources) {
  const std::string word = "тайфун";
  builder_.add({word, "gale"}, 0.001, "other");
  builder_.add({word, "squall"}, 0.001, "pack");
  const std::size_t before = builder_.pair_count();
  EXPECT_EQ(builder_.drop_unlikely(0.0, "pack"), 0u);
  EXPECT_EQ(builder_.drop_unlikely(0.01, "pack"), 1u)
      << "the gale; the pack keeps what it has, a second sense stays";
  EXPECT_EQ(builder_.pair_count(), before - 1);
  EXPECT_EQ(Lexicon::of_bytes(builder_.bytes(), "test").find(Side::kTarget, "squall") != 0, true);
  EXPECT_EQ(builder_.drop_unlikely(2, "no source of this name"), before - 1)
      << "no pair is that likely";
}

TEST_F(LexiconTest, ReadsInBothDirections) {
  Lexicon lexicon = Lexicon::of_bytes(builder_.bytes(), "test");
  lexicon.reverse();
  EXPECT_EQ(lexicon.lang(Side::kSource), "en");
  EXPECT_NE(lexicon.find(Side::kSource, "typhoon"), 0u);
  EXPECT_EQ(lexicon.find(Side::kTarget, "typhoon"), 0u);
}

TEST_F(LexiconTest, UnknownWordsAndTheEmptyLexiconFindNothing) {
  const Lexicon lexicon = Lexicon::of_bytes(builder_.bytes(), "test");
  EXPECT_EQ(lexicon.find(Side::kSource, "zzz"), 0u);
  EXPECT_EQ(lexicon.find(Side::kSource, ""), 0u);
  EXPECT_TRUE(lexicon.renderings(Side::kSource, 0).empty());
  EXPECT_TRUE(lexicon.renderings(Side::kSource, 99999).empty());
  const Lexicon none;
  EXPECT_TRUE(none.empty());
  EXPECT_EQ(none.find(Side::kSource, "typhoon"), 0u);
}

TEST_F(LexiconTest, WrittenAndMappedIsTheSame) {
  const std::string path = ::testing::TempDir() + "/round-trip.lexicon";
  write_file(path, builder_.bytes());
  const Lexicon mapped = Lexicon::open(path);
  LexiconBuilder again(packs_.get("ru"), packs_.get("en"));
  again.add(mapped, 1);
  EXPECT_EQ(again.pair_count(), builder_.pair_count());
  LexiconBuilder reversed(packs_.get("en"), packs_.get("ru"));
  reversed.add(mapped, 1);
  EXPECT_EQ(reversed.pair_count(), builder_.pair_count());
  LexiconBuilder wrong(packs_.get("id"), packs_.get("en"));
  EXPECT_THROW(wrong.add(mapped, 1), InputError);
}

TEST_F(LexiconTest, RefusesEveryTruncation) {
  const std::string bytes = builder_.bytes();
  for (std::size_t size = 0; size < bytes.size(); size += 1 + bytes.size() / 97) {
    EXPECT_THROW(Lexicon::of_bytes(bytes.substr(0, size), "cut"), InputError) << size;
  }
}

TEST_F(LexiconTest, RefusesEveryDamagedByte) {
  const std::string bytes = builder_.bytes();
  for (std::size_t at = 0; at < bytes.size(); at += 1 + bytes.size() / 211) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    EXPECT_THROW(Lexicon::of_bytes(damaged, "damaged"), InputError) << at;
  }
}

TEST_F(LexiconTest, OpensWithoutReadingTheEntriesAndSurvivesDamagedOnes) {
  const std::string bytes = builder_.bytes();
  const std::string path = ::testing::TempDir() + "/damaged.lexicon";
  for (std::size_t at = 0; at < bytes.size(); at += 1 + bytes.size() / 211) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0xFF);
    write_file(path, damaged);
    if (at < sizeof(lexicon_format::Header)) {
      EXPECT_THROW(Lexicon::open(path), InputError) << at;
      continue;
    }
    const Lexicon lexicon = Lexicon::open(path);
    EXPECT_THROW(lexicon.verify(path), InputError) << at;
    units(lexicon, Side::kTarget, "en", "Typhoons hit foreign direct investments.");
    for (const Side side : {Side::kSource, Side::kTarget}) {
      for (LexiconId id = 0; id < lexicon.size(side) + 2; ++id) {
        lexicon.text(side, id);
        for (const Rendering& rendering : lexicon.renderings(side, id))
          lexicon.text(other(side), rendering.id);
      }
    }
  }
}

TEST_F(LexiconTest, SaysWhatIsWrongWithAFile) {
  const auto message = [](const std::string& bytes) -> std::string {
    try {
      Lexicon::of_bytes(bytes, "x.lexicon");
      return "";
    } catch (const InputError& error) {
      return error.what();
    }
  };
  std::string other_version = builder_.bytes();
  other_version[offsetof(lexicon_format::Header, version)] = 9;
  EXPECT_NE(message(other_version).find("version 9"), std::string::npos) << message(other_version);
  EXPECT_NE(message(builder_.bytes().substr(0, 400)).find("truncated"), std::string::npos);
  EXPECT_NE(message(std::string(1000, 'x')).find("is not a compiled lexicon"), std::string::npos);
  EXPECT_THROW(Lexicon::open("/nonexistent.lexicon"), InputError);
  EXPECT_THROW(Lexicon::open(::testing::TempDir()), InputError);
}

}  // namespace
}  // namespace concord
