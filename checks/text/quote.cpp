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
#include "checks/relations/claims.h"
#include "lang/pack/coverage.h"

namespace concord {
namespace {

// Letters of a word that is the same in both languages and no accident.
constexpr std::uint32_t kIdenticalWord = 3;
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

// Words outside of a quotation that are rendered inside of one without an end, for it to have one.
constexpr std::size_t kOutside = 2;
// Rendered words of a quotation among which one that is quoted on the other side may be so by
// accident.
constexpr std::size_t kAccidental = 6;
// What a word of saying tells.
constexpr CueKinds kSaying = kinds_of({ClaimKind::kSays, ClaimKind::kThinks, ClaimKind::kEcho});

// The share of the content words of a quotation that are rendered where indirect speech has become
// a quotation; in fewer it is told in other words, and the marks stand for what the source said.
constexpr double kLiteral = 0.75;

/// All sentences of one version as one row of tokens, with its quotations.
struct Row {
  std::vector<Token> tokens;
  std::vector<std::uint32_t> first;  ///< token at which each sentence begins, and the end
  QuotedText quoted;
};

/// Whether a sentence begins with a mark and has no second one.
bool opens_only(const AnalysedSentence& sentence, const QuotationRules& rules) {
  const auto is_mark = [&](const Token& token) {
    const QuotationRules::Mark* mark = rules.mark(token);
    return mark != nullptr && !mark->single;
  };
  return !sentence.tokens.empty() && is_mark(sentence.tokens.front()) &&
         std::count_if(sentence.tokens.begin(), sentence.tokens.end(), is_mark) == 1;
}

/// The sentences that repeat the mark before a quotation of several, as a house may do that knows
/// it of paragraphs: "A. "B. "C." Where only one does, the mark before it has lost its end.
std::vector<bool> repeats_mark(const AnalysedArticle& article, const QuotationRules& rules) {
  constexpr std::size_t kLeast = 3;  // sentences of such a quotation
  const std::vector<AnalysedSentence>& sentences = article.sentences;
  std::vector<bool> repeats(sentences.size(), false);
  std::size_t first = 0;  // of a run of sentences that only open
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    if (opens_only(sentences[s], rules)) continue;
    const bool ends = !sentences[s].tokens.empty() && rules.mark(sentences[s].tokens.front());
    const std::size_t count = s - first + (ends ? 1 : 0);
    if (count >= kLeast)
      std::fill_n(repeats.begin() + static_cast<std::ptrdiff_t>(first) + 1, count - 1, true);
    first = s + 1;
  }
  return repeats;
}

Row row_of(const AnalysedArticle& article, const LanguagePack& pack) {
  Row row;
  const std::vector<bool> repeats = repeats_mark(article, pack.quotation);
  std::vector<bool> paragraph_starts;
  for (std::size_t s = 0; s < article.sentences.size(); ++s) {
    row.first.push_back(static_cast<std::uint32_t>(row.tokens.size()));
    const std::vector<Token>& tokens = article.sentences[s].tokens;
    row.tokens.insert(row.tokens.end(), tokens.begin(), tokens.end());
    const std::size_t begin = paragraph_starts.size();
    paragraph_starts.resize(row.tokens.size(), false);
    if (tokens.empty()) continue;
    paragraph_starts[begin] =
        s == 0 || repeats[s] ||
        article.article.sentences[s].block != article.article.sentences[s - 1].block;
  }
  row.first.push_back(static_cast<std::uint32_t>(row.tokens.size()));
  row.quoted = pack.quotation.find(row.tokens, paragraph_starts);
  return row;
}

bool is_dash(const Token& token) {
  if (token.is_word()) return false;
  const std::string& surface = token.word->surface;
  return surface == "-" || surface == "\u2013" || surface == "\u2014" || surface == "\u2015" ||
         surface == "\u2212";
}

/// Whether a version has any quotation mark, or a dash that may begin direct speech.
bool may_quote(const PairSide& version) {
  const std::vector<AnalysedSentence>& sentences = version.article.sentences;
  return std::any_of(sentences.begin(), sentences.end(), [&](const AnalysedSentence& sentence) {
    const std::vector<Token>& tokens = sentence.tokens;
    return (!tokens.empty() && is_dash(tokens.front())) ||
           std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
             return version.pack.quotation.mark(token) != nullptr;
           });
  });
}

