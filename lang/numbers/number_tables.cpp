// Loads the number tables of a language and expands their endings.
#include "lang/numbers/number_tables.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iterator>

#include "lang/base/table.h"
#include "text/unicode.h"

namespace concord {
namespace {

using Endings = StringMap<std::vector<std::string>>;

struct RoleName {
  std::string_view name;
  std::uint64_t role;
};

constexpr RoleName kRoles[] = {
    {"ago", kAgoRole},
    {"and", kAndRole},
    {"article", kArticleRole},
    {"basis", kBasisRole},
    {"before-five", kBeforeFiveRole},
    {"between", kBetweenRole},
    {"between-and", kBetweenAndRole},
    {"both", kBothRole},
    {"cardinal", kCardinalRole},
    {"change-to", kChangeToRole},
    {"counted", kCountedRole},
    {"denominator", kDenominatorRole},
    {"denominator-one", kDenominatorOneRole},
    {"digit-only", kDigitOnlyRole},
    {"dozen", kDozenRole},
    {"every", kEveryRole},
    {"factor", kFactorRole},
    {"factor-verb", kFactorVerbRole},
    {"few", kFewRole},
    {"fold", kFoldRole},
    {"fraction", kFractionRole},
    {"gap", kGapRole},
    {"genitive", kGenitiveRole},
    {"half-after", kHalfAfterRole},
    {"hedge", kHedgeRole},
    {"identifier", kIdentifierRole},
    {"inverted", kInvertedRole},
    {"knockout", kKnockoutRole},
    {"minus", kMinusRole},
    {"none", kNoneRole},
    {"of", kOfRole},
    {"one-in", kOneInRole},
    {"or", kOrRole},
    {"ordinal", kOrdinalRole},
    {"ordinal-mark", kOrdinalMarkRole},
    {"ordinal-scale", kOrdinalScaleRole},
    {"ordinal-suffix", kOrdinalSuffixRole},
    {"per-part", kPerPartRole},
    {"percent", kPercentRole},
    {"point", kPointRole},
    {"points", kPointsRole},
    {"range-from", kRangeFromRole},
    {"range-to", kRangeToRole},
    {"scale", kScaleRole},
    {"scale-short", kScaleShortRole},
    {"share-after", kShareAfterRole},
    {"share-before", kShareBeforeRole},
    {"share-end", kShareEndRole},
    {"teen", kTeenRole},
    {"ten-adds", kTenAddsRole},
    {"times", kTimesRole},
    {"vague", kVagueRole},
    {"vague-mark", kVagueMarkRole},
};

struct StyleName {
  std::string_view name;
  bool NumberStyle::*flag;
};

constexpr StyleName kStyles[] = {
    {"bare-scales", &NumberStyle::bare_scales},
    {"counted-of", &NumberStyle::counted_of},
    {"lone-roman", &NumberStyle::lone_roman},
    {"lone-ago", &NumberStyle::lone_ago},
    {"ordinal-first", &NumberStyle::ordinal_first},
    {"padded-digits", &NumberStyle::padded_digits},
    {"range-needs-from", &NumberStyle::range_needs_from},
    {"scale-adds-digits", &NumberStyle::scale_adds_digits},
    {"side-by-side", &NumberStyle::side_by_side},
    {"unit-inside", &NumberStyle::unit_inside},
};

/// Roles in which the grammar reads phrases of several atoms; in the others it looks at single
/// words only.
constexpr std::uint64_t kPhraseRoles =
    kCardinalRole | kOrdinalRole | kTimesRole | kScaleRole | kFractionRole | kHalfAfterRole |
    kVagueRole | kVagueMarkRole | kFewRole | kFactorRole | kFactorVerbRole | kBothRole | kAndRole |
    kPercentRole | kPointsRole | kUnitRole | kCurrencyBeforeRole | kCurrencyAfterRole | kHedgeRole |
    kRangeFromRole | kRangeToRole | kBetweenAndRole | kOrRole | kArticleRole | kOfRole | kNoneRole |
    kOrdinalMarkRole | kBeforeFiveRole | kGapRole | kFoldRole | kShareAfterRole | kEveryRole |
    kOneInRole | kBasisRole | kAgoRole | kChangeToRole;

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// "12", "-0.3048" or "5/9".
std::optional<Rational> parse_rational(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::size_t dot = text.find('.');
  if (slash != std::string_view::npos) {
    const auto above = parse_integer(text.substr(0, slash));
    const auto below = parse_integer(text.substr(slash + 1));
    if (!above || !below || *below == 0) return std::nullopt;
    return Rational::of(*above, *below);
  }
  std::int64_t denominator = 1;
  std::string digits(text);
  if (dot != std::string_view::npos) {
    digits.erase(dot, 1);
    for (std::size_t i = dot + 1; i < text.size(); ++i) denominator *= 10;
  }
  const auto value = parse_integer(digits);
  return value ? std::optional(Rational::of(*value, denominator)) : std::nullopt;
}

/// Adds what `more` says to `word`.
void merge(NumberWord& word, const NumberWord& more) {
  word.roles |= more.roles;
  if (more.value != 0) word.value = more.value;
  if (more.numerator != 0) {
    word.numerator = more.numerator;
    word.denominator = more.denominator;
  }
  if (more.unit != 0) word.unit = more.unit;
  if (more.currency != 0) word.currency = more.currency;
  if (more.hedge != Hedge::kNone) {
    word.hedge = more.hedge;
    word.hedges_time = more.hedges_time;
  }
}

using Atoms = std::vector<std::string>;

/// Every form that "stem~name" stands for.
std::vector<std::string> inflected(const Table& table, const TableRow& row, std::string_view part,
                                   const Endings& endings) {
  const std::size_t tilde = part.find('~');
  if (tilde == std::string_view::npos) return {std::string(part)};
  const std::vector<std::string>* tails = endings.find(part.substr(tilde + 1));
  if (tails == nullptr) table.refuse(row, "names unknown endings in '" + std::string(part) + "'");
  std::vector<std::string> forms;
  for (const std::string& tail : *tails) forms.push_back(std::string(part.substr(0, tilde)) + tail);
  return forms;
}

/// The atoms of every form that "stem~name stem~name" stands for.
std::vector<Atoms> expand(const Table& table, const TableRow& row, std::string_view form,
                          const Endings& endings) {
  std::vector<Atoms> all{{}};
  for (const std::string_view part : split_list(form, ' ')) {
    std::vector<Atoms> longer;
    const std::vector<std::string> tails = inflected(table, row, part, endings);
    std::vector<Atoms> ends;
    for (const std::string& tail : tails) ends.push_back(number_atoms(tail));
    longer.reserve(all.size() * ends.size());
    for (const Atoms& head : all) {
      for (const Atoms& end : ends) {
        Atoms& atoms = longer.emplace_back();
        atoms.reserve(head.size() + end.size());
        atoms.insert(atoms.end(), head.begin(), head.end());
        atoms.insert(atoms.end(), end.begin(), end.end());
      }
    }
    all = std::move(longer);
  }
  return all;
}

class Loader {
 public:
  explicit Loader(NumberTables& tables) : tables_(tables) {}

