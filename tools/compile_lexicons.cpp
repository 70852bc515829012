// Build step: compiles the lexicons that are installed with the program.
//
//   compile_lexicons DATA_DIR OUTPUT_DIR DICTD_DIR APERTIUM_DIR TAG...
//
// Writes OUTPUT_DIR/TAG-en.lexicon for every TAG, and the opposites of both directions, TAG-en and
// en-TAG.opposites. A dictionary that is not in its folder is left out, with a note.
#include <exception>
#include <filesystem>
#include <iostream>
#include <string>

#include "lang/build/lexicon_sources.h"
#include "lang/lexicon/lexicon.h"
#include "lang/lexicon/opposites.h"
#include "text/output_file.h"

int main(int argc, char** argv) {
  if (argc < 6) {
    std::cerr << "usage: compile_lexicons DATA_DIR OUTPUT_DIR DICTD_DIR APERTIUM_DIR TAG...\n";
    return 2;
  }
  try {
    concord::Packs packs({argv[1], argv[2], ""});
    std::filesystem::create_directories(argv[2]);
    for (int i = 5; i < argc; ++i) {
      const std::string tag = argv[i];
      const concord::CompiledLexicon compiled =
          concord::compile_lexicon(packs, tag, {argv[3], argv[4]});
      const std::string folder = std::string(argv[2]) + "/";
      concord::write_file(folder + tag + "-en.lexicon", compiled.bytes);
      concord::Lexicon lexicon = concord::Lexicon::open(folder + tag + "-en.lexicon");
      const concord::LexiconLanguage pack{tag, &packs.get(tag).stemmer};
      const concord::LexiconLanguage english{"en", &packs.get("en").stemmer};
      concord::write_file(folder + tag + "-en.opposites",
                          concord::Opposites::compile(argv[1], pack, english, lexicon));
      lexicon.reverse();
      concord::write_file(folder + "en-" + tag + ".opposites",
                          concord::Opposites::compile(argv[1], english, pack, lexicon));
      for (const std::string& note : compiled.notes) std::cout << tag << "-en: " << note << "\n";
    }
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "compile_lexicons: " << error.what() << "\n";
    return 2;
  }
}
