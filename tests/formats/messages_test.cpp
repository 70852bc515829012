// The message catalogues: complete in every language, plurals right, arguments the same.
#include "formats/messages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "lang/base/data_dirs.h"

namespace concord {
namespace {

/// The names of a pattern's arguments: "{name}" and "{name, plural, ...}".
std::set<std::string> arguments_of(const std::string& pattern) {
  std::set<std::string> names;
  const std::regex argument("\\{([a-z_]+)[,}]");
  for (auto at = std::sregex_iterator(pattern.begin(), pattern.end(), argument);
       at != std::sregex_iterator(); ++at) {
    names.insert((*at)[1]);
  }
  return names;
}

TEST(Messages, AllLanguagesHaveTheSameIdsAndArguments) {
  const MessageCatalogue english(find_data_dirs().messages, "en");
  ASSERT_GE(ui_languages(find_data_dirs().messages).size(), 3U);
  for (const std::string& lang : ui_languages(find_data_dirs().messages)) {
    const MessageCatalogue other(find_data_dirs().messages, lang);
    EXPECT_EQ(other.own_ids(), english.own_ids()) << lang;
    for (const std::string& id : english.own_ids()) {
      EXPECT_EQ(arguments_of(other.pattern(id)), arguments_of(english.pattern(id)))
          << lang << " " << id;
    }
  }
}

TEST(Messages, EveryTableIsSorted) {
  for (const std::string& lang : ui_languages(find_data_dirs().messages)) {
    const std::vector<std::string> ids =
        MessageCatalogue(find_data_dirs().messages, lang).own_ids();
    EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end(), std::greater_equal<>()), ids.end())
        << lang;
  }
}

TEST(Messages, EveryPatternCompiles) {
  for (const std::string& lang : ui_languages(find_data_dirs().messages)) {
    const MessageCatalogue catalogue(find_data_dirs().messages, lang);
    for (const std::string& id : catalogue.own_ids()) {
      Message message{id, {}};
      for (const std::string& name : arguments_of(catalogue.pattern(id)))
        message.arguments.emplace_back(name, "2");
      EXPECT_NO_THROW(EXPECT_FALSE(catalogue.text(message).empty())) << lang << " " << id;
    }
  }
}

TEST(Messages, PluralsAreRight) {
  struct Row {
    const char* lang;
    const char* count;
    const char* text;
  };
  const Row rows[] = {
      {"en", "1", "1 issue"},        {"en", "2", "2 issues"},     {"en", "0", "0 issues"},
      {"ru", "1", "1 замечание"},    {"ru", "3", "3 замечания"},  {"ru", "11", "11 замечаний"},
      {"ru", "21", "21 замечание"},  {"vi", "1", "1 vấn đề"},     {"vi", "5", "5 vấn đề"},
      {"ru-RU", "5", "5 замечаний"}, {"uk", "3", "3 зауваження"}, {"id", "5", "5 temuan"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(MessageCatalogue(find_data_dirs().messages, row.lang)
                  .text({"junit.failure", {{"count", row.count}}}),
              row.text)
        << row.lang << " " << row.count;
  }
}

TEST(Messages, DaysAreSaidAsPeopleSayThem) {
  struct Row {
    const char* lang;
    const char* day;
    const char* published;
    const char* text;
  };
  const Row rows[] = {
      {"en", "none", "none", "W has no counterpart in the source"},
      {"en", "2024-11", "none", "W (2024-11) has no counterpart in the source"},
      {"en", "2024-11-16", "none", "W (16 November 2024) has no counterpart in the source"},
      {"en", "2024-11-16", "2024-12-01",
       "W (published 1 December 2024: 16 November 2024) has no counterpart in the source"},
      {"ru", "2024-11-16", "2024-05-09",
       "W (опубликовано 9 мая 2024 года: 16 ноября 2024 года): в исходном тексте этого нет"},
      {"vi", "2024-11-16", "none", "W (ngày 16 tháng 11 năm 2024) không có trong bản gốc"},
  };
  for (const Row& row : rows) {
    const Message message{
        "date.added",
        {{"target", "W"}, {"target_day", row.day}, {"target_published_day", row.published}}};
    EXPECT_EQ(MessageCatalogue(find_data_dirs().messages, row.lang).text(message), row.text)
        << row.lang;
  }
}

TEST(Messages, AnUnknownIdIsSaidWithItsArguments) {
  EXPECT_EQ(MessageCatalogue(find_data_dirs().messages, "en").text({"no.such", {{"a", "1"}}}),
            "no.such a=1");
}

TEST(Messages, AnUnknownLanguageIsRefusedByName) {
  try {
    const MessageCatalogue catalogue(find_data_dirs().messages, "xx");
    FAIL();
  } catch (const std::exception& error) {
    EXPECT_STREQ(error.what(),
                 "there are no messages in the language 'xx'; use en, id, ru, uk, vi");
  }
}

}  // namespace
}  // namespace concord
