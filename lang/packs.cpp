// Loads packs on demand.
#include "lang/packs.h"

namespace concord {

const LanguagePack& Packs::get(std::string_view tag) {
  const std::lock_guard lock(mutex_);
  auto found = packs_.find(tag);
  if (found == packs_.end()) {
    found = packs_.emplace(std::string(tag), std::make_unique<const LanguagePack>(load_pack(data_dir_, tag))).first;
  }
  return *found->second;
}

const LanguageDetector& Packs::detector() {
  const std::lock_guard lock(mutex_);
  if (!detector_) detector_.emplace(LanguageDetector::load(data_dir_));
  return *detector_;
}

}  // namespace concord
