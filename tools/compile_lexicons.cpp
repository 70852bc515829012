// Build step: compiles the lexicons that are installed with the program.
//
//   compile_lexicons DATA_DIR OUTPUT_DIR DICTD_DIR APERTIUM_DIR HUNSPELL_DIR PAIR...
//
// A pair is TAG-TAG: of a language and English, of two others, or of one language with itself.
//
// Writes OUTPUT_DIR/PAIR.lexicon for every pair, and the opposites of both directions. A pair of
// two others needs the lexicons of both languages and English in OUTPUT_DIR, one language with
// itself those that are there with English. A dictionary that is not in its folder is left out,
// with a note.
#include <algorithm>
#include <exception>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "lang/build/lexicon_sources.h"
#include "lang/lexicon/lexicon.h"
#include "lang/lexicon/opposites.h"
#include "text/output_file.h"

namespace concord {
namespace {

/// The lexicons with the pivot language that have a language on one side, in order of their names.
std::vector<Lexicon> with_pivot(const Packs& packs, const std::string& tag) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(packs.dirs().lexicons)) {
    const std::string pair = entry.path().stem();
    const bool pivot = pair.ends_with("-" + std::string(kPivotTag)) &&
                       !pair.starts_with(std::string(kPivotTag) + "-");
    if (entry.path().extension() == ".lexicon" && pivot &&
        (tag == kPivotTag || pair.starts_with(tag + "-")))
      files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Lexicon> lexicons;
  for (const auto& file : files) lexicons.push_back(Lexicon::open(file));
  return lexicons;
}

CompiledLexicon compile(Packs& packs, const std::string& source, const std::string& target,
                        const DictionaryFolders& folders) {
  if (source == target) return compile_same_lexicon(packs, source, with_pivot(packs, source));
  if (target == kPivotTag) return compile_lexicon(packs, source, folders);
  return compile_pair_lexicon(packs, with_pivot(packs, source).at(0),
                              with_pivot(packs, target).at(0), folders);
}

void compile_all(Packs& packs, const std::string& pair, const DictionaryFolders& folders) {
  const std::size_t hyphen = pair.find('-');
  if (hyphen == std::string::npos) throw std::runtime_error(pair + " is not a pair of languages");
  const std::string source = pair.substr(0, hyphen);
  const std::string target = pair.substr(hyphen + 1);
  const std::string base = packs.dirs().lexicons + "/";
  const CompiledLexicon compiled = compile(packs, source, target, folders);
  write_file(base + pair + ".lexicon", compiled.bytes);
  Lexicon lexicon = Lexicon::open(base + pair + ".lexicon");
  const LexiconLanguage first{source, &packs.get(source).stemmer};
  const LexiconLanguage second{target, &packs.get(target).stemmer};
  write_file(base + pair + ".opposites",
             Opposites::compile(packs.data_dir(), first, second, lexicon));
  for (const std::string& note : compiled.notes) std::cout << pair << ": " << note << "\n";
  if (source == target) return;
  lexicon.reverse();
  write_file(base + target + "-" + source + ".opposites",
             Opposites::compile(packs.data_dir(), second, first, lexicon));
}

}  // namespace
}  // namespace concord

int main(int argc, char** argv) {
  if (argc < 7) {
    std::cerr << "usage: compile_lexicons DATA_DIR OUTPUT_DIR DICTD_DIR APERTIUM_DIR HUNSPELL_DIR "
                 "PAIR...\n";
    return 2;
  }
  try {
    concord::Packs packs({argv[1], argv[2], ""});
    std::filesystem::create_directories(argv[2]);
    for (int i = 6; i < argc; ++i)
      concord::compile_all(packs, argv[i], {argv[3], argv[4], argv[5]});
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "compile_lexicons: " << error.what() << "\n";
    return 2;
  }
}
