// Texts that are too long are refused with their length, the limit and what to do.
#include "formats/length_limits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "formats/feed_item.h"
#include "formats/read_article.h"
#include "lang/base/data_dirs.h"
#include "text/input_error.h"

namespace concord {
namespace {

using testing::HasSubstr;

std::string told(const TextLength& length, const TextLength& limits) {
  try {
    require_length("a.txt", length, limits);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(LengthLimits, SaysLengthLimitAndRemedy) {
  EXPECT_EQ(told({4 << 20, 50'000}, kReportLimits), "");
  EXPECT_EQ(told({(4 << 20) + 1, 1}, kReportLimits),
            "a.txt: is too long: it has 4194305 bytes of text, at most 4194304 can be read; split "
            "it, or align it with concord align --format tsv and check that with concord check "
            "--aligned");
  EXPECT_EQ(told({1, 300'001}, kBookLimits),
            "a.txt: is too long: it has 300001 sentences, at most 300000 can be read; split it");
}

TEST(LengthLimits, HoldForEveryReader) {
  Packs packs(find_data_dirs());
  const std::string text = "One came. Two went.\nThree stayed.\n";
  const std::string page =
      "<html><body><p>One came. Two went.</p><p>Three stayed.</p></body></html>";
  struct Row {
    const char* format;
    const std::string& bytes;
    std::size_t sentences;
  };
  for (const Row& row : {Row{"text", text, 3}, Row{"lines", text, 2}, Row{"html", page, 3}}) {
    ReadOptions options;
    options.format = row.format;
    options.lang = "en";
    options.limits = {1000, row.sentences};
    const Article article = read_article("a", row.bytes, options, packs);
    EXPECT_EQ(article.sentences.size() + article.other_sentences.size(), row.sentences);
    options.limits = {1000, row.sentences - 1};
    EXPECT_THROW(read_article("a", row.bytes, options, packs), InputError) << row.format;
    options.limits = {article.text.size() - 1, row.sentences};
    EXPECT_THROW(read_article("a", row.bytes, options, packs), InputError) << row.format;
  }
  FeedItem item;
  item.id = "1";
  item.lang = "en";
  item.body = text;
  EXPECT_FALSE(read_item(item, packs).sentences.empty());
  item.limits = {10, 10};
  EXPECT_THROW(read_item(item, packs), InputError);
}

TEST(RequireFileLength, RefusesWhatNoEncodingMakesShort) {
  require_file_length("a.txt", 32 << 20, kReportLimits);
  try {
    require_file_length("a.txt", (32 << 20) + 1, kReportLimits);
    FAIL() << "is accepted";
  } catch (const InputError& error) {
    EXPECT_EQ(std::string(error.what()),
              "a.txt: is too long: it has 33554433 bytes, of which at most 4194304 of text can be "
              "read; split it, or align it with concord align --format tsv and check that with "
              "concord check --aligned");
  }
}

}  // namespace
}  // namespace concord
