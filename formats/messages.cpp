// Formats messages with ICU MessageFormat.
#include "formats/messages.h"

#include <unicode/msgfmt.h>

#include <filesystem>

#include "lang/data_dir.h"
#include "lang/table.h"
#include "text/input_error.h"

namespace concord {

MessageCatalogue::MessageCatalogue(const std::string& ui_lang) : ui_lang_(ui_lang) {
  const std::string path = find_data_dir() + "/../messages/" + ui_lang + ".tsv";
  if (!std::filesystem::exists(path)) throw InputError("", 0, "there are no messages in the language " + ui_lang, "use en, ru or vi");
  const Table table(path, 2, 2);
  for (const TableRow& row : table.rows()) patterns_.emplace(row.cells[0], row.cells[1]);
}

std::string MessageCatalogue::text(const Message& message) const {
  const auto pattern = patterns_.find(message.id);
  if (pattern == patterns_.end()) {
    std::string plain = message.id;
    for (const auto& [name, value] : message.arguments) plain += " " + name + "=" + value;
    return plain;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::MessageFormat format(icu::UnicodeString::fromUTF8(pattern->second), icu::Locale(ui_lang_.c_str()), status);
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const auto& [name, value] : message.arguments) {
    names.push_back(icu::UnicodeString::fromUTF8(name));
    values.emplace_back(icu::UnicodeString::fromUTF8(value));
  }
  icu::UnicodeString formatted;
  format.format(names.data(), values.data(), static_cast<std::int32_t>(names.size()), formatted, status);
  if (U_FAILURE(status)) throw InputError("", 0, "the message " + message.id + " cannot be formatted");
  std::string text;
  formatted.toUTF8String(text);
  return text;
}

}  // namespace concord
