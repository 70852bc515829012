// Pairs the names of a bead that stand once on both sides.
#include <algorithm>
#include <map>
#include <set>

#include "checks/names/name_likeness.h"
#include "checks/relations/fact_pairs.h"

namespace concord {
namespace {

/// One of the two words at least is a name as surely as this, see name_strength.h.
constexpr double kSureName = 0.5;
/// A second counterpart that is as alike but for this makes a word's counterpart doubtful.
constexpr double kDoubt = 0.15;
/// The score of the same known name, above every likeness of sound.
constexpr double kSameEntity = 2;

/// A word or known name of the source and its only counterpart.
struct ItemPair {
  std::size_t source = 0;
  std::size_t target = 0;
  double score = 0;
};

double likeness(const BeadNames& bead, const NameItem& a, const NameItem& b) {
  if (std::max(a.strength, b.strength) < kSureName) return 0;
  if (a.known() && b.known()) {
    for (const std::string& id : a.value->entities) {
      if (std::find(b.value->entities.begin(), b.value->entities.end(), id) !=
          b.value->entities.end())
        return kSameEntity;
    }
    if (a.kind == b.kind) return 0;
  }
  const double score = alike(bead, a, b);
  return score < NameMatcher::kSame ? 0 : score;
}

/// Pairs of items that are each other's best counterpart by a clear margin.
std::vector<ItemPair> item_pairs(const BeadNames& bead) {
  std::vector<ItemPair> all;
  for (std::size_t i = 0; i < bead.source.items.size(); ++i) {
    for (std::size_t j = 0; j < bead.target.items.size(); ++j) {
      const double score = likeness(bead, bead.source.items[i], bead.target.items[j]);
      if (score > 0) all.push_back({i, j, score});
    }
  }
  std::vector<ItemPair> clear;
  for (const ItemPair& pair : all) {
    const bool doubtful = std::any_of(all.begin(), all.end(), [&](const ItemPair& other) {
      return (other.source == pair.source) != (other.target == pair.target) &&
             other.score > pair.score - kDoubt;
    });
    if (!doubtful) clear.push_back(pair);
  }
  return clear;
}

Span span_of_group(const NameSide& side, std::size_t group) {
  Span span{~std::uint32_t{0}, 0};
  for (const NameItem& item : side.items) {
    if (item.group != group) continue;
    span = {std::min(span.begin, item.span.begin), std::max(span.end, item.span.end)};
  }
  return span;
}

const Word* last_word(const NameSide& side, Span span) {
  const Word* last = nullptr;
  for (const AnalysedSentence* sentence : side.sentences) {
    for (const Token& token : sentence->tokens) {
      if (token.span.overlaps(span) && token.word->has_letter) last = token.word;
    }
  }
  return last;
}

FactKind fact_kind(const NameItem& a, const NameItem& b) {
  const NameKind kind = a.kind != NameKind::kUnknown ? a.kind : b.kind;
  switch (kind) {
    case NameKind::kUnknown:
      return a.acronym || b.acronym ? FactKind::kOrganisation : FactKind::kPerson;
    case NameKind::kPerson:
      return FactKind::kPerson;
    case NameKind::kPlace:
      return FactKind::kPlace;
    case NameKind::kOrganisation:
      return FactKind::kOrganisation;
    case NameKind::kOther:
      return FactKind::kOther;
  }
  return FactKind::kOther;
}

/// Whether a name is said as an adjective: by the table, or since it begins with a small letter.
bool is_adjective(const NameSide& side, const NameItem& item) {
  if (item.known() && item.value->role == NameRole::kAdjective) return true;
  return !side.sentences[item.sentence]->tokens[item.first].word->capitalised;
}

}  // namespace

std::vector<PairedFact> paired_names(const BeadNames& bead) {
  if (bead.source.items.size() < 2 || bead.target.items.size() < 2) return {};
  const std::vector<ItemPair> pairs = item_pairs(bead);
  std::map<std::size_t, std::set<std::size_t>> of_source;  // mentions that answer a mention
  std::map<std::size_t, std::set<std::size_t>> of_target;
  for (const ItemPair& pair : pairs) {
    const std::size_t a = bead.source.items[pair.source].group;
    const std::size_t b = bead.target.items[pair.target].group;
    of_source[a].insert(b);
    of_target[b].insert(a);
  }
  std::vector<PairedFact> facts;
  std::set<std::size_t> told;  // mentions of the source that are paired as a whole
  for (const ItemPair& pair : pairs) {
    const NameItem& a = bead.source.items[pair.source];
    const NameItem& b = bead.target.items[pair.target];
    const bool whole = of_source[a.group].size() == 1 && of_target[b.group].size() == 1;
    if (whole && !told.insert(a.group).second) continue;
    PairedFact fact;
    fact.spans = {a.span, b.span};
    if (whole)
      fact.spans = {span_of_group(bead.source, a.group), span_of_group(bead.target, b.group)};
    fact.kind = fact_kind(a, b);
    fact.adjective = {is_adjective(bead.source, a), is_adjective(bead.target, b)};
    fact.mention = {a.group, b.group};
    fact.last = {last_word(bead.source, fact.spans[0]), last_word(bead.target, fact.spans[1])};
    facts.push_back(fact);
  }
  return facts;
}

}  // namespace concord
