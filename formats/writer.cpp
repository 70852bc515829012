// The registry of writers: one line per format.
#include "formats/writer.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "checks/check.h"
#include "formats/messages.h"
#include "text/input_error.h"
#include "text/unicode.h"

namespace concord {
namespace {

using Json = nlohmann::ordered_json;

Json passage_json(const std::optional<Passage>& passage, const AnalysedArticle& side, const CodePointIndex& index) {
  if (!passage) return nullptr;
  return {{"text", passage->span.of(side.article.text)},
          {"start", index.at(passage->span.begin)},
          {"end", index.at(passage->span.end)},
          {"value", passage->value}};
}

class JsonLinesWriter : public ReportWriter {
 public:
  explicit JsonLinesWriter(const WriterOptions& options) : options_(options), messages_(options.ui_lang) {}

  std::string pair(const PairReport& report) override {
    if (report.issues.empty()) return {};
    const CodePointIndex source(report.source.article.text);
    const CodePointIndex target(report.target.article.text);
    std::string out;
    for (const Issue& issue : report.issues) {
      if (issue.severity < options_.min_severity) continue;
      const Check* check = find_check(issue.check);
      const Json line = {{"id", issue.id},
                         {"pair", pair_field(report, issue)},
                         {"check", issue.check},
                         {"severity", severity_name(issue.severity)},
                         {"message", messages_.text(issue.message)},
                         {"source", passage_json(issue.source, report.source, source)},
                         {"target", passage_json(issue.target, report.target, target)},
                         {"mqm", check == nullptr ? "" : check->mqm},
                         {"its", check == nullptr ? "" : check->its}};
      out += line.dump() + "\n";
    }
    return out;
  }

 private:
  WriterOptions options_;
  MessageCatalogue messages_;
};

std::string index_list(const std::vector<std::uint32_t>& indices) {
  return fmt::format("[{}]", fmt::join(indices, ", "));
}

/// Vecalign's format: one bead a line, the cost last (1 - similarity).
class LadderWriter : public ReportWriter {
 public:
  std::string pair(const PairReport& report) override {
    std::string out;
    for (const Bead& bead : report.beads) {
      out += fmt::format("{}:{}:{:.6f}\n", index_list(bead.source), index_list(bead.target), 1 - bead.similarity);
    }
    return out;
  }
};

}  // namespace

std::vector<std::string> report_formats() { return {"jsonl"}; }
std::vector<std::string> bead_formats() { return {"ladder"}; }

std::unique_ptr<ReportWriter> make_writer(std::string_view format, const WriterOptions& options) {
  if (format == "jsonl") return std::make_unique<JsonLinesWriter>(options);
  if (format == "ladder") return std::make_unique<LadderWriter>();
  throw InputError("", 0, "unknown format " + std::string(format), "see --help");
}

std::string format_of_path(const std::string& path) {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string::npos) throw InputError(path, 0, "has no ending that tells its format", "use .jsonl");
  return path.substr(dot + 1);
}

}  // namespace concord
