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
constexpr std::array<std::string_view, 7> kGenders = {"he",    "she",     "man",   "woman",
                                                      "manly", "womanly", "either"};

constexpr std::array<std::string_view, 2 * kDirectionAxes> kDirections = {
    "before",    "after",    "for",      "against",  "above",    "below",     "past",    "next",
    "yesterday", "tomorrow", "morning",  "evening",  "first",    "final",     "best",    "worst",
    "all",       "some",     "majority", "minority", "overhalf", "underhalf", "man",     "woman",
    "husband",   "wife",     "father",   "mother",   "son",      "daughter",  "brother", "sister",
    "north",     "south",    "east",     "west",     "public",   "private",   "attack",  "defence",
    "remember",  "forget",   "join",     "leave",    "early",    "late",      "support", "oppose",
    "win",       "lose",     "young",    "old",      "strong",   "weak",      "start",   "end",
    "success",   "failure",  "open",     "close",    "biggest",  "smallest"};

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

bool CueRules::Part::matches(std::string_view folded) const {
  if (!open) return folded == begin;
  return folded.size() >= begin.size() + end.size() && folded.starts_with(begin) &&
         folded.ends_with(end);
}

void CueRules::add(std::string_view pattern, const CueWord& entry) {
  Phrase phrase;
  phrase.word = entry;
  for (const std::string_view word : split_list(pattern, ' ')) {
    const std::size_t star = word.find('*');
    Part part;
    part.begin = fold(word.substr(0, star));
    part.open = star != std::string_view::npos;
    if (part.open) part.end = fold(word.substr(star + 1));
    phrase.parts.push_back(std::move(part));
  }
  if (phrase.parts.size() > 1) {
    phrases_.push_back(std::move(phrase));
  } else if (phrase.parts.front().open) {
    affixes_.push_back(std::move(phrase));
  } else if (!words_.emplace(phrase.parts.front().begin, entry)) {
    CueWord& known = words_[phrase.parts.front().begin];
    known = is_plain(entry) || is_plain(known) ? CueWord{} : both(known, entry);
  }
}

CueRules CueRules::load(const std::string& path, std::span<const std::string_view> kinds,
                        Place place) {
  CueRules rules(place);
  if (!std::filesystem::exists(path)) return rules;
  const Table table(path, 2, 4);
  for (const TableRow& row : table.rows()) {
    const bool maybe = row.cells[0].starts_with('~');
    const auto named = std::find(kinds.begin(), kinds.end(), row.cells[0].substr(maybe ? 1 : 0));
    if (named == kinds.end() && row.cells[0] != "plain")
      table.refuse(row, "has the unknown kind '" + std::string(row.cells[0]) + "'",
                   "use a kind that the header names");
    const CueKinds bit = named == kinds.end() ? 0 : CueKinds{1} << (named - kinds.begin());
    for (const std::string_view pattern : split_list(row.cells[1]))
      rules.add(pattern, maybe ? CueWord{0, bit} : CueWord{bit, 0});
  }
  std::stable_sort(
      rules.phrases_.begin(), rules.phrases_.end(),
      [](const Phrase& a, const Phrase& b) { return a.parts.size() > b.parts.size(); });
  for (std::uint32_t i = 0; i < rules.affixes_.size(); ++i)
    enter(rules.affixes_from_, rules.affixes_[i].parts.front(), i);
  for (std::uint32_t i = 0; i < rules.phrases_.size(); ++i) {
    const Part& first = rules.phrases_[i].parts.front();
    if (first.open) {
      enter(rules.open_from_, first, i);
    } else {
      rules.phrases_from_[hash_of_bytes(first.begin) % kBuckets].push_back(i);
      rules.first_words_.insert(first.begin);
    }
  }
  return rules;
}

void CueRules::enter(Index& index, const Part& first, std::uint32_t number) {
  if (const std::string_view letters = first_letters(first.begin); !letters.empty()) {
    index[hash_of_bytes(letters) % kBuckets].push_back(number);
  } else {
    for (std::vector<std::uint32_t>& bucket : index) bucket.push_back(number);
  }
}

const std::vector<std::uint32_t>& CueRules::near(const Index& index, std::string_view folded) {
  // What begins with two letters is no part of a shorter word: any bucket has the others.
  return index[hash_of_bytes(first_letters(folded)) % kBuckets];
}

CueWord CueRules::word(std::string_view folded) const {
  CueWord known;
  const CueWord* whole = words_.find(folded);
  // "Women's": the possessive of a word is of its kinds.
  for (const std::string_view ending : {"'s", "\xE2\x80\x99s"}) {
    if (whole == nullptr && folded.ends_with(ending))
      whole = words_.find(folded.substr(0, folded.size() - ending.size()));
  }
  if (whole != nullptr) known = *whole;
  if (whole == nullptr || !is_plain(*whole)) {
    for (const std::uint32_t i : near(affixes_from_, folded)) {
      if (affixes_[i].parts.front().matches(folded)) known = both(known, affixes_[i].word);
    }
  }
  known.begins_phrase = begins_phrase(folded);
  return known;
}

bool CueRules::begins_phrase(std::string_view folded) const {
  if (first_words_.contains(folded)) return true;
  const std::vector<std::uint32_t>& numbers = near(open_from_, folded);
  return std::any_of(numbers.begin(), numbers.end(),
                     [&](std::uint32_t i) { return phrases_[i].parts.front().matches(folded); });
}

void CueRules::match_phrase(const std::vector<Token>& tokens, Cue& cue) const {
  const std::string_view folded = tokens[cue.first].word->folded;
  Cue longest{cue.first, 0, 0, 0};
  bool plain = false;
  const auto stands = [&](const std::vector<Part>& parts) {
    if (parts.size() > tokens.size() - cue.first) return false;
    // From its end: many phrases share their first word.
    for (std::size_t i = parts.size(); i-- > 0;) {
      if (!parts[i].matches(tokens[cue.first + i].word->folded)) return false;
    }
    return true;
  };
  for (const auto* numbers :
       {&phrases_from_[hash_of_bytes(folded) % kBuckets], &near(open_from_, folded)}) {
    for (const std::uint32_t i : *numbers) {
      const std::vector<Part>& parts = phrases_[i].parts;
      if (parts.size() < longest.count) break;
      if (!stands(parts)) continue;
      if (parts.size() > longest.count) {
        longest = {cue.first, static_cast<std::uint32_t>(parts.size()), 0, 0};
        plain = false;
      }
      const CueWord& word = phrases_[i].word;
      plain = plain || is_plain(word);
      longest.kinds |= word.kinds;
      longest.maybe |= word.maybe;
      // "Has reported" still is "reported".
      for (std::size_t part = 0; part < parts.size(); ++part) {
        if (parts[part].open) longest.kinds |= (tokens[cue.first + part].word->*place_).kinds;
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
