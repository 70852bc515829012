// Profiles items and pairs them language by language.
#include "newsroom/engine/pairing_run.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <unordered_map>
#include <utility>

#include "newsroom/engine/ordered_pipeline.h"
#include "newsroom/engine/pair_worker.h"
#include "text/input_error.h"
#include "text/language_tag.h"

namespace concord {
namespace {

/// One thread's analysers.
class Profiler {
 public:
  Profiler(SharedResources& shared, const PairingRunOptions& options)
      : shared_(&shared), options_(&options), words_(options.words / 4) {}

  /// None for an item of a language that is not asked for.
  std::optional<ProfiledItem> run(FeedItem item) {
    ProfiledItem out;
    out.id = item.id;
    out.url = item.url;
    out.file = item.file;
    out.versions = std::move(item.versions);
    out.own_id = item.file_format.empty();
    const bool on_target_side = item.target;
    Article article = read_version(std::move(item), files_, shared_->packs(), &words_);
    if (options_->settings != nullptr) options_->settings->mark_boilerplate(article);
    out.profile_lang = primary_subtag(article.lang);
    out.target = out.profile_lang == options_->target_lang &&
                 (options_->source_lang != options_->target_lang || on_target_side);
    if (!out.target && !options_->source_lang.empty() && out.profile_lang != options_->source_lang)
      return std::nullopt;
    const std::string source_lang = out.target ? std::string() : out.profile_lang;
    const PairResources& resources = shared_->get(source_lang, options_->target_lang);
    // The side is part of the key: the language of a source may be unknown, thus "", too.
    auto& [analyser, renderings] = analysers_[{out.target, source_lang}];
    if (!analyser) {
      analyser = out.target ? std::make_unique<Analyser>(*resources.target, resources.lexicon,
                                                         Side::kTarget, WordDepth::kMentions)
                            : std::make_unique<Analyser>(*resources.source, resources.lexicon,
                                                         Side::kSource, WordDepth::kMentions);
      words_.share(analyser->pack(), analyser->vocabulary());
    }
    out.profile = profile_document(
        analyser->analyse(std::move(article), std::nullopt, &words_.tokens()),
        out.target ? Side::kTarget : Side::kSource, resources.lexicon, &renderings);
    if (analyser->vocabulary().size() > options_->words) {
      analyser->vocabulary().clear();
      renderings.clear();
    }
    return out;
  }

