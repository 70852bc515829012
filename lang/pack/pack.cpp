// Loads a language pack.
#include "lang/pack/pack.h"

#include <filesystem>

#include "lang/base/languages.h"
#include "lang/base/table.h"
#include "lang/base/table_image.h"
#include "text/language_tag.h"
#include "text/unicode.h"

namespace concord {
namespace fs = std::filesystem;

namespace {

/// The tables of a pack that lie in one image.
template <class Image>
void exchange(Image& image, LanguagePack& pack) {
  image(pack.numbers, pack.dates, pack.names, pack.sounds, pack.function_words, pack.doubling,
        pack.clause_openers, pack.routine_stems, pack.negation, pack.quotation, pack.elisions,
        pack.apostrophe, pack.parts, pack.claims, pack.genders, pack.directions, pack.page_stems);
}

ImageSources sources_of(const std::string& data_dir, const std::string& tag) {
  ImageSources sources;
  sources.add_folder(data_dir, ".tsv");  // what all languages share
  sources.add_folder(data_dir + "/" + tag, ".tsv");
  return sources;
}

/// Calls `use` for every row of a table that need not be there.
template <class Use>
void for_rows(const std::string& path, std::size_t columns, Use use) {
  if (!fs::exists(path)) return;
  const Table table(path, columns, columns);
  for (const TableRow& row : table.rows()) use(table, row);
}

/// Reads what compile_pack writes.
void read_tables(const std::string& data_dir, LanguagePack& pack) {
  const std::string folder = data_dir + "/" + pack.tag + "/";
  pack.numbers = NumberRules::load(data_dir, pack.tag);
  pack.dates = DateRules::load(data_dir, pack.tag);
  pack.names = NameRules::load(data_dir, pack.tag);
  pack.sounds = SoundTable::load(data_dir);
  pack.doubling = DoublingRules::load(data_dir, pack.tag);
  pack.negation = NegationRules::load(data_dir, pack.tag);
  pack.quotation = QuotationRules::load(data_dir, pack.tag);
  pack.elisions = Elisions::load(data_dir, pack.tag);
  pack.apostrophe = TypewriterApostrophe::load(data_dir, pack.tag);
  pack.parts = PartRules::load(data_dir, pack.tag);
  pack.claims = load_claims(data_dir, pack.tag);
  pack.genders = load_genders(data_dir, pack.tag);
  pack.directions = load_directions(data_dir, pack.tag);
  for_rows(folder + "function-words.tsv", 1, [&](const Table&, const TableRow& row) {
    pack.function_words.insert(fold(row.cells[0]));
  });
  for_rows(folder + "clause-openers.tsv", 2, [&](const Table& table, const TableRow& row) {
    if (row.cells[1] != "phrase" && row.cells[1] != "clause")
      table.refuse(row, "names an unknown kind", "write phrase or clause");
    pack.clause_openers.emplace(fold(row.cells[0]),
                                row.cells[1] == "clause" ? std::uint8_t{2} : std::uint8_t{1});
  });
  for_rows(folder + "routine-words.tsv", 1, [&](const Table&, const TableRow& row) {
    pack.routine_stems.insert(pack.stemmer.stem(fold(row.cells[0])));
  });
  for_rows(folder + "page-words.tsv", 1, [&](const Table&, const TableRow& row) {
    pack.page_stems.insert(pack.stemmer.stem(fold(row.cells[0])));
  });
}

/// A pack with the parts that have images of their own.
LanguagePack begin_pack(const DataDirs& dirs, const std::string& language) {
  const std::string& data_dir = dirs.packs;
  LanguagePack pack{language, !language.empty() && fs::is_directory(data_dir + "/" + language),
                    Stemmer::load(dirs, language),
                    Lazy<Segmenter>([=] { return Segmenter::open(dirs, language); }),
                    Lazy<BoilerplateRules>([=] { return BoilerplateRules::open(dirs, language); })};
  pack.script = script_of_language(language);
  return pack;
}

}  // namespace

LanguagePack load_pack(const DataDirs& dirs, std::string_view tag) {
  const std::string language = language_of_tag(tag);
  LanguagePack pack = begin_pack(dirs, language);
  const ImageSources sources = sources_of(dirs.packs, language);
  if (ImageReader image(dirs.lexicons + "/" + language + ".pack", sources); image.found()) {
    exchange(image, pack);
  } else {
    read_tables(dirs.packs, pack);
  }
  pack.names.open(dirs, language);
  return pack;
}

std::string compile_pack(const DataDirs& dirs, const std::string& tag) {
  LanguagePack pack = begin_pack(dirs, tag);
  read_tables(dirs.packs, pack);
  ImageWriter image;
  exchange(image, pack);
  return image.bytes(sources_of(dirs.packs, tag));
}

std::vector<std::string> installed_packs(const std::string& data_dir) {
  return languages_with(data_dir, "");
}

}  // namespace concord