  void units(const std::string& path) {
    const Table table(path, 3, 4);
    for (const TableRow& row : table.rows()) {
      const auto factor = parse_rational(row.cells[2]);
      const auto offset = row.cells.size() > 3 ? parse_rational(row.cells[3]) : Rational{};
      if (!factor || !offset)
        table.refuse(row, "has a factor that is not a number", "write 0.3048 or 5/9");
      const std::string ucum(row.cells[0]);
      tables_.units.emplace(ucum, Unit{ucum, std::string(row.cells[1]), *factor, *offset});
    }
  }

  void currencies(const std::string& path) {
    const Table table(path, 3, 3);
    for (const TableRow& row : table.rows()) {
      NumberWord word;
      std::string_view place = row.cells[1];
      if (place.ends_with('?')) {
        word.roles |= kBareCurrencyRole;
        place.remove_suffix(1);
      }
      if (place != "after") word.roles |= kCurrencyBeforeRole;
      if (place != "before") word.roles |= kCurrencyAfterRole;
      const auto known =
          std::find(tables_.currencies.begin(), tables_.currencies.end(), row.cells[0]);
      word.currency = static_cast<std::uint16_t>(known - tables_.currencies.begin());
      if (known == tables_.currencies.end()) tables_.currencies.emplace_back(row.cells[0]);
      forms(table, row, row.cells[2], word);
    }
  }

  void bare_currencies(const std::string& path, std::string_view tag) {
    const Table table(path, 3, 4);
    for (const TableRow& row : table.rows()) {
      if (row.cells.size() > 3) {
        const std::vector<std::string_view> tags = split_list(row.cells[3]);
        if (std::find(tags.begin(), tags.end(), tag) == tags.end()) continue;
      }
      for (const std::string_view code : split_list(row.cells[2])) {
        tables_.bare_currencies.emplace(code, std::string(row.cells[1]));
      }
    }
  }

