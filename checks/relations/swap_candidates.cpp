// Finds the facts of a bead that may have changed places.
#include "checks/relations/swap_candidates.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "checks/relations/voice.h"
#include "checks/relations/whole.h"

namespace concord {
namespace {

/// The longest list, in tokens between two of its members.
constexpr std::size_t kLongList = 24;
/// Facts of a bead beyond which nobody asks what stands beside each: a table, or hostile text.
constexpr std::size_t kMostCompany = 40;

/// The sentence of a side of the bead in which both spans lie; null when there is none.
const AnalysedSentence* sentence_of(const CheckInput& input, const Bead& bead, Side side, Span x,
                                    Span y) {
  for (const std::uint32_t index : bead.of(side)) {
    const AnalysedSentence& sentence = input.side(side).article.sentences[index];
    if (sentence.span.contains(x) && sentence.span.contains(y)) return &sentence;
  }
  return nullptr;
}

/// Finds what may have changed places in a bead.
class Candidates {
 public:
  Candidates(const CheckInput& input, const Bead& bead, const std::vector<PairedFact>& facts)
      : input_(input), bead_(bead), facts_(facts) {}

  std::vector<SwapCandidate> find(bool suspect) const {
    std::vector<SwapCandidate> found;
    std::set<std::pair<std::size_t, std::size_t>> innocent;  // names
    for (std::size_t i = 0; i < facts_.size(); ++i) {
      for (std::size_t j = i + 1; j < facts_.size(); ++j) {
        const PairedFact& a = facts_[i];
        const PairedFact& b = facts_[j];
        if (!exchangeable(a, b)) continue;
        const bool reversed = before(a, b, Side::kSource) != before(a, b, Side::kTarget);
        const int doers = is_name(a.kind) ? same_doer(a, b) : same_whole(a, b);
        if ((suspect && (doers == 1 || (!reversed && doers == 0) || keep_company(a, b))) ||
            in_list(a, b, Side::kSource) || in_list(a, b, Side::kTarget)) {
          innocent.insert(names_of(a, b));
          continue;
        }
        found.push_back({&a, &b, doers});
      }
    }
    // A name said twice need stand in its place once.
    std::erase_if(found, [&](const SwapCandidate& pair) {
      return innocent.contains(names_of(*pair.a, *pair.b));
    });
    return found;
  }

 private:
  static bool before(const PairedFact& a, const PairedFact& b, Side side) {
    return a.spans[index_of(side)].begin < b.spans[index_of(side)].begin;
  }

  static bool exchangeable(const PairedFact& a, const PairedFact& b) {
    return a.kind == b.kind && a.adjective == b.adjective && a.mention != b.mention &&
           a.bearer != b.bearer && !a.spans[0].overlaps(b.spans[0]) &&
           !a.spans[1].overlaps(b.spans[1]) && !keep_units(a, b);
  }

  /// Whether two figures have units of their own on both sides, so that they are where they
  /// belong: 41% of 138 cases.
  static bool keep_units(const PairedFact& a, const PairedFact& b) {
    return a.units[0] && b.units[0] && *a.units[0] != *b.units[0] && a.units[0] == a.units[1] &&
           b.units[0] == b.units[1];
  }
  /// Whether each of them has the unit of the other in the target: 138% of 41 cases.
  static bool exchange_units(const PairedFact& a, const PairedFact& b) {
    return a.units[0] && b.units[0] && *a.units[0] != *b.units[0] && a.units[0] == b.units[1] &&
           b.units[0] == a.units[1];
  }

  /// Whether two dates stand with the same two numbers in both versions, so that whole statements
  /// changed places: "from 8 in 2005 to 9 in 2006" and "to 9 in 2006 from 8 in 2005". What changed
  /// places in them besides is told of the numbers.
  bool keep_company(const PairedFact& a, const PairedFact& b) const {
    if (a.kind != FactKind::kYear && a.kind != FactKind::kDay && a.kind != FactKind::kTime)
      return false;
    if (facts_.size() > kMostCompany) return false;
    const auto goes_with = [&](const PairedFact& x, const PairedFact& y, Side side) {
      const auto gap = [s = index_of(side)](const PairedFact& p, const PairedFact& q) {
        const Span one = p.spans[s];
        const Span two = q.spans[s];
        return one.begin < two.begin ? two.begin - std::min(one.end, two.begin)
                                     : one.begin - std::min(two.end, one.begin);
      };
      return gap(a, x) + gap(b, y) < gap(a, y) + gap(b, x);
    };
    for (std::size_t i = 0; i < facts_.size(); ++i) {
      for (std::size_t j = 0; j < facts_.size(); ++j) {
        const PairedFact& x = facts_[i];
        const PairedFact& y = facts_[j];
        if (i == j || x.kind != FactKind::kNumber || y.kind != FactKind::kNumber) continue;
        if (before(x, y, Side::kSource) == before(x, y, Side::kTarget)) continue;
        if (goes_with(x, y, Side::kSource) && goes_with(x, y, Side::kTarget)) return true;
      }
    }
    return false;
  }

