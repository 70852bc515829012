// dropped-sentence and added-sentence: sentences of one version without counterpart
// (docs/checks/dropped-sentence.md).
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <string>

#include "checks/clauses/told_elsewhere.h"
#include "checks/core/attributions.h"
#include "checks/core/beside.h"
#include "checks/core/checks.h"
#include "checks/core/make_issue.h"
#include "checks/core/pair_kind.h"
#include "lang/base/said_keys.h"
#include "lang/pack/coverage.h"
#include "text/block_rules.h"

namespace concord {
namespace {

constexpr std::size_t kFewestWords = 3;  // content words of a sentence worth reporting
// A name that no table knows has so many words of so many letters; one sounds like a word of the
// other version from this score, which is below NameMatcher::kSame: doubt finds no loss.
constexpr std::size_t kNameWords = 2;
constexpr std::uint32_t kShortestName = 3;
constexpr double kHeard = 0.2;
// A version that lacks this share of the sentences of the other, and at least so many, while it has
// little of its own, is a part of it: one finding, not one for each sentence.
constexpr double kPartShare = 0.35;
constexpr std::size_t kPartSentences = 5;
constexpr double kPartOwn = 0.15;
constexpr double kPartScattered = 0.25;  // of what a part lacks, before the end
// Log odds that a left-over sentence is a loss worth a warning: those of the closeness of the pair,
// of a fact that is lost with it, and of the confidence of the gap. Set by reading published pairs:
// a plain sentence is worth one in a pair of closeness .8, one that takes a fact along from .58;
// with a fact it is an error from .8, where the gap is as sure as most.
constexpr double kPlainFrom = 0.8;  // closeness
constexpr double kPerCloseness = 10;
constexpr double kLostFact = 2.2;
constexpr double kPerGapOdds = 0.5;
constexpr double kUsualGapOdds = 2;  // of a confidence of .88
constexpr double kMostGapOdds = 4;
constexpr double kErrorOdds = 1.8;  // and a fact
constexpr double kWarningOdds = 0;
// Log odds per unit of closeness by which its spread counts (the probit approximation of a logistic
// averaged over a normal distribution).
constexpr double kSpread = 0.393;  // pi / 8
// Below this confidence a bead of a free pair was made because nothing better was left.
constexpr double kForced = 0.35;
constexpr double kForcedPower = 4;
constexpr double kFree = 0.42;  // lack of closeness at which all of it counts
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
constexpr std::uint32_t kNear = 2;     // sentences before and behind the gap on the other side

/// The facts of the other version anywhere, headline and captions included.
struct Told {
  std::set<std::string> keys;
  bool days = false;                 // whether it prints a day of a month
  std::set<std::string_view> names;  // words with a capital letter
  std::set<std::string_view> heard;  // words of names of this version that sound like one of them
};

/// Whether a word may be one of a name that no table knows.
bool is_name_word(const Word& word) {
  return word.has_letter && word.capitalised && word.lexicon_id == 0 &&
         word.length >= kShortestName;
}

/// said_keys() of a mention, and both ends of a range of days by themselves.
std::vector<std::string> keys_of(const Mention& mention) {
  std::vector<std::string> keys = said_keys(mention);
  const DateValue* date = mention.date();
  if (date == nullptr || !date->last_day) return keys;
  Mention end = mention;
  DateValue& value = std::get<DateValue>(end.value);
  value.readings.clear();
  value.last_day.reset();
  for (const bool last : {false, true}) {
    if (last) {
      value.day_of_month = date->last_day;
      if (date->last_month) value.month = date->last_month;
    }
    for (std::string& key : said_keys(end)) keys.push_back(std::move(key));
  }
  return keys;
}

/// The words of names in `sentences` that sound like a word of the other version.
std::set<std::string_view> heard_words(const CheckInput& input, const PairSide& version,
                                       const std::vector<std::uint32_t>& sentences,
                                       const std::set<std::string_view>& names) {
  std::set<std::string_view> own;
  for (const std::uint32_t i : sentences) {
    for (const Token& token : version.article.sentences[i].tokens) {
      if (is_name_word(*token.word)) own.insert(token.word->surface);
    }
  }
  const std::vector<std::string_view> here(own.begin(), own.end());
  const std::vector<std::string_view> there(names.begin(), names.end());
  std::set<std::string_view> heard;
  for (const NameWordMatch& match : input.resources.names.match_words(
           version.pack.tag, here, input.side(other(version.side)).pack.tag, there, kHeard))
    heard.insert(here[match.a]);
  return heard;
}

/// `missing`: the sentences of `version` that the other one may lack.
Told everything_told(const CheckInput& input, const PairSide& version,
                     const std::vector<std::uint32_t>& missing) {
  const AnalysedArticle& article = input.side(other(version.side)).article;
  Told told;
  for (const auto* list : {&article.sentences, &article.other_sentences}) {
    for (const AnalysedSentence& sentence : *list) {
      for (const Mention& mention : sentence.mentions) {
        for (std::string& key : keys_of(mention)) told.keys.insert(std::move(key));
        const DateValue* date = mention.date();
        told.days = told.days || (date != nullptr && date->day_of_month);
      }
      for (const Token& token : sentence.tokens) {
        if (token.word->has_letter && token.word->capitalised)
          told.names.insert(token.word->surface);
      }
    }
  }
  told.heard = heard_words(input, version, missing, told.names);
  return told;
}

/// Whether no word of a name that no table knows sounds like a word of the other version. Names
/// have two words that are in no lexicon; others may be translated.
bool is_unheard(const AnalysedSentence& sentence, const Mention& mention, const Told& told) {
  std::size_t words = 0;
  for (const Token& token : sentence.tokens) {
    if (!mention.span.contains(token.span) || !is_name_word(*token.word)) continue;
    if (told.heard.contains(token.word->surface)) return false;
    ++words;
  }
  return words >= kNameWords;
}

/// Whether the sentence states a figure, a date or a name that the other version has nowhere.
bool loses_fact(const AnalysedSentence& sentence, const Told& told) {
  return std::any_of(
      sentence.mentions.begin(), sentence.mentions.end(), [&](const Mention& mention) {
        // What one version dates the other may call today.
        const DateValue* date = mention.date();
        if (date != nullptr && !date->year && !(date->day_of_month && told.days)) return false;
        const std::vector<std::string> keys = keys_of(mention);
        if (keys.empty())
          return mention.name() != nullptr && mention.name()->role == NameRole::kName &&
                 is_unheard(sentence, mention, told);
        return std::none_of(keys.begin(), keys.end(),
                            [&](const std::string& key) { return told.keys.contains(key); });
      });
}

/// The share of the content words of a sentence that have a rendering in one of the sentences
/// `near` of the other version.
double told_beside(const CheckInput& input, const PairSide& version,
                   const AnalysedSentence& sentence, SentenceRange near) {
  const std::vector<AnalysedSentence>& there = input.side(other(version.side)).article.sentences;
  std::vector<std::uint8_t> told(sentence.tokens.size());
  for (std::uint32_t i = near.begin; i < near.end; ++i) {
    const auto found = translated_tokens(input.resources.lexicon, version.side, sentence, there[i]);
    for (std::size_t t = 0; t < told.size(); ++t) told[t] = told[t] | found[t];
  }
  double words = 0;
  double rendered = 0;
  for (std::size_t t = 0; t < sentence.tokens.size(); ++t) {
    const Word& word = *sentence.tokens[t].word;
    if (!word.has_letter || word.function) continue;
    ++words;
    rendered += told[t];
  }
  return words == 0 ? 0 : rendered / words;
}

const char* check_name(Side side) {
  return side == Side::kSource ? "dropped-sentence" : "added-sentence";
}

/// Whether a sentence is a paragraph by itself, as standfirsts and captions are.
bool is_paragraph(const AnalysedArticle& article, std::size_t index) {
  const auto& sentences = article.article.sentences;
  const std::uint32_t block = sentences[index].block;
  return (index == 0 || sentences[index - 1].block != block) &&
         (index + 1 == sentences.size() || sentences[index + 1].block != block);
}

/// In how many places sentences have no counterpart: a translation loses one, an editor takes and
/// adds in many.
std::size_t gap_places(const std::vector<Bead>& beads) {
  std::size_t places = 0;
  for (std::size_t b = 0; b < beads.size(); ++b)
    places += beads[b].is_gap() && (b == 0 || !beads[b - 1].is_gap()) ? 1 : 0;
  return places;
}

class SentenceChecker {
 public:
  SentenceChecker(const CheckInput& input, std::vector<Issue>& issues)
      : input_(input),
        issues_(issues),
        degree_(degree_of(input)),
        free_(judge_pair(input) == PairKind::kEvent),
        edited_(!input.aligned_segments && gap_places(input.beads) > 1) {}

