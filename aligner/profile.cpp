// Builds sentence profiles: every word, phrase and fact becomes a feature with keys that the other
// version may share.
#include "aligner/profile.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "lang/base/said_keys.h"
#include "text/hash.h"
#include "text/unicode.h"

namespace concord {
namespace {

// What a kind of feature is worth relative to a content word of the same frequency (tuned on the
// development documents, docs/ACCURACY.md).
constexpr float kFunctionWordWorth = 0.25F;
constexpr float kFactWorth = 1.3F;

// How sure a match is, by where its key comes from.
constexpr float kMemberStrength = 0.6F;   // a word of a phrase, looked up alone
constexpr float kCognateStrength = 0.6F;  // two words that share their first letters

// Tokens, phrases and facts of a sentence that the aligner looks at: a line of a megabyte is judged
// by its beginning.
constexpr std::size_t kMaxItems = 400;

// Words of one script are taken for cognates when they share this many first letters (Simard,
// Foster and Isabelle 1992).
constexpr std::size_t kCognateLetters = 4;

// Keys of different origin must not meet: the low bits hash the text, the high ones give the
// origin.
enum class KeySpace : std::uint32_t { kLexicon = 0, kText = 1, kCognate = 2, kFact = 3, kName = 4 };

std::uint32_t key_in(KeySpace space, std::uint32_t value) {
  return (static_cast<std::uint32_t>(space) << 29) | (value & 0x1FFFFFFF);
}

std::uint32_t key_of(KeySpace space, std::string_view text) {
  return key_in(space, fold_bits(fnv1a(text)));
}

/// The first letters of a Latin word without diacritics; empty for other words and for short ones.
std::string cognate_prefix(const Word& word) {
  if (!word.latin || word.cyrillic) return {};
  std::string prefix;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.folded.size() && letters < kCognateLetters;) {
    const char32_t base = base_letter(next_code_point(word.folded, at));
    if (base == 0) continue;
    append_utf8(prefix, base);
    ++letters;
  }
  return letters == kCognateLetters ? prefix : std::string();
}

// A part of a sentence has words of at least so many nats: two of them. A shorter one goes with the
// part beside it.
constexpr float kLeastPart = 5;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n'; }

/// Where a sentence could be split, as offsets of the bytes behind the marks.
std::vector<std::size_t> breaks_in(std::string_view sentence) {
  std::vector<std::size_t> breaks;
  bool marked = false;      // whether a mark that ends a part was read, and only closing ones since
  bool after_space = true;  // a dash is a mark only between spaces
  for (std::size_t at = 0; at < sentence.size();) {
    const std::size_t here = at;
    const char32_t c = next_code_point(sentence, at);
    if (c < 0x80 && is_space(static_cast<char>(c))) {
      if (marked) breaks.push_back(here);
      marked = false;
      after_space = true;
      continue;
    }
    const bool dash = c == U'-' || c == 0x2013 || c == 0x2014;
    const bool end = c == U'.' || c == U'!' || c == U'?' || c == U';' || c == U':' || c == 0x2026;
    const bool closing = c == U'"' || c == U'\'' || c == U')' || c == 0x201D || c == 0x2019 ||
                         c == 0xBB || c == 0x201C;
    marked = end || (dash && after_space) || (closing && marked);
    after_space = false;
  }
  return breaks;
}

struct NameKey {
  std::uint32_t key;
  float score;
};
/// The words that sound like a word of the other side, with keys that only those two share.
using NameKeys = std::unordered_map<const Word*, std::vector<NameKey>>;

/// The distinct words of a side that may be names: capitalised, or Latin inside Cyrillic text.
std::vector<const Word*> name_words(const AnalysedArticle& side) {
  std::vector<const Word*> words;
  for (const AnalysedSentence& sentence : side.sentences) {
    for (const Token& token : sentence.tokens) {
      if (token.word->has_letter && token.word->capitalised && !token.word->function)
        words.push_back(token.word);
    }
  }
  std::sort(words.begin(), words.end(),
            [](const Word* a, const Word* b) { return a->surface < b->surface; });
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

// A list that the matcher may have cut to its limits serves for no part of it.
constexpr std::size_t kMostKept = 10'000;

/// Where the words of a part stand among those of the whole: by place in the whole, kNowhere for
/// the others. Nothing when a word is not there. Both are in order.
constexpr std::uint32_t kNowhere = ~std::uint32_t{0};
std::optional<std::vector<std::uint32_t>> places_in(const std::vector<const Word*>& part,
                                                    const std::vector<const Word*>& whole) {
  std::vector<std::uint32_t> places(whole.size(), kNowhere);
  std::size_t next = 0;
  for (std::size_t i = 0; i < whole.size() && next < part.size(); ++i) {
    if (whole[i] == part[next]) places[i] = static_cast<std::uint32_t>(next++);
  }
  if (next < part.size()) return std::nullopt;
  return places;
}

/// The matches of the words of two parts; nothing when they are not among the known ones.
std::optional<std::vector<NameWordMatch>> matches_among(
    const SoundAlikes& known, const std::array<std::vector<const Word*>, 2>& words) {
  const auto source = places_in(words[0], known.words[0]);
  const auto target = places_in(words[1], known.words[1]);
  if (!source || !target) return std::nullopt;
  std::vector<NameWordMatch> matches;
  std::size_t of_one = 0;  // matches of one word of the source
  for (std::size_t m = 0; m < known.matches.size(); ++m) {
    const NameWordMatch& match = known.matches[m];
    of_one = m > 0 && known.matches[m - 1].a == match.a ? of_one + 1 : 1;
    if (of_one >= NameMatcher::kMostAlike) return std::nullopt;
    if ((*source)[match.a] != kNowhere && (*target)[match.b] != kNowhere)
      matches.push_back({(*source)[match.a], (*target)[match.b], match.score});
  }
  return matches;
}

/// The words of both sides that sound alike, by place in their lists.
std::vector<NameWordMatch> alike_words(const AnalysedArticle& source, const AnalysedArticle& target,
                                       const std::array<std::vector<const Word*>, 2>& words,
                                       const NameMatcher& names, SoundAlikes* alikes) {
  if (alikes != nullptr && !alikes->words[0].empty()) {
    if (auto known = matches_among(*alikes, words)) return std::move(*known);
  }
  const auto surfaces = [](const std::vector<const Word*>& side) {
    std::vector<std::string_view> list;
    for (const Word* word : side) list.push_back(word->surface);
    return list;
  };
  std::vector<NameWordMatch> matches = names.match_words(source.article.lang, surfaces(words[0]),
                                                         target.article.lang, surfaces(words[1]));
  if (alikes != nullptr && std::max(words[0].size(), words[1].size()) <= kMostKept)
    *alikes = {words, matches};
  return matches;
}

/// Matches the names of both sides by sound.
struct MatchedNames {
  NameKeys source;
  NameKeys target;
};
MatchedNames match_names(const AnalysedArticle& source, const AnalysedArticle& target,
                         const NameMatcher& names, SoundAlikes* alikes) {
  MatchedNames matched;
  const std::array words = {name_words(source), name_words(target)};
  const auto& [a, b] = words;
  for (const NameWordMatch& match : alike_words(source, target, words, names, alikes)) {
    matched.source[a[match.a]].push_back({match.b, match.score});
    std::vector<NameKey>& keys = matched.target[b[match.b]];
    if (keys.empty()) keys.push_back({match.b, 1});
  }
  return matched;
}

/// Collects the features of one side.
class SideBuilder {
 public:
  SideBuilder(const AnalysedArticle& article, Side side, const Lexicon& lexicon, ProfiledPair& pair)
      : article_(article), side_(side), lexicon_(lexicon), pair_(pair) {}

  /// `spent`: the article itself where what is known of its sentences is given up; else null.
  void build(std::vector<SentenceProfile>& profiles, const NameKeys& name_keys,
             AnalysedArticle* spent) {
    name_keys_ = &name_keys;
    profiles.resize(article_.sentences.size());
    for (std::size_t i = 0; i < profiles.size(); ++i) {
      const AnalysedSentence& sentence = article_.sentences[i];
      profiles[i].length =
          static_cast<std::uint32_t>(count_code_points(sentence.span.of(article_.article.text)));
      add_items(sentence, profiles[i].items);
      if (profiles[i].items.size() > kMaxItems) profiles[i].items.resize(kMaxItems);
      profiles[i].items.shrink_to_fit();  // phrases take several tokens
      place_items(sentence.span, profiles[i].items);
      if (spent != nullptr) spent->sentences[i] = {sentence.span, {}, {}, {}};
    }
    weigh(profiles);
    for (std::size_t i = 0; i < profiles.size(); ++i)
      look_at_marks(article_.sentences[i].span.of(article_.article.text), profiles[i]);
  }

 private:
  void add_items(const AnalysedSentence& sentence, std::vector<ProfileItem>& items) {
    std::vector<bool> used(sentence.tokens.size());
    items.reserve(sentence.tokens.size());
    std::size_t first = 0;
    for (const Mention& mention : sentence.mentions) {  // in order of begin
      const std::vector<std::string> facts = said_keys(mention);
      if (facts.empty()) continue;
      while (first < sentence.tokens.size() &&
             sentence.tokens[first].span.begin < mention.span.begin)
        ++first;
      std::size_t last = first;
      while (last < sentence.tokens.size() && mention.span.contains(sentence.tokens[last].span))
        used[last++] = true;
      items.push_back(
          {mention.span,
           fact_feature(mention, facts, std::span(sentence.tokens).subspan(first, last - first))});
    }
    std::size_t unit = 0;
    for (std::uint32_t t = 0; t < sentence.tokens.size(); ++t) {
      while (unit < sentence.units.size() && sentence.units[unit].first < t) ++unit;
      if (used[t] || !sentence.tokens[t].is_word()) continue;
      std::uint32_t count = 1;
      LexiconId id = 0;
      if (unit < sentence.units.size() && sentence.units[unit].first == t) {
        count = sentence.units[unit].count;
        id = sentence.units[unit].id;
      }
      for (std::uint32_t k = 1; k < count; ++k) {
        if (used[t + k]) count = 1;
      }
      if (count == 1) {
        items.push_back({sentence.tokens[t].span, word_feature(*sentence.tokens[t].word)});
      } else {
        items.push_back({{sentence.tokens[t].span.begin, sentence.tokens[t + count - 1].span.end},
                         phrase_feature(id, std::span(sentence.tokens).subspan(t, count))});
        for (std::uint32_t k = 0; k < count; ++k) used[t + k] = true;
      }
    }
  }

  static void place_items(Span sentence, std::vector<ProfileItem>& items) {
    const float size = std::max(1.0F, static_cast<float>(sentence.size()));
    for (ProfileItem& item : items) {
      const auto ends = static_cast<float>(item.span.begin - sentence.begin) +
                        static_cast<float>(item.span.end - sentence.begin);
      item.place = ends / 2 / size;
    }
  }

  /// Sets what the marks of a sentence tell, whose items have their weights.
  void look_at_marks(std::string_view sentence, SentenceProfile& profile) const {
    for (std::size_t at = 0; at < sentence.size();) {
      const char32_t c = next_code_point(sentence, at);
      profile.asks |= c == U'?';
      profile.quotes |= c == U'"' || c == 0xAB || c == 0xBB || (c >= 0x201C && c <= 0x201E);
    }
    divide(sentence, profile);
  }

  /// Finds the parts of a sentence.
  void divide(std::string_view sentence, SentenceProfile& profile) const {
    SentenceParts& parts = profile.parts;
    parts.end[0] = 1;
    parts.weight[0] = profile.weight;
    if (profile.weight < 2 * kLeastPart) return;
    const auto weight_before = [&](float place) {
      float sum = 0;
      for (const ProfileItem& item : profile.items)
        sum += item.place < place ? pair_.features[item.feature].weight : 0;
      return sum;
    };
    float before = 0;  // weight of the parts that are closed
    for (const std::size_t offset : breaks_in(sentence)) {
      const float place = static_cast<float>(offset) / static_cast<float>(sentence.size());
      const float weight = weight_before(place);
      if (weight - before < kLeastPart || profile.weight - weight < kLeastPart) continue;
      parts.end[parts.count - 1] = place;
      parts.weight[parts.count - 1] = weight - before;
      parts.end[parts.count] = 1;
      parts.weight[parts.count] = profile.weight - weight;
      before = weight;
      if (++parts.count == SentenceParts::kMost) break;
    }
  }

  std::uint32_t start_feature(float worth) {
    pair_.features.push_back({static_cast<std::uint32_t>(pair_.keys.size()), 0, worth});
    return static_cast<std::uint32_t>(pair_.features.size() - 1);
  }

  void add_key(std::uint32_t key, float strength, EvidenceKind kind) {
    pair_.keys.push_back({key, strength, kind});
    ++pair_.features.back().key_count;
  }

  /// The source offers the renderings of an entry, the target the entry itself, so that they meet
  /// in the target's ids.
  void add_lexicon_keys(LexiconId id, float strength) {
    if (id == 0) return;
    if (side_ == Side::kTarget) {
      add_key(key_in(KeySpace::kLexicon, id), strength, EvidenceKind::kLexicon);
      return;
    }
    for (const Rendering& rendering : lexicon_.renderings(Side::kSource, id)) {
      // A rare rendering is weak evidence but evidence: the root keeps it visible.
      add_key(key_in(KeySpace::kLexicon, rendering.id),
              strength * std::sqrt(std::sqrt(rendering.weight)), EvidenceKind::kLexicon);
    }
  }

  void add_word_keys(const Word& word, float strength) {
    add_lexicon_keys(word.lexicon_id, strength);
    add_key(key_of(KeySpace::kText, word.folded), strength, EvidenceKind::kVerbatim);
    if (const std::string prefix = cognate_prefix(word); !prefix.empty()) {
      add_key(key_of(KeySpace::kCognate, prefix), strength * kCognateStrength,
              EvidenceKind::kCognate);
    }
    if (const auto name = name_keys_->find(&word); name != name_keys_->end()) {
      for (const auto& [key, score] : name->second)
        add_key(key_in(KeySpace::kName, key), strength * score, EvidenceKind::kName);
    }
  }

  std::uint32_t word_feature(const Word& word) {
    const auto [known, added] = by_word_.try_emplace(&word, 0);
    if (added) {
      known->second = start_feature(word.function ? kFunctionWordWorth : 1.0F);
      add_word_keys(word, 1);
    }
    return known->second;
  }

  std::uint32_t phrase_feature(LexiconId id, std::span<const Token> tokens) {
    const auto [known, added] = by_phrase_.try_emplace(id, 0);
    if (added) {
      known->second = start_feature(1);
      add_lexicon_keys(id, 1);
      for (const Token& token : tokens) add_word_keys(*token.word, kMemberStrength);
    }
    return known->second;
  }

  std::uint32_t fact_feature(const Mention& mention, const std::vector<std::string>& facts,
                             std::span<const Token> tokens) {
    std::string name(type_name(mention.type));
    for (const std::string& fact : facts) name += "\t" + fact;
    const auto [known, added] = by_fact_.try_emplace(std::move(name), 0);
    if (added) {
      known->second = start_feature(kFactWorth);
      const EvidenceKind kind = mention.date() != nullptr   ? EvidenceKind::kDate
                                : mention.name() != nullptr ? EvidenceKind::kName
                                                            : EvidenceKind::kNumber;
      pair_.features.back().figure = kind != EvidenceKind::kName;
      for (const std::string& fact : facts) add_key(key_of(KeySpace::kFact, fact), 1, kind);
      // A known name may be rendered word by word, and another table may not know it.
      if (kind == EvidenceKind::kName) {
        for (const Token& token : tokens) add_word_keys(*token.word, kMemberStrength);
      }
    }
    return known->second;
  }

  /// Weights are worth times ln(1 + sentences / sentences with the feature).
  void weigh(std::vector<SentenceProfile>& profiles) {
    std::vector<std::uint32_t> sentences_with(pair_.features.size());
    std::vector<std::uint32_t> seen;
    for (const SentenceProfile& profile : profiles) {
      seen.clear();
      for (const ProfileItem& item : profile.items) seen.push_back(item.feature);
      std::sort(seen.begin(), seen.end());
      seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
      for (const std::uint32_t feature : seen) ++sentences_with[feature];
    }
    for (std::size_t f = 0; f < sentences_with.size(); ++f) {
      if (sentences_with[f] == 0) continue;
      pair_.features[f].weight *=
          std::log(1 + static_cast<float>(profiles.size()) / static_cast<float>(sentences_with[f]));
    }
    for (SentenceProfile& profile : profiles) {
      for (const ProfileItem& item : profile.items) {
        const Feature& feature = pair_.features[item.feature];
        profile.weight += feature.weight;
        if (feature.figure) profile.figures += feature.weight;
      }
    }
  }

  const AnalysedArticle& article_;
  Side side_;
  const Lexicon& lexicon_;
  ProfiledPair& pair_;
  const NameKeys* name_keys_ = nullptr;
  std::unordered_map<const Word*, std::uint32_t> by_word_;
  std::unordered_map<LexiconId, std::uint32_t> by_phrase_;
  std::unordered_map<std::string, std::uint32_t> by_fact_;
};

}  // namespace

std::string_view evidence_name(EvidenceKind kind) {
  switch (kind) {
    case EvidenceKind::kLexicon:
      return "lexicon";
    case EvidenceKind::kNumber:
      return "number";
    case EvidenceKind::kDate:
      return "date";
    case EvidenceKind::kName:
      return "name";
    case EvidenceKind::kCognate:
      return "cognate";
    case EvidenceKind::kVerbatim:
      return "verbatim";
    case EvidenceKind::kLearned:
      return "learned";
  }
  return "lexicon";
}

ProfiledPair build_profiles(const AnalysedArticle& source, const AnalysedArticle& target,
                            const Lexicon& lexicon, const NameMatcher& names, SoundAlikes* alikes) {
  ProfiledPair pair;
  const MatchedNames matched = match_names(source, target, names, alikes);
  SideBuilder(source, Side::kSource, lexicon, pair).build(pair.source, matched.source, nullptr);
  SideBuilder(target, Side::kTarget, lexicon, pair).build(pair.target, matched.target, nullptr);
  return pair;
}

ProfiledPair take_profiles(AnalysedArticle& source, AnalysedArticle& target, const Lexicon& lexicon,
                           const NameMatcher& names, SoundAlikes* alikes) {
  ProfiledPair pair;
  const MatchedNames matched = match_names(source, target, names, alikes);
  SideBuilder(source, Side::kSource, lexicon, pair).build(pair.source, matched.source, &source);
  SideBuilder(target, Side::kTarget, lexicon, pair).build(pair.target, matched.target, &target);
  return pair;
}

}  // namespace concord
