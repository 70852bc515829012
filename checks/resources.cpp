// Loads the packs, the lexicon and the name tables of a language pair.
#include "checks/resources.h"

#include <filesystem>

#include "lang/data_dir.h"

namespace concord {
namespace {

/// The compiled lexicon of a pair of languages, read in the direction wanted; an empty one when there is none.
Lexicon lexicon_of(const std::string& source, const std::string& target) {
  const std::filesystem::path folder = find_lexicon_dir();
  if (const auto path = folder / (source + "-" + target + ".lexicon"); std::filesystem::exists(path)) return Lexicon::open(path);
  if (const auto path = folder / (target + "-" + source + ".lexicon"); std::filesystem::exists(path)) {
    Lexicon lexicon = Lexicon::open(path);
    lexicon.reverse();
    return lexicon;
  }
  return {};
}

}  // namespace

PairResources load_resources(Packs& packs, std::string_view source_lang, std::string_view target_lang) {
  const LanguagePack& source = packs.get(source_lang);
  const LanguagePack& target = packs.get(target_lang);
  return {&source, &target, lexicon_of(source.tag, target.tag), NameMatcher::load(packs.data_dir()),
          ClauseModel::load(packs.data_dir(), source.tag, target.tag)};
}

}  // namespace concord
