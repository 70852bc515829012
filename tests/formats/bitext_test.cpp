// Reading aligned segments: what other tools write, and what is refused with which line.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "formats/read_bitext.h"
#include "text/input_error.h"
#include "text/output_file.h"

namespace concord {
namespace {

/// A file that goes when the test ends.
class Temporary {
 public:
  explicit Temporary(const std::string& bytes)
      : path_((std::filesystem::temp_directory_path() /
               ("concord-bitext-" + std::to_string(::getpid())))
                  .string()) {
    write_file(path_, bytes);
  }
  ~Temporary() { std::remove(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// "id|source|target" of every segment, and "line" after an error.
std::string read(const std::string& bytes, BitextOptions options = {}) {
  const Temporary file(bytes);
  std::string out;
  try {
    read_bitext(file.path(), options,
                [&](const BitextLanguages& languages, const SegmentPair& segment) {
                  out += languages.source + ">" + languages.target + " " + segment.id + "|" +
                         segment.source + "|" + segment.target + "\n";
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
      "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file "
      "source-language=\"ru\" "
      "target-language=\"en\"><body>"
      "<trans-unit id=\"7\"><source>A <g id=\"1\">b</g><x id=\"2\"/><ph "
      "id=\"3\">code</ph></source><target>X</target>"
      "<alt-trans><source>no</source><target>no</target></alt-trans></trans-unit></body></file></"
      "xliff>";
  const std::string xliff21 =
      "<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" srcLang=\"ru\" "
      "trgLang=\"en\"><file "
      "id=\"f\"><unit id=\"u\">"
      "<mtc:matches "
      "xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\"><mtc:match><source>no</"
      "source><target>no</target></"
      "mtc:match></mtc:matches>"
      "<segment id=\"s\"><source>A <pc id=\"1\">b</pc><ph id=\"2\"/></source><target>X <mrk "
      "id=\"m\">y</mrk></target></segment>"
      "<ignorable><source> </source></ignorable></unit></file></xliff>";
  const std::string po =
      "msgid \"\"\nmsgstr \"\"\n\"Language: ru\\n\"\n\n# note\nmsgid \"One \"\n\"two\"\nmsgstr "
      "\"Odin \\\"dva\\\"\"\n\n"
      "msgctxt \"c\"\nmsgid \"day\"\nmsgid_plural \"days\"\nmsgstr[0] \"den\"\nmsgstr[1] "
      "\"dnya\"\n\n#~ msgid "
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
      {utf16("<tmx version=\"1.1\"><header srclang=\"ru\"/><body><tu><tuv "
             "lang=\"ru\"><seg>A</seg></tuv><tuv "
             "lang=\"en\"><seg>X</seg></tuv></tu></body></tmx>",
             true),
       {},
       "ru>en 1|A|X\n"},
      {"<?xml version=\"1.0\" encoding=\"windows-1251\"?><tmx><header "
       "srclang=\"ru\"/><body><tu><tuv "
       "xml:lang=\"ru\"><seg>\xC0</seg></tuv>"
       "<tuv xml:lang=\"en\"><seg>A</seg></tuv></tu></body></tmx>",
       {},
       "ru>en 1|А|A\n"},
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

/// A TMX document around a body.
std::string tmx(const std::string& body,
                const std::string& head = "<tmx version=\"1.4\"><header srclang=\"ru\"/>") {
  return head + "<body>" + body + "</body></tmx>";
}
/// A unit of a Russian and an English text.
std::string unit(const std::string& source, const std::string& target) {
  return "<tu><tuv xml:lang=\"ru\"><seg>" + source + "</seg></tuv><tuv xml:lang=\"en\"><seg>" +
         target + "</seg></tuv></tu>";
}
std::string xliff12(const std::string& body) {
  return "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file "
         "original=\"a\" "
         "source-language=\"ru\" target-language=\"en\" datatype=\"plaintext\"><header/><body>" +
         body + "</body></file></xliff>";
}
std::string xliff2(const std::string& units, const std::string& version = "2.0") {
  return "<xliff version=\"" + version +
         "\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" srcLang=\"ru\" trgLang=\"en\"><file "
         "id=\"f\">" +
         units + "</file></xliff>";
}

// In the manner of the TMX compliance kit and the XLIFF test suite: one file for each thing that
// the standards allow.
TEST(Bitext, WhatOtherToolsWrite) {
  struct Row {
    const char* what;
    std::string bytes;
    std::string segments;
    BitextOptions options = {};
  };
  const BitextOptions ru_en{"auto", "ru", "en", {}};
  const Row rows[] = {
      // TMX 1.1 to 1.4b
      {"1.1: lang, a document type",
       tmx("<tu><tuv lang=\"RU\"><seg>A</seg></tuv><tuv lang=\"EN-US\"><seg>X</seg></tuv></tu>",
           "<!DOCTYPE tmx SYSTEM \"tmx11.dtd\"><tmx version=\"1.1\"><header creationtool=\"x\" "
           "srclang=\"RU\"/>"),
       "ru>en-US 1|A|X\n"},
      {"1.2: <ut>", tmx(unit("A<ut>{\\b </ut> b", "X")), "ru>en 1|A b|X\n"},
      {"1.3: header with notes, properties and own characters",
       tmx(unit("A", "X"),
           "<tmx version=\"1.3\"><header srclang=\"ru\"><note>n</note><ude name=\"u\" "
           "base=\"x\"><map "
           "unicode=\"#xF8FF\" code=\"#xF0\"/></ude><prop type=\"p\">v</prop></header>"),
       "ru>en 1|A|X\n"},
      {"1.4: every inline element",
       tmx(unit("<bpt i=\"1\" x=\"1\">&lt;b></bpt>A<ept i=\"1\">&lt;/b></ept> <it "
                "pos=\"begin\">i</it>b<ph "
                "x=\"3\">&lt;br/></ph> "
                "<hi type=\"t\">c <hi>d</hi></hi>",
                "X")),
       "ru>en 1|A b c d|X\n"},
      {"sub-flows within sub-flows",
       tmx(unit("A<ph>&lt;img alt=\"<sub>no <ph>x<sub>deep</sub></ph></sub>\"></ph> b", "X")),
       "ru>en 1|A b|X\n"},
      {"properties and notes everywhere",
       tmx("<note>n</note><tu tuid=\"t\" srclang=\"ru\"><note>n</note><prop "
           "type=\"p\">no</prop><tuv "
           "xml:lang=\"ru\"><note>n</note>"
           "<prop type=\"p\">no</prop><seg>A</seg></tuv><tuv "
           "xml:lang=\"en\"><seg>X</seg></tuv></tu>"),
       "ru>en t|A|X\n"},
      {"the unit's own source language",
       tmx("<tu srclang=\"en\"><tuv xml:lang=\"ru\"><seg>A</seg></tuv><tuv "
           "xml:lang=\"en\"><seg>X</seg></tuv></tu>"),
       "en>ru 1|X|A\n"},
      {"all languages are sources",
       tmx(unit("A", "X"), "<tmx version=\"1.4\"><header srclang=\"*all*\"/>"), "ru>en 1|A|X\n"},
      {"five languages, two asked for",
       tmx("<tu><tuv xml:lang=\"de\"><seg>D</seg></tuv><tuv "
           "xml:lang=\"vi-VN\"><seg>V</seg></tuv><tuv "
           "xml:lang=\"ru\"><seg>A"
           "</seg></tuv><tuv xml:lang=\"id\"><seg>I</seg></tuv><tuv "
           "xml:lang=\"en\"><seg>X</seg></tuv></tu>"),
       "vi>id 1|V|I\n",
       {"auto", "vi", "id", {}}},
      {"the exact region before another",
       tmx("<tu><tuv xml:lang=\"ru\"><seg>A</seg></tuv><tuv "
           "xml:lang=\"en-GB\"><seg>X</seg></tuv><tuv "
           "xml:lang=\"en-US\"><seg>Y"
           "</seg></tuv></tu>"),
       "ru>en-US 1|A|Y\n",
       {"auto", "ru", "en-US", {}}},
      {"CDATA, references, own entities",
       tmx(unit("<![CDATA[a < b]]> &amp; &#x41; &e;", "X"),
           "<!DOCTYPE tmx [<!ENTITY e \"own\">]><tmx version=\"1.4\"><header srclang=\"ru\"/>"),
       "ru>en 1|a < b & A own|X\n"},
      {"comments and instructions in a segment", tmx(unit("a<!-- no --><?no no?>b", "X")),
       "ru>en 1|ab|X\n"},
      {"a unit with a character that XML has not is skipped",
       tmx(unit("A\x01", "X") + unit("&#0;", "Z") + unit("B", "Y")), "ru>en 3|B|Y\n"},
      {"empty segments are skipped", tmx(unit("", "X") + unit("A", "") + unit("B", "Y")),
       "ru>en 3|B|Y\n"},
      {"UTF-16 without a mark, little",
       utf16("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + tmx(unit("A", "X")), false).substr(2),
       "ru>en 1|A|X\n"},
      {"UTF-16 without a mark, big",
       utf16("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + tmx(unit("A", "X")), true).substr(2),
       "ru>en 1|A|X\n"},
      {"UTF-16 with inline tags", utf16(tmx(unit("A <ph>no</ph>b", "X")), false),
       "ru>en 1|A b|X\n"},
      {"KOI8-R", "<?xml version=\"1.0\" encoding=\"koi8-r\"?>" + tmx(unit("\xC1", "X")),
       "ru>en 1|а|X\n"},
      {"an empty body", tmx(""), ""},
      // XLIFF 1.2
      {"1.2: groups, all inline elements, segmented source",
       xliff12("<group><trans-unit id=\"1\"><source>A <bpt id=\"1\">no</bpt>b<ept "
               "id=\"1\">no</ept> <it id=\"2\" "
               "pos=\"open\">no</it>"
               "<bx id=\"3\"/>c<ex id=\"3\"/> <g id=\"4\">d <mrk mtype=\"x\">e</mrk></g><ph "
               "id=\"5\">no<sub>no</sub></ph></source>"
               "<seg-source><mrk mtype=\"seg\" mid=\"1\">no</mrk></seg-source><target "
               "state=\"final\">X</target><note>n</note>"
               "</trans-unit></group>"),
       "ru>en 1|A b c d e|X\n"},
      {"1.2: no target, binary units, alternatives",
       xliff12("<trans-unit id=\"1\"><source>A</source></trans-unit><bin-unit id=\"2\" "
               "mime-type=\"x\"><bin-source/></bin-unit>"
               "<trans-unit "
               "id=\"3\"><source>B</source><target>Y</target><alt-trans><source>no</"
               "source><target>no</target></alt-trans>"
               "</trans-unit>"),
       "ru>en 3|B|Y\n"},
      {"1.2: two files of other languages",
       "<xliff version=\"1.2\"><file source-language=\"ru\" "
       "target-language=\"en\"><body><trans-unit "
       "id=\"1\"><source>A</source>"
       "<target>X</target></trans-unit></body></file><file source-language=\"vi\" "
       "target-language=\"en\"><body><trans-unit "
       "id=\"1\"><source>V</source><target>Y</target></trans-unit></body></file></xliff>",
       "ru>en 1|A|X\nvi>en 1|V|Y\n"},
      {"1.2: a prefix",
       "<x:xliff xmlns:x=\"urn:oasis:names:tc:xliff:document:1.2\" version=\"1.2\"><x:file "
       "source-language=\"ru\" "
       "target-language=\"en\"><x:body><x:trans-unit "
       "id=\"1\"><x:source>A</x:source><x:target>X</x:target>"
       "</x:trans-unit></x:body></x:file></x:xliff>",
       "ru>en 1|A|X\n"},
      // XLIFF 2.0 and 2.1
      {"2.0: all inline elements, original data, notes",
       xliff2("<group id=\"g\"><unit id=\"u\"><notes><note>n</note></notes><originalData><data "
              "id=\"d\">no</data></originalData>"
              "<segment><source>A <pc id=\"1\" dataRefStart=\"d\">b</pc> <sc id=\"2\"/>c<ec "
              "startRef=\"2\"/><ph "
              "id=\"3\"/> <sm id=\"m\" "
              "type=\"comment\"/>d<em startRef=\"m\"/> <mrk id=\"n\" type=\"term\">e</mrk><cp "
              "hex=\"001A\"/></source><target>X"
              "</target></segment></unit></group>"),
       "ru>en u|A b c d e|X\n"},
      {"2.1: several segments, ignorables, matches, glossary",
       xliff2("<unit id=\"u\"><mtc:matches "
              "xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\"><mtc:match "
              "ref=\"#s1\"><source>no</source>"
              "<target>no</target></mtc:match></mtc:matches><gls:glossary "
              "xmlns:gls=\"urn:oasis:names:tc:xliff:glossary:2.0\">"
              "<gls:glossEntry><gls:term>no</gls:term><gls:translation>no</gls:translation></"
              "gls:glossEntry></"
              "gls:glossary>"
              "<segment id=\"s1\" "
              "state=\"final\"><source>A.</source><target>X.</target></segment><ignorable><source> "
              "</source><target> "
              "</target></ignorable><segment id=\"s2\"><source>B.</source><target "
              "order=\"1\">Y.</target></segment></unit>",
              "2.1"),
       "ru>en u/s1|A.|X.\nru>en u/s2|B.|Y.\n"},
      {"2.1: UTF-16",
       utf16(xliff2("<unit id=\"u\"><segment><source>A</source><target>X</target></segment></unit>",
                    "2.1"),
             true),
       "ru>en u|A|X\n"},
      // PO
      {"a charset, a mark, fuzzy and previous entries",
       "\xEF\xBB\xBFmsgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Language: "
       "ru_RU\\n\"\n\n#: "
       "a.c:1\n#, fuzzy\n"
       "#| msgid \"old\"\nmsgid \"a\\tb \\\\ \\\"c\\\"\"\nmsgstr \"x\"\n",
       "en>ru-RU 1|a\tb \\ \"c\"|x\n"},
      {"a charset of eight bits",
       "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=windows-1251\\n\"\n\"Language: "
       "ru\\n\"\n\n"
       "msgid \"a\"\nmsgstr \"\xE0\"\n",
       "en>ru 1|a|а\n"},
      {"line ends of Windows, nothing translated",
       "msgid \"\"\r\nmsgstr \"Language: ru\\n\"\r\n\r\nmsgid \"a\"\r\nmsgstr \"\"\r\n", ""},
      {"three plurals",
       "msgid \"day\"\nmsgid_plural \"days\"\nmsgstr[0] \"A\"\nmsgstr[1] \"B\"\nmsgstr[2] \"C\"\n",
       "ru>en 1[0]|day|A\nru>en 2[1]|days|B\nru>en 3[2]|days|C\n", ru_en},
      // TSV
      {"columns of no interest",
       "x\ta\t1\tX\n",
       "ru>en 1|a|X\n",
       {"auto", "ru", "en", "file,source,id,target"}},
      {"more cells than are named", "1\ta\tX\tmore\tand more\n", "ru>en 1|a|X\n", ru_en},
      {"named by the first line, others between", "score\ttarget\tnote\tsource\n.5\tX\tn\ta\n",
       "ru>en 2|a|X\n", ru_en},
      {"quotation marks are text", "1\t\"a\"\t\"X\n", "ru>en 1|\"a\"|\"X\n", ru_en},
      {"no line end at the end, empty lines", "\n1\ta\tX\n\n2\tb\tY", "ru>en 1|a|X\nru>en 2|b|Y\n",
       ru_en},
  };
  for (const Row& row : rows) EXPECT_EQ(read(row.bytes, row.options), row.segments) << row.what;
}

TEST(Bitext, WhatIsBrokenIsRefusedWithItsLine) {
  struct Row {
    const char* what;
    std::string bytes;
    std::size_t line;
  };
  const std::string good = "<tmx version=\"1.4\">\n<header srclang=\"ru\"/>\n<body>\n";
  const Row rows[] = {
      {"cut off in a tag", good + "<tu><tuv xml:lang=\"r", 4},
      {"cut off in a text", good + "<tu><tuv xml:lang=\"ru\"><seg>A\n", 5},
      {"cut off before the end", good + "</body>\n", 5},
      {"elements that cross", good + "<tu>\n<tuv>\n</tu></tuv></body></tmx>", 6},
      {"an attribute twice", good + "<tu tuid=\"1\" tuid=\"2\"/></body></tmx>", 4},
      {"no quotation marks", good + "<tu tuid=1/></body></tmx>", 4},
      {"an unknown entity",
       good + "<tu><tuv xml:lang=\"ru\"><seg>&nbsp;</seg></tuv></tu></body></tmx>", 4},
      {"a bare ampersand",
       good + "<tu><tuv xml:lang=\"ru\"><seg>A & B</seg></tuv></tu></body></tmx>", 4},
      {"bytes that are not UTF-8",
       good + "<tu><tuv xml:lang=\"ru\"><seg>\xC0\xFF</seg></tuv></tu></body></tmx>", 4},
      {"two roots", good + "</body></tmx>\n<tmx/>", 5},
      {"an encoding that does not exist",
       "<?xml version=\"1.0\" encoding=\"x-none\"?>\n" + good + "</body></tmx>", 1},
      {"a lone surrogate in UTF-16",
       utf16(good + "<tu>", false) + std::string("\x00\xD8", 2) + utf16("</tu>", false).substr(2),
       4},
      {"half a character of UTF-16", utf16(good + "</body></tmx>\n", false) + "<", 5},
      {"another root", "\n<martif>\n</martif>", 2},
      {"XLIFF cut off", "<xliff version=\"2.0\">\n<file>\n<unit>", 3},
      {"PO: a string without a keyword", "\"a\"\nmsgid \"b\"\nmsgstr \"c\"\n", 1},
      {"PO: an unknown keyword", "msgid \"a\"\nmsgstr \"b\"\nmsgfoo \"c\"\n", 3},
      {"PO: msgstr first", "# x\nmsgid \"\"\nmsgstr \"\"\n\nmsgstr \"b\"\n", 5},
      {"PO: a quotation mark inside", "msgid \"a\"\nmsgstr \"b\" \"c\"\n", 2},
      {"TSV: too few tabs", "1\ta\tX\n2\tb\n", 2},
      {"TSV: bytes that are not UTF-8", "1\ta\tX\n2\tb\t\xFF\n", 2},
  };
  const BitextOptions ru_en{"auto", "ru", "en", {}};
  for (const Row& row : rows) {
    const std::string got = read(row.bytes, ru_en);
    const std::string wanted = "line " + std::to_string(row.line);
    EXPECT_TRUE(got.ends_with(wanted)) << row.what << ": " << got;
  }
}

TEST(Bitext, TmxKeepsInlineTags) {
  const Temporary file(kTmx);
  std::string markup;
  read_bitext(file.path(), {}, [&](const BitextLanguages&, const SegmentPair& segment) {
    markup = segment.source_markup + "|" + segment.target_markup;
  });
  EXPECT_EQ(
      markup,
      "A <bpt i=\"1\">&lt;b&gt;<sub>no</sub></bpt>bold<ept i=\"1\">&lt;/b&gt;</ept> <hi>c</hi>|");
}

TEST(Bitext, AnEntityBombIsRefused) {
  std::string bomb =
      "<!DOCTYPE tmx [<!ENTITY a0 \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\">";
  for (int i = 1; i < 12; ++i) {
    bomb += "<!ENTITY a" + std::to_string(i) + " \"";
    for (int j = 0; j < 10; ++j) bomb += "&a" + std::to_string(i - 1) + ";";
    bomb += "\">";
  }
  bomb +=
      "]><tmx><header srclang=\"ru\"/><body><tu><tuv "
      "xml:lang=\"ru\"><seg>&a11;</seg></tuv></tu></body></tmx>";
  EXPECT_EQ(read(bomb), "line 1");
}

TEST(Bitext, ElementsWithoutEndAreRefused) {
  std::string deep = "<tmx><header srclang=\"ru\"/><body>\n<tu><tuv xml:lang=\"ru\"><seg>";
  for (int i = 0; i < 300; ++i) deep += "<g>";
  EXPECT_EQ(read(deep), "line 2");
}

}  // namespace
}  // namespace concord
