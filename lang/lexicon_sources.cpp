// Feeds a LexiconBuilder from packs and dictionaries.
#include "lang/lexicon_sources.h"

#include <algorithm>
#include <filesystem>

#include "lang/apertium.h"
#include "lang/dictd.h"
#include "lang/table.h"
#include "text/input_error.h"

namespace concord {
namespace fs = std::filesystem;
namespace {

// Scores before normalisation, relative to the first rendering of a pack's entry (1). The packs list what translators
// use; a large dictionary lists everything a word can mean, most of it never in news.
constexpr double kDictionaryScale = 0.3;
constexpr double kBridgeScale = 0.5;  // of all renderings of a word together: two steps, but mostly between cognates

// Share of a dictionary's articles that must give a gloss; Mueller's and FreeDict's give one in nine of ten.
constexpr double kGlossedArticles = 0.5;

double rank_score(int rank) { return 1 / (1 + 0.5 * rank); }
double dictionary_score(int rank) { return kDictionaryScale / (1 + 0.15 * rank); }

std::string note(std::string_view origin, std::size_t pairs) {
  return std::string(origin) + ": " + std::to_string(pairs) + " pairs";
}

using Glosses = void (*)(const DictEntry& entry, const TermSink& sink);

/// Adds a dictionary from English; a missing one gives a note.
void add_dictd(LexiconBuilder& builder, const std::string& path, const std::string& package, Glosses glosses,
               std::vector<std::string>& notes) {
  const std::string origin = fs::path(path).filename();
  if (!fs::exists(path + ".index")) {
    notes.push_back(origin + ": not installed; the Debian package " + package + " has it");
    return;
  }
  struct Gloss {
    std::string english;
    std::string foreign;
    int rank;
  };
  std::vector<Gloss> terms;
  std::size_t articles = 0;
  std::vector<DictEntry> entries;
  try {
    entries = read_dictd(path);
  } catch (const InputError& error) {
    notes.push_back(origin + ": left out: " + error.what());
    return;
  }
  for (const DictEntry& entry : entries) {
    const std::size_t before = terms.size();
    glosses(entry, [&](TermPair pair, int rank) {
      terms.push_back({std::string(pair.source), std::string(pair.target), rank});
    });
    articles += terms.size() > before ? 1 : 0;
  }
  if (static_cast<double>(articles) < kGlossedArticles * static_cast<double>(entries.size()) || articles == 0) {
    notes.push_back(origin + ": left out: only " + std::to_string(articles) + " of its " +
                    std::to_string(entries.size()) + " articles have glosses in the layout that is known");
    return;
  }
  std::size_t pairs = 0;
  for (const Gloss& gloss : terms)
    pairs += builder.add({gloss.foreign, gloss.english}, dictionary_score(gloss.rank), origin) ? 1 : 0;
  notes.push_back(note(origin, pairs));
}

/// Adds to uk-en what the Russian words of apertium-rus-ukr have in ru-en.
void add_russian_bridge(LexiconBuilder& builder, Packs& packs, const DictionaryFolders& folders,
                        std::vector<std::string>& notes) {
  const std::string path = folders.apertium + "/apertium-rus-ukr/ukr-rus.autobil.bin";
  if (!fs::exists(path)) {
    notes.push_back("apertium-rus-ukr: not installed; the Debian package apertium-rus-ukr has it");
    return;
  }
  std::vector<std::pair<std::string, std::string>> lemmas;
  try {
    lemmas = read_apertium_bilingual(path);
  } catch (const InputError& error) {
    notes.push_back(std::string("apertium-rus-ukr: left out: ") + error.what());
    return;
  }
  const LanguagePack& russian = packs.get("ru");
  const Lexicon bridge = Lexicon::of_bytes(compile_lexicon(packs, "ru", folders).bytes, "ru-en");
  Vocabulary words(russian, bridge, Side::kSource);
  std::size_t pairs = 0;
  for (const auto& [ukrainian, lemma] : lemmas) {
    const LexiconId entry = words.intern(lemma).lexicon_id;
    pairs += builder.add_bridged(ukrainian, bridge, entry, kBridgeScale, "apertium-rus-ukr");
  }
  notes.push_back(note("apertium-rus-ukr", pairs));
}

}  // namespace

std::size_t add_pack_terms(LexiconBuilder& builder, const std::string& data_dir, const std::string& tag) {
  const fs::path folder = fs::path(data_dir) / tag / "lexicon";
  std::vector<fs::path> files;
  if (fs::is_directory(folder)) {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ".tsv") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::size_t pairs = 0;
  for (const fs::path& file : files) {
    const Table table(file, 2, 2);
    for (const TableRow& row : table.rows()) {
      int rank = 0;
      for (const std::string_view rendering : split_list(row.cells[1])) {
        if (rendering.starts_with('-')) continue;  // an ending ("-er"), which is no word to be found
        pairs += builder.add({row.cells[0], rendering}, rank_score(rank++), "pack") ? 1 : 0;
      }
    }
  }
  return pairs;
}

CompiledLexicon compile_lexicon(Packs& packs, const std::string& tag, const DictionaryFolders& folders) {
  LexiconBuilder builder(packs.get(tag), packs.get("en"));
  CompiledLexicon compiled;
  compiled.notes.push_back(note("pack", add_pack_terms(builder, packs.data_dir(), tag)));
  if (tag == "ru") add_dictd(builder, folders.dictd + "/mueller7", "mueller7-dict", mueller_glosses, compiled.notes);
  if (tag == "id")
    add_dictd(builder, folders.dictd + "/freedict-eng-ind", "dict-freedict-eng-ind", freedict_glosses, compiled.notes);
  if (tag == "uk") add_russian_bridge(builder, packs, folders, compiled.notes);
  compiled.bytes = builder.bytes();
  return compiled;
}

}  // namespace concord
