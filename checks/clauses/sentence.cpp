// dropped-sentence and added-sentence: sentences of one version without counterpart
// (docs/checks/dropped-sentence.md).
#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "checks/core/checks.h"
#include "checks/core/make_issue.h"
#include "checks/core/pair_kind.h"
#include "lang/pack/coverage.h"

namespace concord {
namespace {

constexpr std::size_t kFewestWords = 3;   // content words of a sentence worth reporting
constexpr std::size_t kShortestTail = 2;  // sentences
constexpr double kSureBead = 0.8;         // confidence of the gap below which nothing is an error
constexpr double kTold = 0.6;  // share of content words found beside the gap at which it counts as
                               // expressed there in other words
constexpr double kRoutineShare =
    0.6;  // share of routine words at which newsrooms cut it as a matter of course
constexpr std::int64_t kNear = 2;  // sentences before and after the gap on the other side

/// Everything the other version says anywhere, headline and captions included.
struct Told {
  std::set<std::string> keys;
  std::set<std::string> words;
};

Told everything_told(const AnalysedArticle& article) {
  Told told;
  for (const auto* list : {&article.sentences, &article.other_sentences}) {
    for (const AnalysedSentence& sentence : *list) {
      for (const Mention& mention : sentence.mentions) {
        for (std::string& key : anchor_keys(mention)) told.keys.insert(std::move(key));
      }
      for (const Token& token : sentence.tokens) {
        if (token.word->has_digit || token.word->capitalised) told.words.insert(token.word->folded);
      }
    }
  }
  return told;
}

/// Whether the sentence states a figure, a date or a name that the other version has nowhere.
bool loses_fact(const AnalysedSentence& sentence, const Told& told) {
  return std::any_of(
      sentence.mentions.begin(), sentence.mentions.end(), [&](const Mention& mention) {
        const std::vector<std::string> keys = anchor_keys(mention);
        return !keys.empty() && std::none_of(keys.begin(), keys.end(), [&](const std::string& key) {
          return told.keys.contains(key);
        });
      });
}

struct Content {
  std::size_t words = 0;
  std::size_t routine = 0;
  std::size_t told_beside = 0;  // have a rendering in a sentence beside the gap
};

Content content_of(const CheckInput& input, const PairSide& version,
                   const AnalysedSentence& sentence, std::int64_t beside) {
  const std::vector<AnalysedSentence>& there = input.side(other(version.side)).article.sentences;
  Content content;
  std::vector<std::uint8_t> told(sentence.tokens.size());
  for (std::int64_t i = beside - kNear; i < beside + kNear; ++i) {
    if (i < 0 || i >= static_cast<std::int64_t>(there.size())) continue;
    const auto found = translated_tokens(input.resources.lexicon, version.side, sentence,
                                         there[static_cast<std::size_t>(i)]);
    for (std::size_t t = 0; t < told.size(); ++t) told[t] = told[t] | found[t];
  }
  for (std::size_t t = 0; t < sentence.tokens.size(); ++t) {
    const Token& token = sentence.tokens[t];
    if (!token.word->has_letter || token.word->function) continue;
    ++content.words;
    content.routine += version.pack.routine_stems.contains(token.word->stem) ? 1 : 0;
    content.told_beside += told[t];
  }
  return content;
}

/// Whether the same version has said the same sentence before: a repeated lead, not a loss.
bool is_repeated(const AnalysedArticle& article, std::size_t index) {
  const std::string_view text = article.sentences[index].span.of(article.article.text);
  return std::any_of(article.sentences.begin(),
                     article.sentences.begin() + static_cast<std::ptrdiff_t>(index),
                     [&](const AnalysedSentence& earlier) {
                       return earlier.span.of(article.article.text) == text;
                     });
}

const char* check_name(Side side) {
  return side == Side::kSource ? "dropped-sentence" : "added-sentence";
}

/// Where in the other version the counterpart would stand: the index of the sentence after the last
/// one aligned before.
std::int64_t place_across(const CheckInput& input, Side side, std::uint32_t sentence) {
  std::int64_t place = 0;
  std::int64_t nearest = -1;
  for (const Bead& bead : input.beads) {
    if (bead.is_gap()) continue;
    const std::uint32_t last = bead.of(side).back();
    if (last < sentence && std::int64_t{last} > nearest) {
      nearest = last;
      place = std::int64_t{bead.of(other(side)).back()} + 1;
    }
  }
  return place;
}

class SentenceChecker {
 public:
  SentenceChecker(const CheckInput& input, std::vector<Issue>& issues)
      : input_(input), issues_(issues), kind_(judge_pair(input)) {}

