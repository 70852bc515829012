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

constexpr std::size_t kKinds = static_cast<std::size_t>(GenderKind::kThing) + 1;

/// What one side of a bead says of the persons in it.
struct Genders {
  std::array<std::uint32_t, kKinds> counts = {};  // of words, by GenderKind
  std::array<std::optional<Span>, 2> of;          // the first words for a man and for a woman
  std::optional<std::size_t> opens;               // what it begins with: 0 he, 1 she
  std::array<std::optional<Span>, 2> named;       // the first forms that agree with a person's name
  std::uint32_t count(GenderKind kind) const { return counts[static_cast<std::size_t>(kind)]; }
  bool has(GenderKind kind) const { return count(kind) > 0; }
  bool man() const { return has(GenderKind::kHe) || has(GenderKind::kMan); }
  bool woman() const { return has(GenderKind::kShe) || has(GenderKind::kWoman); }
};

/// Whether a pronoun is part of a name or a title: "Her Majesty"; "Anh" inside a sentence is
/// England.
bool is_in_name(const std::vector<Token>& tokens, const Cue& cue) {
  return cue.count == 1 && cue.first > 0 && tokens[cue.first].word->capitalised &&
         tokens[cue.first - 1].is_word() && !tokens[cue.first].word->all_caps;
}

bool is_person(const NameValue& name) {
  return !name.words.empty() &&
         (name.entities.empty() || name.entities.front().starts_with("person:"));
}

/// Whether the word before a token may say what its name is of: "the band Oasis", with which a verb
/// agrees.
bool has_apposition(const std::vector<Token>& tokens, std::size_t at) {
  return at > 0 && tokens[at - 1].is_word() && !tokens[at - 1].word->capitalised &&
         !tokens[at - 1].word->function;
}

/// Whether a person's name ends right before a token: "Grant went".
bool follows_person(const AnalysedSentence& sentence, const Token& token) {
  const std::vector<Token>& tokens = sentence.tokens;
  return std::any_of(sentence.mentions.begin(), sentence.mentions.end(), [&](const Mention& m) {
    if (m.name() == nullptr || !is_person(*m.name()) || m.span.end + 1 != token.span.begin)
      return false;
    const auto first = std::find_if(tokens.begin(), tokens.end(), [&](const Token& of_name) {
      return of_name.span.begin >= m.span.begin;
    });
    return !has_apposition(tokens, static_cast<std::size_t>(first - tokens.begin()));
  });
}

/// 0: a man, 1: a woman.
std::size_t sex_of(GenderKind kind) {
  const bool man = kind == GenderKind::kHe || kind == GenderKind::kMan ||
                   kind == GenderKind::kManly || kind == GenderKind::kMasculine;
  return man ? 0 : 1;
}

void add_cue(const AnalysedSentence& sentence, const Cue& cue, Genders& genders) {
  const std::vector<Token>& tokens = sentence.tokens;
  const Span span{tokens[cue.first].span.begin, tokens[cue.end() - 1].span.end};
  for (std::size_t number = 0; number < kKinds; ++number) {
    const auto kind = static_cast<GenderKind>(number);
    const bool pronoun = kind == GenderKind::kHe || kind == GenderKind::kShe;
    if (!cue.has(kind) || (pronoun && is_in_name(tokens, cue))) continue;
    ++genders.counts[number];
    const bool person = pronoun || kind == GenderKind::kMan || kind == GenderKind::kWoman;
    std::optional<Span>& first = genders.of[sex_of(kind)];
    if (person && !first) first = span;
    const bool form = kind == GenderKind::kMasculine || kind == GenderKind::kFeminine;
    std::optional<Span>& named = genders.named[sex_of(kind)];
    if (form && !named && follows_person(sentence, tokens[cue.first])) named = span;
  }
}

