// Matches words that are left over by their families and by renderings in common.
#include "checks/core/word_families.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cmath>
#include <cstring>
#include <string_view>
#include <tuple>

namespace concord {
namespace {

/// The search for the words that are left over on both sides.
class SecondLook {
 public:
  SecondLook(SideWords& source, SideWords& target, const Lexicon& lexicon)
      : sides_{&source, &target},
        lexicon_(lexicon),
        near_(source.words.size(), target.words.size()) {}

  void match() {
    for (const Side side : kSides) free_[index_of(side)] = free_words(side);
    for (const auto level : {MatchLevel::kKin, MatchLevel::kSynonym}) {
      std::vector<Pair> pairs;
      for (const Side side : kSides)
        level == MatchLevel::kKin ? add_kin(side, pairs) : add_synonyms(side, pairs);
      std::sort(pairs.begin(), pairs.end());
      for (const Pair& pair : pairs) {
        BeadWord& x = sides_[0]->words[pair.places[0]];
        BeadWord& y = sides_[1]->words[pair.places[1]];
        if (x.partner >= 0 || y.partner >= 0) continue;
        x.match = y.match = pair.apart > kFarDistance ? MatchLevel::kFar : level;
        x.partner = static_cast<std::int32_t>(pair.places[1]);
        y.partner = static_cast<std::int32_t>(pair.places[0]);
      }
    }
  }

 private:
  struct FreeWord {
    std::uint32_t at = 0;
    LexiconId id = 0;
    std::uint64_t head = 0;  // see head_of
  };
  struct Pair {
    double apart = 0;
    std::array<std::uint32_t, 2> places{};
    bool operator<(const Pair& b) const {
      return std::tie(apart, places) < std::tie(b.apart, b.places);
    }
  };

  std::vector<FreeWord> free_words(Side side) const {
    std::vector<FreeWord> words;
    for (std::uint32_t i = 0; i < sides_[index_of(side)]->words.size(); ++i) {
      const BeadWord& word = sides_[index_of(side)]->words[i];
      if (word.is_word && word.partner < 0 && word.kind >= WordKind::kBroad)
        words.push_back({i, word.word->lexicon_id, head_of(word.word->stem)});
    }
    return words;
  }

  bool is_near(Side side, std::uint32_t here, std::uint32_t there) const {
    return side == Side::kSource ? near_(here, there) : near_(there, here);
  }

  void add(Side side, std::uint32_t here, std::uint32_t there, std::vector<Pair>& pairs) const {
    Pair pair;
    pair.places[index_of(side)] = here;
    pair.places[index_of(other(side))] = there;
    const auto place = [&](std::size_t s) {
      return pair.places[s] / std::max(1.0, static_cast<double>(sides_[s]->words.size()) - 1);
    };
    pair.apart = std::abs(place(0) - place(1));
    pairs.push_back(pair);
  }

  /// The first four bytes of Latin letters or eight of Cyrillic ones, which stems of one family
  /// share.
  static std::uint64_t head_of(std::string_view stem) {
    const std::size_t bytes = !stem.empty() && static_cast<unsigned char>(stem[0]) >= 0x80 ? 8 : 4;
    std::uint64_t head = 0;
    if (!stem.empty()) std::memcpy(&head, stem.data(), std::min(bytes, stem.size()));
    return head;
  }

  /// Whether two stems are likely of one family: the first five letters, or four of a shorter one.
  static bool is_kin(std::string_view a, std::string_view b) {
    const std::size_t shorter = std::min(a.size(), b.size());
    std::size_t same = 0;
    while (same < shorter && a[same] == b[same]) ++same;
    const std::size_t letter =
        !a.empty() && static_cast<unsigned char>(a[0]) >= 0x80 ? 2 : 1;  // bytes
    return same >= 5 * letter || (same >= 4 * letter && same == shorter);
  }

  void add_kin(Side side, std::vector<Pair>& pairs) const {
    for (const FreeWord& x : free_[index_of(side)]) {
      for (const Rendering& rendering : lexicon_.renderings(side, x.id)) {
        const std::string_view text = lexicon_.text(other(side), rendering.id);
        const std::uint64_t head = head_of(text);
        for (const FreeWord& y : free_[index_of(other(side))]) {
          if (y.head == head && is_near(side, x.at, y.at) &&
              is_kin(text, sides_[index_of(other(side))]->words[y.at].word->stem))
            add(side, x.at, y.at, pairs);
        }
      }
    }
  }

  void add_synonyms(Side side, std::vector<Pair>& pairs) const {
    std::bitset<4096> wanted;  // renderings of the other side's words, modulo its size: most of
                               // what is near ends here
    for (const FreeWord& y : free_[index_of(other(side))]) {
      for (const Rendering& rendering : lexicon_.renderings(other(side), y.id)) {
        if (rendering.weight >= kLikelyWeight) wanted.set(rendering.id % wanted.size());
      }
    }
    if (wanted.none()) return;
    std::vector<LexiconId> near;  // what shares a rendering with a word
    for (const FreeWord& x : free_[index_of(side)]) {
      near.clear();
      for (const Rendering& rendering : lexicon_.renderings(side, x.id)) {
        if (rendering.weight < kLikelyWeight) continue;
        for (const Rendering& back : lexicon_.renderings(other(side), rendering.id)) {
          if (back.weight >= kLikelyWeight && wanted.test(back.id % wanted.size()))
            near.push_back(back.id);
        }
      }
      if (near.empty()) continue;
      std::sort(near.begin(), near.end());
      for (const FreeWord& y : free_[index_of(other(side))]) {
        if (!is_near(side, x.at, y.at)) continue;
        const auto renderings = lexicon_.renderings(other(side), y.id);
        if (std::any_of(renderings.begin(), renderings.end(), [&](const Rendering& r) {
              return r.weight >= kLikelyWeight &&
                     std::binary_search(near.begin(), near.end(), r.id);
            }))
          add(side, x.at, y.at, pairs);
      }
    }
  }

  std::array<SideWords*, 2> sides_;
  const Lexicon& lexicon_;
  Nearness near_;
  std::array<std::vector<FreeWord>, 2> free_;
};

}  // namespace

void match_families(SideWords& source, SideWords& target, const Lexicon& lexicon) {
  SecondLook(source, target, lexicon).match();
}

}  // namespace concord
