// How sure an issue is.
#include "checks/core/certainty.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "checks/core/local_evidence.h"
#include "checks/core/pair_kind.h"
#include "lang/pack/coverage.h"

namespace concord {
namespace {

using Weights = std::array<double, IssueFeatures::kCount>;

// In the order of IssueFeatures, by family. Fitted by logistic regression on what
// bench/fit_certainty.cpp prints of real pairs that readers judged and of the development articles
// with and without planted errors (docs/ACCURACY.md), but for these, which are set by hand: missing
// names (names come and go more freely than figures), the severity and constant of clauses (a
// clause of one side is seldom more than a warning), the constant of meaning, quotations (only what
// follows its source closely keeps quotation marks), and what facts count for that are alone of
// their kind: too few of those that were judged are.
constexpr std::array<Weights, kIssueFamilies> kWeights = {{
    {-3.66, 1.48, 0, 0.20, 1.06, 3.35, -0.57, -2.49, 1.20},
    {-2.83, 0, 0, 0.14, 2.56, 4.22, 0, -2.89, 0},
    {-4.40, 0, 0, 0.30, 2.00, 3.00, 0, -2.89, 0},
    {-5.60, 0.30, 0, 0.14, 5.06, 0, 0, 0, 0},
    {-2.40, 0, 0, 0.36, 0, 2.50, 0, -3.00, 0},
    {-7.00, 0, 0, 0.20, 8.00, 0, 0, 0, 0},
}};
// From which certainty an issue has which severity, so that those above are right as often as the
// severities promise.
constexpr double kErrorFrom = 0.65;
constexpr double kWarningFrom = 0.33;
// Log odds of a bead beyond which it is no surer.
constexpr double kMostOdds = 4;
// Words without rendering imagined in a passage, so that one of two words is not told by chance.
constexpr double kRetoldPrior = 1;
// Sentences beside a bead in which a fact is looked for.
constexpr std::uint32_t kBeside = 2;

bool is_clause(const Issue& issue) {
  return issue.check == "dropped-clause" || issue.check == "added-clause";
}

bool is_fact(const Issue& issue) {
  return issue.check == "number" || issue.check == "date" || issue.check == "name";
}

/// One side of the pair as an issue sees it.
struct Version {
  const AnalysedArticle* own;
  const AnalysedArticle* other;
  const std::vector<std::uint32_t>* indices;        // the bead's own sentences
  const std::vector<std::uint32_t>* other_indices;  // and those of the other side
};

Version version_of(const CheckInput& input, const Bead& bead, Side side) {
  if (side == Side::kSource) return {&input.source, &input.target, &bead.source, &bead.target};
  return {&input.target, &input.source, &bead.target, &bead.source};
}

/// The keys of the facts in a passage.
std::vector<std::string> keys_of(const Version& version, Span passage) {
  std::vector<std::string> keys;
  for (const std::uint32_t i : *version.indices) {
    for (const Mention& mention : version.own->sentences[i].mentions) {
      if (!mention.span.overlaps(passage)) continue;
      for (std::string& key : anchor_keys(mention)) keys.push_back(std::move(key));
    }
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

bool tells(const AnalysedSentence& sentence, const std::vector<std::string>& keys) {
  for (const Mention& mention : sentence.mentions) {
    for (const std::string& key : anchor_keys(mention)) {
      if (std::binary_search(keys.begin(), keys.end(), key)) return true;
    }
  }
  return false;
}

/// Whether the other version tells a fact of a passage outside the bead: beside it, anywhere.
struct Told {
  bool beside = false;
  bool anywhere = false;
};

Told told_of(const Version& version, Span passage) {
  Told told;
  const std::vector<std::string> keys = keys_of(version, passage);
  if (keys.empty()) return told;
  const std::vector<std::uint32_t>& there = *version.other_indices;
  for (std::uint32_t i = 0; i < version.other->sentences.size(); ++i) {
    if (std::find(there.begin(), there.end(), i) != there.end()) continue;
    if (!tells(version.other->sentences[i], keys)) continue;
    told.anywhere = true;
    told.beside = told.beside || (i + kBeside >= there.front() && i <= there.back() + kBeside);
  }
  for (const AnalysedSentence& sentence : version.other->other_sentences)
    told.anywhere = told.anywhere || tells(sentence, keys);
  return told;
}

/// The largest share of the content words of a passage that one sentence of the other version
/// renders: beside the bead, anywhere.
struct Retold {
  double beside = 0;
  double anywhere = 0;
};

Retold retold(const Lexicon& lexicon, const Version& version, Side side, Span passage) {
  Retold best;
  const std::vector<std::uint32_t>& there = *version.other_indices;
  for (const std::uint32_t own : *version.indices) {
    const AnalysedSentence& sentence = version.own->sentences[own];
    if (!sentence.span.overlaps(passage)) continue;
    for (std::uint32_t i = 0; i < version.other->sentences.size(); ++i) {
      if (std::find(there.begin(), there.end(), i) != there.end()) continue;
      const std::vector<std::uint8_t> found =
          translated_tokens(lexicon, side, sentence, version.other->sentences[i]);
      double words = kRetoldPrior;
      double rendered = 0;
      for (std::size_t t = 0; t < sentence.tokens.size(); ++t) {
        const Token& token = sentence.tokens[t];
        if (!passage.contains(token.span) || !token.word->has_letter || token.word->function)
          continue;
        ++words;
        rendered += found[t] != 0 ? 1 : 0;
      }
      best.anywhere = std::max(best.anywhere, rendered / words);
      if (i + kBeside >= there.front() && i <= there.back() + kBeside)
        best.beside = std::max(best.beside, rendered / words);
    }
  }
  return best;
}

/// Whether a mention is of the kind that a check of facts compares.
bool is_compared(const Mention& mention, bool dates) {
  return mention.type != MentionType::kName && (mention.type == MentionType::kDate) == dates;
}

/// The keys of the figures, or of the dates, of one side of a bead.
std::vector<std::vector<std::string>> facts_of(const AnalysedArticle& article,
                                               const std::vector<std::uint32_t>& sentences,
                                               bool dates) {
  std::vector<std::vector<std::string>> facts;
  for (const std::uint32_t i : sentences) {
    for (const Mention& mention : article.sentences[i].mentions) {
      if (is_compared(mention, dates)) facts.push_back(anchor_keys(mention));
    }
  }
  return facts;
}

/// Whether one figure, or one date, is left on each side of a bead when those that agree are taken
/// away.
bool leaves_one_pair(const CheckInput& input, const Bead& bead, bool dates) {
  const std::vector<std::vector<std::string>> source = facts_of(input.source, bead.source, dates);
  std::vector<std::vector<std::string>> target = facts_of(input.target, bead.target, dates);
  std::size_t left = 0;
  for (const std::vector<std::string>& keys : source) {
    const auto agrees = [&](const std::vector<std::string>& there) {
      return std::find_first_of(keys.begin(), keys.end(), there.begin(), there.end()) != keys.end();
    };
    const auto partner = std::find_if(target.begin(), target.end(), agrees);
    if (partner == target.end())
      ++left;
    else
      target.erase(partner);
  }
  return left == 1 && target.size() == 1;
}

Severity severity_for(double certainty) {
  if (certainty >= kErrorFrom) return Severity::kError;
  return certainty >= kWarningFrom ? Severity::kWarning : Severity::kInfo;
}

}  // namespace

std::optional<IssueFamily> family_of(const CheckInput& input, const Issue& issue) {
  if (!issue.bead || input.beads[*issue.bead].is_gap()) return std::nullopt;
  if (is_clause(issue)) return IssueFamily::kClause;
  if (is_fact(issue))
    return issue.source && issue.target ? IssueFamily::kDiffers
           : issue.check == "name"      ? IssueFamily::kMissingName
                                        : IssueFamily::kMissing;
  if (issue.check == "quote") return IssueFamily::kQuotation;
  if (issue.check == "negation" || issue.check == "antonym") return IssueFamily::kMeaning;
  return std::nullopt;
}

IssueFeatures features_of(const CheckInput& input, const Issue& issue, double closeness,
                          std::optional<BeadWords>& words) {
  const Bead& bead = input.beads[*issue.bead];
  const double odds = std::log(bead.confidence / std::max(1e-9, 1 - bead.confidence));
  IssueFeatures features;
  features.values = {1,
                     issue.severity == Severity::kError ? 1.0 : 0.0,
                     issue.severity == Severity::kWarning ? 1.0 : 0.0,
                     std::clamp(odds, -kMostOdds, kMostOdds),
                     closeness,
                     0.5,
                     0,
                     0,
                     0};
  if (!words) words = match_bead(input, bead);
  double& local = features.values[5];
  double& beside = features.values[6];
  double& anywhere = features.values[7];
  if (issue.source && issue.target) {
    local = local_evidence(*words, issue.source->span, issue.target->span);
    const Told source = told_of(version_of(input, bead, Side::kSource), issue.source->span);
    const Told target = told_of(version_of(input, bead, Side::kTarget), issue.target->span);
    beside = source.beside && target.beside ? 1 : 0;
    anywhere = source.anywhere && target.anywhere ? 1 : 0;
    if (issue.check == "number" || issue.check == "date")
      features.values[8] =
          leaves_one_pair(input, bead, issue.check == "date") ? bead.confidence : 0;
    if (issue.check == "name") features.values[8] = issue.confidence * bead.confidence;
    return features;
  }
  const Side side = issue.source ? Side::kSource : Side::kTarget;
  const Span passage = issue.source ? issue.source->span : issue.target->span;
  const Version version = version_of(input, bead, side);
  local = neighbourhood(*words, side, passage);
  if (is_fact(issue)) {
    const Told told = told_of(version, passage);
    beside = told.beside ? 1 : 0;
    anywhere = told.anywhere ? 1 : 0;
  } else {
    const Retold told = retold(input.resources.lexicon, version, side, passage);
    beside = told.beside;
    anywhere = told.anywhere;
  }
  return features;
}

double certainty_of(IssueFamily family, const IssueFeatures& features) {
  const Weights& weights = kWeights[static_cast<std::size_t>(family)];
  double sum = 0;
  for (std::size_t f = 0; f < weights.size(); ++f) sum += weights[f] * features.values[f];
  return 1 / (1 + std::exp(-sum));
}

void weigh_issues(const CheckInput& input, std::vector<Issue>& issues) {
  if (input.aligned_segments) return;
  const double closeness = degree_of(input).closeness;
  std::vector<std::optional<BeadWords>> words(input.beads.size());
  std::erase_if(issues, [&](Issue& issue) {
    const std::optional<IssueFamily> family = family_of(input, issue);
    if (!family) return false;
    const IssueFeatures features = features_of(input, issue, closeness, words[*issue.bead]);
    const bool told_beside = features.values[6] > 0;
    if (is_fact(issue) && family != IssueFamily::kDiffers && told_beside) return true;
    const double certainty = certainty_of(*family, features);
    issue.severity = std::min(issue.severity, severity_for(certainty));
    issue.confidence = std::min(issue.confidence, certainty);
    return false;
  });
}

}  // namespace concord
