// Runs the chain over one pair: analyse, align, check, number the issues.
#include "checks/core/pair_checker.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "aligner/align.h"
#include "aligner/pairing_score.h"
#include "aligner/structure.h"
#include "checks/core/asides.h"
#include "checks/core/certainty.h"
#include "checks/core/cut.h"
#include "checks/core/embedded.h"
#include "checks/core/fingerprint.h"
#include "checks/core/fold.h"
#include "checks/core/joined.h"

namespace concord {
namespace {

// Distinct words kept before the vocabularies are emptied: about 50 MB a side. Analysing them again
// takes a second.
constexpr std::size_t kMaxWords = 100'000;
// Distinct words of names kept in the form that is compared by sound, about 2 KB each.
constexpr std::size_t kMaxNames = 10'000;
// Bytes of aligned segments and their issues that are kept: some 40,000 pairs of sentences with few
// issues.
constexpr std::size_t kMaxChecked = 16'000'000;

Article article_of_segment(std::string name, const std::string& lang, std::string text,
                           std::optional<Day> published) {
  Article article;
  article.name = std::move(name);
  article.lang = lang;
  article.text = std::move(text);
  article.published = published;
  const Span whole{0, static_cast<std::uint32_t>(article.text.size())};
  article.blocks.push_back({whole, BlockRole::kBody, {}});
  article.sentences.push_back({whole, 0});
  return article;
}

/// The memory that issues take, about.
std::size_t bytes_of(const std::vector<Issue>& issues) {
  std::size_t bytes = issues.size() * sizeof(Issue);
  for (const Issue& issue : issues) {
    for (const auto& [name, value] : issue.message.arguments)
      bytes += sizeof(issue.message.arguments[0]) + value.size();
    for (const Side side : kSides) {
      if (!issue.at(side)) continue;
      bytes += issue.at(side)->value.size();
      for (const Passage& further : issue.at(side)->also)
        bytes += sizeof(Passage) + further.value.size();
    }
  }
  return bytes;
}

/// The article of a segment with its sentence, in which nothing has been looked for.
AnalysedArticle unanalysed(Article article) {
  AnalysedArticle result{std::move(article), {}, {}};
  for (const Sentence& sentence : result.article.sentences)
    result.sentences.push_back({sentence.span, {}, {}, {}});
  return result;
}

std::vector<Bead> all_gaps(const PairReport& report) {
  std::vector<Bead> beads;
  for (std::uint32_t i = 0; i < report.source.sentences.size(); ++i)
    beads.push_back({{i}, {}, 0, 1});
  for (std::uint32_t i = 0; i < report.target.sentences.size(); ++i)
    beads.push_back({{}, {i}, 0, 1});
  sort_beads(beads);
  return beads;
}

std::tuple<std::uint32_t, std::uint32_t, std::uint32_t> position(const Issue& issue) {
  constexpr std::uint32_t kLast = ~std::uint32_t{0};
  return {issue.bead.value_or(kLast), issue.target ? issue.target->span.begin : kLast,
          issue.source ? issue.source->span.begin : kLast};
}

}  // namespace

std::string pair_field(const PairReport& report, const Issue& issue) {
  if (!report.id.empty()) return report.id;
  return std::to_string(issue.bead ? *issue.bead + 1 : 0);
}

PairChecker::PairChecker(const PairResources& resources)
    : resources_(&resources),
      source_(*resources.source, resources.lexicon, Side::kSource),
      target_(*resources.target, resources.lexicon, Side::kTarget) {
  for (const Check& check : all_checks()) checks_.push_back(&check);
}

PairReport PairChecker::analyse(Article source, Article target) {
  for (Analyser* analyser : {&source_, &target_}) {
    if (analyser->vocabulary().size() > kMaxWords) analyser->vocabulary().clear();
  }
  // Versions of one report appear within a day or two: where one does not say when, the other's
  // date resolves "16 November".
  const std::optional<Day> source_day = source.published;
  const std::optional<Day> target_day = target.published;
  return {{},
          source_.analyse(std::move(source), target_day),
          target_.analyse(std::move(target), source_day),
          {},
          {}};
}

PairReport PairChecker::align(Article source, Article target, Keep keep) {
  PairReport report = analyse(std::move(source), std::move(target));
  set_aside_embedded(report.source, *resources_->source, *resources_->target);
  asides_ = settle_structure(report.source, report.target, resources_->lexicon, resources_->names);
  const ProfiledPair profiles =
      build_profiles(report.source, report.target, resources_->lexicon, resources_->names);
  if (keep == Keep::kSpans) {
    for (AnalysedArticle* side : {&report.source, &report.target}) {
      for (auto* sentences : {&side->sentences, &side->other_sentences}) {
        for (AnalysedSentence& sentence : *sentences) sentence = {sentence.span, {}, {}, {}};
      }
    }
    // No token is left that points into them.
    for (Analyser* analyser : {&source_, &target_}) analyser->vocabulary().clear();
  }
  report.beads = concord::align(profiles, align_options(report.source, report.target));
  return report;
}

PairReport PairChecker::check(Article source, Article target) {
  PairReport report = align(std::move(source), std::move(target));
  std::optional<PairKind> kind = kind_;
  // Without a lexicon even versions of each other look little alike.
  if (!kind && !resources_->lexicon.empty() && looks_unrelated(report.beads) &&
      !may_tell_one_event(report.source, report.target, resources_->lexicon))
    kind = PairKind::kUnrelated;
  if (kind == PairKind::kUnrelated) report.beads = all_gaps(report);
  run_checks(report, false, kind);
  return report;
}

PairReport PairChecker::check(SegmentPair segment, std::optional<Day> source_published,
                              std::optional<Day> target_published) {
  const auto day = [](std::optional<Day> published) {
    return published ? std::to_string(published->time_since_epoch().count()) : std::string();
  };
  std::string key = day(source_published) + '\0' + day(target_published) + '\0' + segment.source +
                    '\0' + segment.target;
  Article source = article_of_segment(segment.id, resources_->source->tag,
                                      std::move(segment.source), source_published);
  Article target = article_of_segment(segment.id, resources_->target->tag,
                                      std::move(segment.target), target_published);
  const auto known = checked_.find(key);
  PairReport report;
  if (known == checked_.end()) {
    report = analyse(std::move(source), std::move(target));
  } else {
    report.source = unanalysed(std::move(source));
    report.target = unanalysed(std::move(target));
    report.issues = known->second;
  }
  report.id = std::move(segment.id);
  report.file = std::move(segment.file);
  report.line = segment.line;
  report.source_markup = std::move(segment.source_markup);
  report.target_markup = std::move(segment.target_markup);
  report.beads.push_back({{0}, {0}, 1, 1});
  asides_.clear();
  if (known != checked_.end()) return report;
  run_checks(report, true, kind_);
  if (checked_bytes_ > kMaxChecked) {
    checked_.clear();
    checked_bytes_ = 0;
  }
  checked_bytes_ += key.size() + bytes_of(report.issues);
  checked_.emplace(std::move(key), report.issues);
  return report;
}

void PairChecker::run_checks(PairReport& report, bool aligned_segments,
                             std::optional<PairKind> kind) {
  if (sounds_.size() > kMaxNames) sounds_.clear();
  const CheckInput input{report.source,    report.target, report.beads, *resources_,
                         aligned_segments, &sounds_,      kind};
  for (const Check* check : checks_) check->run(input, report.issues);
  if (kind != PairKind::kUnrelated && !asides_.empty()) {
    CheckInput judged = input;
    judged.kind = judge_pair(input);
    check_asides(checks_, report.source, report.target, asides_, judged, report.issues);
  }
  if (!aligned_segments) drop_beyond_cuts(report);
  weigh_issues(input, report.issues);
  limit_joined(input, report.issues);
  fold_into_clauses(report.issues, aligned_segments ? Graver::kStays : Graver::kRaisesTheClause);
  fold_into_swaps(report.issues);
  std::stable_sort(report.issues.begin(), report.issues.end(),
                   [](const Issue& a, const Issue& b) { return position(a) < position(b); });
  set_fingerprints(report);
}

}  // namespace concord
