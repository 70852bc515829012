// The check duplicate-word: a word or a few words printed twice in a row, on either side.
#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "checks/core/checks.h"
#include "checks/core/make_issue.h"
#include "text/unicode.h"

namespace concord {
namespace {

// The longest stretch, in words, that is looked for: "with the president with the president".
// Longer repeats are rhetoric.
constexpr std::size_t kMaxWords = 4;

/// Whether white space alone stands between a token and the one before it.
bool follows(const std::vector<Token>& tokens, std::size_t at) { return space_before(tokens, at); }

bool is_initial(const Word& word) {
  return word.capitalised && count_code_points(word.surface) == 1;
}

/// Whether the second of two words is the first one again. "Will will" is not, unless a sentence
/// begins there and the word is not a name; "US us" is not; the initials "B B" are not.
bool same_word(const Word& first, const Word& second, bool at_start, const LanguagePack& pack) {
  if (!first.has_letter || first.folded != second.folded) return false;
  if (&first == &second) return !is_initial(first);
  if (first.all_caps != second.all_caps) return false;
  if (first.capitalised && !second.capitalised)
    return at_start && !pack.doubling.is_also_name(first);
  return true;
}

/// Whether the second of two words begins a name of several and the first says what it names: "the
/// bank Bank Mandiri".
bool begins_name(const std::vector<Token>& tokens, std::size_t second) {
  return !tokens[second - 1].word->capitalised && tokens[second].word->capitalised &&
         second + 1 < tokens.size() && tokens[second + 1].word->capitalised;
}

/// Whether another doubled word stands right beside the one at token `at`: a figure of speech that
/// doubles both halves of a compound, as Vietnamese does.
bool in_two_pairs(const std::vector<Token>& tokens, std::size_t at) {
  const auto doubled = [&](std::size_t first) {
    return first + 1 < tokens.size() && tokens[first].word->has_letter &&
           tokens[first].word->folded == tokens[first + 1].word->folded;
  };
  return doubled(at + 2) || (at >= 2 && doubled(at - 2));
}

/// Whether a stretch that a word for "and" begins or ends is repeated on purpose: "and lots and
/// lots", where the other word may follow itself, "and so on and so on", where no word has content.
bool is_emphasis(const std::vector<Token>& tokens, std::size_t at, std::size_t count,
                 const LanguagePack& pack) {
  constexpr std::size_t kPhrase = 3;  // words from which small words alone are a phrase
  const auto joins = [&](std::size_t token) {
    return (pack.parts.roles(tokens[token].word->folded) & kAnd) != 0;
  };
  const std::size_t last = at + count - 1;
  if (!joins(at) && !joins(last)) return false;
  for (std::size_t i = at; i <= last; ++i) {
    const bool small = count >= kPhrase && tokens[i].word->function;
    if (!joins(i) && !small && !pack.doubling.may_double(*tokens[i].word)) return false;
  }
  return true;
}

/// The number of words that stand twice from token `at`; 0 when none do.
std::size_t doubled_at(const std::vector<Token>& tokens, std::size_t at, bool at_start,
                       const LanguagePack& pack) {
  for (std::size_t count = 1; count <= kMaxWords && at + 2 * count <= tokens.size(); ++count) {
    bool same = true;
    for (std::size_t i = 0; i < count && same; ++i) {
      same =
          same_word(*tokens[at + i].word, *tokens[at + count + i].word, at_start && i == 0, pack) &&
          follows(tokens, at + count + i) && (i == 0 || follows(tokens, at + i));
    }
    if (!same) continue;
    if (count == 1)
      return pack.doubling.may_double(*tokens[at].word) || in_two_pairs(tokens, at) ||
                     begins_name(tokens, at + 1)
                 ? 0
                 : 1;
    if (is_emphasis(tokens, at, count, pack)) return 0;
    // "better and better and better": a chain, not a slip.
    const std::size_t after = at + 2 * count;
    const bool chain =
        after < tokens.size() && tokens[after].word->folded == tokens[at].word->folded;
    const bool chain_before =
        at > 0 && tokens[at - 1].word->folded == tokens[at + count - 1].word->folded;
    return chain || chain_before ? 0 : count;
  }
  return 0;
}

/// Calls `found(first token, words)` for every doubling of a sentence.
template <typename Found>
void for_each_doubling(const std::vector<Token>& tokens, const LanguagePack& pack, Found found) {
  for (std::size_t at = 0; at + 1 < tokens.size(); ++at) {
    const bool at_start = at == 0 || !tokens[at - 1].is_word();
    if (const std::size_t count = doubled_at(tokens, at, at_start, pack); count > 0) {
      found(at, count);
      at += 2 * count - 1;
    }
  }
}

/// Whether a compound repeats its first part: "Bora-Bora".
bool repeats_itself(const Word& word) {
  const std::size_t hyphen = word.folded.find('-');
  return hyphen != std::string::npos && hyphen > 1 &&
         std::string_view(word.folded).substr(0, hyphen) ==
             std::string_view(word.folded).substr(hyphen + 1);
}

/// Whether any word follows itself, also one that may, or a capitalised compound does so within.
bool has_doubling(const AnalysedSentence& sentence, const LanguagePack& pack) {
  const auto& tokens = sentence.tokens;
  if (std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
        return token.word->capitalised && repeats_itself(*token.word);
      }))
    return true;
  for (std::size_t at = 1; at < sentence.tokens.size(); ++at) {
    if (same_word(*sentence.tokens[at - 1].word, *sentence.tokens[at].word, at == 1, pack))
      return true;
  }
  return false;
}

