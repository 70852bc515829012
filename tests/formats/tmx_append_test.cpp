// Extending memories of other tools: what is new goes in once, every other byte stays.
#include "formats/tmx/tmx_append.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <pugixml.hpp>

#include "formats/tmx/tmx_frame.h"
#include "lang/base/data_dirs.h"
#include "tests/formats/report_builder.h"
#include "text/input_error.h"
#include "text/output_file.h"
#include "text/read_file.h"
#include "text/unicode.h"

namespace concord {
namespace {
using ::testing::HasSubstr;
using ::testing::Not;

/// A file that goes when the test ends.
class Temporary {
 public:
  explicit Temporary(const std::string& bytes = {})
      : path_((std::filesystem::temp_directory_path() /
               ("concord-append-" + std::to_string(::getpid())))
                  .string()) {
    if (!bytes.empty()) write_file(path_, bytes);
  }
  ~Temporary() { std::filesystem::remove(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

WriterOptions options() {
  WriterOptions options;
  options.messages = find_data_dirs().messages;
  options.tmx_all = true;
  options.timestamp = "20241116T000000Z";
  return options;
}

std::string units_of(const PairReport& report) {
  const auto writer = make_bead_writer("tmx", options());
  return std::string(tmx_units_of(writer->pair(report)));
}

std::string utf16(const std::string& ascii, bool big) {
  std::string out = big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : ascii) out += big ? std::string{'\0', c} : std::string{c, '\0'};
  return out;
}

/// A memory of another tool: its own version, properties, notes, inline tags, comments and indents.
std::string other(const std::string& declaration, const std::string& version = "1.4",
                  const std::string& lang = "xml:lang") {
  return declaration + "<tmx version=\"" + version +
         "\">\r\n<header creationtool=\"Other &amp; Co\" srclang=\"en\"><prop "
         "type=\"x-own\">1</prop></header>\r\n\t<body>"
         "<!-- </body> -->\r\n"
         "<tu tuid='7' usagecount = \"3\"><note>kept</note><prop type=\"x-b\">  two  </prop><tuv " +
         lang + "=\"en-GB\"><seg>He said.</seg></tuv><tuv " + lang +
         "=\"RU\"><seg>On on skazal.</seg></tuv></tu>\r\n"
         "<tu><tuv " +
         lang +
         "=\"ru\"><seg>Plan <bpt i=\"1\">{b</bpt>do<ept i=\"1\">}</ept> 2030 "
         "goda.</seg></tuv><tuv " +
         lang +
         "=\"en\"><seg>The plan until 2035.</seg></tuv></tu>\r\n\t</body>\r\n</tmx>\r\n<!-- end "
         "-->\r\n";
}

TEST(TmxAppend, AddsWhatIsNewAndKeepsEveryByte) {
  struct Row {
    const char* name;
    std::string bytes;
    bool plain_lang;
  };
  const Row rows[] = {
      {"utf-8", other("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"), false},
      {"no declaration", other(""), false},
      {"byte order mark", "\xEF\xBB\xBF" + other(""), false},
      {"1.1, lang",
       other("<?xml version=\"1.0\"?><!DOCTYPE tmx SYSTEM \"tmx11.dtd\">", "1.1", "lang"), true},
      {"utf-16 little", utf16(other("<?xml version=\"1.0\" encoding=\"UTF-16\"?>"), false), false},
      {"utf-16 big", utf16(other("<?xml version=\"1.0\" encoding=\"UTF-16\"?>"), true), false},
      {"windows-1251", other("<?xml version='1.0' encoding='windows-1251'?>"), false},
  };
  for (const Row& row : rows) {
    const Temporary file(row.bytes);
    {
      TmxAppender memory(file.path(), options());
      memory.add(units_of(test::small_report()));
      memory.add(units_of(test::small_report()));
      EXPECT_EQ(read_file(file.path()), row.bytes)
          << row.name << ": nothing may change before the end";
      memory.finish();
      // "He said." is there, the other way round and with another region; the plan is there only
      // with inline tags.
      EXPECT_EQ(memory.counts().added, 1U) << row.name;
      EXPECT_EQ(memory.counts().known, 3U) << row.name;
    }
    const std::string now = read_file(file.path());
    // What was there is what is there with one stretch taken out.
    std::size_t same = 0;
    while (same < row.bytes.size() && now[same] == row.bytes[same]) ++same;
    EXPECT_EQ(now.substr(now.size() - (row.bytes.size() - same)), row.bytes.substr(same))
        << row.name;
    pugi::xml_document document;
    ASSERT_TRUE(document.load_buffer(now.data(), now.size())) << row.name;
    const pugi::xml_node body = document.child("tmx").child("body");
    EXPECT_EQ(std::distance(body.begin(), body.end()), 3) << row.name;
    const pugi::xml_node unit = body.last_child();
    EXPECT_STREQ(unit.child("tuv").attribute(row.plain_lang ? "lang" : "xml:lang").value(), "ru")
        << row.name;
    EXPECT_STREQ(unit.child("tuv").child_value("seg"), "Plan do 2030 goda.") << row.name;
    // A second time there is nothing to add, and not a byte changes.
    TmxAppender again(file.path(), options());
    again.add(units_of(test::small_report()));
    again.finish();
    EXPECT_EQ(again.counts().added, 0U) << row.name;
    EXPECT_EQ(read_file(file.path()), now) << row.name;
  }
}

TEST(TmxAppend, OtherEncodingsTakeEveryLetter) {
  for (const std::string encoding : {"UTF-8", "windows-1251", "US-ASCII"}) {
    const Temporary file("<?xml version=\"1.0\" encoding=\"" + encoding +
                         "\"?>\n<tmx version=\"1.4\"><header srclang=\"ru\"/><body/></tmx>");
    PairReport report = test::small_report();
    report.source = test::article_of("a", "ru", {"Да 😀", "b"});
    TmxAppender memory(file.path(), options());
    memory.add(units_of(report));
    memory.finish();
    const std::string now = read_file(file.path());
    pugi::xml_document document;
    ASSERT_TRUE(document.load_buffer(now.data(), now.size())) << encoding;
    EXPECT_STREQ(document.child("tmx").child("body").child("tu").child("tuv").child_value("seg"),
                 "Да 😀");
    EXPECT_EQ(encoding == "UTF-8", now.find("Д") != std::string::npos) << encoding;
    TmxAppender again(file.path(), options());
    again.add(units_of(report));
    again.finish();
    EXPECT_EQ(again.counts().known, 2U) << encoding;
    EXPECT_EQ(read_file(file.path()), now) << encoding;
  }
}

TEST(TmxAppend, NothingNewChangesNothing) {
  const std::string unit =
      "<tu><tuv xml:lang=\"ru\"><seg>A</seg></tuv><tuv xml:lang=\"en\"><seg>B</seg></tuv></tu>";
  for (const std::string& body :
       {"<body>" + unit + "</body>", "<body>" + unit + "\n  </body>", std::string("<body/>")}) {
    const std::string bytes = "<tmx version=\"1.4\"><header srclang=\"ru\"/>" + body + "</tmx>";
    const Temporary file(bytes);
    TmxAppender memory(file.path(), options());
    if (body != "<body/>") memory.add(unit);
    memory.finish();
    EXPECT_EQ(read_file(file.path()), bytes);
    EXPECT_EQ(memory.counts().added, 0U);
  }
}

TEST(TmxAppend, AMissingMemoryIsBegun) {
  const Temporary file;
  TmxAppender memory(file.path(), options());
  memory.add(units_of(test::small_report()));
  memory.finish();
  const std::string bytes = read_file(file.path());
  EXPECT_THAT(bytes, HasSubstr("<header creationtool=\"concord\""));
  EXPECT_EQ(count_units(bytes), 2U);
  EXPECT_EQ(memory.counts().added, 2U);
}

TEST(TmxAppend, RefusesWhatIsNoMemoryAndLeavesIt) {
  struct Row {
    const char* bytes;
    const char* error;
  };
  const Row rows[] = {
      {"id\tsource\ttarget\n", ": is no TMX; name a TMX file to extend"},
      {"<xliff/>", ":1: is XML, but not TMX: its root is <xliff>; name a TMX file to extend"},
      {"<tmx version=\"1.4\">\n<header/></tmx>", ": has no <body>; name a TMX file to extend"},
      {"<tmx version=\"1.4\">\n<header/>\n<body><tu></body></tmx>",
       ":3: is not well-formed XML: mismatched tag; fix the XML at this line"},
  };
  for (const Row& row : rows) {
    const Temporary file(row.bytes);
    try {
      TmxAppender memory(file.path(), options());
      ADD_FAILURE() << row.bytes;
    } catch (const InputError& error) {
      EXPECT_EQ(std::string(error.what()), file.path() + row.error);
    }
    EXPECT_EQ(read_file(file.path()), row.bytes);
  }
}

TEST(TmxAppend, AMemoryThatChangedMeanwhileIsNotOverwritten) {
  const Temporary file(other(""));
  TmxAppender memory(file.path(), options());
  memory.add(units_of(test::small_report()));
  const std::string others = other("<?xml version=\"1.0\"?>\n");
  write_file(file.path(), others);
  EXPECT_THROW(memory.finish(), InputError);
  EXPECT_EQ(read_file(file.path()), others);
}

}  // namespace
}  // namespace concord
