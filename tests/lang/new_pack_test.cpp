// A pack that is not shipped, written for the tests: data alone bring a language in, and a row that
// could have no effect is refused with its file, its line and what to do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "lang/base/script.h"
#include "lang/lexicon/lexicon.h"
#include "lang/pack/analyse.h"
#include "lang/pack/packs.h"
#include "text/input_error.h"
#include "text/output_file.h"

namespace concord {
namespace {
namespace fs = std::filesystem;

std::vector<std::string> mentions_of(std::string_view text) {
  Packs packs({CONCORD_SOURCE_DIR "/tests/lang/packs", "", ""});
  const Lexicon lexicon;
  Analyser analyser(packs.get("fr"), lexicon, Side::kSource);
  const AnalysedSentence sentence =
      analyser.analyse(text, {0, static_cast<std::uint32_t>(text.size())}, std::nullopt);
  std::vector<std::string> found;
  for (const Mention& mention : sentence.mentions)
    found.push_back(std::string(mention.span.of(text)) + " = " + value_text(mention));
  return found;
}

TEST(NewPack, ElidedWordsStandApart) {
  using testing::Contains;
  EXPECT_THAT(mentions_of("selon l'OTAN, il part."), Contains("OTAN = org:nato"));
  EXPECT_THAT(mentions_of("le chef de l’OTAN est venu."), Contains("OTAN = org:nato"));
  EXPECT_THAT(mentions_of("il faut 3 millions d'euros."),
              Contains("3 millions d'euros = 3000000 EUR"));
}

TEST(NewPack, ItsScriptIsKnownWithoutARow) {
  EXPECT_EQ(script_of_language("fr"), kLatinScript);
  EXPECT_EQ(script_of_language("uk"), kCyrillicScript);
  EXPECT_EQ(script_of_language("sr-Latn"), kLatinScript);
  EXPECT_TRUE(has_letter_of("Boeing и", kCyrillicScript));
  EXPECT_FALSE(has_letter_of("Boeing 737", kCyrillicScript));
}

struct Refused {
  const char* file;
  const char* row;
  const char* wrong;   ///< in the message
  const char* remedy;  ///< in the message
};

const Refused kRefused[] = {
    {"numbers.tsv", "identifier\t-\tvol numéro", "can have no effect", "write one word"},
    {"numbers.tsv", "teen\t10\tet dix", "can have no effect", "write one word"},
    {"numbers.tsv", "style\t-\tbare-scale", "unknown style", "NumberStyle"},
    {"numbers.tsv", "decimal\t-\tspace", "no decimal sign", "comma or dot"},
    {"numbers.tsv", "group\t-\tpoint", "unknown sign", "comma, dot or space"},
    {"elisions.tsv", "le", "can have no effect", "with its apostrophe"},
    {"elisions.tsv", "d'l'", "can have no effect", "with its apostrophe"},
    {"typewriter-apostrophe.tsv", "letters\tа е", "can have no effect", "without anything between"},
    {"typewriter-apostrophe.tsv", "letter\tа", "unknown kind", "use letters"},
    {"name-style.tsv", "hard-j\tyes", "unknown property", "name_style.h"},
};

TEST(NewPack, ARowWithoutEffectIsRefused) {
  const fs::path data = fs::temp_directory_path() / ("concord-pack-" + std::to_string(getpid()));
  for (const Refused& row : kRefused) {
    fs::remove_all(data);
    fs::create_directories(data / "fr");
    const std::string path = (data / "fr" / row.file).string();
    write_file(path, std::string("# A table.\n") + row.row + "\n");
    try {
      load_pack({data.string(), "", ""}, "fr");
      ADD_FAILURE() << row.row << " is not refused";
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), testing::HasSubstr(path + ":2: "));
      EXPECT_THAT(error.what(), testing::HasSubstr(row.wrong));
      EXPECT_THAT(error.what(), testing::HasSubstr(row.remedy));
    }
  }
  fs::remove_all(data);
}

}  // namespace
}  // namespace concord