  void unit_names(const std::string& path) {
    const Table table(path, 2, 2);
    for (const TableRow& row : table.rows()) {
      NumberWord word;
      word.roles = kUnitRole;
      word.unit = unit_index(table, row, row.cells[0]);
      forms(table, row, row.cells[1], word);
    }
  }

  void words(const std::string& path) {
    const Table table(path, 3, 3);
    for (const TableRow& row : table.rows()) {
      if (row.cells[0] != "ending") continue;
      std::vector<std::string>& list = endings_[row.cells[1]];
      for (const std::string_view ending : split_list(row.cells[2]))
        list.emplace_back(ending == "_" ? "" : ending);
    }
    for (const TableRow& row : table.rows()) word_row(table, row);
  }

  void finish() {
    for (std::uint32_t i = 0; i < phrases_.size(); ++i) {
      std::vector<Phrase>& phrases = phrases_.value(i);
      std::stable_sort(phrases.begin(), phrases.end(), [](const Phrase& a, const Phrase& b) {
        return a.rest.size() > b.rest.size();
      });
      put(phrases_.key(i), phrases);
      NumberWord& head = tables_.words[phrases_.key(i)];
      head.roles |= kPhraseHeadRole;
      for (const Phrase& phrase : phrases) {
        if (phrase.word.is(kCardinalRole | kOrdinalRole | kFactorRole | kFactorVerbRole |
                           kFractionRole | kVagueRole | kBothRole | kUnitRole)) {
          head.roles |= kPhraseStartRole;
        }
      }
    }
  }

 private:
  /// A phrase that is being read.
  struct Phrase {
    Atoms rest;
    NumberWord word;
  };

  /// Puts the phrases of a first atom into the tables.
  void put(std::string_view first, const std::vector<Phrase>& phrases) {
    std::vector<NumberPhrase>& all = tables_.phrases.own();
    tables_.phrase_ranges.emplace(first, {static_cast<std::uint32_t>(all.size()),
                                          static_cast<std::uint32_t>(phrases.size())});
    for (const Phrase& phrase : phrases) {
      std::vector<std::uint32_t>& rests = tables_.rests.own();
      all.push_back({phrase.word, static_cast<std::uint32_t>(rests.size()),
                     static_cast<std::uint32_t>(phrase.rest.size())});
      for (const std::string& atom : phrase.rest) rests.push_back(tables_.atoms.insert(atom));
    }
  }

  std::uint16_t unit_index(const Table& table, const TableRow& row, std::string_view symbol) {
    UnitName name{std::string(symbol), 1};
    if (const std::size_t dot = symbol.find('.');
        dot != std::string_view::npos && !tables_.units.contains(symbol)) {
      if (const auto multiplier = parse_integer(symbol.substr(0, dot))) {
        name = {std::string(symbol.substr(dot + 1)), *multiplier};
      }
    }
    if (!tables_.units.contains(name.ucum))
      table.refuse(row, "has a unit that is not in lang/data/units.tsv");
    for (std::size_t i = 1; i < tables_.unit_names.size(); ++i) {
      const UnitName& known = tables_.unit_names[i];
      if (known.ucum == name.ucum && known.multiplier == name.multiplier)
        return static_cast<std::uint16_t>(i);
    }
    tables_.unit_names.push_back(std::move(name));
    return static_cast<std::uint16_t>(tables_.unit_names.size() - 1);
  }

  void forms(const Table& table, const TableRow& row, std::string_view list,
             const NumberWord& word) {
    for (const std::string_view form : split_list(list)) {
      for (Atoms& atoms : expand(table, row, form, endings_)) {
        if (atoms.size() > 1 && (word.roles & kPhraseRoles) == 0) {
          table.refuse(row,
                       "can have no effect: '" + std::string(form) +
                           "' is a phrase, and this role is read from single words",
                       "write one word, or take the form out");
        }
        if (!atoms.empty()) add(std::move(atoms), word);
      }
    }
  }

  void add(Atoms atoms, const NumberWord& word) {
    if (atoms.size() == 1) {
      merge(tables_.words[atoms.front()], word);
      return;
    }
    std::vector<Phrase>& phrases = phrases_[atoms.front()];
    atoms.erase(atoms.begin());
    for (Phrase& phrase : phrases) {
      if (phrase.rest == atoms) return merge(phrase.word, word);
    }
    phrases.push_back({std::move(atoms), word});
  }

