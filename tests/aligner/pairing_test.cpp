// The pairing of documents over profiles made by hand: windows of days, links, thieves of partners,
// threads.
#include "aligner/pairing.h"

#include <gtest/gtest.h>

#include "text/day.h"

namespace concord {
namespace {

/// A document whose words are numbers: word n has the key and identity n.
DocumentProfile document(const std::vector<std::uint32_t>& words, const char* day = nullptr) {
  DocumentProfile profile;
  if (day != nullptr) profile.day = parse_iso_day(day);
  for (const std::uint32_t word : words) {
    DocumentFeature feature;
    feature.identity = word;
    feature.first_key = static_cast<std::uint32_t>(profile.keys.size());
    feature.key_count = 1;
    feature.label_begin = static_cast<std::uint32_t>(profile.labels.size());
    profile.labels += std::to_string(word);
    feature.label_end = static_cast<std::uint32_t>(profile.labels.size());
    profile.features.push_back(feature);
    profile.keys.push_back({word, 1, EvidenceKind::kLexicon});
  }
  return profile;
}

/// Words begin to begin + count.
std::vector<std::uint32_t> words(std::uint32_t begin, std::uint32_t count = 30) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = 0; i < count; ++i) out.push_back(begin + i);
  return out;
}

std::string told(const std::vector<DocumentPair>& pairs) {
  std::string out;
  const auto index = [](std::optional<std::uint32_t> i) {
    return i ? std::to_string(*i) : std::string("-");
  };
  for (const DocumentPair& pair : pairs)
    out += index(pair.source) + ":" + index(pair.target) +
           (pair.best ? "?" + index(pair.best) : "") + " ";
  return out;
}

TEST(Pairing, ByContent) {
  const std::vector<DocumentProfile> sources = {document(words(0)), document(words(100)),
                                                document(words(200))};
  const std::vector<DocumentProfile> targets = {document(words(200)), document(words(0)),
                                                document(words(300))};
  EXPECT_EQ(told(pair_documents(sources, targets, {}, {})), "0:1 2:0 1:- -:2 ");
  EXPECT_EQ(told(pair_documents({}, targets, {}, {})), "-:0 -:1 -:2 ");
  EXPECT_EQ(told(pair_documents(sources, {}, {}, {})), "0:- 1:- 2:- ");
  EXPECT_EQ(told(pair_documents({}, {}, {}, {})), "");
}

TEST(Pairing, AnUnpairedDocumentNamesItsBestCandidate) {
  std::vector<std::uint32_t> mixed = words(0, 8);
  const auto other = words(500, 60);
  mixed.insert(mixed.end(), other.begin(), other.end());
  const std::vector<DocumentProfile> sources = {document(words(0))};
  const std::vector<DocumentProfile> targets = {document(mixed)};
  const auto pairs = pair_documents(sources, targets, {}, {});
  EXPECT_EQ(told(pairs), "0:-?0 -:0?0 ");
  EXPECT_FALSE(pairs[0].because.empty());
}

TEST(Pairing, ARivalWithAPartnerOfItsOwnIsNone) {
  // Source 0 and target 0 share fifteen words of thirty; both share fourteen with reports that are
  // each other's versions. Without the first round these would hide the pair.
  const auto part = [](std::uint32_t shared, std::uint32_t count, std::uint32_t own) {
    std::vector<std::uint32_t> out = words(shared, count);
    const auto rest = words(own, 30 - count);
    out.insert(out.end(), rest.begin(), rest.end());
    return out;
  };
  std::vector<DocumentProfile> sources = {document(part(0, 15, 1000))};
  std::vector<DocumentProfile> targets = {document(part(0, 15, 2000))};
  for (std::uint32_t i = 1; i < 5; ++i) {
    const auto both = part(1, 14, 1000 * i + 3000);
    sources.push_back(document(both));
    targets.push_back(document(both));
  }
  EXPECT_EQ(told(pair_documents(sources, targets, {}, {})), "0:0 1:1 2:2 3:3 4:4 ");
}

TEST(Pairing, TheScoreDoesNotDependOnTheOthers) {
  // Nine words of ten are shared.
  std::vector<DocumentProfile> sources = {document(words(0, 20))};
  std::vector<DocumentProfile> targets = {document(words(2, 20))};
  const double alone = pair_documents(sources, targets, {}, {})[0].score;
  for (std::uint32_t i = 1; i < 200; ++i) {
    sources.push_back(document(words(1000 * i)));
    targets.push_back(document(words(1000 * i)));
  }
  const auto among_many = pair_documents(sources, targets, {}, {});
  EXPECT_EQ(among_many[0].source, 0U);
  EXPECT_EQ(among_many[0].target, 0U);
  EXPECT_EQ(among_many[0].score, alone);
}