  void run() {
    if (input_.kind == PairKind::kUnrelated) return;
    if (input_.source.sentences.empty() || input_.target.sentences.empty()) return;
    for (const Side side : kSides) check(input_.side(side));
    for (const Side side : kSides) report_apart(input_.side(side));
    summarise();
  }

 private:
  void check(const PairSide& version) {
    const AnalysedArticle& across = input_.side(other(version.side)).article;
    const auto count = static_cast<std::uint32_t>(version.article.sentences.size());
    const std::uint32_t tail = tail_of(version);
    std::vector<Issue> found;
    std::optional<std::uint32_t> tail_bead;
    std::vector<std::uint32_t> beads;    // that may lack a counterpart
    std::vector<std::uint32_t> lacking;  // their sentences, and the tail
    for (std::uint32_t b = 0; b < input_.beads.size(); ++b) {
      const Bead& bead = input_.beads[b];
      const std::vector<std::uint32_t>& there = bead.of(other(version.side));
      if (!there.empty() && !is_blank(across, there) && !is_forced(bead)) continue;
      beads.push_back(b);
      const std::vector<std::uint32_t>& here = bead.of(version.side);
      lacking.insert(lacking.end(), here.begin(), here.end());
    }
    for (std::uint32_t i = tail; i < count; ++i) lacking.push_back(i);
    if (lacking.empty()) return report_broken(version);
    const Told told = everything_told(input_, version, lacking);
    for (const std::uint32_t b : beads) {
      for (const std::uint32_t i : input_.beads[b].of(version.side)) {
        if (i < tail) {
          check_sentence(version, told, i, b, found);
        } else if (!tail_bead) {
          tail_bead = b;
        }
      }
    }
    const std::size_t missing = found.size() + (count - tail);
    if (is_part(version, found, missing)) return report_part(version, found, missing);
    issues_.insert(issues_.end(), found.begin(), found.end());
    if (tail_bead) report_tail(version, told, tail, *tail_bead);
    report_broken(version);
  }

