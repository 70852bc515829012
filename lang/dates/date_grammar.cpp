// Compiles lang/data/<tag>/dates.tsv, with the time zones of all languages.
#include "lang/dates/date_grammar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

#include "lang/base/table.h"
#include "lang/dates/date_parts.h"
#include "text/unicode.h"

namespace concord {
namespace {

constexpr std::pair<std::string_view, DateField> kFields[] = {
    {"day", DateField::kDay},
    {"mm", DateField::kMonth},
    {"month", DateField::kMonth},
    {"monthly", DateField::kMonth},
    {"monthname", DateField::kMonth},
    {"year", DateField::kYear},
    {"byear", DateField::kYear},
    {"yy", DateField::kShortYear},
    {"weekday", DateField::kWeekday},
    {"offset", DateField::kDayOffset},
    {"shift", DateField::kShift},
    {"yearshift", DateField::kYearShift},
    {"ord", DateField::kOrdinal},
    {"roman", DateField::kOrdinal},
    {"n", DateField::kCount},
    {"nth", DateField::kCount},
    {"season", DateField::kSeason},
    {"decade", DateField::kDecade},
    {"decade2", DateField::kDecade},
    {"hour", DateField::kHour},
    {"hour1", DateField::kHour},
    {"minute", DateField::kMinute},
    {"hourname", DateField::kHour},
    {"past", DateField::kMinuteShift},
    {"clock", DateField::kClock},
    {"hhmm", DateField::kClock},
    {"half", DateField::kHalfDay},
    {"ampm", DateField::kHalfDay},
    {"zone", DateField::kZone},
    {"sign", DateField::kZoneSign},
    {"eyear", DateField::kYear},
    {"mm2", DateField::kMonth},
    {"noon", DateField::kFixedClock},
    {"midnight", DateField::kFixedClock},
    {"lcal", DateField::kCalendar},
    {"lmonth", DateField::kLunarMonth},
    {"hcal", DateField::kCalendar},
    {"hmonth", DateField::kHijriMonth},
    {"lday", DateField::kLunarDay},
    {"less", DateField::kLess},
    {"slash", DateField::kSeparator},
    {"zeros", DateField::kDecade},
    {"pastmin", DateField::kMinuteShift},
    {"to", DateField::kSeparator},
    {"toand", DateField::kSeparator},
    {"and", DateField::kAnd},
    {"bc", DateField::kBeforeChrist},
    {"dash", DateField::kSeparator},
    {"dayword", DateField::kDay},
    {"minutes", DateField::kMinute},
    {"tens", DateField::kDecade},
    {"u-day", DateField::kUnit},
    {"u-week", DateField::kUnit},
    {"u-month", DateField::kUnit},
    {"u-quarter", DateField::kUnit},
    {"u-half", DateField::kUnit},
    {"hy", DateField::kUnit},
    {"qq", DateField::kUnit},
    {"hh", DateField::kUnit},
    {"u-year", DateField::kUnit},
    {"u-decade", DateField::kUnit},
    {"u-century", DateField::kUnit},
    {"u-century-one", DateField::kUnit},
    {"u-century-in", DateField::kUnit},
};

constexpr std::pair<std::string_view, DateMeaning> kMeanings[] = {
    {"date", DateMeaning::kDate}, {"range", DateMeaning::kRange}, {"list", DateMeaning::kList},
    {"ago", DateMeaning::kAgo},   {"ahead", DateMeaning::kAhead}, {"months", DateMeaning::kMonths},
    {"time", DateMeaning::kTime}, {"times", DateMeaning::kTimes}, {"none", DateMeaning::kNothing},
};

// Words of these classes have their unit as value.
constexpr std::pair<std::string_view, CalendarUnit> kUnits[] = {
    {"u-day", CalendarUnit::kDay},
    {"u-week", CalendarUnit::kWeek},
    {"u-month", CalendarUnit::kMonth},
    {"u-quarter", CalendarUnit::kQuarter},
    {"u-half", CalendarUnit::kHalf},
    {"hy", CalendarUnit::kHalf},
    {"qq", CalendarUnit::kQuarter},
    {"hh", CalendarUnit::kHalf},
    {"u-year", CalendarUnit::kYear},
    {"u-decade", CalendarUnit::kDecade},
    {"u-century", CalendarUnit::kCentury},
    {"u-century-one", CalendarUnit::kCentury},
    {"u-century-in", CalendarUnit::kCentury},
};

// Patterns that every language has: ISO 8601 dates, and the dashes.
constexpr std::string_view kIsoDate = "year _- _mm _- _day";
constexpr std::string_view kDashes[] = {"-", "\xE2\x80\x92", "\xE2\x80\x93", "\xE2\x80\x94",
                                        "\xE2\x88\x92"};

template <typename Pairs>
auto value_of(const Pairs& pairs, std::string_view name)
    -> std::optional<decltype(pairs[0].second)> {
  for (const auto& [known, value] : pairs) {
    if (known == name) return value;
  }
  return std::nullopt;
}

/// The tokens of a form: its words, and full stops by themselves ("a.m." is four).
std::vector<std::string_view> words_of(std::string_view form) {
  std::vector<std::string_view> words;
  for (std::string_view word : split_list(form, ' ')) {
    while (!word.empty()) {
      const std::size_t end = word.front() == '.' ? 1 : std::min(word.find('.'), word.size());
      words.push_back(word.substr(0, end));
      word.remove_prefix(end);
    }
  }
  return words;
}

/// Whether words of a class can make a date without words of other classes.
bool is_core(DateField field) {
  switch (field) {
    case DateField::kDay:
    case DateField::kMonth:
    case DateField::kWeekday:
    case DateField::kDayOffset:
    case DateField::kUnit:
    case DateField::kSeason:
    case DateField::kDecade:
    case DateField::kMinuteShift:
    case DateField::kClock:
    case DateField::kFixedClock:
    case DateField::kLunarMonth:
    case DateField::kHijriMonth:
    case DateField::kHalfDay:
    case DateField::kYearShift:
      return true;
    default:
      return false;
  }
}

}  // namespace

/// One element of a pattern: alternatives that are each a key, or a group.
struct DateGrammar::Element {
  std::vector<std::uint16_t> keys;  ///< class with flags; empty for a group
  std::vector<Element> group;
  bool optional = false;
};

/// Reads a table into a grammar.
class DateGrammarReader {
 public:
  explicit DateGrammarReader(DateGrammar& grammar) : grammar_(grammar) {}