/// The person whom a row of cues begins with: 0 he, 1 she. None where another pronoun says whose
/// relative it is, as in Vietnamese "co anh ay", his aunt.
std::optional<std::size_t> opening_of(const std::vector<Cue>& cues) {
  const auto stands_for = [](const Cue& cue) -> std::optional<std::size_t> {
    if (cue.has(GenderKind::kHe)) return 0;
    return cue.has(GenderKind::kShe) ? std::optional<std::size_t>(1) : std::nullopt;
  };
  if (cues.empty() || cues.front().first > 0 || cues.front().count > 1) return std::nullopt;
  const bool whose = cues.size() > 1 && cues[1].first == 1 && stands_for(cues[1]);
  return whose ? std::nullopt : stands_for(cues.front());
}

Genders genders_of(const PairSide& side, const Bead& bead) {
  Genders genders;
  for (const std::uint32_t s : bead.of(side.side)) {
    const AnalysedSentence& sentence = side.article.sentences[s];
    const std::vector<Cue> cues = side.pack.genders.find(sentence.tokens);
    if (s == bead.of(side.side).front()) genders.opens = opening_of(cues);
    for (const Cue& cue : cues) add_cue(sentence, cue, genders);
  }
  return genders;
}

/// The words of the sides that contradict each other.
struct Conflict {
  Span source;
  Span target;
  bool excused = false;
};

/// Whether what one side says of a person may be said of another: a relative, or a thing with which
/// a form agrees.
bool excused(const Genders& genders, bool things) {
  const bool man = genders.man();
  const bool own = genders.has(man ? GenderKind::kManly : GenderKind::kWomanly) ||
                   genders.has(man ? GenderKind::kMasculine : GenderKind::kFeminine);
  const bool relative = genders.has(man ? GenderKind::kWomanly : GenderKind::kManly);
  const bool form = genders.has(man ? GenderKind::kFeminine : GenderKind::kMasculine);
  return !own && (relative || (form && things));
}

/// Whether both sides name as many men, women and relatives.
bool same_nouns(const Genders& source, const Genders& target) {
  constexpr std::array kNouns = {GenderKind::kMan, GenderKind::kWoman, GenderKind::kManly,
                                 GenderKind::kWomanly};
  return std::all_of(kNouns.begin(), kNouns.end(),
                     [&](GenderKind kind) { return source.count(kind) == target.count(kind); });
}

/// Whether the pronouns of a side may stand for a thing: those of its language do, and the other
/// side has a pronoun of things or cannot tell.
bool may_be_thing(const CueRules& own, const CueRules& across, const Genders& other) {
  return !own.has(GenderKind::kThing) &&
         (other.has(GenderKind::kThing) || !across.has(GenderKind::kThing));
}

/// One side of a bead beside the rules of its language.
struct GenderSide {
  const Genders& said;
  const CueRules& rules;
  bool may_be_thing = false;

  /// Whether its pronouns stand for persons only, and are of one sex.
  bool only(std::size_t sex) const {
    return rules.has(GenderKind::kThing) &&
           said.has(sex == 0 ? GenderKind::kHe : GenderKind::kShe) &&
           !said.has(sex == 0 ? GenderKind::kShe : GenderKind::kHe);
  }
};

/// Both begin with a pronoun; one of them speaks of nobody else by one.
std::optional<Conflict> opening_conflict(const GenderSide& source, const GenderSide& target) {
  const std::optional<std::size_t> here = source.said.opens;
  const std::optional<std::size_t> there = target.said.opens;
  if (!here || !there || *here == *there || (!source.only(*here) && !target.only(*there)))
    return std::nullopt;
  return Conflict{*source.said.of[*here], *target.said.of[*there], false};
}

/// One side speaks of men only and the other of women only.
std::optional<Conflict> plain_conflict(const GenderSide& source, const GenderSide& target) {
  if (source.said.man() == source.said.woman() || target.said.man() == target.said.woman() ||
      source.said.man() == target.said.man())
    return std::nullopt;
  const std::size_t here = source.said.man() ? 0 : 1;
  return Conflict{
      *source.said.of[here], *target.said.of[1 - here],
      excused(source.said, source.may_be_thing) || excused(target.said, target.may_be_thing)};
}

