// Feed readers: what each format gives, what is refused, and that one broken item does not stop the
// rest.
#include "formats/read_feed.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "lang/base/data_dirs.h"
#include "text/day.h"
#include "text/input_error.h"
#include "text/output_file.h"
#include "text/read_file.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

struct Read {
  std::vector<FeedItem> items;
  std::vector<FeedProblem> problems;
};

Read read(const std::string& bytes, const std::string& name = "feed",
          const FeedOptions& options = {}) {
  Read out;
  read_feed(name, bytes, options,
            {[&](FeedItem item) { out.items.push_back(std::move(item)); },
             [&](FeedProblem problem) { out.problems.push_back(std::move(problem)); }});
  return out;
}

std::string summary(const FeedItem& item) {
  return item.id + "|" + item.lang + "|" + (item.published ? iso_day(*item.published) : "-") + "|" +
         item.title + "|" + item.body;
}

const std::string kRss = R"(<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Desk</title><language>en-GB</language>
<item><title>Ports &amp;amp; roads</title><guid isPermaLink="false">a1</guid><link>http://desk.example/1</link>
<pubDate>Mon, 23 Sep 2024 00:30:00 +0700</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The minister opened a port.</p>]]></content:encoded>
<atom:link rel="alternate" hreflang="ru" href="http://desk.example/ru/1"/></item>
<item><title>Second</title><link>http://desk.example/2</link><dc:date>2024-09-23T23:59:00Z</dc:date><description>Plain words.</description></item>
<item><title>Only a headline</title><guid>a3</guid></item>
</channel></rss>)";

TEST(ReadFeed, Rss) {
  const Read feed = read(kRss);
  ASSERT_EQ(feed.items.size(), 2U);
  EXPECT_EQ(summary(feed.items[0]),
            "a1|en-GB|2024-09-23|Ports & roads|<p>The minister opened a port.</p>");
  EXPECT_TRUE(feed.items[0].html);
  ASSERT_EQ(feed.items[0].versions.size(), 1U);
  EXPECT_EQ(feed.items[0].versions[0].ref, "http://desk.example/ru/1");
  EXPECT_EQ(summary(feed.items[1]), "http://desk.example/2|en-GB|2024-09-23|Second|Plain words.");
  EXPECT_FALSE(feed.items[1].html);
  ASSERT_EQ(feed.problems.size(), 1U);
  EXPECT_EQ(feed.problems[0].item, "a3");
  EXPECT_EQ(feed.problems[0].error, "a3: has no text");
}

TEST(ReadFeed, Atom) {
  const Read feed = read(R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id"><title>x</title>
<entry><id>urn:1</id><title type="html">A &amp;amp; B</title><updated>2024-09-24T01:00:00+07:00</updated>
<link href="http://d.example/1"/><link rel="alternate" hreflang="en" href="http://d.example/en/1"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Satu <b>dua</b>.</p></div></content></entry>
<entry xml:lang="vi"><id>urn:2</id><title>T</title><published>2024-01-02T00:00:00Z</published><summary>Ba.</summary></entry></feed>)");
  ASSERT_EQ(feed.items.size(), 2U);
  EXPECT_EQ(feed.items[0].title, "A & B");
  EXPECT_EQ(feed.items[0].lang, "id");
  EXPECT_EQ(feed.items[0].url, "http://d.example/1");
  EXPECT_EQ(feed.items[0].versions.at(0).lang, "en");
  EXPECT_NE(feed.items[0].body.find("<p>Satu <b>dua</b>.</p>"), std::string::npos);
  EXPECT_EQ(summary(feed.items[1]), "urn:2|vi|2024-01-02|T|Ba.");
}

TEST(ReadFeed, Ninjs) {
  EXPECT_EQ(
      summary(
          read(
              R"({"uri":"u:1","type":"text","versioncreated":"2019-05-10T16:02:28+02:00","language":"en","headline":"H","body_text":"One.","body_xhtml":"<p>One.</p>"})")
              .items.at(0)),
      "u:1|en|2019-05-10|H|<p>One.</p>");
  EXPECT_EQ(
      summary(
          read(
              R"({"uri":"u:2","contentCreated":"2023-01-01","headlines":[{"role":"short","value":"S"},{"role":"main","value":"M"}],"bodies":[{"contentType":"text/plain","value":"Two."}]})")
              .items.at(0)),
      "u:2||2023-01-01|M|Two.");
  const Read list = read(
      R"([{"uri":"a","body_text":"A."},5,{"uri":"b","body_text":7},{"uri":"c","body_text":"C."}])");
  EXPECT_EQ(list.items.size(), 2U);
  EXPECT_EQ(list.problems.size(), 2U);
}

