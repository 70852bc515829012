// The check quote: quotation marks that do not pair, and a quotation of one side that is none on
// the other.
#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <string>
#include <string_view>

#include "checks/core/checks.h"
#include "checks/core/make_issue.h"
#include "lang/pack/coverage.h"

namespace concord {
namespace {

// Shorter quotations are terms, titles and ironic words, which every house sets as it likes.
constexpr std::size_t kMinWords = 3;
// Rendered words of a quotation that must all stand outside of quotation marks before it is called
// lost.
constexpr std::size_t kMinRendered = 2;
// The same for the rest of a quotation that the speaker interrupts.
constexpr std::size_t kMinRenderedRest = 3;
// A quotation that is this much of its sentences needs no rendered words: the alignment says what
// should be quoted.
constexpr double kMostOfIt = 0.5;
// A bead below this confidence is not a ground for saying what was quoted.
constexpr double kSureBead = 0.5;
// Chosen, not fitted: how sure a finding is, and one where the other side quotes something else.
constexpr double kConfidence = 0.8;
constexpr double kQuotedThere = 0.6;

/// All sentences of one version as one row of tokens, with its quotations.
struct Row {
  std::vector<Token> tokens;
  std::vector<std::uint32_t> first;  ///< token at which each sentence begins, and the end
  QuotedText quoted;
};

Row row_of(const AnalysedArticle& article, const LanguagePack& pack) {
  Row row;
  std::vector<bool> paragraph_starts;
  for (std::size_t s = 0; s < article.sentences.size(); ++s) {
    row.first.push_back(static_cast<std::uint32_t>(row.tokens.size()));
    const std::vector<Token>& tokens = article.sentences[s].tokens;
    row.tokens.insert(row.tokens.end(), tokens.begin(), tokens.end());
    const std::size_t begin = paragraph_starts.size();
    paragraph_starts.resize(row.tokens.size(), false);
    if (tokens.empty()) continue;
    if (s > 0) row.tokens[begin].space_before = true;
    paragraph_starts[begin] =
        s == 0 || article.article.sentences[s].block != article.article.sentences[s - 1].block;
  }
  row.first.push_back(static_cast<std::uint32_t>(row.tokens.size()));
  row.quoted = pack.quotation.find(row.tokens, paragraph_starts);
  return row;
}

bool is_dash(const Token& token) {
  const std::string& surface = token.word->surface;
  return surface == "-" || surface == "\u2013" || surface == "\u2014";
}

/// The sentence that a token stands in.
std::uint32_t sentence_of(const Row& row, std::uint32_t at) {
  return static_cast<std::uint32_t>(std::upper_bound(row.first.begin(), row.first.end(), at) -
                                    row.first.begin() - 1);
}

/// Whether sentences of a bead have anything in quotation marks, a cut quotation included, or are
/// direct speech after a dash.
bool quotes_anything(const Row& row, const std::vector<std::uint32_t>& sentences) {
  return std::any_of(sentences.begin(), sentences.end(), [&](std::uint32_t s) {
    const auto begin = row.quoted.depth.begin() + row.first[s];
    const auto end = row.quoted.depth.begin() + row.first[s + 1];
    return std::any_of(begin, end, [](std::uint8_t depth) { return depth > 0; }) ||
           (begin != end && is_dash(row.tokens[row.first[s]]));
  });
}

/// Whether a quotation repeats what somebody said, and is not a title or a name: it begins a
/// sentence, or comes after a colon or comma, or begins in lower case, and most of its words are in
/// lower case.
bool is_speech(const Row& row, const Quotation& quotation) {
  std::size_t words = 0;
  std::size_t lower = 0;
  bool function = false;
  for (std::uint32_t i = quotation.first; i < quotation.last; ++i) {
    if (!row.tokens[i].word->has_letter) continue;
    ++words;
    lower += row.tokens[i].word->capitalised ? 0 : 1;
    function = function || row.tokens[i].word->function;
  }
  if (words < kMinWords || 2 * lower < words) return false;
  // A phrase without any small word is a term: "human coronavirus".
  if (!row.tokens[quotation.first].word->capitalised) return function;
  if (quotation.first < 2) return true;
  const Token& before = row.tokens[quotation.first - 2];
  return before.word->surface == ":" || before.word->surface == "," || is_dash(before) ||
         row.first[sentence_of(row, quotation.first - 1)] == quotation.first - 1;
}

/// Whether somebody is said to say it: `"...," he said`, `"...", - he said`, `he wrote: "..."`.
bool is_attributed(const Row& row, const Quotation& quotation) {
  const auto is_any = [&](std::uint32_t at, std::initializer_list<std::string_view> marks) {
    return at < row.tokens.size() &&
           std::find(marks.begin(), marks.end(), row.tokens[at].word->surface) != marks.end();
  };
  std::size_t words = 0;
  bool lower = false;  // beyond the first word, which a sentence capitalises
  for (std::uint32_t i = quotation.first; i < quotation.last; ++i) {
    if (!row.tokens[i].word->has_letter) continue;
    lower = lower || (words > 0 && !row.tokens[i].word->capitalised);
    ++words;
  }
  if (!lower) return false;  // a name or a title
  const std::uint32_t mark = quotation.first - 1;
  const bool begins = mark == row.first[sentence_of(row, mark)];
  if (!begins && (mark == 0 || !is_any(mark - 1, {":", ","}))) return false;
  if (!begins && is_any(mark - 1, {":"}) && row.tokens[quotation.first].word->capitalised)
    return true;
  const std::uint32_t behind = quotation.last + 1;
  return is_any(quotation.last - 1, {","}) || is_any(behind, {","}) ||
         (behind < row.tokens.size() && is_dash(row.tokens[behind]));
}

/// What somebody says in some sentences: their quotations; of one that a speaker interrupts ("...,
/// - he said, - ...") also what comes after, since it may lose its marks alone; speech after a
/// dash up to the dash before the speaker; and, where nothing is quoted across, what a mark opens
/// at the head of a sentence and none closes.
struct Said {
  Quotation quotation;
  bool whole = true;  ///< false for the rest of an interrupted quotation
  bool sure = false;  ///< by its form somebody says it
};

std::vector<Said> said_in(const Row& row, const std::vector<std::uint32_t>& sentences,
                          bool quoted_there, bool in_article) {
  std::vector<Said> found;
  const auto in_bead = [&](std::uint32_t at) {
    return std::find(sentences.begin(), sentences.end(), sentence_of(row, at)) != sentences.end();
  };
  for (const Quotation& quotation : row.quoted.quotations) {
    if (!in_bead(quotation.first) || row.quoted.depth[quotation.first] > 1) continue;
    found.push_back({quotation});
    std::vector<std::uint32_t> dashes;
    for (std::uint32_t i = quotation.first + 1; i < quotation.last; ++i) {
      if (is_dash(row.tokens[i]) && !row.tokens[i - 1].is_word()) dashes.push_back(i);
    }
    if (dashes.size() == 2) found.push_back({{dashes[1] + 1, quotation.last}, false});
  }
  for (const std::uint32_t s : sentences) {
    const std::uint32_t begin = row.first[s];
    const std::uint32_t end = row.first[s + 1];
    if (quoted_there || end - begin < kMinWords) continue;
    if (in_article && std::find(row.quoted.unclosed.begin(), row.quoted.unclosed.end(), begin) !=
                          row.quoted.unclosed.end())
      found.push_back({{begin + 1, row.first[sentences.back() + 1] - 1}, true, true});
    if (!is_dash(row.tokens[begin])) continue;
    for (std::uint32_t i = begin + 2; i + 1 < end; ++i) {
      if (!is_dash(row.tokens[i]) || row.tokens[i - 1].is_word() ||
          row.tokens[i + 1].word->capitalised)
        continue;
      found.push_back({{begin + 1, i - 1}, true, true});
      break;
    }
  }
  return found;
}

/// The words of a quotation that the lexicon finds in the bead's other sentences, or that stand
/// there as they are: how many, and how many of them are quoted there.
struct Rendered {
  std::size_t words = 0;
  std::size_t quoted = 0;
};

Rendered rendered_words(const CheckInput& input, Side side, const Row& here,
                        const Quotation& quotation, const Row& there,
                        const std::vector<std::uint32_t>& there_sentences) {
  const AnalysedArticle& article = input.side(side).article;
  const AnalysedArticle& others = input.side(other(side)).article;
  const Lexicon& lexicon = input.resources.lexicon;
  Rendered rendered;
  const std::uint32_t s = sentence_of(here, quotation.first);
  for (const LexicalUnit& unit : article.sentences[s].units) {
    const std::uint32_t at = here.first[s] + unit.first;
    if (at < quotation.first || at >= quotation.last || !is_content_word(here.tokens[at], true))
      continue;
    bool found = false;
    bool quoted = false;
    for (const Rendering& rendering : lexicon.renderings(side, unit.id)) {
      for (const std::uint32_t o : there_sentences) {
        for (const LexicalUnit& candidate : others.sentences[o].units) {
          if (candidate.id != rendering.id) continue;
          found = true;
          quoted = quoted || there.quoted.depth[there.first[o] + candidate.first] > 0;
        }
      }
    }
    rendered.words += found ? 1 : 0;
    rendered.quoted += quoted ? 1 : 0;
  }
  for (std::uint32_t i = quotation.first; i < quotation.last; ++i) {
    if (!here.tokens[i].word->capitalised || i == quotation.first) continue;
    for (const std::uint32_t o : there_sentences) {
      for (std::uint32_t j = there.first[o]; j < there.first[o + 1]; ++j) {
        if (there.tokens[j].word->folded != here.tokens[i].word->folded) continue;
        ++rendered.words;
        rendered.quoted += there.quoted.depth[j] > 0 ? 1 : 0;
        break;
      }
    }
  }
  return rendered;
}

Issue quote_issue(const PairSide& version, Span span, const char* message, std::uint32_t bead,
                  double confidence = kConfidence) {
  const std::string text(span.of(version.text()));
  return make_issue({"quote", Severity::kWarning, {message, {{"text", text}}}, bead, confidence},
                    version, span);
}

/// Whether any of `marks` stands in the sentences.
bool any_in(const Row& row, const std::vector<std::uint32_t>& marks,
            const std::vector<std::uint32_t>& sentences) {
  return std::any_of(marks.begin(), marks.end(), [&](std::uint32_t at) {
    return std::find(sentences.begin(), sentences.end(), sentence_of(row, at)) != sentences.end();
  });
}

bool any_quotation_in(const Row& row, const std::vector<std::uint32_t>& sentences) {
  return std::any_of(
      row.quoted.quotations.begin(), row.quoted.quotations.end(), [&](const Quotation& quotation) {
        return std::find(sentences.begin(), sentences.end(), sentence_of(row, quotation.first)) !=
               sentences.end();
      });
}

/// Whether direct speech after a dash is in the sentences.
bool begins_with_dash(const Row& row, const std::vector<std::uint32_t>& sentences) {
  return std::any_of(sentences.begin(), sentences.end(), [&](std::uint32_t s) {
    return row.first[s] < row.first[s + 1] && is_dash(row.tokens[row.first[s]]);
  });
}

/// The share of the words of sentences that a quotation holds.
double share_of_words(const Row& row, const Quotation& quotation,
                      const std::vector<std::uint32_t>& sentences) {
  std::size_t all = 0;
  std::size_t quoted = 0;
  for (const std::uint32_t s : sentences) {
    for (std::uint32_t i = row.first[s]; i < row.first[s + 1]; ++i) {
      if (!row.tokens[i].is_word()) continue;
      ++all;
      quoted += i >= quotation.first && i < quotation.last ? 1 : 0;
    }
  }
  return all == 0 ? 0 : static_cast<double>(quoted) / static_cast<double>(all);
}

/// Whether the other half of a quotation may stand in a neighbouring segment that is not known
/// here: its counterpart, the quotation that begins nearest to the same place, fills the segment of
/// the other side to its end (for an end that ends its segment, any fills it from its beginning),
/// or the words after a comma and dash say who speaks.
bool goes_on(const Row& here, const Row& there, std::uint32_t at, bool unclosed) {
  const auto place = [](std::uint32_t token, const Row& row) {
    return static_cast<double>(token) / static_cast<double>(row.tokens.size());
  };
  const auto apart = [&](const Quotation& quotation) {
    return std::abs(place(quotation.first, there) - place(at, here));
  };
  const auto counterpart =
      std::min_element(there.quoted.quotations.begin(), there.quoted.quotations.end(),
                       [&](const Quotation& a, const Quotation& b) { return apart(a) < apart(b); });
  if (unclosed && counterpart != there.quoted.quotations.end() &&
      counterpart->last + 2 >= there.tokens.size())
    return true;
  // A mark after a whole quotation ends none that was opened in an earlier segment.
  if (!unclosed && std::any_of(here.quoted.quotations.begin(), here.quoted.quotations.end(),
                               [&](const Quotation& quotation) {
                                 return quotation.last < at &&
                                        here.tokens[quotation.last].word == here.tokens[at].word;
                               }))
    return false;
  if (!unclosed && at + 2 >= here.tokens.size() &&
      std::any_of(there.quoted.quotations.begin(), there.quoted.quotations.end(),
                  [](const Quotation& quotation) { return quotation.first <= 1; }))
    return true;
  for (std::uint32_t i = at + 1; unclosed && i < here.tokens.size(); ++i) {
    if (is_dash(here.tokens[i]) && here.tokens[i - 1].word->surface == ",") return true;
  }
  return false;
}

}  // namespace

void check_quotes(const CheckInput& input, std::vector<Issue>& issues) {
  const std::array rows{row_of(input.source, *input.resources.source),
                        row_of(input.target, *input.resources.target)};
  for (std::uint32_t b = 0; b < input.beads.size(); ++b) {
    const Bead& bead = input.beads[b];
    if (bead.is_gap() || bead.confidence < kSureBead) continue;
    for (const Side side : kSides) {
      const PairSide version = input.side(side);
      const Row& here = rows[index_of(side)];
      const Row& there = rows[index_of(other(side))];
      const std::vector<std::uint32_t>& sentences = bead.of(side);
      const std::vector<std::uint32_t>& others = bead.of(other(side));
      // Marks that do not pair here and do there. In a segment by itself the rest of a quotation
      // may stand in the next one.
      const bool paired_there = !any_in(there, there.quoted.unclosed, others) &&
                                !any_in(there, there.quoted.unopened, others) &&
                                (!input.aligned_segments || any_quotation_in(there, others));
      bool marked = false;  // one mark that is missing makes others seem so
      for (const auto* marks : {&here.quoted.unclosed, &here.quoted.unopened}) {
        for (const std::uint32_t at : *marks) {
          if (marked || !paired_there ||
              std::find(sentences.begin(), sentences.end(), sentence_of(here, at)) ==
                  sentences.end())
            continue;
          const bool unclosed = marks == &here.quoted.unclosed;
          if (input.aligned_segments && goes_on(here, there, at, unclosed)) continue;
          issues.push_back(quote_issue(version, here.tokens[at].span,
                                       unclosed ? "quote.unclosed" : "quote.unopened", b));
          marked = true;
        }
      }
      const bool quoted_there = quotes_anything(there, others);
      for (const auto& [quotation, whole, sure] :
           said_in(here, sentences, quoted_there, !input.aligned_segments)) {
        const bool said = !quoted_there && (sure || is_attributed(here, quotation));
        if (!said && whole && !is_speech(here, quotation)) continue;
        const Rendered rendered = rendered_words(input, side, here, quotation, there, others);
        if (rendered.quoted > 0) continue;
        if (!whole && rendered.words < kMinRenderedRest) continue;
        if (rendered.words < kMinRendered && (!said || sure) &&
            (quoted_there || share_of_words(here, quotation, sentences) < kMostOfIt))
          continue;
        if (begins_with_dash(there, others)) continue;
        const Span span{here.tokens[quotation.first - 1].span.begin,
                        here.tokens[quotation.last].span.end};
        issues.push_back(quote_issue(version, span,
                                     side == Side::kSource ? "quote.lost" : "quote.added", b,
                                     quoted_there ? kQuotedThere : kConfidence));
      }
    }
  }
}

}  // namespace concord