  void word_row(const Table& table, const TableRow& row) {
    const std::string_view role = row.cells[0];
    const std::string_view value = row.cells[1];
    if (role == "ending") return;
    if (role == "decimal" || role == "group" || role == "style") return style_row(table, row);
    if (role == "suffix" || role == "ordinal-suffix") return suffix_row(table, row);
    const auto number = parse_integer(value);
    if (role == "prefix") {
      if (!number) table.refuse(row, "has no value");
      for (const std::string_view form : split_list(row.cells[2]))
        tables_.prefixes.emplace(form, *number);
      return;
    }
    const auto known = std::find_if(std::begin(kRoles), std::end(kRoles),
                                    [&](const RoleName& r) { return r.name == role; });
    if (known == std::end(kRoles)) {
      table.refuse(row, "has the unknown role '" + std::string(role) + "'",
                   "use one of lang/words/number_word.h");
    }
    NumberWord word;
    word.roles = known->role;
    if (role == "hedge") {
      word.hedge = value == "about"            ? Hedge::kAbout
                   : value.starts_with("over") ? Hedge::kOver
                                               : Hedge::kUnder;
      word.hedges_time = value != "over-or-during";
    } else if (const auto ratio = value == "-" ? std::nullopt : parse_rational(value);
               ratio && value.find('/') < value.size()) {
      word.numerator = static_cast<std::int32_t>(ratio->numerator);
      word.denominator = static_cast<std::int32_t>(ratio->denominator);
    } else if (number) {
      word.value = *number;
    } else if (value != "-") {
      table.refuse(row, "has a value that is not a number", "write a number, a fraction or -");
    }
    forms(table, row, row.cells[2], word);
  }

  /// "decimal", "group" and "style": how the language writes numbers.
  void style_row(const Table& table, const TableRow& row) {
    if (row.cells[0] == "style") {
      for (const std::string_view name : split_list(row.cells[2])) {
        const auto known = std::find_if(std::begin(kStyles), std::end(kStyles),
                                        [&](const StyleName& s) { return s.name == name; });
        if (known == std::end(kStyles)) {
          table.refuse(row, "has the unknown style '" + std::string(name) + "'",
                       "use one of NumberStyle in lang/numbers/number_tables.h");
        }
        tables_.style.*known->flag = true;
      }
      return;
    }
    std::u32string signs;
    for (const std::string_view name : split_list(row.cells[2])) {
      if (name != "comma" && name != "dot" && name != "space")
        table.refuse(row, "names an unknown sign", "write comma, dot or space");
      signs += name == "comma" ? U',' : name == "dot" ? U'.' : U' ';
    }
    if (row.cells[0] == "group") {
      tables_.style.groups = signs;
    } else if (signs.size() == 1 && signs != U" ") {
      tables_.style.decimal = signs.front();
    } else {
      table.refuse(row, "has no decimal sign", "write comma or dot");
    }
  }

  void suffix_row(const Table& table, const TableRow& row) {
    NumberWord word;
    const std::string_view value = row.cells[1];
    if (row.cells[0] == "ordinal-suffix") {
      word.roles = kOrdinalSuffixRole;
      word.suffix = SuffixKind::kOrdinal;
    } else {
      word.roles = kSuffixRole;
      if (value == "%") {
        word.suffix = SuffixKind::kPercent;
      } else if (value == "ordinal") {
        word.suffix = SuffixKind::kOrdinal;
      } else if (value == "number" || value == "factor") {
        word.suffix = SuffixKind::kNumber;
      } else if (value.starts_with("scale:")) {
        word.suffix = SuffixKind::kNumber;
        word.suffix_scale = parse_integer(value.substr(6)).value_or(1);
      } else {
        word.suffix = SuffixKind::kUnit;
        word.suffix_unit = unit_index(table, row, value);
      }
    }
    for (const std::string_view form : split_list(row.cells[2])) {
      for (const std::string& expanded : inflected(table, row, form, endings_)) {
        NumberWord& known = tables_.suffixes[expanded];
        if (known.roles == 0) known = word;
        known.roles |= word.roles;
      }
    }
  }

