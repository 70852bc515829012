// Matches the terms of house glossaries.
#include "lang/pack/glossary.h"

#include <algorithm>

#include "lang/lexicon/term_files.h"
#include "lang/pack/vocabulary.h"
#include "text/input_error.h"
#include "text/unicode.h"

namespace concord {
namespace {

// Letters that a word must share with a term to be an inflected form of it, and letters that an
// ending may add.
constexpr std::size_t kSharedLetters = 4;
constexpr std::size_t kEndingLetters = 2;

Term make_term(std::string_view text, const LanguagePack& pack) {
  Term term;
  term.text = to_nfc(text);
  Vocabulary vocabulary(pack);
  for (const Token& token :
       tokenize(term.text, {0, static_cast<std::uint32_t>(term.text.size())}, vocabulary)) {
    if (!token.is_word()) continue;
    const Word& word = *token.word;
    term.parts.push_back({word.folded, word.stem, word.all_caps});
  }
  return term;
}

std::vector<Term> make_terms(const std::vector<std::string>& texts, const LanguagePack& pack) {
  std::vector<Term> terms;
  for (const std::string& text : texts) {
    if (Term term = make_term(text, pack); !term.parts.empty()) terms.push_back(std::move(term));
  }
  return terms;
}

/// The first letters of a word, under which its inflected forms are looked up beside their stem.
std::string beginning(std::string_view folded) {
  std::size_t at = 0;
  for (std::size_t letters = 0; letters < kSharedLetters && at < folded.size(); ++letters)
    next_code_point(folded, at);
  return "^" + std::string(folded.substr(0, at));
}

/// Whether a word is an inflected form of a part: by its stem or, since stemmers cut some words
/// wrongly, by an ending alone.
bool is_form(const Word& word, const Term::Part& part) {
  if (word.stem == part.stem) return true;
  if (!word.folded.starts_with(part.folded) || count_code_points(part.folded) < kSharedLetters)
    return false;
  return count_code_points(std::string_view(word.folded).substr(part.folded.size())) <=
         kEndingLetters;
}

}  // namespace

bool Term::matches(const std::vector<Token>& tokens, std::size_t at) const {
  if (at + parts.size() > tokens.size()) return false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Word& word = *tokens[at + i].word;
    if (parts[i].capitals ? !word.all_caps || word.folded != parts[i].folded
                          : !is_form(word, parts[i]))
      return false;
  }
  return true;
}

void Glossary::add(GlossaryEntry entry) {
  const auto index = static_cast<std::uint32_t>(entries_.size());
  for (const Term& term : entry.sources) {
    by_first_.emplace(term.parts.front().stem, index);
    by_first_.emplace(beginning(term.parts.front().folded), index);
  }
  entries_.push_back(std::move(entry));
}

Glossary Glossary::load(const std::string& path, const LanguagePack& source,
                        const LanguagePack& target) {
  Glossary glossary;
  for (const TermEntry& entry : read_termbase(path, {source.tag, target.tag})) {
    GlossaryEntry made{make_terms(entry.sources, source), make_terms(entry.targets, target),
                       make_terms(entry.forbidden, target)};
    if (made.sources.empty() || (made.required.empty() && made.forbidden.empty())) continue;
    glossary.add(std::move(made));
  }
  if (glossary.empty()) {
    throw InputError(path, 0, "has no term in both " + source.tag + " and " + target.tag,
                     "check the languages of the glossary and of the pair");
  }
  return glossary;
}

std::vector<GlossaryHit> Glossary::find(const std::vector<Token>& tokens) const {
  std::vector<GlossaryHit> hits;
  if (entries_.empty()) return hits;
  for (std::size_t at = 0; at < tokens.size();) {
    const Word& word = *tokens[at].word;
    GlossaryHit best;
    const auto consider = [&](const std::string& key) {
      const auto [begin, end] = by_first_.equal_range(key);
      for (auto candidate = begin; candidate != end; ++candidate) {
        const GlossaryEntry& entry = entries_[candidate->second];
        for (const Term& term : entry.sources) {
          if (term.parts.size() <= best.count || !term.matches(tokens, at)) continue;
          best = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(term.parts.size()),
                  &entry};
        }
      }
    };
    consider(word.stem);
    consider(beginning(word.folded));
    if (best.entry != nullptr) hits.push_back(best);
    at += best.entry == nullptr ? 1 : best.count;
  }
  return hits;
}

}  // namespace concord
