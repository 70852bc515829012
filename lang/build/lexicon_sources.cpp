// Feeds a LexiconBuilder from packs and dictionaries.
#include "lang/build/lexicon_sources.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "lang/base/table.h"
#include "lang/build/apertium.h"
#include "lang/build/dictd.h"
#include "lang/build/kindred.h"
#include "lang/build/pivot.h"
#include "lang/pack/vocabulary.h"
#include "text/input_error.h"

namespace concord {
namespace fs = std::filesystem;
namespace {

// Scores before normalisation, relative to the first rendering of a pack's entry (1). The packs
// list what translators use; a large dictionary lists everything a word can mean, most of it never
// in news.
constexpr double kDictionaryScale = 0.3;
constexpr double kBridgeScale =
    0.5;  // of all renderings of a word together: two steps, but mostly between cognates

// Of a pair of a dictionary between two languages that are not English, where the best pair that
// English joins has 1.
constexpr double kDirectScore = 0.3;

// Of a pair of kindred words, which need not mean the same.
constexpr double kKindredScore = 0.1;
// Letters (of two bytes) that a word must have to be compared: shorter ones are akin by chance.
constexpr std::size_t kKindredLetters = 4;

// Share of a dictionary's articles that must give a gloss; Mueller's and FreeDict's give one in
// nine of ten.
constexpr double kGlossedArticles = 0.5;

// Product of the weights in both directions below which a pair of a dictionary is left out. On 925
// lines of news each step from 0 over 0.0001 to 0.001 takes from Russian .671, .663, .646 rendered
// and .074, .061, .050 by chance.
constexpr double kLeastLikely = 0.0002;
constexpr std::string_view kPackOrigin = "pack";
constexpr std::string_view kSameOrigin = "same";

double rank_score(int rank) { return 1 / (1 + 0.5 * rank); }
double dictionary_score(int rank) { return kDictionaryScale / (1 + 0.15 * rank); }

std::string note(std::string_view origin, std::size_t pairs) {
  return std::string(origin) + ": " + std::to_string(pairs) + " pairs";
}

/// One row of dictionaries.tsv: a dictionary of another package that serves a language.
struct Dictionary {
  std::string name;     ///< of the source in the lexicon
  std::string format;   ///< "mueller", "freedict", "apertium" or "kindred"
  std::string path;     ///< below the folder of its format, without endings for a dictd dictionary
  std::string package;  ///< of Debian
  std::string bridge;   ///< the language it leads to; empty for one that leads to English itself
};

std::vector<Dictionary> dictionaries_of(const std::string& data_dir, const std::string& tag) {
  const fs::path path = fs::path(data_dir) / tag / "dictionaries.tsv";
  std::vector<Dictionary> dictionaries;
  if (!fs::exists(path)) return dictionaries;
  const Table table(path, 5, 5);
  for (const TableRow& row : table.rows()) {
    const std::string_view format = row.cells[1];
    if (format != "mueller" && format != "freedict" && format != "apertium" && format != "kindred")
      table.refuse(row, "names an unknown format", "write mueller, freedict, apertium or kindred");
    const std::string_view bridge = row.cells[4] == kPivotTag ? std::string_view() : row.cells[4];
    if (bridge.empty() == (format == "apertium" || format == "kindred"))
      table.refuse(row, "cannot lead to '" + std::string(row.cells[4]) + "'",
                   "apertium and kindred lead to another language, the others to en");
    dictionaries.push_back({std::string(row.cells[0]), std::string(format),
                            std::string(row.cells[2]), std::string(row.cells[3]),
                            std::string(bridge)});
  }
  return dictionaries;
}

std::string not_installed(const Dictionary& dictionary) {
  return dictionary.name + ": not installed; the Debian package " + dictionary.package + " has it";
}

/// Adds a dictionary from English; a missing one gives a note.
void add_dictd(LexiconBuilder& builder, const Dictionary& dictionary, const std::string& folder,
               std::vector<std::string>& notes) {
  const std::string path = folder + "/" + dictionary.path;
  if (!fs::exists(path + ".index")) {
    notes.push_back(not_installed(dictionary));
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
    notes.push_back(dictionary.name + ": left out: " + error.what());
    return;
  }
  const auto glosses = dictionary.format == "mueller" ? mueller_glosses : freedict_glosses;
  for (const DictEntry& entry : entries) {
    const std::size_t before = terms.size();
    glosses(entry, [&](TermPair pair, int rank) {
      terms.push_back({std::string(pair.source), std::string(pair.target), rank});
    });
    articles += terms.size() > before ? 1 : 0;
  }
  if (static_cast<double>(articles) < kGlossedArticles * static_cast<double>(entries.size()) ||
      articles == 0) {
    notes.push_back(dictionary.name + ": left out: only " + std::to_string(articles) + " of its " +
                    std::to_string(entries.size()) + " articles have glosses in the known layout");
    return;
  }
  std::size_t pairs = 0;
  for (const Gloss& gloss : terms)
    pairs +=
        builder.add({gloss.foreign, gloss.english}, dictionary_score(gloss.rank), dictionary.name)
            ? 1
            : 0;
  notes.push_back(note(dictionary.name, pairs));
}

/// The lemma pairs of an apertium dictionary; none, with a note, where it cannot be read.
std::vector<std::pair<std::string, std::string>> lemmas_of(const Dictionary& dictionary,
                                                           const DictionaryFolders& folders,
                                                           std::vector<std::string>& notes) {
  const std::string path = folders.apertium + "/" + dictionary.path;
  if (!fs::exists(path)) {
    notes.push_back(not_installed(dictionary));
    return {};
  }
  try {
    return read_apertium_bilingual(path);
  } catch (const InputError& error) {
    notes.push_back(dictionary.name + ": left out: " + error.what());
    return {};
  }
}

/// The words of both spelling dictionaries that kindred.tsv brings together; none, with a note,
/// where one is not installed.
std::vector<std::pair<std::string, std::string>> kindred_of(const std::string& data_dir,
                                                            const std::string& tag,
                                                            const Dictionary& dictionary,
                                                            const DictionaryFolders& folders,
                                                            std::vector<std::string>& notes) {
  const KindredRules rules = KindredRules::load(data_dir, tag, dictionary.bridge);
  const std::vector<std::string_view> files = split_list(dictionary.path);
  std::array<std::vector<std::string>, 2> words;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string path = folders.hunspell + "/" + std::string(files.at(i));
    if (!fs::exists(path + ".dic")) {
      notes.push_back(not_installed(dictionary));
      return {};
    }
    words[i] = spelling_entries(path);
  }
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const std::string& word : words[0]) {
    if (word.size() < 2 * kKindredLetters) continue;
    for (const std::string_view kin : rules.akin_to(word, words[1])) pairs.emplace_back(word, kin);
  }
  return pairs;
}

