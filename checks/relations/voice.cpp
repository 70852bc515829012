// Tells the doer of a clause from the one to whom it is done.
#include "checks/relations/voice.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "checks/relations/token_range.h"

namespace concord {
namespace {

// Tokens between two names of one verb, at most.
constexpr std::size_t kFar = 12;
// Tokens before a name in which its preposition stands: "by the mayor of X" is too far.
constexpr std::size_t kBefore = 4;
// Tokens between a passive verb and the doer behind it.
constexpr std::size_t kBehindVerb = 3;

bool parts_clauses(const Token& token) {
  if (token.is_word()) return token.word->opens_clause == 2;
  constexpr std::array<std::string_view, 7> kMarks = {
      ",", ";", ":", "(", ")", "\xE2\x80\x93", "\xE2\x80\x94"};
  return std::find(kMarks.begin(), kMarks.end(), token.word->surface) != kMarks.end();
}

/// The parts that the nearest preposition before a token gives; 0 without one.
std::uint32_t preposition(const std::vector<Token>& tokens, const PartRules& parts,
                          std::size_t at) {
  for (std::size_t i = at; i > 0 && at - i < kBefore; --i) {
    const Token& token = tokens[i - 1];
    if (parts_clauses(token)) return 0;
    const std::uint32_t roles = parts.roles(token.word->folded) & ~std::uint32_t{kAnd | kPassive};
    if (roles != 0) return roles;
  }
  return 0;
}

/// Whether a passive verb stands right before the later name: "dituduh Malaysia".
bool behind_passive(const std::vector<Token>& tokens, const PartRules& parts, TokenRange earlier,
                    TokenRange later) {
  const std::size_t from = std::max(earlier.end, later.first - std::min(later.first, kBehindVerb));
  for (std::size_t i = from; i < later.first; ++i) {
    if ((parts.roles(tokens[i].word->folded) & kPassive) != 0) return true;
  }
  return false;
}

bool is_possessive(const Token& token) {
  const std::string& text = token.word->surface;
  return text.ends_with("'s") || text.ends_with("\xE2\x80\x99s") || text.ends_with("s'");
}

/// The doer by the cases of both names.
int doer_by_case(const std::vector<Token>& tokens, const PartRules& parts, const TwoNames& names,
                 const std::array<TokenRange, 2>& places) {
  for (const int first : {0, 1}) {
    const int second = 1 - first;
    const auto i = static_cast<std::size_t>(first);
    const auto j = static_cast<std::size_t>(second);
    if (names.cases[i] != NameCase::kNominative) continue;
    if (names.cases[j] == NameCase::kNominative || names.cases[j] == NameCase::kUnknown) continue;
    const bool bare = preposition(tokens, parts, places[j].first) == 0;
    const bool passive = names.cases[j] == NameCase::kInstrumental && bare;
    return (first == 0) != passive ? 1 : -1;
  }
  return 0;
}

}  // namespace

int doer(const AnalysedSentence& sentence, const LanguagePack& pack, const TwoNames& names) {
  const std::vector<Token>& tokens = sentence.tokens;
  const std::array<TokenRange, 2> places = {tokens_in(tokens, names.spans[0]),
                                            tokens_in(tokens, names.spans[1])};
  const int sign = places[0].first < places[1].first ? 1 : -1;
  const TokenRange earlier = sign > 0 ? places[0] : places[1];
  const TokenRange later = sign > 0 ? places[1] : places[0];
  if (later.first < earlier.end || later.first - earlier.end > kFar) return 0;
  for (std::size_t i = earlier.end; i < later.first; ++i) {
    if (parts_clauses(tokens[i])) return 0;
  }
  const PartRules& parts = pack.parts;
  if (parts.has_cases()) return doer_by_case(tokens, parts, names, places);
  if (earlier.end == 0 || is_possessive(tokens[earlier.end - 1]) ||
      preposition(tokens, parts, earlier.first) != 0)
    return 0;
  const bool passive = (preposition(tokens, parts, later.first) & kBy) != 0 ||
                       behind_passive(tokens, parts, earlier, later);
  return passive ? -sign : sign;
}

}  // namespace concord