TEST(ReadFeed, NewsmlAndNitf) {
  const std::string item =
      R"(<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:n:1" xml:lang="en-US"><itemMeta>
<versionCreated>2018-11-21T16:25:32-05:00</versionCreated><link rel="irel:translatedFrom" residref="urn:n:0"/></itemMeta>
<contentMeta><contentCreated>2016-11-21T15:21:06-05:00</contentCreated><language tag="en-US"/><headline>Fed</headline></contentMeta>)";
  const Read nitf = read(
      item +
      R"(<contentSet><inlineXML contenttype="application/nitf+xml"><nitf><body><body.head><hedline><hl1>Fed</hl1></hedline>
</body.head><body.content><p>First.</p><p>Second.</p></body.content></body></nitf></inlineXML></contentSet></newsItem>)");
  ASSERT_EQ(nitf.items.size(), 1U);
  EXPECT_EQ(summary(nitf.items[0]), "urn:n:1|en-US|2016-11-21|Fed|<p>First.</p><p>Second.</p>");
  EXPECT_EQ(nitf.items[0].versions.at(0).ref, "urn:n:0");
  const Read xhtml = read(
      item +
      R"(<contentSet><inlineXML contenttype="application/xhtml+xml"><html><head><title>t</title></head><body><p>B.</p></body></html></inlineXML></contentSet></newsItem>)");
  EXPECT_EQ(xhtml.items.at(0).body, "<p>B.</p>");
  const Read package = read(
      R"(<packageItem guid="p"><groupSet><group><itemRef residref="x"/><itemRef residref="y"/></group></groupSet></packageItem>)");
  EXPECT_EQ(package.problems.size(), 2U);
  const Read alone = read(
      R"(<nitf uno="n1"><head><docdata><date.issue norm="20240924T010000+0700"/></docdata></head><body xml:lang="en"><body.head><hedline><hl1>H</hl1></hedline></body.head><body.content><p>P.</p></body.content></body></nitf>)");
  EXPECT_EQ(summary(alone.items.at(0)), "n1|en|2024-09-24|H|<p>P.</p>");
}

TEST(ReadFeed, JsonLines) {
  const Read feed = read(
      "{\"id\":\"1\",\"lang\":\"uk\",\"date\":\"2024-02-29\",\"title\":\"T\",\"text\":\"A.\"}"
      "\nbroken\n\n{\"id\":2,"
      "\"text\":\"B.\"}\n{\"id\":\"3\",\"text\":\"C.\",\"date\":\"soon\"}\n",
      "a.jsonl");
  ASSERT_EQ(feed.items.size(), 2U);
  EXPECT_EQ(summary(feed.items[0]), "1|uk|2024-02-29|T|A.");
  EXPECT_EQ(feed.items[1].id, "2");
  ASSERT_EQ(feed.problems.size(), 2U);
  EXPECT_EQ(feed.problems[0].error, "a.jsonl:2: is not JSON at byte 1; fix it");
  EXPECT_EQ(feed.problems[1].item, "3");
}

TEST(ReadFeed, TimesOfSeveralKinds) {
  struct Row {
    const char* stamp;
    const char* day;
  };
  for (const Row& row :
       {Row{"Mon, 23 Sep 2024 23:30:00 GMT", "2024-09-23"},
        Row{"23 Sep 24 00:30 +0700", "2024-09-23"}, Row{"Tue, 3 Jun 2008", "2008-06-03"},
        Row{"2024-09-23", "2024-09-23"}, Row{"2024-09-23 11:00", "2024-09-23"},
        Row{"20240923T235900Z", "2024-09-23"}, Row{"2024-02-30", "-"}, Row{"yesterday", "-"},
        Row{"32 Sep 2024", "-"}, Row{"23 Sep 20000000000", "-"}, Row{"20000000000 Sep 24", "-"},
        Row{"", "-"}, Row{"2024-09-233", "-"}}) {
    const Read feed =
        read("<rss><channel><item><guid>1</guid><description>d</description><pubDate>" +
             std::string(row.stamp) + "</pubDate></item></channel></rss>");
    const auto day = feed.items.at(0).published;
    EXPECT_EQ(day ? iso_day(*day) : "-", row.day) << row.stamp;
  }
}

