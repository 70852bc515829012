// The number words of one language: loads its tables and answers what one word means.
#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "lang/base/table_image.h"
#include "lang/numbers/number_tables.h"
#include "lang/numbers/numbers.h"
#include "text/ascii.h"

namespace concord {

NumberRules::NumberRules() : tables_(std::make_unique<NumberTables>()) {}
NumberRules::NumberRules(std::unique_ptr<NumberTables> tables) : tables_(std::move(tables)) {}
NumberRules::~NumberRules() = default;
NumberRules::NumberRules(NumberRules&&) noexcept = default;
NumberRules& NumberRules::operator=(NumberRules&&) noexcept = default;

NumberRules NumberRules::load(const std::string& data_dir, const std::string& tag) {
  return NumberRules(std::make_unique<NumberTables>(load_number_tables(data_dir, tag)));
}

template <class Image>
void NumberRules::exchange(Image& image) {
  image(*tables_);
}
template void NumberRules::exchange(ImageReader& image);
template void NumberRules::exchange(ImageWriter& image);

NumberWord NumberRules::word(std::string_view surface, std::string_view folded) const {
  NumberWord word = tables_->find(folded);
  if (word.roles == 0) word = tables_->compound(folded);
  if (std::any_of(folded.begin(), folded.end(), is_ascii_digit)) {
    word.roles |= kSplitRole;
  } else if (folded.find('-') != std::string_view::npos) {
    for (const std::string& part : number_atoms(folded)) {
      if (tables_->find(part).roles != 0) word.roles |= kSplitRole;
    }
  }
  if (const std::int64_t value = roman_value(surface); value > 0 && word.roles == 0) {
    word.roles |= kRomanRole;
    word.value = value;
  }
  return word;
}

const Unit* NumberRules::unit(std::string_view ucum) const { return tables_->units.find(ucum); }

const Unit* NumberRules::unit_of(const NumberWord& word) const {
  const UnitName& name = tables_->unit_names[word.unit];
  return word.unit == 0 || name.multiplier != 1 ? nullptr : unit(name.ucum);
}

std::string_view NumberRules::bare_currency(std::string_view code) const {
  const std::string* currency = tables_->bare_currencies.find(code);
  return currency == nullptr ? std::string_view() : *currency;
}

}  // namespace concord
