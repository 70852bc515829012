// The files of formats/page/, embedded at build time by formats/page/embed.cmake.
#pragma once

#include <string_view>

namespace concord {

/// The page's template and what stands in it. The hashes are base64 of SHA-256, as a content
/// security policy names them.
struct PageFiles {
  std::string_view
      html;  ///< with {{placeholders}}: message ids, and title, style, script, body and the like
  std::string_view style;
  std::string_view script;
  std::string_view style_hash;
  std::string_view script_hash;
};
PageFiles page_files();

}  // namespace concord
