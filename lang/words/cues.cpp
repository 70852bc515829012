// Reads and applies tables of classes of words.
#include "lang/words/cues.h"

#include <algorithm>
#include <filesystem>

#include "lang/base/table.h"
#include "lang/words/cue_kinds.h"
#include "text/unicode.h"

namespace concord {
namespace {

// In the order of the enumerations.
constexpr std::array<std::string_view, 12> kClaims = {"says",     "thinks", "echo",  "alleged",
                                                      "probable", "may",    "can",   "loose",
                                                      "plan",     "will",   "ahead", "done"};
constexpr std::array<std::string_view, 10> kGenders = {
    "he", "she", "man", "woman", "manly", "womanly", "either", "masculine", "feminine", "thing"};

constexpr std::array<std::string_view, 2 * kDirectionAxes> kDirections = {
    "before",    "after",    "for",      "against",  "above",    "below",     "past",    "next",
    "yesterday", "tomorrow", "morning",  "evening",  "first",    "final",     "best",    "worst",
    "all",       "some",     "majority", "minority", "overhalf", "underhalf", "man",     "woman",
    "husband",   "wife",     "father",   "mother",   "son",      "daughter",  "brother", "sister",
    "north",     "south",    "east",     "west",     "public",   "private",   "attack",  "defence",
    "remember",  "forget",   "join",     "leave",    "early",    "late",      "support", "oppose",
    "win",       "lose",     "young",    "old",      "strong",   "weak",      "start",   "end",
    "success",   "failure",  "open",     "close",    "biggest",  "smallest",  "often",   "rarely"};

bool is_plain(const CueWord& word) { return (word.kinds | word.maybe) == 0; }

/// The first two letters of a word, by which it is found; empty where it has fewer.
std::string_view first_letters(std::string_view word) {
  constexpr std::size_t kLetters = 2;
  std::size_t end = 0;
  std::size_t letters = 0;
  for (; letters < kLetters && end < word.size(); ++letters) next_code_point(word, end);
  return letters == kLetters ? word.substr(0, end) : std::string_view();
}

CueWord both(const CueWord& a, const CueWord& b) { return {a.kinds | b.kinds, a.maybe | b.maybe}; }

}  // namespace

/// The patterns of a table while it is read.
struct CueRules::Builder {
  using Buckets = std::array<std::vector<std::uint32_t>, Index::kBuckets>;
  struct Part {
    std::string begin;
    std::string end;
    bool open = false;
  };
  struct Pattern {
    std::vector<Part> parts;
    CueWord word;
  };

  void add(std::string_view text, const CueWord& entry, CueRules& rules);
  void finish(CueRules& rules);

 private:
  /// Appends the parts of a pattern to those of the rules.
  static Phrase phrase_of(const Pattern& pattern, CueRules& rules);
  /// Enters a pattern by the first letters of its first word.
  static void enter(const Part& first, std::uint32_t number, Buckets& buckets);
  static Index index_of(const Buckets& buckets);

