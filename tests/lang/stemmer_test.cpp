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
      {"en", "told", "tell", true},
      {"en", "people", "person", true},
      {"en", "children", "child", true},
      {"en", "colour", "color", true},
      {"en", "coloured", "colors", true},
      {"en", "organisations", "organization", true},
      {"en", "defence", "defense", true},
      {"en", "analyses", "analysis", true},
      {"en", "hour", "her", false},
      {"en", "government", "govern", true},
      {"en", "typhoon", "flood", false},
      {"ru", "\u0441\u0430\u043C\u043C\u0438\u0442\u0430",
       "\u0441\u0430\u043C\u043C\u0438\u0442\u043E\u043C", true},
      {"ru", "\u0432\u0441\u0435\u0445", "\u0432\u0441\u0451\u0445", true},
      {"uk", "\u0443\u0440\u044F\u0434\u0443", "\u0443\u0440\u044F\u0434\u043E\u0432\u0456",
       true},                                                                // "government"
      {"uk", "\u0440\u0443\u043A\u0430", "\u0440\u0443\u0446\u0456", true},  // "hand"
      {"uk", "\u0440\u0438\u043D\u043E\u043A", "\u0440\u0438\u043D\u043A\u0443", true},  // "market"
      {"uk", "\u043F\u0438\u0441\u0430\u0442\u0438", "\u043F\u0438\u0448\u0435", true},  // "write"
      {"uk", "\u0443\u0440\u044F\u0434", "\u0440\u0443\u043A\u0430", false},
      {"id", "laporan", "melaporkan", true},
      {"vi", "ho\u00E0", "h\u00F2a", true},
      {"vi", "l\u00ED", "l\u00FD", true},
      {"vi", "ho\u00E0n", "ho\u00E0", false},
      {"xx", "words", "word", false},
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