  NameCase case_of(const PairedFact& fact, Side side) const {
    const Word* word = fact.last[index_of(side)];
    const Word* elsewhere = fact.last[index_of(other(side))];
    if (word == nullptr || elsewhere == nullptr || !elsewhere->latin) return NameCase::kUnknown;
    if (word->name.citation) return NameCase::kNominative;
    std::string_view form = elsewhere->folded;
    for (const std::string_view ending : {"'s", "\xE2\x80\x99s"}) {
      if (form.ends_with(ending)) form.remove_suffix(ending.size());
    }
    return input_.side(side).pack.parts.case_of(word->folded, form);
  }

  /// FactRuns::doers of two names.
  int same_doer(const PairedFact& a, const PairedFact& b) const {
    int product = 1;
    for (const Side side : kSides) {
      const std::size_t s = index_of(side);
      const AnalysedSentence* sentence = sentence_of(input_, bead_, side, a.spans[s], b.spans[s]);
      if (sentence == nullptr) return 0;
      const LanguagePack& pack = input_.side(side).pack;
      TwoNames names{{a.spans[s], b.spans[s]}, {}};
      if (pack.parts.has_cases()) names.cases = {case_of(a, side), case_of(b, side)};
      product *= doer(*sentence, pack, names);
      if (product == 0) return 0;
    }
    return product;
  }

  /// FactRuns::doers of two figures: 1 when both sides name the same whole, -1 when they do not
  /// or the figures changed their units.
  int same_whole(const PairedFact& a, const PairedFact& b) const {
    if (exchange_units(a, b)) return -1;
    int product = 1;
    for (const Side side : kSides) {
      const std::size_t s = index_of(side);
      const AnalysedSentence* sentence = sentence_of(input_, bead_, side, a.spans[s], b.spans[s]);
      if (sentence == nullptr) return 0;
      product *= whole(*sentence, input_.side(side).pack, {a.spans[s], b.spans[s]});
      if (product == 0) return 0;
    }
    return product;
  }

  /// Whether nothing but names or figures, commas and conjunctions lies between two facts: members
  /// of a list may come in any order.
  bool in_list(const PairedFact& a, const PairedFact& b, Side side) const {
    const std::size_t s = index_of(side);
    const Span x = a.spans[s].begin < b.spans[s].begin ? a.spans[s] : b.spans[s];
    const Span y = a.spans[s].begin < b.spans[s].begin ? b.spans[s] : a.spans[s];
    const AnalysedSentence* sentence = sentence_of(input_, bead_, side, x, y);
    if (sentence == nullptr) return false;
    const PartRules& parts = input_.side(side).pack.parts;
    std::size_t length = 0;
    std::uint32_t before = 0;  // parts that the word before the first gives
    for (const Token& token : sentence->tokens) {
      if (token.span.end <= x.begin) before = parts.roles(token.word->folded);
      if (token.span.begin < x.end || token.span.begin >= y.begin) continue;
      if (++length > kLongList) return false;
      if (!joins(token, parts, before) && !is_member(token, *sentence, a, side)) return false;
    }
    return true;
  }

  /// Whether a token may stand between members of a list whose first has a preposition that gives
  /// the parts `before`: "in 2014 and in 2018", but no list is "up 16%, compared to 34%".
  static bool joins(const Token& token, const PartRules& parts, std::uint32_t before) {
    if (token.is_word()) {
      const std::uint32_t roles = parts.roles(token.word->folded);
      if ((roles & kAnd) != 0) return true;
      if (roles != 0 && roles != before) return false;
      return token.word->function && token.word->opens_clause == 0;
    }
    constexpr std::array<std::string_view, 6> kMarks = {
        ",", "/", "&", "-", "\xE2\x80\x93", "\xE2\x80\x94"};
    return std::find(kMarks.begin(), kMarks.end(), token.word->surface) != kMarks.end();
  }

  /// Whether a token is part of another fact of the list.
  bool is_member(const Token& token, const AnalysedSentence& sentence, const PairedFact& like,
                 Side side) const {
    const bool fact = std::any_of(facts_.begin(), facts_.end(), [&](const PairedFact& f) {
      return f.spans[index_of(side)].overlaps(token.span);
    });
    if (fact || !is_name(like.kind)) return fact;
    return std::any_of(sentence.mentions.begin(), sentence.mentions.end(), [&](const Mention& m) {
      return m.name() != nullptr && m.span.overlaps(token.span);
    });
  }

  const CheckInput& input_;
  const Bead& bead_;
  const std::vector<PairedFact>& facts_;
};

}  // namespace

std::pair<std::size_t, std::size_t> names_of(const PairedFact& a, const PairedFact& b) {
  return std::minmax(a.name, b.name);
}

std::vector<SwapCandidate> swap_candidates(const CheckInput& input, const Bead& bead,
                                           const std::vector<PairedFact>& facts, bool suspect) {
  return Candidates(input, bead, facts).find(suspect);
}

FactRuns runs_of(const WordAlignment& bead, const SwapCandidate& candidate) {
  FactRuns runs;
  for (const Side side : kSides) {
    const std::size_t s = index_of(side);
    runs.a[s] = bead.run_of(side, candidate.a->spans[s]);
    runs.b[s] = bead.run_of(side, candidate.b->spans[s]);
  }
  runs.doers = candidate.doers;
  return runs;
}

}  // namespace concord
