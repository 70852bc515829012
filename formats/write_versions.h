// Writes the comparison of three and more versions.
//
//   std::string page = write_versions(report, "html", options);
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "checks/versions/version_report.h"
#include "formats/writer.h"

namespace concord {

/// The formats that there are, the default one first: text, jsonl, json, html.
std::vector<std::string> version_formats();

/// The whole document. Throws InputError for a format that there is not, naming those that there
/// are.
std::string write_versions(const VersionReport& report, std::string_view format,
                           const WriterOptions& options);

}  // namespace concord
