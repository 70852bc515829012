// Splits text into tokens and analyses each distinct word once.
#include "lang/pack/vocabulary.h"

#include <algorithm>
#include <array>
#include <utility>

#include "lang/base/flat_map.h"
#include "text/common_letter.h"
#include "text/hyphens.h"
#include "text/unicode.h"

namespace concord {
namespace {

bool joins_letters(char32_t c) {
  return c == '\'' || c == 0x2019 || c == 0x02BC || c == '-' || is_other_hyphen(c);
}

bool is_word_character(char32_t c) { return is_letter(c) || is_digit(c) || is_mark(c); }

/// The end of the token that starts at `begin`, a word character. `other_hyphens` becomes true
/// where it has one.
std::size_t word_end(std::string_view text, std::size_t begin,
                     const TypewriterApostrophe& apostrophe, bool& other_hyphens) {
  const std::size_t limit = text.size();
  std::size_t end = begin;
  while (end < limit) {
    if (const std::size_t letter = common_letter(text, end); letter > 0) {
      end += letter;
      continue;
    }
    std::size_t next = end;
    const char32_t joint = next_code_point(text, next);
    if (joins_letters(joint) || apostrophe.stands_at(text, end)) {
      if (next >= limit) break;
      std::size_t after = next;
      if (!is_word_character(next_code_point(text, after))) break;
      other_hyphens = other_hyphens || is_other_hyphen(joint);
      end = after;
    } else if (is_word_character(joint)) {
      end = next;
    } else {
      break;
    }
  }
  return end;
}

}  // namespace

const Word& Vocabulary::intern(std::string_view surface) {
  if (2 * (words_.size() + 1) > slots_.size()) grow();
  const std::uint64_t hash = hash_of_bytes(surface);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    Slot& slot = slots_[at];
    if (slot.word == nullptr) {
      slot = {hash, &analyse(surface)};
      return *slot.word;
    }
    if (slot.hash == hash && slot.word->surface == surface) return *slot.word;
  }
}

void Vocabulary::grow() {
  std::vector<Slot> old = std::move(slots_);
  slots_.assign(std::max<std::size_t>(1024, 2 * old.size()), {});
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.word == nullptr) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].word != nullptr) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

Word& Vocabulary::analyse(std::string_view surface) {
  Word& word = words_.emplace_back();
  word.surface = surface;
  word.folded = fold(surface);
  bool first_letter = true;
  std::size_t letters = 0;
  bool lower = false;
  for (std::size_t at = 0; at < surface.size();) {
    const char32_t c = next_code_point(surface, at);
    ++word.length;
    word.has_digit = word.has_digit || is_digit(c);
    if (!is_letter(c)) continue;
    if (first_letter) word.capitalised = is_upper(c);
    first_letter = false;
    ++letters;
    lower = lower || !is_upper(c);
    word.cyrillic = word.cyrillic || is_cyrillic(c);
    word.latin = word.latin || is_latin(c);
  }
  word.has_letter = letters > 0;
  word.all_caps = letters > 1 && !lower;
  word.stem = word.has_letter ? pack_->stemmer.stem(word.folded) : word.folded;
  word.date_entry = pack_->dates.entry_of(word.folded);
  word.function = pack_->function_words.contains(word.folded);
  if (depth_ >= WordDepth::kMentions) analyse_mentions(word);
  if (depth_ >= WordDepth::kAll) analyse_claims(word);
  return word;
}

void Vocabulary::analyse_mentions(Word& word) const {
  if (word.has_letter && !word.function) word.sound = pack_->sounds.of(word.stem);
  if (lexicon_ != nullptr && word.has_letter) word.lexicon_id = lexicon_->find(side_, word.stem);
  word.number = pack_->numbers.word(word.surface, word.folded);
  if (word.has_letter || word.has_digit || word.surface == ",")
    word.name = pack_->names.word(word.folded);
}

