// What a desk has decided, for runs outside of it: its verdicts, and the words that it has declared
// to be the same.
//
//   DeskDecisions decisions("desk.db", find_data_dirs());
//   settings.learn("desk.db", decisions.baseline(), decisions.same());
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "checks/core/report.h"
#include "lang/base/data_dirs.h"

namespace concord {

/// Read once; what is decided later counts for the next run.
class DeskDecisions {
 public:
  /// `store` as open_sql() takes it; it is only read. Throws InputError.
  DeskDecisions(const std::string& store, const DataDirs& dirs);

  /// The verdicts in force, as the lines of a baseline. They name no report, so that they are not
  /// stale where a run is about others.
  const std::string& baseline() const { return baseline_; }
  /// Whether an issue is about words that an editor has confirmed to be the same. Safe to call from
  /// many threads; stays valid without this object.
  std::function<bool(const PairReport&, const Issue&)> same() const;

 private:
  class Glossary;
  std::string baseline_;
  std::shared_ptr<Glossary> glossary_;
};

}  // namespace concord
