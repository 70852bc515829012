// Pages in the manner of the outlets: what is read from each stands beside it in <page>.expected.
// To write these files anew after a change that is meant, run the test with CONCORD_UPDATE_GOLDEN=1
// and read the difference.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "formats/read_article.h"
#include "lang/base/data_dirs.h"
#include "text/day.h"
#include "text/input_error.h"
#include "text/output_file.h"
#include "text/read_file.h"

namespace concord {
namespace {
namespace fs = std::filesystem;

/// An article as lines: metadata, then every block with its role and rule; body and captions
/// sentence by sentence.
std::string describe(const Article& article) {
  std::string out = "lang\t" + article.lang + "\npublished\t" +
                    (article.published ? iso_day(*article.published) : "") + "\nurl\t" +
                    article.url + "\n";
  if (article.dateline) {
    out += "dateline\t" + article.dateline->place + "\t" + article.dateline->agency + "\t" +
           (article.dateline->day ? iso_day(*article.dateline->day) : "") + "\n";
  }
  const auto sentences_of = [&](std::uint32_t block, const char* role) {
    for (const auto* list : {&article.sentences, &article.other_sentences}) {
      for (const Sentence& sentence : *list) {
        if (sentence.block == block)
          out += std::string(role) + "\t" + std::string(sentence.span.of(article.text)) + "\n";
      }
    }
  };
  for (std::uint32_t i = 0; i < article.blocks.size(); ++i) {
    const Block& block = article.blocks[i];
    switch (block.role) {
      case BlockRole::kHeadline:
        sentences_of(i, "headline");
        break;
      case BlockRole::kBody:
        sentences_of(i, "body");
        break;
      case BlockRole::kCaption:
        sentences_of(i, "caption");
        break;
      case BlockRole::kStandfirst:
        out += "standfirst\t" + std::string(block.span.of(article.text)) + "\t" + block.rule + "\n";
        break;
      case BlockRole::kHeading:
        out += "heading\t" + std::string(block.span.of(article.text)) + "\t" + block.rule + "\n";
        break;
      case BlockRole::kBoilerplate:
        out +=
            "boilerplate\t" + std::string(block.span.of(article.text)) + "\t" + block.rule + "\n";
        break;
    }
  }
  return out;
}

std::vector<std::string> pages() {
  std::vector<std::string> paths;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(fs::path(CONCORD_SOURCE_DIR) / "tests/formats/pages")) {
    if (entry.path().extension() != ".expected") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

class Pages : public testing::TestWithParam<std::string> {};

TEST_P(Pages, AreReadAsExpected) {
  Packs packs(find_data_dirs());
  const std::string read = describe(read_article(GetParam(), read_file(GetParam()), {}, packs));
  const std::string golden = GetParam() + ".expected";
  if (std::getenv("CONCORD_UPDATE_GOLDEN") != nullptr) write_file(golden, read);
  EXPECT_EQ(read, read_file(golden));
}

INSTANTIATE_TEST_SUITE_P(Page, Pages, testing::ValuesIn(pages()), [](const auto& page) {
  std::string name = fs::path(page.param).filename().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '.' || c == '-'; }, '_');
  return name;
});

/// A page whose report stands in two elements, by how they are laid out: `first` and `second` are
/// its paragraphs.
std::string page_of(int layout, const std::string& first, const std::string& second) {
  const std::string furniture =
      "<div class='z9'><a href='/1'>One</a> <a href='/2'>Two</a> <a href='/3'>Three</a></div>";
  switch (layout) {
    case 0:  // two columns, of which the first has the headline
      return "<body><div id='q1'><h1>Harbour bridge</h1>" + first + "</div><div id='q2'>" + second +
             "</div>" + furniture + "</body>";
    case 1:  // behind a picture the report goes on in a second element
      return "<body><article><h1>Harbour bridge</h1>" + first +
             "</article><img src='a.png'><section class='k7'>" + second + "</section>" + furniture +
             "</body>";
    case 2:  // a cell for each column
      return "<body>" + furniture + "<table><tr><td><h1>Harbour bridge</h1>" + first +
             "</td><td><div>" + second + "</div></td></tr></table></body>";
    default:  // the second part stands before the first
      return "<body><div class='x'><div>" + second + "</div></div><main><h1>Harbour bridge</h1>" +
             first + "</main>" + furniture + "</body>";
  }
}

TEST(ReadArticle, KeepsTheReportsTextOutsideItsElementForTheOtherVersion) {
  struct Row {
    const char* lang;
    const char* first;
    const char* second;
  };
  const Row rows[] = {
      {"en",
       "The council of Lake Town agreed on Monday to build a new bridge across the "
       "Still River, which will cost 95 million crowns and take three years to finish.",
       "The new bridge of Lake Town will carry the trams across the Still River as "
       "well, and the council hopes that the old one may then be closed to lorries for "
       "good."},
      {"id",
       "Dewan kota Danau pada hari Senin sepakat membangun jembatan baru di atas Sungai "
       "Tenang yang akan menelan biaya 95 juta dan memakan waktu tiga tahun sampai "
       "selesai.",
       "Jembatan baru kota Danau itu juga akan dilewati trem di atas Sungai Tenang, dan "
       "dewan kota berharap jembatan lama kemudian dapat ditutup bagi truk untuk "
       "selamanya."},
      {"ru",
       "&#1057;&#1086;&#1074;&#1077;&#1090; "
       "&#1054;&#1079;&#1105;&#1088;&#1089;&#1082;&#1072; &#1074; "
       "&#1087;&#1086;&#1085;&#1077;&#1076;&#1077;&#1083;&#1100;&#1085;&#1080;&#1082; "
       "&#1088;&#1077;&#1096;&#1080;&#1083; "
       "&#1087;&#1086;&#1089;&#1090;&#1088;&#1086;&#1080;&#1090;&#1100; "
       "&#1085;&#1086;&#1074;&#1099;&#1081; &#1084;&#1086;&#1089;&#1090; "
       "&#1095;&#1077;&#1088;&#1077;&#1079; &#1058;&#1080;&#1093;&#1091;&#1102; "
       "&#1088;&#1077;&#1082;&#1091;, &#1082;&#1086;&#1090;&#1086;&#1088;&#1099;&#1081; "
       "&#1086;&#1073;&#1086;&#1081;&#1076;&#1105;&#1090;&#1089;&#1103; &#1074; 95 "
       "&#1084;&#1080;&#1083;&#1083;&#1080;&#1086;&#1085;&#1086;&#1074; "
       "&#1082;&#1088;&#1086;&#1085; &#1080; &#1073;&#1091;&#1076;&#1077;&#1090; "
       "&#1089;&#1090;&#1088;&#1086;&#1080;&#1090;&#1100;&#1089;&#1103; "
       "&#1090;&#1088;&#1080; &#1075;&#1086;&#1076;&#1072;.",
       "&#1053;&#1086;&#1074;&#1099;&#1081; &#1084;&#1086;&#1089;&#1090; "
       "&#1054;&#1079;&#1105;&#1088;&#1089;&#1082;&#1072; "
       "&#1095;&#1077;&#1088;&#1077;&#1079; &#1058;&#1080;&#1093;&#1091;&#1102; "
       "&#1088;&#1077;&#1082;&#1091; &#1087;&#1088;&#1080;&#1084;&#1077;&#1090; &#1080; "
       "&#1090;&#1088;&#1072;&#1084;&#1074;&#1072;&#1080;, &#1080; "
       "&#1089;&#1086;&#1074;&#1077;&#1090; "
       "&#1085;&#1072;&#1076;&#1077;&#1077;&#1090;&#1089;&#1103;, &#1095;&#1090;&#1086; "
       "&#1089;&#1090;&#1072;&#1088;&#1099;&#1081; &#1084;&#1086;&#1089;&#1090; "
       "&#1087;&#1086;&#1089;&#1083;&#1077; &#1101;&#1090;&#1086;&#1075;&#1086; "
       "&#1091;&#1076;&#1072;&#1089;&#1090;&#1089;&#1103; "
       "&#1085;&#1072;&#1074;&#1089;&#1077;&#1075;&#1076;&#1072; "
       "&#1079;&#1072;&#1082;&#1088;&#1099;&#1090;&#1100; &#1076;&#1083;&#1103; "
       "&#1075;&#1088;&#1091;&#1079;&#1086;&#1074;&#1080;&#1082;&#1086;&#1074;."},
      {"uk",
       "&#1056;&#1072;&#1076;&#1072; "
       "&#1054;&#1079;&#1077;&#1088;&#1089;&#1100;&#1082;&#1072; &#1074; "
       "&#1087;&#1086;&#1085;&#1077;&#1076;&#1110;&#1083;&#1086;&#1082; "
       "&#1074;&#1080;&#1088;&#1110;&#1096;&#1080;&#1083;&#1072; "
       "&#1079;&#1073;&#1091;&#1076;&#1091;&#1074;&#1072;&#1090;&#1080; "
       "&#1085;&#1086;&#1074;&#1080;&#1081; &#1084;&#1110;&#1089;&#1090; "
       "&#1095;&#1077;&#1088;&#1077;&#1079; &#1058;&#1080;&#1093;&#1091; "
       "&#1088;&#1110;&#1095;&#1082;&#1091;, &#1103;&#1082;&#1080;&#1081; "
       "&#1082;&#1086;&#1096;&#1090;&#1091;&#1074;&#1072;&#1090;&#1080;&#1084;&#1077; "
       "95 &#1084;&#1110;&#1083;&#1100;&#1081;&#1086;&#1085;&#1110;&#1074; "
       "&#1082;&#1088;&#1086;&#1085; &#1110; "
       "&#1073;&#1091;&#1076;&#1091;&#1074;&#1072;&#1090;&#1080;&#1084;&#1077;&#1090;&#1100;&#1089;"
       "&#1103; "
       "&#1090;&#1088;&#1080; &#1088;&#1086;&#1082;&#1080;.",
       "&#1053;&#1086;&#1074;&#1080;&#1081; &#1084;&#1110;&#1089;&#1090; "
       "&#1054;&#1079;&#1077;&#1088;&#1089;&#1100;&#1082;&#1072; "
       "&#1095;&#1077;&#1088;&#1077;&#1079; &#1058;&#1080;&#1093;&#1091; "
       "&#1088;&#1110;&#1095;&#1082;&#1091; "
       "&#1087;&#1088;&#1080;&#1081;&#1084;&#1072;&#1090;&#1080;&#1084;&#1077; &#1081; "
       "&#1090;&#1088;&#1072;&#1084;&#1074;&#1072;&#1111;, &#1110; "
       "&#1088;&#1072;&#1076;&#1072; "
       "&#1089;&#1087;&#1086;&#1076;&#1110;&#1074;&#1072;&#1108;&#1090;&#1100;&#1089;&#1103;, "
       "&#1097;&#1086; &#1089;&#1090;&#1072;&#1088;&#1080;&#1081; "
       "&#1084;&#1110;&#1089;&#1090; &#1087;&#1110;&#1089;&#1083;&#1103; "
       "&#1094;&#1100;&#1086;&#1075;&#1086; "
       "&#1074;&#1076;&#1072;&#1089;&#1090;&#1100;&#1089;&#1103; "
       "&#1085;&#1072;&#1079;&#1072;&#1074;&#1078;&#1076;&#1080; "
       "&#1079;&#1072;&#1082;&#1088;&#1080;&#1090;&#1080; &#1076;&#1083;&#1103; "
       "&#1074;&#1072;&#1085;&#1090;&#1072;&#1078;&#1110;&#1074;&#1086;&#1082;."},
      {"vi",
       "H&#7897;i &#273;&#7891;ng th&#224;nh ph&#7889; H&#7891; h&#244;m th&#7913; Hai "
       "&#273;&#227; nh&#7845;t tr&#237; x&#226;y m&#7897;t c&#226;y c&#7847;u "
       "m&#7899;i b&#7855;c qua s&#244;ng L&#7863;ng v&#7899;i chi ph&#237; 95 "
       "tri&#7879;u v&#224; th&#7901;i gian thi c&#244;ng ba n&#259;m.",
       "C&#226;y c&#7847;u m&#7899;i c&#7911;a th&#224;nh ph&#7889; H&#7891; b&#7855;c "
       "qua s&#244;ng L&#7863;ng c&#361;ng s&#7869; d&#224;nh cho t&#224;u "
       "&#273;i&#7879;n, v&#224; h&#7897;i &#273;&#7891;ng hy v&#7885;ng sau "
       "&#273;&#243; c&#243; th&#7875; &#273;&#243;ng h&#7859;n c&#226;y c&#7847;u "
       "c&#361; &#273;&#7889;i v&#7899;i xe t&#7843;i."},
  };
  Packs packs(find_data_dirs());
  for (const Row& row : rows) {
    for (int layout = 0; layout < 4; ++layout) {
      // The element with most text holds the report.
      const std::string first = "<p>" + std::string(row.first) + "</p>";
      const std::string second = "<p>" + std::string(row.second) + "</p>";
      const std::string page = page_of(layout, first + first, second);
      ReadOptions options;
      options.lang = row.lang;
      const Article article = read_article("a.html", "<html>" + page + "</html>", options, packs);
      std::size_t kept = 0;  // of the second paragraph, one that may still be the report's
      for (const auto* list : {&article.sentences, &article.other_sentences}) {
        for (const Sentence& sentence : *list) {
          const Block& block = article.blocks[sentence.block];
          const bool outside = block.role == BlockRole::kBoilerplate;
          kept += outside && block.as_text > 0.05 && sentence.span.size() > 100 ? 1 : 0;
        }
      }
      EXPECT_EQ(kept, 1u) << row.lang << " " << layout << "\n" << describe(article);
    }
  }
}

TEST(ReadArticle, RefusesWhatIsNoReport) {
  struct Row {
    const char* what;
    std::string bytes;
    const char* format;
    const char* message;  ///< part of it
  };
  std::string deep = "<html>";
  for (int i = 0; i < 100000; ++i) deep += "<div>";
  std::string attributes = "<html><p";
  for (int i = 0; i < 100000; ++i) attributes += " a" + std::to_string(i) + "=1";
  const Row rows[] = {
      {"unknown format", "Text.", "docx",
       "unknown input format 'docx'; use auto, text, lines, html"},
      {"empty", "", "auto", "a.txt: is empty"},
      {"binary", std::string("PK\x03\x04\0\0", 6), "auto",
       "is not text: byte 2 is a control character"},
      {"broken UTF-8", "Hà N\xE1 i", "auto", "is not UTF-8 at byte 5"},
      {"tags without end", deep, "html", "nested deeper"},
      {"attributes without end", attributes + ">", "html", "attributes"},
  };
  Packs packs(find_data_dirs());
  for (const Row& row : rows) {
    ReadOptions options;
    options.format = row.format;
    try {
      read_article("a.txt", row.bytes, options, packs);
      ADD_FAILURE() << row.what << " is accepted";
    } catch (const InputError& error) {
      EXPECT_NE(std::string(error.what()).find(row.message), std::string::npos)
          << row.what << ": " << error.what();
    }
  }
}

TEST(ReadArticle, LinesAreKeptAsTheyAre) {
  Packs packs(find_data_dirs());
  ReadOptions options;
  options.format = "lines";
  const Article article =
      read_article("a", " The first one. Still it.\n\nShare\nThe last one", options, packs);
  std::vector<std::string> lines;
  for (const Sentence& s : article.sentences) lines.emplace_back(s.span.of(article.text));
  EXPECT_EQ(lines,
            (std::vector<std::string>{" The first one. Still it.", "", "Share", "The last one"}));
  EXPECT_EQ(article.lang, "en");
}

TEST(ReadArticle, TextWithoutFormIsBody) {
  struct Row {
    const char* text;
    std::size_t sentences;
  };
  const Row rows[] = {
      {"A single line without full stop", 1},
      {"One sentence. Another one.", 2},
      {"The talks in the capital end\nThe talks in the capital ended on Friday. Both sides agreed.",
       2},
      {"A crowd at the port of the city greets the ship as it returns on Friday. Photo: VNA", 1},
      {"The ship returns\nA crowd at the port of the city greeted the ship when it returned on "
       "Friday. Photo: VNA\n"
       "At the ceremony, the captain thanked the crew.\nThey smiled.",
       3},
      {"The ship returns\n"
       "A crowd at the port of the city greeted the ship when it returned on "
       "Friday. Ada Moor for Meridian\n"
       "At the ceremony, the captain thanked the crew.\nThey smiled.",
       3},
      {" \n\n", 0},
  };
  Packs packs(find_data_dirs());
  for (const Row& row : rows) {
    ReadOptions options;
    options.lang = "en-GB";
    const Article article = read_article("a", row.text, options, packs);
    EXPECT_EQ(article.sentences.size(), row.sentences) << row.text;
    EXPECT_EQ(article.lang, "en-GB");
  }
}

}  // namespace
}  // namespace concord
