// Baselines and configuration.
#include "formats/baseline.h"

#include <gtest/gtest.h>

#include "formats/config.h"
#include "lang/base/data_dirs.h"
#include "tests/formats/report_builder.h"
#include "text/input_error.h"

namespace concord {
namespace {

std::string error_of(const std::string& lines) {
  try {
    Baseline baseline;
    baseline.read("b.jsonl", lines);
    return {};
  } catch (const InputError& error) {
    return error.what();
  }
}

TEST(Baseline, SilencesWhatItNamesAndTellsWhatIsStale) {
  PairReport report = test::small_report();
  Baseline baseline;
  baseline.read(
      "b",
      "{\"id\":\"" + report.issues[0].id +
          "\",\"verdict\":\"false-alarm\",\"note\":\"known\"}\n\n" +
          "{\"id\":\"feedfeedfeedfeed\",\"verdict\":\"right\"}\n{\"summary\":{\"silenced\":0}}\n" +
          "{\"id\":\"0123\",\"source_document\":\"other\",\"target_document\":\"pair\"}\n");
  baseline.apply(report);
  ASSERT_TRUE(report.issues[0].judgement);
  EXPECT_EQ(report.issues[0].judgement->verdict, "false-alarm");
  EXPECT_EQ(report.issues[0].judgement->note, "known");
  EXPECT_FALSE(report.issues[1].judgement);
  ASSERT_EQ(baseline.stale().size(), 1U);
  EXPECT_EQ(baseline.stale()[0]->id, "feedfeedfeedfeed");
  EXPECT_EQ(baseline.remove(baseline.stale()), 1U);
  EXPECT_EQ(baseline.entries().size(), 2U);
}

TEST(Baseline, RecordsWhatIsOpenAndReadsItBack) {
  PairReport report = test::small_report();
  Baseline baseline;
  EXPECT_EQ(baseline.record(report, MessageCatalogue(find_data_dirs().messages, "en")), 2U);
  EXPECT_EQ(baseline.record(report, MessageCatalogue(find_data_dirs().messages, "en")), 0U);
  Baseline again;
  for (const BaselineEntry& entry : baseline.entries()) again.read("b", to_line(entry));
  again.apply(report);
  EXPECT_TRUE(report.issues[0].judgement && report.issues[1].judgement);
  EXPECT_TRUE(again.stale().empty());
}

TEST(Baseline, OnlyFalseAlarmsIntendedAndKnownIssuesAreSilenced) {
  struct Row {
    const char* written;
    const char* read;
    bool silenced;
  };
  const Row rows[] = {
      {"real", "real", false},
      {"right", "real", false},
      {"false-alarm", "false-alarm", true},
      {"intended", "intended", true},
      {"accepted-cut", "intended", true},
      {"baseline", "baseline", true},
      {"open", "open", false},
  };
  for (const Row& row : rows) {
    PairReport report = test::small_report();
    Baseline baseline;
    baseline.read("b", to_line({report.issues[0].id, row.written, "n", {}, {}, {}}));
    baseline.apply(report);
    ASSERT_TRUE(report.issues[0].judgement) << row.written;
    EXPECT_EQ(report.issues[0].judgement->verdict, row.read);
    EXPECT_EQ(report.issues[0].silenced(), row.silenced) << row.written;
  }
}

TEST(Baseline, RefusesBadLinesByNumber) {
  const std::string remedy = "; write one JSON object a line with \"id\" and \"verdict\"";
  EXPECT_EQ(error_of("{\"id\":\"a\"}\nnonsense\n"), "b.jsonl:2: is not a JSON object" + remedy);
  EXPECT_EQ(error_of("{\"verdict\":\"real\"}"), "b.jsonl:1: has no \"id\"" + remedy);
  EXPECT_EQ(error_of("{\"id\":\"a\",\"verdict\":\"maybe\"}"),
            "b.jsonl:1: has the unknown verdict 'maybe'; use real, false-alarm, intended, "
            "baseline, open");
  EXPECT_EQ(error_of(std::string(100'000, '[')), "b.jsonl:1: is not a JSON object" + remedy);
}

TEST(Config, RefusesWithTheNearestKnownKey) {
  struct Row {
    const char* toml;
    const char* error;
  };
  const Row rows[] = {
      {"fail_on = \"error\"", "c.toml:1: unknown key 'fail_on'; did you mean 'fail-on'?"},
      {"\n[checks]\nnumbre = \"off\"", "c.toml:3: unknown key 'numbre'; did you mean 'number'?"},
      {"[checks]\nnumber = \"loud\"",
       "c.toml:2: unknown severity 'loud'; use error, warning, info or off"},
      {"[[ignore]]\ncheck = \"number\"",
       "c.toml:1: ignore has no pattern; write before, inside or after"},
      {"ui-lang = [", "c.toml:1: "},
      {"\n[.a]", "c.toml:2: is not TOML: "},
      {"[Ѣ", "c.toml:1: is not TOML: "},
      {"[outlet.x]\n", "c.toml:1: outlet.x has no documents; write documents = [\"*/name/*\"]"},
  };
  for (const Row& row : rows) {
    try {
      read_config("c.toml", row.toml);
      ADD_FAILURE() << row.toml;
    } catch (const InputError& error) {
      EXPECT_EQ(std::string(error.what()).substr(0, std::string(row.error).size()), row.error);
    }
  }
}

TEST(Config, IsNoLongerThanSettingsAre) {
  const auto refused = [](const std::string& toml) -> std::string {
    try {
      read_config("c.toml", toml);
    } catch (const InputError& error) {
      return error.what();
    }
    return {};
  };
  const auto times = [](std::size_t count, const std::string& piece) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += piece;
    return text;
  };
  EXPECT_EQ(refused(times(std::size_t{1} << 19, "#\n")), "");
  EXPECT_EQ(refused(times(std::size_t{1} << 19, "#\n") + "#"),
            "c.toml: is larger than 1048576 bytes; shorten it");
  EXPECT_EQ(refused("boilerplate = [" + times(1000, "'a',") + "]"), "");
  EXPECT_EQ(refused("\nboilerplate = [" + times(1001, "'a',") + "]"),
            "c.toml:2: boilerplate has more than 1000 entries; write one pattern for several");
  EXPECT_EQ(refused(times(1001, "[[ignore]]\ninside = 'a'\n")).substr(0, 45),
            "c.toml:1: ignore has more than 1000 entries; ");
}

TEST(Config, LaterSectionsOverrideAndPoliciesApply) {
  const Config config = read_config(
      "c.toml",
      "[checks]\nduplicate-word = \"off\"\nnumber = \"info\"\n[pair.ru-en.checks]\nnumber = "
      "\"warning\"\n"
      "[outlet.b]\ndocuments = [\"b.*\"]\n[[outlet.b.ignore]]\ncheck = \"date\"\ninside = \"x\"\n");
  PairReport report = test::small_report();
  const ConfigRules rules = rules_for(config, report.source.article, report.target.article);
  EXPECT_EQ(rules.checks.at("number").value, "warning");
  EXPECT_EQ(rules.checks.at("number").origin, "c.toml:5");
  EXPECT_EQ(rules.ignore.size(), 1U);
  policy_of(rules).apply(report);
  ASSERT_EQ(report.issues.size(), 1U);
  EXPECT_EQ(report.issues[0].severity, Severity::kWarning);
}

TEST(Policy, IgnoresByWordsBeforeInsideAndAfter) {
  struct Row {
    IgnoreRule rule;
    bool ignored;
  };
  const Row rows[] = {
      {{"number", "do", "", ""}, true},       {{"number", "plan", "", ""}, false},
      {{"", "", "203\\d", ""}, true},         {{"date", "", "2030", ""}, false},
      {{"number", "", "", "goda"}, true},     {{"number", "until", "2035", "\\."}, true},
      {{"number", "", "2030", "zzz"}, false},
  };
  for (const Row& row : rows) {
    PairReport report = test::small_report();
    Policy({}, {row.rule}).apply(report);
    EXPECT_EQ(report.issues.size(), row.ignored ? 1U : 2U)
        << row.rule.before << "|" << row.rule.inside << "|" << row.rule.after;
  }
}

TEST(Config, BoilerplatePatternsTakeParagraphsAway) {
  const Config config = read_config("c.toml", "boilerplate = [\"He .*\"]\n");
  PairReport report = test::small_report();
  apply_boilerplate(config.rules, report.target.article);
  EXPECT_EQ(report.target.article.sentences.size(), 1U);
  EXPECT_EQ(report.target.article.blocks[1].role, BlockRole::kBoilerplate);
}

}  // namespace
}  // namespace concord
