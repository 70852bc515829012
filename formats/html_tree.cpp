// Parses HTML within limits: what can be seen in the text is refused before, what only the parser
// finds out ends it.
#include "formats/html_tree.h"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstddef>
#include <ctime>
#include <memory_resource>
#include <new>
#include <utility>
#include <vector>

#include "text/ascii.h"
#include "text/input_error.h"
#include "text/thread_seconds.h"

namespace concord {
namespace {

// The parser's time grows with depth times tags and with the square of the attributes of one tag;
// pages of outlets stay below 100 and 40.
constexpr std::size_t kDeepest = 4096;
constexpr std::size_t kMostAttributes = 1024;
// Elements of the tree: browsers go no deeper.
constexpr std::size_t kDeepestElement = 512;
// Open formatting elements are repeated in every paragraph: few bytes can make a tree without end.
constexpr std::size_t kMostMemory = std::size_t{512} << 20;
// Of the processor, in seconds. A page of 64 MB takes some.
constexpr std::time_t kMostSeconds = 15;
constexpr std::size_t kLookAtClock = 256;  // allocations between two looks

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }

/// Where the comment that begins at `at` ends, before its closing mark.
std::size_t comment_end(std::string_view html, std::size_t at) {
  for (at = html.find("--", at); at != std::string_view::npos; at = html.find("--", at + 1)) {
    const std::string_view next = html.substr(at + 2, 2);
    if (next.starts_with('>') || next == "!>") return at;
  }
  return at;
}

/// Refuses markup on which the parser would not end in reasonable time. Counts tags that stay open;
/// those that HTML closes by itself are left out.
void refuse_bombs(const std::string& name, std::string_view html) {
  constexpr std::array<std::string_view, 24> kUncounted = {
      "p",   "li",    "br",     "img",   "meta", "link",   "input", "hr",
      "td",  "tr",    "th",     "dd",    "dt",   "option", "area",  "base",
      "col", "embed", "source", "track", "wbr",  "param",  "tbody", "path"};
  constexpr std::array<std::string_view, 4> kRawText = {"script", "style", "textarea", "title"};
  std::size_t depth = 0;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    if (html.substr(at, 4) == "<!--") {
      at = comment_end(html, at);
      if (at == std::string_view::npos) return;
      continue;
    }
    const bool closing = html.substr(at, 2) == "</";
    at += closing ? 2 : 1;
    std::size_t end = at;
    while (end < html.size() && !is_blank(html[end]) && html[end] != '>' && html[end] != '/' &&
           html[end] != '<')
      ++end;
    const std::string tag = ascii_lower(html.substr(at, std::min<std::size_t>(end - at, 16)));
    if (tag.empty() || tag[0] < 'a' || tag[0] > 'z') continue;
    std::size_t attributes = 0;
    char quote = '\0';
    for (at = end; at < html.size() && (quote != '\0' || html[at] != '>'); ++at) {
      const char c = html[at];
      if (quote != '\0') {
        if (c == quote) quote = '\0';
      } else if ((c == '"' || c == '\'') && html[at - 1] == '=') {
        quote = c;
      } else if (!is_blank(c) && (is_blank(html[at - 1]) || html[at - 1] == '/' ||
                                  html[at - 1] == '"' || html[at - 1] == '\'')) {
        ++attributes;
      }
    }
    if (attributes > kMostAttributes)
      throw InputError(name, 0, "has a tag with more than 1024 attributes", "name a news page");
    const bool counted = std::find(kUncounted.begin(), kUncounted.end(), tag) == kUncounted.end();
    if (closing) {
      depth -= counted && depth > 0;
    } else if (std::find(kRawText.begin(), kRawText.end(), tag) != kRawText.end()) {
      const std::string close = "</" + tag;
      while (at < html.size() && ascii_lower(html.substr(at, close.size())) != close)
        at = std::min(html.find('<', at + 1), html.size());
    } else if (counted && (at == 0 || html[at - 1] != '/')) {
      if (++depth > kDeepest)
        throw InputError(name, 0, "has tags nested deeper than 4096", "name a news page");
    }
  }
}

