// Collects the distinct words and facts of a document.
#include "aligner/document_profile.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <span>

#include "lang/base/flat_map.h"
#include "text/common_letter.h"
#include "text/hash.h"
#include "text/unicode.h"

namespace concord {
namespace {

// Two versions of a report share their beginning; what comes later adds cost and little evidence.
constexpr std::size_t kMaxSentences = 40;
// The headline and so many body sentences make up the head of a report.
constexpr std::size_t kHeadSentences = 2;
// Renderings of a word that are looked at, likeliest first; beyond them they are too unlikely to
// give any evidence.
constexpr std::size_t kMaxRenderings = 8;

// How sure a match is, by where its key comes from.
constexpr float kMemberStrength = 0.5F;  // one word of a rendering of several words
constexpr float kNameSoundStrength = 0.6F;
constexpr float kWordSoundStrength = 0.3F;

// Sound keys compare the first four consonant classes (4 bits each); fewer than three give no
// evidence.
constexpr SoundKey kSoundPrefix = 0xFFFF;
constexpr int kLeastSound = 3;
// Shorter words of Latin letters are the same in two languages by chance.
constexpr std::size_t kLeastVerbatim = 4;

std::uint32_t hash_of(char space, std::string_view text) {
  return fold_bits(fnv1a(text, fnv1a({&space, 1})));
}

/// A Latin word without diacritics, as newsrooms print foreign names.
std::string plain_letters(std::string_view folded) {
  std::string plain;
  for (std::size_t at = 0; at < folded.size();) {
    if (common_letter(folded, at) == 1) {
      plain += folded[at++];
      continue;
    }
    const char32_t base = base_letter(next_code_point(folded, at));
    if (base != 0) append_utf8(plain, base);
  }
  return plain;
}

/// The day of a leap year, from 0.
std::uint16_t day_of_year(unsigned month, unsigned day) {
  constexpr std::chrono::year kLeap(2024);
  const auto days =
      std::chrono::sys_days(kLeap / month / day) - std::chrono::sys_days(kLeap / 1 / 1);
  return static_cast<std::uint16_t>(days.count());
}

class DocumentBuilder {
 public:
  DocumentBuilder(const AnalysedArticle& article, Side side, const Lexicon& lexicon,
                  RenderingKeys& renderings)
      : article_(article), side_(side), lexicon_(lexicon), renderings_(renderings) {}

  DocumentProfile build() {
    profile_.day = article_.article.published;
    for (std::size_t i = 0; i < article_.other_sentences.size(); ++i) {
      const Block& block = article_.article.blocks[article_.article.other_sentences[i].block];
      if (block.role == BlockRole::kHeadline) add(article_.other_sentences[i], true);
    }
    const std::size_t count = std::min(article_.sentences.size(), kMaxSentences);
    for (std::size_t i = 0; i < count; ++i) add(article_.sentences[i], i < kHeadSentences);
    std::vector<std::uint16_t>& days = profile_.printed_days;
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return std::move(profile_);
  }

 private:
  void add(const AnalysedSentence& sentence, bool head) {
    std::vector<bool> used(sentence.tokens.size());
    for (const Mention& mention : sentence.mentions) {
      if (mention.date() != nullptr) add_printed_days(*mention.date());
      const std::vector<std::string> facts = anchor_keys(mention);
      if (facts.empty()) continue;
      add_fact(mention, facts, head);
      for (std::size_t t = 0; t < used.size(); ++t)
        used[t] = used[t] || mention.span.contains(sentence.tokens[t].span);
    }
    std::size_t unit = 0;
    for (std::uint32_t t = 0; t < sentence.tokens.size(); ++t) {
      while (unit < sentence.units.size() && sentence.units[unit].first < t) ++unit;
      const Word& word = *sentence.tokens[t].word;
      if (used[t] || !word.has_letter || word.function) continue;
      // Units of one token are the word's own entry.
      std::uint32_t count = 1;
      LexiconId id = word.lexicon_id;
      if (side_ == Side::kSource && unit < sentence.units.size() &&
          sentence.units[unit].first == t) {
        count = sentence.units[unit].count;
        id = sentence.units[unit].id;
      }
      add_word(word, id, head);
      for (std::uint32_t k = 0; k < count; ++k) used[t + k] = true;
    }
  }

  /// The days that a date says in so many words, in every reading of "4/11".
  void add_printed_days(const DateValue& date) {
    if (date.month && date.day_of_month) {
      profile_.printed_days.push_back(day_of_year(*date.month, *date.day_of_month));
      if (date.last_day)
        profile_.printed_days.push_back(
            day_of_year(date.last_month.value_or(*date.month), *date.last_day));
      return;
    }
    for (const DateReading& reading : date.readings) {
      if (reading.granularity != Granularity::kDay || reading.basis > DateBasis::kYearInferred)
        continue;
      const std::chrono::year_month_day day(reading.first);
      profile_.printed_days.push_back(
          day_of_year(static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day())));
    }
  }