  /// Whether the other version carries a part of this one only.
  bool is_part(const PairSide& version, const std::vector<Issue>& found,
               std::size_t missing) const {
    if (input_.aligned_segments || found.empty() || free_) return false;
    std::size_t own = 0;  // sentences of the other version without counterpart
    for (const Bead& bead : input_.beads)
      own += bead.is_gap() ? bead.of(other(version.side)).size() : 0;
    const AnalysedArticle& across = input_.side(other(version.side)).article;
    const auto share = [](std::size_t part, const std::vector<AnalysedSentence>& all) {
      return static_cast<double>(part) / static_cast<double>(all.size());
    };
    // Where nearly all that is missing is the end, the end is cut and the others are lost.
    if (static_cast<double>(found.size()) < kPartScattered * static_cast<double>(missing))
      return false;
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
    if (input_.aligned_segments) return;
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
    const SentenceContent content = content_of(sentence, version.pack);
    if (content.words < kFewestWords || told_of(version.side).is_repeated(index)) return;
    // The half sentence in which a version breaks off has its counterpart in any, or in none: that
    // the other version goes on is told by itself.
    const bool half =
        version.article.article.open_end && index + 1 == version.article.sentences.size();
    if (half && goes_on(other(version.side))) return;
    const Telling telling = telling_of(version, sentence, index, bead, told);
    if (telling.repeated) return;
    const bool routine = !telling.fact && static_cast<double>(content.routine) >=
                                              kRoutineShare * static_cast<double>(content.words);
    const double as_text = input_.aligned_segments ? 1 : text_of(version, index);
    const bool minor = half || telling.elsewhere || telling.held || as_text < kLikelyText ||
                       only_attributes(content, kLongestWithin, kWithinShare);
    const double confidence = gap_confidence(input_.beads[bead]);
    if (free_) {
      if (!telling.elsewhere)
        leave_over(version.side, sentence.span, telling.fact, !minor && !routine);
      return;
    }
    const double odds = loss_odds(telling.fact, confidence);
    Severity severity = Severity::kInfo;
    if (!minor && !routine && odds >= kWarningOdds)
      severity = telling.fact && odds >= kErrorOdds && as_text >= kSureText && !edited_
                     ? Severity::kError
                     : Severity::kWarning;
    std::string id = version.side == Side::kSource ? "sentence.dropped" : "sentence.added";
    id += telling.elsewhere || telling.held ? "-told-beside" : telling.fact ? "-with-fact" : "";
    found.push_back(make_issue({check_name(version.side), severity, {id, {}}, bead, confidence},
                               version, sentence.span));
  }

  /// What a version tells elsewhere: most segments and many reports lack no sentence, and to index
  /// all of their words takes longer than to see so.
  ToldElsewhere& told_of(Side side) {
    std::optional<ToldElsewhere>& told = told_[index_of(side)];
    if (!told) told.emplace(input_, side);
    return *told;
  }

