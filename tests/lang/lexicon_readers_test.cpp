// The readers of a lexicon: termbases (TSV, TBX), translation memories (TMX), dictd and Apertium
// dictionaries; and what train() learns. Every bad file is refused or left out with a note, never
// read as something else.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "lang/base/data_dirs.h"
#include "lang/build/apertium.h"
#include "lang/build/dictd.h"
#include "lang/build/lexicon_sources.h"
#include "lang/build/train.h"
#include "lang/lexicon/term_files.h"
#include "lang/pack/packs.h"
#include "text/input_error.h"
#include "text/output_file.h"

namespace concord {
namespace {
namespace fs = std::filesystem;

/// A folder of its own for each test.
class Readers : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        fs::path(::testing::TempDir()) /
        (std::string("readers-") + ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string file(const std::string& name, const std::string& bytes) {
    const std::string path = folder_ / name;
    write_file(path, bytes);
    return path;
  }

  fs::path folder_;
};

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : "; ") + text;
  return all;
}

/// "sources > targets ! forbidden", one line an entry; the message for a refused file.
std::string entries_of(const std::string& path, const LanguagePair& languages) {
  std::string all;
  try {
    for (const TermEntry& entry : read_termbase(path, languages)) {
      all += joined(entry.sources) + " > " + joined(entry.targets);
      if (!entry.forbidden.empty()) all += " ! " + joined(entry.forbidden);
      all += "\n";
    }
  } catch (const InputError& error) {
    return error.what();
  }
  return all;
}

struct TermCase {
  const char* name;
  std::string bytes;
  std::string expected;  ///< entries, or a part of the message
};

const std::string kTbx2008 =
    "<?xml version=\"1.0\"?><martif type=\"TBX\"><text><body>\n"
    "<termEntry id=\"1\"><langSet xml:lang=\"ru-RU\"><tig><term>саммит</term></"
    "tig><tig><term>встреча <hi>глав</hi></term></tig></langSet>\n"
    "<langSet xml:lang=\"en-GB\"><ntig><termGrp><term>summit</term></termGrp></ntig>\n"
    "<tig><term>pow-wow</term><termNote "
    "type=\"administrativeStatus\">deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry>\n"
    "<termEntry id=\"2\"><langSet "
    "xml:lang=\"de\"><tig><term>Gipfel</term></tig></langSet></termEntry></body></text></martif>\n";

TEST_F(Readers, Termbases) {
  const std::vector<TermCase> cases = {
      {"a.tsv", "саммит\tsummit; top-level meeting\n", "саммит > summit; top-level meeting\n"},
      {"forbidden.tsv", "саммит\tsummit\tpow-wow\n", "саммит > summit ! pow-wow\n"},
      {"comment.tsv", "# house\n\nru\ten\nсаммит\tsummit\n", "саммит > summit\n"},
      {"omegat.txt", "# house\nсаммит\tsummit\tnot: meeting\nсаммит\tgathering\nзаметка\n",
       "саммит > summit; gathering\n"},
      {"omegat.utf8", "summit\tсаммит\n", "columns the other way round"},
      {"reversed.tsv", "en-GB\tru\nsummit\tсаммит\n", "саммит > summit\n"},
      {"swapped.tsv", "summit\tсаммит\nvisit\tвизит\n", "columns the other way round"},
      {"narrow.tsv", "саммит\n", ":1: "},
      {"empty-term.tsv", "саммит\tsummit\n\tvisit\n", ":2: "},
      {"latin1.tsv", "caf\xE9\tcafe\n", "UTF-8"},
      {"a.tbx", kTbx2008, "саммит; встреча глав > summit ! pow-wow\n"},
      {"tbx-named.xml", kTbx2008, "саммит; встреча глав > summit ! pow-wow\n"},
      {"bom.tbx", "\xEF\xBB\xBF" + kTbx2008, "саммит; встреча глав > summit ! pow-wow\n"},
      {"broken.tbx", "<tbx>\n<text>\n", ":2: is not well-formed XML"},
      {"other.tbx", "<tbx><text><body/></text></tbx>", ""},
  };
  for (const TermCase& row : cases) {
    const std::string found = entries_of(file(row.name, row.bytes), {"ru", "en"});
    if (row.expected.ends_with('\n'))
      EXPECT_EQ(found, row.expected) << row.name;
    else
      EXPECT_NE(found.find(row.expected), std::string::npos) << row.name << ": " << found;
  }
  EXPECT_THROW(read_termbase(folder_ / "none.tsv", {"ru", "en"}), InputError);
}