/// Adds what the words of the bridge language have in its own lexicon.
void add_bridge(LexiconBuilder& builder, Packs& packs, const Dictionary& dictionary,
                const DictionaryFolders& folders, std::vector<std::string>& notes) {
  const std::vector<std::pair<std::string, std::string>> lemmas =
      lemmas_of(dictionary, folders, notes);
  if (lemmas.empty()) return;
  const Lexicon bridge = Lexicon::of_bytes(compile_lexicon(packs, dictionary.bridge, folders).bytes,
                                           dictionary.bridge + "-en");
  Vocabulary words(packs.get(dictionary.bridge), bridge, Side::kSource);
  std::size_t pairs = 0;
  for (const auto& [word, lemma] : lemmas) {
    const LexiconId entry = words.intern(lemma).lexicon_id;
    pairs += builder.add_bridged(word, bridge, entry, kBridgeScale, dictionary.name);
  }
  notes.push_back(note(dictionary.name, pairs));
}

/// Adds the terms of a pack, each with the source that `origin_of` gives to its file; returns how
/// many.
template <class OriginOf>
std::size_t add_terms(LexiconBuilder& builder, const std::string& data_dir, const std::string& tag,
                      const OriginOf& origin_of) {
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
        if (rendering.starts_with('-'))
          continue;  // an ending ("-er"), which is not a word to be found
        pairs +=
            builder.add({row.cells[0], rendering}, rank_score(rank++), origin_of(file)) ? 1 : 0;
      }
    }
  }
  return pairs;
}

