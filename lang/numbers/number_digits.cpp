// Reads digits: which separators part thousands, and which one begins the decimals.
#include "lang/numbers/number_digits.h"

#include <algorithm>
#include <string>
#include <vector>

#include "text/unicode.h"

namespace concord {
namespace {

constexpr std::int64_t kMostDigits = 15;  // in one number; longer runs are identifiers

/// A run of digits and the sign before it, 0 for the first.
struct Group {
  std::string_view digits;
  char32_t separator = 0;
};
using Groups = std::vector<Group>;

/// Whether the first group may be followed by thousands: "0" and four digits may not.
bool leads_thousands(const Groups& groups) {
  return groups.front().digits.size() <= 3 && groups.front().digits != "0";
}

/// "5,00,00,000": lakhs and crores.
bool is_indian(const Groups& groups) {
  return groups.size() > 2 && groups.back().digits.size() == 3 &&
         groups.front().digits.size() <= 2 && groups.front().digits != "0" &&
         std::all_of(groups.begin() + 1, groups.end(),
                     [](const Group& g) { return g.separator == U','; }) &&
         std::all_of(groups.begin() + 1, groups.end() - 1,
                     [](const Group& g) { return g.digits.size() == 2; });
}

bool all_thousands(const Groups& groups) {
  return std::all_of(groups.begin() + 1, groups.end(),
                     [](const Group& g) { return g.digits.size() == 3; });
}

/// Plain spaces group in languages that write so; others need a no-break space, a second group or
/// one that is no number by itself: "40 000".
bool spaces_may_group(const NumberTables& tables, std::string_view text, const NumberAtoms& atoms,
                      std::size_t groups, std::size_t next) {
  if (tables.style.is_group(U' ')) return true;
  std::size_t at = atoms[next].span.begin;
  const char32_t space = previous_code_point(text, at);
  const bool firm = space == 0xA0 || space == 0x202F || space == 0x2009;
  return firm || groups > 1 || atoms[next].folded.front() == '0' ||
         (next + 1 < atoms.size() && atoms[next + 1].digits && atoms[next + 1].space &&
          atoms[next + 1].folded.size() == 3);
}

/// Whether a comma at atom `at` and a space part the thousands of one number: "88, 000".
bool is_lost_group(const NumberAtoms& atoms, const Groups& groups, std::size_t at) {
  return atoms[at].sign == ',' && atoms[at + 1].space && atoms[at + 1].folded == "000" &&
         leads_thousands(groups) && all_thousands(groups);
}

/// The groups that begin at atom `i`; `end` is set after them.
Groups read_groups(const NumberTables& tables, std::string_view text, const NumberAtoms& atoms,
                   std::size_t i, std::size_t& end) {
  Groups groups{{atoms[i].folded, 0}};
  end = i + 1;
  while (end < atoms.size()) {
    const Atom& next = atoms[end];
    if ((next.sign == '.' || next.sign == ',') && next.glued() && end + 1 < atoms.size() &&
        atoms[end + 1].digits && (atoms[end + 1].glued() || is_lost_group(atoms, groups, end))) {
      groups.push_back({atoms[end + 1].folded, next.sign});
      end += 2;
    } else if (next.digits && next.apostrophe && next.folded.size() == 3 &&
               leads_thousands(groups) && all_thousands(groups)) {
      groups.push_back({next.folded, U'\''});
      end += 1;
    } else if (next.digits && next.space && !next.taken &&
               spaces_may_group(tables, text, atoms, groups.size(), end) &&
               leads_thousands(groups) && all_thousands(groups) &&
               (groups.size() == 1 || groups.back().separator == ' ') && next.folded.size() == 3) {
      groups.push_back({next.folded, U' '});
      end += 1;
    } else {
      break;
    }
  }
  return groups;
}

/// Whether "1.250" (or with a comma) is a whole number of thousands here.
bool groups_thousands(const NumberStyle& style, char32_t separator, std::string_view digits) {
  if (style.is_group(separator)) return true;
  if (separator == style.decimal) return digits == "000";
  return true;  // neither belongs to the language: a foreign convention, which is likelier to group
                // than to show 3 decimals
}

/// How many of the groups make the whole number; the others are decimals. Nothing for an
/// identifier.
/// `priced`: a price in the English way, "$1,400" in a language of decimal commas.
std::optional<std::size_t> whole_groups(const NumberStyle& style, const Groups& groups,
                                        bool priced) {
  if (groups.size() == 1) return 1;
  const char32_t first = groups[1].separator;
  const bool one_kind = std::all_of(groups.begin() + 1, groups.end(),
                                    [&](const Group& g) { return g.separator == first; });
  const bool thousands = all_thousands(groups) && leads_thousands(groups);
  if (is_indian(groups)) return groups.size();
  if (one_kind && groups.size() > 2) return thousands ? std::optional(groups.size()) : std::nullopt;
  if (one_kind) {
    const bool grouped =
        first == U' ' || first == U'\'' ||
        (thousands && (priced || groups_thousands(style, first, groups[1].digits)));
    return grouped ? groups.size() : 1;
  }
  // Groups, then one other sign: the decimal separator.
  const bool regular = groups.back().separator != first &&
                       std::all_of(groups.begin() + 1, groups.end() - 1, [&](const Group& g) {
                         return g.separator == first && g.digits.size() == 3;
                       });
  return regular ? std::optional(groups.size() - 1) : std::nullopt;
}

/// Whether the digits from atom `i` to `end` stand right behind the sign of a currency and are a
/// whole price: no scale follows them.
bool is_price(const NumberAtoms& atoms, std::size_t i, std::size_t end) {
  return i > 0 && atoms[i - 1].sign != 0 && atoms[i - 1].fact.is(kCurrencyBeforeRole) &&
         atoms[i].glued() && !(end < atoms.size() && atoms[end].fact.is(kScaleRole));
}

}  // namespace

std::int64_t power_of_ten(std::size_t exponent) {
  std::int64_t power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

std::int64_t to_integer(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

std::optional<Number> read_digits(const NumberTables& tables, std::string_view text,
                                  const NumberAtoms& atoms, std::size_t i, std::size_t& end) {
  const Groups groups = read_groups(tables, text, atoms, i, end);
  const auto whole_count = whole_groups(tables.style, groups, is_price(atoms, i, end));
  if (!whole_count) return std::nullopt;
  std::string whole;
  std::string decimals;
  for (std::size_t g = 0; g < groups.size(); ++g)
    (g < *whole_count ? whole : decimals) += groups[g].digits;
  if (static_cast<std::int64_t>(whole.size() + decimals.size()) > kMostDigits) return std::nullopt;
  // "05 projects"; elsewhere such digits name something.
  const bool padded = tables.style.padded_digits && groups.size() == 1 && whole.size() == 2;
  if (whole.size() > 1 && whole.front() == '0' && !padded) return std::nullopt;
  Number number;
  number.begin = i;
  number.end = end;
  number.digits = true;
  number.decimals = static_cast<std::uint8_t>(decimals.size());
  number.value = Rational::of(to_integer(whole + decimals), power_of_ten(decimals.size()));
  return number;
}

}  // namespace concord
