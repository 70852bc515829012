// Loads packs on demand.
#include "lang/pack/packs.h"

#include "text/language_tag.h"

namespace concord {

const LanguagePack& Packs::get(std::string_view tag) {
  const std::string language = language_of_tag(tag);
  const std::lock_guard lock(mutex_);
  auto found = packs_.find(language);
  if (found == packs_.end()) {
    found =
        packs_.emplace(language, std::make_unique<const LanguagePack>(load_pack(dirs_, language)))
            .first;
  }
  return *found->second;
}

const LanguageDetector& Packs::detector() {
  const std::lock_guard lock(mutex_);
  if (!detector_) detector_.emplace(LanguageDetector::load(dirs_));
  return *detector_;
}

}  // namespace concord
