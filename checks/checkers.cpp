// Keeps the resources and checkers of every language pair of a run.
#include "checks/checkers.h"

namespace concord {

const PairResources& SharedResources::get(const std::string& source_lang, const std::string& target_lang) {
  const std::lock_guard lock(mutex_);
  auto& resources = resources_[{source_lang, target_lang}];
  if (!resources) resources = std::make_unique<const PairResources>(load_resources(*packs_, source_lang, target_lang));
  return *resources;
}

PairChecker& Checkers::get(const std::string& source_lang, const std::string& target_lang) {
  auto& checker = checkers_[{source_lang, target_lang}];
  if (!checker) checker = std::make_unique<PairChecker>(shared_->get(source_lang, target_lang));
  return *checker;
}

}  // namespace concord
