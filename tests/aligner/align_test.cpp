// Properties of the aligner on random texts and its behaviour on the inputs that break aligners.
#include "aligner/align.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "aligner/band.h"
#include "aligner/search.h"
#include "aligner/similarity.h"
#include "aligner/trim.h"

namespace concord {
namespace {

/// A random text of sentences over a small vocabulary, as profiles; words are features with one key
/// each.
class RandomPair {
 public:
  explicit RandomPair(unsigned seed) : random_(seed) {}

  /// `count` sentences of up to twelve words.
  std::vector<std::vector<std::uint32_t>> text(std::size_t count) {
    std::vector<std::vector<std::uint32_t>> sentences(count);
    for (auto& sentence : sentences) {
      const std::size_t words = 3 + random_() % 10;
      for (std::size_t w = 0; w < words; ++w)
        sentence.push_back(static_cast<std::uint32_t>(random_() % 200));
    }
    return sentences;
  }

  /// A version of a text: some sentences dropped, added, merged with the next; every fifth word
  /// lost.
  std::vector<std::vector<std::uint32_t>> version(
      const std::vector<std::vector<std::uint32_t>>& text) {
    std::vector<std::vector<std::uint32_t>> out;
    for (const auto& sentence : text) {
      const auto fate = random_() % 10;
      if (fate == 0) continue;
      if (fate == 1) out.push_back(this->text(1)[0]);
      if (fate == 2 && !out.empty()) {
        out.back().insert(out.back().end(), sentence.begin(), sentence.end());
        continue;
      }
      std::vector<std::uint32_t> kept;
      for (const std::uint32_t word : sentence) {
        if (random_() % 5 != 0) kept.push_back(word);
      }
      if (!kept.empty()) out.push_back(kept);
    }
    return out;
  }

  static ProfiledPair profiles(const std::vector<std::vector<std::uint32_t>>& source,
                               const std::vector<std::vector<std::uint32_t>>& target) {
    ProfiledPair pair;
    for (std::uint32_t side = 0; side < 2; ++side) {
      for (std::uint32_t word = 0; word < 200; ++word) {
        // Weights differ from word to word, so that no two paths are worth the same.
        pair.features.push_back({static_cast<std::uint32_t>(pair.keys.size()), 1,
                                 1.0F + 0.01F * static_cast<float>(word)});
        pair.keys.push_back({word, 1, EvidenceKind::kLexicon});
      }
    }
    const auto add = [&](const auto& text, std::vector<SentenceProfile>& profiles,
                         std::uint32_t first_feature) {
      for (const auto& words : text) {
        SentenceProfile profile;
        profile.length = static_cast<std::uint32_t>(words.size() * 6);
        for (const std::uint32_t word : words) {
          profile.items.push_back({{}, first_feature + word});
          profile.weight += pair.features[first_feature + word].weight;
        }
        profiles.push_back(profile);
      }
    };
    add(source, pair.source, 0);
    add(target, pair.target, 200);
    return pair;
  }

 private:
  std::mt19937 random_;
};

/// The beads, with the sides exchanged on demand: the order of neighbouring gaps does not count.
std::set<std::pair<std::vector<std::uint32_t>, std::vector<std::uint32_t>>> as_set(
    const std::vector<Bead>& beads, bool mirrored) {
  std::set<std::pair<std::vector<std::uint32_t>, std::vector<std::uint32_t>>> set;
  for (const Bead& bead : beads) {
    if (mirrored) {
      set.emplace(bead.target, bead.source);
    } else {
      set.emplace(bead.source, bead.target);
    }
  }
  return set;
}

TEST(Align, BeadsPartitionBothSides) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    RandomPair random(seed);
    const auto source = random.text(seed);
    const auto target = random.version(source);
    const std::vector<Bead> beads = align(RandomPair::profiles(source, target));
    EXPECT_EQ(partition_error(beads, source.size(), target.size()), "") << "seed " << seed;
  }
}

TEST(Align, MirrorsWhenTheSidesChangePlaces) {
  for (unsigned seed = 0; seed < 40; ++seed) {
    RandomPair random(seed);
    const auto source = random.text(20);
    const auto target = random.version(source);
    EXPECT_EQ(as_set(align(RandomPair::profiles(source, target)), false),
              as_set(align(RandomPair::profiles(target, source)), true))
        << "seed " << seed;
  }
}

TEST(Align, ATextAgainstItselfIsOneToOne) {
  RandomPair random(7);
  const auto text = random.text(50);
  for (const Bead& bead : align(RandomPair::profiles(text, text))) {
    EXPECT_EQ(bead.source, bead.target);
    EXPECT_EQ(bead.source.size(), 1u);
  }
}

