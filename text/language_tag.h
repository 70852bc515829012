// Language tags (BCP 47) as feeds, pages and users write them.
#pragma once

#include <string>
#include <string_view>

namespace concord {

/// The primary language subtag in small letters: "en" for "en-GB" and "EN". Empty for what is not a
/// language tag (BCP 47: two to eight ASCII letters come first); tags come from feeds that anybody
/// may have written, and become names of folders.
std::string language_of_tag(std::string_view tag);

/// The primary subtag as it is written: "EN" for "EN-gb".
std::string_view primary_subtag(std::string_view tag);

/// A tag in the case and with the separators of BCP 47 (RFC 5646, section 2.1.1): "en-GB" for
/// "EN_gb", "uk-Cyrl-UA" for "uk-CYRL-ua"; of subtags that mean the same language the one that is
/// in use: "id" for "in" and for "ind". What is not a tag comes back as it is.
std::string canonical_tag(std::string_view tag);

/// Whether two tags are of one language, whatever their regions and capitals.
bool same_language(std::string_view a, std::string_view b);

}  // namespace concord
