// Reads a compiled lexicon.
#include "lang/lexicon.h"

#include "text/input_error.h"

namespace concord {

struct Lexicon::Mapping {};

Lexicon::Lexicon() : mapping_(std::make_unique<Mapping>()) {}
Lexicon::Lexicon(std::unique_ptr<Mapping> mapping) : mapping_(std::move(mapping)) {}
Lexicon::~Lexicon() = default;
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;

Lexicon Lexicon::open(const std::string& path) { throw InputError(path, 0, "is not a compiled lexicon"); }
bool Lexicon::empty() const { return true; }
LexiconId Lexicon::find(Side /*side*/, std::string_view /*stem*/) const { return 0; }
std::span<const Rendering> Lexicon::renderings(Side /*side*/, LexiconId /*id*/) const { return {}; }
std::vector<LexicalUnit> Lexicon::units(Side /*side*/, const std::vector<Token>& /*tokens*/) const { return {}; }

}  // namespace concord
