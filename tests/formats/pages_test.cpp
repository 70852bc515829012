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
       "The council of Lake Town agreed on Monday to build a new bridge across the Still "
       "River, which will cost 95 million crowns and take three years to finish.",
       "The new bridge of Lake Town will carry the trams across the Still River as well, "
       "and the council hopes that the old one may then be closed to lorries for good."},
      {"id",
       "Dewan kota Danau pada hari Senin sepakat membangun jembatan baru di atas Sungai "
       "Tenang yang akan menelan biaya 95 juta dan memakan waktu tiga tahun sampai selesai.",
       "Jembatan baru kota Danau itu juga akan dilewati trem di atas Sungai Tenang, dan "
       "dewan kota berharap jembatan lama kemudian dapat ditutup bagi truk untuk selamanya."},
      {"ru",
       "Совет Озёрска в понедельник решил построить новый мост через Тихую реку, который "
       "обойдётся в 95 миллионов крон и будет строиться три года.",
       "Новый мост Озёрска через Тихую реку примет и трамваи, и совет надеется, что старый "
       "мост после этого удастся навсегда закрыть для грузовиков."},
      {"uk",
       "Рада Озерська в понеділок вирішила збудувати новий міст через Тиху річку, який "
       "коштуватиме 95 мільйонів крон і будуватиметься три роки.",
       "Новий міст Озерська через Тиху річку прийматиме й трамваї, і рада сподівається, що "
       "старий міст після цього вдасться назавжди закрити для вантажівок."},
      {"vi",
       "Hội đồng thành phố Hồ hôm thứ Hai đã nhất trí xây một cây cầu mới bắc qua sông Lặng "
       "với chi phí 95 triệu và thời gian thi công ba năm.",
       "Cây cầu mới của thành phố Hồ bắc qua sông Lặng cũng sẽ dành cho tàu điện, và hội "
       "đồng hy vọng sau đó có thể đóng hẳn cây cầu cũ đối với xe tải."},
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

TEST(ReadArticle, CommentsThatAreLongerThanTheReportAreNotTheReport) {
  std::string report;
  std::string comments;
  for (int i = 1; i <= 5; ++i)
    report +=
        "<p>The council agreed on Monday to build bridge number " + std::to_string(i) + ".</p>";
  for (int i = 1; i <= 50; ++i)
    comments += "<p>Reader " + std::to_string(i) + " says that the old bridge is good enough.</p>";
  Packs packs(find_data_dirs());
  ReadOptions options;
  options.lang = "en";
  const Article article =
      read_article("a.html",
                   "<html><body><article>" + report + "</article><div class=\"comments\">" +
                       comments + "</div></body></html>",
                   options, packs);
  const std::string read = describe(article);
  EXPECT_NE(read.find("body\tThe council agreed on Monday to build bridge number 5."),
            std::string::npos)
      << read;
  EXPECT_EQ(read.find("body\tReader"), std::string::npos) << read;
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
