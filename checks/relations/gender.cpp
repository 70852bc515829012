// The check gender: a person who is a man in one version and a woman in the other.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "checks/core/checks.h"
#include "checks/core/make_issue.h"
#include "checks/relations/claims.h"
#include "lang/words/cues.h"
#include "text/unicode.h"

namespace concord {
namespace {

// How many sentences back the name of the person of a pronoun is looked for.
constexpr std::uint32_t kBack = 3;

/// What one side of a bead says of the persons in it.
struct Genders {
  std::array<bool, 7> kinds = {};         // by GenderKind
  std::array<std::optional<Span>, 2> of;  // the first words for a man and for a woman
  bool has(GenderKind kind) const { return kinds[static_cast<std::size_t>(kind)]; }
  bool man() const { return has(GenderKind::kHe) || has(GenderKind::kMan); }
  bool woman() const { return has(GenderKind::kShe) || has(GenderKind::kWoman); }
};

Genders genders_of(const PairSide& side, const Bead& bead) {
  Genders genders;
  for (const std::uint32_t s : bead.of(side.side)) {
    const std::vector<Token>& tokens = side.article.sentences[s].tokens;
    for (const Cue& cue : side.pack.genders.find(tokens)) {
      // "Anh" inside a sentence is England.
      const bool name = cue.count == 1 && cue.first > 0 && tokens[cue.first].word->capitalised &&
                        tokens[cue.first - 1].is_word() && !tokens[cue.first].word->all_caps;
      for (std::size_t kind = 0; kind < genders.kinds.size(); ++kind) {
        if (!cue.has(static_cast<GenderKind>(kind))) continue;
        if (name && kind < 2 && side.pack.names.style().pronouns_are_names) continue;
        genders.kinds[kind] = true;
        const Span span{tokens[cue.first].span.begin, tokens[cue.end() - 1].span.end};
        if (kind < 4 && !genders.of[kind % 2]) genders.of[kind % 2] = span;
      }
    }
  }
  return genders;
}

/// The gender of one side that the other contradicts.
struct Conflict {
  std::size_t source = 0;  ///< 0: a man, 1: a woman
  bool excused = false;
};

/// Whether a form agrees with the other gender and none with that of the words.
bool excused(const Genders& genders) {
  const bool manly = genders.has(GenderKind::kManly);
  const bool womanly = genders.has(GenderKind::kWomanly);
  return genders.man() ? womanly && !manly : manly && !womanly;
}

/// Whether one side speaks of men only and the other of women only; where nouns speak of both, the
/// pronouns do.
std::optional<Conflict> conflict(const Genders& source, const Genders& target) {
  if (source.has(GenderKind::kEither) || target.has(GenderKind::kEither)) return std::nullopt;
  if (source.man() != source.woman() && target.man() != target.woman()) {
    if (source.man() == target.man()) return std::nullopt;
    return Conflict{source.man() ? 0U : 1U, excused(source) || excused(target)};
  }
  const bool source_he = source.has(GenderKind::kHe);
  const bool target_he = target.has(GenderKind::kHe);
  if (source_he == source.has(GenderKind::kShe) || target_he == target.has(GenderKind::kShe) ||
      source_he == target_he)
    return std::nullopt;
  return Conflict{source_he ? 0U : 1U, true};
}

bool is_person(const NameValue& name) {
  return !name.words.empty() &&
         (name.entities.empty() || name.entities.front().starts_with("person:"));
}

/// The stem of the last name of the person of whom a sentence speaks: named in it or before it.
std::string person_of(const PairSide& side, std::uint32_t sentence) {
  for (std::uint32_t back = 0; back <= std::min(kBack, sentence); ++back) {
    const std::vector<Mention>& mentions = side.article.sentences[sentence - back].mentions;
    for (auto mention = mentions.rbegin(); mention != mentions.rend(); ++mention) {
      if (mention->name() != nullptr && is_person(*mention->name()))
        return side.pack.stemmer.stem(fold(mention->name()->words.back()));
    }
  }
  return {};
}

}  // namespace

void check_gender(const CheckInput& input, std::vector<Issue>& issues) {
  if (input.resources.source->genders.empty() || input.resources.target->genders.empty()) return;
  const bool close = judge_pair(input) == PairKind::kClose;
  std::vector<std::string> told;  // persons
  for (std::uint32_t b = 0; b < input.beads.size(); ++b) {
    const Bead& bead = input.beads[b];
    if (bead.is_gap()) continue;
    const Genders source = genders_of(input.side(Side::kSource), bead);
    const Genders target = genders_of(input.side(Side::kTarget), bead);
    const std::optional<Conflict> found = conflict(source, target);
    if (!found) continue;
    const std::string person = person_of(input.side(Side::kSource), bead.source.front());
    if (!person.empty() && std::find(told.begin(), told.end(), person) != told.end()) continue;
    told.push_back(person);
    const bool sure = close && is_sure(bead) && !found->excused;
    const Passage here = passage_of(input.source, *source.of[found->source]);
    const Passage there = passage_of(input.target, *target.of[1 - found->source]);
    issues.push_back(
        make_issue({"gender",
                    sure ? Severity::kWarning : Severity::kInfo,
                    {"gender.differs", {{"source", here.value}, {"target", there.value}}},
                    b,
                    sure ? 0.8 : 0.5},
                   here, there));
  }
}

}  // namespace concord
