// The registry of writers: one line per format.
#include <fmt/format.h>

#include <array>
#include <span>

#include "formats/writers.h"
#include "text/input_error.h"

namespace concord {
namespace {

/// A format: its name, the ending of files that are written in it (empty: none of its own), and
/// what makes its writer.
struct Format {
  std::string_view name;
  std::string_view ending;
  std::unique_ptr<ReportWriter> (*make)(const WriterOptions& options);
};

constexpr std::array kReportFormats = {
    Format{"text", ".txt", text_writer},           Format{"line", ".line", line_writer},
    Format{"jsonl", ".jsonl", json_lines_writer},  Format{"json", ".json", json_writer},
    Format{"sarif", ".sarif", sarif_writer},       Format{"junit", ".xml", junit_writer},
    Format{"github", "", github_writer},           Format{"csv", ".csv", csv_writer},
    Format{"html", ".html", html_writer},          Format{"xliff", ".xlf", xliff_writer},
    Format{"checkstyle", "", checkstyle_writer},   Format{"gitlab", "", gitlab_writer},
    Format{"xliff12", ".1.2.xlf", xliff12_writer},
};

constexpr std::array kBeadFormats = {
    Format{"text", "", bead_text_writer},    Format{"ladder", ".ladder", ladder_writer},
    Format{"hunalign", "", hunalign_writer}, Format{"hunalign-text", "", hunalign_text_writer},
    Format{"tsv", ".tsv", tsv_writer},       Format{"jsonl", "", bead_json_lines_writer},
    Format{"tmx", ".tmx", tmx_writer},       Format{"moses", "", moses_writer},
};

/// Endings besides each format's own.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kOtherEndings = {{
    {".htm", "html"},
    {".xliff", "xliff"},
    {".sarif.json", "sarif"},
    {".ndjson", "jsonl"},
    {".checkstyle.xml", "checkstyle"},
    {"gl-code-quality-report.json", "gitlab"},
    {".tmx", "tmx"},
}};

std::vector<std::string> names_of(std::span<const Format> formats) {
  std::vector<std::string> names;
  for (const Format& format : formats) names.emplace_back(format.name);
  return names;
}

std::unique_ptr<ReportWriter> make(std::span<const Format> formats, std::string_view name,
                                   const WriterOptions& options) {
  for (const Format& format : formats) {
    if (format.name == name) return format.make(options);
  }
  throw InputError("", 0, fmt::format("unknown format '{}'", name),
                   fmt::format("use {}", fmt::join(names_of(formats), ", ")));
}

}  // namespace

std::vector<std::string> report_formats() { return names_of(kReportFormats); }
std::vector<std::string> bead_formats() { return names_of(kBeadFormats); }

std::unique_ptr<ReportWriter> make_report_writer(std::string_view format,
                                                 const WriterOptions& options) {
  return make(kReportFormats, format, options);
}

std::unique_ptr<ReportWriter> make_bead_writer(std::string_view format,
                                               const WriterOptions& options) {
  return make(kBeadFormats, format, options);
}

std::unique_ptr<ReportWriter> make_writer(std::string_view format, const WriterOptions& options) {
  for (const Format& known : kReportFormats) {
    if (known.name == format) return known.make(options);
  }
  return make_bead_writer(format, options);
}

std::string format_of_path(const std::string& path) {
  std::string_view best;
  std::string_view format;
  const auto consider = [&](std::string_view ending, std::string_view name) {
    if (!ending.empty() && ending.size() > best.size() && path.ends_with(ending)) {
      best = ending;
      format = name;
    }
  };
  std::string known;
  for (const Format& entry : kReportFormats) {
    consider(entry.ending, entry.name);
    if (!entry.ending.empty())
      known += fmt::format("{}{}", known.empty() ? "" : ", ", entry.ending);
  }
  for (const auto& [ending, name] : kOtherEndings) consider(ending, name);
  if (format.empty()) throw InputError(path, 0, "has no ending of a known format", "use " + known);
  return std::string(format);
}

}  // namespace concord
