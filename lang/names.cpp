// Finds names in a sentence.
#include "lang/names.h"

namespace concord {

struct NameRules::Tables {};

NameRules::NameRules(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}
NameRules::~NameRules() = default;
NameRules::NameRules(NameRules&&) noexcept = default;
NameRules& NameRules::operator=(NameRules&&) noexcept = default;

NameRules NameRules::load(const std::string& /*data_dir*/, const std::string& /*tag*/) {
  return NameRules(std::make_unique<Tables>());
}

void NameRules::find(std::string_view /*text*/, const std::vector<Token>& /*tokens*/,
                     std::vector<Mention>& /*mentions*/) const {}

}  // namespace concord