/// A dictd dictionary of articles, unpacked: base 64 of small numbers has one digit.
struct Dictionary {
  std::string body;
  std::string index;
  void add(const std::string& headword, const std::string& text) {
    index += headword + "\t" + digits(body.size()) + "\t" + digits(text.size()) + "\n";
    body += text;
  }
  static std::string digits(std::size_t value) {
    constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text(1, kDigits[value % 64]);
    for (value /= 64; value > 0; value /= 64) text.insert(text.begin(), kDigits[value % 64]);
    return text;
  }
};

TEST_F(Readers, DictdDictionaries) {
  Dictionary good;
  good.add("00-database-info", "about\n");
  good.add("bridge", "bridge\n  [brɪdʒ] 1. _n. 1) мост 2) переносица 2. _v. соединять мостом\n");
  const std::string path = folder_ / "good";
  file("good.index", good.index);
  file("good.dict", good.body);
  const std::vector<DictEntry> entries = read_dictd(path);
  ASSERT_EQ(entries.size(), 1u);
  std::vector<std::string> glosses;
  mueller_glosses(entries[0], [&](TermPair pair, int) { glosses.emplace_back(pair.target); });
  EXPECT_EQ(joined(glosses), "мост; переносица; соединять мостом");
  glosses.clear();
  freedict_glosses({"bridge", "bridge /brɪdʒ/ <n>\njembatan, titian (kuno)\n"},
                   [&](TermPair pair, int) { glosses.emplace_back(pair.target); });
  EXPECT_EQ(joined(glosses), "jembatan; titian");

  const auto refused = [&](const std::string& name, const std::string& index,
                           const std::string& body) -> std::string {
    file(name + ".index", index);
    file(name + ".dict", body);
    try {
      read_dictd(folder_ / name);
    } catch (const InputError& error) {
      return error.what();
    }
    return "accepted";
  };
  EXPECT_NE(refused("outside", "a\tA\tz\n", "short").find("not of this dictionary"),
            std::string::npos);
  EXPECT_NE(refused("columns", "a b c\n", "x").find("dictd index"), std::string::npos);
  EXPECT_NE(refused("digits", "a\t!\tB\n", "x").find("dictd index"), std::string::npos);
  EXPECT_NE(refused("koi8", "a\tA\tC\n", "\xC1\xC2").find("UTF-8"), std::string::npos);
  EXPECT_THROW(read_dictd(folder_ / "absent"), InputError);
  file("packed.index", "a\tA\tB\n");
  file("packed.dict.dz", "\x1F\x8B\x08 no gzip after all");
  EXPECT_THROW(read_dictd(folder_ / "packed"), InputError);
}

TEST_F(Readers, DictionariesOfAnotherVersionAreLeftOutWithANote) {
  Packs packs(find_data_dirs());
  const auto note_about = [&](const std::string& tag, const std::string& origin) -> std::string {
    for (const std::string& note : compile_lexicon(packs, tag, {folder_, folder_}).notes) {
      if (note.starts_with(origin)) return note;
    }
    return "no note";
  };
  EXPECT_NE(note_about("ru", "mueller7").find("not installed"), std::string::npos);
  file("mueller7.index", "a\tA\tz\n");
  file("mueller7.dict", "short");
  EXPECT_NE(note_about("ru", "mueller7").find("left out"), std::string::npos);
  Dictionary other;  // articles laid out in another way give no glosses
  for (const char* word : {"bridge", "river", "road"})
    other.add(word, std::string(word) + ": see the supplement\n");
  file("mueller7.index", other.index);
  file("mueller7.dict", other.body);
  EXPECT_NE(note_about("ru", "mueller7").find("left out: only 0 of its 3 articles"),
            std::string::npos)
      << note_about("ru", "mueller7");
  EXPECT_NE(note_about("uk", "apertium-rus-ukr").find("not installed"), std::string::npos);
  fs::create_directories(folder_ / "apertium-rus-ukr");
  file("apertium-rus-ukr/ukr-rus.autobil.bin", "no transducer");
  EXPECT_NE(note_about("uk", "apertium-rus-ukr").find("left out"), std::string::npos);
}

