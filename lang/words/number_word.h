// What one word contributes to a number: the fact that NumberRules attaches to every distinct word.
//
// Roles are those of the first column of lang/data/<tag>/numbers.tsv; a word may have several
// ("second" is an ordinal and a unit of time), and the grammar in numbers.cpp decides by the
// neighbours.
#pragma once

#include <cstdint>

#include "lang/base/quantity.h"

namespace concord {

/// Bits of NumberWord::roles.
enum NumberRole : std::uint64_t {
  kCardinalRole = 1ULL << 0,  ///< cardinal: one, pyat', seratus
  kTimesRole = 1ULL << 1,     ///< times: hundred, puluh; multiplies what stands before it inside a
                              ///< group of three digits
  kTeenRole = 1ULL << 2,      ///< teen: belas; adds ten to the digit before it
  kScaleRole = 1ULL << 3,     ///< scale: thousand and above
  kOrdinalRole = 1ULL << 4,   ///< ordinal: third
  kOrdinalScaleRole = 1ULL << 5,  ///< ordinal-scale: thousandth
  kDenominatorRole =
      1ULL << 6,  ///< denominator: thirds; counts only after a numerator or an article
  kDenominatorOneRole =
      1ULL << 49,  ///< denominator-one: third; the singular, after "one" or an article only
  kFractionRole = 1ULL << 7,    ///< fraction: half; a fraction by itself
  kHalfAfterRole = 1ULL << 8,   ///< half-after: "and a half"
  kVagueRole = 1ULL << 9,       ///< vague: dozens, tysyachi
  kVagueMarkRole = 1ULL << 10,  ///< vague-mark: makes the multiplier after it vague
  kFewRole = 1ULL << 11,        ///< few: several; makes the multiplier after it vague
  kGenitiveRole =
      1ULL
      << 12,  ///< genitive: the vague form that is exact after a hedge ("more than a thousand")
  kDozenRole = 1ULL << 13,       ///< dozen: a collective that may stand alone or after a count
  kFactorRole = 1ULL << 14,      ///< factor: twice
  kFactorVerbRole = 1ULL << 15,  ///< factor-verb: doubled; implies a number without naming it
  kBothRole = 1ULL << 16,        ///< both
  kAndRole = 1ULL << 17,         ///< and: joins parts of one number
  kPointRole = 1ULL << 18,       ///< point: the decimal separator in words
  kPercentRole = 1ULL << 19,
  kPointsRole = 1ULL << 20,  ///< points: percentage points
  kUnitRole = 1ULL << 21,    ///< a unit of measure; NumberWord::unit says which
  kCurrencyBeforeRole = 1ULL << 22,
  kCurrencyAfterRole = 1ULL << 23,
  kHedgeRole = 1ULL << 24,
  kRangeFromRole = 1ULL << 25,  ///< range-from: from
  kRangeToRole = 1ULL << 26,    ///< range-to: to
  kBetweenRole = 1ULL << 27,
  kBetweenAndRole = 1ULL << 28,
  kOrRole = 1ULL << 29,
  kArticleRole = 1ULL << 30,
  kOfRole = 1ULL << 31,
  kIdentifierRole = 1ULL << 32,  ///< identifier: what stands before a number that counts nothing
                                 ///< (Boeing 737, Article 5)
  kNoneRole = 1ULL << 33,  ///< none: a set phrase whose number words count nothing (one another)
  kOrdinalMarkRole = 1ULL << 34,  ///< ordinal-mark: makes the number after it an ordinal
  kPerPartRole = 1ULL << 35,      ///< per-part: the bar of a fraction in words
  kDigitOnlyRole = 1ULL << 36,    ///< digit-only: a form used only after tens
  kTenAddsRole = 1ULL << 37,      ///< ten-adds: a ten to which a digit may be added
  kBeforeFiveRole =
      1ULL << 38,  ///< before-five: nouns that show the word before them to be 5 and not "year"
  kMinusRole = 1ULL << 39,
  kScaleShortRole = 1ULL << 40,  ///< scale-short: m, bn; a scale in money and before counted nouns
  kCountedRole = 1ULL << 41,     ///< counted: nouns (or the ending) that are counted in millions
  kSuffixRole = 1ULL << 42,      ///< suffix: second half of a compound (25-letniy)
  kOrdinalSuffixRole = 1ULL << 43,  ///< ordinal-suffix: th
  kCompoundRole = 1ULL << 44,       ///< a whole quantity in one word (dvadtsatipyatiletniy)
  kPhraseHeadRole = 1ULL << 45,     ///< some phrase of the tables starts with it
  kSplitRole = 1ULL << 46,          ///< has digits, or parts between hyphens that have a role
  kRomanRole = 1ULL << 47,  ///< may be a Roman numeral; NumberWord::value is what it would be
  kGapRole = 1ULL << 48,    ///< gap: a preposition that may stand between a hedge and its number
  kPhraseStartRole = 1ULL << 50,  ///< some phrase that starts with it is a quantity by itself
  kFoldRole = 1ULL << 51,         ///< fold: makes the number before it a multiple (three times)
  kShareBeforeRole =
      1ULL << 52,  ///< share-before: before it "a third" is a share and no ordinal ("by a third")
  kShareAfterRole = 1ULL << 53,  ///< share-after: after it the same ("a third more")
  kShareEndRole =
      1ULL << 54,  ///< share-end: words that are not what "a third" counts ("by a third in May")
  kEveryRole = 1ULL << 56,  ///< every: makes a share of the ordinal after it ("every fifth")
  kOneInRole = 1ULL << 57,  ///< one-in: makes a share of the cardinal after it ("one in five")
  kBareCurrencyRole = 1ULL << 55,  ///< a currency's name that other currencies share ("dollar")
};

/// What a suffix makes of the number before it.
enum class SuffixKind : std::uint8_t { kNone, kUnit, kPercent, kOrdinal, kNumber };

/// The facts about one word; all zero for a word that has nothing to do with numbers.
struct NumberWord {
  std::uint64_t roles = 0;
  std::int64_t value =
      0;  ///< of cardinal, times, scale, ordinal, denominator, dozen, factor, both, vague, compound
  std::int64_t suffix_scale = 1;  ///< of a suffix that is a scale (25-tysyachnyy)
  std::int32_t numerator = 0;     ///< of fraction and half-after
  std::int32_t denominator = 1;
  std::uint16_t unit = 0;         ///< index into NumberRules' units, 0 none
  std::uint16_t suffix_unit = 0;  ///< the unit a suffix or compound stands for
  std::uint16_t currency = 0;     ///< index into NumberRules' currencies, 0 none
  Hedge hedge = Hedge::kNone;
  bool hedges_time =
      true;  ///< whether a hedge is one before a duration too: "over two years" may be during them
  SuffixKind suffix = SuffixKind::kNone;

  bool is(std::uint64_t any) const { return (roles & any) != 0; }
};

}  // namespace concord
