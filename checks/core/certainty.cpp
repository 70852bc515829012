// How sure an issue is.
#include "checks/core/certainty.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "checks/core/beside.h"
#include "checks/core/local_evidence.h"
#include "checks/core/pair_kind.h"
#include "lang/base/said_keys.h"
#include "text/unicode.h"

namespace concord {
namespace {

using Weights = std::array<double, IssueFeatures::kCount>;

// In the order of IssueFeatures, by family. Fitted by logistic regression on what
// bench/fit_certainty.cpp prints of real pairs that readers judged and of the development articles
// with and without planted errors (docs/ACCURACY.md), but for these, which are set by hand: missing
// names (names come and go more freely than figures), the severity and constant of clauses (a
// clause of one side is seldom more than a warning), the constant and the closeness of meaning (two
// reports on one event seldom deny the same thing), quotations (only what
// follows its source closely keeps quotation marks), and what facts count for that are alone of
// their kind: too few of those that were judged are.
constexpr std::array<Weights, kIssueFamilies> kWeights = {{
    {-3.54, 1.48, 0, 0.20, 1.06, 3.35, -0.57, -2.49, 1.20},
    {-2.83, 0, 0, 0.14, 2.56, 4.22, 0, -2.89, 0},
    {-4.40, 0, 0, 0.30, 2.00, 3.00, 0, -2.89, 0},
    {-5.60, 0.30, 0, 0.14, 5.06, 0, 0, 0, 0},
    {-5.50, 0, 0, 0.36, 4.00, 2.50, 0, -3.00, 0},
    {-8.00, 0, 0, 0.20, 8.00, 0, 0, 0, 0},
}};
// From which certainty an issue has which severity, so that those above are right as often as the
// severities promise.
constexpr double kErrorFrom = 0.65;
constexpr double kWarningFrom = 0.33;
// What a bead below this confidence says of facts that differ is worth a look and no more.
constexpr double kLeastBead = 0.3;
// Words from which a name is looked for on the other side of its bead, and the score from which
// two words sound the same there.
constexpr std::size_t kNameWords = 2;
constexpr std::size_t kEnoughWords = 3;
constexpr double kSounds = 0.5;
// Bytes that a short name takes of each of two words at least.
constexpr std::size_t kBlendPart = 2;
// Log odds of a bead beyond which it is no surer.
constexpr double kMostOdds = 4;
// Words without rendering imagined in a passage, so that one of two words is not told by chance.
constexpr double kRetoldPrior = 1;
// A sentence tells a clause that lies on the other side of the bead beside it: this share of its
// words, and at most so many times longer or shorter.
constexpr double kGapTells = 0.25;
constexpr double kGapLength = 2.2;
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
  const VersionIndex* other_index;
  SentenceRange beside;  // of the other side
};

Version version_of(const CheckInput& input, const VersionIndexes& indexes, const Bead& bead,
                   Side side) {
  const SentenceRange near = beside(input, bead, other(side), kBeside);
  if (side == Side::kSource)
    return {&input.source, &input.target, &bead.source, &bead.target, &indexes.target, near};
  return {&input.target, &input.source, &bead.target, &bead.source, &indexes.source, near};
}

/// The keys of the facts in a passage.
std::vector<std::string> keys_of(const Version& version, Span passage) {
  std::vector<std::string> keys;
  for (const std::uint32_t i : *version.indices) {
    for (const Mention& mention : version.own->sentences[i].mentions) {
      if (!mention.span.overlaps(passage)) continue;
      for (std::string& key : said_keys(mention)) keys.push_back(std::move(key));
    }
  }
  std::sort(keys.begin(), keys.end());
  return keys;
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
  VersionIndex::Places places;
  for (const std::string& key : keys) {
    version.other_index->with_fact(key, places);
    told.anywhere = told.anywhere || version.other_index->is_told_aside(key);
  }
  for (const std::uint32_t i : places) {
    if (std::find(there.begin(), there.end(), i) != there.end()) continue;
    told.anywhere = true;
    told.beside = told.beside || version.beside.contains(i);
  }
  return told;
}

/// The largest share of the content words of a passage that one sentence of the other version
/// renders: beside the bead, anywhere.
struct Retold {
  double beside = 0;
  double anywhere = 0;
};

/// The sentences of the other version that render a token: that have one of the renderings of its
/// units. Each once.
VersionIndex::Places renders(const Lexicon& lexicon, const VersionIndex& there, Side side,
                             const AnalysedSentence& sentence, std::uint32_t token) {
  VersionIndex::Places places;
  for (const LexicalUnit& unit : sentence.units) {
    if (unit.first > token || token >= unit.first + unit.count) continue;
    for (const Rendering& rendering : lexicon.renderings(side, unit.id))
      there.with_entry(rendering.id, places);
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

/// How many content words of a passage each sentence of the other version renders.
struct Rendered {
  std::vector<std::uint32_t> by;   // by sentence of the other version
  VersionIndex::Places sentences;  // that render one at least
  double words = kRetoldPrior;     // of the passage
};

Rendered rendered(const Lexicon& lexicon, const Version& version, Side side, Span passage) {
  Rendered result;
  result.by.resize(version.other_index->sentences());
  for (const std::uint32_t own : *version.indices) {
    const AnalysedSentence& sentence = version.own->sentences[own];
    if (!sentence.span.overlaps(passage)) continue;
    for (std::uint32_t t = 0; t < sentence.tokens.size(); ++t) {
      const Token& token = sentence.tokens[t];
      if (!passage.contains(token.span) || !token.word->has_letter || token.word->function)
        continue;
      ++result.words;
      for (const std::uint32_t i : renders(lexicon, *version.other_index, side, sentence, t)) {
        if (result.by[i]++ == 0) result.sentences.push_back(i);
      }
    }
  }
  return result;
}

Retold retold(const Lexicon& lexicon, const Version& version, Side side, Span passage) {
  Retold best;
  const std::vector<std::uint32_t>& there = *version.other_indices;
  const Rendered all = rendered(lexicon, version, side, passage);
  for (const std::uint32_t i : all.sentences) {
    const double share = all.by[i] / all.words;
    if (std::find(there.begin(), there.end(), i) != there.end()) continue;
    best.anywhere = std::max(best.anywhere, share);
    if (version.beside.contains(i)) best.beside = std::max(best.beside, share);
  }
  return best;
}

/// The gap right beside a bead whose sentence says what a clause of the other side says: one
/// version made two sentences of what is one in the other, and the bead holds one of them.
std::optional<std::uint32_t> gap_that_tells(const CheckInput& input, const VersionIndexes& indexes,
                                            const Issue& clause) {
  const Bead& bead = input.beads[*clause.bead];
  const Side side = clause.source ? Side::kSource : Side::kTarget;
  const Span passage = clause.at(side)->span;
  const Version version = version_of(input, indexes, bead, side);
  const Rendered all = rendered(input.resources.lexicon, version, side, passage);
  const std::vector<std::uint32_t>& there = *version.other_indices;
  for (std::uint32_t b = 0; b < input.beads.size(); ++b) {
    const std::vector<std::uint32_t>& gap = input.beads[b].of(other(side));
    if (!input.beads[b].is_gap() || gap.size() != 1) continue;
    if (gap.front() + 1 != there.front() && gap.front() != there.back() + 1) continue;
    const double ratio = static_cast<double>(version.other->sentences[gap.front()].span.size()) /
                         static_cast<double>(passage.size());
    if (all.by[gap.front()] >= kGapTells * all.words && ratio * kGapLength >= 1 &&
        ratio <= kGapLength)
      return b;
  }
  return std::nullopt;
}

/// Lowers clauses that a gap beside their bead tells to notes, and what is said of these gaps.
void lower_split_sentences(const CheckInput& input, const VersionIndexes& indexes,
                           std::vector<Issue>& issues) {
  std::vector<bool> told(input.beads.size());
  for (Issue& issue : issues) {
    if (!is_clause(issue) || !issue.bead || input.beads[*issue.bead].is_gap()) continue;
    const std::optional<std::uint32_t> gap = gap_that_tells(input, indexes, issue);
    if (!gap) continue;
    told[*gap] = true;
    issue.severity = Severity::kInfo;
  }
  for (Issue& issue : issues) {
    const bool one = issue.source.has_value() != issue.target.has_value();
    if (one && issue.bead && told[*issue.bead]) issue.severity = Severity::kInfo;
  }
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
      if (is_compared(mention, dates)) facts.push_back(said_keys(mention));
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

/// The words of the names in a passage, or of all that stands outside it, by sentence.
std::vector<std::vector<std::string_view>> words_of(const AnalysedArticle& article,
                                                    const std::vector<std::uint32_t>& sentences,
                                                    Span passage, bool inside) {
  std::vector<std::vector<std::string_view>> words;
  for (const std::uint32_t i : sentences) {
    words.emplace_back();
    for (const Token& token : article.sentences[i].tokens) {
      if (token.word->has_letter && passage.overlaps(token.span) == inside)
        words.back().push_back(token.word->surface);
    }
  }
  return words;
}

/// Whether a name, or all of it but what comes first, stands among others, by sound: a first name,
/// a title or an office is often left out, the last words never are.
bool stands_in(const NameMatcher& names, std::string_view lang,
               const std::vector<std::string_view>& name, std::string_view other_lang,
               const std::vector<std::string_view>& words) {
  const std::size_t least = std::max(kNameWords, std::min(kEnoughWords, name.size() - 1));
  for (std::size_t end = least; end <= words.size(); ++end) {
    std::size_t same = 0;
    while (same < std::min(name.size(), end) &&
           names.compare_words({lang, name[name.size() - 1 - same]},
                               {other_lang, words[end - 1 - same]}, kSounds) >= kSounds)
      ++same;
    if (same >= least) return true;
  }
  return false;
}

/// Whether a name that is said to face another one stands on the other side of its bead after all,
/// in another place: in a list the members are ordered and left out at will.
bool stands_across(const CheckInput& input, const Bead& bead, const Issue& issue, Side side) {
  const PairSide own = input.side(side);
  const PairSide across = input.side(other(side));
  std::vector<std::string_view> name;
  for (const auto& words : words_of(own.article, bead.of(side), issue.at(side)->span, true))
    name.insert(name.end(), words.begin(), words.end());
  if (name.size() < kNameWords) return false;
  const auto elsewhere =
      words_of(across.article, bead.of(other(side)), issue.at(other(side))->span, false);
  return std::any_of(elsewhere.begin(), elsewhere.end(), [&](const auto& words) {
    return stands_in(input.resources.names, own.pack.tag, name, across.pack.tag, words);
  });
}

/// Whether a word is made of the beginnings of two words of a name, as newsrooms call people:
/// "Jokowi" of Joko Widodo.
bool is_blend(std::string_view word, std::string_view first, std::string_view second) {
  for (std::size_t cut = kBlendPart; cut + kBlendPart <= word.size(); ++cut) {
    if (cut < first.size() && word.size() - cut < second.size() &&
        first.starts_with(word.substr(0, cut)) && second.starts_with(word.substr(cut)))
      return true;
  }
  return false;
}

/// Whether a full name has a word that sounds like the word of a name, or two words that it is made
/// of.
bool holds_word(const NameMatcher& names, std::string_view lang,
                const std::vector<std::string>& full, std::string_view word_lang,
                std::string_view word) {
  for (std::size_t w = 0; w < full.size(); ++w) {
    if (names.compare_words({lang, full[w]}, {word_lang, word}, kSounds) >= kSounds) return true;
    if (w + 1 < full.size() && is_blend(fold(word), fold(full[w]), fold(full[w + 1]))) return true;
  }
  return false;
}

/// Whether one of the versions prints a full name of which both names of an issue are parts: what
/// one version calls by the first name, or by a short one, the other calls by the last.
bool one_person(const CheckInput& input, const Bead& bead, const Issue& issue) {
  std::array<std::vector<std::string_view>, 2> words;
  for (const Side side : kSides) {
    for (const auto& row :
         words_of(input.side(side).article, bead.of(side), issue.at(side)->span, true))
      words[index_of(side)].insert(words[index_of(side)].end(), row.begin(), row.end());
    if (words[index_of(side)].size() != 1) return false;
  }
  const auto holds_both = [&](const Mention& mention, std::string_view lang) {
    const NameValue* name = mention.name();
    if (name == nullptr || name->words.size() < kNameWords) return false;
    return std::all_of(kSides.begin(), kSides.end(), [&](Side side) {
      return holds_word(input.resources.names, lang, name->words, input.side(side).pack.tag,
                        words[index_of(side)].front());
    });
  };
  return std::any_of(kSides.begin(), kSides.end(), [&](Side side) {
    const PairSide version = input.side(side);
    return std::any_of(version.article.sentences.begin(), version.article.sentences.end(),
                       [&](const AnalysedSentence& sentence) {
                         return std::any_of(sentence.mentions.begin(), sentence.mentions.end(),
                                            [&](const Mention& mention) {
                                              return holds_both(mention, version.pack.tag);
                                            });
                       });
  });
}

/// Whether an issue is worth a look and no more, whatever speaks for it.
bool is_only_a_note(const CheckInput& input, const Issue& issue, IssueFamily family) {
  const Bead& bead = input.beads[*issue.bead];
  if (family != IssueFamily::kDiffers) return false;
  if (bead.confidence < kLeastBead) return true;
  return issue.check == "name" &&
         (stands_across(input, bead, issue, Side::kSource) ||
          stands_across(input, bead, issue, Side::kTarget) || one_person(input, bead, issue));
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

IssueFeatures features_of(const CheckInput& input, const VersionIndexes& indexes,
                          const Issue& issue, double closeness, SharedBeadWords& words) {
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
    const Told source =
        told_of(version_of(input, indexes, bead, Side::kSource), issue.source->span);
    const Told target =
        told_of(version_of(input, indexes, bead, Side::kTarget), issue.target->span);
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
  const Version version = version_of(input, indexes, bead, side);
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
  std::vector<SharedBeadWords> words(input.beads.size());
  std::optional<VersionIndexes> indexes;  // made when first needed
  std::erase_if(issues, [&](Issue& issue) {
    const std::optional<IssueFamily> family = family_of(input, issue);
    if (!family) return false;
    if (!indexes) indexes.emplace(input);
    const IssueFeatures features =
        features_of(input, *indexes, issue, closeness, words[*issue.bead]);
    const bool told_beside = features.values[6] > 0;
    if (is_fact(issue) && family != IssueFamily::kDiffers && told_beside) return true;
    const double certainty = certainty_of(*family, features);
    issue.severity = std::min(issue.severity, severity_for(certainty));
    if (issue.severity > Severity::kInfo && is_only_a_note(input, issue, *family))
      issue.severity = Severity::kInfo;
    issue.confidence = std::min(issue.confidence, certainty);
    return false;
  });
  if (indexes) lower_split_sentences(input, *indexes, issues);
}

}  // namespace concord