TEST(ReadFeed, EncodingsAreHonoured) {
  // "Порт." in windows-1251.
  const std::string body = "\xCF\xEE\xF0\xF2.";
  const std::string feed = "<rss><channel><item><guid>1</guid><description>" + body +
                           "</description></item></channel></rss>";
  const std::string port = "Порт.";
  EXPECT_EQ(read("<?xml version=\"1.0\" encoding=\"windows-1251\"?>" + feed).items.at(0).body,
            port);
  FeedOptions from_header;
  from_header.encoding = "windows-1251";
  EXPECT_EQ(read(feed, "feed", from_header).items.at(0).body, port);
}

TEST(ReadFeed, HarmfulInputIsRefusedAtOnce) {
  const auto begin = std::chrono::steady_clock::now();
  std::string laughs = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\">";
  for (int i = 1; i < 10; ++i) laughs += "<!ENTITY lol" + std::to_string(i) + " \"&lol;&lol;\">";
  laughs += "]><rss><channel><item><description>&lol9;</description></item></channel></rss>";
  EXPECT_THROW(read(laughs), InputError);
  EXPECT_THROW(read("<!DOCTYPE r [<!ENTITY x SYSTEM "
                    "\"file:///etc/passwd\">]><rss><channel><item><description>&x;</description></"
                    "item></channel></rss>"),
               InputError);
  std::string deep = "<rss><channel>";
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  EXPECT_THROW(read(deep), InputError);
  for (int i = 0; i < 100'000; ++i) deep += "</a>";
  EXPECT_THROW(read(deep + "</channel></rss>"), InputError);
  std::string wide = "<rss><channel>";
  for (int i = 0; i < 2'100'000; ++i) wide += "<a/>";
  EXPECT_THROW(read(wide + "</channel></rss>"), InputError);
  EXPECT_THROW(read(std::string(1'000'000, '['), "deep.json"), InputError);
  EXPECT_THROW(read("<rss><channel>", "x"), InputError);
  EXPECT_THROW(read("", "x"), InputError);
  std::string html = "<p>";
  for (int i = 0; i < 100'000; ++i) html += "<b>";
  Packs packs(find_data_dirs());
  FeedItem item;
  item.id = "deep";
  item.body = html + "text";
  item.html = true;
  EXPECT_THROW(read_item(item, packs), InputError);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
}

/// A zip archive of parts.
std::string zip(const std::vector<std::pair<std::string, std::string>>& parts) {
  std::vector<char> buffer(1 << 20);
  std::size_t used = 0;
  archive* out = archive_write_new();
  archive_write_set_format_zip(out);
  archive_write_open_memory(out, buffer.data(), buffer.size(), &used);
  for (const auto& [name, bytes] : parts) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(out, entry);
    archive_write_data(out, bytes.data(), bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(out);
  archive_write_free(out);
  return {buffer.data(), used};
}

const std::string kDocument =
    "<w:document xmlns:w=\"w\"><w:body><w:p><w:pPr><w:pStyle "
    "w:val=\"Title\"/></w:pPr><w:r><w:t>Head</w:t></w:r></w:p>"
    "<w:p><w:r><w:t xml:space=\"preserve\">One "
    "</w:t></w:r><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>two.</w:t></"
    "w:r></w:ins></w:p>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></"
    "w:document>";

TEST(ReadFeed, Docx) {
  const Read file = read(zip({{"[Content_Types].xml", "<a/>"},
                              {"word/document.xml", kDocument},
                              {"docProps/core.xml",
                               "<c:p "
                               "xmlns:c=\"c\"><c:language>en</"
                               "c:language><c:created>2024-09-23T08:00:00Z</c:created></c:p>"}}),
                         "a.docx");
  EXPECT_EQ(summary(file.items.at(0)), "a.docx|en|2024-09-23|Head|One two.\n\nCell\n\n");
  EXPECT_THROW(read(zip({{"../word/document.xml", kDocument}}), "a.docx"), InputError);
  EXPECT_THROW(read(zip({{"/etc/passwd", "x"}, {"word/document.xml", kDocument}}), "a.docx"),
               InputError);
  EXPECT_THROW(read(zip({{"word/other.xml", kDocument}}), "a.docx"), InputError);
  EXPECT_THROW(
      read(zip({{"word/document.xml", std::string(std::size_t{80} << 20, ' ')}}), "bomb.docx"),
      InputError);
  std::string cut = zip({{"word/document.xml", kDocument}});
  cut.resize(cut.size() / 2);
  EXPECT_TRUE([&] {
    try {
      return read(cut, "a.docx").items.empty();
    } catch (const InputError&) {
      return true;
    }
  }());
}

TEST(ReadFeed, FoldersAreReadInOrderAndBrokenFilesNamed) {
  const fs::path folder =
      fs::temp_directory_path() / ("concord_feed_" + std::to_string(::getpid()));
  fs::create_directories(folder / "b");
  write_file(folder / "b/z.txt", "Text.");
  write_file(folder / "a.xml", kRss);
  write_file(folder / "broken.xml", "<rss>");
  write_file(folder / ".hidden", "no");
  Read out;
  read_source(folder, {},
              {[&](FeedItem item) { out.items.push_back(std::move(item)); },
               [&](FeedProblem problem) { out.problems.push_back(std::move(problem)); }});
  fs::remove_all(folder);
  ASSERT_EQ(out.items.size(), 3U);
  EXPECT_EQ(out.items[2].id, folder / "b/z.txt");
  ASSERT_EQ(out.problems.size(), 2U);
  EXPECT_EQ(out.problems[1].item, folder / "broken.xml");
  EXPECT_THROW(read_source(folder, {}, {}), InputError);
}

TEST(ReadFeed, ItemsBecomeArticles) {
  Packs packs(find_data_dirs());
  FeedItem item;
  item.id = "1";
  item.lang = "en";
  item.title = "Ministers meet in\n Hanoi";
  item.body = "HANOI - The ministers met on Friday.\n\nThey agreed on trade.";
  item.published = parse_iso_day("2024-09-23");
  const Article text = read_item(item, packs);
  ASSERT_FALSE(text.blocks.empty());
  EXPECT_EQ(text.blocks[0].role, BlockRole::kHeadline);
  EXPECT_EQ(text.blocks[0].span.of(text.text), "Ministers meet in Hanoi");
  EXPECT_EQ(text.sentences.size(), 2U);
  item.html = true;
  item.body = "<p>HANOI - The ministers met on Friday.</p><p>They agreed on trade &amp; ports.</p>";
  const Article html = read_item(item, packs);
  EXPECT_EQ(html.sentences.size(), 2U);
  EXPECT_EQ(html.blocks[0].span.of(html.text), "Ministers meet in Hanoi");
  EXPECT_EQ(html.published, item.published);
  // A tag that is none is not believed, and names no folder.
  for (const std::string& lang :
       {std::string("../../../etc"), std::string("/title"), std::string("en/../ru"),
        std::string(5000, 'x'), std::string("\x81")}) {
    item.lang = lang;
    EXPECT_EQ(read_item(item, packs).lang, "en") << lang;
  }
  item.body = " \n";
  EXPECT_THROW(read_item(item, packs), InputError);
}

fs::path shared_folder() {
  const char* named = std::getenv("CONCORD_SHARED");
  return named != nullptr ? fs::path(named) : fs::path(CONCORD_SOURCE_DIR) / ".." / "shared";
}

TEST(ReadFeed, SampleDocumentsOfTheStandards) {
  const fs::path folder = shared_folder() / "schemas";
  if (!fs::exists(folder)) GTEST_SKIP() << "no " << folder;
  Packs packs(find_data_dirs());
  struct Row {
    const char* file;
    std::size_t items;
    std::size_t problems;
  };
  for (const Row& row :
       {Row{"ninjs/examples/documentation_includes_examples_3.1_004_simple_text_article.json", 1,
            0},
        Row{"ninjs/examples/documentation_includes_examples_3.1_005_complex_text_article.json", 1,
            0},
        Row{"ninjs/examples/examples_2.1_dpa_text.json", 1, 0},
        Row{"ninjs/examples/examples_2.1_ninjsExSimpleText_2.json", 1, 0},
        Row{"ninjs/examples/examples_3.0_ninjsExSimpleText_3.json", 1, 0},
        Row{"newsml-g2/text-document.xml", 1, 0}, Row{"newsml-g2/simple-package.xml", 0, 2}}) {
    const std::string path = folder / row.file;
    const Read feed = read(read_file(path), path);
    EXPECT_EQ(feed.items.size(), row.items) << row.file;
    EXPECT_EQ(feed.problems.size(), row.problems) << row.file;
    for (const FeedItem& item : feed.items) {
      EXPECT_FALSE(item.title.empty()) << row.file;
      EXPECT_TRUE(item.published) << row.file;
      EXPECT_FALSE(read_item(item, packs).sentences.empty()) << row.file;
    }
  }
}

}  // namespace
}  // namespace concord
