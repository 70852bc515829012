// Writes beads as the ladders of vecalign and hunalign, and as hunalign's text.
#include <fmt/format.h>

#include "formats/issue_view.h"
#include "formats/writers.h"

namespace concord {
namespace {

/// Vecalign's: "[0, 1]:[0]:COST", one bead a line, the cost last (1 - similarity).
class LadderWriter : public ReportWriter {
 public:
  std::string pair(const PairReport& report) override {
    std::string out;
    for (const Bead& bead : report.beads) {
      out += fmt::format("[{}]:[{}]:{:.6f}\n", fmt::join(bead.source, ", "),
                         fmt::join(bead.target, ", "), 1 - bead.similarity);
    }
    return out;
  }
};

/// Hunalign's ladder: rungs "source TAB target TAB quality". A rung is a border that both sides
/// share, and the segments between two rungs belong together; the first is 0 0, the last holds both
/// lengths. It cannot cross, so moved sentences are left unpaired.
class HunalignWriter : public ReportWriter {
 public:
  std::string pair(const PairReport& report) override {
    std::string out;
    std::uint32_t source = 0;
    std::uint32_t target = 0;
    const auto rung = [&](double quality) {
      out += fmt::format("{}\t{}\t{:.4f}\n", source, target, quality);
    };
    const std::vector<bool> moved = moved_beads(report.beads);
    const auto sources = static_cast<std::uint32_t>(report.source.sentences.size());
    const auto targets = static_cast<std::uint32_t>(report.target.sentences.size());
    const auto gaps_until = [&](std::uint32_t source_end, std::uint32_t target_end) {
      for (; source < source_end; ++source) rung(0);
      for (; target < target_end; ++target) rung(0);
    };
    for (std::size_t b = 0; b < report.beads.size(); ++b) {
      const Bead& bead = report.beads[b];
      if (bead.is_gap() || moved[b]) continue;
      if (bead.source.front() < source || bead.target.front() < target)
        continue;  // reaches into the bead before it
      gaps_until(bead.source.front(), bead.target.front());
      rung(bead.similarity);
      source = bead.source.back() + 1;
      target = bead.target.back() + 1;
    }
    gaps_until(sources, targets);
    rung(0);
    return out;
  }
};

/// Hunalign's text: "source TAB target TAB quality", sentences of one bead joined by " ~~~ ".
class HunalignTextWriter : public ReportWriter {
 public:
  std::string pair(const PairReport& report) override {
    std::string out;
    for (const Bead& bead : report.beads) {
      out += fmt::format("{}\t{}\t{:.4f}\n", joined(report.source, bead.source),
                         joined(report.target, bead.target), bead.similarity);
    }
    return out;
  }

 private:
  static std::string joined(const AnalysedArticle& side,
                            const std::vector<std::uint32_t>& sentences) {
    std::string out;
    for (const std::uint32_t i : sentences) {
      if (!out.empty()) out += " ~~~ ";
      out += one_cell(bead_text(side, {i}));
    }
    return out;
  }
};

}  // namespace

std::unique_ptr<ReportWriter> ladder_writer(const WriterOptions& /*options*/) {
  return std::make_unique<LadderWriter>();
}
std::unique_ptr<ReportWriter> hunalign_writer(const WriterOptions& /*options*/) {
  return std::make_unique<HunalignWriter>();
}
std::unique_ptr<ReportWriter> hunalign_text_writer(const WriterOptions& /*options*/) {
  return std::make_unique<HunalignTextWriter>();
}

}  // namespace concord
