// Where the words and facts of one version stand, so that looking for them costs the places found
// and not the length of the text.
//
//   const VersionIndex there(target);
//   for (std::uint32_t sentence : there.with_fact("2024-11-16")) ...
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/pack/analyse.h"

namespace concord {

/// The index of one version. It keeps nothing of the version but numbers and keys.
class VersionIndex {
 public:
  explicit VersionIndex(const AnalysedArticle& version);

  using Places = std::vector<std::uint32_t>;
  /// Appends the body sentences that have an entry of the lexicon, in order, each once.
  void with_entry(LexiconId entry, Places& sentences) const;
  /// Appends the body sentences that tell a fact, by one of its keys (said_keys), in order, each
  /// once.
  void with_fact(std::string_view key, Places& sentences) const;
  /// Whether a headline, a caption or another sentence beside the body tells it.
  bool is_told_aside(std::string_view key) const;
  /// Body sentences.
  std::size_t sentences() const { return sentences_; }

 private:
  std::vector<std::pair<LexiconId, std::uint32_t>> entries_;  // sorted
  std::vector<std::pair<std::string, std::uint32_t>> facts_;  // sorted
  std::vector<std::string> aside_;                            // sorted
  std::size_t sentences_ = 0;
};

}  // namespace concord
