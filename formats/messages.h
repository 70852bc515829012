// The message catalogue: reasons in the user's language, through ICU MessageFormat.
//
//   MessageCatalogue ru(dirs.messages, "ru");
//   ru.text({"duplicate-word.twice", {{"text", "the"}}});
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "checks/core/issue.h"
#include "lang/base/table.h"

namespace concord {

/// The patterns of one user interface language, from <language>.tsv of a folder (columns: id,
/// pattern; sorted by id); an id that a language lacks is said in English. Patterns are compiled
/// when they are first used and kept, so one object serves one thread.
class MessageCatalogue {
 public:
  /// `folder` is DataDirs::messages; `ui_lang` may have a region ("ru-RU"). Throws InputError for a
  /// language without a catalogue, naming those that exist.
  MessageCatalogue(std::string folder, const std::string& ui_lang);
  MessageCatalogue(MessageCatalogue&&) noexcept;
  ~MessageCatalogue();

  const std::string& lang() const { return ui_lang_; }
  /// The message with its arguments filled in; an argument that the pattern uses as a number
  /// (plural) must be decimal digits, and one whose name ends in "_day" is written as a date of the
  /// language when it is an ISO 8601 day. An id without pattern gives the id and the arguments.
  /// Throws InputError for a pattern that ICU refuses.
  std::string text(const Message& message) const;
  /// The pattern of an id, as written; empty when there is none.
  std::string pattern(std::string_view id) const;
  /// The ids of the language's own table, in its order.
  std::vector<std::string> own_ids() const;

 private:
  struct Compiled;
  const TableRow* row_of(std::string_view id) const;
  const Compiled* compiled(const std::string& id) const;
  std::string day_text(const std::string& value) const;

  std::string folder_;
  std::string ui_lang_;
  std::unique_ptr<const Table> own_;
  mutable std::unique_ptr<const Table> english_;  // read when an id is missed
  mutable std::unordered_map<std::string, std::unique_ptr<const Compiled>> compiled_;
};

/// The languages that have a catalogue in a folder, sorted; none where there is no such folder.
std::vector<std::string> ui_languages(const std::string& folder);

}  // namespace concord
