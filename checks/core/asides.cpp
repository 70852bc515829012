// Lends the other sentences to the checks of facts as if they were the body.
#include "checks/core/asides.h"

#include <algorithm>
#include <array>
#include <utility>

namespace concord {
namespace {

// What is compared: facts that stand in both and differ.
constexpr std::array<std::string_view, 4> kFactChecks = {"number", "date", "name", "antonym"};

/// The other sentences take the place of the body as long as the object lives.
class Lent {
 public:
  explicit Lent(AnalysedArticle& side) : side_(side) { swap(); }
  ~Lent() { swap(); }
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;

 private:
  void swap() {
    std::swap(side_.sentences, side_.other_sentences);
    std::swap(side_.article.sentences, side_.article.other_sentences);
  }
  AnalysedArticle& side_;
};

/// The pairs, and every other sentence as a gap.
std::vector<Bead> partition(const std::vector<Bead>& asides, std::size_t sources,
                            std::size_t targets) {
  std::vector<Bead> beads = asides;
  for (const Side side : kSides) {
    std::vector<bool> taken(side == Side::kSource ? sources : targets);
    for (const Bead& bead : asides) {
      for (const std::uint32_t i : bead.of(side)) taken[i] = true;
    }
    for (std::uint32_t i = 0; i < taken.size(); ++i) {
      if (taken[i]) continue;
      beads.emplace_back();
      beads.back().of(side).push_back(i);
    }
  }
  sort_beads(beads);
  return beads;
}

}  // namespace

void check_asides(const std::vector<const Check*>& checks, AnalysedArticle& source,
                  AnalysedArticle& target, const std::vector<Bead>& asides, const CheckInput& input,
                  std::vector<Issue>& issues) {
  if (asides.empty()) return;
  const std::vector<Bead> beads =
      partition(asides, source.other_sentences.size(), target.other_sentences.size());
  const Lent lent_source(source);
  const Lent lent_target(target);
  BeadMemo memo;
  const CheckInput view{source, target,       beads, input.resources,
                        false,  input.sounds, &memo, input.kind};
  std::vector<Issue> found;
  for (const Check* check : checks) {
    if (std::find(kFactChecks.begin(), kFactChecks.end(), check->name) != kFactChecks.end())
      check->run(view, found);
  }
  for (Issue& issue : found) {
    if (!issue.source || !issue.target) continue;
    issue.bead = std::nullopt;
    // Headlines name whom they like: the office for the person, the army for its command.
    if (issue.check == "name") issue.severity = std::min(issue.severity, Severity::kWarning);
    issues.push_back(std::move(issue));
  }
}

}  // namespace concord