/// Memory from the system up to a limit.
class Limited : public std::pmr::memory_resource {
 private:
  void* do_allocate(std::size_t bytes, std::size_t alignment) override {
    if (bytes > kMostMemory - used_) throw std::bad_alloc();
    void* memory = std::pmr::new_delete_resource()->allocate(bytes, alignment);
    used_ += bytes;
    return memory;
  }
  void do_deallocate(void* memory, std::size_t bytes, std::size_t alignment) override {
    std::pmr::new_delete_resource()->deallocate(memory, bytes, alignment);
    used_ -= bytes;
  }
  bool do_is_equal(const memory_resource& other) const noexcept override { return this == &other; }

  std::size_t used_ = 0;
};

/// Throws for a tree whose elements nest too deep for those who walk it.
void refuse_depth(const std::string& name, const GumboNode* root) {
  std::vector<std::pair<const GumboNode*, std::size_t>> open = {{root, 1}};
  while (!open.empty()) {
    const auto [node, depth] = open.back();
    open.pop_back();
    if (depth > kDeepestElement)
      throw InputError(name, 0, "has elements nested deeper than 512", "name a news page");
    if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE) continue;
    const GumboVector& children = node->v.element.children;
    for (unsigned i = 0; i < children.length; ++i)
      open.emplace_back(static_cast<const GumboNode*>(children.data[i]), depth + 1);
  }
}

}  // namespace

/// Where the nodes of one tree stand. The parser is in C: what is refused while it runs leaves it
/// by longjmp, past no destructor, and all of its memory goes with this object.
class HtmlTree::Room {
 public:
  /// The root of a text, or null and why() where there was too much of it.
  const GumboNode* parse(std::string_view html) {
    options_.allocator = [](void* room, std::size_t bytes) {
      return static_cast<Room*>(room)->allocate(bytes);
    };
    options_.deallocator = [](void* room, void* memory) {
      static_cast<Room*>(room)->deallocate(memory);
    };
    options_.userdata = this;
    // Each error would take a copy of all open tags along, and nobody reads them.
    options_.max_errors = 0;
    if (setjmp(leave_) != 0) return nullptr;  // NOLINT(cert-err52-cpp): see above
    return gumbo_parse_with_options(&options_, html.data(), html.size())->root;
  }
  const char* why() const { return why_; }

 private:
  /// Before each piece of memory: its size.
  static constexpr std::size_t kHead = alignof(std::max_align_t);

  void* allocate(std::size_t bytes) {
    if (++allocations_ % kLookAtClock == 0 && seconds_of_thread() > begin_ + kMostSeconds)
      refuse("has markup that takes longer than 15 seconds to read");
    // The pool of libstdc++ aligns blocks of 24 bytes to 8 only.
    const std::size_t size = std::max(bytes + kHead, 2 * kHead);
    std::byte* memory = take(size);
    if (memory == nullptr) refuse("has markup that takes more than 512 MiB of memory");
    new (memory) std::size_t(size);
    return memory + kHead;
  }

  void deallocate(void* memory) {
    if (memory == nullptr) return;
    std::byte* begin = static_cast<std::byte*>(memory) - kHead;
    pool_.deallocate(begin, *std::launder(reinterpret_cast<std::size_t*>(begin)), kHead);
  }

  std::byte* take(std::size_t bytes) {
    try {
      return static_cast<std::byte*>(pool_.allocate(bytes, kHead));
    } catch (const std::bad_alloc&) {
      return nullptr;
    }
  }

  [[noreturn]] void refuse(const char* why) {
    why_ = why;
    std::longjmp(leave_, 1);  // NOLINT(cert-err52-cpp): see above
  }

  Limited limited_;
  std::pmr::unsynchronized_pool_resource pool_{&limited_};
  GumboOptions options_ = kGumboDefaultOptions;
  std::jmp_buf leave_{};
  const char* why_ = "";
  std::time_t begin_ = seconds_of_thread();
  std::size_t allocations_ = 0;
};

HtmlTree::HtmlTree(const std::string& name, std::string_view html)
    : room_(std::make_unique<Room>()) {
  refuse_bombs(name, html);
  root_ = room_->parse(html);
  if (root_ == nullptr) throw InputError(name, 0, room_->why(), "name a news page");
  refuse_depth(name, root_);
}

HtmlTree::~HtmlTree() = default;

}  // namespace concord
