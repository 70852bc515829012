// Finds telephone numbers, cards and accounts by their shape.
#include "lang/numbers/long_identifiers.h"

#include <algorithm>
#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <iterator>

#include "text/ascii.h"

namespace concord {
namespace {

/// Groups of letters and digits that hang together, with what parts them.
struct Run {
  boost::container::small_vector<std::string_view, 8> groups;  // many runs are looked at
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t digits = 0;
  std::size_t hyphens = 0;
  bool plus = false;
  bool bracket = false;
  bool letters = false;
  bool points = false;  ///< full stops part all groups
};

bool is_upper_or_digit(char c) { return is_ascii_digit(c) || (c >= 'A' && c <= 'Z'); }

bool is_group_byte(char c) { return is_upper_or_digit(c) || (c >= 'a' && c <= 'z'); }

/// The bytes of a separator at `at`: a space, a hyphen or dash, a full stop; 0 for none.
std::size_t separator_at(std::string_view text, std::size_t at) {
  for (const std::string_view sign :
       {" ", "-", ".", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x91", "\xE2\x80\x93"}) {
    if (text.substr(at).starts_with(sign)) return sign.size();
  }
  return 0;
}

bool all_digits(std::string_view group) {
  return std::all_of(group.begin(), group.end(), is_ascii_digit);
}

/// The group at `at` that may follow those of the run; empty where none may.
std::string_view group_at(std::string_view text, std::size_t at, const Run& run) {
  std::size_t end = at;
  while (end < text.size() && is_group_byte(text[end])) ++end;
  const std::string_view group = text.substr(at, end - at);
  if (std::none_of(group.begin(), group.end(), is_ascii_digit) ||
      !std::all_of(group.begin(), group.end(), is_upper_or_digit))
    return {};
  if (end < text.size() && static_cast<unsigned char>(text[end]) >= 0xC3 &&
      static_cast<unsigned char>(text[end]) < 0xE2)
    return {};  // a letter of another script goes on
  if (!run.groups.empty() && !all_digits(group) && !run.letters) return {};
  return group;
}

/// Adds the group that stands at `at` to a run.
void add_group(std::string_view group, std::size_t at, Run& run) {
  run.letters = run.letters || !all_digits(group);
  run.groups.push_back(group);
  run.digits += static_cast<std::size_t>(std::count_if(group.begin(), group.end(), is_ascii_digit));
  run.end = at + group.size();
}

// An account number has at most 34 characters (ISO 13616), and so no more groups. A longer run is
// none, and need not be read to its end from every figure in it.
constexpr std::size_t kMostGroups = 34;

/// The run that begins at `begin`, up to one group more than an identifier may have.
Run read_run(std::string_view text, std::size_t begin) {
  Run run;
  run.begin = begin;
  std::size_t at = begin;
  if (text[at] == '+') run.plus = true, ++at;
  if (at < text.size() && text[at] == '(') run.bracket = true, ++at;
  run.points = true;
  std::string_view group = at < text.size() ? group_at(text, at, run) : std::string_view();
  while (!group.empty() && run.groups.size() <= kMostGroups) {
    add_group(group, at, run);
    at = run.end;
    if (run.bracket && at < text.size() && text[at] == ')') {
      ++at;
      run.end = at;
    }
    std::size_t next = at;
    const std::size_t separator = next < text.size() ? separator_at(text, next) : 0;
    next += separator;
    if (next < text.size() && text[next] == '(' && next + 1 < text.size() &&
        is_ascii_digit(text[next + 1])) {
      run.bracket = true;
      ++next;
    } else if (separator == 0 && !(at > 0 && text[at - 1] == ')')) {
      break;
    }
    if (next >= text.size() || !is_upper_or_digit(text[next])) break;
    const char sign = separator > 0 ? text[at] : ')';
    group = group_at(text, next, run);
    if (group.empty()) break;
    run.hyphens += sign == '-' || (separator == 3 && sign == '\xE2' && text[at + 2] != '\xAF');
    run.points = run.points && sign == '.';
    at = next;
  }
  return run;
}

/// "12-05-2024", "2019-2020-2021": dates, not telephones.
bool is_date_like(const Run& run) {
  const auto year = [](std::string_view g) {
    return g.size() == 4 && (g.starts_with("19") || g.starts_with("20"));
  };
  return run.groups.size() == 3 && std::any_of(run.groups.begin(), run.groups.end(), year) &&
         std::all_of(run.groups.begin(), run.groups.end(),
                     [&](std::string_view g) { return year(g) || g.size() <= 2; });
}

bool is_account(const Run& run) {
  const std::string_view head = run.groups.front();
  std::size_t size = 0;
  for (const std::string_view group : run.groups) size += group.size();
  const bool iban = head.size() >= 4 && !is_ascii_digit(head[0]) && !is_ascii_digit(head[1]) &&
                    is_ascii_digit(head[2]) && is_ascii_digit(head[3]);
  return iban && size >= 15 && run.digits >= 8;
}

bool is_telephone(const Run& run) {
  const std::size_t count = run.groups.size();
  const std::string_view head = run.groups.front();
  if (run.digits > 15) return false;
  if (run.plus) return run.digits >= 9;
  if (count == 1) return head.front() == '0' && run.digits >= 9;
  if (run.points && count == 2)  // a decimal, unless it is the number of a hotline
    return (head == "1900" || head == "1800") && run.groups[1].size() >= 4;
  if (head.front() == '0' && run.digits >= 8) return true;
  if (run.bracket && run.digits >= 9) return true;
  if (is_date_like(run)) return false;
  const bool long_group = std::any_of(run.groups.begin(), run.groups.end(),
                                      [](std::string_view g) { return g.size() >= 3; });
  if (run.hyphens >= 2 && run.digits >= 7 && long_group) return true;
  if ((head == "1900" || head == "1800") && count == 2 && run.hyphens == 0)
    return run.groups[1].size() >= 4 && !run.groups[1].starts_with("19") &&
           !run.groups[1].starts_with("20");
  const bool trunk = head == "8" || head == "7";
  return trunk && run.digits == 11 && count >= 3 &&
         (run.groups[1] == "800" || run.groups.back().size() != 3);
}

bool is_identifier(const Run& run) {
  if (run.groups.empty()) return false;
  if (run.letters) return is_account(run);
  constexpr std::size_t kMostDigits = 15;  // of a quantity printed without groups: 11
  if (run.groups.size() == 1 && run.digits >= 12) return true;
  const bool card = run.groups.size() >= 3 && run.digits <= 19 &&
                    std::all_of(run.groups.begin(), run.groups.end(),
                                [](std::string_view g) { return g.size() == 4; });
  return card || (run.digits <= kMostDigits && is_telephone(run));
}

std::string letters_and_digits(std::string_view text) {
  std::string kept;
  std::copy_if(text.begin(), text.end(), std::back_inserter(kept), is_group_byte);
  return kept;
}

/// A number of the Russian plan without the 8 or 7 before its ten digits.
std::string without_trunk(std::string digits) {
  constexpr std::size_t kWithTrunk = 11;
  const bool trunk = digits.size() == kWithTrunk && all_digits(digits) &&
                     (digits.front() == '8' || digits.front() == '7');
  return trunk ? digits.substr(1) : digits;
}

}  // namespace

std::vector<Span> find_long_identifiers(std::string_view text, const std::vector<Token>& tokens) {
  std::vector<Span> found;
  constexpr std::size_t kFewestDigits = 7;
  std::size_t digits = 0;
  for (const Token& token : tokens) {
    if (token.word->has_digit) digits += token.span.size();
  }
  if (digits < kFewestDigits) return found;
  const std::size_t end = tokens.back().span.end;
  const std::string_view sentence = text.substr(0, end);
  for (const Token& token : tokens) {
    const std::size_t at = token.span.begin;
    if (!found.empty() && at < found.back().end) continue;
    const char c = text[at];
    const bool opens = c == '+' || c == '(';
    if (!(token.word->has_digit ||
          (opens && at + 1 < end && (is_ascii_digit(text[at + 1]) || text[at + 1] == '('))))
      continue;
    const Run run = read_run(sentence, at);
    if (is_identifier(run))
      found.push_back({static_cast<std::uint32_t>(run.begin), static_cast<std::uint32_t>(run.end)});
  }
  return found;
}

bool same_identifier(std::string_view a, std::string_view b) {
  const std::string x = without_trunk(letters_and_digits(a));
  const std::string y = without_trunk(letters_and_digits(b));
  if (x == y) return true;
  constexpr std::size_t kTelephone = 13;
  constexpr std::size_t kOwn = 9;  // digits without the code of the country
  if (!all_digits(x) || !all_digits(y) || x.size() > kTelephone || y.size() > kTelephone)
    return false;
  const std::size_t shared = std::min({x.size(), y.size(), kOwn});
  return shared >= 6 && x.size() != y.size() &&
         x.compare(x.size() - shared, shared, y, y.size() - shared, shared) == 0;
}

}  // namespace concord
