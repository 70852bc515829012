// Matches the words of both sides of a bead.
#include "checks/core/bead_words.h"

#include <algorithm>
#include <bit>
#include <bitset>
#include <cmath>
#include <cstring>
#include <optional>
#include <tuple>

#include "checks/core/quantity_agreement.h"
#include "lang/base/said_keys.h"

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

// A rendering below this weight is one of many and says little.
constexpr float kLikelyWeight = 0.03F;
// Renderings in the pack from which a word is broad: about a third of the words of news.
constexpr std::ptrdiff_t kBroad = 10;
// Relative positions further apart than this make a lexical match a chance match.
constexpr double kFarDistance = 0.3;
// Sound similarity at which names, and words in general, are taken for the same.
constexpr double kSameName = 0.7;
constexpr double kSameSound = 0.75;

// Beads with more tokens on a side are no sentences but whole texts, or hostile: a counterpart is
// then looked for within so many tokens of its place, and the work stays in proportion.
constexpr std::size_t kOrdinary = 600;
constexpr double kNearTokens = 128;

/// A possible match of a run of words on each side.
struct Link {
  std::uint32_t source_first = 0;
  std::uint32_t source_count = 1;
  std::uint32_t target_first = 0;
  std::uint32_t target_count = 1;
  MatchLevel level = MatchLevel::kLikely;
  double strength = 0;
};

/// A mention or unit of a side, in indices of its words.
struct Run {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};
struct Fact : Run {
  std::vector<std::string> keys;
  std::optional<QuantityFact> quantity;
};
struct Unit : Run {
  LexiconId id = 0;
};

struct SideWords {
  std::vector<BeadWord> words;
  std::vector<Fact> facts;
  std::vector<Unit> units;
};

/// What kind of word a token is, by its form, its place and its entry in the lexicon of the pair.
WordKind kind_of(const Word& word, bool sentence_start, const Lexicon& lexicon, Side side,
                 WordKind otherwise) {
  if (word.has_digit) return WordKind::kFigure;
  if (word.function) return WordKind::kFunction;
  if (word.capitalised && !sentence_start) return WordKind::kName;
  const auto renderings = lexicon.renderings(side, word.lexicon_id);
  if (renderings.empty()) return otherwise;
  const auto common = std::count_if(renderings.begin(), renderings.end(),
                                    [](const Rendering& r) { return (r.origins & 1U) != 0; });
  if (common == 0) return WordKind::kListed;
  return common < kBroad ? WordKind::kCommon : WordKind::kBroad;
}

/// Appends the tokens of a sentence.
void add_words(const AnalysedSentence& sentence, const Lexicon& lexicon, Side side,
               std::vector<BeadWord>& words) {
  bool start = true;
  for (const Token& token : sentence.tokens) {
    BeadWord word{token.span, token.word, token.is_word()};
    if (word.is_word) {
      word.sentence_start = start;
      start = false;
      word.kind = kind_of(*token.word, word.sentence_start, lexicon, side, word.kind);
    } else if (const std::string& mark = token.word->surface;
               mark == "." || mark == "!" || mark == "?") {
      start = true;
    }
    words.push_back(word);
  }
}

/// Appends the facts of a sentence whose tokens are the words from `begin`, and marks their words.
void add_facts(const AnalysedSentence& sentence, const PairSide& version, std::uint32_t begin,
               SideWords& result) {
  const std::string& text = version.article.article.text;
  std::size_t token = 0;
  for (const Mention& mention : sentence.mentions) {
    while (token > 0 && sentence.tokens[token - 1].span.end > mention.span.begin) --token;
    while (token < sentence.tokens.size() && sentence.tokens[token].span.end <= mention.span.begin)
      ++token;
    Fact fact{{begin + static_cast<std::uint32_t>(token), 0}, said_keys(mention), std::nullopt};
    if (mention.quantity() != nullptr) fact.quantity = quantity_fact(mention, version.pack, text);
    const bool conversion = is_conversion_in_brackets(mention, sentence.mentions, text);
    for (std::size_t i = token;
         i < sentence.tokens.size() && sentence.tokens[i].span.begin < mention.span.end; ++i) {
      ++fact.count;
      BeadWord& word = result.words[begin + i];
      if (word.is_word && word.kind != WordKind::kFunction)
        word.kind = mention.name() != nullptr ? WordKind::kName : WordKind::kFigure;
      if (conversion) word.match = MatchLevel::kElsewhere;
    }
    if (fact.count > 0 && (fact.quantity || !fact.keys.empty()))
      result.facts.push_back(std::move(fact));
  }
}

SideWords words_of(const CheckInput& input, const Bead& bead, Side side) {
  const PairSide version = input.side(side);
  SideWords result;
  for (const std::uint32_t index : bead.of(side)) {
    const AnalysedSentence& sentence = version.article.sentences[index];
    const auto begin = static_cast<std::uint32_t>(result.words.size());
    add_words(sentence, input.resources.lexicon, side, result.words);
    for (const LexicalUnit& unit : sentence.units)
      result.units.push_back({{begin + unit.first, unit.count}, unit.id});
    add_facts(sentence, version, begin, result);
  }
  return result;
}