  NumberTables& tables_;
  StringMap<std::vector<Phrase>> phrases_;  // by first atom
  Endings endings_;
};

}  // namespace

std::vector<std::string> number_atoms(std::string_view folded) {
  std::vector<std::string> atoms;
  enum class Kind { kGap, kLetters, kDigits } kind = Kind::kGap;
  std::size_t first = 0;  // of the atom that is being read
  const auto begin = [&](Kind next, std::size_t at) {
    if (kind != Kind::kGap && kind != next) atoms.emplace_back(folded.substr(first, at - first));
    if (kind != next) first = at;
    kind = next;
  };
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t here = at;
    const char32_t c = next_code_point(folded, at);
    if (is_digit(c)) {
      begin(Kind::kDigits, here);
    } else if (is_letter(c) || is_mark(c) || (c == '\'' && kind == Kind::kLetters)) {
      begin(Kind::kLetters, here);
    } else {
      begin(Kind::kGap, here);
      if (!is_space(c) && c != '-' && c != '.') atoms.emplace_back(folded.substr(here, at - here));
    }
  }
  begin(Kind::kGap, folded.size());
  return atoms;
}

std::int64_t roman_value(std::string_view surface) {
  std::int64_t sum = 0;
  std::int64_t previous = 0;
  std::string latin;
  for (std::size_t at = 0; at < surface.size();) {
    const char32_t c = next_code_point(surface, at);
    if (c == 'I' || c == 0x0406)
      latin += 'I';
    else if (c == 'V')
      latin += 'V';
    else if (c == 'X' || c == 0x0425)
      latin += 'X';
    else
      return 0;
    if (latin.size() > 9) return 0;
  }
  for (auto letter = latin.rbegin(); letter != latin.rend(); ++letter) {
    const std::int64_t value = *letter == 'I' ? 1 : *letter == 'V' ? 5 : 10;
    sum += value < previous ? -value : value;
    previous = std::max(previous, value);
  }
  if (sum <= 0 || sum >= 40) return 0;
  // Only the regular spelling counts: IIX and VX are words, not numerals.
  static constexpr std::string_view kUnits[] = {"",  "I",  "II",  "III",  "IV",
                                                "V", "VI", "VII", "VIII", "IX"};
  std::string regular(static_cast<std::size_t>(sum / 10), 'X');
  regular += kUnits[sum % 10];
  return regular == latin ? sum : 0;
}

std::span<const NumberPhrase> NumberTables::phrases_of(std::string_view folded) const {
  const PhraseRange* range = phrase_ranges.find(folded);
  if (range == nullptr) return {};
  return std::span(phrases.data(), phrases.size()).subspan(range->first, range->count);
}

NumberWord NumberTables::find(std::string_view folded) const {
  const NumberWord* known = words.find(folded);
  return known == nullptr ? NumberWord{} : *known;
}

NumberWord NumberTables::compound(std::string_view folded) const {
  if (prefixes.empty()) return {};
  std::int64_t value = 0;
  std::int64_t room = 1000;  // what the next part must stay below: hundreds, tens, units
  for (int part = 0; part < 4; ++part) {
    std::size_t best = 0;
    std::int64_t number = 0;
    for (std::size_t end = 0; end < folded.size();) {
      next_code_point(folded, end);
      if (end > 40) break;  // the longest prefix has 18 Cyrillic letters
      if (const std::int64_t* known = prefixes.find(folded.substr(0, end));
          known != nullptr && *known < room) {
        best = end;
        number = *known;
      }
    }
    if (best == 0) return {};
    value += number;
    folded.remove_prefix(best);
    if (const NumberWord* suffix = suffixes.find(folded);
        suffix != nullptr && suffix->is(kSuffixRole)) {
      NumberWord word = *suffix;
      word.roles = kCompoundRole;
      word.value = value;
      return word;
    }
    if (number >= 100)
      room = 100;
    else if (number >= 20)
      room = 10;
    else
      return {};
  }
  return {};
}

NumberTables load_number_tables(const std::string& data_dir, const std::string& tag) {
  namespace fs = std::filesystem;
  NumberTables tables;
  Loader loader(tables);
  if (fs::exists(data_dir + "/units.tsv")) loader.units(data_dir + "/units.tsv");
  if (fs::exists(data_dir + "/currencies.tsv")) loader.currencies(data_dir + "/currencies.tsv");
  if (fs::exists(data_dir + "/currency-names.tsv"))
    loader.bare_currencies(data_dir + "/currency-names.tsv", tag);
  if (!tag.empty()) {
    const std::string folder = data_dir + "/" + tag;
    if (fs::exists(folder + "/numbers.tsv")) loader.words(folder + "/numbers.tsv");
    if (fs::exists(folder + "/currencies.tsv")) loader.currencies(folder + "/currencies.tsv");
    if (fs::exists(folder + "/units.tsv")) loader.unit_names(folder + "/units.tsv");
  }
  loader.finish();
  return tables;
}

}  // namespace concord
