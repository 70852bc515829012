// concord pair finds the versions of one report among many, by content alone.
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "tests/packs.h"
#include "text/output_file.h"
#include "text/read_file.h"

namespace concord {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = ::popen(command.c_str(), "r");
  std::array<char, 1 << 14> buffer;
  for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    out.append(buffer.data(), got);
  ::pclose(pipe);
  return out;
}

/// A folder of this test, removed with it.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("concord_pair_" + std::to_string(::getpid()))) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// A document under a name that gives no evidence: `number` is hashed.
struct Given {
  std::string lang;
  std::string text;
  std::string gold;  ///< documents of one report share it
};

struct Score {
  std::size_t right = 0;
  std::size_t wrong = 0;
  std::size_t possible = 0;
};

/// Writes the documents as JSON lines in an order of no meaning, pairs them and compares with the
/// gold.
Score score_of(const std::vector<Given>& documents, const std::string& options = {}) {
  const Folder folder;
  std::map<std::string, std::string> lines;  // by id, which is a hash
  std::map<std::string, const Given*> by_id;
  std::map<std::string, std::set<std::string>> sides;
  for (const Given& given : documents) {
    const std::string id = std::to_string(std::hash<std::string>()(given.lang + given.gold));
    by_id[id] = &given;
    lines[id] = json{{"id", id}, {"lang", given.lang}, {"text", given.text}}.dump() + "\n";
    sides[given.gold].insert(given.lang == "en" ? "target" : "source");
  }
  std::string all;
  for (const auto& [id, line] : lines) all += line;
  write_file(folder.path() / "mixed.jsonl", all);
  Score score;
  for (const auto& [gold, both] : sides) score.possible += both.size() == 2 ? 1 : 0;
  std::size_t told = 0;
  std::string rest = output_of(std::string(CONCORD_PROGRAM) + " pair " +
                               (folder.path() / "mixed.jsonl").string() + " " + options);
  for (std::size_t end = 0; (end = rest.find('\n')) != std::string::npos; rest.erase(0, end + 1)) {
    const json pair = json::parse(rest.substr(0, end));
    told += (pair["source"].is_null() ? 0U : 1U) + (pair["target"].is_null() ? 0U : 1U);
    if (pair["source"].is_null() || pair["target"].is_null()) continue;
    const bool right = by_id.at(pair["source"])->gold == by_id.at(pair["target"])->gold;
    (right ? score.right : score.wrong) += 1;
    EXPECT_FALSE(pair["because"].empty());
  }
  EXPECT_EQ(told, documents.size()) << "every document is told once";
  return score;
}

TEST(Pair, FindsTheVersionsOfTheSamples) {
  for (const std::string& lang : test::sample_languages()) {
    std::vector<Given> documents;
    for (const fs::directory_entry& entry :
         fs::directory_iterator(fs::path(CONCORD_SOURCE_DIR) / "samples")) {
      if (!fs::exists(entry.path() / "target.en.txt")) continue;
      // English reports of all languages stand among the targets, so that most have no partner.
      documents.push_back(
          {"en", read_file(entry.path() / "target.en.txt"), entry.path().filename()});
      const fs::path source = entry.path() / ("source." + lang + ".txt");
      if (fs::exists(source))
        documents.push_back({lang, read_file(source), entry.path().filename()});
    }
    const Score score = score_of(documents);
    EXPECT_EQ(score.wrong, 0U) << lang;
    EXPECT_EQ(score.right, score.possible) << lang;
    EXPECT_GT(score.possible, 0U) << lang;
  }
}

fs::path shared_folder() {
  const char* named = std::getenv("CONCORD_SHARED");
  return named != nullptr ? fs::path(named) : fs::path(CONCORD_SOURCE_DIR) / ".." / "shared";
}

// A third report, on another meeting of the same states, has .986.
TEST(Pair, TwoOfTheFiveSeedsAreVersions) {
  const fs::path seeds = shared_folder() / "seeds";
  if (!fs::exists(seeds)) GTEST_SKIP() << "no " << seeds;
  std::string rest =
      output_of(std::string(CONCORD_PROGRAM) + " pair --min-score 0.99 " + seeds.string());
  std::vector<std::string> pairs;
  for (std::size_t end = 0; (end = rest.find('\n')) != std::string::npos; rest.erase(0, end + 1)) {
    const json pair = json::parse(rest.substr(0, end));
    if (pair["source"].is_null() || pair["target"].is_null()) continue;
    pairs.push_back(fs::path(pair["source"].get<std::string>()).filename().string().substr(0, 3) +
                    "-" +
                    fs::path(pair["target"].get<std::string>()).filename().string().substr(0, 3));
  }
  EXPECT_EQ(pairs, std::vector<std::string>{"000-002"});
}

TEST(Pair, FindsPartnersAmongDevelopmentDocuments) {
  const fs::path data = shared_folder() / "eval" / "align" / "data";
  if (!fs::exists(data)) GTEST_SKIP() << "no " << data;
  // 0: all partners are there; 1 to 3: one third of the targets is removed, in turn, and counted
  // together.
  for (const std::string& lang : test::sample_languages()) {
    std::set<fs::path> sources;
    for (const fs::directory_entry& entry :
         fs::directory_iterator(data / (lang + "-en") / "docs")) {
      if (entry.path().extension() == ".src") sources.insert(entry.path());
    }
    std::array<Score, 2> scores;
    for (std::size_t third = 0; third < 4; ++third) {
      std::vector<Given> documents;
      std::size_t number = 0;
      for (const fs::path& source : sources) {
        const std::string gold = source.stem();
        documents.push_back({lang, read_file(source), gold});
        fs::path target = source;
        if (third == 0 || ++number % 3 != third - 1)
          documents.push_back({"en", read_file(target.replace_extension(".tgt")), gold});
      }
      const Score score = score_of(documents);
      Score& sum = scores[third == 0 ? 0 : 1];
      sum.right += score.right;
      sum.wrong += score.wrong;
      sum.possible += score.possible;
    }
    for (const Score& score : scores) {
      EXPECT_GE(static_cast<double>(score.right), 0.98 * static_cast<double>(score.possible))
          << lang;
      EXPECT_GE(static_cast<double>(score.right),
                0.99 * static_cast<double>(score.right + score.wrong))
          << lang;
    }
  }
}

}  // namespace
}  // namespace concord
