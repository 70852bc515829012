// Loads a language pack.
#include "lang/pack/pack.h"

#include <filesystem>

#include "lang/base/languages.h"
#include "lang/base/table.h"
#include "text/language_tag.h"
#include "text/unicode.h"

namespace concord {
namespace fs = std::filesystem;

LanguagePack load_pack(const DataDirs& dirs, std::string_view tag) {
  const std::string& data_dir = dirs.packs;
  const std::string language = language_of_tag(tag);
  LanguagePack pack{
      language,
      !language.empty() && fs::is_directory(data_dir + "/" + language),
      Stemmer::load(dirs, language),
      Lazy<Segmenter>([=] { return Segmenter::load(data_dir, language); }),
      NumberRules::load(data_dir, language),
      DateRules::load(data_dir, language),
      NameRules::load(dirs, language),
      SoundTable::load(data_dir),
      {},
      DoublingRules::load(data_dir, language),
      Lazy<BoilerplateRules>([=] { return BoilerplateRules::load(data_dir, language); }),
      {},
      {},
      NegationRules::load(data_dir, language),
      QuotationRules::load(data_dir, language),
      Elisions::load(data_dir, language),
      script_of_language(language),
      load_claims(data_dir, language),
      load_genders(data_dir, language),
      load_directions(data_dir, language),
      PartRules::load(data_dir, language)};
  const std::string words = data_dir + "/" + language + "/function-words.tsv";
  if (fs::exists(words)) {
    const Table table(words, 1, 1);
    for (const TableRow& row : table.rows()) pack.function_words.insert(fold(row.cells[0]));
  }
  if (const std::string openers = data_dir + "/" + language + "/clause-openers.tsv";
      fs::exists(openers)) {
    const Table table(openers, 2, 2);
    for (const TableRow& row : table.rows()) {
      if (row.cells[1] != "phrase" && row.cells[1] != "clause")
        table.refuse(row, "names an unknown kind", "write phrase or clause");
      pack.clause_openers.emplace(fold(row.cells[0]),
                                  row.cells[1] == "clause" ? std::uint8_t{2} : std::uint8_t{1});
    }
  }
  if (const std::string routine = data_dir + "/" + language + "/routine-words.tsv";
      fs::exists(routine)) {
    const Table table(routine, 1, 1);
    for (const TableRow& row : table.rows())
      pack.routine_stems.insert(pack.stemmer.stem(fold(row.cells[0])));
  }
  return pack;
}

std::vector<std::string> installed_packs(const std::string& data_dir) {
  return languages_with(data_dir, "");
}

}  // namespace concord
