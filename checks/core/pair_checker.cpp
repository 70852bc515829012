// Runs the chain over one pair: analyse, align, check, number the issues.
#include "checks/core/pair_checker.h"

#include <algorithm>
#include <future>
#include <tuple>
#include <utility>

#include "aligner/align.h"
#include "aligner/pairing_score.h"
#include "aligner/structure.h"
#include "checks/core/asides.h"
#include "checks/core/attributions.h"
#include "checks/core/certainty.h"
#include "checks/core/cut.h"
#include "checks/core/embedded.h"
#include "checks/core/equal_sentences.h"
#include "checks/core/fingerprint.h"
#include "checks/core/fold.h"
#include "checks/core/joined.h"
#include "checks/core/mirror.h"
#include "checks/core/run_checks.h"

namespace concord {
namespace {

// Distinct words kept before the vocabularies are emptied: about 50 MB a side. Analysing them again
// takes a second.
constexpr std::size_t kMaxWords = 100'000;
// Distinct words of names kept in the form that is compared by sound, about 2 KB each.
constexpr std::size_t kMaxNames = 10'000;
// Bytes of a pair from which each version is analysed on a thread of its own; a thread costs some
// ten microseconds.
constexpr std::size_t kWorthThreads = 20'000;

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

/// How many mentions of each kind the sentences of a version have.
CheckedSegments::Counts counts_of(const AnalysedArticle& version) {
  CheckedSegments::Counts counts;
  for (const AnalysedSentence& sentence : version.sentences) {
    for (const Mention& mention : sentence.mentions)
      ++(mention.date() != nullptr   ? counts.dates
         : mention.name() != nullptr ? counts.names
                                     : counts.figures);
  }
  return counts;
}

/// The article of a segment with its sentence, of which only the number of mentions is known.
AnalysedArticle unanalysed(Article article, const CheckedSegments::Counts& counts) {
  AnalysedArticle result{std::move(article), {}, {}};
  for (const Sentence& sentence : result.article.sentences)
    result.sentences.push_back({sentence.span, {}, {}, {}});
  const auto add = [&](std::uint32_t count, MentionType type, auto value) {
    result.sentences.front().mentions.insert(result.sentences.front().mentions.end(), count,
                                             Mention{type, {}, value, {}});
  };
  add(counts.dates, MentionType::kDate, DateValue{});
  add(counts.names, MentionType::kName, NameValue{});
  add(counts.figures, MentionType::kNumber, Quantity{});
  return result;
}

/// Whether both versions are in one language that is known.
bool one_language(const PairResources& resources) {
  return resources.source->known && resources.source->tag == resources.target->tag;
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

/// The profiles of a report of which only the spans of the sentences are left.
ProfiledPair spent_profiles(PairReport& report, const PairResources& resources,
                            SoundAlikes alikes) {
  for (AnalysedArticle* side : {&report.source, &report.target}) {
    for (AnalysedSentence& sentence : side->other_sentences) sentence = {sentence.span, {}, {}, {}};
  }
  return take_profiles(report.source, report.target, resources.lexicon, resources.names, &alikes);
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
    : resources_(resources.turned ? resources.turned.get() : &resources),
      given_(&resources),
      source_(*resources_->source, resources_->lexicon, Side::kSource),
      target_(*resources_->target, resources_->lexicon, Side::kTarget) {
  for (const Check& check : all_checks()) checks_.push_back(&check);
}

bool PairChecker::order(Article& source, Article& target) const {
  const bool turned = one_language(*resources_) ? target.text < source.text : given_ != resources_;
  if (turned) std::swap(source, target);
  return turned;
}

PairReport PairChecker::analyse(Article source, Article target) {
  for (Analyser* analyser : {&source_, &target_}) {
    if (analyser->vocabulary().size() > kMaxWords) analyser->vocabulary().clear();
  }
  // Versions of one report appear within a day or two: where one does not say when, the other's
  // date resolves "16 November".
  const std::optional<Day> source_day = source.published;
  const std::optional<Day> target_day = target.published;
  const bool large = source.text.size() + target.text.size() >= kWorthThreads;
  auto analysed = std::async(jobs_ > 1 && large ? std::launch::async : std::launch::deferred,
                             [&] { return target_.analyse(std::move(target), source_day); });
  PairReport report;
  report.source = source_.analyse(std::move(source), target_day);
  report.target = analysed.get();
  return report;
}

PairReport PairChecker::align(Article source, Article target, Keep keep) {
  const bool turned = order(source, target);
  PairReport report = align_in_order(std::move(source), std::move(target), keep);
  if (turned) mirror(report);
  return report;
}

PairReport PairChecker::align_in_order(Article source, Article target, Keep keep) {
  PairReport report = analyse(std::move(source), std::move(target));
  set_aside_embedded(report.source, *resources_->source, *resources_->target);
  SoundAlikes alikes;
  asides_ = settle_structure(report.source, report.target, resources_->lexicon, resources_->names,
                             &alikes);
  const Attributions attributions = attributions_of(report.source, report.target, *resources_);
  const ProfiledPair profiles =
      keep == Keep::kSpans ? spent_profiles(report, *resources_, std::move(alikes))
                           : build_profiles(report.source, report.target, resources_->lexicon,
                                            resources_->names, &alikes);
  if (keep == Keep::kSpans) {  // no token is left that points into them
    for (Analyser* analyser : {&source_, &target_}) analyser->vocabulary().clear();
  }
  AlignOptions options = align_options(report.source, report.target);
  options.jobs = jobs_;
  report.beads = concord::align(profiles, options);
  part_attributions(attributions, report.beads);
  return report;
}

PairReport PairChecker::check(Article source, Article target) {
  const bool turned = order(source, target);
  PairReport report = align_in_order(std::move(source), std::move(target), Keep::kAll);
  std::optional<PairKind> kind = kind_;
  // Without a lexicon even versions of each other look little alike.
  if (!kind && !resources_->lexicon.empty() && looks_unrelated(report.beads) &&
      !may_tell_one_event(report.source, report.target, resources_->lexicon))
    kind = PairKind::kUnrelated;
  if (kind == PairKind::kUnrelated) report.beads = all_gaps(report);
  run_checks(report, false, kind);
  finish(report, turned, false);
  return report;
}

PairReport PairChecker::check(SegmentPair segment, std::optional<Day> source_published,
                              std::optional<Day> target_published) {
  const auto day = [](std::optional<Day> published) {
    return published ? std::to_string(published->time_since_epoch().count()) : std::string();
  };
  const SegmentCache::Key key = SegmentCache::key(
      {day(source_published), day(target_published), segment.source, segment.target});
  Article source = article_of_segment(segment.id, given_->source->tag, std::move(segment.source),
                                      source_published);
  Article target = article_of_segment(segment.id, given_->target->tag, std::move(segment.target),
                                      target_published);
  const bool equal = one_language(*resources_) && source.text == target.text;
  const CheckedSegments* known = equal ? nullptr : checked_.find(key);
  PairReport report;
  if (equal) {
    report.source = unanalysed(std::move(source), {});
    report.target = unanalysed(std::move(target), {});
  } else if (known != nullptr) {
    report.source = unanalysed(std::move(source), known->found[0]);
    report.target = unanalysed(std::move(target), known->found[1]);
    report.issues = known->issues;
  } else {
    const bool turned = order(source, target);
    report = analyse(std::move(source), std::move(target));
    report.beads.push_back({{0}, {0}, 1, 1});
    asides_.clear();
    run_checks(report, true, kind_);
    finish(report, turned, true);
    checked_.add(key, {report.issues, {counts_of(report.source), counts_of(report.target)}});
  }
  if (report.beads.empty()) report.beads.push_back({{0}, {0}, 1, 1});
  report.id = std::move(segment.id);
  report.file = std::move(segment.file);
  report.line = segment.line;
  report.source_markup = std::move(segment.source_markup);
  report.target_markup = std::move(segment.target_markup);
  return report;
}

void PairChecker::run_checks(PairReport& report, bool aligned_segments,
                             std::optional<PairKind> kind) {
  const bool large =
      report.source.article.text.size() + report.target.article.text.size() >= kWorthThreads;
  if (large && jobs_ > sounds_.size()) sounds_.resize(jobs_);
  for (SoundCache& sounds : sounds_) {
    if (sounds.size() > kMaxNames) sounds.clear();
  }
  std::vector<const Check*> checks = checks_;
  std::erase_if(checks, [](const Check* check) { return check->directed; });
  const ExplainedSpans explained = explain(checks, report.source, report.target);
  BeadMemo memo;
  const CheckInput input{report.source,    report.target,    report.beads, *resources_,
                         aligned_segments, &sounds_.front(), &memo,        kind,
                         &explained};
  std::optional<EqualSentences> equal;
  if (one_language(*resources_)) equal.emplace(report.source, report.target);
  if (equal && equal->all()) return;
  concord::run_checks(checks, input, std::span(sounds_).first(large ? jobs_ : 1), report.issues);
  if (kind != PairKind::kUnrelated && !asides_.empty()) {
    CheckInput judged = input;
    judged.kind = judge_pair(input);
    check_asides(checks_, report.source, report.target, asides_, judged, report.issues);
  }
  if (equal) equal->drop(report.issues);
  if (!aligned_segments) drop_beyond_cuts(report);
  weigh_issues(input, report.issues);
  limit_joined(input, report.issues);
  fold_into_clauses(report.issues, aligned_segments ? Graver::kStays : Graver::kRaisesTheClause);
  fold_into_swaps(report.issues);
  fold_into_facts(report.issues);
  fold_into_genders(report.issues);
  if (!aligned_segments) fold_into_attributions(report.issues);
}

void PairChecker::check_glossary(PairReport& report, bool aligned_segments) {
  const CheckInput input{report.source, report.target, report.beads, *given_, aligned_segments};
  const std::size_t before = report.issues.size();
  for (const Check* check : checks_) {
    if (check->directed) check->run(input, report.issues);
  }
  if (report.issues.size() > before && one_language(*given_))
    EqualSentences(report.source, report.target).drop(report.issues);
}

void PairChecker::finish(PairReport& report, bool turned, bool aligned_segments) {
  if (turned) mirror(report);
  if (!given_->glossary.empty()) check_glossary(report, aligned_segments);
  std::stable_sort(report.issues.begin(), report.issues.end(),
                   [](const Issue& a, const Issue& b) { return position(a) < position(b); });
  set_fingerprints(report);
}

}  // namespace concord
