// Build step: compiles the word list of a language from the spelling dictionary that is installed.
//
//   compile_words OUTPUT.words DICTIONARY      DICTIONARY.aff and DICTIONARY.dic; a missing one
//   gives an empty list
#include <exception>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "lang/build/affix_dictionary.h"
#include "text/output_file.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: compile_words OUTPUT.words DICTIONARY\n";
    return 2;
  }
  try {
    const std::filesystem::path output = argv[1];
    const std::string dictionary = argv[2];
    std::vector<concord::ListedWord> words;
    if (std::filesystem::exists(dictionary + ".aff"))
      words = concord::read_affix_dictionary(dictionary);
    std::filesystem::create_directories(output.parent_path());
    concord::write_file(output, concord::WordList::compile(words));
    std::cout << output.stem().string() << ": " << words.size() << " word forms"
              << (words.empty() ? "; the spelling dictionary " + dictionary + " is not installed"
                                : "")
              << "\n";
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "compile_words: " << error.what() << "\n";
    return 2;
  }
}
