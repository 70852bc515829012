// HtmlTree: what is parsed, and what is refused in bounded time and memory.
#include "formats/html_tree.h"

#include <gtest/gtest.h>

#include <string>

#include "text/input_error.h"

namespace concord {
namespace {

std::string repeated(const std::string& piece, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += piece;
  return text;
}

/// What is said of markup that is refused; empty for what is read.
std::string refusal(const std::string& html) {
  try {
    const HtmlTree tree("a.html", html);
    EXPECT_EQ(tree.root()->v.element.tag, GUMBO_TAG_HTML);
    return {};
  } catch (const InputError& error) {
    return error.what();
  }
}

TEST(HtmlTree, ReadsWhatAPageMayHave) {
  EXPECT_EQ(refusal(""), "");
  EXPECT_EQ(refusal("<p>a &amp; b"), "");
  EXPECT_EQ(refusal(repeated("<p>a", 100'000)), "");
  EXPECT_EQ(refusal(repeated("<div>", 500) + "a"), "");
  EXPECT_EQ(refusal(repeated("<i></b>", 500)), "");  // errors, which take no memory
}

TEST(HtmlTree, RefusesTagsThatNestTooDeep) {
  const std::string tags = "a.html: has tags nested deeper than 4096; name a news page";
  EXPECT_EQ(refusal(repeated("<b>", 5000)), tags);
  EXPECT_EQ(refusal(repeated("<b a=1></p>", 5000)), tags);  // each </p> is a paragraph of its own
  EXPECT_EQ(refusal("<!-- --!>" + repeated("<div>", 5000) + "<!-- -->"), tags);
  const std::string elements = "a.html: has elements nested deeper than 512; name a news page";
  EXPECT_EQ(refusal(repeated("<div>", 600)), elements);
  EXPECT_EQ(refusal("<svg>" + repeated("<td>", 600)), elements);
}

TEST(HtmlTree, RefusesTreesThatFewBytesMakeLarge) {
  std::string bomb = "<p>";
  for (int i = 0; i < 4000; ++i) bomb += "<b a=" + std::to_string(i) + ">";
  EXPECT_EQ(refusal(bomb + "</p>" + repeated("<p>x", 10'000)),
            "a.html: has markup that takes more than 512 MiB of memory; name a news page");
}

}  // namespace
}  // namespace concord