TEST(Pairing, OfReportsOnOneEventTheBestSumCounts) {
  // Source 0 and target 0 are likest each other, which would leave a bad pair.
  const auto joined = [](std::vector<std::uint32_t> all, const std::vector<std::uint32_t>& more) {
    all.insert(all.end(), more.begin(), more.end());
    return all;
  };
  const std::vector<DocumentProfile> sources = {document(joined(words(0, 30), words(50, 26))),
                                                document(joined(words(0, 30), words(50, 20)))};
  const std::vector<DocumentProfile> targets = {document(joined(words(0, 30), words(70, 3))),
                                                document(joined(words(50, 26), words(500, 10)))};
  EXPECT_EQ(told(pair_documents(sources, targets, {}, {})), "0:1 1:0 ");
}

TEST(Pairing, OnlyWithinTheWindowOfDays) {
  const std::vector<DocumentProfile> sources = {
      document(words(0), "2024-11-10"), document(words(100), "2024-11-10"), document(words(200))};
  const std::vector<DocumentProfile> targets = {document(words(0), "2024-11-14"),
                                                document(words(100), "2024-11-13"),
                                                document(words(200), "2020-01-01")};
  EXPECT_EQ(told(pair_documents(sources, targets, {}, {})), "1:1 2:2 0:- -:0 ");
  PairingOptions wide;
  wide.date_window_days = 4;
  EXPECT_EQ(told(pair_documents(sources, targets, {}, wide)), "0:0 1:1 2:2 ");
}

TEST(Pairing, DaysThatTextsPrintTellReportsOnOneSubjectApart) {
  // Eight words of thirty are shared.
  DocumentProfile source = document(words(0));
  DocumentProfile target = document(words(22));
  const auto paired = [&] {
    return told(pair_documents(std::span(&source, 1), std::span(&target, 1), {}, {})) == "0:0 ";
  };
  EXPECT_TRUE(paired());
  source.printed_days = {100, 309};
  EXPECT_TRUE(paired());  // nothing to compare it with
  target.printed_days = {250};
  EXPECT_FALSE(paired());
  target.printed_days = {250, 310};  // the next day
  EXPECT_TRUE(paired());
  source.printed_days = {0};
  target.printed_days = {365};  // over the end of the year
  EXPECT_TRUE(paired());
}

TEST(Pairing, OneSubjectWithOtherNamesIsAnotherEvent) {
  // Eighteen ordinary words of thirty are shared; six names are, or none.
  const auto report = [](std::uint32_t first_word, std::uint32_t first_name) {
    std::vector<std::uint32_t> all = words(first_word);
    for (const std::uint32_t name : words(first_name, 6)) all.push_back(name);
    DocumentProfile profile = document(all);
    for (DocumentFeature& feature : profile.features) feature.ordinary = feature.identity < 500;
    return profile;
  };
  const std::vector<DocumentProfile> sources = {report(0, 500)};
  EXPECT_EQ(told(pair_documents(sources, std::vector{report(12, 500)}, {}, {})), "0:0 ");
  EXPECT_NE(told(pair_documents(sources, std::vector{report(12, 600)}, {}, {})), "0:0 ");
}

TEST(Pairing, LinksComeFirst) {
  const std::vector<DocumentProfile> sources = {document(words(0)), document(words(100))};
  const std::vector<DocumentProfile> targets = {document(words(0)), document(words(900))};
  const std::vector<DocumentLink> links = {{0, 1}};
  const auto pairs = pair_documents(sources, targets, links, {});
  EXPECT_EQ(told(pairs), "0:1 1:- -:0?0 ");
  EXPECT_TRUE(pairs[0].linked);
  EXPECT_EQ(pairs[0].score, 1);
}

TEST(Pairing, ThreadsDoNotMatter) {
  std::vector<DocumentProfile> sources;
  std::vector<DocumentProfile> targets;
  for (std::uint32_t i = 0; i < 300; ++i) {
    sources.push_back(document(words(i * 7)));
    targets.push_back(document(words((299 - i) * 7)));
  }
  PairingOptions options;
  const std::string alone = told(pair_documents(sources, targets, {}, options));
  options.jobs = 4;
  EXPECT_EQ(told(pair_documents(sources, targets, {}, options)), alone);
  EXPECT_TRUE(alone.starts_with("0:299 1:298 ")) << alone.substr(0, 100);
}

}  // namespace
}  // namespace concord