/// Whether two places of a bead are near enough to be compared, see kOrdinary.
class Nearness {
 public:
  Nearness(std::size_t source_words, std::size_t target_words)
      : all_(std::max(source_words, target_words) <= kOrdinary),
        slope_(static_cast<double>(target_words) /
               std::max(1.0, static_cast<double>(source_words))),
        reach_(kNearTokens * std::max(1.0, slope_)) {}
  bool operator()(std::uint32_t source, std::uint32_t target) const {
    return all_ || std::abs(source * slope_ - target) <= reach_;
  }

 private:
  bool all_;
  double slope_;
  double reach_;
};

bool share_key(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& key) {
    return std::find(b.begin(), b.end(), key) != b.end();
  });
}

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
    for (const Fact& x : source_.facts) {
      for (const Fact& y : target_.facts) {
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
    for (const Unit& x : source_.units) {
      for (const Rendering& rendering : lexicon_.renderings(Side::kSource, x.id)) {
        if (!seen.test(rendering.id % seen.size())) continue;
        for (auto at = std::lower_bound(there.begin(), there.end(), std::pair{rendering.id, 0U});
             at != there.end() && at->first == rendering.id; ++at) {
          const Unit& y = target_.units[at->second];
          if (near_(x.first, y.first)) add_unit(x, y, rendering.weight);
        }
      }
    }
  }

  void add_unit(const Unit& x, const Unit& y, float weight) {
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
      for (const Spelled& y : target) {
        if (!near_(x.at, y.at)) continue;
        const Word& a = *x.word->word;
        const Word& b = *y.word->word;
        if (a.folded == b.folded) {
          const bool sure = a.has_digit || (a.capitalised && b.capitalised);
          add({x.at, 1, y.at, 1, sure ? MatchLevel::kSure : MatchLevel::kLikely,
               sure ? kVerbatim : kLexical});
        } else if (!a.has_digit && !b.has_digit) {
          add_sound(x, y);
        }
      }
    }
  }

  /// Whether two words can be as similar as that. Every class that only one of them has costs half
  /// a change at least, see sound_similarity; so does every class that one has more.
  static bool may_sound(const Spelled& x, const Spelled& y, double least) {
    const int cost = std::max({std::abs(x.sounds - y.sounds), std::popcount(x.classes & ~y.classes),
                               std::popcount(y.classes & ~x.classes)});
    return cost <= 2 * (1 - least) * std::max(x.sounds, y.sounds) + 1e-9;
  }

  void add_sound(const Spelled& x, const Spelled& y) {
    if (x.sounds == 0 || y.sounds == 0) return;
    const bool names = x.word->word->capitalised && y.word->word->capitalised;
    if (!names &&
        (has_lexical_[x.at] || x.word->kind == WordKind::kName || y.word->kind == WordKind::kName))
      return;
    const int shorter = std::min(x.sounds, y.sounds);
    if (shorter < (names ? 2 : 3) || !may_sound(x, y, names ? kSameName : kSameSound)) return;
    const double alike = sound_similarity(x.word->word->sound, y.word->word->sound);
    if (names && alike >= kSameName) {
      const bool sure = shorter >= 3 && alike > kSameSound;
      add({x.at, 1, y.at, 1, sure ? MatchLevel::kSure : MatchLevel::kWeak, kNameSound * alike});
    } else if (!names && alike >= kSameSound) {
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

bool all_free(const std::vector<BeadWord>& words, std::uint32_t first, std::uint32_t count) {
  return std::all_of(words.begin() + first, words.begin() + first + count,
                     [](const BeadWord& word) { return word.partner < 0; });
}

void take(std::vector<BeadWord>& words, std::uint32_t first, std::uint32_t count, MatchLevel level,
          std::uint32_t partner) {
  for (std::uint32_t i = first; i < first + count; ++i) {
    words[i].match = level;
    words[i].partner = static_cast<std::int32_t>(partner);
  }
}

/// Matches what the lexicon does not pair itself: words that begin like a rendering, and words that
/// have a rendering in common with one.
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

/// Marks matches that nothing around them supports: a word of a lost clause meets by chance a word
/// that renders another.
void mark_lone(std::vector<BeadWord>& words) {
  constexpr std::int64_t kAround = 4;  // tokens
  const auto size = static_cast<std::int64_t>(words.size());
  std::vector<std::size_t> lone;
  for (std::int64_t i = 0; i < size; ++i) {
    const BeadWord& word = words[static_cast<std::size_t>(i)];
    if (word.partner < 0 || word.kind == WordKind::kFunction || word.match >= MatchLevel::kSure)
      continue;
    bool borne_out = false;
    for (std::int64_t j = std::max<std::int64_t>(0, i - kAround);
         j < std::min(size, i + kAround + 1) && !borne_out; ++j) {
      const BeadWord& near = words[static_cast<std::size_t>(j)];
      if (j == i || near.partner < 0 || near.kind == WordKind::kFunction) continue;
      borne_out = std::abs(std::int64_t{near.partner} - word.partner) <= kAround + 1;
    }
    if (!borne_out) lone.push_back(static_cast<std::size_t>(i));
  }
  for (const std::size_t i : lone) words[i].match = MatchLevel::kLone;
}

/// Marks words without a counterpart whose counterpart is in a sentence beside the bead.
void look_around(const CheckInput& input, const Bead& bead, Side side, SideWords& here) {
  const std::vector<std::uint32_t>& across = bead.of(other(side));
  const AnalysedArticle& article = input.side(other(side)).article;
  if (across.empty()) return;
  constexpr std::int64_t kNear = 2;  // sentences
  std::vector<LexiconId> entries;
  std::vector<std::string> keys;
  std::vector<const Word*> names;
  for (std::int64_t i = std::int64_t{across.front()} - kNear;
       i <= std::int64_t{across.back()} + kNear; ++i) {
    if (i < 0 || i >= static_cast<std::int64_t>(article.sentences.size())) continue;
    if (std::binary_search(across.begin(), across.end(), static_cast<std::uint32_t>(i))) continue;
    const AnalysedSentence& sentence = article.sentences[static_cast<std::size_t>(i)];
    for (const LexicalUnit& unit : sentence.units) {
      if (unit.count > 1 || !sentence.tokens[unit.first].word->function) entries.push_back(unit.id);
    }
    for (const Mention& mention : sentence.mentions) {
      for (std::string& key : said_keys(mention)) keys.push_back(std::move(key));
    }
    for (const Token& token : sentence.tokens) {
      if (token.word->capitalised || token.word->has_digit) names.push_back(token.word);
    }
  }
  if (entries.empty() && keys.empty() && names.empty()) return;
  std::sort(entries.begin(), entries.end());
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::vector<BeadWord>& words = here.words;
  const auto mark = [&](std::uint32_t first, std::uint32_t count) {
    for (std::uint32_t i = first; i < first + count; ++i) {
      if (words[i].match == MatchLevel::kNone) words[i].match = MatchLevel::kElsewhere;
    }
  };
  for (const Fact& fact : here.facts) {
    if (share_key(fact.keys, keys)) mark(fact.first, fact.count);
  }
  for (const Unit& unit : here.units) {
    for (const Rendering& rendering : input.resources.lexicon.renderings(side, unit.id)) {
      if (!std::binary_search(entries.begin(), entries.end(), rendering.id)) continue;
      mark(unit.first, unit.count);
      break;
    }
  }
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    if (words[i].match != MatchLevel::kNone ||
        (words[i].kind != WordKind::kName && words[i].kind != WordKind::kFigure))
      continue;
    const bool found = std::any_of(names.begin(), names.end(), [&](const Word* name) {
      return name->folded == words[i].word->folded ||
             (sound_length(name->sound) >= 3 &&
              sound_similarity(name->sound, words[i].word->sound) > kSameSound);
    });
    if (found) mark(i, 1);
  }
}

}  // namespace

