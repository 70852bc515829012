// Request targets taken apart, the damaged ones too.
#include "newsroom/service/http_message.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(ServiceRequest, TakesATargetApart) {
  struct Row {
    const char* target;
    const char* path;
    std::map<std::string, std::string> query;
  };
  const Row rows[] = {
      {"/", "/", {}},
      {"/a%20b/c?x=1&y=%D1%8F+z", "/a b/c", {{"x", "1"}, {"y", "я z"}}},
      {"/p?a=1&a=2&b&=3&", "/p", {{"a", "2"}, {"b", ""}, {"", "3"}}},
      {"/%", "/%", {}},
      {"/%4", "/%4", {}},
      {"/%zz?q=%", "/%zz", {{"q", "%"}}},
      {"/a+b?c=d=e?f", "/a+b", {{"c", "d=e?f"}}},
      {"", "", {}},
  };
  for (const Row& row : rows) {
    const ServiceRequest request = service_request("GET", row.target, {}, "");
    EXPECT_EQ(request.path, row.path) << row.target;
    EXPECT_EQ(request.query, row.query) << row.target;
  }
}

TEST(ServiceRequest, GivesNothingForWhatIsAbsent) {
  const ServiceRequest request = service_request("GET", "/?a=1", {{"host", "h"}}, "");
  EXPECT_EQ(request.header("host"), "h");
  EXPECT_EQ(request.header("origin"), "");
  EXPECT_EQ(request.parameter("b"), "");
}

TEST(HttpMessage, ReadsFormsAndCookies) {
  const auto form = form_values("name=J%C3%BCrgen+K&x=&y&name=last");
  EXPECT_EQ(form.at("name"), "last");
  EXPECT_EQ(form.at("x"), "");
  EXPECT_EQ(form.at("y"), "");
  EXPECT_TRUE(form_values("").empty());
  EXPECT_EQ(cookie_value("a=1; concord=token; b=2", "concord"), "token");
  EXPECT_EQ(cookie_value("xconcord=no;concord=a=b", "concord"), "a=b");
  EXPECT_EQ(cookie_value("", "concord"), "");
  EXPECT_EQ(cookie_value("concord", "concord"), "");
}

}  // namespace
}  // namespace concord