  void run() {
    if (kind_ == PairKind::kUnrelated) return;
    if (input_.source.sentences.empty() || input_.target.sentences.empty()) return;
    for (const Side side : kSides) check(input_.side(side));
    if (kind_ == PairKind::kEvent) summarise();
  }

 private:
  void check(const PairSide& version) {
    const AnalysedArticle& across = input_.side(other(version.side)).article;
    const std::uint32_t tail = tail_begin(input_, version.side);
    const auto count = static_cast<std::uint32_t>(version.article.sentences.size());
    const bool is_tail = !input_.aligned_segments && count - tail >= kShortestTail;
    bool tail_reported = false;
    std::optional<Told> told;  // collected for the first sentence that is missing
    for (std::uint32_t b = 0; b < input_.beads.size(); ++b) {
      const Bead& bead = input_.beads[b];
      const std::vector<std::uint32_t>& there = bead.of(other(version.side));
      const bool told_otherwise = kind_ == PairKind::kEvent && is_forced(bead);
      if (!there.empty() && !is_blank(across, there) && !told_otherwise) continue;
      if (!told) told = everything_told(across);
      for (const std::uint32_t i : bead.of(version.side)) {
        if (is_tail && i >= tail) {
          if (!tail_reported) report_tail(version, *told, tail, b);
          tail_reported = true;
        } else {
          check_sentence(version, *told, i, b);
        }
      }
    }
  }

  static bool is_blank(const AnalysedArticle& article,
                       const std::vector<std::uint32_t>& sentences) {
    return std::all_of(sentences.begin(), sentences.end(), [&](std::uint32_t i) {
      const std::vector<Token>& tokens = article.sentences[i].tokens;
      return std::none_of(tokens.begin(), tokens.end(),
                          [](const Token& token) { return token.is_word(); });
    });
  }

  void check_sentence(const PairSide& version, const Told& told, std::uint32_t index,
                      std::uint32_t bead) {
    const AnalysedSentence& sentence = version.article.sentences[index];
    const Content content =
        content_of(input_, version, sentence, place_across(input_, version.side, index));
    if (content.words < kFewestWords || is_repeated(version.article, index)) return;
    const bool fact = loses_fact(sentence, told);
    const auto words = static_cast<double>(content.words);
    const bool told_beside = static_cast<double>(content.told_beside) >= kTold * words;
    const bool routine = !fact && static_cast<double>(content.routine) >= kRoutineShare * words;
    ++left_over_;
    if (!first_)
      first_ = make_issue({check_name(version.side), Severity::kInfo}, version, sentence.span);
    if (kind_ == PairKind::kEvent) return;
    Severity severity = Severity::kInfo;
    if (kind_ == PairKind::kClose && !told_beside && !routine) {
      severity = fact && input_.beads[bead].confidence >= kSureBead ? Severity::kError
                                                                    : Severity::kWarning;
    } else if (fact) {
      severity = Severity::kWarning;
    }
    std::string id = version.side == Side::kSource ? "sentence.dropped" : "sentence.added";
    id += fact ? "-with-fact" : told_beside ? "-told-beside" : "";
    issues_.push_back(make_issue(
        {check_name(version.side), severity, {id, {}}, bead, input_.beads[bead].confidence},
        version, sentence.span));
  }

  void report_tail(const PairSide& version, const Told& told, std::uint32_t tail,
                   std::uint32_t bead) {
    const std::vector<AnalysedSentence>& sentences = version.article.sentences;
    const Span span{sentences[tail].span.begin, sentences.back().span.end};
    const bool fact =
        std::any_of(sentences.begin() + tail, sentences.end(),
                    [&](const AnalysedSentence& sentence) { return loses_fact(sentence, told); });
    const std::size_t count = sentences.size() - tail;
    const Severity severity =
        fact && kind_ != PairKind::kEvent ? Severity::kWarning : Severity::kInfo;
    const bool dropped = version.side == Side::kSource;
    issues_.push_back(make_issue({check_name(version.side),
                                  severity,
                                  {dropped ? "sentence.target-ends" : "sentence.source-ends",
                                   {{"count", std::to_string(count)}}},
                                  bead,
                                  input_.beads[bead].confidence},
                                 version, span));
  }

  void summarise() {
    if (!first_) return;
    first_->message = {"sentence.two-reports", {{"count", std::to_string(left_over_)}}};
    issues_.push_back(std::move(*first_));
  }

  const CheckInput& input_;
  std::vector<Issue>& issues_;
  PairKind kind_;
  std::size_t left_over_ = 0;
  std::optional<Issue> first_;  // what the summary points at
};

}  // namespace

void check_sentences(const CheckInput& input, std::vector<Issue>& issues) {
  SentenceChecker(input, issues).run();
}

}  // namespace concord
