// What a newsroom sets for all the pairs of a run: concord.toml, baselines and verdicts.
//
//   NewsroomSettings settings(files);
//   settings.mark_boilerplate(source, target);
//   PairReport report = checker.check(source, target);
//   settings.apply(report);
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "checks/core/report.h"
#include "formats/baseline.h"
#include "formats/config.h"

namespace concord {

/// The files as the user named them.
struct SettingsFiles {
  std::string config;  ///< empty: the nearest concord.toml upwards
  std::string terms;   ///< a house glossary for every pair; empty: what the configuration says
  std::vector<std::string> baselines;
  std::vector<std::string> reviewed;
  std::string desk;  ///< the store of a desk whose decisions count, see NewsroomSettings::learn()
};

/// The rules in force for a pair, compiled.
struct PairRules {
  ConfigRules rules;
  Policy policy;
  std::string terms;    ///< file of the glossary; empty: none
  std::string ui_lang;  ///< language of messages; empty: as for the whole run
};

/// Safe to use from many threads, but for the functions that say otherwise.
class NewsroomSettings {
 public:
  /// Reads the files. Throws InputError with the line for what is wrong in them.
  explicit NewsroomSettings(const SettingsFiles& options);

  const Config& config() const { return config_; }
  /// Every file that was read or will be: no output may be one.
  const std::vector<std::string>& files() const { return files_; }
  /// Whether there is anything judged, so that outputs report what was silenced.
  bool judges() const { return judges_; }
  /// Not while another thread applies.
  Baseline& baseline() { return baseline_; }
  const Baseline& baseline() const { return baseline_; }
  /// Takes over what was decided elsewhere: the lines of a baseline, named in messages, and what
  /// says of an issue that nobody has judged whether its words were declared to be the same, from
  /// many threads. Before anything is applied.
  void learn(const std::string& name, const std::string& lines,
             std::function<bool(const PairReport&, const Issue&)> same);
  /// A text that differs when what the files say may give other results.
  const std::string& fingerprint() const { return fingerprint_; }

  /// The rules for two articles, valid as long as the object.
  const PairRules& rules(const Article& source, const Article& target);
  /// Makes boilerplate of paragraphs as the rules say.
  void mark_boilerplate(Article& source, Article& target);
  /// The same for a report whose other version is not known yet: only rules for all pairs and for
  /// its outlet count.
  void mark_boilerplate(Article& article);
  /// Severities, checks that are off, ignore rules; then baselines.
  void apply(PairReport& report);
  /// The same by rules that are known, as for the segments of one file.
  void apply(PairReport& report, const PairRules& rules);

 private:
  Config config_;
  Baseline baseline_;
  bool judges_ = false;
  std::string terms_;
  std::vector<std::string> files_;
  std::string fingerprint_;
  std::function<bool(const PairReport&, const Issue&)> same_;
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<const PairRules>> rules_;  // by rules_key()
};

}  // namespace concord
