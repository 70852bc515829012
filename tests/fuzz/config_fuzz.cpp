// concord.toml, baselines and glossaries on arbitrary bytes: the first byte chooses. A pattern that
// is accepted is used.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "formats/baseline.h"
#include "formats/config.h"
#include "formats/tmx/text_pairs.h"
#include "lang/lexicon/term_files.h"
#include "text/input_error.h"

namespace {

void use_config(const std::string& bytes) {
  const concord::Config config = concord::read_config("concord.toml", bytes);
  concord::Article article;
  article.text = "The minister arrived in Kyiv on May 5 and met the head of the government.";
  article.lang = "en";
  const concord::Span whole{0, static_cast<std::uint32_t>(article.text.size())};
  article.blocks.push_back({whole, concord::BlockRole::kBody, {}});
  article.sentences.push_back({whole, 0});
  const concord::ConfigRules rules = concord::rules_for(config, article, article);
  concord::policy_of(rules);
  concord::apply_boilerplate(rules, article);
}

void use_terms(const std::string& bytes, const char* ending) {
  char name[] = "/tmp/concord-fuzz-XXXXXX.tsv";
  const int file = mkstemps(name, 4);
  if (file < 0) std::abort();
  std::string path = name;
  if (std::string(ending) != "tsv") {
    path = path.substr(0, path.size() - 3) + ending;
    if (rename(name, path.c_str()) != 0) std::abort();
  }
  const bool written =
      write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
  close(file);
  try {
    if (written && path.ends_with("tmx")) {
      concord::read_text_pairs(path, {"ru", "en"});
    } else if (written) {
      concord::read_termbase(path, {"ru", "en"});
    }
  } catch (const concord::InputError&) {
    unlink(path.c_str());
    throw;
  }
  unlink(path.c_str());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  try {
    switch (data[0] % 5) {
      case 0:
        use_config(bytes);
        break;
      case 1: {
        concord::Baseline baseline;
        baseline.read("baseline.jsonl", bytes);
        for (const concord::BaselineEntry& entry : baseline.entries()) concord::to_line(entry);
        break;
      }
      case 2:
        use_terms(bytes, "tsv");
        break;
      case 3:
        use_terms(bytes, "tbx");
        break;
      default:
        use_terms(bytes, "tmx");
        break;
    }
  } catch (const concord::InputError&) {
    // Bad input is refused: that is right.
  }
  return 0;
}
