// Builds small reports by hand, for tests of writers.
#pragma once

#include <initializer_list>
#include <string>

#include "checks/core/fingerprint.h"
#include "checks/core/report.h"

namespace concord::test {

/// An article with one paragraph a sentence.
inline AnalysedArticle article_of(const std::string& name, const std::string& lang,
                                  std::initializer_list<std::string> sentences) {
  AnalysedArticle side;
  side.article.name = name;
  side.article.lang = lang;
  for (const std::string& sentence : sentences) {
    const auto begin = static_cast<std::uint32_t>(side.article.text.size());
    side.article.text += sentence + "\n";
    const Span span{begin, begin + static_cast<std::uint32_t>(sentence.size())};
    side.article.sentences.push_back(
        {span, static_cast<std::uint32_t>(side.article.blocks.size())});
    side.article.blocks.push_back({span, BlockRole::kBody, {}});
    AnalysedSentence analysed;
    analysed.span = span;
    side.sentences.push_back(analysed);
  }
  return side;
}

/// The first place where an article says `words`.
inline Passage passage_of(const AnalysedArticle& side, const std::string& words,
                          const std::string& value) {
  const auto at = static_cast<std::uint32_t>(side.article.text.find(words));
  return {{at, at + static_cast<std::uint32_t>(words.size())}, value};
}

/// Two sentences a side with one error in the first bead (2030 became 2035) and one doubled word in
/// the second.
inline PairReport small_report() {
  PairReport report{{},
                    article_of("a.ru.txt", "ru", {"Plan do 2030 goda.", "On on skazal."}),
                    article_of("b.en.txt", "en", {"The plan until 2035.", "He said."}),
                    {},
                    {}};
  report.beads = {{{0}, {0}, 0.5, 0.9}, {{1}, {1}, 0.4, 0.8}};
  Issue number{"number",
               Severity::kError,
               {"number.differs", {{"source", "2030"}, {"target", "2035"}}},
               {},
               {},
               0U,
               1,
               {}};
  number.source = passage_of(report.source, "2030", "2030");
  number.target = passage_of(report.target, "2035", "2035");
  Issue twice{"duplicate-word",
              Severity::kWarning,
              {"duplicate-word.twice", {{"text", "on"}}},
              {},
              {},
              1U,
              1,
              {}};
  twice.source = passage_of(report.source, "On on", "on");
  report.issues = {number, twice};
  set_fingerprints(report);
  return report;
}

/// A report whose every text wants to break the document it is put into.
inline PairReport hostile_report() {
  const std::string evil =
      "=cmd|'/C calc'!A0 <script>alert(1)</script> ]]> &#0; \" ' \xE2\x80\xAE gro.live "
      "\x01\x1b[31m --> {{body}} "
      "%0A::error::x \xEF\xBF\xBF end";
  PairReport report{{},
                    article_of("<a href=\"x\">.txt", "ru", {evil}),
                    article_of("b\"><script>.txt", "en", {evil}),
                    {},
                    {}};
  report.beads = {{{0}, {0}, 0.5, 0.9}};
  Issue issue{"number",
              Severity::kWarning,
              {"number.differs", {{"source", evil}, {"target", evil}}},
              {},
              {},
              0U,
              1,
              {}};
  const Span whole{0, static_cast<std::uint32_t>(evil.size())};
  issue.source = Passage{whole, evil};
  issue.target = Passage{whole, evil};
  report.issues = {issue};
  set_fingerprints(report);
  return report;
}

}  // namespace concord::test