  void read_builtin() {
    add_class("");
    for (const auto& [name, field] : kFields) grammar_.fields_[add_class(name)] = field;
    for (const std::string_view name : {"cap", "stop", "-"}) add_class(name);
    for (const std::string_view dash : kDashes) {
      add_form("-", 0, dash);
      add_form("dash", 0, dash);
    }
    add_pattern(DateMeaning::kDate, kIsoDate, nullptr, nullptr);
  }

  void read(const Table& table) {
    for (const TableRow& row : table.rows()) {
      const std::string_view kind = row.cells[0];
      if (kind == "pattern" || kind == "define" || kind == "example") continue;
      const std::int32_t value = read_value(kind, row.cells[1], table, row);
      for (const std::string_view form : split_list(row.cells[2])) add_form(kind, value, form);
    }
    for (const TableRow& row : table.rows()) {
      if (row.cells[0] == "define") definitions_[std::string(row.cells[1])] = row.cells[2];
    }
    for (const TableRow& row : table.rows()) {
      if (row.cells[0] != "pattern") continue;
      const auto meaning = value_of(kMeanings, row.cells[1]);
      if (!meaning)
        table.refuse(row, "'" + std::string(row.cells[1]) + "' is not a meaning",
                     "use date, range, list, none, ...");
      add_pattern(*meaning, row.cells[2], &table, &row);
    }
  }

  void read_zones(const Table& table) {
    for (const TableRow& row : table.rows()) {
      const std::int32_t minutes = read_value("zone", row.cells[0], table, row);
      for (const std::string_view form : split_list(row.cells[1])) add_form("zone", minutes, form);
    }
  }

  /// Puts the children of the nodes side by side.
  void finish() {
    grammar_.places_.own().clear();
    std::vector<DateNode::Child>& children = grammar_.children_.own();
    for (const Node& node : nodes_) {
      grammar_.places_.own().push_back({static_cast<std::uint32_t>(children.size()),
                                        static_cast<std::uint32_t>(node.children.size()),
                                        node.pattern});
      children.insert(children.end(), node.children.begin(), node.children.end());
    }
  }

 private:
  using Element = DateGrammar::Element;

