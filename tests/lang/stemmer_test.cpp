// Stems: forms that must meet and words that must not.
#include "lang/words/stemmer.h"

#include <gtest/gtest.h>

#include <thread>

#include "lang/base/data_dirs.h"
#include "text/unicode.h"

namespace concord {
namespace {

struct Row {
  const char* tag;
  const char* a;
  const char* b;
  bool same;
};

TEST(Stemmer, BringsFormsTogether) {
  const Row rows[] = {
      {"en", "told", "tell", true},       {"en", "people", "person", true},
      {"en", "children", "child", true},  {"en", "colour", "color", true},
      {"en", "coloured", "colors", true}, {"en", "organisations", "organization", true},
      {"en", "defence", "defense", true}, {"en", "analyses", "analysis", true},
      {"en", "hour", "her", false},       {"en", "government", "govern", true},
      {"en", "typhoon", "flood", false},  {"ru", "саммита", "саммитом", true},
      {"ru", "всех", "всёх", true},       {"uk", "уряду", "урядові", true},  // "government"
      {"uk", "рука", "руці", true},                                          // "hand"
      {"uk", "ринок", "ринку", true},                                        // "market"
      {"uk", "писати", "пише", true},                                        // "write"
      {"uk", "уряд", "рука", false},      {"id", "laporan", "melaporkan", true},
      {"vi", "hoà", "hòa", true},         {"vi", "lí", "lý", true},
      {"vi", "hoàn", "hoà", false},       {"xx", "words", "word", false},
  };
  for (const Row& row : rows) {
    const Stemmer stemmer = Stemmer::load(find_data_dirs(), row.tag);
    EXPECT_EQ(stemmer.stem(fold(row.a)) == stemmer.stem(fold(row.b)), row.same)
        << row.tag << ": " << row.a << " " << stemmer.stem(fold(row.a)) << ", " << row.b << " "
        << stemmer.stem(fold(row.b));
  }
  EXPECT_EQ(Stemmer::load(find_data_dirs(), "en").stem(""), "");
}

TEST(Stemmer, ServesManyThreads) {
  const Stemmer stemmer = Stemmer::load(find_data_dirs(), "en");
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 500; ++k) ASSERT_EQ(stemmer.stem("reported"), "report");
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace concord
