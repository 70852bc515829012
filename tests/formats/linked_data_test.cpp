// What pages say of their report in JSON-LD.
#include "formats/linked_data.h"

#include <gtest/gtest.h>

#include "text/day.h"

namespace concord {
namespace {

struct Row {
  const char* json;
  bool found;
  const char* headline = "";
  const char* published = "";
};

class LinkedData : public testing::TestWithParam<Row> {};

TEST_P(LinkedData, GivesTheArticle) {
  const auto report = read_linked_data(GetParam().json);
  ASSERT_EQ(report.has_value(), GetParam().found) << GetParam().json;
  if (!report) return;
  EXPECT_EQ(report->headline, GetParam().headline);
  EXPECT_EQ(report->published ? iso_day(*report->published) : "", GetParam().published);
}

INSTANTIATE_TEST_SUITE_P(
    Scripts, LinkedData,
    testing::Values(
        Row{R"({"@type":"NewsArticle","headline":"A bridge","datePublished":"2026-02-20T09:02Z"})",
            true, "A bridge", "2026-02-20"},
        Row{R"([{"@type":"WebPage"},{"@type":["Thing","ReportageNewsArticle"],"headline":"B"}])",
            true, "B", ""},
        Row{R"({"@graph":[{"@type":"Person"},{"@type":"Article","datePublished":"soon"}]})", true},
        Row{R"({"@type":"NewsArticle","headline":7})", true},
        Row{R"({"@type":"WebSite","headline":"C"})", false}, Row{R"({"@type":)", false},
        Row{"", false}, Row{"7", false}));

}  // namespace
}  // namespace concord
