// The segments of translation memories, for learning a lexicon from them.
#include "formats/tmx/text_pairs.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "text/input_error.h"
#include "text/output_file.h"
#include "text/scratch_folder.h"

namespace concord {
namespace {

struct Case {
  const char* name;
  std::string bytes;
  std::string expected;  ///< pairs, or a part of the message
};

TEST(TextPairs, OfTranslationMemories) {
  const auto tmx = [](const std::string& units) {
    return "<tmx version=\"1.4\"><header/><body>" + units + "</body></tmx>";
  };
  const std::string unit =
      "<tu><tuv xml:lang=\"RU-ru\"><seg>Мост <bpt i=\"1\">&lt;b&gt;</bpt>открыт<ept "
      "i=\"1\">&lt;/b&gt;</ept>.</seg></tuv>"
      "<tuv xml:lang=\"en\"><seg>The <hi>bridge</hi> is open.</seg></tuv></tu>";
  const ScratchFolder folder("concord-test");
  const std::vector<Case> cases = {
      {"a.tmx", tmx(unit), "Мост открыт. = The bridge is open.\n"},
      {"old.tmx",
       tmx("<tu><tuv lang=\"ru\"><seg>а</seg></tuv><tuv lang=\"en\"><seg>b</seg></tuv></tu>"),
       "а = b\n"},
      {"one-sided.tmx", tmx("<tu><tuv xml:lang=\"ru\"><seg>а</seg></tuv></tu>" + unit),
       "Мост открыт. = The bridge is open.\n"},
      {"german.tmx",
       tmx("<tu><tuv xml:lang=\"de\"><seg>a</seg></tuv><tuv "
           "xml:lang=\"en\"><seg>b</seg></tuv></tu>"),
       "has no pair of ru and en"},
      {"empty.tmx", tmx(""), "has no pair of ru and en"},
      {"cut.tmx", tmx(unit).substr(0, 120), ":1: is not well-formed XML"},
      {"html.tmx", "<html><body/></html>", "is not TMX: its root is <html>"},
      {"nothing.tmx", "", "is not well-formed XML"},
  };
  for (const Case& row : cases) {
    const std::string path = folder.file(row.name);
    write_file(path, row.bytes);
    std::string found;
    try {
      for (const TextPair& pair : read_text_pairs(path, {"ru", "en"}))
        found += pair.source + " = " + pair.target + "\n";
    } catch (const InputError& error) {
      found = error.what();
    }
    if (row.expected.ends_with('\n'))
      EXPECT_EQ(found, row.expected) << row.name;
    else
      EXPECT_NE(found.find(row.expected), std::string::npos) << row.name << ": " << found;
  }
}

}  // namespace
}  // namespace concord