  /// Whether the feature is new; it is the last one then.
  bool start(std::uint32_t identity, EvidenceKind kind, std::string_view label, bool head) {
    std::uint32_t& known = by_identity_[identity];
    if (known > 0) {
      profile_.features[known - 1].head |= head;
      return false;
    }
    known = static_cast<std::uint32_t>(profile_.features.size() + 1);
    DocumentFeature feature;
    feature.identity = identity;
    feature.first_key = static_cast<std::uint32_t>(profile_.keys.size());
    feature.kind = kind;
    feature.head = head;
    feature.label_begin = static_cast<std::uint32_t>(profile_.labels.size());
    profile_.labels += label;
    feature.label_end = static_cast<std::uint32_t>(profile_.labels.size());
    profile_.features.push_back(feature);
    return true;
  }

  void add_key(std::uint32_t key, float strength, EvidenceKind kind) {
    profile_.keys.push_back({key, strength, kind});
    ++profile_.features.back().key_count;
  }

  void add_fact(const Mention& mention, const std::vector<std::string>& facts, bool head) {
    std::string name;
    for (const std::string& fact : facts) name += fact + "\t";
    const EvidenceKind kind = mention.date() != nullptr   ? EvidenceKind::kDate
                              : mention.name() != nullptr ? EvidenceKind::kName
                                                          : EvidenceKind::kNumber;
    if (!start(hash_of('f', name), kind, facts.front(), head)) return;
    profile_.features.back().ordinary = kind == EvidenceKind::kNumber && facts.front().size() == 1;
    for (const std::string& fact : facts) add_key(hash_of('f', fact), 1, kind);
  }

  void add_word(const Word& word, LexiconId id, bool head) {
    if (!start(hash_of('w', word.stem), EvidenceKind::kLexicon, word.folded, head)) return;
    profile_.features.back().ordinary = word.lexicon_id != 0;
    if (side_ == Side::kTarget) {
      add_key(hash_of('l', word.stem), 1, EvidenceKind::kLexicon);
    } else {
      add_renderings(id);
    }
    if (word.latin && !word.cyrillic) {
      const std::string plain = plain_letters(word.folded);
      if (plain.size() >= kLeastVerbatim) add_key(hash_of('v', plain), 1, EvidenceKind::kVerbatim);
    }
    if (sound_length(word.sound) >= kLeastSound) {
      const std::string sound = std::to_string(word.sound & kSoundPrefix);
      if (word.capitalised) {
        add_key(hash_of('S', sound), kNameSoundStrength, EvidenceKind::kName);
      } else {
        add_key(hash_of('s', sound), kWordSoundStrength, EvidenceKind::kCognate);
      }
    }
  }

  void add_renderings(LexiconId id) {
    const std::span<const FeatureKey> keys = renderings_.of(lexicon_, id);
    profile_.keys.insert(profile_.keys.end(), keys.begin(), keys.end());
    profile_.features.back().key_count += static_cast<std::uint16_t>(keys.size());
  }

  const AnalysedArticle& article_;
  Side side_;
  const Lexicon& lexicon_;
  RenderingKeys& renderings_;
  DocumentProfile profile_;
  NumberMap<std::uint32_t> by_identity_;  // the number of each feature, from 1
};

}  // namespace

std::span<const FeatureKey> RenderingKeys::of(const Lexicon& lexicon, LexiconId id) {
  Entry& entry = entries_[id];
  if (!entry.known) {
    entry.first = static_cast<std::uint32_t>(keys_.size());
    add(lexicon, id);
    entry.last = static_cast<std::uint32_t>(keys_.size());
    entry.known = true;
  }
  return std::span(keys_).subspan(entry.first, entry.last - entry.first);
}

void RenderingKeys::add(const Lexicon& lexicon, LexiconId id) {
  const std::span<const Rendering> all = lexicon.renderings(Side::kSource, id);
  renderings_.assign(all.begin(), all.end());
  const std::size_t count = std::min(renderings_.size(), kMaxRenderings);
  // Equally likely ones in the order of the lexicon, by id.
  std::partial_sort(renderings_.begin(), renderings_.begin() + static_cast<std::ptrdiff_t>(count),
                    renderings_.end(), [](const Rendering& a, const Rendering& b) {
                      return a.weight != b.weight ? a.weight > b.weight : a.id < b.id;
                    });
  renderings_.resize(count);
  for (const Rendering& rendering : renderings_) {
    // A rare rendering is weak evidence but evidence: the root keeps it visible.
    const float strength = std::sqrt(std::sqrt(rendering.weight));
    std::string_view text = lexicon.text(Side::kTarget, rendering.id);
    const bool several = text.find(' ') != std::string_view::npos;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find(' '), text.size());
      keys_.push_back({hash_of('l', text.substr(0, end)),
                       several ? kMemberStrength * strength : strength, EvidenceKind::kLexicon});
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }
}

DocumentProfile profile_document(const AnalysedArticle& article, Side side, const Lexicon& lexicon,
                                 RenderingKeys* renderings) {
  RenderingKeys own;
  return DocumentBuilder(article, side, lexicon, renderings == nullptr ? own : *renderings).build();
}

}  // namespace concord
