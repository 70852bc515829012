// dropped-sentence and added-sentence: sentences of one version without counterpart
// (docs/checks/dropped-sentence.md).
#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "checks/clauses/told_elsewhere.h"
#include "checks/core/checks.h"
#include "checks/core/make_issue.h"
#include "checks/core/pair_kind.h"
#include "lang/pack/coverage.h"

namespace concord {
namespace {

constexpr std::size_t kFewestWords = 3;  // content words of a sentence worth reporting
// A version that lacks this share of the sentences of the other, and at least so many, while it has
// little of its own, is a part of it: one finding, not one for each sentence.
constexpr double kPartShare = 0.35;
constexpr std::size_t kPartSentences = 5;
constexpr double kPartOwn = 0.15;
constexpr double kSureBead = 0.8;  // confidence of the gap below which nothing is an error
constexpr double kTold =
    0.6;  // share of content words found beside the gap at which it is told there in other words
constexpr double kRoutineShare =
    0.6;  // share of routine words at which newsrooms cut it as a matter of course
// Shares of the content words of a sentence at which two neighbouring sentences of the other
// version or of its own tell it again, and at which those of a standfirst do; two sentences of one
// report share a third.
constexpr double kToldElsewhere = 0.65;
constexpr double kToldTwice = 0.75;
constexpr double kStandfirstTold = 0.45;
constexpr std::size_t kLongestAttribution = 9;  // content words; of a sentence within the report
constexpr std::size_t kLongestWithin = 12;      // it may name more people
constexpr double kAttributionShare = 0.6;       // of them words of attribution and names
constexpr double kWithinShare = 0.5;
// How likely a paragraph without counterpart must be text of the report (Block::as_text) for its
// sentence to be a warning, and an error.
constexpr double kLikelyText = 0.75;
constexpr double kSureText = 0.95;
constexpr double kPossibleText = 0.6;  // of a tail that is a cut
constexpr std::size_t kSureTail = 3;   // sentences from which a tail is one in any case
constexpr std::int64_t kNear = 2;      // sentences before and behind the gap on the other side

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
  std::size_t names = 0;  // capitalised, or of the outlet
  bool figure = false;
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
    content.names += token.word->capitalised ? 1 : 0;
    content.routine += version.pack.routine_stems.contains(token.word->stem) ? 1 : 0;
    content.told_beside += told[t];
  }
  content.figure = std::any_of(sentence.mentions.begin(), sentence.mentions.end(),
                               [](const Mention& mention) { return mention.name() == nullptr; });
  return content;
}

