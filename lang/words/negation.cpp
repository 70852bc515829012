// Reads and applies the negation table of a language.
#include "lang/words/negation.h"

#include <algorithm>
#include <filesystem>

#include "lang/base/table.h"
#include "text/unicode.h"

namespace concord {
namespace {

// The shortest rest, in letters, after a negating prefix: "un" + "fit".
constexpr std::size_t kMinRest = 3;

}  // namespace

bool NegationRules::Part::matches(std::string_view folded) const {
  if (number) return !folded.empty() && is_digit(static_cast<unsigned char>(folded.front()));
  const std::size_t least = begin.size() + end.size();
  if (open ? folded.size() < least : folded.size() != least) return false;
  // The first letter led here: most words differ where the beginning ends.
  if (!begin.empty() && folded[begin.size() - 1] != begin.back()) return false;
  return folded.starts_with(begin) && folded.ends_with(end);
}

void NegationRules::Index::add(const Part& first, std::uint32_t phrase) {
  if (!first.begin.empty() && !first.number) {
    buckets_[bucket(first.begin)].push_back(phrase);
    return;
  }
  for (std::vector<std::uint32_t>& all : buckets_) all.push_back(phrase);
}

std::size_t NegationRules::Index::bucket(std::string_view folded) {
  std::size_t at = 0;
  return folded.empty() ? 0 : next_code_point(folded, at) % kBuckets;
}

NegationRules::Phrase NegationRules::phrase_of(const Table& table, const TableRow& row) {
  static constexpr std::pair<std::string_view, NegationKind> kKinds[] = {
      {"negation", NegationKind::kNegation},
      {"licence", NegationKind::kLicence},
      {"antonym", NegationKind::kAntonym},
      {"plain", NegationKind::kPlain}};
  const auto named = std::find_if(std::begin(kKinds), std::end(kKinds),
                                  [&](const auto& kind) { return kind.first == row.cells[0]; });
  if (named == std::end(kKinds)) {
    table.refuse(row, "has the unknown kind '" + std::string(row.cells[0]) + "'",
                 "use negation, licence, antonym, opener, carrier, plain, prefix or example");
  }
  Phrase phrase;
  phrase.kind = named->second;
  if (row.cells.size() > 2) {
    if (row.cells[2] != "loose")
      table.refuse(row, "has the unknown note '" + std::string(row.cells[2]) + "'",
                   "write loose or nothing");
    phrase.loose = true;
  }
  for (const std::string_view word : split_list(row.cells[1], ' ')) {
    const std::size_t star = word.find('*');
    Part part;
    part.begin = fold(word.substr(0, star));
    part.open = star != std::string_view::npos;
    if (part.open) part.end = fold(word.substr(star + 1));
    part.number = word == "#" || word == "#*";
    phrase.parts.push_back(std::move(part));
  }
  return phrase;
}

NegationRules NegationRules::load(const std::string& data_dir, std::string_view tag) {
  NegationRules rules;
  const std::string path = data_dir + "/" + std::string(tag) + "/negation.tsv";
  if (!std::filesystem::exists(path)) return rules;
  rules.empty_ = false;
  const Table table(path, 2, 3);
  for (const TableRow& row : table.rows()) {
    const std::string_view kind = row.cells[0];
    if (kind == "example") continue;
    if (kind == "prefix") {
      rules.prefixes_.push_back(fold(row.cells[1]));
      continue;
    }
    if (kind == "opener") {
      rules.openers_.insert(fold(row.cells[1]));
      continue;
    }
    if (kind == "carrier") {
      rules.carriers_.insert(fold(row.cells[1]));
      continue;
    }
    Phrase phrase = phrase_of(table, row);
    if (phrase.parts.size() > 1) {
      rules.phrases_.push_back(std::move(phrase));
    } else if (phrase.parts[0].open) {
      rules.affixes_.push_back(std::move(phrase));
    } else {
      rules.words_.emplace(phrase.parts[0].begin, phrase.kind);
      if (phrase.loose) rules.loose_.insert(phrase.parts[0].begin);
    }
  }
  std::stable_sort(
      rules.phrases_.begin(), rules.phrases_.end(),
      [](const Phrase& a, const Phrase& b) { return a.parts.size() > b.parts.size(); });
  std::stable_sort(rules.affixes_.begin(), rules.affixes_.end(),
                   [](const Phrase& a, const Phrase& b) {
                     return a.parts[0].begin.size() + a.parts[0].end.size() >
                            b.parts[0].begin.size() + b.parts[0].end.size();
                   });
  for (std::uint32_t i = 0; i < rules.affixes_.size(); ++i)
    rules.affixes_from_.add(rules.affixes_[i].parts[0], i);
  for (std::uint32_t i = 0; i < rules.phrases_.size(); ++i)
    rules.phrases_from_.add(rules.phrases_[i].parts[0], i);
  return rules;
}

Polarity NegationRules::polarity(std::string_view folded) const {
  Polarity polarity;
  if (empty_) return polarity;
  const auto begins = [&](const Phrase& phrase) { return phrase.parts[0].matches(folded); };
  if (const NegationKind* kind = words_.find(folded)) {
    polarity.kind = *kind;
    polarity.known = true;
  } else {
    const std::vector<std::uint32_t>& near = affixes_from_.of(folded);
    const auto affix = std::find_if(near.begin(), near.end(),
                                    [&](std::uint32_t i) { return begins(affixes_[i]); });
    polarity.known = affix != near.end();
    if (polarity.known) polarity.kind = affixes_[*affix].kind;
  }
  const std::vector<std::uint32_t>& near = phrases_from_.of(folded);
  polarity.begins_phrase =
      std::any_of(near.begin(), near.end(), [&](std::uint32_t i) { return begins(phrases_[i]); });
  return polarity;
}

std::string_view NegationRules::without_prefix(std::string_view folded) const {
  for (const std::string& prefix : prefixes_) {
    if (!folded.starts_with(prefix) || count_code_points(folded.substr(prefix.size())) < kMinRest)
      continue;
    std::string_view rest = folded.substr(prefix.size());
    if (rest.front() == '-') rest.remove_prefix(1);
    return rest;
  }
  return {};
}

std::size_t NegationRules::match(const Phrase& phrase, const std::vector<Token>& tokens,
                                 std::size_t at) const {
  if (at + phrase.parts.size() > tokens.size()) return 0;
  // From its end: many phrases share their first word.
  for (std::size_t i = phrase.parts.size(); i-- > 0;) {
    const Part& part = phrase.parts[i];
    const Word& word = *tokens[at + i].word;
    const bool in_words = part.number && part.open && word.number.is(kCardinalRole);  // "#*"
    if (!in_words && !part.matches(word.folded)) return 0;
  }
  return phrase.parts.size();
}

bool NegationRules::opened(const std::vector<Token>& tokens, std::size_t at) const {
  if (openers_.empty()) return false;
  std::size_t commas = 0;
  for (std::size_t i = at; i > 0; --i) {
    const Word& word = *tokens[i - 1].word;
    if (!tokens[i - 1].is_word()) {
      if (word.surface != "," || ++commas > 2) return false;
      continue;
    }
    if (!openers_.contains(word.folded)) continue;
    if (commas == 1) return false;  // two enclose a phrase: "until Ada, the guard, came"
    // "Until" begins a clause; right before the negation it means "so far".
    return i < at || (i > 1 && !tokens[i - 2].is_word());
  }
  return false;
}

namespace {

/// Whether a word of a negation is part of a name: "Censor.NET", "Hin Nam No".
bool in_name(const std::vector<Token>& tokens, std::size_t at) {
  if (at == 0) return false;
  const Word& word = *tokens[at].word;
  const Token& before = tokens[at - 1];
  const bool small_or_capitals = !word.capitalised || word.all_caps;
  const bool behind_stop = at > 1 && before.word->surface == "." && !space_before(tokens, at - 1) &&
                           tokens[at - 2].is_word();
  if (behind_stop && small_or_capitals && !space_before(tokens, at)) return true;
  // "Dr. No": a stop inside a sentence ends a title.
  if (behind_stop && word.capitalised && !word.all_caps && tokens[at - 2].word->capitalised)
    return true;
  // A capital inside a sentence, behind a word with a capital; not in a title, where all have it.
  if (!word.capitalised || word.all_caps || !before.is_word() || !before.word->capitalised ||
      before.word->function)
    return false;
  return std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.word->has_letter && !token.word->capitalised && !token.word->function;
  });
}

}  // namespace

std::vector<NegationCue> NegationRules::find(const std::vector<Token>& tokens) const {
  std::vector<NegationCue> cues;
  for (std::size_t at = 0; at < tokens.size();) {
    const Polarity& polarity = tokens[at].word->polarity;
    NegationKind kind = polarity.kind;
    std::size_t count = 1;
    bool loose = kind == NegationKind::kNegation && loose_.contains(tokens[at].word->folded);
    if (polarity.begins_phrase) {
      for (const std::uint32_t i : phrases_from_.of(tokens[at].word->folded)) {
        const Phrase& phrase = phrases_[i];
        const std::size_t matched = match(phrase, tokens, at);
        if (matched == 0) continue;
        kind = phrase.kind;
        count = matched;
        loose = phrase.loose;
        break;
      }
    }
    if (kind == NegationKind::kNegation && opened(tokens, at)) kind = NegationKind::kLicence;
    if (kind == NegationKind::kNegation && count == 1 && in_name(tokens, at))
      kind = NegationKind::kPlain;
    if (kind != NegationKind::kPlain) {
      cues.push_back(
          {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(count), kind, loose});
    }
    at += count;
  }
  return cues;
}

}  // namespace concord
