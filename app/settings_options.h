// The command line's part of the newsroom settings: options that name their files, options that
// they set, what is told of them.
#pragma once

#include <boost/program_options.hpp>
#include <string>

#include "app/command.h"
#include "newsroom/engine/settings.h"

namespace concord::app {

/// Adds the options that name the files; `files` holds their values once they are parsed.
void add_settings_options(boost::program_options::options_description& options,
                          SettingsFiles& files);

/// Adds the option that names a desk whose decisions count.
void add_desk_option(boost::program_options::options_description& options, SettingsFiles& files);

/// Lets the decisions of that desk count, which the configuration may name, too; `data` is needed
/// only where one is named.
void take_decisions(NewsroomSettings& settings, const boost::program_options::variables_map& values,
                    const ProgramData& data, SettingsFiles& files);

/// Sets an option of the command line to what the settings say of it, unless it was given.
void set_option(const NewsroomSettings& settings,
                const boost::program_options::variables_map& values, const char* name,
                std::string& option);

/// Reports on standard error, the first few by name, which judged issues of the documents seen did
/// not come.
void notice_stale(const NewsroomSettings& settings);

}  // namespace concord::app
