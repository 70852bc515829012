// What is suggested for the target, in each language, and what is left to the editor.
#include "newsroom/service/suggestion.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(Suggestion, PutsTheSourcesValueIntoTheTargetsWords) {
  struct Row {
    const char* source_value;
    const char* target_text;
    const char* target_value;
    const char* lang;
    const char* text;  // empty: none
  };
  const Row rows[] = {
      {"2024-10-23", "October 25, 2024", "2024-10-25", "en", "October 23, 2024"},
      {"2024-11-05", "5 October 2024", "2024-10-05", "en", "5 November 2024"},
      {"2023-10-05", "Oct 5, 2024", "2024-10-05", "en", "Oct 5, 2023"},
      {"2024-11", "October 2024", "2024-10", "en", "November 2024"},
      {"2030", "2035", "2035", "en", "2030"},
      {"2024-10-23", "25 октября", "2024-10-25", "ru", "23 октября"},
      {"2024-11-05", "5 жовтня", "2024-10-05", "uk", "5 листопада"},
      {"2024-11-05", "5 Oktober 2024", "2024-10-05", "id", "5 November 2024"},
      {"2800000000 USD", "$2.8 million", "2800000 USD", "en", "$2.8 billion"},
      {"2800000000 USD", "2,8 млн долларов", "2800000 USD", "ru", "2,8 миллиарда долларов"},
      {"14.8%", "18.4 per cent", "18.4%", "en", "14.8 per cent"},
      {"746000 har", "46,000 hectares", "46000 har", "en", "746,000 hectares"},
      // What differs in more than the value, or cannot be changed safely.
      {"12 kg", "12 tonnes", "12 t", "en", ""},
      {"2024-10-23", "the 25th", "2024-10-25", "en", ""},
      {"2024-10-23", "10/10/2024", "2024-10-10", "en", ""},
      {"12", "a dozen", "13", "en", ""},
      {"3/5", "3 to 6", "3/6", "en", ""},
      {"12", "12", "12", "en", ""},
      {"", "", "", "en", ""},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(suggested_text({"", row.source_value}, {row.target_text, row.target_value}, row.lang)
                  .value_or(""),
              row.text)
        << row.target_text << " " << row.source_value;
  }
}

}  // namespace
}  // namespace concord
