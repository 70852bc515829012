// Takes the newsroom settings' files from the command line and its options from them.
#include "app/settings_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "app/command.h"
#include "lang/base/data_dirs.h"
#include "newsroom/service/desk_decisions.h"

namespace concord::app {
namespace po = boost::program_options;

void add_settings_options(po::options_description& options, SettingsFiles& files) {
  options.add_options()  //
      ("config", po::value(&files.config)->default_value(""),
       "configuration; otherwise the nearest concord.toml upwards")  //
      ("terms", po::value(&files.terms)->default_value(""),
       "a house glossary: TSV (term TAB renderings [TAB forbidden ones]) or TBX")  //
      ("baseline", po::value(&files.baselines)->composing(),
       "silence the issues of this file, see concord baseline; may be repeated")  //
      ("reviewed", po::value(&files.reviewed)->composing(),
       "silence the issues that were judged on the page (reviewed.jsonl); may be repeated");
}

void add_desk_option(po::options_description& options, SettingsFiles& files) {
  options.add_options()  //
      ("from-desk", po::value(&files.desk)->default_value(""),
       "silence what this desk has decided, by its verdicts and its confirmed glossary: the "
       "--store "
       "of concord serve");
}

void take_decisions(NewsroomSettings& settings, const po::variables_map& values,
                    const ProgramData& data, SettingsFiles& files) {
  set_option(settings, values, "from-desk", files.desk);
  if (files.desk.empty()) return;
  const DeskDecisions decisions(files.desk, *data);
  settings.learn(files.desk, decisions.baseline(), decisions.same());
}

void set_option(const NewsroomSettings& settings, const po::variables_map& values, const char* name,
                std::string& option) {
  const auto& options = settings.config().options;
  const auto set = options.find(name);
  const bool given = values.count(name) > 0 && !values[name].defaulted();
  if (set != options.end() && !given) option = set->second.value;
}

void notice_stale(const NewsroomSettings& settings) {
  constexpr std::size_t kNamed = 5;
  const std::vector<const BaselineEntry*> stale = settings.baseline().stale();
  for (std::size_t i = 0; i < std::min(stale.size(), kNamed); ++i) {
    notice(fmt::format("note: the baseline's {} {} does not come any more{}{}",
                       stale[i]->check.empty() ? "issue" : stale[i]->check, stale[i]->id,
                       stale[i]->message.empty() ? "" : ": ", stale[i]->message));
  }
  if (stale.size() > kNamed)
    notice(fmt::format("note: and {} more; see concord baseline prune", stale.size() - kNamed));
}

}  // namespace concord::app