  /// Where else a sentence without counterpart is told.
  struct Telling {
    bool fact = false;       ///< it takes a fact along that the other version has nowhere
    bool elsewhere = false;  ///< in the other version, or once more in its own
    bool held = false;       ///< in a bead beside the gap, by the length of that
    bool repeated = false;   ///< it is a paragraph that says again what is said
  };

  Telling telling_of(const PairSide& version, const AnalysedSentence& sentence, std::uint32_t index,
                     std::uint32_t bead, const Told& told) {
    Telling telling;
    ToldElsewhere& where = told_of(version.side);
    telling.fact = loses_fact(sentence, told);
    const SentenceRange near = beside_place(input_, input_.beads[bead], other(version.side),
                                            where.place_across(index), kNear);
    telling.elsewhere = told_beside(input_, version, sentence, near) >= kTold;
    if (input_.aligned_segments) return telling;
    const double across = where.across(sentence);
    const double again = where.twice(sentence);
    const bool said = across >= kToldElsewhere || again >= kToldTwice;
    // A standfirst, a caption or a pull quote says again what is said.
    const bool standfirst =
        index == 0 && !telling.fact && std::max(across, again) >= kStandfirstTold;
    telling.repeated = (said || standfirst) && is_paragraph(version.article, index);
    telling.elsewhere = telling.elsewhere || said;
    telling.held = where.is_held_beside(index);
    return telling;
  }

  /// The log odds that a sentence without counterpart is a loss worth a warning.
  double loss_odds(bool fact, double confidence) const {
    const double gap = std::clamp(std::log(confidence / std::max(1e-9, 1 - confidence)),
                                  -kMostGapOdds, kMostGapOdds);
    const double odds = kPerCloseness * (degree_.closeness - kPlainFrom) + (fact ? kLostFact : 0) +
                        kPerGapOdds * (gap - kUsualGapOdds);
    const double spread = kPerCloseness * degree_.spread;
    return odds / std::sqrt(1 + kSpread * spread * spread);
  }

  /// Whether a bead holds together what has no better counterpart: the freer a pair, the likelier.
  bool is_forced(const Bead& bead) const {
    if (bead.is_gap()) return false;
    const double freedom = std::min(1.0, (1 - degree_.closeness) / kFree);
    return bead.confidence < kForced * std::pow(freedom, kForcedPower);
  }

  /// How sure it is that the sentences of a bead have no counterpart.
  static double gap_confidence(const Bead& bead) {
    return bead.is_gap() ? bead.confidence : 1 - bead.confidence;
  }

  /// How likely the paragraph of a sentence is text of the report.
  static double text_of(const PairSide& version, std::uint32_t index) {
    const Article& article = version.article.article;
    return article.blocks[article.sentences[index].block].as_text;
  }

  /// Whether a sentence of the tail is told before the end: `told` is the share of its words that
  /// the other version must render in one place.
  bool is_told(const PairSide& version, std::uint32_t index, double told) {
    const AnalysedSentence& sentence = version.article.sentences[index];
    ToldElsewhere& where = told_of(version.side);
    return where.across(sentence) >= told || where.twice(sentence) >= kToldTwice ||
           where.is_held_beside(index);
  }

  /// The first sentence behind everything that is aligned while the other version has no more, or
  /// only the half sentence in which it breaks off; the number of sentences where there is none.
  /// What a bead only holds because nothing better was left is not aligned.
  std::uint32_t tail_of(const PairSide& version) const {
    const AnalysedArticle& across = input_.side(other(version.side)).article;
    const auto count = static_cast<std::uint32_t>(version.article.sentences.size());
    if (input_.aligned_segments) return count;
    std::uint32_t here = 0;
    std::uint32_t there = 0;
    for (const Bead& bead : input_.beads) {
      if (bead.is_gap() || is_forced(bead)) continue;
      here = std::max(here, bead.of(version.side).back() + 1);
      there = std::max(there, bead.of(other(version.side)).back() + 1);
    }
    const std::uint32_t half = across.article.open_end ? 1 : 0;
    return here > 0 && there + half >= across.sentences.size() ? here : count;
  }

  /// Whether a side has sentences behind everything that is aligned.
  bool goes_on(Side side) const {
    const PairSide version = input_.side(side);
    return tail_of(version) < version.article.sentences.size();
  }

