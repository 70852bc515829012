// What the writers of several versions share: which issues are shown, and what they say.
#pragma once

#include <string>
#include <vector>

#include "checks/versions/version_report.h"
#include "formats/issue_view.h"
#include "formats/messages.h"
#include "formats/writer.h"

namespace concord {

/// Whether an issue is severe enough to be written; a silenced one may be.
bool passes(const VersionIssue& issue, const WriterOptions& options);

/// How many issues there are; `pairs` counts the versions, `beads` the rows.
Tally tally_of(const VersionReport& report, const WriterOptions& options);

/// The labels of versions as a list in a language: "vi, ru and en".
std::string labels_of(const VersionReport& report, const std::vector<std::size_t>& versions,
                      const std::string& ui_lang);

/// Which version stands alone: "ru differs from vi and en".
std::string stand_text(const VersionReport& report, const VersionIssue& issue,
                       const MessageCatalogue& messages);

/// Why two versions differ: "vi > ru: 2030 in the source is 2035 in the target".
std::string reason_text(const VersionReport& report, const VersionReason& reason,
                        const MessageCatalogue& messages);

/// What was compared: "3 versions: vi (24 sentences), ru (23 sentences), en (24 sentences)".
std::string compared_text(const VersionReport& report, const MessageCatalogue& messages);

// The writers; see write_versions().
std::string versions_text(const VersionReport& report, const WriterOptions& options);
std::string versions_html(const VersionReport& report, const WriterOptions& options);
std::string versions_json(const VersionReport& report, const WriterOptions& options);
std::string versions_json_lines(const VersionReport& report, const WriterOptions& options);

}  // namespace concord