/// How sure a doubling is.
constexpr double kConfidence = 0.95;

Issue doubling_issue(const PairSide& version, Span span, Span once) {
  const std::string text(once.of(version.text()));
  return make_issue({"duplicate-word",
                     Severity::kWarning,
                     {"duplicate-word.twice", {{"text", text}}},
                     std::nullopt,
                     kConfidence},
                    version.side, {span, text});
}

/// The doublings of one sentence.
void check_sentence(const PairSide& version, const AnalysedSentence& sentence,
                    std::vector<Issue>& issues) {
  for_each_doubling(sentence.tokens, version.pack, [&](std::size_t at, std::size_t count) {
    const Span once{sentence.tokens[at].span.begin, sentence.tokens[at + count - 1].span.end};
    issues.push_back(
        doubling_issue(version, {once.begin, sentence.tokens[at + 2 * count - 1].span.end}, once));
  });
}

/// A word that ends one line and begins the next, where the line break alone ended a sentence: no
/// punctuation stands between.
void check_line_break(const PairSide& version, const AnalysedSentence& before,
                      const AnalysedSentence& after, std::vector<Issue>& issues) {
  if (before.tokens.empty() || after.tokens.empty()) return;
  const Token& last = before.tokens.back();
  const Token& first = after.tokens.front();
  if (!same_word(*last.word, *first.word, false, version.pack) ||
      version.pack.doubling.may_double(*last.word))
    return;
  issues.push_back(doubling_issue(version, {last.span.begin, first.span.end}, last.span));
}

/// Headline and captions, each distinct doubling once: the same caption is often printed twice.
void check_other_sentences(const PairSide& version, std::vector<Issue>& issues) {
  const AnalysedArticle& article = version.article;
  std::vector<Issue> found;
  for (std::size_t i = 0; i < article.other_sentences.size(); ++i) {
    const std::size_t before = found.size();
    check_sentence(version, article.other_sentences[i], found);
    // Pages print who took the picture, or its text, once as it is and once for those who see none.
    const Block& block = article.article.blocks[article.article.other_sentences[i].block];
    if (block.role == BlockRole::kHeadline || block.role == BlockRole::kStandfirst) continue;
    for (std::size_t k = before; k < found.size(); ++k) found[k].severity = Severity::kInfo;
  }
  for (std::size_t i = 0; i + 1 < article.other_sentences.size(); ++i) {
    if (article.article.other_sentences[i].block != article.article.other_sentences[i + 1].block)
      continue;
    check_line_break(version, article.other_sentences[i], article.other_sentences[i + 1], found);
  }
  std::set<std::string> seen;
  for (Issue& issue : found) {
    if (seen.insert(fold(issue.at(version.side)->value)).second) issues.push_back(std::move(issue));
  }
}

}  // namespace

void check_duplicate_words(const CheckInput& input, std::vector<Issue>& issues) {
  for (const Side side : kSides) {
    const PairSide version = input.side(side);
    const PairSide across = input.side(other(side));
    const AnalysedArticle& article = version.article;
    std::vector<std::uint32_t> bead_of(article.sentences.size(), 0);
    for (std::uint32_t b = 0; b < input.beads.size(); ++b) {
      const Bead& bead = input.beads[b];
      const std::size_t before = issues.size();
      for (const std::uint32_t i : bead.of(side)) {
        bead_of[i] = b;
        check_sentence(version, article.sentences[i], issues);
      }
      if (issues.size() == before) continue;
      // Doubled in both versions: the author's, as in "Duran Duran".
      for (const std::uint32_t i : bead.of(other(side))) {
        if (issues.size() > before && has_doubling(across.article.sentences[i], across.pack))
          issues.resize(before);
      }
      for (std::size_t i = before; i < issues.size(); ++i) issues[i].bead = b;
    }
    for (std::size_t i = 0; i + 1 < article.sentences.size(); ++i) {
      if (article.article.sentences[i].block != article.article.sentences[i + 1].block) continue;
      const std::size_t before = issues.size();
      check_line_break(version, article.sentences[i], article.sentences[i + 1], issues);
      for (std::size_t k = before; k < issues.size(); ++k) issues[k].bead = bead_of[i];
    }
    check_other_sentences(version, issues);
  }
}

}  // namespace concord
