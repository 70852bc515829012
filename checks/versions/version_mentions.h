// Looks up in one version what another says: the same figure, date or name.
//
//   VersionMentions mentions(report, names);
//   mentions.find(0, passage, 2, row.sentences[2]);   // where the third version says it, too
#pragma once

#include <optional>
#include <vector>

#include "checks/versions/version_report.h"
#include "lang/names/name_match.h"

namespace concord {

/// Keeps references: the report and the matcher must outlive it.
class VersionMentions {
 public:
  VersionMentions(const VersionReport& report, const NameMatcher& names)
      : report_(&report), names_(&names) {}

  /// The first mention in `sentences` of the version `there` that says what the passage of `here`
  /// says. None where the passage is not a mention.
  std::optional<Passage> find(std::size_t here, const Passage& passage, std::size_t there,
                              const std::vector<Span>& sentences) const;
  /// Whether two passages are mentions that say the same, or have one value.
  bool agree(std::size_t here, const Passage& a, std::size_t there, const Passage& b) const;

 private:
  const Mention* mention_at(std::size_t version, Span passage) const;
  bool same(std::size_t here, const Mention& a, std::size_t there, const Mention& b) const;

  const VersionReport* report_;
  const NameMatcher* names_;
};

}  // namespace concord
