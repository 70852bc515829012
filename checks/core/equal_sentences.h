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
  bool holds(const AnalysedArticle& side, Span passage) const;

  const AnalysedArticle* source_;
  const AnalysedArticle* target_;
  std::unordered_set<std::string_view> both_;
  bool all_ = true;
};

}  // namespace concord