 private:
  SharedResources* shared_;
  const PairingRunOptions* options_;
  ReportFiles files_;
  ReadingWords words_;
  struct Kept {
    std::unique_ptr<Analyser> analyser;
    RenderingKeys renderings;  // of its words
  };
  // By side (true: target) and, of sources, language.
  std::map<std::pair<bool, std::string>, Kept> analysers_;
};

/// What the feeds say about versions: by address, by id, by one id on both sides.
std::vector<DocumentLink> links_of(const std::vector<ProfiledItem>& items,
                                   const std::vector<std::size_t>& sources,
                                   const std::vector<std::size_t>& targets) {
  std::unordered_map<std::string, std::uint32_t> source_by_name;
  std::unordered_map<std::string, std::uint32_t> target_by_name;
  const auto enter = [&](const std::vector<std::size_t>& side,
                         std::unordered_map<std::string, std::uint32_t>& by_name) {
    for (std::uint32_t i = 0; i < side.size(); ++i) {
      by_name.emplace(items[side[i]].id, i);
      if (!items[side[i]].url.empty()) by_name.emplace(items[side[i]].url, i);
    }
  };
  enter(sources, source_by_name);
  enter(targets, target_by_name);
  std::vector<DocumentLink> links;
  for (std::uint32_t s = 0; s < sources.size(); ++s) {
    const ProfiledItem& source = items[sources[s]];
    for (const FeedLink& link : source.versions) {
      if (const auto found = target_by_name.find(link.ref); found != target_by_name.end())
        links.push_back({s, found->second});
    }
    const auto same = target_by_name.find(source.id);
    if (same != target_by_name.end() && source.own_id &&
        items[targets[same->second]].id == source.id)
      links.push_back({s, same->second});
  }
  for (std::uint32_t t = 0; t < targets.size(); ++t) {
    for (const FeedLink& link : items[targets[t]].versions) {
      if (const auto found = source_by_name.find(link.ref); found != source_by_name.end())
        links.push_back({found->second, t});
    }
  }
  return links;
}

}  // namespace

std::map<std::string, std::size_t> languages_of(const std::vector<FeedItem>& items, Packs& packs) {
  constexpr std::size_t kLookedAt = 500;
  ReportFiles files;
  std::map<std::string, std::size_t> counts;
  for (std::size_t i = 0; i < std::min(items.size(), kLookedAt); ++i) {
    try {
      const std::string lang = language_of_tag(
          items[i].lang.empty() ? read_version(items[i], files, packs).lang : items[i].lang);
      if (packs.get(lang).known) ++counts[lang];
    } catch (const InputError&) {
      continue;  // whoever profiles the items reports it
    }
  }
  return counts;
}

std::string target_language(const std::map<std::string, std::size_t>& found,
                            const std::string& source_lang) {
  if (found.size() < 2) return {};
  const auto first = found.begin();
  return first->first == source_lang ? std::next(first)->first : first->first;
}

void profile_items(const std::function<std::optional<FeedItem>()>& next, SharedResources& shared,
                   const PairingRunOptions& options, const ProfileSink& sink) {
  struct Outcome {
    std::optional<ProfiledItem> item;
    std::optional<FeedProblem> problem;
  };
  run_ordered(
      options.pairing.jobs, next,
      [&] {
        return [profiler = std::make_unique<Profiler>(shared, options)](FeedItem item) {
          const std::string id = item.id;
          try {
            return Outcome{profiler->run(std::move(item)), std::nullopt};
          } catch (const InputError& error) {
            return Outcome{std::nullopt, FeedProblem{id, error.what()}};
          }
        };
      },
      [&](Outcome outcome) {
        if (outcome.item) sink.item(std::move(*outcome.item));
        if (outcome.problem) sink.problem(std::move(*outcome.problem));
        sink.done();
      });
}

std::vector<ProfiledItem> profile_items(std::vector<FeedItem> items, SharedResources& shared,
                                        const PairingRunOptions& options,
                                        std::vector<FeedProblem>& problems,
                                        const std::function<void()>& done) {
  std::vector<ProfiledItem> profiled;
  std::size_t next = 0;
  profile_items(
      [&]() -> std::optional<FeedItem> {
        return next < items.size() ? std::optional(std::move(items[next++])) : std::nullopt;
      },
      shared, options,
      {[&](ProfiledItem item) { profiled.push_back(std::move(item)); },
       [&](FeedProblem problem) { problems.push_back(std::move(problem)); }, done});
  return profiled;
}

std::vector<FoundPair> find_pairs(const std::vector<ProfiledItem>& items,
                                  const PairingRunOptions& options) {
  std::map<std::string, std::vector<std::size_t>> sources;
  std::vector<std::size_t> targets;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].target) {
      targets.push_back(i);
    } else {
      sources[items[i].profile_lang].push_back(i);
    }
  }
  const auto profiles_of = [&](const std::vector<std::size_t>& side) {
    std::vector<DocumentProfile> profiles;
    for (const std::size_t i : side) profiles.push_back(items[i].profile);
    return profiles;
  };
  const std::vector<DocumentProfile> target_profiles = profiles_of(targets);
  std::vector<FoundPair> pairs;
  std::vector<FoundPair> unpaired_sources;
  std::vector<std::optional<FoundPair>> unpaired_targets(
      targets.size());  // none once it has a partner
  for (std::size_t t = 0; t < targets.size(); ++t) {
    unpaired_targets[t].emplace();
    unpaired_targets[t]->target = targets[t];
  }
  for (const auto& [lang, side] : sources) {
    const std::vector<DocumentProfile> source_profiles = profiles_of(side);
    for (DocumentPair& pair : pair_documents(source_profiles, target_profiles,
                                             links_of(items, side, targets), options.pairing)) {
      FoundPair found;
      if (pair.source) found.source = side[*pair.source];
      if (pair.target) found.target = targets[*pair.target];
      found.score = pair.score;
      found.linked = pair.linked;
      found.because = std::move(pair.because);
      found.best_score = pair.best_score;
      if (pair.best) found.best = pair.source ? targets[*pair.best] : side[*pair.best];
      if (found.source && found.target) {
        unpaired_targets[*pair.target].reset();
        pairs.push_back(std::move(found));
      } else if (found.source) {
        unpaired_sources.push_back(std::move(found));
      } else if (auto& known = unpaired_targets[*pair.target];
                 known && (!known->best || found.best_score > known->best_score)) {
        known = std::move(found);
      }
    }
  }
  for (FoundPair& pair : unpaired_sources) pairs.push_back(std::move(pair));
  for (auto& pair : unpaired_targets) {
    if (pair) pairs.push_back(std::move(*pair));
  }
  return pairs;
}

}  // namespace concord
