// Writes XLIFF 2.1 (OASIS Standard, 13 February 2018): a unit a bead, issues as annotations of the
// ITS module.
//
// An annotation is a pair of markers, <sm/> and <em/>, so that annotations may overlap.
#include <fmt/format.h>

#include <algorithm>

#include "checks/core/check.h"
#include "formats/escape.h"
#include "formats/issue_view.h"
#include "formats/messages.h"
#include "formats/writers.h"
#include "text/input_error.h"

namespace concord {
namespace {

// ITS 2.0 gives a severity from 0 to 100 (section 8.17.3).
int its_severity(Severity severity) {
  return severity == Severity::kError ? 100 : severity == Severity::kWarning ? 50 : 10;
}

/// A marker before one byte of a side's text.
struct Marker {
  std::uint32_t at = 0;
  bool closes = false;
  std::string tag;
};

class XliffWriter : public ReportWriter {
 public:
  explicit XliffWriter(const WriterOptions& options)
      : options_(options), messages_(options.messages, options.ui_lang) {}

  std::string pair(const PairReport& report) override {
    std::string out = head(report);
    const bool segment = report.line > 0;
    if (!segment || !file_open_) {
      out += file_open_ ? "  </file>\n" : "";
      out += fmt::format("  <file id=\"f{}\" original=\"{}\">\n", ++files_,
                         xml_attribute(segment ? report.file : report.source.article.name));
      file_open_ = true;
      if (!segment) out += notes(report, std::nullopt, "    ");
    }
    for (std::uint32_t b = 0; b < report.beads.size(); ++b) out += unit(report, b);
    return out;
  }

  std::string end() override { return head_written_ ? "  </file>\n</xliff>\n" : empty_document(); }

 private:
  std::string opening(const std::string& source, const std::string& target) const {
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff "
        "xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" "
        "xmlns:its=\"http://www.w3.org/2005/11/its\" version=\"2.1\" its:version=\"2.0\" "
        "srcLang=\"{}\" "
        "trgLang=\"{}\">\n",
        xml_attribute(source), xml_attribute(target));
  }

  // A document must hold a unit; one without pairs holds an empty one.
  std::string empty_document() const {
    return opening("und", "und") +
           "  <file id=\"f1\">\n    <unit id=\"u1\"><segment><source/></segment></unit>\n  "
           "</file>\n</xliff>\n";
  }

  std::string head(const PairReport& report) {
    const auto tag = [](const AnalysedArticle& side) {
      return side.article.lang.empty() ? std::string("und") : side.article.lang;
    };
    const std::string languages = tag(report.source) + " to " + tag(report.target);
    if (head_written_) {
      if (languages != languages_) {
        throw InputError(
            "", 0,
            "an XLIFF file has one pair of languages, not " + languages_ + " and " + languages,
            "write one file for each");
      }
      return {};
    }
    head_written_ = true;
    languages_ = languages;
    return opening(tag(report.source), tag(report.target));
  }

  /// The issues of a bead that cannot be marked in its text, or of no bead, as notes.
  std::string notes(const PairReport& report, std::optional<std::uint32_t> bead,
                    const std::string& indent) const {
    std::string out;
    for (const Issue& issue : report.issues) {
      if (!shown(issue, options_) || issue.bead != bead) continue;
      out += fmt::format("{}  <note category=\"{}\" priority=\"{}\">{}</note>\n", indent,
                         xml_attribute(issue.check),
                         issue.severity == Severity::kError     ? 1
                         : issue.severity == Severity::kWarning ? 5
                                                                : 9,
                         xml_text(messages_.text(issue.message)));
    }
    // What was judged before is counted: once for a pair of articles, for each segment that is a
    // pair of its own.
    const auto silenced = std::count_if(
        report.issues.begin(), report.issues.end(),
        [&](const Issue& issue) { return issue.silenced() && passes(issue, options_); });
    if (silenced > 0 && (!bead || report.line > 0)) {
      out += fmt::format(
          "{}  <note category=\"silenced\" priority=\"10\">{}</note>\n", indent,
          xml_text(messages_.text({"summary.silenced", {{"count", std::to_string(silenced)}}})));
    }
    return out.empty() ? out : indent + "<notes>\n" + out + indent + "</notes>\n";
  }

