// What a check is: a function from an aligned pair to issues, and one line in the registry.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "aligner/bead.h"
#include "checks/core/bead_memo.h"
#include "checks/core/explained.h"
#include "checks/core/issue.h"
#include "checks/core/pair_kind.h"
#include "checks/core/resources.h"
#include "lang/pack/analyse.h"

namespace concord {

/// One version of what a check looks at.
struct PairSide {
  Side side{};
  const AnalysedArticle& article;
  const LanguagePack& pack;

  /// The spans that one check accounts for; see explained.h.
  std::span<const Span> explained = {};

  std::string_view text() const { return article.article.text; }
};

/// What a check looks at.
struct CheckInput {
  const AnalysedArticle& source;
  const AnalysedArticle& target;
  const std::vector<Bead>& beads;  ///< indices into sentences of both articles
  const PairResources& resources;
  /// Whether the texts are single segments that were aligned elsewhere (check --aligned): there is
  /// no document around them, no headline and no neighbouring bead.
  bool aligned_segments = false;
  /// Words prepared for comparing names by sound, kept from pair to pair by the thread that checks;
  /// null: none are kept.
  SoundCache* sounds = nullptr;
  /// What other checks of the thread asked of the beads; null: each asks anew.
  BeadMemo* memo = nullptr;
  /// How closely one version follows the other, when the user says so; see judge_pair.
  std::optional<PairKind> kind = std::nullopt;
  /// What explain() found; null: nothing is explained.
  const ExplainedSpans* explained = nullptr;

  /// One version with its language.
  PairSide side(Side side) const {
    const std::span<const Span> spans = explained != nullptr
                                            ? std::span<const Span>((*explained)[index_of(side)])
                                            : std::span<const Span>();
    return side == Side::kSource ? PairSide{side, source, *resources.source, spans}
                                 : PairSide{side, target, *resources.target, spans};
  }
};

/// Two names that change places when the versions do: "date.missing" and "date.added".
using Twins = std::pair<std::string_view, std::string_view>;

/// A check of the registry.
struct Check {
  std::string_view name;  ///< the name issues carry and `--checks` takes
  void (*run)(const CheckInput& input, std::vector<Issue>& issues);
  std::string_view mqm;  ///< MQM error type, "accuracy/mistranslation"
  std::string_view its;  ///< ITS 2.0 localization quality issue type, section 8.17.3
  std::span<const Twins> messages = {};  ///< its messages that say which version has something
  std::string_view twin = {};            ///< the check that reports the same of the other version
  /// Whether it asks what the source demands of the target; others compare two equal versions, and
  /// may be run with the sides exchanged.
  bool directed = false;
  /// Appends the spans of a version that the check accounts for as a whole, in any order, byte
  /// offsets into its text: the other checks leave them alone. Null: it explains none.
  void (*explain)(const AnalysedArticle& version, std::vector<Span>& spans) = nullptr;
};

/// All checks, in the order in which they run.
std::span<const Check> all_checks();

/// The entry of a check name; null for an unknown one. Names that share a function ("added-clause")
/// have their own entry.
const Check* find_check(std::string_view name);

}  // namespace concord
