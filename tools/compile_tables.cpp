// Build step: compiles the large tables of a language pack into images that are loaded without
// parsing.
//
//   compile_tables DATA_DIR OUTPUT_DIR TAG      writes OUTPUT_DIR/TAG.names and
//   OUTPUT_DIR/TAG.stems
#include <exception>
#include <filesystem>
#include <iostream>
#include <string>

#include "lang/names/known_names.h"
#include "lang/words/stemmer.h"
#include "text/output_file.h"

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: compile_tables DATA_DIR OUTPUT_DIR TAG\n";
    return 2;
  }
  try {
    const std::string data_dir = argv[1];
    const std::filesystem::path output = argv[2];
    const std::string tag = argv[3];
    std::filesystem::create_directories(output);
    concord::write_file(output / (tag + ".names"), concord::KnownNames::compile(data_dir, tag));
    concord::write_file(output / (tag + ".stems"), concord::Stemmer::compile(data_dir, tag));
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "compile_tables: " << error.what() << "\n";
    return 2;
  }
}
