// Pairs an archive by the candidates of its parts.
#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "aligner/matching.h"
#include "newsroom/engine/candidate_file.h"
#include "newsroom/engine/pair_lines.h"
#include "newsroom/engine/pairing_candidates.h"
#include "text/input_error.h"

namespace concord {
namespace {

// Lines between two looks at the memory in use.
constexpr std::size_t kLookEvery = 1024;

/// A line of a file of candidates, its reasons left there.
struct Kept {
  MatchEdge edge;
  bool declared = false;
  std::uint32_t file = 0;
  std::uint64_t place = 0;
};

/// By source and target; of one pair what was compared before what is only declared.
bool in_order(const Kept& a, const Kept& b) {
  return std::tuple(a.edge.source, a.edge.target, a.declared) <
         std::tuple(b.edge.source, b.edge.target, b.declared);
}

/// Throws InputError unless the files are the parts of one pairing of the index.
void require_parts(const PairingIndex& index, const std::vector<CandidateFile>& files) {
  std::set<std::size_t> parts;
  for (const CandidateFile& file : files) {
    const CandidateHead& head = file.head();
    const CandidateHead& first = files.front().head();
    if (head.index != index.key())
      throw InputError(file.path(), 0, "has candidates of another index",
                       "find the candidates of this index");
    if (head.parts != first.parts || head.min_score != first.min_score ||
        head.date_window != first.date_window)
      throw InputError(file.path(), 0, "was made with other options than the files before it",
                       "find the candidates of all parts with the same options");
    if (!parts.insert(head.part).second)
      throw InputError(file.path(), 0, "is a part that another file has, too",
                       "name every part once");
  }
  if (files.empty() || parts.size() != files.front().head().parts)
    throw InputError(files.empty() ? std::string("merge") : files.front().path(), 0,
                     "is not all: parts are missing", "name the files of all parts");
}

class Merger {
 public:
  Merger(const PairingIndex& index, const std::vector<std::string>& paths, std::size_t memory,
         const std::function<void(std::string_view)>& line)
      : index_(index), memory_(memory), line_(line) {
    for (const std::string& path : paths) files_.emplace_back(path);
    require_parts(index, files_);
    kept_.resize(index.source_langs().size());
    for (std::uint32_t f = 0; f < files_.size(); ++f) {
      files_[f].each([&](const CandidateLine& read, std::uint64_t place) {
        if (!index_.is_source(read.source) || !index_.is_target(read.target))
          throw InputError(files_[f].path(), 0, "names reports that the index does not have",
                           "find the candidates again");
        const IndexedSource& source = index_.sources()[index_.place_of(read.source)];
        kept_[source.lang].push_back(
            {{read.source, read.target, read.log_odds}, read.declared, f, place});
        look();
      });
    }
    for (std::vector<Kept>& of_lang : kept_) std::sort(of_lang.begin(), of_lang.end(), in_order);
  }

  void write() {
    best_of_target_.resize(index_.targets().size());
    taken_.resize(index_.targets().size());
    std::vector<std::uint32_t> unpaired;  // sources
    for (std::uint32_t lang = 0; lang < kept_.size(); ++lang) write_pairs(lang, unpaired);
    for (const std::uint32_t source : unpaired) {
      const Kept* best = nullptr;
      for (const Kept& kept : of_source(source)) {
        if (!kept.declared && (best == nullptr || better_edge(kept.edge, best->edge))) best = &kept;
      }
      NumberedPair pair{.source = source};
      write_unpaired(pair, best, best == nullptr ? 0 : best->edge.target);
    }
    write_targets();
    for (const auto* problems : {&index_.summary().unread, &index_.summary().unprofiled}) {
      for (const FeedProblem& problem : *problems) line_(problem_line(problem));
    }
  }

