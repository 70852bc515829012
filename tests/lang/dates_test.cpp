// The date finder: sentences of tests/lang/dates.tsv, examples of the packs, and its calendar.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "lang/dates/date_parts.h"
#include "lang/pack/analyse.h"
#include "lang/pack/packs.h"
#include "text/input_error.h"

namespace concord {
namespace {

using std::chrono::year_month_day;

Day day(int year, unsigned month, unsigned day_of_month) {
  return Day(year_month_day{std::chrono::year(year), std::chrono::month(month),
                            std::chrono::day(day_of_month)});
}

std::optional<Day> day_of(std::string_view text) {
  int y = 0;
  unsigned m = 0;
  unsigned d = 0;
  if (std::sscanf(std::string(text).c_str(), "%4d-%2u-%2u", &y, &m, &d) != 3) return std::nullopt;
  return day(y, m, d);
}

/// The value as the tables write it.
std::string written(const DateValue& date) {
  if (!is_time_only(date)) return to_string(date);
  const int minutes = *date.minute_of_day;
  std::string text = fmt::format("T{:02}:{:02}", minutes / 60, minutes % 60);
  if (date.zone)
    text += fmt::format("{}{:02}:{:02}", *date.zone < 0 ? '-' : '+', std::abs(*date.zone) / 60,
                        std::abs(*date.zone) % 60);
  return text;
}

/// A sentence with its marks taken out, and what they mark.
struct Marked {
  std::string text;
  std::vector<std::pair<Span, std::string>> dates;
};

Marked read_marks(std::string_view sentence) {
  Marked marked;
  while (!sentence.empty()) {
    const std::size_t open = sentence.find('[');
    marked.text += sentence.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t bar = sentence.find('|', open);
    const std::size_t close = sentence.find(']', bar);
    const auto begin = static_cast<std::uint32_t>(marked.text.size());
    marked.text += sentence.substr(open + 1, bar - open - 1);
    marked.dates.emplace_back(Span{begin, static_cast<std::uint32_t>(marked.text.size())},
                              std::string(sentence.substr(bar + 1, close - bar - 1)));
    sentence.remove_prefix(close + 1);
  }
  return marked;
}

/// Finds the dates of a marked sentence and compares them with the marks: the passages must
/// overlap, the values be the same.
void expect_dates(Packs& packs, std::string_view lang, std::string_view published,
                  std::string_view sentence, const std::string& where) {
  const Lexicon none;
  const Marked marked = read_marks(sentence);
  Analyser analyser(packs.get(lang), none, Side::kSource);
  const AnalysedSentence analysed = analyser.analyse(
      marked.text, {0, static_cast<std::uint32_t>(marked.text.size())}, day_of(published));
  std::vector<std::string> found;
  std::size_t next = 0;
  bool good = true;
  for (const Mention& mention : analysed.mentions) {
    if (mention.date() == nullptr) continue;
    const std::string value = written(*mention.date());
    found.push_back(std::string(mention.span.of(marked.text)) + " = " + value);
    good = good && next < marked.dates.size() && marked.dates[next].first.overlaps(mention.span) &&
           marked.dates[next].second == value;
    ++next;
  }
  EXPECT_TRUE(good && next == marked.dates.size())
      << where << ": " << sentence << "\n  found " << ::testing::PrintToString(found);
}

TEST(Dates, Sentences) {
  Packs packs(find_data_dirs());
  const Table table(std::string(CONCORD_SOURCE_DIR) + "/tests/lang/dates.tsv", 3, 3);
  for (const TableRow& row : table.rows()) {
    expect_dates(packs, row.cells[0], row.cells[1], row.cells[2],
                 "dates.tsv:" + std::to_string(row.line));
  }
  EXPECT_GT(table.rows().size(), 250u);
}

TEST(Dates, ExamplesOfThePacks) {
  Packs packs(find_data_dirs());
  for (const std::string& tag : installed_packs(find_data_dirs().packs)) {
    const std::string path = find_data_dirs().packs + "/" + tag + "/dates.tsv";
    if (!std::filesystem::exists(path)) continue;
    const Table table(path, 3, 3);
    int examples = 0;
    for (const TableRow& row : table.rows()) {
      if (row.cells[0] != "example") continue;
      ++examples;
      expect_dates(packs, tag, row.cells[1], row.cells[2], path + ":" + std::to_string(row.line));
    }
    EXPECT_GT(examples, 5) << path;
  }
}

TEST(Dates, WithoutAPublicationDateWhatWasSaidStays) {
  Packs packs(find_data_dirs());
  const Lexicon none;
  Analyser analyser(packs.get("en"), none, Side::kSource);
  const std::string text = "on Saturday, 16 November";
  const AnalysedSentence sentence =
      analyser.analyse(text, {0, static_cast<std::uint32_t>(text.size())}, std::nullopt);
  ASSERT_FALSE(sentence.mentions.empty());
  ASSERT_NE(sentence.mentions.back().date(), nullptr);
  const DateValue& date = *sentence.mentions.back().date();
  EXPECT_TRUE(date.readings.empty());
  EXPECT_EQ(date.weekday, 6u);
  EXPECT_EQ(date.month, 11u);
  EXPECT_EQ(date.day_of_month, 16u);
  EXPECT_EQ(to_string(date), "");
}

TEST(Dates, AnAmbiguousOrderStaysASetOfReadings) {
  Packs packs(find_data_dirs());
  const Lexicon none;
  Analyser analyser(packs.get("en"), none, Side::kSource);
  const std::string text = "signed on 5/6/2024";
  const AnalysedSentence sentence =
      analyser.analyse(text, {0, static_cast<std::uint32_t>(text.size())}, day(2024, 11, 18));
  ASSERT_FALSE(sentence.mentions.empty());
  ASSERT_NE(sentence.mentions.back().date(), nullptr);
  const DateValue& date = *sentence.mentions.back().date();
  ASSERT_EQ(date.readings.size(), 2u);
  EXPECT_EQ(date.readings[0].first, day(2024, 6, 5)) << "the nearer to the publication comes first";
  EXPECT_EQ(date.readings[1].first, day(2024, 5, 6));
  EXPECT_FALSE(date.month.has_value());
}

TEST(Dates, ALanguageWithoutAPackHasIsoDates) {
  const DateRules rules = DateRules::load(find_data_dirs().packs, "xx");
  EXPECT_EQ(rules.entry_of("november"), 0u);
}

TEST(DateParts, NoDateIsMadeOfAnImpossibleDay) {
  DateParts parts;
  parts.day = 31;
  parts.month = 2;
  EXPECT_EQ(resolve_date(parts, day(2024, 11, 18)), std::nullopt);
  parts.day = 29;
  EXPECT_TRUE(resolve_date(parts, day(2024, 11, 18)));
  parts.year = 2023;
  EXPECT_EQ(resolve_date(parts, day(2024, 11, 18)), std::nullopt);
}

TEST(DateParts, TheYearIsTheNearest) {
  DateParts parts;
  parts.day = 28;
  parts.month = 12;
  EXPECT_EQ(resolve_date(parts, day(2024, 1, 5))->readings.front().first, day(2023, 12, 28));
  EXPECT_EQ(resolve_date(parts, day(2024, 11, 5))->readings.front().first, day(2024, 12, 28));
}

TEST(DateParts, ARangeTakesWhatItsEndsLeaveOut) {
  DateParts first;
  first.day = 28;
  DateParts last;
  last.day = 3;
  last.month = 1;
  first.month = 12;
  const auto range = resolve_range(first, last, day(2025, 1, 2));
  ASSERT_TRUE(range);
  EXPECT_EQ(to_string(*range), "2024-12-28/2025-01-03");
  EXPECT_EQ(resolve_range(last, DateParts{}, day(2025, 1, 2)), std::nullopt);
}

}  // namespace
}  // namespace concord
