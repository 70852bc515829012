// Reading aligned segments: what other tools write, and what is refused with which line.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "formats/read_bitext.h"
#include "text/input_error.h"
#include "text/read_file.h"

namespace concord {
namespace {

/// A file that goes when the test ends.
class Temporary {
 public:
  explicit Temporary(const std::string& bytes)
      : path_((std::filesystem::temp_directory_path() / ("concord-bitext-" + std::to_string(::getpid()))).string()) {
    write_file(path_, bytes);
  }
  ~Temporary() { std::remove(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// "id|source|target" of every segment, and "line" behind an error.
std::string read(const std::string& bytes, BitextOptions options = {}) {
  const Temporary file(bytes);
  std::string out;
  try {
    read_bitext(file.path(), options, [&](const BitextLanguages& languages, const SegmentPair& segment) {
      out += languages.source + ">" + languages.target + " " + segment.id + "|" + segment.source + "|" +
             segment.target + "\n";
    });
  } catch (const InputError& error) {
    out += "line " + std::to_string(error.line());
  }
  return out;
}

std::string utf16(const std::string& ascii, bool big) {
  std::string out = big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : ascii) out += big ? std::string{'\0', c} : std::string{c, '\0'};
  return out;
}

constexpr const char* kTmx =
    "<?xml version=\"1.0\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\"><header "
    "srclang=\"ru\"/><body>\n"
    "<tu tuid=\"u1\"><tuv xml:lang=\"ru\"><seg>A <bpt i=\"1\">&lt;b&gt;<sub>no</sub></bpt>bold<ept "
    "i=\"1\">&lt;/b&gt;</ept> <hi>c</hi></seg></tuv>"
    "<tuv xml:lang=\"en-GB\"><seg>X</seg></tuv><tuv xml:lang=\"vi\"><seg>V</seg></tuv></tu>\n"
    "<tu><tuv lang=\"EN\"><seg>only</seg></tuv></tu>\n</body></tmx>\n";

TEST(Bitext, Table) {
  struct Row {
    std::string bytes;
    BitextOptions options;
    std::string segments;
  };
  const std::string xliff12 =
      "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file source-language=\"ru\" "
      "target-language=\"en\"><body>"
      "<trans-unit id=\"7\"><source>A <g id=\"1\">b</g><x id=\"2\"/><ph id=\"3\">code</ph></source><target>X</target>"
      "<alt-trans><source>no</source><target>no</target></alt-trans></trans-unit></body></file></xliff>";
  const std::string xliff21 =
      "<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" srcLang=\"ru\" trgLang=\"en\"><file "
      "id=\"f\"><unit id=\"u\">"
      "<mtc:matches "
      "xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\"><mtc:match><source>no</source><target>no</target></"
      "mtc:match></mtc:matches>"
      "<segment id=\"s\"><source>A <pc id=\"1\">b</pc><ph id=\"2\"/></source><target>X <mrk "
      "id=\"m\">y</mrk></target></segment>"
      "<ignorable><source> </source></ignorable></unit></file></xliff>";
  const std::string po =
      "msgid \"\"\nmsgstr \"\"\n\"Language: ru\\n\"\n\n# note\nmsgid \"One \"\n\"two\"\nmsgstr \"Odin \\\"dva\\\"\"\n\n"
      "msgctxt \"c\"\nmsgid \"day\"\nmsgid_plural \"days\"\nmsgstr[0] \"den\"\nmsgstr[1] \"dnya\"\n\n#~ msgid "
      "\"old\"\n#~ msgstr \"x\"\n";
  const BitextOptions ru_en{"auto", "ru", "en", {}};
  const Row rows[] = {
      {"", ru_en, ""},
      {"1\ta\tx\n2\tb\ty\n", ru_en, "ru>en 1|a|x\nru>en 2|b|y\n"},
      {"\xEF\xBB\xBF"
       "1\ta\tx\r\n",
       ru_en, "ru>en 1|a|x\n"},
      {"a\tx\nb\ty\n", ru_en, "ru>en 1|a|x\nru>en 2|b|y\n"},
      {"1\ta\tx\nno tabs\n", ru_en, "ru>en 1|a|x\nline 2"},
      {"1\ta\t\xFF\n", ru_en, "line 1"},
      {"target\tid\tsource\nx\t1\ta\n", ru_en, "ru>en 1|a|x\n"},
      {"x\ta\n", {"auto", "ru", "en", "target,source"}, "ru>en 1|a|x\n"},
      {utf16("1\ta\tx\n", false), ru_en, "ru>en 1|a|x\n"},
      {kTmx, {}, "ru>en-GB u1|A bold c|X\n"},
      {kTmx, ru_en, "ru>en u1|A bold c|X\n"},
      {kTmx, {"auto", "en", "vi", {}}, "en>vi u1|X|V\n"},
      {kTmx, {"auto", "ru", "uk", {}}, ""},
      {utf16("<tmx version=\"1.1\"><header srclang=\"ru\"/><body><tu><tuv lang=\"ru\"><seg>A</seg></tuv><tuv "
             "lang=\"en\"><seg>X</seg></tuv></tu></body></tmx>",
             true),
       {},
       "ru>en 1|A|X\n"},
      {"<?xml version=\"1.0\" encoding=\"windows-1251\"?><tmx><header srclang=\"ru\"/><body><tu><tuv "
       "xml:lang=\"ru\"><seg>\xC0</seg></tuv>"
       "<tuv xml:lang=\"en\"><seg>A</seg></tuv></tu></body></tmx>",
       {},
       "ru>en 1|\u0410|A\n"},
      {"<tmx>\n<header/>\n<body>\n<tu></body></tmx>", {}, "line 4"},
      {"<tmx><body/></tmx><x/>", {}, "line 1"},
      {"<html/>", {}, "line 1"},
      {xliff12, {}, "ru>en 7|A b|X\n"},
      {xliff21, {}, "ru>en u/s|A b|X y\n"},
      {po, {}, "en>ru 1|One two|Odin \"dva\"\nen>ru c[0]|day|den\nen>ru c[1]|days|dnya\n"},
      {"msgid \"a\"\n\nmsgid \"b\"\nmsgstr \"c\"\n", {}, "line 2"},
      {"msgid \"a\"\nmsgstr \"c\n", {}, "line 2"},
  };
  for (const Row& row : rows) EXPECT_EQ(read(row.bytes, row.options), row.segments) << row.bytes;
}

TEST(Bitext, TmxKeepsInlineTags) {
  const Temporary file(kTmx);
  std::string markup;
  read_bitext(file.path(), {}, [&](const BitextLanguages&, const SegmentPair& segment) {
    markup = segment.source_markup + "|" + segment.target_markup;
  });
  EXPECT_EQ(markup, "A <bpt i=\"1\">&lt;b&gt;<sub>no</sub></bpt>bold<ept i=\"1\">&lt;/b&gt;</ept> <hi>c</hi>|");
}

TEST(Bitext, AnEntityBombIsRefused) {
  std::string bomb = "<!DOCTYPE tmx [<!ENTITY a0 \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\">";
  for (int i = 1; i < 12; ++i) {
    bomb += "<!ENTITY a" + std::to_string(i) + " \"";
    for (int j = 0; j < 10; ++j) bomb += "&a" + std::to_string(i - 1) + ";";
    bomb += "\">";
  }
  bomb += "]><tmx><header srclang=\"ru\"/><body><tu><tuv xml:lang=\"ru\"><seg>&a11;</seg></tuv></tu></body></tmx>";
  EXPECT_EQ(read(bomb), "line 1");
}

}  // namespace
}  // namespace concord
