// parse_json(): its limits.
#include "formats/json_input.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "text/input_error.h"

namespace concord {
namespace {

std::string refusal(const std::string& json) {
  try {
    parse_json("a.json", 0, json);
    return {};
  } catch (const InputError& error) {
    return error.what();
  }
}

TEST(ParseJson, BoundsDepthAndValues) {
  EXPECT_EQ(refusal(R"({"a": [1, "[,[,"]})"), "");
  EXPECT_EQ(refusal(std::string(101, '[')),
            "a.json: is JSON nested deeper than 100 levels; no feed needs that");
  std::string zeros = "[0";
  for (int i = 0; i < 2'000'000; ++i) zeros += ",0";
  EXPECT_EQ(refusal(zeros + "]"), "a.json: is JSON of more than 2000000 values; split the feed");
}

TEST(TextMembers, ReadsObjectsOfTextAsTheParserDoes) {
  for (const std::string json :
       {R"({})", R"( {"id": "a\n\"b\u0434", "text": "\/", "date": null} )",
        R"({"a": "first", "a": "last"})", R"({"a": "first", "a": null, "b": ""})",
        R"({"a": "\ud83d\ude00"})", "{\"a\": \"\u00e9\"}"}) {
    const auto members = text_members(json);
    ASSERT_TRUE(members) << json;
    const nlohmann::json parsed = parse_json("a.json", 0, json);
    std::size_t texts = 0;
    for (const auto& [key, value] : parsed.items()) {
      if (value.is_null()) continue;
      ++texts;
      ASSERT_TRUE(members->contains(key)) << json;
      EXPECT_EQ(members->at(key), value.get<std::string>()) << json;
    }
    EXPECT_EQ(members->size(), texts) << json;
  }
}

TEST(TextMembers, LeavesAllElseToTheParser) {
  using namespace std::string_literals;
  for (const std::string& json :
       {R"({"id": 7})"s, R"({"a": {"b": "c"}})"s, R"({"a": ["b"]})"s, R"("a")"s, R"(["a"])"s,
        R"(null)"s, R"({"a": "\udc00"})"s, R"({"a": "b",})"s, R"({"a": "b"} x)"s,
        "{\"a\": \"\xFF\"}"s, "{\"a\": \"\n\"}"s, ""s})
    EXPECT_FALSE(text_members(json)) << json;
}

}  // namespace
}  // namespace concord
