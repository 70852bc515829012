// The check untranslated: text of one version in the language of the other: a whole segment, a
// clause, a word.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "checks/core/checks.h"
#include "checks/core/make_issue.h"
#include "checks/names/name_syllables.h"
#include "lang/base/table.h"
#include "text/unicode.h"

namespace concord {
namespace {

// From this share of its judged words on, a segment is untranslated as a whole.
constexpr double kWholeShare = 0.8;
// Words in a row that make a clause rather than single words.
constexpr std::size_t kClauseWords = 3;
// Shorter words of the same script are too often the same in two languages, in letters.
constexpr std::size_t kMinLetters = 4;

// The same for a function word of the other language; one less where it has a letter that English
// has not.
constexpr std::size_t kMinFunctionLetters = 3;

// Chosen, not fitted.
constexpr double kConfidence = 0.9;

enum class Belongs : std::uint8_t {
  kNeither,  ///< undecided: punctuation, numbers, names, words of both languages or of a third
  kHere,
  kThere,  ///< to the language of the other version
};

/// The script in which a language is written, by its function words.
bool writes_cyrillic(const LanguagePack& pack) {
  if (pack.function_words.empty()) return false;
  std::size_t at = 0;
  return is_cyrillic(next_code_point(pack.function_words[0], at));
}

/// One side of a bead.
struct Scan {
  Side side;
  const AnalysedArticle& article;
  const LanguagePack& here;
  const LanguagePack& there;
  bool here_cyrillic = writes_cyrillic(here);
  bool there_cyrillic = writes_cyrillic(there);
  std::vector<const Word*> counterpart = {};  ///< words of the other side of the bead
};

/// Whether all other languages of its script borrow a language's words: one such word is a loan, no
/// slip.
bool lends_words(const LanguagePack& pack) { return pack.names.style().lends_words; }

/// Whether a token belongs to a web address, a handle or a file name: glued to a mark that these
/// have.
bool in_address(const std::vector<Token>& tokens, std::size_t i) {
  const auto glue = [](const Token& token) {
    const std::string& mark = token.word->surface;
    return mark == "." || mark == "/" || mark == "@" || mark == "_" || mark == "#" || mark == ":";
  };
  const bool before = i > 0 && !space_before(tokens, i) && glue(tokens[i - 1]);
  const bool after = i + 2 < tokens.size() && !space_before(tokens, i + 1) && glue(tokens[i + 1]) &&
                     !space_before(tokens, i + 2) && tokens[i + 2].is_word();
  return before || after;
}

/// Whether a word has a letter that is not one of the 26.
bool has_foreign_letter(std::string_view folded) {
  return std::any_of(folded.begin(), folded.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

/// Whether a word can be a syllable of a language that writes its words syllable by syllable: other
/// words with marks are of a third language, "ecologiste" or Greek, quoted on both sides.
bool may_be_syllable(const LanguagePack& pack, const Word& word) {
  return pack.names.style().keeps_spelling && word.latin && is_one_syllable(word.folded) &&
         word.folded.find_first_of("fjwz") == std::string::npos;
}

/// Whether a compound has a part all in Cyrillic, as "pro-" with a Russian word has; mixed-script
/// looks at the others.
bool has_cyrillic_part(std::string_view surface) {
  for (const std::string_view part : split_list(surface, '-')) {
    std::size_t letters = 0;
    std::size_t cyrillic = 0;
    for (std::size_t at = 0; at < part.size();) {
      const char32_t c = next_code_point(part, at);
      letters += is_letter(c) ? 1 : 0;
      cyrillic += is_cyrillic(c) ? 1 : 0;
    }
    if (letters >= kClauseWords && letters == cyrillic) return true;
  }
  return false;
}

/// The same word on the other side of the bead, or null.
const Word* counterpart_of(const Scan& scan, const Word& word) {
  const auto same = std::find_if(scan.counterpart.begin(), scan.counterpart.end(),
                                 [&](const Word* other) { return other->folded == word.folded; });
  return same == scan.counterpart.end() ? nullptr : *same;
}

Belongs belongs(const Scan& scan, const std::vector<Token>& tokens, std::size_t i) {
  const Word& word = *tokens[i].word;
  if (!word.has_letter) return Belongs::kNeither;
  if (word.cyrillic && word.latin)
    return !scan.here_cyrillic && has_cyrillic_part(word.surface) ? Belongs::kThere
                                                                  : Belongs::kNeither;
  if (scan.here_cyrillic != scan.there_cyrillic) {
    if (word.cyrillic == scan.here_cyrillic && word.latin != scan.here_cyrillic)
      return Belongs::kHere;
    // A Cyrillic word in English is always left over; Latin names in Cyrillic text are normal.
    if (!scan.here_cyrillic)
      return word.cyrillic && count_code_points(word.surface) > 1 ? Belongs::kThere
                                                                  : Belongs::kNeither;
    // Any capital letter: a name ("iPhone").
    if (word.surface != word.folded || word.has_digit || in_address(tokens, i))
      return Belongs::kNeither;
    if (scan.there.function_words.contains(word.folded)) return Belongs::kThere;
    const Word* same = counterpart_of(scan, word);
    const bool known = same != nullptr && same->lexicon_id != 0;
    return known && count_code_points(word.surface) >= kMinLetters ? Belongs::kThere
                                                                   : Belongs::kNeither;
  }
  const bool known_here = word.function || word.lexicon_id != 0;
  const bool function_there = scan.there.function_words.contains(word.folded);
  if (known_here) return function_there ? Belongs::kNeither : Belongs::kHere;
  // Any capital letter: a name ("al-Masri").
  if (word.surface != word.folded || word.has_digit || in_address(tokens, i))
    return Belongs::kNeither;
  if (function_there) return Belongs::kThere;
  // Sister languages share more words than a lexicon has.
  if (word.name.listed.ordinary) return Belongs::kHere;
  const Word* same = counterpart_of(scan, word);
  if (same == nullptr) return Belongs::kNeither;
  // A syllable of a word written in several is not an entry of the lexicon by itself.
  const bool syllable = lends_words(scan.here) && has_foreign_letter(word.folded) &&
                        may_be_syllable(scan.there, word);
  return syllable || same->lexicon_id != 0 ? Belongs::kThere : Belongs::kNeither;
}

/// How many letters a single word must have to be distinguished from one that two languages happen
/// to share. A function word before a capital is part of a name: "Meteorologi, dan Geofisika".
std::size_t least_letters(const Scan& scan, const std::vector<Token>& tokens, std::size_t i,
                          bool same_script) {
  const Word& word = *tokens[i].word;
  const bool in_name = i + 1 < tokens.size() && tokens[i + 1].word->capitalised;
  if (!same_script || in_name || !scan.there.function_words.contains(word.folded))
    return kMinLetters;
  return has_foreign_letter(word.folded) ? kMinFunctionLetters - 1 : kMinFunctionLetters;
}

void report(const Scan& scan, const AnalysedSentence& sentence, std::size_t first, std::size_t last,
            const char* message, Severity severity, std::uint32_t bead,
            std::vector<Issue>& issues) {
  const Span span{sentence.tokens[first].span.begin, sentence.tokens[last].span.end};
  const std::string text(span.of(scan.article.article.text));
  issues.push_back(
      make_issue({"untranslated", severity, {message, {{"text", text}}}, bead, kConfidence},
                 scan.side, {span, text}));
}

/// Whether the acronym of the words from `first` to `last` stands beside them, which makes them a
/// term that is told in the original: "crude palm oil CPO", "IPO (initial public offering)".
bool has_acronym(const std::vector<Token>& tokens, std::size_t first, std::size_t last) {
  std::string initials;
  for (std::size_t i = first; i <= last; ++i) {
    const Word& word = *tokens[i].word;
    // The languages that lend such terms are written in ASCII.
    if (word.has_letter) initials += word.folded.front();
  }
  const auto is_it = [&](std::size_t at) {
    const Word& word = *tokens[at].word;
    return word.all_caps && word.folded == initials;
  };
  std::size_t after = last + 1;
  if (after + 1 < tokens.size() && tokens[after].word->surface == "(") ++after;
  std::size_t before = first;
  if (before > 1 && tokens[before - 1].word->surface == "(") --before;
  return (after < tokens.size() && is_it(after)) || (before > 0 && is_it(before - 1));
}

/// Whether all small words from `first` to `last` are function words of the other language, with
/// capitals between them: "Citizens for Responsibility and Ethics".
bool is_title(const Scan& scan, const std::vector<Token>& tokens, std::size_t first,
              std::size_t last) {
  bool capitals = false;
  for (std::size_t i = first; i <= last; ++i) {
    const Word& word = *tokens[i].word;
    if (!word.has_letter) continue;
    capitals = capitals || word.capitalised;
    if (!word.capitalised && !scan.there.function_words.contains(word.folded)) return false;
  }
  return capitals;
}

void check_sentence(const Scan& scan, const AnalysedSentence& sentence, std::uint32_t bead,
                    std::vector<Issue>& issues) {
  const std::vector<Token>& tokens = sentence.tokens;
  std::vector<Belongs> languages(tokens.size());
  std::size_t here = 0;
  std::size_t there = 0;
  std::size_t first = tokens.size();
  std::size_t last = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    languages[i] = belongs(scan, tokens, i);
    here += languages[i] == Belongs::kHere ? 1 : 0;
    if (languages[i] != Belongs::kThere) continue;
    ++there;
    first = std::min(first, i);
    last = i;
  }
  if (there == 0) return;
  const bool same_script = scan.here_cyrillic == scan.there_cyrillic;
  const bool other_script = !same_script && !scan.here_cyrillic;
  if (there >= kClauseWords &&
      static_cast<double>(there) >= kWholeShare * static_cast<double>(here + there)) {
    // What has no counterpart is more often of the page (a poll, a button) than of the report.
    report(scan, sentence, 0, tokens.size() - 1, "untranslated.whole",
           scan.counterpart.empty() ? Severity::kInfo : Severity::kError, bead, issues);
    return;
  }
  for (std::size_t i = first; i <= last;) {
    if (languages[i] != Belongs::kThere) {
      ++i;
      continue;
    }
    std::size_t end = i;
    std::size_t words = 0;
    for (std::size_t k = i; k <= last && languages[k] != Belongs::kHere; ++k) {
      if (languages[k] != Belongs::kThere) continue;
      end = k;
      ++words;
    }
    const Word& word = *tokens[i].word;
    const bool may_quote = same_script ? lends_words(scan.there) : scan.here_cyrillic;
    if (may_quote && is_title(scan, tokens, i, end)) {
      // A name in the original: nothing was forgotten.
    } else if (words > 1 && has_acronym(tokens, i, end)) {
      // So is a term beside its acronym.
    } else if (words >= kClauseWords) {
      report(scan, sentence, i, end, "untranslated.clause", Severity::kWarning, bead, issues);
    } else if (other_script) {
      report(scan, sentence, i, end, "untranslated.word", Severity::kWarning, bead, issues);
    } else if ((words == 1 || same_script) && counterpart_of(scan, word) != nullptr &&
               !(same_script && lends_words(scan.there)) &&
               (words > 1 ||
                count_code_points(word.surface) >= least_letters(scan, tokens, i, same_script))) {
      report(scan, sentence, i, end, "untranslated.word",
             same_script ? Severity::kWarning : Severity::kInfo, bead, issues);
    }
    i = end + 1;
  }
}

}  // namespace

void check_untranslated(const CheckInput& input, std::vector<Issue>& issues) {
  const LanguagePack& source = *input.resources.source;
  const LanguagePack& target = *input.resources.target;
  if (source.tag == target.tag || source.function_words.empty() || target.function_words.empty())
    return;
  Scan scans[] = {{Side::kSource, input.source, source, target},
                  {Side::kTarget, input.target, target, source}};
  for (std::uint32_t b = 0; b < input.beads.size(); ++b) {
    for (Scan& scan : scans) {
      const AnalysedArticle& others = input.side(other(scan.side)).article;
      scan.counterpart.clear();
      for (const std::uint32_t i : input.beads[b].of(other(scan.side))) {
        for (const Token& token : others.sentences[i].tokens) {
          if (token.word->has_letter) scan.counterpart.push_back(token.word);
        }
      }
      const std::size_t before = issues.size();
      for (const std::uint32_t i : input.beads[b].of(scan.side)) {
        check_sentence(scan, scan.article.sentences[i], b, issues);
      }
      // Nobody forgets to translate the original: there it is a quotation.
      if (scan.side != Side::kSource || input.aligned_segments) continue;
      for (std::size_t k = before; k < issues.size(); ++k) issues[k].severity = Severity::kInfo;
    }
  }
}

}  // namespace concord
