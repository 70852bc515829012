// Tells dates of two statements apart by the numbers beside them.
#include "checks/facts/date_company.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "checks/core/quantity_agreement.h"

namespace concord {
namespace {

using Numbers = std::vector<QuantityFact>;

/// The numbers of one side of a bead, in their order, but for those that a date contains.
Numbers numbers_of(const PairSide& version, const std::vector<std::uint32_t>& sentences) {
  Numbers numbers;
  for (const std::uint32_t s : sentences) {
    const std::vector<Mention>& mentions = version.article.sentences[s].mentions;
    for (const Mention& mention : mentions) {
      const bool dated = std::any_of(mentions.begin(), mentions.end(), [&](const Mention& m) {
        return m.date() != nullptr && m.span.overlaps(mention.span);
      });
      if (mention.quantity() != nullptr && !dated)
        numbers.push_back(quantity_fact(mention, version.pack, version.text()));
    }
  }
  return numbers;
}

/// The place of the number nearest to a date; there is at least one.
std::size_t nearest(const Numbers& numbers, Span date) {
  const auto gap = [&](const QuantityFact& number) {
    const Span span = number.mention->span;
    return span.begin < date.begin ? date.begin - std::min(span.end, date.begin)
                                   : span.begin - std::min(date.end, span.begin);
  };
  const auto least =
      std::min_element(numbers.begin(), numbers.end(),
                       [&](const auto& a, const auto& b) { return gap(a) < gap(b); });
  return static_cast<std::size_t>(least - numbers.begin());
}

/// The place of the first number that says what `number` says.
std::optional<std::size_t> counterpart(const QuantityFact& number, const Numbers& there) {
  const auto found = std::find_if(there.begin(), there.end(), [&](const QuantityFact& other) {
    return agreement(number, other).has_value();
  });
  if (found == there.end()) return std::nullopt;
  return static_cast<std::size_t>(found - there.begin());
}

}  // namespace

bool have_other_company(const CheckInput& input, const Bead& bead, const DateFact& source,
                        const DateFact& target) {
  const Numbers here = numbers_of(input.side(Side::kSource), bead.source);
  const Numbers there = numbers_of(input.side(Side::kTarget), bead.target);
  if (here.size() < 2 || there.size() < 2) return false;
  const std::size_t own = nearest(here, source.mention->span);
  const std::size_t its = nearest(there, target.mention->span);
  const std::optional<std::size_t> own_across = counterpart(here[own], there);
  const std::optional<std::size_t> its_across = counterpart(there[its], here);
  if (!own_across || !its_across || *own_across == its || *its_across == own) return false;
  return (own < *its_across) != (*own_across < its);
}

}  // namespace concord