/// lttoolbox's numbers: one to four bytes, the two highest bits tell how many follow.
std::string number(std::uint32_t value) {
  if (value < 0x40) return std::string(1, static_cast<char>(value));
  return {static_cast<char>(0x40U | value >> 8), static_cast<char>(value & 0xFFU)};
}

TEST_F(Readers, ApertiumDictionaries) {
  // No letters, no tags, two pairs of symbols (a:b, b:a), one transducer without a name: 0 -a:b-> 1
  // -b:a-> 2.
  std::string bytes = number(0) + number(0) + number(2);
  bytes += number('a') + number('b') + number('b') + number('a');
  bytes += number(1) + number(0);
  bytes += number(0) + number(1) + number(2) + number(3);
  bytes += number(1) + number(0) + number(1);
  bytes += number(1) + number(1) + number(1);
  bytes += number(0);
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(read_apertium_bilingual(file("a.bin", bytes)), (Pairs{{"ab", "ba"}}));
  EXPECT_EQ(read_apertium_bilingual(file("header.bin", "LTTB" + std::string(8, '\0') + bytes)),
            (Pairs{{"ab", "ba"}}));
  for (std::size_t size = 0; size + 1 < bytes.size(); ++size) {
    EXPECT_THROW(read_apertium_bilingual(file("cut.bin", bytes.substr(0, size))), InputError)
        << size;
  }
  EXPECT_THROW(read_apertium_bilingual(file("text.bin", "<?xml version=\"1.0\"?><dictionary/>")),
               InputError);
  EXPECT_THROW(read_apertium_bilingual(folder_ / "absent.bin"), InputError);
}

/// Lines in which three nouns and three verbs of each language meet in every way.
std::vector<TextPair> memory(std::size_t size) {
  const std::vector<TextPair> nouns = {
      {"мост", "bridge"}, {"завод", "plant"}, {"музей", "museum"}, {"порт", "port"}};
  const std::vector<TextPair> verbs = {
      {"открыли", "opened"}, {"закрыли", "closed"}, {"осмотрели", "inspected"}};
  const std::vector<TextPair> days = {{"вчера", "yesterday"},
                                      {"сегодня", "today"},
                                      {"утром", "morning"},
                                      {"вечером", "evening"},
                                      {"ночью", "night"}};
  std::vector<TextPair> lines;
  for (std::size_t i = 0; i < size; ++i) {
    const TextPair& noun = nouns[i % nouns.size()];
    const TextPair& verb = verbs[i % verbs.size()];
    const TextPair& day = days[i % days.size()];
    lines.push_back({noun.source + " " + verb.source + " " + day.source,
                     day.target + " they " + verb.target + " the " + noun.target});
  }
  return lines;
}

TEST(Train, LearnsThePairsOfARegularText) {
  Packs packs(find_data_dirs());
  const std::vector<LearntPair> pairs = train(memory(300), packs.get("ru"), packs.get("en"));
  std::map<std::string, std::string> best;
  for (const LearntPair& pair : pairs) {
    EXPECT_GT(pair.probability, 0);
    EXPECT_LE(pair.probability, 1);
    EXPECT_GE(pair.count, 2u);
    best.emplace(pair.source, pair.target);  // in order of probability within a source word
  }
  EXPECT_EQ(best["мост"], "bridge");
  EXPECT_EQ(best["музей"], "museum");
  EXPECT_EQ(best["осмотрели"], "inspected");
  EXPECT_EQ(best["ночью"], "night");
}

TEST(Train, RefusesTooLittleText) {
  Packs packs(find_data_dirs());
  for (const std::size_t size : {std::size_t{0}, std::size_t{10}, kFewestSegments - 1}) {
    try {
      train(memory(size), packs.get("ru"), packs.get("en"));
      ADD_FAILURE() << size;
    } catch (const InputError& error) {
      EXPECT_NE(std::string(error.what()).find("only " + std::to_string(size)), std::string::npos)
          << error.what();
    }
  }
  EXPECT_NO_THROW(train(memory(kFewestSegments), packs.get("ru"), packs.get("en")));
}

}  // namespace
}  // namespace concord
