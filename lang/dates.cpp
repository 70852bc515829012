// Finds dates in a sentence.
#include "lang/dates.h"

namespace concord {

struct DateRules::Tables {};

DateRules::DateRules(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}
DateRules::~DateRules() = default;
DateRules::DateRules(DateRules&&) noexcept = default;
DateRules& DateRules::operator=(DateRules&&) noexcept = default;

DateRules DateRules::load(const std::string& /*data_dir*/, const std::string& /*tag*/) {
  return DateRules(std::make_unique<Tables>());
}

void DateRules::find(std::string_view /*text*/, const std::vector<Token>& /*tokens*/, std::optional<Day> /*published*/,
                     std::vector<Mention>& /*mentions*/) const {}

}  // namespace concord