  std::uint16_t add_class(std::string_view name) {
    if (grammar_.classes_.emplace(name, static_cast<std::uint16_t>(grammar_.fields_.size())))
      grammar_.fields_.push_back(DateField::kNone);
    return *grammar_.classes_.find(name);
  }

  static std::int32_t read_value(std::string_view kind, std::string_view text, const Table& table,
                                 const TableRow& row) {
    if (const auto unit = value_of(kUnits, kind)) return static_cast<std::int32_t>(*unit);
    if (text == "-") return 0;
    std::int32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
      table.refuse(row, "'" + std::string(text) + "' is not a number",
                   "write a whole number, or - for none");
    }
    return value;
  }

  DateEntry& entry_of_word(std::string_view folded) {
    if (grammar_.words_.emplace(folded, static_cast<std::uint32_t>(grammar_.entries_.size())))
      grammar_.entries_.emplace_back();
    return grammar_.entries_[*grammar_.words_.find(folded) & ~DateGrammar::kCore];
  }

  void add_form(std::string_view word_class, std::int32_t value, std::string_view form) {
    DateLexeme lexeme;
    lexeme.word_class = add_class(word_class);
    lexeme.value = value;
    if (form.size() > 1 && form.back() == '?') {
      lexeme.weak = true;
      form.remove_suffix(1);
    }
    std::vector<std::string> words;
    std::uint32_t capitals = 0;
    for (const std::string_view word : words_of(form)) {
      std::size_t first = 0;
      if (is_upper(next_code_point(word, first))) capitals |= std::uint32_t{1} << words.size();
      words.push_back(fold(word));
    }
    lexeme.capital = (capitals & 1) != 0;
    const std::string head = words.front();
    DateEntry& entry = entry_of_word(head);
    const bool core = is_core(grammar_.fields_[lexeme.word_class]);
    if (words.size() == 1) {
      entry.lexemes.push_back(lexeme);
    } else {
      words.erase(words.begin());
      entry.phrases.push_back({std::move(words), capitals >> 1, lexeme});
    }
    if (core) {
      entry.core = true;
      grammar_.words_[head] |= DateGrammar::kCore;
    }
  }

  [[noreturn]] static void refuse(const Table* table, const TableRow* row,
                                  const std::string& wrong) {
    table->refuse(*row, wrong, "see the head of lang/dates/date_grammar.h");
  }

  std::uint16_t key_of(std::string_view name, bool context, const Table* table,
                       const TableRow* row) {
    std::uint16_t flags = context ? DateGrammar::kContext : std::uint16_t{0};
    if (name.size() > 1 && name.front() == '_') {
      flags |= DateGrammar::kGlued;
      name.remove_prefix(1);
    }
    if (name.size() > 1 && name.front() == '=') {
      if (!grammar_.classes_.contains(name)) add_form(name, 0, name.substr(1));
    } else if (!grammar_.classes_.contains(name)) {
      // Punctuation stands for itself.
      std::size_t at = 0;
      if (is_letter(next_code_point(name, at)))
        refuse(table, row, "'" + std::string(name) + "' is not a class of this table");
      add_form(name, 0, name);
    }
    return static_cast<std::uint16_t>(*grammar_.classes_.find(name) | flags);
  }

  /// Parses elements up to the end or the closing bracket that belongs to the caller; `text` is
  /// moved after what was read.
  std::vector<Element> parse(std::string_view& text, bool context, char closing, const Table* table,
                             const TableRow* row) {
    std::vector<Element> elements;
    for (;;) {
      while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
      if (text.empty()) {
        if (closing != 0) refuse(table, row, "a bracket is not closed");
        return elements;
      }
      const char c = text.front();
      if (closing != 0 && c == closing) {
        text.remove_prefix(1);
        return elements;
      }
      if (c == '[' || c == '<') {
        text.remove_prefix(1);
        Element element;
        element.optional = c == '[';
        element.group = parse(text, context || c == '<', c == '[' ? ']' : '>', table, row);
        elements.push_back(std::move(element));
        continue;
      }
      if (c == '{') {
        const std::size_t end = text.find('}');
        if (end == std::string_view::npos) refuse(table, row, "a brace is not closed");
        const auto definition = definitions_.find(std::string(text.substr(1, end - 1)));
        if (definition == definitions_.end())
          refuse(table, row, "'" + std::string(text.substr(0, end + 1)) + "' is not defined");
        text.remove_prefix(end + 1);
        std::string_view inner = definition->second;
        Element element;
        element.group = parse(inner, context, 0, table, row);
        elements.push_back(std::move(element));
        continue;
      }
      const std::string_view name = text.substr(0, text.find_first_of(" []<>{}"));
      if (name.empty()) refuse(table, row, "'" + std::string(text) + "' is not understood");
      text.remove_prefix(name.size());
      Element element;
      if (name == "|") {
        element.keys.push_back(key_of(name, context, table, row));
      } else {
        for (const std::string_view alternative : split_list(name, '|'))
          element.keys.push_back(key_of(alternative, context, table, row));
      }
      elements.push_back(std::move(element));
    }
  }

