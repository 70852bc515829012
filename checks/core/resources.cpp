// Loads the packs, the lexicon and the name tables of a language pair.
#include "checks/core/resources.h"

#include <filesystem>
#include <memory>
#include <optional>

#include "lang/base/data_dirs.h"
#include "lang/pack/lexicon_builder.h"
#include "text/input_error.h"

namespace concord {
namespace {

std::filesystem::path path_of(const std::filesystem::path& folder, const std::string& source,
                              const std::string& target) {
  return folder / (source + "-" + target + ".lexicon");
}

/// The compiled lexicon from one language to another; none when there is none in this direction.
std::optional<Lexicon> compiled(const std::filesystem::path& folder, const std::string& source,
                                const std::string& target) {
  const std::filesystem::path path = path_of(folder, source, target);
  if (!std::filesystem::exists(path)) return std::nullopt;
  return Lexicon::open(path);
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

/// The two packs in the order in which pairs of them are compared.
struct Order {
  const LanguagePack* source;
  const LanguagePack* target;
};

/// The lexicon of a pair in the order in which it is compared, merged with the user's.
Lexicon lexicon_of(const Packs& packs, const Order& order, const std::string& users) {
  std::optional<Lexicon> own =
      compiled(packs.dirs().lexicons, order.source->tag, order.target->tag);
  if (!own) own.emplace();
  return users.empty() ? std::move(*own) : merged(*order.source, *order.target, *own, users);
}

PairResources load_in_order(Packs& packs, const Order& order, const std::string& user_lexicon) {
  const LanguagePack& source = *order.source;
  const LanguagePack& target = *order.target;
  Lexicon lexicon = lexicon_of(packs, order, user_lexicon);
  Opposites opposites = Opposites::load(packs.dirs(), {source.tag, &source.stemmer},
                                        {target.tag, &target.stemmer}, lexicon);
  NameMatcher names = NameMatcher::load(packs.dirs());
  for (const LanguagePack* pack : {&source, &target}) names.share(pack->tag, pack->names.known());
  return {&source,
          &target,
          std::move(lexicon),
          std::move(names),
          ClauseModel::load(packs.data_dir(), source.tag, target.tag),
          std::move(opposites)};
}

/// Whether a pair is compared from target to source: its lexicon was compiled so, or, of languages
/// without one, the target comes first in the alphabet.
bool is_turned(const Packs& packs, const Order& given) {
  const auto is_there = [&](const LanguagePack& source, const LanguagePack& target) {
    return std::filesystem::exists(path_of(packs.dirs().lexicons, source.tag, target.tag));
  };
  if (is_there(*given.source, *given.target)) return false;
  return is_there(*given.target, *given.source) || given.target->tag < given.source->tag;
}

}  // namespace

PairResources load_resources(Packs& packs, std::string_view source_lang,
                             std::string_view target_lang, const std::string& user_lexicon) {
  const Order given{&packs.get(source_lang), &packs.get(target_lang)};
  if (!is_turned(packs, given)) return load_in_order(packs, given, user_lexicon);
  const Order order{given.target, given.source};
  Lexicon lexicon = lexicon_of(packs, order, user_lexicon);
  lexicon.reverse();
  PairResources turned{
      given.source, given.target, std::move(lexicon), NameMatcher::load(packs.dirs()), {}};
  turned.turned = std::make_shared<const PairResources>(load_in_order(packs, order, user_lexicon));
  return turned;
}

}  // namespace concord
