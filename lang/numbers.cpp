// Finds numbers in a sentence.
#include "lang/numbers.h"

namespace concord {

struct NumberRules::Tables {};

NumberRules::NumberRules(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}
NumberRules::~NumberRules() = default;
NumberRules::NumberRules(NumberRules&&) noexcept = default;
NumberRules& NumberRules::operator=(NumberRules&&) noexcept = default;

NumberRules NumberRules::load(const std::string& /*data_dir*/, const std::string& /*tag*/) {
  return NumberRules(std::make_unique<Tables>());
}

void NumberRules::find(std::string_view /*text*/, const std::vector<Token>& /*tokens*/, const std::vector<Span>& /*taken*/,
                       std::vector<Mention>& /*mentions*/) const {}

}  // namespace concord