/// The sentence that a token stands in.
std::uint32_t sentence_of(const Row& row, std::uint32_t at) {
  return static_cast<std::uint32_t>(std::upper_bound(row.first.begin(), row.first.end(), at) -
                                    row.first.begin() - 1);
}

/// Whether a word of saying stands right before a mark: "he told me "No ...".
bool says_before(const Row& row, std::uint32_t mark) {
  constexpr std::uint32_t kWords = 3;
  for (std::uint32_t i = mark; i > 0 && i + kWords > mark; --i) {
    const Token& token = row.tokens[i - 1];
    if (!token.is_word()) return false;
    if ((token.word->claim.kinds & kSaying) != 0) return true;
  }
  return false;
}

/// Whether a dash after a comma and a word of saying after it end direct speech that has no marks
/// of its own in these sentences: `..., - he said.`
bool speaks_after_dash(const Row& row, std::uint32_t s) {
  constexpr std::uint32_t kWords = 3;
  for (std::uint32_t i = row.first[s] + 1; i + 1 < row.first[s + 1]; ++i) {
    if (!is_dash(row.tokens[i]) || row.tokens[i - 1].is_word()) continue;
    for (std::uint32_t w = i + 1; w < row.first[s + 1] && w <= i + kWords; ++w) {
      if (!row.tokens[w].is_word()) break;
      if (w == i + 1 && row.tokens[w].word->capitalised) break;
      if ((row.tokens[w].word->claim.kinds & kSaying) != 0) return true;
    }
  }
  return false;
}

/// Whether sentences of a bead have anything in quotation marks, a cut quotation included, or are
/// direct speech with a dash.
bool quotes_anything(const Row& row, const std::vector<std::uint32_t>& sentences) {
  return std::any_of(sentences.begin(), sentences.end(), [&](std::uint32_t s) {
    const auto begin = row.quoted.depth.begin() + row.first[s];
    const auto end = row.quoted.depth.begin() + row.first[s + 1];
    return std::any_of(begin, end, [](std::uint8_t depth) { return depth > 0; }) ||
           (begin != end && (is_dash(row.tokens[row.first[s]]) || speaks_after_dash(row, s)));
  });
}

/// Whether a clause ends with a quotation, inside of its last mark or right behind it.
bool ends_clause(const Row& row, const Quotation& quotation) {
  const auto is_end = [&](std::uint32_t at) {
    static constexpr std::string_view kEnds = ".,!?";
    return at >= row.tokens.size() ||
           (!row.tokens[at].is_word() &&
            kEnds.find(row.tokens[at].word->surface) != std::string_view::npos);
  };
  return is_end(quotation.last - 1) || is_end(quotation.last + 1);
}

/// Whether a quotation is one of a list of titles: `"War and Peace", "Anna Karenina"`.
bool is_listed(const Row& row, const Quotation& quotation) {
  const auto comma = [&](std::uint32_t at) {
    return at < row.tokens.size() && row.tokens[at].word->surface == ",";
  };
  return std::any_of(row.quoted.quotations.begin(), row.quoted.quotations.end(),
                     [&](const Quotation& other) {
                       return (comma(quotation.last + 1) && other.first == quotation.last + 3) ||
                              (comma(other.last + 1) && quotation.first == other.last + 3);
                     });
}

