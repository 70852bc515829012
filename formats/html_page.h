// News pages in HTML: the article's paragraphs and the page's metadata, over Google's gumbo parser
// (HTML 5).
#pragma once

#include <string>
#include <string_view>

#include "formats/article_parts.h"

namespace concord {

/// Whether a file is HTML: by its ending, or by how its text starts.
bool is_html(const std::string& name, std::string_view bytes);

/// The paragraphs of the part of the page that holds the report, headline first, with what the
/// markup says of each; publication date, language and address from the page's metadata (Open
/// Graph, schema.org, HTML). Scripts, navigation and asides are dropped. Throws InputError for what
/// decode_text refuses and for markup nested or attributed beyond reason.
RawReport read_html(const std::string& name, std::string_view bytes);

}  // namespace concord
