// Fills the page's template.
#pragma once

#include <string>

#include "formats/messages.h"

namespace concord {

/// The template up to and after the place of the body.
struct PageFrame {
  std::string head;
  std::string foot;
};

/// The template with its strings in the catalogue's language; `title` is plain text. Placeholders
/// that are not of the frame are message ids.
PageFrame page_frame(const MessageCatalogue& messages, const std::string& title,
                     const std::string& version);

}  // namespace concord