  std::vector<Pattern> affixes_;
  std::vector<Pattern> phrases_;
};

void CueRules::Builder::add(std::string_view text, const CueWord& entry, CueRules& rules) {
  Pattern pattern;
  pattern.word = entry;
  for (const std::string_view word : split_list(text, ' ')) {
    const std::size_t star = word.find('*');
    Part part;
    part.begin = fold(word.substr(0, star));
    part.open = star != std::string_view::npos;
    if (part.open) part.end = fold(word.substr(star + 1));
    pattern.parts.push_back(std::move(part));
  }
  if (pattern.parts.size() > 1) {
    phrases_.push_back(std::move(pattern));
  } else if (pattern.parts.front().open) {
    affixes_.push_back(std::move(pattern));
  } else if (!rules.words_.emplace(pattern.parts.front().begin, entry)) {
    CueWord& known = rules.words_[pattern.parts.front().begin];
    known = is_plain(entry) || is_plain(known) ? CueWord{} : both(known, entry);
  }
}

CueRules::Phrase CueRules::Builder::phrase_of(const Pattern& pattern, CueRules& rules) {
  std::vector<char>& text = rules.text_.own();
  std::vector<CueRules::Part>& parts = rules.parts_.own();
  const Phrase phrase{static_cast<std::uint32_t>(parts.size()),
                      static_cast<std::uint32_t>(pattern.parts.size()), pattern.word};
  for (const Part& part : pattern.parts) {
    parts.push_back({static_cast<std::uint32_t>(text.size()),
                     static_cast<std::uint16_t>(part.begin.size()),
                     static_cast<std::uint16_t>(part.end.size()), part.open ? 1U : 0U});
    for (const std::string* side : {&part.begin, &part.end})
      text.insert(text.end(), side->begin(), side->end());
  }
  return phrase;
}

void CueRules::Builder::enter(const Part& first, std::uint32_t number, Buckets& buckets) {
  if (const std::string_view letters = first_letters(first.begin); !letters.empty()) {
    buckets[hash_of_bytes(letters) % buckets.size()].push_back(number);
  } else {
    for (std::vector<std::uint32_t>& bucket : buckets) bucket.push_back(number);
  }
}

CueRules::Index CueRules::Builder::index_of(const Buckets& buckets) {
  Index index;
  std::vector<std::uint32_t>& numbers = index.numbers.own();
  for (std::size_t b = 0; b < buckets.size(); ++b) {
    numbers.insert(numbers.end(), buckets[b].begin(), buckets[b].end());
    index.first[b + 1] = static_cast<std::uint32_t>(numbers.size());
  }
  return index;
}

void CueRules::Builder::finish(CueRules& rules) {
  std::stable_sort(phrases_.begin(), phrases_.end(), [](const Pattern& a, const Pattern& b) {
    return a.parts.size() > b.parts.size();
  });
  Buckets affixes;
  for (std::uint32_t i = 0; i < affixes_.size(); ++i) {
    rules.affixes_.own().push_back(phrase_of(affixes_[i], rules));
    enter(affixes_[i].parts.front(), i, affixes);
  }
  Buckets whole;
  Buckets open;
  for (std::uint32_t i = 0; i < phrases_.size(); ++i) {
    rules.phrases_.own().push_back(phrase_of(phrases_[i], rules));
    const Part& first = phrases_[i].parts.front();
    if (first.open) {
      enter(first, i, open);
    } else {
      whole[hash_of_bytes(first.begin) % whole.size()].push_back(i);
      rules.first_words_.insert(first.begin);
    }
  }
  rules.affixes_from_ = index_of(affixes);
  rules.phrases_from_ = index_of(whole);
  rules.open_from_ = index_of(open);
}

CueRules CueRules::load(const std::string& path, std::span<const std::string_view> kinds,
                        Place place) {
  CueRules rules(place);
  if (!std::filesystem::exists(path)) return rules;
  Builder builder;
  const Table table(path, 2, 4);
  for (const TableRow& row : table.rows()) {
    const bool maybe = row.cells[0].starts_with('~');
    const auto named = std::find(kinds.begin(), kinds.end(), row.cells[0].substr(maybe ? 1 : 0));
    if (named == kinds.end() && row.cells[0] != "plain")
      table.refuse(row, "has the unknown kind '" + std::string(row.cells[0]) + "'",
                   "use a kind that the header names");
    const CueKinds bit = named == kinds.end() ? 0 : CueKinds{1} << (named - kinds.begin());
    rules.kinds_ |= bit;
    for (const std::string_view pattern : split_list(row.cells[1]))
      builder.add(pattern, maybe ? CueWord{0, bit} : CueWord{bit, 0}, rules);
  }
  builder.finish(rules);
  return rules;
}

bool CueRules::matches(const Part& part, std::string_view folded) const {
  const std::string_view begin(text_.data() + part.at, part.begin);
  const std::string_view end(begin.data() + begin.size(), part.end);
  const std::size_t least = begin.size() + end.size();
  if (part.open == 0 ? folded.size() != least : folded.size() < least) return false;
  // The first letters led here: most words differ where the beginning ends.
  if (!begin.empty() && folded[begin.size() - 1] != begin.back()) return false;
  return folded.starts_with(begin) && folded.ends_with(end);
}

bool CueRules::stands(const Phrase& phrase, const std::vector<Token>& tokens,
                      std::uint32_t at) const {
  if (phrase.count > tokens.size() - at) return false;
  const Part* const parts = parts_.data() + phrase.first;
  // From its end: many phrases share their first word.
  for (std::uint32_t i = phrase.count; i-- > 0;) {
    if (!matches(parts[i], tokens[at + i].word->folded)) return false;
  }
  return true;
}

CueWord CueRules::word(std::string_view folded) const {
  CueWord known;
  const CueWord* whole = words_.find(folded);
  // "Women's": the possessive of a word is of its kinds.
  static constexpr std::array<std::string_view, 2> kPossessives = {"'s", "\xE2\x80\x99s"};
  for (const std::string_view ending : kPossessives) {
    if (whole == nullptr && folded.ends_with(ending))
      whole = words_.find(folded.substr(0, folded.size() - ending.size()));
  }
  if (whole != nullptr) known = *whole;
  if (whole == nullptr || !is_plain(*whole)) {
    for (const std::uint32_t i : affixes_from_.bucket(hash_of_bytes(first_letters(folded)))) {
      if (matches(parts_[affixes_[i].first], folded)) known = both(known, affixes_[i].word);
    }
  }
  known.begins_phrase = begins_phrase(folded);
  return known;
}

bool CueRules::begins_phrase(std::string_view folded) const {
  if (first_words_.contains(folded)) return true;
  const auto numbers = open_from_.bucket(hash_of_bytes(first_letters(folded)));
  return std::any_of(numbers.begin(), numbers.end(),
                     [&](std::uint32_t i) { return matches(parts_[phrases_[i].first], folded); });
}

void CueRules::match_phrase(const std::vector<Token>& tokens, Cue& cue) const {
  const std::string_view folded = tokens[cue.first].word->folded;
  Cue longest{cue.first, 0, 0, 0};
  bool plain = false;
  for (const auto& numbers : {phrases_from_.bucket(hash_of_bytes(folded)),
                              open_from_.bucket(hash_of_bytes(first_letters(folded)))}) {
    for (const std::uint32_t i : numbers) {
      const Phrase& phrase = phrases_[i];
      if (phrase.count < longest.count) break;
      if (!stands(phrase, tokens, cue.first)) continue;
      if (phrase.count > longest.count) {
        longest = {cue.first, phrase.count, 0, 0};
        plain = false;
      }
      plain = plain || is_plain(phrase.word);
      longest.kinds |= phrase.word.kinds;
      longest.maybe |= phrase.word.maybe;
      // "Has reported" still is "reported".
      for (std::uint32_t part = 0; part < phrase.count; ++part) {
        if (parts_[phrase.first + part].open != 0)
          longest.kinds |= (tokens[cue.first + part].word->*place_).kinds;
      }
    }
  }
  if (longest.count == 0) return;
  cue = plain ? Cue{cue.first, longest.count, 0, 0} : longest;
}

std::vector<Cue> CueRules::find(const std::vector<Token>& tokens) const {
  std::vector<Cue> cues;
  if (empty()) return cues;
  for (std::uint32_t at = 0; at < tokens.size();) {
    const CueWord& known = tokens[at].word->*place_;
    Cue cue{at, 1, known.kinds, known.maybe};
    if (known.begins_phrase) match_phrase(tokens, cue);
    if ((cue.kinds | cue.maybe) != 0) cues.push_back(cue);
    at = cue.end();
  }
  return cues;
}

std::span<const std::string_view> claim_kinds() { return kClaims; }
std::span<const std::string_view> gender_kinds() { return kGenders; }
std::span<const std::string_view> direction_kinds() { return kDirections; }

CueRules load_claims(const std::string& data_dir, std::string_view tag) {
  return CueRules::load(data_dir + "/" + std::string(tag) + "/claims.tsv", kClaims, &Word::claim);
}

CueRules load_genders(const std::string& data_dir, std::string_view tag) {
  return CueRules::load(data_dir + "/" + std::string(tag) + "/gender.tsv", kGenders, &Word::gender);
}

CueRules load_directions(const std::string& data_dir, std::string_view tag) {
  return CueRules::load(data_dir + "/" + std::string(tag) + "/directions.tsv", kDirections,
                        &Word::direction);
}

}  // namespace concord
