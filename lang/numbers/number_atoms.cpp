// Splits tokens into the atoms of the number grammar and finds phrases among them.
#include "lang/numbers/number_atoms.h"

#include "text/digits.h"
#include "text/unicode.h"

namespace concord {
namespace {

/// Where in "billionUSD" the code of a currency begins that the page glued to a scale word; 0 for
/// other words.
std::size_t glued_currency(const NumberTables& tables, const Token& token) {
  constexpr std::size_t kCode = 3;
  const std::string& surface = token.word->surface;
  if (token.word->number.roles != 0 || surface.size() <= kCode) return 0;
  const std::size_t at = surface.size() - kCode;
  for (std::size_t i = at; i < surface.size(); ++i) {
    if (surface[i] < 'A' || surface[i] > 'Z') return 0;
  }
  if (surface[at - 1] >= 'A' && surface[at - 1] <= 'Z') return 0;
  const NumberWord scale = tables.find(fold(std::string_view(surface).substr(0, at)));
  const NumberWord code = tables.find(fold(std::string_view(surface).substr(at)));
  return scale.is(kScaleRole) && code.is(kCurrencyAfterRole) ? at : 0;
}

}  // namespace

NumberAtoms::NumberAtoms(const NumberTables& tables, std::string_view text,
                         const std::vector<Token>& tokens, const std::vector<Span>& taken)
    : tables_(tables), text_(text) {
  atoms_.reserve(tokens.size() + 8);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    const bool space = space_before(tokens, i);
    if (token.word->number.is(kSplitRole)) {
      split(token, space);
      continue;
    }
    if (const std::size_t end = add_foreign_digits(tokens, i); end > i) {
      i = end - 1;
      continue;
    }
    if (const std::size_t at = glued_currency(tables_, token); at > 0) {
      split_words(token, at, space);
      continue;
    }
    Atom atom;
    atom.span = token.span;
    atom.folded = token.word->folded;
    atom.fact = token.word->number;
    atom.space = space;
    atom.capital = token.word->capitalised;
    if (!token.is_word()) {
      std::size_t at = token.span.begin;
      atom.sign = next_code_point(text_, at);
    }
    atoms_.push_back(atom);
  }
  for (Atom& atom : atoms_) {
    if (atom.fact.is(kPhraseHeadRole)) atom.phrases = tables_.phrases_of(atom.folded);
  }
  for (const Span span : taken) {
    for (Atom& atom : atoms_) atom.taken = atom.taken || span.overlaps(atom.span);
  }
}

/// Digits of another script or width, which are a token each, become one atom of ASCII digits. The
/// token after them; `i` where there are none.
std::size_t NumberAtoms::add_foreign_digits(const std::vector<Token>& tokens, std::size_t i) {
  std::string digits;
  std::size_t end = i;
  while (end < tokens.size() && !tokens[end].is_word() &&
         (end == i || !space_before(tokens, end))) {
    std::size_t at = tokens[end].span.begin;
    const int value = digit_value(next_code_point(text_, at));
    if (value < 0) break;
    digits += static_cast<char>('0' + value);
    ++end;
  }
  if (end == i) return i;
  Atom atom;
  atom.span = {tokens[i].span.begin, tokens[end - 1].span.end};
  atom.folded = folded_.emplace_back(std::move(digits));
  atom.digits = true;
  atom.space = space_before(tokens, i);
  atoms_.push_back(atom);
  return end;
}

/// Makes two words of a token, of which the second begins at byte `at` of its surface.
void NumberAtoms::split_words(const Token& token, std::size_t at, bool space) {
  const auto middle = token.span.end - static_cast<std::uint32_t>(token.word->surface.size() - at);
  for (const Span span : {Span{token.span.begin, middle}, Span{middle, token.span.end}}) {
    Atom atom;
    atom.span = span;
    atom.folded = folded_.emplace_back(fold(span.of(text_)));
    atom.fact = tables_.find(atom.folded);
    atom.space = atoms_.empty() || span.begin > token.span.begin || space;
    std::size_t first = span.begin;
    atom.capital = is_upper(next_code_point(text_, first));
    atoms_.push_back(atom);
  }
}

void NumberAtoms::split(const Token& token, bool space) {
  bool hyphen = false;
  bool apostrophe = false;
  for (std::size_t at = token.span.begin; at < token.span.end;) {
    std::size_t begin = at;
    const char32_t first = next_code_point(text_, at);
    if (!is_letter(first) && !is_digit(first) && !is_mark(first)) {
      hyphen = true;
      apostrophe = first == '\'' || first == 0x2019 || first == 0x02BC;
      continue;
    }
    const bool digits = is_digit(first);
    while (at < token.span.end) {
      std::size_t next = at;
      const char32_t c = next_code_point(text_, next);
      const bool inside = digits ? is_digit(c)
                                 : is_letter(c) || is_mark(c) || c == '\'' || c == '"' ||
                                       c == 0x2019 || c == 0x02BC;
      if (!inside) break;
      at = next;
    }
    const Span span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)};
    Atom atom;
    atom.span = span;
    atom.folded = span.of(text_);
    atom.digits = digits;
    atom.space = space;
    atom.hyphen = hyphen;
    atom.apostrophe = apostrophe;
    atom.capital = is_upper(first);
    if (!digits) {
      atom.folded = folded_.emplace_back(fold(span.of(text_)));
      atom.fact = tables_.find(atom.folded);
    }
    atoms_.push_back(atom);
    space = false;
    hyphen = apostrophe = false;
  }
}

std::optional<Hit> NumberAtoms::hit(std::size_t i, std::uint64_t roles) const {
  if (i >= atoms_.size()) return std::nullopt;
  const Atom& atom = atoms_[i];
  if (!atom.fact.is(roles | kPhraseHeadRole)) return std::nullopt;
  for (const NumberPhrase& phrase : atom.phrases) {
    if (!phrase.word.is(roles)) continue;
    std::size_t end = i + 1;
    bool same = true;
    for (const std::uint32_t number : tables_.rest_of(phrase)) {
      const std::string_view part = tables_.atoms[number];
      if (end + 1 < atoms_.size() && atoms_[end].sign == '.' && atoms_[end].glued() && part != ".")
        ++end;
      same = end < atoms_.size() && atoms_[end].folded == part;
      if (!same) break;
      ++end;
    }
    if (same) return Hit{&phrase.word, end};
  }
  if (atom.fact.is(roles)) return Hit{&atom.fact, i + 1};
  return std::nullopt;
}

std::size_t NumberAtoms::behind_stop(std::size_t i) const {
  const bool stop = i > 0 && i + 1 < atoms_.size() && atoms_[i].sign == '.' && atoms_[i].glued() &&
                    atoms_[i - 1].sign == 0 && !atoms_[i - 1].digits && atoms_[i + 1].space;
  return stop ? i + 1 : i;
}

}  // namespace concord
