// Language tags (BCP 47) as feeds, pages and users write them.
#pragma once

#include <string>
#include <string_view>

namespace concord {

/// The primary language subtag in small letters: "en" for "en-GB" and "EN". Empty for what is no
/// language tag (BCP 47: two to eight ASCII letters come first); tags come from feeds that anybody
/// may have written, and become names of folders.
std::string language_of_tag(std::string_view tag);

}  // namespace concord
