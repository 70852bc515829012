// Writes beads as text for a terminal, JSON lines, TSV and Moses pairs.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "formats/escape.h"
#include "formats/issue_view.h"
#include "formats/writers.h"

namespace concord {
namespace {

using Json = nlohmann::ordered_json;

/// A bead's type, "1:1".
std::string type_of(const Bead& bead) {
  return fmt::format("{}:{}", bead.source.size(), bead.target.size());
}

/// For people: the number, type and confidence of a bead, then both texts.
class BeadTextWriter : public ReportWriter {
 public:
  explicit BeadTextWriter(const WriterOptions& options) : options_(options) {}

  std::string pair(const PairReport& report) override {
    const std::vector<bool> moved = moved_beads(report.beads);
    std::string out;
    for (std::size_t b = 0; b < report.beads.size(); ++b) {
      const Bead& bead = report.beads[b];
      const std::string head = fmt::format("{}  {}  {:.2f}{}", b + 1, type_of(bead),
                                           bead.confidence, moved[b] ? "  moved" : "");
      out += (options_.color ? "\x1b[2m" + head + "\x1b[0m" : head) + "\n";
      for (const auto& [side, sentences] :
           {std::pair{&report.source, &bead.source}, std::pair{&report.target, &bead.target}}) {
        for (const std::uint32_t i : *sentences) {
          out += fmt::format("    {}  {}\n", side->article.lang.empty() ? "?" : side->article.lang,
                             plain_line(bead_text(*side, {i})));
        }
        if (sentences->empty())
          out += fmt::format("    {}  -\n", side->article.lang.empty() ? "?" : side->article.lang);
      }
    }
    return out;
  }

 private:
  WriterOptions options_;
};

class BeadJsonLinesWriter : public ReportWriter {
 public:
  std::string pair(const PairReport& report) override {
    std::string out;
    for (std::size_t b = 0; b < report.beads.size(); ++b) {
      const Bead& bead = report.beads[b];
      out += json_line(Json{{"bead", b + 1},
                            {"source", bead.source},
                            {"target", bead.target},
                            {"similarity", bead.similarity},
                            {"confidence", bead.confidence},
                            {"source_text", bead_text(report.source, bead.source)},
                            {"target_text", bead_text(report.target, bead.target)}}) +
             "\n";
    }
    return out;
  }
};

/// "number TAB source TAB target", as check --aligned reads it; a gap has an empty cell.
class TsvWriter : public ReportWriter {
 public:
  std::string pair(const PairReport& report) override {
    std::string out;
    for (std::size_t b = 0; b < report.beads.size(); ++b) {
      const Bead& bead = report.beads[b];
      out += fmt::format("{}\t{}\t{}\n", b + 1, one_cell(bead_text(report.source, bead.source)),
                         one_cell(bead_text(report.target, bead.target)));
    }
    return out;
  }
};

/// Pairs as training tools of the Moses family read them (fast_align, eflomal): "source |||
/// target". Gaps are left out.
class MosesWriter : public ReportWriter {
 public:
  std::string pair(const PairReport& report) override {
    std::string out;
    for (const Bead& bead : report.beads) {
      if (bead.is_gap()) continue;
      out += fmt::format("{} ||| {}\n", moses(bead_text(report.source, bead.source)),
                         moses(bead_text(report.target, bead.target)));
    }
    return out;
  }

 private:
  /// A bar is Moses' separator; its escape is &#124; (escape-special-chars.perl).
  static std::string moses(const std::string& text) {
    std::string out;
    for (const char c : one_cell(text)) out += c == '|' ? std::string("&#124;") : std::string(1, c);
    return out;
  }
};

}  // namespace

std::unique_ptr<ReportWriter> bead_text_writer(const WriterOptions& options) {
  return std::make_unique<BeadTextWriter>(options);
}
std::unique_ptr<ReportWriter> bead_json_lines_writer(const WriterOptions& /*options*/) {
  return std::make_unique<BeadJsonLinesWriter>();
}
std::unique_ptr<ReportWriter> tsv_writer(const WriterOptions& /*options*/) {
  return std::make_unique<TsvWriter>();
}
std::unique_ptr<ReportWriter> moses_writer(const WriterOptions& /*options*/) {
  return std::make_unique<MosesWriter>();
}

}  // namespace concord
