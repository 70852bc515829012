// Formats messages with ICU MessageFormat.
#include "formats/messages.h"

#include <fmt/format.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "lang/base/table.h"
#include "text/day.h"
#include "text/input_error.h"

namespace concord {
namespace {
namespace fs = std::filesystem;

/// The arguments that a pattern uses as numbers.
std::set<std::string> numeric_arguments(const icu::MessagePattern& pattern) {
  std::set<std::string> names;
  for (std::int32_t i = 0; i + 1 < pattern.countParts(); ++i) {
    const icu::MessagePattern::Part& part = pattern.getPart(i);
    if (part.getType() != UMSGPAT_PART_TYPE_ARG_START) continue;
    const UMessagePatternArgType type = part.getArgType();
    if (type == UMSGPAT_ARG_TYPE_NONE || type == UMSGPAT_ARG_TYPE_SELECT) continue;
    std::string name;
    pattern.getSubstring(pattern.getPart(i + 1)).toUTF8String(name);
    names.insert(name);
  }
  return names;
}

/// The row of an id in a table that is sorted by id; null when there is none.
const TableRow* find_row(const Table& table, std::string_view id) {
  const auto row =
      std::lower_bound(table.rows().begin(), table.rows().end(), id,
                       [](const TableRow& a, std::string_view b) { return a.cells[0] < b; });
  return row != table.rows().end() && row->cells[0] == id ? &*row : nullptr;
}

}  // namespace

/// A pattern split: literal text and names of arguments in turn, for those that only fill in
/// arguments; the others keep ICU's object.
struct MessageCatalogue::Compiled {
  struct Part {
    std::string text;  ///< literal, or an argument's name
    bool argument = false;
  };
  std::vector<Part> parts;
  std::unique_ptr<icu::MessageFormat> format;  ///< null where the parts are all
  std::set<std::string> numeric;               ///< arguments that `format` takes as numbers

  Compiled(std::string_view id, std::string_view pattern, const std::string& lang) {
    if (take_apart(pattern)) return;
    parts.clear();
    UErrorCode status = U_ZERO_ERROR;
    const auto unicode = icu::UnicodeString::fromUTF8(
        icu::StringPiece(pattern.data(), static_cast<std::int32_t>(pattern.size())));
    format = std::make_unique<icu::MessageFormat>(unicode, icu::Locale(lang.c_str()), status);
    const icu::MessagePattern parsed(unicode, nullptr, status);
    if (U_FAILURE(status))
      throw InputError(lang + ".tsv", 0,
                       "the message " + std::string(id) + " is not an ICU MessageFormat pattern");
    numeric = numeric_arguments(parsed);
  }

  /// False for a pattern with quotes, or with arguments that have a type: those are ICU's.
  bool take_apart(std::string_view pattern) {
    if (pattern.find('\'') != std::string_view::npos) return false;
    while (!pattern.empty()) {
      const std::size_t open = std::min(pattern.find_first_of("{}"), pattern.size());
      if (open > 0) parts.push_back({std::string(pattern.substr(0, open)), false});
      pattern.remove_prefix(open);
      if (pattern.empty()) break;
      const std::size_t end = pattern.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", 1);
      if (pattern.front() == '}' || end <= 1 || end == std::string_view::npos ||
          pattern[end] != '}')
        return false;
      parts.push_back({std::string(pattern.substr(1, end - 1)), true});
      pattern.remove_prefix(end + 1);
    }
    return true;
  }

  std::string filled(const Message& message) const {
    std::string text;
    for (const Part& part : parts) {
      const auto value = std::find_if(
          message.arguments.begin(), message.arguments.end(),
          [&](const auto& argument) { return part.argument && argument.first == part.text; });
      if (value != message.arguments.end()) {
        text += value->second;
      } else {
        text += part.argument ? "{" + part.text + "}" : part.text;
      }
    }
    return text;
  }

