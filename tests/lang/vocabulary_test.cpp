// Words are analysed as deep as somebody asks, and no deeper.
#include "lang/pack/vocabulary.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lang/base/data_dirs.h"
#include "lang/pack/packs.h"

namespace concord {
namespace {

struct Case {
  const char* tag;
  std::string text;
};

std::vector<Case> cases() {
  return {{"en", "The minister did not say on 4 March that 3,500 women lost in northern Lima."},
          {"ru", "Министр не сказал 4 марта, что 3500 женщин проиграли на севере Лимы."},
          {"uk", "Міністр не сказав 4 березня, що 3500 жінок програли на півночі Ліми."},
          {"id", "Menteri tidak mengatakan pada 4 Maret bahwa 3.500 perempuan kalah di Lima."},
          {"vi", "Bộ trưởng không nói ngày 4/3 rằng 3.500 phụ nữ thua ở phía bắc Lima."}};
}

/// What the words of a text are analysed to.
std::vector<Word> words_of(const LanguagePack& pack, const std::string& text, WordDepth depth) {
  Vocabulary vocabulary(pack, depth);
  std::vector<Word> words;
  for (const Token& token :
       tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, vocabulary))
    words.push_back(*token.word);
  return words;
}

TEST(VocabularyTest, TellsWhereWhiteSpaceStands) {
  Packs packs(find_data_dirs());
  Vocabulary vocabulary(packs.get("en"));
  const std::string text = " At\u00A017:30 \t(local).";
  const std::vector<Token> tokens =
      tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, vocabulary);
  std::string apart;  // tokens with white space before them
  for (std::size_t i = 0; i < tokens.size(); ++i)
    apart += (space_before(tokens, i) ? " " : "|") + tokens[i].word->surface;
  EXPECT_EQ(apart, "|At 17|:|30 (|local|)|.");
}

TEST(VocabularyTest, AnalysesWordsAsDeepAsIsAsked) {
  Packs packs(find_data_dirs());
  for (const Case& one : cases()) {
    const LanguagePack& pack = packs.get(one.tag);
    const std::vector<Word> all = words_of(pack, one.text, WordDepth::kAll);
    const std::vector<Word> mentions = words_of(pack, one.text, WordDepth::kMentions);
    const std::vector<Word> reading = words_of(pack, one.text, WordDepth::kReading);
    ASSERT_EQ(mentions.size(), all.size());
    ASSERT_EQ(reading.size(), all.size());
    bool sounds = false;
    bool negation = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (const Word& word : {mentions[i], reading[i]}) {
        EXPECT_EQ(word.surface, all[i].surface);
        EXPECT_EQ(word.stem, all[i].stem);
        EXPECT_EQ(word.function, all[i].function) << word.surface;
        EXPECT_EQ(word.date_entry, all[i].date_entry) << word.surface;
      }
      EXPECT_EQ(mentions[i].sound, all[i].sound) << all[i].surface;
      EXPECT_EQ(mentions[i].name.tokens, all[i].name.tokens) << all[i].surface;
      EXPECT_EQ(reading[i].sound, SoundKey{0}) << all[i].surface;
      EXPECT_FALSE(mentions[i].polarity.known) << all[i].surface;
      sounds = sounds || all[i].sound != 0;
      negation = negation || all[i].polarity.known;
    }
    EXPECT_TRUE(sounds) << one.tag;
    EXPECT_TRUE(negation) << one.tag;
  }
}

}  // namespace
}  // namespace concord
