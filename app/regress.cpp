// concord regress: pins the beads and issues of folders of pairs, and says what has changed.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>

#include "app/command.h"
#include "checks/checkers.h"
#include "formats/escape.h"
#include "formats/json_input.h"
#include "formats/read_article.h"
#include "formats/writer.h"
#include "lang/data_dir.h"
#include "text/day.h"
#include "text/input_error.h"
#include "text/read_file.h"

namespace concord::app {
namespace po = boost::program_options;
namespace fs = std::filesystem;
namespace {

constexpr const char* kBeadsFile = "pinned.ladder";
constexpr const char* kIssuesFile = "pinned.jsonl";

/// A folder with source.TAG.* and target.TAG.*; pair.json may give {"date", "src_date", "tgt_date"}, else the second
/// line of about.txt is the date of both.
struct Case {
  fs::path folder;
  fs::path source;
  fs::path target;
};

std::vector<Case> find_cases(const std::string& root) {
  if (!fs::is_directory(root)) throw InputError(root, 0, "is no folder", "name a folder of pairs");
  std::map<fs::path, Case> cases;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    const std::string name = entry.path().filename();
    Case& one = cases[entry.path().parent_path()];
    one.folder = entry.path().parent_path();
    if (name.starts_with("source.")) one.source = entry.path();
    if (name.starts_with("target.")) one.target = entry.path();
  }
  std::vector<Case> found;
  for (auto& [folder, one] : cases) {
    if (!one.source.empty() && !one.target.empty()) found.push_back(std::move(one));
  }
  if (found.empty())
    throw InputError(root, 0, "has no pairs", "a pair is a folder with source.LANGUAGE.txt and target.LANGUAGE.txt");
  return found;
}

/// "source.ru.txt" gives "ru"; a name without a tag gives none, and the language is detected.
std::string tag_of(const fs::path& file) {
  const std::string name = file.filename();
  const std::size_t first = name.find('.');
  const std::size_t second = name.find('.', first + 1);
  return second == std::string::npos ? std::string() : name.substr(first + 1, second - first - 1);
}

Article read_side(const Case& one, const fs::path& file, const char* date_key, Packs& packs) {
  ReadOptions options;
  options.lang = tag_of(file);
  const std::string settings = one.folder / "pair.json";
  const std::string about = one.folder / "about.txt";
  if (fs::exists(settings)) {
    const nlohmann::json json = parse_json(settings, 0, read_file(settings));
    std::string date = text_member(json, date_key, settings, 0);
    if (date.empty()) date = text_member(json, "date", settings, 0);
    options.published = parse_day(date);
  } else if (fs::exists(about)) {
    std::istringstream lines(read_file(about));
    std::string line;
    std::getline(lines, line);
    std::getline(lines, line);
    options.published = parse_iso_day(line);
  }
  // The file's name alone, so that what is pinned does not depend on where the folder lies.
  return read_article(file.filename(), read_file(file), options, packs);
}

/// What a case gives now, or gave when it was pinned.
struct Outcome {
  std::string beads;   ///< a ladder without costs
  std::string issues;  ///< JSON lines
};

std::string without_costs(std::string_view ladder) {
  std::string out;
  while (!ladder.empty()) {
    const std::size_t end = ladder.find('\n');
    const std::string_view line = ladder.substr(0, end);
    out += std::string(line.substr(0, line.rfind(':'))) + "\n";
    ladder.remove_prefix(end == std::string_view::npos ? ladder.size() : end + 1);
  }
  return out;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// What differs, one line each.
std::vector<std::string> differences(const Outcome& before, const Outcome& now) {
  std::vector<std::string> out;
  const auto old_beads = lines_of(before.beads);
  const auto new_beads = lines_of(now.beads);
  for (const std::string& bead : old_beads) {
    if (std::find(new_beads.begin(), new_beads.end(), bead) == new_beads.end()) out.push_back("bead lost: " + bead);
  }
  for (const std::string& bead : new_beads) {
    if (std::find(old_beads.begin(), old_beads.end(), bead) == old_beads.end()) out.push_back("bead new: " + bead);
  }
  std::map<std::string, nlohmann::ordered_json> old_issues;
  for (const std::string& line : lines_of(before.issues)) {
    const auto json = nlohmann::ordered_json::parse(line);
    old_issues.emplace(json.value("id", ""), json);
  }
  const auto told = [](const nlohmann::ordered_json& issue) {
    return fmt::format("{} {}: {}", issue.value("severity", ""), issue.value("check", ""), issue.value("message", ""));
  };
  for (const std::string& line : lines_of(now.issues)) {
    const auto json = nlohmann::ordered_json::parse(line);
    const auto known = old_issues.find(json.value("id", ""));
    if (known == old_issues.end()) {
      out.push_back("issue new: " + told(json));
      continue;
    }
    if (known->second != json) {
      std::string members;
      for (const auto& [key, value] : json.items()) {
        if (!known->second.contains(key) || known->second[key] != value) members += (members.empty() ? "" : ", ") + key;
      }
      out.push_back("issue changed (" + members + "): " + told(json));
    }
    old_issues.erase(known);
  }
  for (const auto& [id, issue] : old_issues) out.push_back("issue gone: " + told(issue));
  return out;
}

}  // namespace

int run_regress(const Arguments& arguments) {
  std::string folder;
  std::string format;
  po::options_description options("Options");
  options.add_options()                                                       //
      ("update", po::bool_switch(), "accept what the pairs give now")         //
      ("format", po::value(&format)->default_value("text"), "text or junit")  //
      ("folder", po::value(&folder), "folders of pairs: source.LANGUAGE.txt and target.LANGUAGE.txt");
  po::positional_options_description positional;
  positional.add("folder", 1);
  const auto values = parse_options(
      arguments,
      "Usage: concord regress DIR [options]\n"
      "Compares the beads and issues of every pair below DIR with those pinned beside it (pinned.ladder,\n"
      "pinned.jsonl) and says what has changed. The exit code is 1 when something has.",
      options, positional);
  if (!values) return kClean;
  if (folder.empty()) throw UsageError("name a folder; see concord regress --help");
  if (format != "text" && format != "junit") throw UsageError("unknown format '" + format + "'; use text or junit");
  const bool update = (*values)["update"].as<bool>();

  Packs packs(find_data_dir());
  SharedResources shared(packs);
  Checkers checkers(shared);
  std::size_t changed = 0;
  std::string cases;
  const std::vector<Case> found = find_cases(folder);
  for (const Case& one : found) {
    Article source = read_side(one, one.source, "src_date", packs);
    Article target = read_side(one, one.target, "tgt_date", packs);
    PairChecker& checker = checkers.get(source.lang, target.lang);
    const PairReport report = checker.check(std::move(source), std::move(target));
    const Outcome now{without_costs(make_writer("ladder", {})->pair(report)), make_writer("jsonl", {})->pair(report)};
    const std::string beads = one.folder / kBeadsFile;
    const std::string issues = one.folder / kIssuesFile;
    std::vector<std::string> messages;
    if (fs::exists(beads) && fs::exists(issues)) {
      messages = differences({read_file(beads), read_file(issues)}, now);
    } else {
      messages.push_back("nothing is pinned yet; run with --update");
    }
    if (update) {
      write_file(beads, now.beads);
      write_file(issues, now.issues);
    }
    const std::string name = fs::relative(one.folder, folder);
    changed += messages.empty() ? 0 : 1;
    if (format == "text") {
      for (const std::string& message : messages) print(name + ": " + message + "\n");
    } else {
      cases += fmt::format("  <testcase classname=\"concord.regress\" name=\"{}\">", xml_attribute(name));
      if (!messages.empty() && !update) {
        cases += fmt::format("<failure message=\"{} changes\">{}</failure>", messages.size(),
                             xml_attribute(fmt::format("{}", fmt::join(messages, "\n"))));
      }
      cases += "</testcase>\n";
    }
  }
  if (format == "junit") {
    print(
        fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"concord regress\" tests=\"{}\" "
                    "failures=\"{}\">\n{}</testsuite>\n",
                    found.size(), update ? 0 : changed, cases));
  } else {
    print(fmt::format("{} pairs, {} {}\n", found.size(), changed, update ? "updated" : "changed"));
  }
  return changed > 0 && !update ? kIssues : kClean;
}

}  // namespace concord::app