void Vocabulary::analyse_claims(Word& word) const {
  if (const std::uint8_t* opener = pack_->clause_openers.find(word.folded))
    word.opens_clause = *opener;
  if (word.has_letter) word.polarity = pack_->negation.polarity(word.folded);
  word.claim = pack_->claims.word(word.folded);
  word.gender = pack_->genders.word(word.folded);
  word.direction = pack_->directions.word(word.folded);
  if (word.has_letter && !word.polarity.known && lexicon_ != nullptr) {
    const std::string_view rest = pack_->negation.without_prefix(word.folded);
    if (!rest.empty() && lexicon_->find(side_, pack_->stemmer.stem(rest)) != 0)
      word.polarity.kind = NegationKind::kAntonym;
  }
}

void Vocabulary::clear() {
  slots_.clear();
  words_.clear();
}

namespace {

// Tokens whose words are looked up together: each lies some hundred cycles away in memory.
constexpr std::size_t kTogether = 16;
// So many tokens are handed out where they were collected: a copy of millions takes time and room.
constexpr std::size_t kNotCopied = 100'000;

/// A token before its word is known.
struct Printed {
  Span span;
  std::uint64_t hash = 0;  // of its bytes
  bool other_hyphens = false;
};

/// Finds the tokens of a span one after the other.
class Scanner {
 public:
  Scanner(std::string_view text, Span span, const LanguagePack& pack)
      : within_(text.substr(0, span.end)), at_(span.begin), pack_(pack) {}

  /// Whether there is one more.
  bool next(Printed& token) {
    while (at_ < within_.size()) {
      std::size_t end = at_;
      const char32_t c = next_code_point(within_, end);
      if (is_space(c)) {
        at_ = end;
        continue;
      }
      token.other_hyphens = false;
      if (is_word_character(c)) end = word_end(within_, at_, pack_.apostrophe, token.other_hyphens);
      if (!pack_.elisions.empty()) {
        const std::size_t elided = pack_.elisions.length(within_.substr(at_, end - at_));
        if (elided > 0) end = at_ + elided;
      }
      token.span = {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end)};
      token.hash = hash_of_bytes(token.span.of(within_));
      at_ = end;
      return true;
    }
    return false;
  }

 private:
  std::string_view within_;
  std::size_t at_;
  const LanguagePack& pack_;
};

}  // namespace

std::vector<Token> tokenize(std::string_view text, Span span, Vocabulary& vocabulary) {
  std::vector<Token>& tokens = vocabulary.tokens_;
  tokens.clear();
  const std::vector<Vocabulary::Slot>& slots = vocabulary.slots_;
  if (slots.empty()) vocabulary.grow();
  const auto slot_of = [&](std::uint64_t hash) {
    return slots.data() + (hash & (slots.size() - 1));
  };
  // Most words stand in their first place; all others are looked for by intern().
  const auto word_of = [&](const Printed& token) -> const Word& {
    const std::string_view printed = token.span.of(text);
    if (token.other_hyphens) return vocabulary.intern(with_plain_hyphens(printed));
    const Vocabulary::Slot& slot = *slot_of(token.hash);
    const bool found =
        slot.word != nullptr && slot.hash == token.hash && slot.word->surface == printed;
    return found ? *slot.word : vocabulary.intern(printed);
  };
  Scanner scanner(text, span, *vocabulary.pack_);
  std::array<Printed, kTogether> found;
  for (bool more = true; more;) {
    std::size_t count = 0;
    while (count < found.size() && (more = scanner.next(found[count])))
      __builtin_prefetch(slot_of(found[count++].hash));
    for (std::size_t i = 0; i < count; ++i) __builtin_prefetch(slot_of(found[i].hash)->word);
    for (std::size_t i = 0; i < count; ++i) tokens.push_back({found[i].span, &word_of(found[i])});
  }
  if (tokens.size() >= kNotCopied) return std::exchange(tokens, {});
  return {tokens.begin(), tokens.end()};  // no larger than needed: a long text keeps many
}

}  // namespace concord
