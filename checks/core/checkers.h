// The checkers of a run over many pairs in several languages.
//
//   SharedResources shared(packs);             // one for the process
//   Checkers checkers(shared);                 // one for each thread
//   PairReport report = checkers.get("ru", "en").check(source, target);
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <tuple>

#include "checks/core/pair_checker.h"
#include "checks/core/resources.h"
#include "lang/pack/packs.h"

namespace concord {

/// Both languages and the file of the house glossary, which may be empty.
using CheckerKey = std::tuple<std::string, std::string, std::string>;

/// The resources of every language pair of a run, each loaded once, when it is first asked for.
/// Safe to use from many threads.
class SharedResources {
 public:
  /// `packs` must outlive the object.
  explicit SharedResources(Packs& packs) : packs_(&packs) {}

  Packs& packs() { return *packs_; }
  /// The reference stays valid as long as the object. `terms` is the file of a house glossary;
  /// empty for none. Throws InputError for broken data.
  const PairResources& get(const std::string& source_lang, const std::string& target_lang,
                           const std::string& terms = {});

 private:
  Packs* packs_;
  std::mutex mutex_;
  std::map<CheckerKey, std::unique_ptr<const PairResources>> resources_;
};

/// The checkers of one thread, one for each language pair and glossary. A report is valid until the
/// next use of the same checker.
class Checkers {
 public:
  /// `shared` must outlive the object.
  explicit Checkers(SharedResources& shared) : shared_(&shared) {}

  PairChecker& get(const std::string& source_lang, const std::string& target_lang,
                   const std::string& terms = {});

 private:
  SharedResources* shared_;
  std::map<CheckerKey, std::unique_ptr<PairChecker>> checkers_;
};

}  // namespace concord