/// Whether a quotation repeats what somebody said, and is not a title or a name: it begins a
/// sentence, or comes after a colon or comma, or begins in lower case, and most of its words are in
/// lower case.
bool is_speech(const Row& row, const Quotation& quotation) {
  std::size_t words = 0;
  std::size_t lower = 0;
  bool function = false;
  bool figure = false;
  for (std::uint32_t i = quotation.first; i < quotation.last; ++i) {
    figure = figure || row.tokens[i].word->has_digit;
    if (!row.tokens[i].word->has_letter) continue;
    ++words;
    lower += row.tokens[i].word->capitalised ? 0 : 1;
    function = function || row.tokens[i].word->function;
  }
  if (words < kMinWords || 2 * lower < words) return false;
  // A phrase with a name or a figure and without any small word is a term: "human coronavirus 2".
  if (!row.tokens[quotation.first].word->capitalised)
    return function || (lower == words && !figure);
  if (quotation.first < 2) return true;
  if (says_before(row, quotation.first - 1) && ends_clause(row, quotation)) return true;
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
  double share = 0;  ///< of the content words, those that the lexicon finds
};

/// `words` as a share of the content words of a quotation.
double share_rendered(const Row& row, const Quotation& quotation, std::size_t words) {
  std::size_t all = 0;
  for (std::uint32_t i = quotation.first; i < quotation.last; ++i)
    all += is_content_word(row.tokens[i], true) ? 1 : 0;
  return all == 0 ? 0 : static_cast<double>(words) / static_cast<double>(all);
}

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
  rendered.share = share_rendered(here, quotation, rendered.words);
  for (std::uint32_t i = quotation.first; i < quotation.last; ++i) {
    if (here.tokens[i].word->length < kIdenticalWord) continue;
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

/// Whether direct speech before or after a dash is in the sentences.
bool speaks_with_dash(const Row& row, const std::vector<std::uint32_t>& sentences) {
  return std::any_of(sentences.begin(), sentences.end(), [&](std::uint32_t s) {
    return row.first[s] < row.first[s + 1] &&
           (is_dash(row.tokens[row.first[s]]) || speaks_after_dash(row, s));
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

/// Whether a mark opens words of somebody inside a sentence of the writer's: `called it "a farce`.
bool is_partial(const Row& row, std::uint32_t mark) {
  return mark > 0 && row.tokens[mark - 1].is_word() && mark + 1 < row.tokens.size() &&
         row.tokens[mark + 1].is_word() && !row.tokens[mark + 1].word->capitalised;
}

/// Whether a quotation that no mark ends may fill its segment and go on in the next: only whole
/// sentences do (Associated Press Stylebook, "quotation marks"). What a sentence of the writer's
/// takes in, in lower case or behind a word that is none of saying, ends with that sentence.
bool may_run_on(const Row& row, std::uint32_t mark) {
  if (is_partial(row, mark)) return false;
  return mark == 0 || !row.tokens[mark - 1].is_word() || says_before(row, mark) ||
         row.first[sentence_of(row, mark)] == mark;
}

/// Whether words that stand outside of a quotation of the other side are rendered behind a mark of
/// a segment: then it ends before them, though its end is not marked.
bool takes_more(const CheckInput& input, Side side, const Row& there, const Quotation& quotation,
                std::uint32_t mark) {
  const SharedBeadWords words = match_bead(input, input.beads.front());
  const std::vector<BeadWord>& across = words->of(other(side));
  if (across.size() != there.tokens.size()) return false;
  std::size_t outside = 0;
  for (std::uint32_t i = 0; i < across.size(); ++i) {
    if (i + 1 >= quotation.first && i <= quotation.last) continue;
    outside += across[i].kind != WordKind::kFunction && across[i].match >= MatchLevel::kFar &&
               across[i].partner > static_cast<std::int32_t>(mark);
  }
  return outside >= kOutside;
}

/// Whether the other half of a quotation may stand in a neighbouring segment that is not known
/// here: its counterpart, the quotation that begins nearest to the same place, fills the segment of
/// the other side to its end (for an end that ends its segment, any fills it from its beginning),
/// or the words after a comma and dash say who speaks.
bool goes_on(const CheckInput& input, Side side, const Row& here, const Row& there,
             std::uint32_t at, bool unclosed) {
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
    return may_run_on(here, at) && !takes_more(input, side, there, *counterpart, at);
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

/// One side of a bead with the other, as the check sees them.
struct View {
  const CheckInput& input;
  std::uint32_t bead;
  Side side;
  const Row& here;
  const Row& there;
  const std::vector<std::uint32_t>& sentences;
  const std::vector<std::uint32_t>& others;
};

/// Reports the first mark that does not pair here where all do there. In a segment by itself the
/// rest of a quotation may stand in the next one.
void report_marks(const View& view, std::vector<Issue>& issues) {
  const QuotedText& there = view.there.quoted;
  if (any_in(view.there, there.unclosed, view.others) ||
      any_in(view.there, there.unopened, view.others) ||
      (view.input.aligned_segments && !any_quotation_in(view.there, view.others)))
    return;
  for (const bool unclosed : {true, false}) {
    for (const std::uint32_t at :
         unclosed ? view.here.quoted.unclosed : view.here.quoted.unopened) {
      if (std::find(view.sentences.begin(), view.sentences.end(), sentence_of(view.here, at)) ==
          view.sentences.end())
        continue;
      if (view.input.aligned_segments &&
          goes_on(view.input, view.side, view.here, view.there, at, unclosed))
        continue;
      issues.push_back(quote_issue(view.input.side(view.side), view.here.tokens[at].span,
                                   unclosed ? "quote.unclosed" : "quote.unopened", view.bead));
      return;  // one mark that is missing makes others seem so
    }
  }
}

/// Whether a quotation is none on the other side. `quoted_there`: that side quotes something.
bool is_lost(const View& view, const Said& what, bool quoted_there) {
  const auto& [quotation, whole, sure] = what;
  if (whole && is_listed(view.here, quotation)) return false;
  const bool said = !quoted_there && (sure || is_attributed(view.here, quotation));
  if (!said && whole && !is_speech(view.here, quotation)) return false;
  const Rendered rendered =
      rendered_words(view.input, view.side, view.here, quotation, view.there, view.others);
  if (view.side == Side::kTarget && !sure && whole && is_partial(view.here, quotation.first - 1) &&
      rendered.share < kLiteral)
    return false;
  if (rendered.quoted > (rendered.words >= kAccidental ? 1 : 0)) return false;
  if (!whole && rendered.words < kMinRenderedRest) return false;
  if (rendered.words < kMinRendered && (!said || sure) &&
      (quoted_there || share_of_words(view.here, quotation, view.sentences) < kMostOfIt))
    return false;
  return !speaks_with_dash(view.there, view.others);
}

void report_lost(const View& view, std::vector<Issue>& issues) {
  const bool quoted_there = quotes_anything(view.there, view.others);
  for (const Said& what :
       said_in(view.here, view.sentences, quoted_there, !view.input.aligned_segments)) {
    if (!is_lost(view, what, quoted_there)) continue;
    const Span span{view.here.tokens[what.quotation.first - 1].span.begin,
                    view.here.tokens[what.quotation.last].span.end};
    issues.push_back(quote_issue(view.input.side(view.side), span,
                                 view.side == Side::kSource ? "quote.lost" : "quote.added",
                                 view.bead, quoted_there ? kQuotedThere : kConfidence));
  }
}

}  // namespace

void check_quotes(const CheckInput& input, std::vector<Issue>& issues) {
  if (!may_quote(input.side(Side::kSource)) && !may_quote(input.side(Side::kTarget))) return;
  const std::array rows{row_of(input.source, *input.resources.source),
                        row_of(input.target, *input.resources.target)};
  for (std::uint32_t b = 0; b < input.beads.size(); ++b) {
    const Bead& bead = input.beads[b];
    if (bead.is_gap() || bead.confidence < kSureBead) continue;
    for (const Side side : kSides) {
      const View view{input,
                      b,
                      side,
                      rows[index_of(side)],
                      rows[index_of(other(side))],
                      bead.of(side),
                      bead.of(other(side))};
      report_marks(view, issues);
      report_lost(view, issues);
    }
  }
}

}  // namespace concord
