// Tells sentences that only say who reports, and takes them out of beads far from their place.
#include "checks/core/attributions.h"

#include <algorithm>
#include <functional>
#include <vector>

namespace concord {
namespace {

constexpr std::size_t kLongest = 9;  // content words of a sentence that only attributes
constexpr double kShare = 0.6;       // of them words of attribution and names
constexpr std::size_t kOthers = 1;   // at most so many are neither
constexpr std::size_t kCrossed = 2;  // beads that one crosses which stands far from its place

/// Which beads cross at least kCrossed others: of those before them in the source, so many stand
/// behind them in the target, or the reverse. Gaps cross nothing.
std::vector<bool> far_from_their_place(const std::vector<Bead>& beads) {
  std::vector<std::size_t> order;
  for (std::size_t b = 0; b < beads.size(); ++b) {
    if (!beads[b].is_gap()) order.push_back(b);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return beads[a].source.front() < beads[b].source.front();
  });
  std::vector<std::size_t> crossed(beads.size());
  // The targets farthest behind, or before, of the beads that were passed. No more than kCrossed
  // of them decide whether one is crossed as often.
  const auto count = [&](const std::vector<std::size_t>& walk, const auto& beyond) {
    std::vector<std::uint32_t> farthest;
    for (const std::size_t b : walk) {
      const std::uint32_t here = beads[b].target.front();
      for (const std::uint32_t there : farthest) crossed[b] += beyond(there, here) ? 1 : 0;
      farthest.insert(std::upper_bound(farthest.begin(), farthest.end(), here, beyond), here);
      if (farthest.size() > kCrossed) farthest.pop_back();
    }
  };
  count(order, std::greater<>());
  std::reverse(order.begin(), order.end());
  count(order, std::less<>());
  std::vector<bool> far(beads.size());
  for (std::size_t b = 0; b < beads.size(); ++b) far[b] = crossed[b] >= kCrossed;
  return far;
}

}  // namespace

SentenceContent content_of(const AnalysedSentence& sentence, const LanguagePack& pack) {
  SentenceContent content;
  for (const Token& token : sentence.tokens) {
    if (!token.word->has_letter || token.word->function) continue;
    ++content.words;
    const bool routine = pack.routine_stems.contains(token.word->stem);
    content.routine += routine ? 1 : 0;
    content.names += token.word->capitalised && !routine ? 1 : 0;
  }
  content.figure = std::any_of(sentence.mentions.begin(), sentence.mentions.end(),
                               [](const Mention& mention) { return mention.name() == nullptr; });
  return content;
}

bool only_attributes(const SentenceContent& content, std::size_t longest, double share) {
  return content.words <= longest && content.routine > 0 && !content.figure &&
         static_cast<double>(content.routine + content.names) >=
             share * static_cast<double>(content.words);
}

Attributions attributions_of(const AnalysedArticle& source, const AnalysedArticle& target,
                             const PairResources& resources) {
  const auto of = [](const AnalysedArticle& article, const LanguagePack& pack) {
    std::vector<bool> attributes;
    for (const AnalysedSentence& sentence : article.sentences) {
      const SentenceContent content = content_of(sentence, pack);
      attributes.push_back(only_attributes(content, kLongest, kShare) &&
                           content.words <= content.routine + content.names + kOthers);
    }
    return attributes;
  };
  return {of(source, *resources.source), of(target, *resources.target)};
}

void part_attributions(const Attributions& attributions, std::vector<Bead>& beads) {
  const auto& [of_source, of_target] = attributions;
  const std::vector<bool> far = far_from_their_place(beads);
  std::vector<Bead> parted;
  for (std::size_t b = 0; b < beads.size(); ++b) {
    Bead& bead = beads[b];
    if (bead.source.size() != 1 || bead.target.size() != 1) continue;
    if (of_source[bead.source.front()] == of_target[bead.target.front()]) continue;
    if (!far[b]) continue;
    parted.push_back({{}, std::move(bead.target), 0, 1 - bead.confidence});
    bead = {std::move(bead.source), {}, 0, 1 - bead.confidence};
  }
  if (parted.empty()) return;
  beads.insert(beads.end(), parted.begin(), parted.end());
  sort_beads(beads);
}

}  // namespace concord
