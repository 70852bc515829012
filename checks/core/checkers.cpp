// Keeps the resources and checkers of every language pair of a run.
#include "checks/core/checkers.h"

namespace concord {

const PairResources& SharedResources::get(const std::string& source_lang,
                                          const std::string& target_lang,
                                          const std::string& terms) {
  const std::lock_guard lock(mutex_);
  auto& resources = resources_[{source_lang, target_lang, terms}];
  if (!resources) {
    PairResources loaded = load_resources(*packs_, source_lang, target_lang);
    if (!terms.empty()) loaded.glossary = Glossary::load(terms, *loaded.source, *loaded.target);
    resources = std::make_unique<const PairResources>(std::move(loaded));
  }
  return *resources;
}

PairChecker& Checkers::get(const std::string& source_lang, const std::string& target_lang,
                           const std::string& terms) {
  auto& checker = checkers_[{source_lang, target_lang, terms}];
  if (!checker)
    checker = std::make_unique<PairChecker>(shared_->get(source_lang, target_lang, terms));
  return *checker;
}

}  // namespace concord
