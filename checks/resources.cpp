// Loads the packs, the lexicon and the name tables of a language pair.
#include "checks/resources.h"

#include <filesystem>

namespace concord {

PairResources load_resources(Packs& packs, std::string_view source_lang, std::string_view target_lang) {
  PairResources resources{&packs.get(source_lang), &packs.get(target_lang), {}, NameMatcher::load(packs.data_dir())};
  return resources;
}

}  // namespace concord
