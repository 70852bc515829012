// The message catalogues: complete in every language, plurals right, arguments the same.
#include "formats/messages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

namespace concord {
namespace {

/// The names of a pattern's arguments: "{name}" and "{name, plural, ...}".
std::set<std::string> arguments_of(const std::string& pattern) {
  std::set<std::string> names;
  const std::regex argument("\\{([a-z_]+)[,}]");
  for (auto at = std::sregex_iterator(pattern.begin(), pattern.end(), argument); at != std::sregex_iterator(); ++at) {
    names.insert((*at)[1]);
  }
  return names;
}

TEST(Messages, AllLanguagesHaveTheSameIdsAndArguments) {
  const MessageCatalogue english("en");
  ASSERT_GE(ui_languages().size(), 3U);
  for (const std::string& lang : ui_languages()) {
    const MessageCatalogue other(lang);
    EXPECT_EQ(other.own_ids(), english.own_ids()) << lang;
    for (const std::string& id : english.own_ids()) {
      EXPECT_EQ(arguments_of(other.pattern(id)), arguments_of(english.pattern(id))) << lang << " " << id;
    }
  }
}

TEST(Messages, EveryTableIsSorted) {
  for (const std::string& lang : ui_languages()) {
    const std::vector<std::string> ids = MessageCatalogue(lang).own_ids();
    EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end(), std::greater_equal<>()), ids.end()) << lang;
  }
}

TEST(Messages, EveryPatternCompiles) {
  for (const std::string& lang : ui_languages()) {
    const MessageCatalogue catalogue(lang);
    for (const std::string& id : catalogue.own_ids()) {
      Message message{id, {}};
      for (const std::string& name : arguments_of(catalogue.pattern(id))) message.arguments.emplace_back(name, "2");
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
      {"en", "1", "1 issue"},
      {"en", "2", "2 issues"},
      {"en", "0", "0 issues"},
      {"ru", "1", "1 \u0437\u0430\u043c\u0435\u0447\u0430\u043d\u0438\u0435"},
      {"ru", "3", "3 \u0437\u0430\u043c\u0435\u0447\u0430\u043d\u0438\u044f"},
      {"ru", "11", "11 \u0437\u0430\u043c\u0435\u0447\u0430\u043d\u0438\u0439"},
      {"ru", "21", "21 \u0437\u0430\u043c\u0435\u0447\u0430\u043d\u0438\u0435"},
      {"vi", "1", "1 v\u1ea5n \u0111\u1ec1"},
      {"vi", "5", "5 v\u1ea5n \u0111\u1ec1"},
      {"ru-RU", "5", "5 \u0437\u0430\u043c\u0435\u0447\u0430\u043d\u0438\u0439"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(MessageCatalogue(row.lang).text({"junit.failure", {{"count", row.count}}}), row.text)
        << row.lang << " " << row.count;
  }
}

TEST(Messages, AnUnknownIdIsSaidWithItsArguments) {
  EXPECT_EQ(MessageCatalogue("en").text({"no.such", {{"a", "1"}}}), "no.such a=1");
}

TEST(Messages, AnUnknownLanguageIsRefusedByName) {
  try {
    const MessageCatalogue catalogue("xx");
    FAIL();
  } catch (const std::exception& error) {
    EXPECT_STREQ(error.what(), "there are no messages in the language 'xx'; use en, ru, vi");
  }
}

}  // namespace
}  // namespace concord
