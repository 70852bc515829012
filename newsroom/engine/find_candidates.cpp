// Finds the candidates of a part of an archive.
#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "aligner/candidate_search.h"
#include "aligner/matching.h"
#include "newsroom/engine/candidate_file.h"
#include "newsroom/engine/ordered_pipeline.h"
#include "newsroom/engine/pair_lines.h"
#include "newsroom/engine/pairing_candidates.h"

namespace concord {
namespace {

// Sources between two looks at the memory in use.
constexpr std::size_t kLookEvery = 4;

/// What was found for one source.
struct Found {
  std::size_t place = 0;
  std::string lines;
  std::vector<Candidate> compared;
  std::vector<bool> kept;  // which of `compared` have a line
};

/// The best source of a target so far.
struct BestSource {
  std::optional<MatchEdge> edge;
  bool kept = false;
};

/// The search of one thread, in every language.
class Searcher {
 public:
  Searcher(const PairingIndex& index, const CandidateOptions& options,
           const std::vector<DocumentLink>& links)
      : index_(&index), options_(&options), links_(&links) {}

  Found run(std::size_t place) {
    const IndexedSource& source = index_->sources()[place];
    index_->read_source(source, profile_);
    CandidateSearch& search = search_of(source.lang);
    Found found{place, {}, search.candidates(profile_), {}};
    const auto best = std::min_element(found.compared.begin(), found.compared.end(),
                                       [&](const Candidate& a, const Candidate& b) {
                                         return better_edge(edge_of(source, a), edge_of(source, b));
                                       });
    for (auto at = found.compared.begin(); at != found.compared.end(); ++at) {
      found.kept.push_back(at == best || may_pair(at->log_odds, options_->pairing.least_score));
      if (found.kept.back()) found.lines += line_of(search, source, *at, false);
    }
    add_declared(search, source, found);
    return found;
  }

  /// The line of a target with its best source.
  std::string line_of_best(const MatchEdge& edge) {
    const IndexedSource& source = index_->sources()[index_->place_of(edge.source)];
    index_->read_source(source, profile_);
    return line_of(search_of(source.lang), source, {index_->place_of(edge.target), edge.log_odds},
                   false);
  }

  MatchEdge edge_of(const IndexedSource& source, const Candidate& candidate) const {
    return {source.number, index_->targets().numbers[candidate.position], candidate.log_odds};
  }

 private:
  /// What the feed declares and was not found.
  void add_declared(CandidateSearch& search, const IndexedSource& source, Found& found) {
    const auto before = [](const DocumentLink& a, const DocumentLink& b) {
      return a.source < b.source;
    };
    const auto [first, last] =
        std::equal_range(links_->begin(), links_->end(), DocumentLink{source.number, 0}, before);
    for (auto link = first; link != last; ++link) {
      const std::uint32_t position = index_->place_of(link->target);
      bool known = false;
      for (std::size_t i = 0; i < found.compared.size(); ++i)
        known = known || (found.kept[i] && found.compared[i].position == position);
      if (!known) {
        const double log_odds = search.log_odds(profile_, position);
        found.lines += line_of(search, source, {position, log_odds}, true);
      }
    }
  }

  std::string line_of(CandidateSearch& search, const IndexedSource& source,
                      const Candidate& candidate, bool declared) {
    const std::string reasons = reasons_json(search.reasons(profile_, candidate.position));
    return candidate_line({source.number, index_->targets().numbers[candidate.position],
                           candidate.log_odds, declared, reasons});
  }

  CandidateSearch& search_of(std::uint32_t lang) {
    if (!search_ || lang_ != lang) {
      search_ = std::make_unique<CandidateSearch>(index_->targets(), index_->source_counts(lang),
                                                  index_->target_counts(), options_->pairing);
      lang_ = lang;
    }
    return *search_;
  }

