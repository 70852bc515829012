// What an editor would write in the target so that it says what the source says.
//
//   suggested_text(issue, "en") == "October 23"   // 23.10 in the source, October 25 in the target
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace concord {

/// The words of one side of an issue with what they mean, as issues print it.
struct SaidValue {
  std::string_view text;
  std::string_view value;
};

/// The target's words with the source's value put in: the day, month or year of a date, the figure
/// of a number with its scale word. Only what differs is replaced, so that the manner of writing
/// stays the target's. None when the two do not differ in this way or the words cannot be changed
/// safely. `lang` is the target's language.
std::optional<std::string> suggested_text(const SaidValue& source, const SaidValue& target,
                                          std::string_view lang);

}  // namespace concord
