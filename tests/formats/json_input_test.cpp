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

}  // namespace
}  // namespace concord