std::optional<BeadWords> match_bead(const CheckInput& input, const Bead& bead,
                                    const FirstLook& first_look) {
  const Lexicon& lexicon = input.resources.lexicon;
  SideWords source = words_of(input, bead, Side::kSource);
  SideWords target = words_of(input, bead, Side::kTarget);
  std::vector<Link> links = Matcher(source, target, lexicon).links();
  std::stable_sort(links.begin(), links.end(),
                   [](const Link& a, const Link& b) { return a.strength > b.strength; });
  for (const Link& link : links) {
    if (!all_free(source.words, link.source_first, link.source_count) ||
        !all_free(target.words, link.target_first, link.target_count))
      continue;
    take(source.words, link.source_first, link.source_count, link.level, link.target_first);
    take(target.words, link.target_first, link.target_count, link.level, link.source_first);
  }
  if (first_look) {
    BeadWords seen{{source.words, target.words}};
    for (std::vector<BeadWord>& words : seen.sides) mark_lone(words);
    if (!first_look(seen)) return std::nullopt;
  }
  SecondLook(source, target, lexicon).match();
  mark_lone(source.words);
  mark_lone(target.words);
  if (!input.aligned_segments) {
    look_around(input, bead, Side::kSource, source);
    look_around(input, bead, Side::kTarget, target);
  }
  return BeadWords{{std::move(source.words), std::move(target.words)}};
}

BeadWords match_bead(const CheckInput& input, const Bead& bead) {
  return *match_bead(input, bead, nullptr);
}

}  // namespace concord
