// Every format: what it says of a small report, and that hostile text cannot break it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <sstream>

#include "formats/escape.h"
#include "formats/issue_view.h"
#include "formats/read_beads.h"
#include "formats/writer.h"
#include "lang/base/data_dirs.h"
#include "tests/formats/report_builder.h"
#include "text/input_error.h"

namespace concord {
namespace {
using ::testing::HasSubstr;
using ::testing::Not;

std::string write(ReportWriter& writer, const PairReport& report) {
  std::string out = writer.begin();
  out += writer.pair(report);
  return out + writer.end();
}

std::string write_issues(const std::string& format, const PairReport& report,
                         WriterOptions options = {}) {
  options.messages = find_data_dirs().messages;
  options.version = "1.2.3";
  options.timestamp = "20241116T000000Z";
  return write(*make_report_writer(format, options), report);
}

std::string write_beads(const std::string& format, const PairReport& report,
                        WriterOptions options = {}) {
  options.messages = find_data_dirs().messages;
  options.timestamp = "20241116T000000Z";
  return write(*make_bead_writer(format, options), report);
}

bool is_well_formed(const std::string& xml) {
  pugi::xml_document document;
  return document.load_string(xml.c_str());
}

TEST(Writers, LinesNameFileSentenceAndColumn) {
  EXPECT_EQ(write_issues("line", test::small_report()),
            "b.en.txt:1:16: error number: 2030 in the source is 2035 in the target\n"
            "a.ru.txt:2:1: warning duplicate-word: “on” is printed twice in a row\n");
}

TEST(Writers, TextUnderlinesBothPassages) {
  EXPECT_EQ(write_issues("text", test::small_report()),
            "1   ru  Plan do 2030 goda.\n"
            "                ^^^^\n"
            "    en  The plan until 2035.\n"
            "                       ^^^^\n"
            "    error  number  2030 in the source is 2035 in the target\n"
            "\n"
            "2   ru  On on skazal.\n"
            "        ^^^^^\n"
            "    en  He said.\n"
            "    warning  duplicate-word  “on” is printed twice in a row\n"
            "\n"
            "1 error, 1 warning, 0 notes.\n");
}

TEST(Writers, TextFitsTheTerminalAndMarksTheWords) {
  std::string filler;
  for (int i = 0; i < 30; ++i) filler += "слово ";  // Cyrillic: two bytes a column
  PairReport report = test::small_report();
  report.issues.resize(1);
  report.source = test::article_of("a", "ru", {filler + "2030 " + filler, "b"});
  report.target = test::article_of("b", "en", {"The plan until 2035.", "b"});
  report.issues[0].source = test::passage_of(report.source, "2030", "2030");
  report.issues[0].target = test::passage_of(report.target, "2035", "2035");
  WriterOptions options;
  options.width = 72;
  std::istringstream lines(write_issues("text", report, options));
  std::string sentence;
  std::string carets;
  std::getline(lines, sentence);
  std::getline(lines, carets);
  EXPECT_LE(count_code_points(sentence), 72U);
  EXPECT_EQ(carets.find('^'), count_code_points(sentence.substr(0, sentence.find("2030"))));
  EXPECT_EQ(carets.size() - carets.find('^'), 4U);
  EXPECT_THAT(sentence, HasSubstr("…"));
  options.color = true;
  EXPECT_THAT(write_issues("text", report, options), HasSubstr("\x1b[4;31m2035\x1b[0m"));
}

TEST(Writers, JsonLinesHoldTheContractsKeys) {
  const std::string lines = write_issues("jsonl", test::small_report());
  const auto issue = nlohmann::ordered_json::parse(lines.substr(0, lines.find('\n')));
  EXPECT_EQ(issue["pair"], "1");
  EXPECT_EQ(issue["target"], (nlohmann::ordered_json{
                                 {"text", "2035"}, {"start", 15}, {"end", 19}, {"value", "2035"}}));
  EXPECT_EQ(issue["mqm"], "accuracy/mistranslation");
  EXPECT_EQ(issue["its"], "numbers");
  EXPECT_EQ(issue["id"].get<std::string>().size(), 16U);
}

TEST(Writers, FurtherPassagesOfASideAreShownBesideTheFirst) {
  PairReport report = test::small_report();
  report.issues.resize(1);
  report.issues[0].target->also = {test::passage_of(report.target, "said", "said")};
  using Json = nlohmann::json;
  const Json line = Json::parse(write_issues("jsonl", report));
  EXPECT_EQ(line["target"]["text"], "2035");
  EXPECT_EQ(line["target"]["also"], Json::parse(R"([{"text": "said", "start": 24, "end": 28,
                                                     "value": "said"}])"));
  EXPECT_FALSE(line["source"].contains("also"));
  EXPECT_THAT(write_issues("text", report), HasSubstr("    en  The plan until 2035.\n"
                                                      "                       ^^^^\n"
                                                      "        He said.\n"
                                                      "           ^^^^\n"));
  const Json result = Json::parse(write_issues("sarif", report))["runs"][0]["results"][0];
  ASSERT_EQ(result["relatedLocations"].size(), 2U);
  const Json& further = result["relatedLocations"][1];
  EXPECT_EQ(further["id"], 2);
  EXPECT_EQ(further["physicalLocation"]["region"]["snippet"]["text"], "said");
  EXPECT_FALSE(further.contains("message"));
}

TEST(Writers, MinSeverityHidesWhatIsBelow) {
  WriterOptions options;
  options.min_severity = Severity::kError;
  EXPECT_THAT(write_issues("line", test::small_report(), options),
              Not(HasSubstr("duplicate-word")));
}

TEST(Writers, SilencedIssuesAreCountedOrMarkedInEveryFormat) {
  PairReport report = test::small_report();
  report.issues[0].judgement = Judgement{"false-alarm", "the plan was changed"};
  WriterOptions options;
  options.judged = true;
  EXPECT_THAT(write_issues("text", report, options),
              HasSubstr("1 issue was judged before and is silenced."));
  EXPECT_THAT(write_issues("line", report, options), HasSubstr("# 0 errors, 1 warning"));
  EXPECT_THAT(write_issues("jsonl", report, options), HasSubstr("\"silenced\":1"));
  EXPECT_THAT(write_issues("json", report, options), HasSubstr("\"silenced\":1"));
  EXPECT_THAT(write_issues("github", report, options), HasSubstr("silenced"));
  EXPECT_THAT(write_issues("csv", report, options), HasSubstr("false-alarm,the plan was changed"));
  EXPECT_THAT(write_issues("html", report, options), HasSubstr("data-verdict=\"false-alarm\""));
  EXPECT_THAT(write_issues("xliff", report, options),
              HasSubstr("<note category=\"silenced\" priority=\"10\">1 issue"));
  EXPECT_THAT(write_beads("tmx", report, options), HasSubstr("<prop type=\"x-silenced\">1</prop>"));
  EXPECT_THAT(write_issues("junit", report, options), Not(HasSubstr("<failure")));
  const auto sarif = nlohmann::json::parse(write_issues("sarif", report, options));
  EXPECT_EQ(sarif["runs"][0]["results"][0]["baselineState"], "unchanged");
  EXPECT_EQ(sarif["runs"][0]["results"][0]["suppressions"][0]["justification"],
            "false-alarm: the plan was changed");
  EXPECT_EQ(sarif["runs"][0]["results"][1]["baselineState"], "new");
}

TEST(Writers, AnIssueJudgedRealStandsInEveryFormat) {
  PairReport report = test::small_report();
  report.issues[0].judgement = Judgement{"real", "to be fixed"};
  WriterOptions options;
  options.judged = true;
  EXPECT_THAT(write_issues("line", report, options), HasSubstr("2030"));
  EXPECT_THAT(write_issues("jsonl", report, options), HasSubstr("\"verdict\":\"real\""));
  EXPECT_THAT(write_issues("junit", report, options), HasSubstr("<failure"));
  EXPECT_THAT(write_beads("tmx", report, options), Not(HasSubstr("2035")));
  const auto sarif = nlohmann::json::parse(write_issues("sarif", report, options));
  EXPECT_FALSE(sarif["runs"][0]["results"][0].contains("suppressions"));
}

TEST(Writers, JunitCountsAPairAsOneCase) {
  const std::string xml = write_issues("junit", test::small_report());
  EXPECT_THAT(xml, HasSubstr("tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\""));
  EXPECT_TRUE(is_well_formed(xml));
}

TEST(Writers, HostileTextBreaksNoFormat) {
  const PairReport report = test::hostile_report();
  for (const std::string& format : report_formats()) {
    const std::string out = write_issues(format, report);
    EXPECT_FALSE(first_invalid_utf8(out)) << format;
    EXPECT_EQ(out.find('\x01'), std::string::npos) << format;
    if (format == "junit" || format == "xliff") {
      EXPECT_TRUE(is_well_formed(out)) << format;
    }
    if (format == "json" || format == "sarif") {
      EXPECT_FALSE(nlohmann::json::parse(out, nullptr, false).is_discarded()) << format;
    }
    if (format == "html") {
      EXPECT_THAT(out, Not(HasSubstr("<script>alert")));
      EXPECT_THAT(out, Not(HasSubstr("\xE2\x80\xAE")));
    }
    if (format == "text" || format == "line") {
      EXPECT_EQ(out.find('\x1b'), std::string::npos) << format;
      EXPECT_THAT(out, Not(HasSubstr("\xE2\x80\xAE"))) << format;
    }
    if (format == "csv") {
      EXPECT_THAT(out, HasSubstr("\"'=cmd"));
    }
    if (format == "github") {
      EXPECT_THAT(out, HasSubstr("%250A::error::x"));
    }
  }
  for (const std::string& format : bead_formats()) {
    const std::string out = write_beads(format, report);
    EXPECT_FALSE(first_invalid_utf8(out)) << format;
    if (format == "tmx") {
      EXPECT_TRUE(is_well_formed(out));
    }
  }
}

TEST(Escape, EveryCharacterStandsForItselfOrIsReplaced) {
  const std::string replaced = "\uFFFD";
  for (char32_t c = 0x20; c < 0x110000; c = c == 0xD7FF ? 0xE000 : c + 1) {
    std::string text;
    append_utf8(text, c);
    const bool bidi = c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
                      (c >= 0x2066 && c <= 0x2069);
    const bool markup =
        c < 0x80 && std::string_view("&<>\"'").find(static_cast<char>(c)) != std::string_view::npos;
    const std::string inside = "a" + text + "ж" + text;
    const auto with = [](const std::string& each) { return "a" + each + "ж" + each; };
    if (!markup) {
      const std::string allowed = c == 0xFFFE || c == 0xFFFF ? replaced : text;
      ASSERT_EQ(xml_text(inside), with(allowed)) << std::hex << static_cast<std::uint32_t>(c);
      ASSERT_EQ(page_text(inside), with(bidi ? replaced : allowed))
          << std::hex << static_cast<std::uint32_t>(c);
    }
    ASSERT_EQ(plain_line(inside), with(bidi || (c >= 0x7F && c < 0xA0) ? replaced : text))
        << std::hex << static_cast<std::uint32_t>(c);
    std::string json;
    append_json(json, inside);
    ASSERT_EQ(json, "\"" + with(c == '"' ? "\\\"" : c == '\\' ? "\\\\" : text) + "\"");
  }
  std::string controls;
  for (char c = 0; c < 0x20; ++c) controls += c;
  std::string json;
  append_json(json, controls);
  EXPECT_EQ(json, nlohmann::json(controls).dump());
  for (const std::string broken :
       {"\xFF", "a\xC3", "\xE1\xBB", "\xED\xA0\x80", "\xC0\xAF", "\xF5\x80\x80\x80"}) {
    std::string quoted;
    append_json(quoted, broken);
    for (const std::string& out :
         {xml_text(broken), page_text(broken), plain_line(broken), quoted}) {
      EXPECT_FALSE(first_invalid_utf8(out)) << broken;
      EXPECT_THAT(out, HasSubstr(replaced)) << broken;
    }
  }
}

TEST(Writers, NoPairGivesAWholeDocument) {
  for (const std::string format : {"json", "sarif", "junit", "xliff", "html", "csv"}) {
    WriterOptions options;
    options.messages = find_data_dirs().messages;
    const auto writer = make_report_writer(format, options);
    const std::string begin = writer->begin();
    const std::string out = begin + writer->end();
    if (format == "json" || format == "sarif") {
      EXPECT_FALSE(nlohmann::json::parse(out, nullptr, false).is_discarded()) << format;
    }
    if (format == "junit" || format == "xliff") {
      EXPECT_TRUE(is_well_formed(out)) << format;
    }
    EXPECT_FALSE(out.empty()) << format;
  }
}

TEST(Writers, TmxLeavesOutErrorsGapsAndDoubtfulUnits) {
  PairReport report = test::small_report();
  EXPECT_THAT(write_beads("tmx", report), Not(HasSubstr("2035")));
  EXPECT_THAT(write_beads("tmx", report),
              HasSubstr("<prop type=\"x-issues\">duplicate-word:warning</prop>"));
  WriterOptions all;
  all.tmx_all = true;
  EXPECT_THAT(write_beads("tmx", report, all),
              HasSubstr("<prop type=\"score-concord\">0.900</prop>"));
  WriterOptions sure;
  sure.tmx_min_score = 0.85;
  EXPECT_THAT(write_beads("tmx", report, sure), Not(HasSubstr("He said")));
  report.issues[0].judgement = Judgement{"false-alarm", ""};
  EXPECT_THAT(write_beads("tmx", report), HasSubstr("2035"));
}

TEST(Writers, UnknownFormatsAndEndingsAreRefusedByName) {
  EXPECT_THROW(make_report_writer("yaml", {}), InputError);
  EXPECT_EQ(format_of_path("a/b.sarif.json"), "sarif");
  EXPECT_EQ(format_of_path("b.tmx"), "tmx");
  EXPECT_EQ(format_of_path("b.xlf"), "xliff");
  EXPECT_THROW(format_of_path("b.doc"), InputError);
}

TEST(MovedBeads, AreThoseOutsideTheLongestChain) {
  const std::vector<Bead> beads = {{{0}, {2}}, {{1}, {0}}, {{2}, {1}}, {{3}, {}}, {{4}, {3}}};
  EXPECT_EQ(moved_beads(beads), (std::vector<bool>{true, false, false, false, false}));
  EXPECT_TRUE(moved_beads({}).empty());
}

TEST(ReadBeads, ReadsBackWhatIsWritten) {
  PairReport report{{},
                    test::article_of("a", "ru", {"a", "b", "c"}),
                    test::article_of("b", "en", {"x", "y"}),
                    {},
                    {}};
  report.beads = {{{0, 1}, {0}, 0.5, 1}, {{2}, {}, 0, 1}, {{}, {1}, 0, 1}};
  for (const std::string format : {"ladder", "hunalign"}) {
    EXPECT_EQ(read_beads("beads", write_beads(format, report), {3, 2}), report.beads) << format;
  }
}

TEST(ReadBeads, SaysWhichIndexIsWrong) {
  struct Row {
    const char* bytes;
    const char* error;
  };
  const Row rows[] = {
      {"[0]:[0]\n[7]:[1]\n",
       "beads: source sentence 7 does not exist: there are 2; every sentence of both sides must be "
       "in exactly one "
       "bead; align the same files"},
      {"[0]:[0]\n[0]:[1]\n",
       "beads: source sentence 0 is in two beads; every sentence of both sides must be in exactly "
       "one bead; align the "
       "same files"},
      {"[0]:[0]\n",
       "beads: source sentence 1 is not in any bead; every sentence of both sides must be in "
       "exactly "
       "one bead; align the "
       "same files"},
      {"[0]:[0]\n[1:[1]\n", "beads:2: is not a bead; write [0, 1]:[0]:COST"},
      {"0\t0\t1\n9\t1\t1\n",
       "beads:2: source sentence 8 does not exist: there are 2; align the same files"},
  };
  for (const Row& row : rows) {
    try {
      read_beads("beads", row.bytes, {2, 2});
      ADD_FAILURE() << row.bytes;
    } catch (const InputError& error) {
      EXPECT_STREQ(error.what(), row.error);
    }
  }
}

}  // namespace
}  // namespace concord
