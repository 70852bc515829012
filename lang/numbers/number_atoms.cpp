// Splits tokens into the atoms of the number grammar and finds phrases among them.
#include "lang/numbers/number_atoms.h"

#include "text/unicode.h"

namespace concord {

NumberAtoms::NumberAtoms(const NumberTables& tables, std::string_view text,
                         const std::vector<Token>& tokens, const std::vector<Span>& taken)
    : tables_(tables), text_(text) {
  atoms_.reserve(tokens.size() + 8);
  for (const Token& token : tokens) {
    if (token.word->number.is(kSplitRole)) {
      split(token);
      continue;
    }
    Atom atom;
    atom.span = token.span;
    atom.folded = token.word->folded;
    atom.fact = token.word->number;
    atom.space = token.space_before;
    atom.capital = token.word->capitalised;
    if (!token.is_word()) {
      std::size_t at = token.span.begin;
      atom.sign = next_code_point(text_, at);
    }
    atoms_.push_back(atom);
  }
  for (Atom& atom : atoms_) {
    if (atom.fact.is(kPhraseHeadRole)) atom.phrases = tables_.phrases.find(atom.folded);
  }
  for (const Span span : taken) {
    for (Atom& atom : atoms_) atom.taken = atom.taken || span.overlaps(atom.span);
  }
}

void NumberAtoms::split(const Token& token) {
  bool space = token.space_before;
  bool hyphen = false;
  for (std::size_t at = token.span.begin; at < token.span.end;) {
    std::size_t begin = at;
    const char32_t first = next_code_point(text_, at);
    if (!is_letter(first) && !is_digit(first) && !is_mark(first)) {
      hyphen = true;
      continue;
    }
    const bool digits = is_digit(first);
    while (at < token.span.end) {
      std::size_t next = at;
      const char32_t c = next_code_point(text_, next);
      const bool inside =
          digits ? is_digit(c)
                 : is_letter(c) || is_mark(c) || c == '\'' || c == 0x2019 || c == 0x02BC;
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
    atom.capital = is_upper(first);
    if (!digits) {
      atom.folded = folded_.emplace_back(fold(span.of(text_)));
      atom.fact = tables_.find(atom.folded);
    }
    atoms_.push_back(atom);
    space = false;
    hyphen = false;
  }
}

std::optional<Hit> NumberAtoms::hit(std::size_t i, std::uint64_t roles) const {
  if (i >= atoms_.size()) return std::nullopt;
  const Atom& atom = atoms_[i];
  if (atom.phrases != nullptr) {
    for (const NumberPhrase& phrase : *atom.phrases) {
      if (!phrase.word.is(roles)) continue;
      std::size_t end = i + 1;
      bool same = true;
      for (const std::string& part : phrase.rest) {
        if (end + 1 < atoms_.size() && atoms_[end].sign == '.' && atoms_[end].glued() &&
            part != ".")
          ++end;
        same = end < atoms_.size() && atoms_[end].folded == part;
        if (!same) break;
        ++end;
      }
      if (same) return Hit{&phrase.word, end};
    }
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