  std::uint32_t grow(std::uint32_t node, std::uint16_t key) {
    auto& children = nodes_[node].children;
    const auto at = std::lower_bound(
        children.begin(), children.end(), key,
        [](const DateNode::Child& child, std::uint16_t k) { return child.key < k; });
    if (at != children.end() && at->key == key) return at->node;
    const std::uint32_t fresh = static_cast<std::uint32_t>(nodes_.size());
    children.insert(at, {key, fresh});
    nodes_.emplace_back();
    return fresh;
  }

  /// All nodes that are reached from `nodes` through the elements.
  std::vector<std::uint32_t> extend(std::vector<std::uint32_t> nodes,
                                    const std::vector<Element>& elements) {
    for (const Element& element : elements) {
      std::vector<std::uint32_t> next;
      if (element.optional) next = nodes;
      if (element.keys.empty()) {
        const std::vector<std::uint32_t> inside = extend(nodes, element.group);
        next.insert(next.end(), inside.begin(), inside.end());
      }
      for (const std::uint16_t key : element.keys) {
        for (const std::uint32_t node : nodes) next.push_back(grow(node, key));
      }
      std::sort(next.begin(), next.end());
      next.erase(std::unique(next.begin(), next.end()), next.end());
      nodes = std::move(next);
    }
    return nodes;
  }

  void add_pattern(DateMeaning meaning, std::string_view text, const Table* table,
                   const TableRow* row) {
    const std::int32_t pattern = static_cast<std::int32_t>(grammar_.meanings_.size());
    grammar_.meanings_.push_back(meaning);
    for (const std::uint32_t node : extend({0}, parse(text, false, 0, table, row))) {
      if (nodes_[node].pattern < 0) nodes_[node].pattern = pattern;
    }
  }

  /// A node while the trie grows.
  struct Node {
    std::vector<DateNode::Child> children;  // sorted by key
    std::int32_t pattern = -1;
  };

  DateGrammar& grammar_;
  std::vector<Node> nodes_{1};
  std::map<std::string, std::string_view> definitions_;
};

DateGrammar::DateGrammar(const std::string& data_dir, const std::string& tag) {
  entries_.emplace_back();  // number 0 means nothing
  DateGrammarReader reader(*this);
  reader.read_builtin();
  const std::string path = data_dir + "/" + tag + "/dates.tsv";
  const std::string zones = data_dir + "/time-zones.tsv";
  if (!tag.empty() && std::filesystem::exists(path)) {
    if (std::filesystem::exists(zones)) reader.read_zones(Table(zones, 2, 2));
    reader.read(Table(path, 3, 3));
  }
  reader.finish();
}

std::uint32_t DateGrammar::find(std::string_view folded) const {
  if (const std::uint32_t* entry = words_.find(folded)) return *entry;
  for (std::size_t begin = 0; folded.find('-', begin) != std::string_view::npos;) {
    const std::size_t end = folded.find('-', begin);
    if (words_.contains(folded.substr(begin, end - begin)) ||
        words_.contains(folded.substr(end + 1)))
      return kSplit;
    begin = end + 1;
  }
  return 0;
}

std::uint32_t DateGrammar::child(std::uint32_t node, std::uint16_t key) const {
  const std::span<const DateNode::Child> children = this->node(node).children;
  const auto at =
      std::lower_bound(children.begin(), children.end(), key,
                       [](const DateNode::Child& child, std::uint16_t k) { return child.key < k; });
  return at != children.end() && at->key == key ? at->node : 0;
}

std::uint16_t DateGrammar::class_of(std::string_view name) const {
  const std::uint16_t* number = classes_.find(name);
  return number == nullptr ? std::uint16_t{0} : *number;
}

}  // namespace concord
