// Writes XLIFF 1.2 (OASIS Standard, 1 February 2008), which most tools for translators read: a
// <trans-unit> a bead, issues as notes.
#include <fmt/format.h>

#include "formats/escape.h"
#include "formats/issue_view.h"
#include "formats/messages.h"
#include "formats/writers.h"

namespace concord {
namespace {

/// Section 2.2 of the specification: 1 is the highest priority of a note, 10 the lowest.
int priority_of(Severity severity) {
  return severity == Severity::kError ? 1 : severity == Severity::kWarning ? 5 : 9;
}

class Xliff12Writer : public ReportWriter {
 public:
  explicit Xliff12Writer(const WriterOptions& options)
      : options_(options), messages_(options.messages, options.ui_lang) {}

  std::string begin() override {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff "
           "xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" version=\"1.2\">\n";
  }

  std::string pair(const PairReport& report) override {
    std::string out;
    // Segments of one file and pair of languages are one <file>, a pair of articles is its own.
    const std::string head = head_of(report);
    if (report.line == 0 || !open_ || head != head_) {
      out += close() + head;
      open_ = true;
      head_ = head;
      units_ = 0;
    }
    for (std::uint32_t b = 0; b < report.beads.size(); ++b) out += unit(report, b);
    return out;
  }

  std::string end() override {
    // A document has at least one <file>.
    if (!head_.empty()) return close() + "</xliff>\n";
    return "  <file original=\"\" source-language=\"und\" target-language=\"und\" "
           "datatype=\"plaintext\">\n    <body/>\n  </file>\n</xliff>\n";
  }

 private:
  static std::string tag(const AnalysedArticle& side) {
    return side.article.lang.empty() ? std::string("und") : side.article.lang;
  }

  static std::string head_of(const PairReport& report) {
    return fmt::format(
        "  <file original=\"{}\" source-language=\"{}\" target-language=\"{}\" "
        "datatype=\"plaintext\">\n    <body>\n",
        xml_attribute(report.line > 0 ? report.file : report.source.article.name),
        xml_attribute(tag(report.source)), xml_attribute(tag(report.target)));
  }

  std::string close() {
    if (!open_) return {};
    open_ = false;
    return "    </body>\n  </file>\n";
  }

  std::string unit(const PairReport& report, std::uint32_t b) {
    const Bead& bead = report.beads[b];
    std::string out =
        fmt::format("      <trans-unit id=\"{}\"{}>\n        <source>{}</source>\n", ++units_,
                    report.id.empty() ? std::string()
                                      : fmt::format(" resname=\"{}\"", xml_attribute(report.id)),
                    xml_text(bead_text(report.source, bead.source)));
    if (!bead.target.empty())
      out += fmt::format("        <target state=\"translated\">{}</target>\n",
                         xml_text(bead_text(report.target, bead.target)));
    for (const Issue& issue : report.issues) {
      if (issue.bead != b || !shown(issue, options_)) continue;
      out += fmt::format(
          "        <note from=\"concord\" priority=\"{}\" annotates=\"{}\">{} {}: {}</note>\n",
          priority_of(issue.severity), issue.target ? "target" : "source",
          severity_name(issue.severity), xml_text(issue.check),
          xml_text(messages_.text(issue.message)));
    }
    return out + "      </trans-unit>\n";
  }

  WriterOptions options_;
  MessageCatalogue messages_;
  std::string head_;
  bool open_ = false;
  std::size_t units_ = 0;
};

}  // namespace

std::unique_ptr<ReportWriter> xliff12_writer(const WriterOptions& options) {
  return std::make_unique<Xliff12Writer>(options);
}

}  // namespace concord
