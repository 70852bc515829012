// Two versions in one language: what both have word for word.
//
//   EqualSentences equal(source, target);
//   if (equal.all()) return;            // nothing to check
//   equal.drop(issues);                 // what stands in equal sentences only is not an issue
#pragma once

#include <string_view>
#include <unordered_set>
#include <vector>

#include "checks/core/issue.h"
#include "lang/pack/analyse.h"

namespace concord {

/// The sentences that both of two versions have, character for character. Keeps references: both
/// articles must outlive it.
class EqualSentences {
 public:
  EqualSentences(const AnalysedArticle& source, const AnalysedArticle& target);

  /// Whether every sentence of either version is in the other; true for two empty ones.
  bool all() const { return all_; }
  /// Takes out the issues all of whose passages lie in sentences that both versions have. What
  /// lies in no sentence stays.
  void drop(std::vector<Issue>& issues) const;

 private:
  /// The sentences of a version that both have, in order.
  std::vector<Span> spans_of(const AnalysedArticle& side) const;

  std::unordered_set<std::string_view> both_;
  std::vector<Span> in_source_;
  std::vector<Span> in_target_;
  bool all_ = true;
};

}  // namespace concord
