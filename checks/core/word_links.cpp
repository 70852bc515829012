// Finds the possible matches of words across a bead.
#include "checks/core/word_links.h"

#include <algorithm>
#include <bit>
#include <bitset>
#include <cmath>
#include <utility>

namespace concord {
namespace {

// Strengths of a link before the distance of positions is taken off; their order is the order of
// preference.
constexpr double kFact = 4;      // the same value
constexpr double kVerbatim = 3;  // the same spelling, capitalised or with a digit
constexpr double kNameSound = 2.5;
constexpr double kLexical = 2;
constexpr double kPerWord = 0.3;  // each further word of a phrase makes it more certain
constexpr double kUnlikely = 1.5;
constexpr double kCognate = 1.1;
constexpr double kFunctionWord = 0.7;

// Sound similarity at which names are taken for the same.
constexpr double kSameName = 0.7;

class Matcher {
 public:
  Matcher(const SideWords& source, const SideWords& target, const Lexicon& lexicon)
      : source_(source),
        target_(target),
        lexicon_(lexicon),
        near_(source.words.size(), target.words.size()),
        has_lexical_(source.words.size()) {}

  std::vector<Link> links() {
    add_facts();
    add_lexical();
    add_words();
    for (const Side side : kSides) add_compounds(side);
    return std::move(links_);
  }

 private:
  double distance(std::uint32_t source, std::uint32_t target) const {
    const double x = source / std::max(1.0, static_cast<double>(source_.words.size()) - 1);
    const double y = target / std::max(1.0, static_cast<double>(target_.words.size()) - 1);
    return std::abs(x - y);
  }

  void add(Link link) {
    const double apart = distance(link.source_first, link.target_first);
    if (link.level < MatchLevel::kSure && link.level >= MatchLevel::kWeak && apart > kFarDistance)
      link.level = MatchLevel::kFar;
    link.strength -= apart;
    links_.push_back(link);
  }

  void add_facts() {
    for (const BeadFact& x : source_.facts) {
      for (const BeadFact& y : target_.facts) {
        if (!near_(x.first, y.first)) continue;
        if (share_key(x.keys, y.keys) ||
            (x.quantity && y.quantity && agreement(*x.quantity, *y.quantity)))
          add({x.first, x.count, y.first, y.count, MatchLevel::kSure, kFact});
      }
    }
  }

  void add_lexical() {
    std::vector<std::pair<LexiconId, std::uint32_t>> there;  // entry, unit
    std::bitset<1024> seen;  // entries modulo its size: most renderings end here
    for (std::uint32_t i = 0; i < target_.units.size(); ++i) {
      there.emplace_back(target_.units[i].id, i);
      seen.set(target_.units[i].id % seen.size());
    }
    std::sort(there.begin(), there.end());
    for (const BeadUnit& x : source_.units) {
      for (const Rendering& rendering : lexicon_.renderings(Side::kSource, x.id)) {
        if (!seen.test(rendering.id % seen.size())) continue;
        for (auto at = std::lower_bound(there.begin(), there.end(), std::pair{rendering.id, 0U});
             at != there.end() && at->first == rendering.id; ++at) {
          const BeadUnit& y = target_.units[at->second];
          if (near_(x.first, y.first)) add_unit(x, y, rendering.weight);
        }
      }
    }
  }

  void add_unit(const BeadUnit& x, const BeadUnit& y, float weight) {
    const bool function = x.count == 1 && y.count == 1 &&
                          (source_.words[x.first].kind == WordKind::kFunction ||
                           target_.words[y.first].kind == WordKind::kFunction);
    const bool likely = weight >= kLikelyWeight || x.count + y.count > 2;
    double strength = function ? kFunctionWord : likely ? kLexical : kUnlikely;
    strength += kPerWord * (x.count + y.count - 2) + 0.2 * std::sqrt(static_cast<double>(weight));
    for (std::uint32_t i = 0; i < x.count; ++i) has_lexical_[x.first + i] = true;
    add({x.first, x.count, y.first, y.count, likely ? MatchLevel::kLikely : MatchLevel::kUnlikely,
         strength});
  }

  /// A word that may match another by its letters or its sound.
  struct Spelled {
    std::uint32_t at = 0;
    const BeadWord* word = nullptr;
    int sounds = 0;             ///< length of its sound key
    std::uint32_t classes = 0;  ///< set of the classes in it
  };

  static std::vector<Spelled> spelled(const std::vector<BeadWord>& words) {
    std::vector<Spelled> all;
    all.reserve(words.size());
    for (std::uint32_t i = 0; i < words.size(); ++i) {
      if (!words[i].is_word || words[i].kind == WordKind::kFunction) continue;
      Spelled word{i, &words[i]};
      for (SoundKey rest = words[i].word->sound; rest != 0; rest >>= 4) {
        ++word.sounds;
        word.classes |= 1U << (rest & 15);
      }
      all.push_back(word);
    }
    return all;
  }

