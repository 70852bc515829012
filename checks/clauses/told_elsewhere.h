// Whether a sentence without counterpart is told in another place.
//
//   ToldElsewhere told(input, Side::kSource);
//   if (told.across(sentence) > 0.65) ...;   // a standfirst, a caption, a pull quote
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "checks/core/check.h"

namespace concord {

/// Where sentences of one version that have no counterpart may be told. What is looked up is
/// indexed once: a sentence costs the same in a version of any length. Keeps a reference to the
/// input.
class ToldElsewhere {
 public:
  ToldElsewhere(const CheckInput& input, Side side);

  /// The share of the content words of a sentence that have a rendering in one sentence of the
  /// other version, headline and captions included, or in two neighbouring ones: the greatest. Two
  /// are neighbours too where only what has no counterpart stands between.
  double across(const AnalysedSentence& sentence);

  /// The share of them that the version itself says again in one sentence or in two neighbouring
  /// ones.
  double twice(const AnalysedSentence& sentence) const;

  /// Whether the version has said the same sentence before, word for word.
  bool is_repeated(std::uint32_t sentence) const;

  /// Whether the length of a bead beside a gap says that the sentence is told there: the other side
  /// of the bead is longer than its own side accounts for by most of what the sentence would take.
  bool is_held_beside(std::uint32_t sentence) const;

  /// Where in the other version the counterpart would stand: the index of the sentence after the
  /// last one aligned before.
  std::uint32_t place_across(std::uint32_t sentence) const;

 private:
  /// Sentences of a list, in order.
  using Places = std::vector<std::uint16_t>;

  void index_beads();
  double length_of(Side side, const std::vector<std::uint32_t>& sentences) const;
  const Places& rendered_in(bool body, LexiconId id);
  double most_rendered(const AnalysedSentence& sentence, bool body);

  const CheckInput& input_;
  Side side_;
  const AnalysedArticle& version_;
  const AnalysedArticle& across_;
  std::unordered_map<std::string_view, Places> stems_;         // of the version's sentences
  std::unordered_map<std::string_view, std::uint32_t> first_;  // of the same sentences
  /// Of the other version's sentences, first the body: where entries of the lexicon stand, and
  /// where entries of this version's language are rendered, once known.
  std::array<std::unordered_map<LexiconId, Places>, 2> entries_;
  std::array<std::unordered_map<LexiconId, Places>, 2> rendered_;
  std::vector<const Bead*> ends_at_;    // by sentence: the bead with it as its last one
  std::vector<const Bead*> begins_at_;  // and as its first one
  std::vector<std::uint32_t> places_;
  /// By sentence of the version itself, and of the other one: the next one, where both have a
  /// counterpart, else the sentence itself.
  std::array<std::vector<std::uint16_t>, 2> next_;
  double ratio_ = 0;  // of the lengths of all beads; 0 where there are none
};

}  // namespace concord
