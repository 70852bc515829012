// concord regress: pins the beads and issues of folders of pairs, and reports what has changed.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/command.h"
#include "app/settings_options.h"
#include "checks/core/checkers.h"
#include "formats/escape.h"
#include "formats/json_input.h"
#include "formats/read_article.h"
#include "formats/writer.h"
#include "lang/base/data_dirs.h"
#include "text/day.h"
#include "text/input_error.h"
#include "text/lines.h"
#include "text/output_file.h"
#include "text/read_file.h"

namespace concord::app {
namespace po = boost::program_options;
namespace fs = std::filesystem;
namespace {

constexpr const char* kBeadsFile = "pinned.ladder";
constexpr const char* kIssuesFile = "pinned.jsonl";

/// A folder with source.TAG.* and target.TAG.*; pair.json may give {"date", "src_date",
/// "tgt_date"}, else the second line of about.txt is the date of both.
struct Case {
  fs::path folder;
  fs::path source;
  fs::path target;
  std::string problem;  ///< why it is not a pair; empty when it is one
};

std::vector<Case> find_cases(const std::string& root) {
  if (!fs::is_directory(root))
    throw InputError(root, 0, "is not a folder", "name a folder of pairs");
  std::map<fs::path, Case> cases;
  std::map<fs::path, bool> pinned;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    const std::string name = entry.path().filename();
    Case& one = cases[entry.path().parent_path()];
    one.folder = entry.path().parent_path();
    if (name == kBeadsFile || name == kIssuesFile) pinned[one.folder] = true;
    for (auto& [prefix, side] :
         {std::pair("source.", &one.source), std::pair("target.", &one.target)}) {
      if (!name.starts_with(prefix)) continue;
      if (!side->empty())
        one.problem = fmt::format("has more than one file {}*; leave one", prefix);
      *side = entry.path();
    }
  }
  std::vector<Case> found;
  for (auto& [folder, one] : cases) {
    const bool pair = !one.source.empty() && !one.target.empty();
    if (!pair && !pinned[folder]) continue;
    if (!pair)
      one.problem = fmt::format("was pinned, but its {} file is gone",
                                one.source.empty() ? "source" : "target");
    found.push_back(std::move(one));
  }
  if (found.empty())
    throw InputError(root, 0, "has no pairs",
                     "a pair is a folder with source.LANGUAGE.txt and target.LANGUAGE.txt");
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
  for (Lines lines(ladder); lines.next();) {
    out += lines.line().substr(0, lines.line().rfind(':'));
    out += '\n';
  }
  return out;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// "[2, 3]" gives "3 and 4": people count sentences from 1.
std::string sentences_of(const nlohmann::json& indices) {
  std::string out;
  for (std::size_t i = 0; i < indices.size(); ++i) {
    out += i == 0 ? "" : i + 1 == indices.size() ? " and " : ", ";
    out += std::to_string(indices[i].get<std::size_t>() + 1);
  }
  return out;
}

/// "[2, 3]:[2]" gives "source sentences 3 and 4 with target sentence 3".
std::string bead_words(const std::string& file, std::size_t line, const std::string& bead) {
  const std::size_t colon = bead.find(':');
  const auto side = [&](std::string_view name, const std::string& text) {
    const nlohmann::json indices = parse_json(file, line, text);
    const auto is_index = [](const nlohmann::json& value) { return value.is_number_unsigned(); };
    if (!indices.is_array() || !std::all_of(indices.begin(), indices.end(), is_index))
      throw InputError(file, line, "is not a bead", "pin again with --update");
    return indices.empty() ? std::string()
                           : fmt::format("{} sentence{} {}", name, indices.size() == 1 ? "" : "s",
                                         sentences_of(indices));
  };
  const std::string source = side("source", bead.substr(0, colon));
  const std::string target =
      side("target", colon == std::string::npos ? "[]" : bead.substr(colon + 1));
  if (source.empty()) return target + " alone";
  return target.empty() ? source + " alone" : source + " with " + target;
}

/// How a member of an issue changed, in words.
std::string change_words(const std::string& member, const nlohmann::ordered_json& before,
                         const nlohmann::ordered_json& now) {
  const auto shown = [](const nlohmann::ordered_json& value) {
    if (value.is_object()) {
      const std::string text = value.value("text", "");
      const std::string meaning = value.value("value", "");
      return fmt::format("\"{}\"{} at {}", text, meaning == text ? "" : " (" + meaning + ")",
                         value.value("start", std::size_t{0}));
    }
    return value.is_null()     ? std::string("nothing")
           : value.is_string() ? value.get<std::string>()
                               : value.dump();
  };
  if (member == "pair") return fmt::format("bead {}, was {}", shown(now), shown(before));
  return fmt::format("{} {}, was {}", member, shown(now), shown(before));
}

/// The issues of JSON lines by id.
std::map<std::string, nlohmann::ordered_json> issues_of(const std::string& file,
                                                        const std::string& text) {
  std::map<std::string, nlohmann::ordered_json> issues;
  std::size_t number = 0;
  for (const std::string& line : lines_of(text)) {
    const nlohmann::ordered_json json = nlohmann::ordered_json(parse_json(file, ++number, line));
    if (!json.is_object() || !json.contains("id") || !json["id"].is_string())
      throw InputError(file, number, "is not an issue", "pin again with --update");
    issues.emplace(json["id"].get<std::string>(), json);
  }
  return issues;
}

/// What differs from what is pinned in `folder`, one line each.
std::vector<std::string> differences(const fs::path& folder, const Outcome& before,
                                     const Outcome& now) {
  std::vector<std::string> out;
  const std::string beads_file = folder / kBeadsFile;
  const auto old_beads = lines_of(before.beads);
  const auto new_beads = lines_of(now.beads);
  const auto absent = [&](const std::vector<std::string>& from, const std::vector<std::string>& in,
                          const char* what) {
    for (std::size_t i = 0; i < from.size(); ++i) {
      if (std::find(in.begin(), in.end(), from[i]) == in.end())
        out.push_back(fmt::format("{}: {}", what, bead_words(beads_file, i + 1, from[i])));
    }
  };
  absent(old_beads, new_beads, "bead gone");
  absent(new_beads, old_beads, "bead new");
  auto old_issues = issues_of(folder / kIssuesFile, before.issues);
  const auto told = [](const nlohmann::ordered_json& issue) {
    return fmt::format("{} {}: {}", issue.value("severity", ""), issue.value("check", ""),
                       issue.value("message", ""));
  };
  for (const auto& [id, issue] : issues_of("", now.issues)) {
    const auto known = old_issues.find(id);
    if (known == old_issues.end()) {
      out.push_back("issue new: " + told(issue));
      continue;
    }
    std::vector<std::string> changes;
    for (const auto& [member, value] : issue.items()) {
      const nlohmann::ordered_json old =
          known->second.contains(member) ? known->second[member] : nullptr;
      if (old != value) changes.push_back(change_words(member, old, value));
    }
    if (!changes.empty())
      out.push_back(
          fmt::format("issue changed: {}: {}", told(known->second), fmt::join(changes, "; ")));
    old_issues.erase(known);
  }
  for (const auto& [id, issue] : old_issues) out.push_back("issue gone: " + told(issue));
  return out;
}

/// What became of a case.
struct Result {
  std::vector<std::string> changes;
  bool failed = false;  ///< it could not be checked
};

/// What every case is checked with.
struct CaseTools {
  Packs& packs;
  Checkers& checkers;
  NewsroomSettings& settings;
  WriterOptions writer;
};

Outcome outcome_of(const Case& one, CaseTools& tools) {
  Article source = read_side(one, one.source, "src_date", tools.packs);
  Article target = read_side(one, one.target, "tgt_date", tools.packs);
  tools.settings.mark_boilerplate(source, target);
  for (const Article* version : {&source, &target}) require_text(*version);
  PairChecker& checker =
      tools.checkers.get(source.lang, target.lang, tools.settings.rules(source, target).terms);
  PairReport report = checker.check(std::move(source), std::move(target));
  tools.settings.apply(report);
  return {without_costs(make_writer("ladder", tools.writer)->pair(report)),
          make_writer("jsonl", tools.writer)->pair(report)};
}

/// Compares a case with what is pinned; with `update` pins it.
Result run_case(const Case& one, CaseTools& tools, bool update) {
  if (!one.problem.empty()) return {{one.problem}, true};
  const std::string beads = one.folder / kBeadsFile;
  const std::string issues = one.folder / kIssuesFile;
  try {
    const Outcome now = outcome_of(one, tools);
    const bool pinned = fs::exists(beads) && fs::exists(issues);
    if (update) {
      const bool same = pinned && read_file(beads) == now.beads && read_file(issues) == now.issues;
      if (same) return {};
      write_file(beads, now.beads);
      write_file(issues, now.issues);
      return {{pinned ? "pinned again" : "pinned"}, false};
    }
    if (!pinned) return {{"nothing is pinned yet; run with --update"}, false};
    return {differences(one.folder, {read_file(beads), read_file(issues)}, now), false};
  } catch (const InputError& error) {
    return {{error.what()}, true};
  } catch (const UsageError& error) {  // a date in pair.json
    return {{std::string("pair.json: ") + error.what()}, true};
  }
}

std::string junit_case(const std::string& name, const Result& result, bool update) {
  std::string out =
      fmt::format("  <testcase classname=\"concord.regress\" name=\"{}\">", xml_attribute(name));
  const std::string all = fmt::format("{}", fmt::join(result.changes, "\n"));
  if (result.failed) {
    out += fmt::format("<error message=\"could not be checked\">{}</error>", xml_text(all));
  } else if (!result.changes.empty() && !update) {
    out += fmt::format("<failure message=\"{} change{}\">{}</failure>", result.changes.size(),
                       result.changes.size() == 1 ? "" : "s", xml_text(all));
  }
  return out + "</testcase>\n";
}

/// What became of all pairs.
struct RegressCounts {
  std::size_t pairs = 0;
  std::size_t changed = 0;
  std::size_t failed = 0;
  bool update = false;  ///< changes were accepted
};

/// `cases` are the test cases of JUnit.
void print_summary(const RegressCounts& counts, const std::string& format,
                   const std::string& cases) {
  if (format == "junit") {
    print(
        fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"concord "
                    "regress\" tests=\"{}\" "
                    "failures=\"{}\" errors=\"{}\">\n{}</testsuite>\n",
                    counts.pairs, counts.update ? 0 : counts.changed, counts.failed, cases));
  } else {
    print(fmt::format("{} pairs: {} {}, {} could not be checked\n", counts.pairs, counts.changed,
                      counts.update ? "pinned" : "changed", counts.failed));
  }
}

}  // namespace