TEST(Align, ASentenceThatWasPutInLeavesTheBeadsBesideItNearlyAsSure) {
  RandomPair random(7);
  const auto text = random.text(20);
  auto longer = text;
  longer.insert(longer.begin() + 10, std::vector<std::uint32_t>{1, 2, 3});
  const auto log_odds = [](const std::vector<Bead>& beads, std::uint32_t source) {
    for (const Bead& bead : beads) {
      if (bead.source == std::vector<std::uint32_t>{source})
        return std::log(bead.confidence / (1 - bead.confidence));
    }
    return 0.0;
  };
  const std::vector<Bead> before = align(RandomPair::profiles(text, text));
  const std::vector<Bead> after = align(RandomPair::profiles(text, longer));
  for (const std::uint32_t beside : {9U, 10U})
    EXPECT_GT(log_odds(after, beside), log_odds(before, beside) - 1.2) << beside;
}

TEST(Align, ASentenceThatWasPutInDoesNotPartTheHalvesOfAnother) {
  RandomPair random(5);
  const auto source = random.text(12);
  auto target = source;
  // The second half of sentence 5 stands behind sentence 6.
  auto& whole = target[5];
  const std::vector<std::uint32_t> half(whole.begin() + whole.size() / 2, whole.end());
  whole.resize(whole.size() / 2);
  target.insert(target.begin() + 7, half);
  const std::vector<std::uint32_t> both = {5, 7};
  EXPECT_TRUE(as_set(align(RandomPair::profiles(source, target)), false).contains({{5}, both}));
  target.insert(target.begin() + 7, std::vector<std::uint32_t>{1, 2, 3});
  const std::vector<std::uint32_t> parted = {5, 8};
  EXPECT_TRUE(as_set(align(RandomPair::profiles(source, target)), false).contains({{5}, parted}));
}

TEST(Align, ASentenceLikeNothingChangesNoOtherBead) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    RandomPair random(seed);
    const auto source = random.text(16);
    auto target = random.version(source);
    std::set<std::uint32_t> used;
    for (const auto& sentence : source) used.insert(sentence.begin(), sentence.end());
    std::vector<std::uint32_t> unlike;
    for (std::uint32_t word = 200; word-- > 0 && unlike.size() < 12;) {
      if (!used.contains(word)) unlike.push_back(word);
    }
    const std::vector<Bead> before = align(RandomPair::profiles(source, target));
    const auto at = static_cast<std::uint32_t>(target.size() / 2);
    target.insert(target.begin() + at, unlike);
    std::vector<Bead> expected = before;
    for (Bead& bead : expected) {
      for (std::uint32_t& i : bead.target) i += i >= at ? 1 : 0;
    }
    expected.push_back({{}, {at}});
    EXPECT_EQ(as_set(align(RandomPair::profiles(source, target)), false), as_set(expected, false))
        << "seed " << seed;
  }
}

TEST(Align, FindsASentenceThatMoved) {
  RandomPair random(11);
  const auto source = random.text(12);
  auto target = source;
  std::rotate(target.begin() + 2, target.begin() + 3,
              target.begin() + 9);  // sentence 2 goes after sentence 8
  for (const Bead& bead : align(RandomPair::profiles(source, target))) {
    ASSERT_EQ(bead.source.size(), 1u);
    ASSERT_EQ(bead.target.size(), 1u);
    EXPECT_EQ(source[bead.source[0]], target[bead.target[0]]);
  }
}

// re2 compares its engines so: the fast one must give what the plain one gives.
TEST(Search, ABandThatIsWideEnoughGivesTheFullResult) {
  for (unsigned seed = 0; seed < 30; ++seed) {
    RandomPair random(seed);
    const auto source = random.text(60);
    const auto target = random.version(source);
    const ProfiledPair pair = RandomPair::profiles(source, target);
    AlignOptions full;
    full.learn_from_sentences = 1000;
    AlignOptions banded = full;
    banded.full_search_nodes = 0;
    banded.band_margin = 60;
    EXPECT_EQ(as_set(align(pair, full), false), as_set(align(pair, banded), false))
        << "seed " << seed;
  }
}

TEST(Search, ANarrowBandFollowsTheText) {
  RandomPair random(3);
  const auto source = random.text(800);
  const auto target = random.version(source);
  const ProfiledPair pair = RandomPair::profiles(source, target);
  AlignOptions full;
  full.full_search_nodes = ~std::uint64_t{0};
  AlignOptions banded;
  banded.full_search_nodes = 0;
  const std::vector<Bead> expected = align(pair, full);
  const std::vector<Bead> got = align(pair, banded);
  std::size_t same = 0;
  for (const Bead& bead : got)
    same += std::find(expected.begin(), expected.end(), bead) != expected.end();
  EXPECT_GE(same, expected.size() * 99 / 100);
  EXPECT_LT(anchored_band(pair, FeatureIndex(pair), 24).nodes(),
            full_band(800, static_cast<std::uint32_t>(target.size())).nodes() / 4);
}