  std::string formatted(const Message& message) const {
    std::vector<icu::UnicodeString> names;
    std::vector<icu::Formattable> values;
    for (const auto& [name, value] : message.arguments) {
      names.push_back(icu::UnicodeString::fromUTF8(name));
      std::int64_t number = 0;
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
      if (numeric.contains(name) && error == std::errc() && end == value.data() + value.size()) {
        values.emplace_back(number);
      } else {
        values.emplace_back(icu::UnicodeString::fromUTF8(value));
      }
    }
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString formatted;
    format->format(names.data(), values.data(), static_cast<std::int32_t>(names.size()), formatted,
                   status);
    if (U_FAILURE(status))
      throw InputError("", 0, "the message " + message.id + " cannot be formatted");
    std::string text;
    formatted.toUTF8String(text);
    return text;
  }
};

MessageCatalogue::MessageCatalogue(std::string folder, const std::string& ui_lang)
    : folder_(std::move(folder)), ui_lang_(ui_lang.substr(0, ui_lang.find_first_of("-_."))) {
  const fs::path path = fs::path(folder_) / (ui_lang_ + ".tsv");
  if (ui_lang_.find('/') != std::string::npos || !fs::exists(path)) {
    throw InputError("", 0, "there are no messages in the language '" + ui_lang + "'",
                     "use " + fmt::format("{}", fmt::join(ui_languages(folder_), ", ")));
  }
  own_ = std::make_unique<const Table>(path.string(), 2, 2);
}

MessageCatalogue::MessageCatalogue(MessageCatalogue&&) noexcept = default;
MessageCatalogue::~MessageCatalogue() = default;

const TableRow* MessageCatalogue::row_of(std::string_view id) const {
  if (const TableRow* row = find_row(*own_, id)) return row;
  if (ui_lang_ == "en") return nullptr;
  if (!english_)
    english_ = std::make_unique<const Table>((fs::path(folder_) / "en.tsv").string(), 2, 2);
  return find_row(*english_, id);
}

const MessageCatalogue::Compiled* MessageCatalogue::compiled(const std::string& id) const {
  const auto known = compiled_.find(id);
  if (known != compiled_.end()) return known->second.get();
  const TableRow* row = row_of(id);
  if (row == nullptr) return nullptr;
  return compiled_.emplace(id, std::make_unique<const Compiled>(id, row->cells[1], ui_lang_))
      .first->second.get();
}

std::string MessageCatalogue::day_text(const std::string& value) const {
  const std::optional<Day> day = parse_iso_day(value);
  if (!day) return value;
  const std::chrono::year_month_day civil(*day);
  return text({"date.day",
               {{"day", std::to_string(static_cast<unsigned>(civil.day()))},
                {"month", std::to_string(static_cast<unsigned>(civil.month()))},
                {"year", std::to_string(static_cast<int>(civil.year()))}}});
}

std::string MessageCatalogue::text(const Message& message) const {
  const Compiled* pattern = compiled(message.id);
  if (pattern == nullptr) {
    std::string plain = message.id;
    for (const auto& [name, value] : message.arguments) plain += " " + name + "=" + value;
    return plain;
  }
  const bool days =
      std::any_of(message.arguments.begin(), message.arguments.end(),
                  [](const auto& argument) { return argument.first.ends_with("_day"); });
  if (days) {
    Message said = message;
    for (auto& [name, value] : said.arguments) {
      if (name.ends_with("_day")) value = day_text(value);
    }
    return pattern->format ? pattern->formatted(said) : pattern->filled(said);
  }
  return pattern->format ? pattern->formatted(message) : pattern->filled(message);
}

std::string MessageCatalogue::pattern(std::string_view id) const {
  const TableRow* row = row_of(id);
  return row == nullptr ? std::string() : std::string(row->cells[1]);
}

std::vector<std::string> MessageCatalogue::own_ids() const {
  std::vector<std::string> ids;
  for (const TableRow& row : own_->rows()) ids.emplace_back(row.cells[0]);
  return ids;
}

std::vector<std::string> ui_languages(const std::string& folder) {
  std::vector<std::string> languages;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) {
    if (entry.path().extension() == ".tsv") languages.push_back(entry.path().stem().string());
  }
  std::sort(languages.begin(), languages.end());
  return languages;
}

}  // namespace concord