int run_regress(const Arguments& arguments, const ProgramData& data) {
  std::string folder;
  std::string format;
  SettingsFiles settings_files;
  po::options_description options("Options");
  add_settings_options(options, settings_files);
  options.add_options()                                                       //
      ("update", po::bool_switch(), "accept what the pairs give now")         //
      ("format", po::value(&format)->default_value("text"), "text or junit")  //
      ("folder", po::value(&folder),
       "folders of pairs: source.LANGUAGE.txt and target.LANGUAGE.txt");
  po::positional_options_description positional;
  positional.add("folder", 1);
  const auto values =
      parse_options(arguments,
                    "Usage: concord regress DIR [options]\n"
                    "Compares the beads and issues of every pair below DIR with those pinned "
                    "beside it (pinned.ladder,\n"
                    "pinned.jsonl) and reports what has changed. The exit code is 1 when something "
                    "has, 2 when a pair cannot be "
                    "checked.\n"
                    "pair.json in its folder may give {\"date\", \"src_date\", \"tgt_date\"}.",
                    options, positional);
  if (!values) return kClean;
  if (folder.empty()) throw UsageError("name a folder; see concord regress --help");
  if (format != "text" && format != "junit")
    throw UsageError("unknown format '" + format + "'; use text or junit");
  const bool update = (*values)["update"].as<bool>();

  NewsroomSettings settings(settings_files);
  Packs packs(*data);
  SharedResources shared(packs);
  Checkers checkers(shared);
  CaseTools tools{packs, checkers, settings, {}};
  tools.writer.messages = data->messages;
  std::size_t changed = 0;
  std::size_t failed = 0;
  std::string cases;
  const std::vector<Case> found = find_cases(folder);
  for (const Case& one : found) {
    const Result result = run_case(one, tools, update);
    const std::string name = fs::relative(one.folder, folder);
    (result.failed ? failed : changed) += result.changes.empty() ? 0 : 1;
    if (format == "junit") {
      cases += junit_case(name, result, update);
    } else {
      for (const std::string& change : result.changes) print_line(name + ": " + change);
    }
  }
  print_summary({found.size(), changed, failed, update}, format, cases);
  if (failed > 0) return kFailed;
  return changed > 0 && !update ? kIssues : kClean;
}

}  // namespace concord::app
