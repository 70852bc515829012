// Finds what a measure or a sum of money in brackets is converted from.
#include "checks/facts/number_conversion.h"

#include <algorithm>
#include <cmath>

namespace concord {
namespace {

/// Whether one measure is roughly the other in its unit; a newsroom rounds what it converts.
bool is_rough_conversion(const NumberFact& a, const NumberFact& b) {
  constexpr double kSlack = 0.15;  // of the larger: "six metres (18 feet)" are 19.7
  const double x = to_double(a.quantity->high) * to_double(a.unit->factor);
  const double y = to_double(b.quantity->high) * to_double(b.unit->factor);
  const double offset = std::abs(to_double(a.unit->offset) - to_double(b.unit->offset));
  return offset > 0 || std::abs(x - y) <= kSlack * std::max(std::abs(x), std::abs(y));
}

/// The measure of another unit of its dimension behind which a measure stands in brackets as what
/// it comes to; null for none.
const NumberFact* converted_from(const NumberSide& side, const NumberFact& fact) {
  const std::string_view text = side.version.text();
  const auto is_base = [&](const NumberFact& other) {
    if (other.unit == nullptr || other.unit->dimension != fact.unit->dimension ||
        other.unit == fact.unit || other.mention->span.end > fact.mention->span.begin ||
        !is_rough_conversion(other, fact))
      return false;
    constexpr std::size_t kMostBetween = 40;  // bytes: "in Yakutsk ("
    const std::string_view between =
        Span{other.mention->span.end, fact.mention->span.begin}.of(text);
    return between.size() < kMostBetween && between.find('(') != std::string_view::npos &&
           between.find(')') == std::string_view::npos;
  };
  const auto base = std::find_if(side.facts.begin(), side.facts.end(), is_base);
  return base == side.facts.end() ? nullptr : &*base;
}

}  // namespace

bool is_mere_conversion(const NumberSide& side, const NumberFact& fact, const NumberSide& other) {
  if (fact.mention->type != MentionType::kMoney && fact.unit == nullptr) return false;
  const bool compared =
      std::any_of(other.facts.begin(), other.facts.end(), [&](const NumberFact& there) {
        return is_open(there) && there.quantity->unit == fact.quantity->unit;
      });
  if (compared) return false;
  for (const std::uint32_t index : side.sentences) {
    const AnalysedSentence& sentence = side.version.article.sentences[index];
    if (sentence.span.contains(fact.mention->span))
      return fact.unit == nullptr
                 ? is_conversion_in_brackets(*fact.mention, sentence.mentions, side.version.text())
                 : converted_from(side, fact) != nullptr;
  }
  return false;
}

NumberFact* other_conversion(const NumberSide& side, const NumberFact& fact, NumberSide& other) {
  const NumberFact* base = fact.unit == nullptr ? nullptr : converted_from(side, fact);
  if (base == nullptr || !base->matched || agreement(*base, fact)) return nullptr;
  const auto found =
      std::find_if(other.facts.begin(), other.facts.end(), [&](const NumberFact& there) {
        return there.matched && there.quantity->unit == fact.quantity->unit &&
               agreement(there, *base) && !agreement(there, fact);
      });
  return found == other.facts.end() ? nullptr : &*found;
}

}  // namespace concord