/// The terms of a pack and English, with the themes of the pack as sources.
Lexicon themes_of(Packs& packs, const std::string& tag) {
  LexiconBuilder builder(packs.get(tag), packs.get(kPivotTag));
  add_terms(builder, packs.data_dir(), tag,
            [](const fs::path& file) { return file.stem().string(); });
  return Lexicon::of_bytes(builder.bytes(), tag + "-en");
}

}  // namespace

std::size_t add_pack_terms(LexiconBuilder& builder, const std::string& data_dir,
                           const std::string& tag) {
  return add_terms(builder, data_dir, tag,
                   [](const fs::path&) { return std::string(kPackOrigin); });
}

CompiledLexicon compile_lexicon(Packs& packs, const std::string& tag,
                                const DictionaryFolders& folders) {
  LexiconBuilder builder(packs.get(tag), packs.get(kPivotTag));
  CompiledLexicon compiled;
  compiled.notes.push_back(note(kPackOrigin, add_pack_terms(builder, packs.data_dir(), tag)));
  for (const Dictionary& dictionary : dictionaries_of(packs.data_dir(), tag)) {
    if (dictionary.format == "kindred") continue;
    if (dictionary.bridge.empty())
      add_dictd(builder, dictionary, folders.dictd, compiled.notes);
    else
      add_bridge(builder, packs, dictionary, folders, compiled.notes);
  }
  if (const std::size_t dropped = builder.drop_unlikely(kLeastLikely, kPackOrigin); dropped > 0)
    compiled.notes.push_back("left out as unlikely: " + std::to_string(dropped) + " pairs");
  compiled.bytes = builder.bytes();
  return compiled;
}

CompiledLexicon compile_pair_lexicon(Packs& packs, const Lexicon& source, const Lexicon& target,
                                     const DictionaryFolders& folders) {
  const std::string from(source.lang(Side::kSource));
  const std::string to(target.lang(Side::kSource));
  LexiconBuilder builder(packs.get(from), packs.get(to));
  CompiledLexicon compiled;
  const Lexicon from_themes = themes_of(packs, from);
  const Lexicon to_themes = themes_of(packs, to);
  compiled.notes.push_back(
      note("over English", add_by_english(builder, {source, from_themes}, {target, to_themes})));
  for (const std::string& tag : {from, to}) {
    for (const Dictionary& dictionary : dictionaries_of(packs.data_dir(), tag)) {
      if (dictionary.bridge != (tag == from ? to : from)) continue;
      std::size_t pairs = 0;
      const bool kindred = dictionary.format == "kindred";
      for (const auto& [word, lemma] :
           kindred ? kindred_of(packs.data_dir(), tag, dictionary, folders, compiled.notes)
                   : lemmas_of(dictionary, folders, compiled.notes)) {
        const TermPair pair = tag == from ? TermPair{word, lemma} : TermPair{lemma, word};
        pairs += builder.add(pair, kindred ? kKindredScore : kDirectScore, dictionary.name) ? 1 : 0;
      }
      compiled.notes.push_back(note(dictionary.name, pairs));
    }
  }
  compiled.bytes = builder.bytes();
  return compiled;
}

CompiledLexicon compile_same_lexicon(Packs& packs, const std::string& tag,
                                     const std::vector<Lexicon>& known) {
  std::set<std::string_view> stems;
  for (const Lexicon& lexicon : known) {
    const Side side = lexicon.lang(Side::kSource) == tag ? Side::kSource : Side::kTarget;
    for (LexiconId id = 1; id < lexicon.size(side); ++id) {
      const std::string_view stem = lexicon.text(side, id);
      if (stem.find(' ') == std::string_view::npos && !lexicon.renderings(side, id).empty())
        stems.insert(stem);
    }
  }
  LexiconBuilder builder(packs.get(tag), packs.get(tag));
  CompiledLexicon compiled;
  std::size_t pairs = 0;
  for (const std::string_view stem : stems)
    pairs += builder.add_stems({stem, stem}, 1, kSameOrigin) ? 1 : 0;
  compiled.notes.push_back(note(kSameOrigin, pairs));
  compiled.bytes = builder.bytes();
  return compiled;
}

}  // namespace concord
