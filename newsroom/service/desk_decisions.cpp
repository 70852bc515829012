// Reads the decisions of a desk.
#include "newsroom/service/desk_decisions.h"

#include <map>
#include <mutex>
#include <utility>

#include "newsroom/service/desk_glossary.h"
#include "newsroom/service/desk_store.h"
#include "newsroom/service/words_key.h"

namespace concord {

/// The confirmed words, with the stemmers by which they are compared.
class DeskDecisions::Glossary {
 public:
  Glossary(const DataDirs& dirs, std::unordered_set<std::string> keys)
      : dirs_(dirs), keys_(std::move(keys)) {}

  bool knows(const PairReport& report, const Issue& issue) {
    if (keys_.empty() || !is_learnt(issue.check) || !issue.source || !issue.target) return false;
    const Article& source = report.source.article;
    const Article& target = report.target.article;
    DeskTerm term;
    term.source_lang = source.lang;
    term.target_lang = target.lang;
    term.source_key = words_key(stemmer(source.lang), issue.source->span.of(source.text));
    term.target_key = words_key(stemmer(target.lang), issue.target->span.of(target.text));
    term.check = issue.check;
    return keys_.contains(key_of(term));
  }

 private:
  const Stemmer& stemmer(const std::string& lang) {
    const std::lock_guard lock(mutex_);
    const auto known = stemmers_.find(lang);
    return known != stemmers_.end()
               ? known->second
               : stemmers_.emplace(lang, Stemmer::load(dirs_, lang)).first->second;
  }

  DataDirs dirs_;
  std::unordered_set<std::string> keys_;
  std::mutex mutex_;
  std::map<std::string, Stemmer> stemmers_;  // under mutex_; entries stay
};

DeskDecisions::DeskDecisions(const std::string& store, const DataDirs& dirs) {
  const std::unique_ptr<SqlConnection> db = open_sql(store, SqlAccess::kRead, desk_schema());
  for (BaselineEntry& entry : verdicts_in_force(*db)) {
    entry.documents = {"desk", "desk"};
    baseline_ += to_line(entry);
  }
  glossary_ = std::make_shared<Glossary>(dirs, confirmed_keys(*db));
}

std::function<bool(const PairReport&, const Issue&)> DeskDecisions::same() const {
  return [glossary = glossary_](const PairReport& report, const Issue& issue) {
    return glossary->knows(report, issue);
  };
}

}  // namespace concord