  /// One side of a bead with the markers of its issues.
  std::string content(const PairReport& report, std::uint32_t bead, bool target) const {
    const AnalysedArticle& side = target ? report.target : report.source;
    const std::vector<std::uint32_t>& sentences =
        target ? report.beads[bead].target : report.beads[bead].source;
    std::vector<Marker> markers;
    int number = 0;
    for (const Issue& issue : report.issues) {
      if (issue.bead != bead || !shown(issue, options_)) continue;
      ++number;
      const std::optional<Passage>& passage = target ? issue.target : issue.source;
      if (!passage || passage->span.empty()) continue;
      const bool inside = std::any_of(sentences.begin(), sentences.end(), [&](std::uint32_t i) {
        return side.article.sentences[i].span.contains(passage->span);
      });
      if (!inside) continue;
      const Check* check = find_check(issue.check);
      const std::string id = fmt::format("{}{}", target ? "t" : "s", number);
      markers.push_back(
          {passage->span.begin, false,
           fmt::format("<sm id=\"{}\" type=\"its:generic\" its:locQualityIssueType=\"{}\" "
                       "its:locQualityIssueComment=\"{}\" its:locQualityIssueSeverity=\"{}\"/>",
                       id, check == nullptr ? "other" : check->its,
                       xml_attribute(messages_.text(issue.message)),
                       its_severity(issue.severity))});
      markers.push_back({passage->span.end, true, fmt::format("<em startRef=\"{}\"/>", id)});
    }
    std::stable_sort(markers.begin(), markers.end(), [](const Marker& a, const Marker& b) {
      return a.at != b.at ? a.at < b.at : a.closes && !b.closes;
    });
    std::string out;
    auto next = markers.begin();
    for (const std::uint32_t i : sentences) {
      const Span span = side.article.sentences[i].span;
      if (i != sentences.front()) out += ' ';
      std::uint32_t at = span.begin;
      for (; next != markers.end() && next->at <= span.end; ++next) {
        append_xml_text(out, Span{at, next->at}.of(side.article.text));
        out += next->tag;
        at = next->at;
      }
      append_xml_text(out, Span{at, span.end}.of(side.article.text));
    }
    return out;
  }

  std::string unit(const PairReport& report, std::uint32_t b) {
    const Bead& bead = report.beads[b];
    const auto language = [](const AnalysedArticle& side) {
      return side.article.lang.empty()
                 ? std::string()
                 : fmt::format(" xml:lang=\"{}\"", xml_attribute(side.article.lang));
    };
    const std::string name = report.id.empty() ? std::to_string(b + 1) : report.id;
    std::string out =
        fmt::format("    <unit id=\"u{}\" name=\"{}\">\n", ++units_, xml_attribute(name));
    out += notes(report, b, "      ");
    out += fmt::format("      <segment{}>\n        <source{}>{}</source>\n",
                       bead.target.empty() ? "" : " state=\"translated\"", language(report.source),
                       content(report, b, false));
    if (!bead.target.empty())
      out += fmt::format("        <target{}>{}</target>\n", language(report.target),
                         content(report, b, true));
    return out + "      </segment>\n    </unit>\n";
  }

  WriterOptions options_;
  MessageCatalogue messages_;
  bool head_written_ = false;
  bool file_open_ = false;
  std::string languages_;
  std::size_t files_ = 0;
  std::size_t units_ = 0;
};

}  // namespace

std::unique_ptr<ReportWriter> xliff_writer(const WriterOptions& options) {
  return std::make_unique<XliffWriter>(options);
}

}  // namespace concord
