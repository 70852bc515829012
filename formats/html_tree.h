// HTML 5 as a tree, over Google's gumbo parser, in bounded time and memory whatever the markup is.
//
//   const HtmlTree tree("page.html", html);
//   tree.root();
#pragma once

#include <gumbo.h>

#include <memory>
#include <string>
#include <string_view>

namespace concord {

/// A parsed page or a part of one. Owns its nodes; the text must outlive it.
class HtmlTree {
 public:
  /// Parses UTF-8; an empty text gives an empty body. Throws InputError, under `name`, for tags
  /// with more than 1024 attributes, for tags nested deeper than 4096 or elements deeper than 512
  /// (as deep as browsers go), and for markup that takes more than 512 MiB of memory or 15 seconds
  /// of processor time.
  HtmlTree(const std::string& name, std::string_view html);
  HtmlTree(const HtmlTree&) = delete;
  HtmlTree& operator=(const HtmlTree&) = delete;
  ~HtmlTree();

  /// The <html> element.
  const GumboNode* root() const { return root_; }

 private:
  class Room;
  std::unique_ptr<Room> room_;  // what the nodes stand in
  const GumboNode* root_ = nullptr;
};

}  // namespace concord
