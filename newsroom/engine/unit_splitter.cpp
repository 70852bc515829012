// Splits both sides into sentences and keeps what the aligner pairs one by one.
#include "newsroom/engine/unit_splitter.h"

#include <algorithm>
#include <string>
#include <utility>

#include "formats/issue_view.h"
#include "text/span.h"

namespace concord {
namespace {

// Two sentences that the aligner pairs with less than this are as likely no pair.
constexpr double kLeastConfidence = 0.5;

Article article_of(const std::string& text, const LanguagePack& pack) {
  Article article;
  article.name = "unit";
  article.lang = pack.tag;
  article.text = text;
  const Span whole{0, static_cast<std::uint32_t>(text.size())};
  article.blocks.push_back({whole, BlockRole::kBody, {}});
  for (const Span span : pack.segmenter->split(article.text, whole))
    article.sentences.push_back({span, 0});
  return article;
}

/// Whether every sentence corresponds to the one at its place.
bool one_by_one(const std::vector<Bead>& beads) {
  for (std::uint32_t i = 0; i < beads.size(); ++i) {
    const Bead& bead = beads[i];
    if (bead.source != std::vector{i} || bead.target != std::vector{i} ||
        bead.confidence < kLeastConfidence)
      return false;
  }
  return true;
}

}  // namespace

std::vector<MemoryUnit> UnitSplitter::split(const MemoryUnit& unit) {
  const LanguagePack& source_pack = shared_.packs().get(unit.source_lang);
  const LanguagePack& target_pack = shared_.packs().get(unit.target_lang);
  if (!unit.issues.empty() || !source_pack.known || !target_pack.known) return {unit};
  Article source = article_of(unit.source, source_pack);
  Article target = article_of(unit.target, target_pack);
  const std::size_t count = source.sentences.size();
  if (count < 2 || target.sentences.size() != count) return {unit};
  const PairReport report =
      checkers_.get(source.lang, target.lang)
          .align(std::move(source), std::move(target), PairChecker::Keep::kSpans);
  if (report.beads.size() != count || !one_by_one(report.beads)) return {unit};
  std::vector<MemoryUnit> units(count, unit);
  for (std::uint32_t i = 0; i < count; ++i) {
    units[i].source = bead_text(report.source, {i});
    units[i].target = bead_text(report.target, {i});
  }
  return units;
}

}  // namespace concord
