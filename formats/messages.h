// The message catalogue: reasons in the user's language, through ICU MessageFormat.
#pragma once

#include <map>
#include <string>

#include "checks/issue.h"

namespace concord {

/// The patterns of one user interface language, from lang/messages/<language>.tsv (columns: id, pattern).
class MessageCatalogue {
 public:
  /// Throws InputError for a language without a catalogue, naming those that exist, and for a pattern ICU refuses.
  explicit MessageCatalogue(const std::string& ui_lang);

  /// The message with its arguments filled in. An id without pattern gives the id and the arguments.
  std::string text(const Message& message) const;

 private:
  std::string ui_lang_;
  std::map<std::string, std::string, std::less<>> patterns_;
};

}  // namespace concord
