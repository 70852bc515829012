// Build step: compiles the tables of language packs into images that are loaded without parsing.
//
//   compile_tables DATA_DIR OUTPUT_DIR TAG      writes TAG.names, TAG.stems,
//   TAG.boilerplate, TAG.segment and TAG.pack
//   compile_tables DATA_DIR OUTPUT_DIR          writes names.match and languages.detect
#include <exception>
#include <filesystem>
#include <iostream>
#include <string>

#include "lang/names/known_names.h"
#include "lang/names/name_match.h"
#include "lang/pack/detect.h"
#include "lang/pack/pack.h"
#include "lang/segment/boilerplate.h"
#include "lang/segment/segmenter.h"
#include "lang/words/stemmer.h"
#include "text/output_file.h"

int main(int argc, char** argv) {
  if (argc != 3 && argc != 4) {
    std::cerr << "usage: compile_tables DATA_DIR OUTPUT_DIR [TAG]\n";
    return 2;
  }
  try {
    const std::string data_dir = argv[1];
    const std::filesystem::path output = argv[2];
    std::filesystem::create_directories(output);
    if (argc == 3) {
      concord::write_file(output / "names.match", concord::NameMatcher::compile(data_dir));
      concord::write_file(output / "languages.detect",
                          concord::LanguageDetector::compile(data_dir));
      return 0;
    }
    const std::string tag = argv[3];
    concord::write_file(output / (tag + ".names"), concord::KnownNames::compile(data_dir, tag));
    concord::write_file(output / (tag + ".stems"), concord::Stemmer::compile(data_dir, tag));
    concord::write_file(output / (tag + ".boilerplate"),
                        concord::BoilerplateRules::compile(data_dir, tag));
    concord::write_file(output / (tag + ".segment"), concord::Segmenter::compile(data_dir, tag));
    concord::write_file(output / (tag + ".pack"), concord::compile_pack({data_dir, "", ""}, tag));
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "compile_tables: " << error.what() << "\n";
    return 2;
  }
}
