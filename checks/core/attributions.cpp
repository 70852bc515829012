// Tells sentences that only say who reports, and takes them out of beads far from their place.
#include "checks/core/attributions.h"

#include <algorithm>
#include <vector>

namespace concord {
namespace {

constexpr std::size_t kLongest = 9;  // content words of a sentence that only attributes
constexpr double kShare = 0.6;       // of them words of attribution and names
constexpr std::size_t kOthers = 1;   // at most so many are neither
constexpr int kCrossed = 2;          // beads that one crosses which stands far from its place

bool crosses(const Bead& a, const Bead& b) {
  return (a.source.front() < b.source.front()) != (a.target.front() < b.target.front());
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
  std::vector<Bead> parted;
  for (Bead& bead : beads) {
    if (bead.source.size() != 1 || bead.target.size() != 1) continue;
    if (of_source[bead.source.front()] == of_target[bead.target.front()]) continue;
    const auto crossed = std::count_if(beads.begin(), beads.end(), [&](const Bead& other) {
      return !other.is_gap() && crosses(bead, other);
    });
    if (crossed < kCrossed) continue;
    parted.push_back({{}, std::move(bead.target), 0, 1 - bead.confidence});
    bead = {std::move(bead.source), {}, 0, 1 - bead.confidence};
  }
  if (parted.empty()) return;
  beads.insert(beads.end(), parted.begin(), parted.end());
  sort_beads(beads);
}

}  // namespace concord
