// Writes TMX 1.4b (LISA OSCAR, 26 April 2005): a translation memory whose units say how sure they
// are and what is wrong with them.
#include <fmt/format.h>

#include <iterator>

#include "formats/escape.h"
#include "formats/tmx/tmx_units.h"
#include "formats/writers.h"

namespace concord {
namespace {

std::string tag_of(const AnalysedArticle& side) {
  return side.article.lang.empty() ? "und" : side.article.lang;
}

/// A variant in one language. `markup` is the content of a <seg> as it was read, with its inline
/// tags; empty: the text.
void append_variant(std::string& out, const AnalysedArticle& side, std::string_view document,
                    std::string_view text, std::string_view markup) {
  out += "      <tuv xml:lang=\"";
  out += xml_attribute(tag_of(side));
  out += "\">\n        <prop type=\"source-document\">";
  append_xml_text(out, document);
  out += "</prop>\n        <seg>";
  if (markup.empty()) {
    append_xml_text(out, text);
  } else {
    out += markup;
  }
  out += "</seg>\n      </tuv>\n";
}

class TmxWriter : public ReportWriter {
 public:
  explicit TmxWriter(const WriterOptions& options)
      : options_(options), messages_(options.messages, options.ui_lang) {}

  std::string pair(const PairReport& report) override {
    std::string out = head_written_ ? std::string() : head(tag_of(report.source));
    for (const TmxUnit& unit : tmx_units(report, options_, messages_)) out += unit.xml;
    return out;
  }

  std::string end() override {
    return (head_written_ ? std::string() : head("*all*")) + "  </body>\n</tmx>\n";
  }

 private:
  std::string head(const std::string& source_lang) {
    head_written_ = true;
    const std::string date =
        options_.timestamp.empty() ? "" : fmt::format(" creationdate=\"{}\"", options_.timestamp);
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n"
        "  <header creationtool=\"concord\" creationtoolversion=\"{}\" segtype=\"sentence\" "
        "o-tmf=\"concord\" "
        "adminlang=\"{}\" "
        "srclang=\"{}\" datatype=\"plaintext\" o-encoding=\"UTF-8\"{}/>\n  <body>\n",
        xml_attribute(options_.version.empty() ? "0" : options_.version), messages_.lang(),
        xml_attribute(source_lang), date);
  }

  WriterOptions options_;
  MessageCatalogue messages_;
  bool head_written_ = false;
};

}  // namespace

std::vector<TmxUnit> tmx_units(const PairReport& report, const WriterOptions& options,
                               const MessageCatalogue& messages) {
  std::vector<std::vector<const Issue*>> issues(report.beads.size());
  std::vector<std::size_t> silenced(report.beads.size());
  for (const Issue& issue : report.issues) {
    if (!issue.bead) continue;
    if (issue.silenced()) {
      ++silenced[*issue.bead];
    } else {
      issues[*issue.bead].push_back(&issue);
    }
  }
  std::vector<TmxUnit> units;
  for (std::size_t b = 0; b < report.beads.size(); ++b) {
    const Bead& bead = report.beads[b];
    if (bead.is_gap() || bead.confidence < options.tmx_min_score) continue;
    std::string notes;
    std::string classes;
    bool error = false;
    for (const Issue* issue : issues[b]) {
      error = error || issue->severity == Severity::kError;
      if (!passes(*issue, options)) continue;
      notes += fmt::format("      <note xml:lang=\"{}\">{}</note>\n", messages.lang(),
                           xml_text(messages.text(issue->message)));
      classes += fmt::format("{}{}:{}", classes.empty() ? "" : " ", issue->check,
                             severity_name(issue->severity));
    }
    if (error && !options.tmx_all) continue;
    TmxUnit unit{bead_text(report.source, bead.source), bead_text(report.target, bead.target), {}};
    if (unit.source.empty() || unit.target.empty()) continue;
    std::string& xml = unit.xml;
    xml.reserve(512 + unit.source.size() + unit.target.size() + notes.size());
    xml += "    <tu srclang=\"";
    xml += xml_attribute(tag_of(report.source));
    xml += "\" datatype=\"plaintext\"";
    if (!options.timestamp.empty()) xml += " creationdate=\"" + options.timestamp + "\"";
    xml += ">\n" + notes;
    fmt::format_to(std::back_inserter(xml),
                   "      <prop type=\"score-concord\">{:.3f}</prop>\n      <prop "
                   "type=\"type\">{}:{}</prop>\n",
                   bead.confidence, bead.source.size(), bead.target.size());
    if (!classes.empty()) xml += "      <prop type=\"x-issues\">" + xml_text(classes) + "</prop>\n";
    if (silenced[b] > 0)
      fmt::format_to(std::back_inserter(xml), "      <prop type=\"x-silenced\">{}</prop>\n",
                     silenced[b]);
    const bool segment = report.line > 0;
    append_variant(xml, report.source, segment ? report.file : report.source.article.name,
                   unit.source, report.source_markup);
    append_variant(xml, report.target, segment ? report.file : report.target.article.name,
                   unit.target, report.target_markup);
    unit.xml += "    </tu>\n";
    units.push_back(std::move(unit));
  }
  return units;
}

std::unique_ptr<ReportWriter> tmx_writer(const WriterOptions& options) {
  return std::make_unique<TmxWriter>(options);
}

}  // namespace concord
