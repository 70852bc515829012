// Aligns the words of a bead and numbers the clauses of its sides.
#include "checks/relations/word_alignment.h"

#include <algorithm>
#include <string_view>

namespace concord {
namespace {

/// How much a link can be relied on, by its level of match: chosen in the order of the levels; the
/// checks fit their weights over it.
double reliance(MatchLevel level) {
  switch (level) {
    case MatchLevel::kSure:
    case MatchLevel::kLikely:
      return 1;
    case MatchLevel::kUnlikely:
    case MatchLevel::kSynonym:
    case MatchLevel::kKin:
      return 0.7;
    case MatchLevel::kWeak:
      return 0.5;
    case MatchLevel::kFar:
    case MatchLevel::kLone:
      return 0.4;
    case MatchLevel::kElsewhere:
    case MatchLevel::kNone:
      return 0;
  }
  return 0;
}

/// The most words before a dash that stands for a verb: "imports - by 3%".
constexpr int kBeforeEllipsis = 4;

bool is_dash(const BeadWord& token) {
  const std::string& mark = token.word->surface;
  return mark == "\xE2\x80\x93" || mark == "\xE2\x80\x94" || mark == "-";
}

/// Whether a token parts two clauses, the first of which has `words` words so far.
bool parts_clauses(const BeadWord& token, int words) {
  if (token.is_word) return false;
  if (is_dash(token)) return words > kBeforeEllipsis;
  constexpr std::string_view kMarks = ",;:()[]\"!?";
  const std::string& mark = token.word->surface;
  if (mark.size() == 1) return kMarks.find(mark) != std::string_view::npos;
  // Curly and angle quotation marks, the ellipsis.
  constexpr std::array<std::string_view, 6> kWide = {
      "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9E", "\xC2\xAB", "\xC2\xBB", "\xE2\x80\xA6"};
  return std::find(kWide.begin(), kWide.end(), mark) != kWide.end();
}

std::vector<std::uint32_t> number_clauses(const std::vector<BeadWord>& words) {
  std::vector<std::uint32_t> clauses;
  clauses.reserve(words.size());
  std::uint32_t clause = 0;
  int length = 0;  // words of the clause so far
  for (const BeadWord& word : words) {
    if (length > 0 && (word.sentence_start || parts_clauses(word, length))) {
      ++clause;
      length = 0;
    }
    length += word.is_word ? 1 : 0;
    clauses.push_back(clause);
  }
  return clauses;
}

}  // namespace

TokenRun WordAlignment::run_of(Side side, Span span) const {
  const std::vector<BeadWord>& tokens = this->side(side);
  TokenRun run;
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].span.overlaps(span)) continue;
    if (run.empty()) run.first = i;
    run.end = i + 1;
  }
  return run;
}

std::uint32_t WordAlignment::clauses_between(Side side, std::uint32_t a, std::uint32_t b) const {
  const std::vector<std::uint32_t>& numbers = clauses_of(side);
  return numbers[std::max(a, b)] - numbers[std::min(a, b)];
}

WordAlignment align_words(const CheckInput& input, const Bead& bead) {
  WordAlignment result{*match_bead(input, bead), {}, {}};
  const std::vector<BeadWord>& source = result.side(Side::kSource);
  const std::vector<BeadWord>& target = result.side(Side::kTarget);
  for (std::uint32_t i = 0; i < source.size(); ++i) {
    const BeadWord& word = source[i];
    if (!word.is_word || word.partner < 0 || word.kind == WordKind::kFunction) continue;
    const auto partner = static_cast<std::uint32_t>(word.partner);
    if (target[partner].kind == WordKind::kFunction) continue;
    const double weight = reliance(std::min(word.match, target[partner].match));
    if (weight > 0) result.links.push_back({i, partner, weight});
  }
  for (const Side side : kSides) result.clauses[index_of(side)] = number_clauses(result.side(side));
  return result;
}

}  // namespace concord