 private:
  void write_pairs(std::uint32_t lang, std::vector<std::uint32_t>& unpaired) {
    const std::vector<Kept>& kept = kept_[lang];
    std::vector<MatchEdge> edges;
    for (const Kept& one : kept) {
      if (!one.declared) edges.push_back(one.edge);
    }
    const std::size_t items = index_.summary().items;
    const std::vector<std::optional<std::uint32_t>> partners =
        match_documents(edges, index_.links(lang), {items, items}, files_.front().head().min_score);
    note_best(kept);
    std::set<std::pair<std::uint32_t, std::uint32_t>> linked;
    for (const DocumentLink& link : index_.links(lang)) linked.emplace(link.source, link.target);
    for (const std::uint32_t source : sources_of(lang)) {
      const std::optional<std::uint32_t> target = partners[source];
      if (!target) {
        unpaired.push_back(source);
        continue;
      }
      taken_[index_.place_of(*target)] = true;
      const Kept* const found = find(source, *target);
      NumberedPair pair{.source = source, .target = target};
      pair.linked = linked.contains({source, *target});
      if (found != nullptr) pair.score = probability_of(found->edge.log_odds);
      if (pair.linked) pair.score = 1;
      write_line(pair, found);
    }
  }

  /// Notes the best source of each target so far.
  void note_best(const std::vector<Kept>& kept) {
    std::vector<const Kept*> best(index_.targets().size());
    for (const Kept& one : kept) {
      const Kept*& known = best[index_.place_of(one.edge.target)];
      if (!one.declared && (known == nullptr || better_edge(one.edge, known->edge))) known = &one;
    }
    for (std::size_t position = 0; position < best.size(); ++position) {
      if (best[position] == nullptr) continue;
      const Kept*& known = best_of_target_[position];
      if (known == nullptr ||
          probability_of(best[position]->edge.log_odds) > probability_of(known->edge.log_odds))
        known = best[position];
    }
  }

  void write_targets() {
    std::vector<std::uint32_t> positions;  // in order of number
    for (std::uint32_t position = 0; position < taken_.size(); ++position) {
      if (!taken_[position]) positions.push_back(position);
    }
    const TargetIndex& targets = index_.targets();
    std::sort(positions.begin(), positions.end(), [&](std::uint32_t a, std::uint32_t b) {
      return targets.numbers[a] < targets.numbers[b];
    });
    for (const std::uint32_t position : positions) {
      const Kept* const best = best_of_target_[position];
      NumberedPair pair{.target = targets.numbers[position]};
      write_unpaired(pair, best, best == nullptr ? 0 : best->edge.source);
    }
  }

  void write_unpaired(NumberedPair pair, const Kept* best, std::uint32_t other) {
    if (best != nullptr) {
      pair.best = other;
      pair.best_score = probability_of(best->edge.log_odds);
    }
    write_line(pair, best);
  }

  void write_line(const NumberedPair& pair, const Kept* found) {
    const std::string_view reasons =
        found == nullptr ? std::string_view() : files_[found->file].at(found->place).reasons;
    line_(pair_line(pair, reasons, index_));
    look();
  }

  /// The sources of a language in order of number.
  std::vector<std::uint32_t> sources_of(std::uint32_t lang) const {
    std::vector<std::uint32_t> numbers;
    for (const IndexedSource& source : index_.sources()) {
      if (source.lang == lang) numbers.push_back(source.number);
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
  }

  std::span<const Kept> of_source(std::uint32_t source) const {
    const std::vector<Kept>& kept = kept_[index_.sources()[index_.place_of(source)].lang];
    const auto before = [](const Kept& a, const Kept& b) { return a.edge.source < b.edge.source; };
    const auto [first, last] =
        std::equal_range(kept.begin(), kept.end(), Kept{{source, 0, 0}, false, 0, 0}, before);
    return {first, last};
  }

  const Kept* find(std::uint32_t source, std::uint32_t target) const {
    for (const Kept& kept : of_source(source)) {
      if (kept.edge.target == target) return &kept;
    }
    return nullptr;
  }

  void look() {
    if (++looks_ % kLookEvery != 0 || !near_limit(memory_)) return;
    index_.keep_within(memory_);
    for (const CandidateFile& file : files_) file.release();
  }

  const PairingIndex& index_;
  std::size_t memory_;
  std::size_t looks_ = 0;
  const std::function<void(std::string_view)>& line_;
  std::vector<CandidateFile> files_;
  std::vector<std::vector<Kept>> kept_;      // by language, in order
  std::vector<const Kept*> best_of_target_;  // by position
  std::vector<bool> taken_;                  // by position
};

}  // namespace

void merge_candidates(const PairingIndex& index, const std::vector<std::string>& parts,
                      std::size_t memory, const std::function<void(std::string_view)>& line) {
  Merger(index, parts, memory, line).write();
}

}  // namespace concord