TEST(Search, ABandIsNoWiderThanItMayBe) {
  const std::vector<std::vector<std::uint32_t>> alike(2000, {1, 2, 3});  // nothing tells the way
  const ProfiledPair pair = RandomPair::profiles(alike, alike);
  const FeatureIndex index(pair);
  EXPECT_GT(bounded_band(pair, index, 16).nodes(), 90u * 2000);
  EXPECT_LT(bounded_band(pair, index, 16, 40 * 2000).nodes(), 45u * 2000);
  EXPECT_LT(bounded_band(pair, index, 16, 1).nodes(), 30u * 2000);  // a path must remain
}

TEST(Align, ALongTextIsAlignedToItsEnd) {
  RandomPair random(4);
  const auto source = random.text(7000);  // more than what is searched twice
  const auto target = random.version(source);
  const ProfiledPair pair = RandomPair::profiles(source, target);
  const std::vector<Bead> beads = align(pair);
  EXPECT_EQ(partition_error(beads, source.size(), target.size()), "");
  std::size_t gaps = 0;
  for (const Bead& bead : beads) gaps += bead.is_gap() && bead.source.size() == 1 ? 1 : 0;
  EXPECT_LT(gaps, 1000u);
  AlignOptions threads;
  threads.jobs = 3;
  EXPECT_EQ(align(pair, threads), beads);
}

TEST(Align, SurvivesSidesThatDoNotFit) {
  RandomPair random(5);
  const auto ten = random.text(10);
  const auto thousands = random.text(3000);
  const std::vector<std::vector<std::uint32_t>> none;
  const std::vector<std::vector<std::uint32_t>> equal(300, std::vector<std::uint32_t>{1, 2, 3});
  const std::vector<std::vector<std::uint32_t>> blank(5);
  for (const auto& [source, target] :
       {std::pair(ten, thousands), std::pair(thousands, ten), std::pair(none, ten),
        std::pair(ten, none), std::pair(none, none), std::pair(equal, equal), std::pair(blank, ten),
        std::pair(blank, blank)}) {
    const std::vector<Bead> beads = align(RandomPair::profiles(source, target));
    EXPECT_EQ(partition_error(beads, source.size(), target.size()), "");
  }
}

TEST(Bead, OrdersTargetOnlyBeadsWhereTheyFall) {
  std::vector<Bead> beads = {{{}, {3}}, {{1}, {2}}, {{0}, {1}}, {{}, {0}}, {{2}, {}}};
  sort_beads(beads);
  const std::vector<Bead> expected = {{{}, {0}}, {{0}, {1}}, {{1}, {2}}, {{2}, {}}, {{}, {3}}};
  EXPECT_EQ(beads, expected);
}

TEST(Bead, NamesTheIndexThatBreaksThePartition) {
  EXPECT_EQ(partition_error({{{0}, {0}}}, 1, 1), "");
  EXPECT_EQ(partition_error({{{0}, {0}}}, 2, 1), "source sentence 1 is not in any bead");
  EXPECT_EQ(partition_error({{{0}, {0}}, {{1}, {0}}}, 2, 1), "target sentence 0 is in two beads");
  EXPECT_EQ(partition_error({{{5}, {0}}}, 2, 1), "source sentence 5 does not exist: there are 2");
}

TEST(Trim, ASentenceStaysOnlyWhereItRaisesTheCoverage) {
  const ProfiledPair pair = RandomPair::profiles({{1, 2, 3, 4, 5, 6, 7, 8}, {20, 21, 22}},
                                                 {{1, 2, 3, 4}, {5, 6, 7, 8}, {90, 91, 92, 93}});
  const FeatureIndex index(pair);
  const AlignOptions options;
  Similarity similarity(pair, options);
  similarity.measure(pair, index, full_band(2, 3));
  std::vector<Bead> beads = {{{0}, {0, 1, 2}}, {{1}, {}}};
  trim_beads(pair, index, similarity, 0, beads);
  sort_beads(beads);
  const std::vector<Bead> expected = {{{0}, {0, 1}}, {{1}, {}}, {{}, {2}}};
  EXPECT_EQ(partition_error(beads, 2, 3), "");
  EXPECT_TRUE(std::is_permutation(beads.begin(), beads.end(), expected.begin(), expected.end()));
}

}  // namespace
}  // namespace concord
