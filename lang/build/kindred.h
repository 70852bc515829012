// Finds the words of two languages that have one origin, by regular changes of letters
// (lang/data/<tag>/kindred.tsv).
//
//   KindredRules rules = KindredRules::load(data_dir, "uk", "ru");
//   rules.akin("\u043F'\u044F\u0442\u044C", "\u043F\u044F\u0442\u044C");   // "five", true
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace concord {

/// How the words of one language change to those of another. Immutable after load.
class KindredRules {
 public:
  /// The rules of DATA_DIR/FROM/kindred.tsv for `to`; none where there is no table. Throws
  /// InputError for a broken one.
  static KindredRules load(const std::string& data_dir, const std::string& from,
                           const std::string& to);

  bool empty() const { return changes_.empty(); }
  /// Whether the changes lead from one word to the other (both folded) and the table does not call
  /// them strangers.
  bool akin(std::string_view from, std::string_view to) const;
  /// The words of `all` (folded, sorted, each once) that are akin to `word`, in order.
  std::vector<std::string_view> akin_to(std::string_view word,
                                        const std::vector<std::string>& all) const;

 private:
  struct Change {
    std::string there;
    bool rare = false;
  };
  class Search;

  std::unordered_map<std::string, std::vector<Change>> changes_;  // by the letters here
  std::size_t longest_ = 0;                                       // of them, in bytes
  std::unordered_set<std::string> strangers_;                     // both words, tab between
};

/// The entries of a spelling dictionary PATH.dic (hunspell(5), UTF-8) that are printed in small
/// letters only, without affixes: folded, yo as ye, sorted, each once. Throws InputError for a
/// missing file.
std::vector<std::string> spelling_entries(const std::string& path);

}  // namespace concord