/// Whether a sentence says who reports and nothing else: a short one of words of attribution and
/// names, without a figure or a date.
bool is_attribution(const Content& content, std::size_t longest, double share) {
  return content.words <= longest && content.routine > 0 && !content.figure &&
         static_cast<double>(content.routine + content.names) >=
             share * static_cast<double>(content.words);
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

/// Whether a sentence is a paragraph by itself, as standfirsts and captions are.
bool is_paragraph(const AnalysedArticle& article, std::size_t index) {
  const auto& sentences = article.article.sentences;
  const std::uint32_t block = sentences[index].block;
  return (index == 0 || sentences[index - 1].block != block) &&
         (index + 1 == sentences.size() || sentences[index + 1].block != block);
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
    const auto count = static_cast<std::uint32_t>(version.article.sentences.size());
    const std::uint32_t tail = tail_of(version);
    std::vector<Issue> found;
    std::optional<std::uint32_t> tail_bead;
    std::optional<Told> told;  // collected for the first sentence that is missing
    for (std::uint32_t b = 0; b < input_.beads.size(); ++b) {
      const Bead& bead = input_.beads[b];
      const std::vector<std::uint32_t>& there = bead.of(other(version.side));
      const bool told_otherwise = kind_ == PairKind::kEvent && is_forced(bead);
      if (!there.empty() && !is_blank(across, there) && !told_otherwise) continue;
      if (!told) told = everything_told(across);
      for (const std::uint32_t i : bead.of(version.side)) {
        if (i < tail) {
          check_sentence(version, *told, i, b, found);
        } else if (!tail_bead) {
          tail_bead = b;
        }
      }
    }
    const std::size_t missing = found.size() + (count - tail);
    if (is_part(version, found, missing)) return report_part(version, found, missing);
    issues_.insert(issues_.end(), found.begin(), found.end());
    if (tail_bead) report_tail(version, *told, tail, *tail_bead);
    if (!input_.aligned_segments) report_broken(version);
  }

  /// Whether the other version carries a part of this one only.
  bool is_part(const PairSide& version, const std::vector<Issue>& found,
               std::size_t missing) const {
    if (input_.aligned_segments || found.empty() || kind_ == PairKind::kEvent) return false;
    std::size_t own = 0;  // sentences of the other version without counterpart
    for (const Bead& bead : input_.beads)
      own += bead.is_gap() ? bead.of(other(version.side)).size() : 0;
    const AnalysedArticle& across = input_.side(other(version.side)).article;
    const auto share = [](std::size_t part, const std::vector<AnalysedSentence>& all) {
      return static_cast<double>(part) / static_cast<double>(all.size());
    };
    return missing >= kPartSentences && share(missing, version.article.sentences) >= kPartShare &&
           share(own, across.sentences) <= kPartOwn;
  }

  void report_part(const PairSide& version, const std::vector<Issue>& found, std::size_t missing) {
    Issue issue = found.front();
    issue.severity = Severity::kWarning;
    issue.message = {
        version.side == Side::kSource ? "sentence.target-is-part" : "sentence.source-is-part",
        {{"count", std::to_string(missing)},
         {"all", std::to_string(version.article.sentences.size())}}};
    issues_.push_back(std::move(issue));
  }

  /// A sentence that the other version breaks off in the middle, when nothing follows it.
  void report_broken(const PairSide& version) {
    const AnalysedArticle& across = input_.side(other(version.side)).article;
    if (!across.article.open_end || across.sentences.empty()) return;
    const bool dropped = version.side == Side::kSource;
    for (std::uint32_t b = 0; b < input_.beads.size(); ++b) {
      const Bead& bead = input_.beads[b];
      const std::vector<std::uint32_t>& here = bead.of(version.side);
      if (bead.is_gap() || bead.of(other(version.side)).back() + 1 != across.sentences.size() ||
          here.back() + 1 != version.article.sentences.size())
        continue;
      issues_.push_back(
          make_issue({check_name(version.side),
                      Severity::kWarning,
                      {dropped ? "sentence.target-breaks-off" : "sentence.source-breaks-off", {}},
                      b,
                      bead.confidence},
                     version, version.article.sentences[here.back()].span));
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
                      std::uint32_t bead, std::vector<Issue>& found) {
    const AnalysedSentence& sentence = version.article.sentences[index];
    const Content content =
        content_of(input_, version, sentence, place_across(input_, version.side, index));
    if (content.words < kFewestWords || is_repeated(version.article, index)) return;
    // The half sentence in which a version breaks off has its counterpart in none or in any.
    if (version.article.article.open_end && index + 1 == version.article.sentences.size()) return;
    const bool fact = loses_fact(sentence, told);
    const auto words = static_cast<double>(content.words);
    const bool document = !input_.aligned_segments;
    const double across = document ? told_elsewhere(input_, version, sentence) : 0;
    const double again = document ? told_twice(version, sentence) : 0;
    const bool elsewhere = across >= kToldElsewhere || again >= kToldTwice;
    // A standfirst, a caption or a pull quote says again what is said.
    const bool first = index == 0 && !fact && std::max(across, again) >= kStandfirstTold;
    if ((elsewhere || first) && document && is_paragraph(version.article, index)) return;
    const bool told_beside = elsewhere ||
                             static_cast<double>(content.told_beside) >= kTold * words ||
                             (document && is_held_beside(input_, version, index));
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
    const double as_text = text_of(version, index);
    if (told_beside || is_attribution(content, kLongestWithin, kWithinShare) ||
        (document && as_text < kLikelyText))
      severity = Severity::kInfo;
    if (document && as_text < kSureText) severity = std::min(severity, Severity::kWarning);
    std::string id = version.side == Side::kSource ? "sentence.dropped" : "sentence.added";
    id += told_beside ? "-told-beside" : fact ? "-with-fact" : "";
    found.push_back(make_issue(
        {check_name(version.side), severity, {id, {}}, bead, input_.beads[bead].confidence},
        version, sentence.span));
  }

  /// How likely the paragraph of a sentence is text of the report.
  static double text_of(const PairSide& version, std::uint32_t index) {
    const Article& article = version.article.article;
    return article.blocks[article.sentences[index].block].as_text;
  }

  /// Whether a sentence of the tail is told before the end.
  bool is_told(const PairSide& version, std::uint32_t index) const {
    const AnalysedSentence& sentence = version.article.sentences[index];
    return told_elsewhere(input_, version, sentence) >= kToldElsewhere ||
           told_twice(version, sentence) >= kToldTwice || is_held_beside(input_, version, index);
  }

  /// The first sentence behind everything that is aligned while the other version has no more, or
  /// only the half sentence in which it breaks off; the number of sentences where there is none.
  std::uint32_t tail_of(const PairSide& version) const {
    const AnalysedArticle& across = input_.side(other(version.side)).article;
    const auto count = static_cast<std::uint32_t>(version.article.sentences.size());
    if (input_.aligned_segments) return count;
    if (!across.article.open_end) return tail_begin(input_, version.side);
    std::uint32_t here = 0;
    std::uint32_t there = 0;
    for (const Bead& bead : input_.beads) {
      if (bead.is_gap()) continue;
      here = std::max(here, bead.of(version.side).back() + 1);
      there = std::max(there, bead.of(other(version.side)).back() + 1);
    }
    return here > 0 && there + 1 >= across.sentences.size() ? here : count;
  }

  void report_tail(const PairSide& version, const Told& told, std::uint32_t tail,
                   std::uint32_t bead) {
    const std::vector<AnalysedSentence>& sentences = version.article.sentences;
    const Span span{sentences[tail].span.begin, sentences.back().span.end};
    // An attribution at the end, what is told elsewhere or what may be of the page is no cut,
    // unless the other version visibly breaks off.
    const bool open = input_.side(other(version.side)).article.article.open_end;
    std::size_t count = 0;
    bool missing = false;
    bool text = open;
    for (auto i = tail; i < sentences.size(); ++i) {
      const Content content =
          content_of(input_, version, sentences[i], place_across(input_, version.side, i));
      if (content.words < kFewestWords || is_repeated(version.article, i) ||
          is_attribution(content, kLongestAttribution, kAttributionShare))
        continue;
      ++count;
      text = text || text_of(version, i) >= kPossibleText || count >= kSureTail;
      missing = missing || !is_told(version, i);
    }
    if (!missing || !text) {
      for (auto i = tail; i < sentences.size(); ++i)
        check_sentence(version, told, i, bead, issues_);
      return;
    }
    const Severity severity =
        kind_ == PairKind::kEvent && !open ? Severity::kInfo : Severity::kWarning;
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