  void report_tail(const PairSide& version, const Told& told, std::uint32_t tail,
                   std::uint32_t bead) {
    const std::vector<AnalysedSentence>& sentences = version.article.sentences;
    const Span span{sentences[tail].span.begin, sentences.back().span.end};
    // An attribution at the end, what is told elsewhere or what may be of the page is not a cut,
    // unless the other version visibly breaks off.
    const bool open = input_.side(other(version.side)).article.article.open_end;
    std::size_t count = 0;
    bool missing = false;
    bool text = open;
    // A single sentence behind the end is none if half of it is told before.
    const double told_share = tail + 1 == sentences.size() ? kStandfirstTold : kToldElsewhere;
    for (auto i = tail; i < sentences.size(); ++i) {
      const SentenceContent content = content_of(sentences[i], version.pack);
      if (content.words < kFewestWords || told_of(version.side).is_repeated(i) ||
          only_attributes(content, kLongestAttribution, kAttributionShare))
        continue;
      ++count;
      text = text || text_of(version, i) >= kPossibleText || count >= kSureTail;
      missing = missing || !is_told(version, i, told_share);
    }
    if (!missing || !text || (free_ && !open)) {
      for (auto i = tail; i < sentences.size(); ++i)
        check_sentence(version, told, i, bead, issues_);
      return;
    }
    const bool dropped = version.side == Side::kSource;
    issues_.push_back(make_issue({check_name(version.side),
                                  Severity::kWarning,
                                  {dropped ? "sentence.target-ends" : "sentence.source-ends",
                                   {{"count", std::to_string(count)}}},
                                  bead,
                                  input_.beads[bead].confidence},
                                 version, span));
  }

  /// Paragraphs that read as the page's own, because nothing connects them with the report, and
  /// that have no counterpart either: the other version may lack them.
  void report_apart(const PairSide& version) {
    const Article& article = version.article.article;
    std::size_t words = 0;  // of the block so far
    std::uint32_t told = ~std::uint32_t{0};
    for (std::size_t i = 0; i < article.other_sentences.size(); ++i) {
      const std::uint32_t b = article.other_sentences[i].block;
      const Block& block = article.blocks[b];
      if (block.role != BlockRole::kBoilerplate || block.rule != kApartRule || b == told) continue;
      if (i == 0 || article.other_sentences[i - 1].block != b) words = 0;
      words += content_of(version.article.other_sentences[i], version.pack).words;
      if (words < kFewestWords) continue;
      told = b;
      if (free_) {
        leave_over(version.side, block.span, false, false);
        continue;
      }
      const bool dropped = version.side == Side::kSource;
      issues_.push_back(
          make_issue({check_name(version.side),
                      Severity::kInfo,
                      {dropped ? "sentence.dropped-apart" : "sentence.added-apart", {}}},
                     version, block.span));
    }
  }

  /// `sure`: it is no matter of course, and nothing says that it is of the page or told beside.
  void leave_over(Side side, Span sentence, bool fact, bool sure) {
    left_over_[index_of(side)].push_back(sentence);
    sure_ += sure ? 1 : 0;
    facts_ = facts_ || (sure && fact);
  }

  /// Two reports on one event: what either has alone is one finding.
  void summarise() {
    const std::size_t count = left_over_[0].size() + left_over_[1].size();
    if (count == 0) return;
    std::array<std::optional<Passage>, 2> passages;
    for (const Side side : kSides) {
      for (const Span span : left_over_[index_of(side)]) {
        Passage passage = passage_of(input_.side(side).article, span);
        std::optional<Passage>& first = passages[index_of(side)];
        if (first)
          first->also.push_back(std::move(passage));
        else
          first = std::move(passage);
      }
    }
    const Severity severity = facts_ || sure_ > 1 ? Severity::kWarning : Severity::kInfo;
    issues_.push_back(make_issue({check_name(passages[0] ? Side::kSource : Side::kTarget),
                                  severity,
                                  {"sentence.two-reports", {{"count", std::to_string(count)}}}},
                                 std::move(passages[0]), std::move(passages[1])));
  }

  const CheckInput& input_;
  std::vector<Issue>& issues_;
  Degree degree_;
  std::array<std::optional<ToldElsewhere>, 2> told_;  // by side, once asked for
  bool free_ = false;                                 // two reports rather than versions of one
  bool edited_ = false;                               // sentences came and went in several places
  std::array<std::vector<Span>, 2> left_over_;        // of a free pair, by side
  std::size_t sure_ = 0;                              // of them, those that count for the severity
  bool facts_ = false;                                // whether these take facts along
};

}  // namespace

void check_sentences(const CheckInput& input, std::vector<Issue>& issues) {
  SentenceChecker(input, issues).run();
}

}  // namespace concord
