// Writes a table for spreadsheets: RFC 4180 with a byte order mark, without which Excel takes UTF-8
// for a Windows code page.
#include <initializer_list>

#include "checks/core/check.h"
#include "formats/escape.h"
#include "formats/issue_view.h"
#include "formats/messages.h"
#include "formats/writers.h"

namespace concord {
namespace {

std::string row(std::initializer_list<std::string_view> cells) {
  std::string out;
  for (const std::string_view cell : cells) {
    if (!out.empty()) out += ',';
    out += cell.empty() ? "\"\"" : csv_cell(cell);
  }
  return out + "\r\n";
}

class CsvWriter : public ReportWriter {
 public:
  explicit CsvWriter(const WriterOptions& options)
      : options_(options), messages_(options.messages, options.ui_lang) {}

  std::string begin() override {
    return "\xEF\xBB\xBF" +
           row({"id", "pair", "check", "severity", "message", "source text", "source value",
                "target text", "target value", "source sentence", "target sentence",
                "source document", "target document", "mqm", "its", "verdict", "note"});
  }

  std::string pair(const PairReport& report) override {
    std::string out;
    for (const Issue& issue : report.issues) {
      if (!passes(issue, options_)) continue;
      const Check* check = find_check(issue.check);
      const auto words = [](const std::optional<Passage>& passage, const AnalysedArticle& side) {
        return passage ? passage->span.of(side.article.text) : std::string_view();
      };
      const auto sentence = [&](const std::optional<Passage>& passage, const AnalysedArticle& side,
                                std::vector<std::uint32_t> Bead::*indices) {
        if (issue.bead) return bead_text(side, report.beads[*issue.bead].*indices);
        return passage ? std::string(place_of(side, passage->span).sentence.of(side.article.text))
                       : std::string();
      };
      out += row({issue.id, pair_field(report, issue), issue.check, severity_name(issue.severity),
                  messages_.text(issue.message), words(issue.source, report.source),
                  issue.source ? issue.source->value : std::string(),
                  words(issue.target, report.target),
                  issue.target ? issue.target->value : std::string(),
                  sentence(issue.source, report.source, &Bead::source),
                  sentence(issue.target, report.target, &Bead::target), report.source.article.name,
                  report.target.article.name, check == nullptr ? "" : check->mqm,
                  check == nullptr ? "" : check->its,
                  issue.judgement ? issue.judgement->verdict : std::string(),
                  issue.judgement ? issue.judgement->note : std::string()});
    }
    return out;
  }

 private:
  WriterOptions options_;
  MessageCatalogue messages_;
};

}  // namespace

std::unique_ptr<ReportWriter> csv_writer(const WriterOptions& options) {
  return std::make_unique<CsvWriter>(options);
}

}  // namespace concord
