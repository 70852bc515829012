// Puts the stand of versions into words, and names the formats.
#include "formats/version_view.h"

#include <fmt/format.h>
#include <unicode/listformatter.h>

#include <array>
#include <memory>

#include "formats/write_versions.h"
#include "text/input_error.h"

namespace concord {
namespace {

struct Format {
  std::string_view name;
  std::string (*write)(const VersionReport& report, const WriterOptions& options);
};

constexpr std::array<Format, 4> kFormats = {{
    {"text", versions_text},
    {"jsonl", versions_json_lines},
    {"json", versions_json},
    {"html", versions_html},
}};

}  // namespace

bool passes(const VersionIssue& issue, const WriterOptions& options) {
  return issue.severity >= options.min_severity;
}

Tally tally_of(const VersionReport& report, const WriterOptions& options) {
  Tally tally;
  tally.pairs = report.versions.size();
  tally.beads = report.rows.size();
  for (const VersionIssue& issue : report.issues) {
    if (!passes(issue, options)) continue;
    ++(issue.silenced()                       ? tally.silenced
       : issue.severity == Severity::kError   ? tally.errors
       : issue.severity == Severity::kWarning ? tally.warnings
                                              : tally.infos);
  }
  return tally;
}

std::string labels_of(const VersionReport& report, const std::vector<std::size_t>& versions,
                      const std::string& ui_lang) {
  std::vector<icu::UnicodeString> labels;
  for (const std::size_t version : versions)
    labels.push_back(icu::UnicodeString::fromUTF8(report.label(version)));
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::ListFormatter> formatter(
      icu::ListFormatter::createInstance(icu::Locale(ui_lang.c_str()), status));
  icu::UnicodeString list;
  if (U_SUCCESS(status))
    formatter->format(labels.data(), static_cast<std::int32_t>(labels.size()), list, status);
  std::string text;
  list.toUTF8String(text);
  return text;
}

std::string stand_text(const VersionReport& report, const VersionIssue& issue,
                       const MessageCatalogue& messages) {
  const std::string odd = issue.odd ? report.label(*issue.odd) : std::string();
  const std::string others = labels_of(report, issue.others, messages.lang());
  switch (issue.stand) {
    case VersionStand::kDiffers:
      return messages.text({"versions.differs", {{"odd", odd}, {"others", others}}});
    case VersionStand::kLacks:
      return messages.text({"versions.lacks", {{"odd", odd}, {"others", others}}});
    case VersionStand::kOnly:
      return messages.text({"versions.only", {{"odd", odd}, {"others", others}}});
    case VersionStand::kAlone:
      return messages.text({"versions.alone", {{"odd", odd}}});
    case VersionStand::kDisagree:
      break;
  }
  return messages.text({"versions.disagree", {{"others", others}}});
}

std::string reason_text(const VersionReport& report, const VersionReason& reason,
                        const MessageCatalogue& messages) {
  return fmt::format("{} \xE2\x86\x92 {}: {}", report.label(reason.source),
                     report.label(reason.target), messages.text(reason.message));
}

std::string compared_text(const VersionReport& report, const MessageCatalogue& messages) {
  std::string list;
  for (std::size_t version = 0; version < report.versions.size(); ++version) {
    const std::size_t sentences = report.versions[version]->sentences.size();
    list +=
        (list.empty() ? "" : ", ") +
        messages.text({"versions.version",
                       {{"version", report.label(version)}, {"count", std::to_string(sentences)}}});
  }
  return messages.text({"versions.compared", {{"list", list}}});
}

std::vector<std::string> version_formats() {
  std::vector<std::string> names;
  for (const Format& format : kFormats) names.emplace_back(format.name);
  return names;
}

std::string write_versions(const VersionReport& report, std::string_view format,
                           const WriterOptions& options) {
  for (const Format& known : kFormats) {
    if (known.name == format) return known.write(report, options);
  }
  throw InputError("", 0, fmt::format("format '{}' is for two versions", format),
                   fmt::format("use {}", fmt::join(version_formats(), ", ")));
}

}  // namespace concord
