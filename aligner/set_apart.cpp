// Chooses the sentences that are set apart, and takes them out of a pair and back into its beads.
#include "aligner/set_apart.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace concord {
namespace {

// Counterparts are more alike than this share of the level, where both have words enough. Chosen on
// the development documents.
constexpr double kUnlike = 0.2;
// Words of a sentence that has enough, as if each stood in no other: an idiom, an interjection or a
// title may share no word with what renders it.
constexpr double kTellingWords = 9;

/// How many words a sentence has whose weight is that of one that no other of the side has, each
/// counted once.
double words_of(const ProfiledPair& pair, const SentenceProfile& sentence, std::size_t sentences) {
  std::vector<std::uint32_t> features;
  for (const ProfileItem& item : sentence.items) features.push_back(item.feature);
  std::sort(features.begin(), features.end());
  features.erase(std::unique(features.begin(), features.end()), features.end());
  double weight = 0;
  for (const std::uint32_t feature : features) weight += pair.features[feature].weight;
  return weight / std::log1p(sentences);
}

bool some(const std::vector<bool>& side, bool value) {
  return std::find(side.begin(), side.end(), value) != side.end();
}

/// The items of the sentences that are not set apart.
template <class T>
std::vector<T> kept(const std::vector<T>& items, const std::vector<bool>& apart) {
  std::vector<T> rest;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!apart[i]) rest.push_back(items[i]);
  }
  return rest;
}

}  // namespace

bool SetApart::parts() const {
  return (some(sentences[0], true) || some(sentences[1], true)) && some(sentences[0], false) &&
         some(sentences[1], false);
}

SetApart unlike_sentences(const ProfiledPair& pair, const Similarity& similarity) {
  SetApart apart;
  for (const Side side : kSides) {
    const std::vector<SentenceProfile>& profiles =
        side == Side::kSource ? pair.source : pair.target;
    for (std::uint32_t i = 0; i < profiles.size(); ++i) {
      apart.sentences[index_of(side)].push_back(similarity.elsewhere(side, i, 0, 0) < kUnlike &&
                                                words_of(pair, profiles[i], profiles.size()) >=
                                                    kTellingWords);
    }
  }
  return apart;
}

ProfiledPair rest_of(const ProfiledPair& pair, const SetApart& apart) {
  return {kept(pair.source, apart.sentences[0]), kept(pair.target, apart.sentences[1]),
          pair.features, pair.keys};
}

AlignOptions rest_of(const AlignOptions& options, const SetApart& apart) {
  AlignOptions rest = options;
  rest.source_gaps.sentences = kept(options.source_gaps.sentences, apart.sentences[0]);
  rest.target_gaps.sentences = kept(options.target_gaps.sentences, apart.sentences[1]);
  return rest;
}

void put_back(const SetApart& apart, std::vector<Bead>& beads) {
  std::vector<Bead> gaps;
  for (const Side side : kSides) {
    std::vector<std::uint32_t> index;  // in the pair, of each sentence of the rest
    for (std::uint32_t i = 0; i < apart.sentences[index_of(side)].size(); ++i) {
      if (apart.sentences[index_of(side)][i])
        gaps.emplace_back().of(side) = {i};
      else
        index.push_back(i);
    }
    for (Bead& bead : beads) {
      for (std::uint32_t& i : bead.of(side)) i = index[i];
    }
  }
  beads.insert(beads.end(), gaps.begin(), gaps.end());
  sort_beads(beads);
}

}  // namespace concord
