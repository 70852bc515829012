// The writers that the registry names; one file each.
#pragma once

#include <memory>

#include "formats/writer.h"

namespace concord {

// Of issues.
std::unique_ptr<ReportWriter> text_writer(
    const WriterOptions& options);  ///< for a terminal (write_text.cpp)
std::unique_ptr<ReportWriter> line_writer(
    const WriterOptions& options);  ///< a greppable line an issue (write_line.cpp)
std::unique_ptr<ReportWriter> json_lines_writer(
    const WriterOptions& options);  ///< design.md section 4 (write_json.cpp)
std::unique_ptr<ReportWriter> json_writer(
    const WriterOptions& options);  ///< docs/schemas/report.json (write_json.cpp)
std::unique_ptr<ReportWriter> sarif_writer(
    const WriterOptions& options);  ///< OASIS SARIF 2.1.0 (write_sarif.cpp)
std::unique_ptr<ReportWriter> junit_writer(
    const WriterOptions& options);  ///< JUnit XML (write_junit.cpp)
std::unique_ptr<ReportWriter> github_writer(
    const WriterOptions& options);  ///< workflow commands (write_github.cpp)
std::unique_ptr<ReportWriter> gitlab_writer(
    const WriterOptions& options);  ///< GitLab code quality (write_gitlab.cpp)
std::unique_ptr<ReportWriter> checkstyle_writer(
    const WriterOptions& options);  ///< Checkstyle XML (write_checkstyle.cpp)
std::unique_ptr<ReportWriter> csv_writer(
    const WriterOptions& options);  ///< RFC 4180 (write_csv.cpp)
std::unique_ptr<ReportWriter> html_writer(
    const WriterOptions& options);  ///< the page (write_html.cpp)
std::unique_ptr<ReportWriter> xliff_writer(
    const WriterOptions& options);  ///< OASIS XLIFF 2.1 with ITS (write_xliff.cpp)
std::unique_ptr<ReportWriter> xliff12_writer(
    const WriterOptions& options);  ///< OASIS XLIFF 1.2 (write_xliff12.cpp)

// Of beads.
std::unique_ptr<ReportWriter> bead_text_writer(
    const WriterOptions& options);  ///< for a terminal (write_beads.cpp)
std::unique_ptr<ReportWriter> bead_json_lines_writer(
    const WriterOptions& options);  ///< an object a bead (write_beads.cpp)
std::unique_ptr<ReportWriter> ladder_writer(
    const WriterOptions& options);  ///< vecalign's (write_ladder.cpp)
std::unique_ptr<ReportWriter> hunalign_writer(
    const WriterOptions& options);  ///< hunalign's ladder (write_ladder.cpp)
std::unique_ptr<ReportWriter> hunalign_text_writer(
    const WriterOptions& options);  ///< hunalign -text (write_ladder.cpp)
std::unique_ptr<ReportWriter> tsv_writer(
    const WriterOptions& options);  ///< read by check --aligned (write_beads.cpp)
std::unique_ptr<ReportWriter> moses_writer(
    const WriterOptions& options);  ///< "source ||| target" (write_beads.cpp)
std::unique_ptr<ReportWriter> tmx_writer(
    const WriterOptions& options);  ///< TMX 1.4b (write_tmx.cpp)

}  // namespace concord
