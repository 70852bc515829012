// Loads the packs, the lexicon and the name tables of a language pair.
#include "checks/core/resources.h"

#include <filesystem>

#include "lang/base/data_dirs.h"
#include "lang/pack/lexicon_builder.h"
#include "text/input_error.h"

namespace concord {
namespace {

/// The compiled lexicon of a pair of languages, read in the direction wanted; an empty one when
/// there is none.
Lexicon lexicon_of(const std::filesystem::path& folder, const std::string& source,
                   const std::string& target) {
  if (const auto path = folder / (source + "-" + target + ".lexicon");
      std::filesystem::exists(path))
    return Lexicon::open(path);
  if (const auto path = folder / (target + "-" + source + ".lexicon");
      std::filesystem::exists(path)) {
    Lexicon lexicon = Lexicon::open(path);
    lexicon.reverse();
    return lexicon;
  }
  return {};
}

/// Both lexicons in one, read from `source` to `target`.
Lexicon merged(const LanguagePack& source, const LanguagePack& target, const Lexicon& own,
               const std::string& path) {
  const Lexicon users = Lexicon::open(path);
  users.verify(path);
  LexiconBuilder builder(source, target);
  builder.add(own, 1);
  try {
    builder.add(users, 1);
  } catch (const InputError& error) {
    throw InputError(path, 0, error.what());
  }
  return Lexicon::of_bytes(builder.bytes(), path);
}

}  // namespace

PairResources load_resources(Packs& packs, std::string_view source_lang,
                             std::string_view target_lang, const std::string& user_lexicon) {
  const LanguagePack& source = packs.get(source_lang);
  const LanguagePack& target = packs.get(target_lang);
  Lexicon lexicon = lexicon_of(packs.dirs().lexicons, source.tag, target.tag);
  if (!user_lexicon.empty()) lexicon = merged(source, target, lexicon, user_lexicon);
  Opposites opposites = Opposites::load(packs.dirs(), {source.tag, &source.stemmer},
                                        {target.tag, &target.stemmer}, lexicon);
  return {&source,
          &target,
          std::move(lexicon),
          NameMatcher::load(packs.dirs()),
          ClauseModel::load(packs.data_dir(), source.tag, target.tag),
          std::move(opposites)};
}

}  // namespace concord