  void add_words() {
    const std::vector<Spelled> target = spelled(target_.words);
    for (const Spelled& x : spelled(source_.words)) {
      const Word& a = *x.word->word;
      const bool any_sound = may_sound(x);
      for (const Spelled& y : target) {
        if (!near_(x.at, y.at)) continue;
        const Word& b = *y.word->word;
        if (a.folded == b.folded) {
          const bool sure = a.has_digit || (a.capitalised && b.capitalised);
          add({x.at, 1, y.at, 1, sure ? MatchLevel::kSure : MatchLevel::kLikely,
               sure ? kVerbatim : kLexical});
        } else if (any_sound && !b.has_digit && y.sounds != 0) {
          add_sound(x, y);
        }
      }
    }
  }

  /// Whether a word of the source is compared by its sound with any other.
  bool may_sound(const Spelled& x) const {
    const Word& word = *x.word->word;
    return x.sounds != 0 && !word.has_digit &&
           (word.capitalised || (!has_lexical_[x.at] && x.word->kind != WordKind::kName));
  }

  /// Whether two words can be as similar as that. Every class that only one of them has costs half
  /// a change at least, see sound_similarity; so does every class that one has more.
  static bool may_sound(const Spelled& x, const Spelled& y, double least) {
    const int cost = std::max({std::abs(x.sounds - y.sounds), std::popcount(x.classes & ~y.classes),
                               std::popcount(y.classes & ~x.classes)});
    return cost <= 2 * (1 - least) * std::max(x.sounds, y.sounds) + 1e-9;
  }

  void add_sound(const Spelled& x, const Spelled& y) {
    const bool names = x.word->word->capitalised && y.word->word->capitalised;
    if (!names &&
        (has_lexical_[x.at] || x.word->kind == WordKind::kName || y.word->kind == WordKind::kName))
      return;
    const int shorter = std::min(x.sounds, y.sounds);
    const double least = names ? kSameName : kSameSound;
    if (shorter < (names ? 2 : 3) || !may_sound(x, y, least)) return;
    const double alike = sound_similarity(x.word->word->sound, y.word->word->sound, least);
    if (alike < least) return;
    if (names) {
      const bool sure = shorter >= 3 && alike > kSameSound;
      add({x.at, 1, y.at, 1, sure ? MatchLevel::kSure : MatchLevel::kWeak, kNameSound * alike});
    } else {
      add({x.at, 1, y.at, 1, MatchLevel::kWeak, kCognate * alike});
    }
  }

  /// Names written with hyphens on one side and as several words on the other: "East Baton Rouge".
  void add_compounds(Side side) {
    constexpr std::uint32_t kMostParts = 4;
    constexpr int kLeastSounds = 4;
    constexpr int kMostSounds = 15;
    const std::vector<BeadWord>& here = (side == Side::kSource ? source_ : target_).words;
    const std::vector<BeadWord>& there = (side == Side::kSource ? target_ : source_).words;
    for (std::uint32_t i = 0; i < here.size(); ++i) {
      const Word& word = *here[i].word;
      if (!here[i].is_word || !word.capitalised || word.surface.find('-') == std::string::npos ||
          sound_length(word.sound) < kLeastSounds)
        continue;
      for (std::uint32_t first = 0; first < there.size(); ++first) {
        SoundKey key = 0;
        int sounds = 0;
        for (std::uint32_t j = first; j < there.size() && j < first + kMostParts; ++j) {
          const Word& part = *there[j].word;
          sounds += sound_length(part.sound);
          if (!there[j].is_word || !part.capitalised || sounds > kMostSounds) break;
          key |= part.sound << (4 * (sounds - sound_length(part.sound)));
          const double alike = j > first ? sound_similarity(key, word.sound) : 0;
          const std::uint32_t count = j - first + 1;
          if (alike < kSameSound || !(side == Side::kSource ? near_(i, first) : near_(first, i)))
            continue;
          const double strength = kNameSound * alike + kPerWord * (count - 1);
          add(side == Side::kSource ? Link{i, 1, first, count, MatchLevel::kSure, strength}
                                    : Link{first, count, i, 1, MatchLevel::kSure, strength});
        }
      }
    }
  }

  const SideWords& source_;
  const SideWords& target_;
  const Lexicon& lexicon_;
  Nearness near_;
  std::vector<bool> has_lexical_;
  std::vector<Link> links_;
};

}  // namespace

std::vector<Link> find_links(const SideWords& source, const SideWords& target,
                             const Lexicon& lexicon) {
  return Matcher(source, target, lexicon).links();
}

}  // namespace concord