/// Where nouns speak of both, the pronouns contradict each other.
std::optional<Conflict> pronoun_conflict(const GenderSide& source, const GenderSide& target) {
  const bool source_he = source.said.has(GenderKind::kHe);
  const bool target_he = target.said.has(GenderKind::kHe);
  if (source_he == source.said.has(GenderKind::kShe) ||
      target_he == target.said.has(GenderKind::kShe) || source_he == target_he)
    return std::nullopt;
  const std::size_t here = source_he ? 0 : 1;
  return Conflict{
      *source.said.of[here], *target.said.of[1 - here],
      source.may_be_thing || target.may_be_thing || !same_nouns(source.said, target.said)};
}

/// The words of a side that has no pronoun and no noun, where a verb agrees with a person's name
/// against the pronouns of the other, which stand for persons only.
std::optional<Span> named_against(const GenderSide& side, const GenderSide& other) {
  for (const GenderKind kind : {GenderKind::kHe, GenderKind::kShe, GenderKind::kMan,
                                GenderKind::kWoman, GenderKind::kManly, GenderKind::kWomanly}) {
    if (side.said.has(kind)) return std::nullopt;
  }
  const bool man = side.said.has(GenderKind::kMasculine);
  if (man == side.said.has(GenderKind::kFeminine)) return std::nullopt;
  const std::size_t sex = man ? 0 : 1;
  const bool told = other.said.has(man ? GenderKind::kMan : GenderKind::kWoman);
  return other.only(1 - sex) && !told ? side.said.named[sex] : std::nullopt;
}

std::optional<Conflict> conflict(const GenderSide& source, const GenderSide& target) {
  if (const auto opening = opening_conflict(source, target)) return opening;
  if (source.said.has(GenderKind::kEither) || target.said.has(GenderKind::kEither))
    return std::nullopt;
  if (const auto plain = plain_conflict(source, target)) return plain;
  if (const auto pronouns = pronoun_conflict(source, target)) return pronouns;
  if (const auto here = named_against(source, target))
    return Conflict{*here, *target.said.of[target.said.has(GenderKind::kHe) ? 0 : 1], false};
  if (const auto there = named_against(target, source))
    return Conflict{*source.said.of[source.said.has(GenderKind::kHe) ? 0 : 1], *there, false};
  return std::nullopt;
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
  const CueRules& here = input.resources.source->genders;
  const CueRules& there = input.resources.target->genders;
  if (here.empty() || there.empty()) return;
  const bool close = judge_pair(input) == PairKind::kClose;
  std::vector<std::string> told;  // persons
  for (std::uint32_t b = 0; b < input.beads.size(); ++b) {
    const Bead& bead = input.beads[b];
    if (bead.is_gap()) continue;
    const Genders source = genders_of(input.side(Side::kSource), bead);
    const Genders target = genders_of(input.side(Side::kTarget), bead);
    const std::optional<Conflict> found =
        conflict({source, here, may_be_thing(here, there, target)},
                 {target, there, may_be_thing(there, here, source)});
    if (!found) continue;
    const std::string person = person_of(input.side(Side::kSource), bead.source.front());
    if (!person.empty() && std::find(told.begin(), told.end(), person) != told.end()) continue;
    told.push_back(person);
    const bool sure = close && is_sure(bead) && !found->excused;
    const Passage source_words = passage_of(input.source, found->source);
    const Passage target_words = passage_of(input.target, found->target);
    issues.push_back(make_issue(
        {"gender",
         sure ? Severity::kWarning : Severity::kInfo,
         {"gender.differs", {{"source", source_words.value}, {"target", target_words.value}}},
         b,
         sure ? 0.8 : 0.5},
        source_words, target_words));
  }
}

}  // namespace concord
