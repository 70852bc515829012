// Formats messages with ICU MessageFormat.
#include "formats/messages.h"

#include <fmt/format.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <set>

#include "lang/data_dir.h"
#include "lang/table.h"
#include "text/input_error.h"

namespace concord {
namespace {

std::filesystem::path messages_dir() { return std::filesystem::path(find_data_dir()) / ".." / "messages"; }

void add_patterns(const std::filesystem::path& path, std::map<std::string, std::string, std::less<>>& patterns) {
  const Table table(path.string(), 2, 2);
  for (const TableRow& row : table.rows()) patterns.emplace(row.cells[0], row.cells[1]);
}

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

}  // namespace

struct MessageCatalogue::Compiled {
  Compiled(const std::string& id, const std::string& pattern, const std::string& lang, UErrorCode& status)
      : format(icu::UnicodeString::fromUTF8(pattern), icu::Locale(lang.c_str()), status) {
    const icu::MessagePattern parsed(icu::UnicodeString::fromUTF8(pattern), nullptr, status);
    if (U_FAILURE(status)) throw InputError(lang + ".tsv", 0, "the message " + id + " is no ICU MessageFormat pattern");
    numeric = numeric_arguments(parsed);
  }
  icu::MessageFormat format;
  std::set<std::string> numeric;
};

MessageCatalogue::MessageCatalogue(const std::string& ui_lang)
    : ui_lang_(ui_lang.substr(0, ui_lang.find_first_of("-_."))) {
  const std::vector<std::string> known = ui_languages();
  if (std::find(known.begin(), known.end(), ui_lang_) == known.end()) {
    throw InputError("", 0, "there are no messages in the language '" + ui_lang + "'",
                     "use " + fmt::format("{}", fmt::join(known, ", ")));
  }
  add_patterns(messages_dir() / (ui_lang_ + ".tsv"), patterns_);
  for (const auto& [id, pattern] : patterns_) own_ids_.push_back(id);
  if (ui_lang_ != "en") add_patterns(messages_dir() / "en.tsv", patterns_);
}

MessageCatalogue::MessageCatalogue(MessageCatalogue&&) noexcept = default;
MessageCatalogue::~MessageCatalogue() = default;

std::string MessageCatalogue::text(const Message& message) const {
  auto compiled = compiled_.find(message.id);
  if (compiled == compiled_.end()) {
    const auto pattern = patterns_.find(message.id);
    if (pattern == patterns_.end()) {
      std::string plain = message.id;
      for (const auto& [name, value] : message.arguments) plain += " " + name + "=" + value;
      return plain;
    }
    UErrorCode status = U_ZERO_ERROR;
    compiled =
        compiled_.emplace(message.id, std::make_unique<const Compiled>(message.id, pattern->second, ui_lang_, status))
            .first;
  }
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const auto& [name, value] : message.arguments) {
    names.push_back(icu::UnicodeString::fromUTF8(name));
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (compiled->second->numeric.contains(name) && error == std::errc() && end == value.data() + value.size()) {
      values.emplace_back(number);
    } else {
      values.emplace_back(icu::UnicodeString::fromUTF8(value));
    }
  }
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString formatted;
  compiled->second->format.format(names.data(), values.data(), static_cast<std::int32_t>(names.size()), formatted,
                                  status);
  if (U_FAILURE(status)) throw InputError("", 0, "the message " + message.id + " cannot be formatted");
  std::string text;
  formatted.toUTF8String(text);
  return text;
}

std::string MessageCatalogue::pattern(const std::string& id) const {
  const auto found = patterns_.find(id);
  return found == patterns_.end() ? std::string() : found->second;
}

std::vector<std::string> ui_languages() {
  std::vector<std::string> languages;
  for (const auto& entry : std::filesystem::directory_iterator(messages_dir())) {
    if (entry.path().extension() == ".tsv") languages.push_back(entry.path().stem().string());
  }
  std::sort(languages.begin(), languages.end());
  return languages;
}

}  // namespace concord