  const PairingIndex* index_;
  const CandidateOptions* options_;
  const std::vector<DocumentLink>* links_;
  std::uint32_t lang_ = 0;
  std::unique_ptr<CandidateSearch> search_;
  DocumentProfile profile_;
};

/// The links of all languages in order of source.
std::vector<DocumentLink> links_by_source(const PairingIndex& index) {
  std::vector<DocumentLink> links;
  for (std::uint32_t lang = 0; lang < index.source_langs().size(); ++lang)
    links.insert(links.end(), index.links(lang).begin(), index.links(lang).end());
  std::stable_sort(links.begin(), links.end(), [](const DocumentLink& a, const DocumentLink& b) {
    return std::pair(a.source, a.target) < std::pair(b.source, b.target);
  });
  links.erase(std::unique(links.begin(), links.end(),
                          [](const DocumentLink& a, const DocumentLink& b) {
                            return a.source == b.source && a.target == b.target;
                          }),
              links.end());
  return links;
}

/// The best source of each target, in each language.
class BestSources {
 public:
  explicit BestSources(const PairingIndex& index) : index_(&index) {
    best_.resize(index.source_langs().size());
  }

  void add(const Searcher& searcher, const Found& found) {
    const IndexedSource& source = index_->sources()[found.place];
    std::vector<BestSource>& best = best_[source.lang];
    best.resize(index_->targets().size());
    for (std::size_t i = 0; i < found.compared.size(); ++i) {
      const MatchEdge edge = searcher.edge_of(source, found.compared[i]);
      BestSource& known = best[found.compared[i].position];
      if (!known.edge || better_edge(edge, *known.edge)) known = {edge, found.kept[i]};
    }
  }

  /// Those that have no line yet, in order of language and position.
  std::vector<MatchEdge> unwritten() const {
    std::vector<MatchEdge> edges;
    for (const std::vector<BestSource>& of_lang : best_) {
      for (const BestSource& best : of_lang) {
        if (best.edge && !best.kept) edges.push_back(*best.edge);
      }
    }
    return edges;
  }

 private:
  const PairingIndex* index_;
  std::vector<std::vector<BestSource>> best_;
};

}  // namespace

std::pair<std::size_t, std::size_t> sources_of_part(const PairingIndex& index,
                                                    const CandidateOptions& options) {
  const std::size_t count = index.sources().size();
  return {count * (options.part - 1) / options.parts, count * options.part / options.parts};
}

void find_candidates(const PairingIndex& index, const CandidateOptions& options,
                     const std::string& path, const std::function<void()>& done) {
  CandidateFileWriter file(path, {index.key(), options.part, options.parts,
                                  options.pairing.least_score, options.pairing.date_window_days});
  const std::vector<DocumentLink> links = links_by_source(index);
  const Searcher numbers(index, options, links);
  BestSources best(index);
  std::size_t looks = 0;
  const auto look = [&] {
    if (++looks % kLookEvery == 0) index.keep_within(options.memory);
  };
  const auto make_searcher = [&] { return std::make_shared<Searcher>(index, options, links); };
  const auto part = sources_of_part(index, options);
  auto next = part.first;
  const auto end = part.second;
  run_ordered(
      options.pairing.jobs,
      [&, end = end]() -> std::optional<std::size_t> {
        return next < end ? std::optional(next++) : std::nullopt;
      },
      [&] {
        return [searcher = make_searcher()](std::size_t place) { return searcher->run(place); };
      },
      [&](const Found& found) {
        file.add(found.lines);
        best.add(numbers, found);
        look();
        done();
      });
  const std::vector<MatchEdge> left = best.unwritten();
  std::size_t at = 0;
  run_ordered(
      options.pairing.jobs,
      [&]() -> std::optional<MatchEdge> {
        return at < left.size() ? std::optional(left[at++]) : std::nullopt;
      },
      [&] {
        return [searcher = make_searcher()](const MatchEdge& edge) {
          return searcher->line_of_best(edge);
        };
      },
      [&](const std::string& line) {
        file.add(line);
        look();
      });
  file.finish();
}

}  // namespace concord
