// Every boilerplate rule against its own examples and counterexamples.
#include "lang/segment/boilerplate.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "lang/base/data_dirs.h"
#include "lang/pack/pack.h"
#include "tests/packs.h"

namespace concord {
namespace {

/// An example without its marks, and the range that must be cut: what stands between [[ and ]], or
/// all of it.
struct Example {
  std::string text;
  Span cut;
};

Example read_example(const std::string& marked) {
  const std::size_t open = marked.find("[[");
  if (open == std::string::npos) return {marked, {0, static_cast<std::uint32_t>(marked.size())}};
  const std::size_t close = marked.find("]]", open);
  const std::string inside = marked.substr(open + 2, close - open - 2);
  return {marked.substr(0, open) + inside + marked.substr(close + 2),
          {static_cast<std::uint32_t>(open), static_cast<std::uint32_t>(open + inside.size())}};
}

Span whole(const std::string& text) { return {0, static_cast<std::uint32_t>(text.size())}; }

class BoilerplateExamples : public testing::TestWithParam<std::string> {};

TEST_P(BoilerplateExamples, EveryRuleCutsItsExamplesAndLeavesItsCounterexamples) {
  const BoilerplateRules rules = BoilerplateRules::load(find_data_dirs().packs, GetParam());
  ASSERT_FALSE(rules.rules().empty());
  // A language may refine a common rule: the common ones are tested by themselves, with a language
  // without rules of its own.
  const BoilerplateRules common = BoilerplateRules::load(find_data_dirs().packs, "und");
  const std::size_t own = rules.rules().size() - common.rules().size();
  std::size_t number = 0;
  for (const BoilerplateRule& rule : rules.rules()) {
    if (own > 0 && number++ >= own) break;
    const std::string at = GetParam() + " " + rule.name() + " " + rule.pattern;
    EXPECT_FALSE(rule.examples.empty()) << at;
    for (const std::string& marked : rule.examples) {
      const Example example = read_example(marked);
      const auto hit = rules.match(rule.place, example.text, whole(example.text));
      ASSERT_TRUE(hit) << at << " does not match: " << marked;
      EXPECT_EQ(hit->rule->what, rule.what)
          << at << " is shadowed by " << hit->rule->name() << " for: " << marked;
      if (rule.what != "continues") {
        EXPECT_EQ(hit->span.of(example.text), example.cut.of(example.text))
            << at << " in: " << marked;
      }
    }
    for (const std::string& text : rule.counterexamples) {
      const auto hit = rules.match(rule.place, text, whole(text));
      EXPECT_TRUE(!hit || hit->rule != &rule) << at << " matches: " << text;
    }
  }
}

/// Every pack with rules of its own, and "und", which has the common rules.
std::vector<std::string> languages() {
  std::vector<std::string> tags = test::packs_with("boilerplate.tsv");
  tags.emplace_back("und");
  return tags;
}

INSTANTIATE_TEST_SUITE_P(Language, BoilerplateExamples, testing::ValuesIn(languages()),
                         test::TagName());

TEST(BoilerplateRules, KindsAreThoseThatReadersKnow) {
  const std::set<std::string> kinds = {"alternative-text",
                                       "badge",
                                       "byline",
                                       "caption",
                                       "comments",
                                       "continues",
                                       "dateline",
                                       "junk",
                                       "more",
                                       "notice",
                                       "published",
                                       "related",
                                       "section",
                                       "share",
                                       "sign-off",
                                       "stamp",
                                       "source-link",
                                       "subheading",
                                       "tags"};
  for (const std::string& tag : installed_packs(find_data_dirs().packs)) {
    const BoilerplateRules loaded = BoilerplateRules::load(find_data_dirs().packs, tag);
    for (const BoilerplateRule& rule : loaded.rules()) {
      EXPECT_TRUE(kinds.contains(rule.what)) << rule.what;
    }
  }
}

TEST(BoilerplateRules, GroupsGivePlaceAgencyAndDate) {
  const BoilerplateRules rules = BoilerplateRules::load(find_data_dirs().packs, "en");
  const std::string text = "HANOI, May 16. /TASS/. Tests have begun.";
  const auto hit = rules.match(BoilerplatePlace::kStart, text, whole(text));
  ASSERT_TRUE(hit);
  EXPECT_EQ(hit->place.of(text), "HANOI");
  EXPECT_EQ(hit->agency.of(text), "TASS");
  EXPECT_EQ(hit->date.of(text), "May 16");
  EXPECT_TRUE(hit->year.empty());
}

TEST(BoilerplateRules, TheSameTextElsewhereIsCutThere) {
  const BoilerplateRules rules = BoilerplateRules::load(find_data_dirs().packs, "en");
  const std::string line = "HANOI, October 23 (VNA) - The delegation arrived.";
  const std::string text = "Above.\n" + line + "\n" + line;
  for (const std::size_t begin : {text.find(line), text.rfind(line)}) {
    const auto at = static_cast<std::uint32_t>(begin);
    const auto first = rules.match(BoilerplatePlace::kStart, line, whole(line));
    const auto hit = rules.match(BoilerplatePlace::kStart, text,
                                 {at, at + static_cast<std::uint32_t>(line.size())});
    ASSERT_TRUE(first && hit);
    EXPECT_EQ(hit->rule, first->rule);
    EXPECT_EQ(hit->span.begin, first->span.begin + at);
    EXPECT_EQ(hit->place.of(text), "HANOI");
    EXPECT_EQ(hit->date.of(text), first->date.of(line));
    EXPECT_TRUE(hit->year.empty());
  }
}

/// Whether two hits are the same.
bool same(const std::optional<BoilerplateHit>& a, const std::optional<BoilerplateHit>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return a->rule == b->rule && a->span == b->span && a->place == b->place && a->date == b->date;
}

TEST_P(BoilerplateExamples, PartsOfAParagraphMatchAsTheyDoByThemselves) {
  const BoilerplateRules rules = BoilerplateRules::load(find_data_dirs().packs, GetParam());
  for (const BoilerplateRule& rule : rules.rules()) {
    for (const std::string& marked : rule.examples) {
      const std::string example = read_example(marked).text;
      const std::string text = "Above.\n" + example + " The port (VNA) opened on May 16 - late. ";
      const Span paragraph{7, static_cast<std::uint32_t>(text.size())};
      const auto middle = static_cast<std::uint32_t>(7 + example.size());
      BoilerplateParagraph search(rules, text, paragraph);
      for (const Span part : {paragraph, Span{7, middle}, Span{middle, paragraph.end}}) {
        for (const BoilerplatePlace place : {BoilerplatePlace::kLine, BoilerplatePlace::kSentence,
                                             BoilerplatePlace::kStart, BoilerplatePlace::kEnd}) {
          EXPECT_TRUE(same(search.match(place, part), rules.match(place, text, part)))
              << rule.name() << " in: " << part.of(text);
        }
      }
    }
  }
}

TEST(BoilerplateRules, ABlankSpanMatchesNothing) {
  const BoilerplateRules rules = BoilerplateRules::load(find_data_dirs().packs, "en");
  for (const BoilerplatePlace place : {BoilerplatePlace::kLine, BoilerplatePlace::kSentence,
                                       BoilerplatePlace::kStart, BoilerplatePlace::kEnd}) {
    EXPECT_FALSE(rules.match(place, "", {0, 0}));
    EXPECT_FALSE(rules.match(place, " \t", {0, 2}));
  }
}

}  // namespace
}  // namespace concord
