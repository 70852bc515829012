// Manifest lines: what is read from them, and how what is wrong with them is said.
#include "formats/pair_record.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "formats/json_input.h"
#include "text/day.h"
#include "text/input_error.h"

namespace concord {
namespace {

std::string error_of(std::string_view line) {
  nlohmann::ordered_json id;
  try {
    parse_pair_request("m", 3, line, id);
  } catch (const InputError& error) {
    return (id.is_null() ? "" : id.dump() + " ") + error.what();
  }
  return "none";
}

TEST(PairRequest, ReadsPathsAndTexts) {
  nlohmann::ordered_json id;
  const PairRequest request = parse_pair_request(
      "m", 1,
      R"({"id":7,"source":"a.txt","target":{"text":"T","title":"H","date":"2024-02-29"},"src_lang":"ru","tgt_lang":"en","date":"2024-03-01"})",
      id);
  EXPECT_EQ(id_text(request.id), "7");
  EXPECT_EQ(request.source.id, "a.txt");
  EXPECT_EQ(request.source.file_format, "auto");
  EXPECT_EQ(request.source.lang, "ru");
  EXPECT_EQ(iso_day(*request.source.published), "2024-03-01");
  EXPECT_EQ(request.target.id, "7:target");
  EXPECT_EQ(request.target.body, "T");
  EXPECT_EQ(request.target.title, "H");
  EXPECT_EQ(iso_day(*request.target.published), "2024-02-29");
}

TEST(PairRequest, SaysWhatIsWrong) {
  struct Row {
    const char* line;
    const char* error;
  };
  for (const Row& row : {
           Row{"", "m:3: is not JSON at byte 1; fix it"},
           Row{"{", "m:3: is not JSON at byte 2; fix it"},
           Row{"[1]", "m:3: is not a JSON object; give {\"id\", \"source\", \"target\"}"},
           Row{"{}", "m:3: has no \"id\"; give every pair an id of its own"},
           Row{R"({"id":{}})", "m:3: has no \"id\"; give every pair an id of its own"},
           Row{R"({"id":"a"})",
               "\"a\" m:3: has no \"source\"; give a path or {\"text\", \"lang\"}"},
           Row{R"({"id":1,"source":2,"target":"b"})",
               "1 m:3: \"source\" is neither a path nor an object; see docs/SCALING.md"},
           Row{R"({"id":1,"source":"a","target":"b","date":"2023-02-29"})",
               "1 m:3: \"date\": '2023-02-29' is not a date; write YYYY-MM-DD"},
           Row{R"({"id":1,"source":"a","target":"b","src_lang":5})",
               "1 m:3: \"src_lang\" is not a string; put it in quotation marks"},
       }) {
    EXPECT_EQ(error_of(row.line), row.error) << row.line;
  }
}

TEST(JsonInput, DeepNestingIsRefusedAtOnce) {
  const std::string deep(1'000'000, '[');
  EXPECT_THROW(parse_json("deep", 0, deep), InputError);
  std::string objects;
  for (int i = 0; i < 200'000; ++i) objects += "{\"a\":";
  EXPECT_THROW(parse_json("deep", 0, objects), InputError);
  EXPECT_NO_THROW(parse_json("text", 0, "\"" + deep + "\""));
  EXPECT_THROW(parse_json("text", 0, "1e999"), InputError);
  EXPECT_THROW(parse_json("text", 0, "\"\xFF\""), InputError);
}

TEST(PairRecord, PagesHaveNamesOfTheirOwn) {
  EXPECT_EQ(page_name("abc-1"), "abc-1.html");
  EXPECT_NE(page_name("a/b"), page_name("a_b"));
  EXPECT_NE(page_name("ABC"), "ABC.html");
  EXPECT_NE(page_name("index"), "index.html");
  EXPECT_EQ(page_name("../../etc/passwd").find('/'), std::string::npos);
  EXPECT_NE(page_name(".").front(), '.');
  EXPECT_LT(page_name(std::string(5000, 'a')).size(), 150U);
}

TEST(PairRecord, ShardsAreStableAndEven) {
  // Fixed values: other machines and later versions must agree.
  std::vector<int> sizes(4);
  for (int i = 0; i < 4000; ++i) ++sizes[shard_of("id" + std::to_string(i), 4)];
  for (const int size : sizes) EXPECT_NEAR(size, 1000, 120);
  EXPECT_EQ(shard_of("17", 64), shard_of("17", 64));
}

}  // namespace
}  // namespace concord
