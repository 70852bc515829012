// The check term and the readers of house glossaries.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "lang/pack/glossary.h"
#include "lang/pack/vocabulary.h"
#include "tests/checks/docs_examples.h"
#include "text/input_error.h"

namespace concord {
namespace {

/// A file that lives as long as the object.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& bytes) {
    const auto address = std::to_string(reinterpret_cast<std::uintptr_t>(this));
    path_ = (std::filesystem::temp_directory_path() /
             ("concord-term-" + std::to_string(::getpid()) + "-" + address))
                .string();
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// The glossary of docs/checks/term.md: its indented block.
std::string documented_glossary() {
  std::istringstream page(read_file(std::string(CONCORD_SOURCE_DIR) + "/docs/checks/term.md"));
  std::string glossary;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("    ")) glossary += line.substr(4) + "\n";
  }
  return glossary;
}

TEST(Term, ExamplesOfItsPage) {
  const TemporaryFile file(documented_glossary());
  test::run_docs_examples("term.md", {"term"}, [&](PairResources& resources) {
    resources.glossary = Glossary::load(file.path(), *resources.source, *resources.target);
  });
}

/// "sources > required ! forbidden" of the only hit in a sentence; empty without a hit.
std::string hit(const Glossary& glossary, const LanguagePack& pack, const std::string& sentence) {
  Vocabulary vocabulary(pack);
  const auto hits = glossary.find(
      tokenize(sentence, {0, static_cast<std::uint32_t>(sentence.size())}, vocabulary));
  if (hits.size() != 1) return hits.empty() ? "" : "several";
  std::string text;
  for (const Term& term : hits[0].entry->sources) text += term.text + " ";
  text += ">";
  for (const Term& term : hits[0].entry->required) text += " " + term.text;
  for (const Term& term : hits[0].entry->forbidden) text += " !" + term.text;
  return text;
}

TEST(Glossary, ReadsTsvInBothDirections) {
  Packs packs(find_data_dirs());
  const LanguagePack& en = packs.get("en");
  const LanguagePack& id = packs.get("id");
  const TemporaryFile file("# house terms\nen\tid\nprime minister\tperdana menteri; PM\n");
  const Glossary forward = Glossary::load(file.path(), en, id);
  EXPECT_EQ(hit(forward, en, "The prime ministers met."), "prime minister > perdana menteri PM");
  EXPECT_EQ(hit(forward, en, "The minister met him."), "");
  const Glossary backward = Glossary::load(file.path(), id, en);
  EXPECT_EQ(hit(backward, id, "Perdana menteri tiba."), "perdana menteri PM > prime minister");
  EXPECT_EQ(hit(backward, id, "Pm tiba."), "") << "a word in capitals is found only so";
}

TEST(Glossary, ReadsTbxOfBothDialects) {
  Packs packs(find_data_dirs());
  const LanguagePack& en = packs.get("en");
  const LanguagePack& id = packs.get("id");
  const TemporaryFile basic(
      R"(<?xml version="1.0"?><martif type="TBX-Basic"><text><body><termEntry id="1">
    <langSet xml:lang="en-GB"><tig><term>summit</term></tig></langSet>
    <langSet xml:lang="id"><tig><term>KTT</term></tig>
      <tig><term>rapat</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
    </termEntry></body></text></martif>)");
  EXPECT_EQ(hit(Glossary::load(basic.path(), en, id), en, "The summit ended."),
            "summit > KTT !rapat");
  const TemporaryFile dct(
      R"(<tbx type="TBX-Basic" style="dct" xmlns:min="urn:x"><text><body><conceptEntry id="1">
    <langSec xml:lang="en"><termSec><term>summit</term></termSec></langSec>
    <langSec xml:lang="id"><termSec><term>KTT</term></termSec>
      <termSec><term>rapat</term><min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec></langSec>
    </conceptEntry></body></text></tbx>)");
  EXPECT_EQ(hit(Glossary::load(dct.path(), en, id), en, "The summit ended."),
            "summit > KTT !rapat");
}

TEST(Glossary, RefusesWhatItCannotUse) {
  Packs packs(find_data_dirs());
  const auto error = [&](const std::string& bytes) -> std::string {
    const TemporaryFile file(bytes);
    try {
      Glossary::load(file.path(), packs.get("ru"), packs.get("en"));
    } catch (const InputError& refusal) {
      return std::string(refusal.what()).substr(file.path().size());
    }
    return "accepted";
  };
  EXPECT_EQ(error("one column\n").substr(0, 3), ":1:");
  EXPECT_EQ(error("a\tb\n\tc\n").substr(0, 3), ":2:");
  EXPECT_NE(error("").find("has no term in both ru and en"), std::string::npos);
  EXPECT_EQ(error("<tbx>\n<text>\n").substr(0, 3), ":2:");
  EXPECT_NE(error("<tbx><text><body/></text></tbx>").find("has no term"), std::string::npos);
  EXPECT_NE(error("a\xFF\tb\n").find("UTF-8"), std::string::npos);
}

}  // namespace
}  // namespace concord
