// Finds the report in a page: the element that holds most running text, with its headline, and
// reads it block by block.
#include "formats/html_page.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <functional>
#include <unordered_set>

#include "formats/decode.h"
#include "formats/html_tree.h"
#include "formats/linked_data.h"
#include "formats/paragraph_shape.h"
#include "text/day.h"
#include "text/input_error.h"
#include "text/unicode.h"

namespace concord {
namespace {

// The encoding is declared within the first bytes (HTML 5, 4.2.5.5).
constexpr std::size_t kDeclaredWithin = 1024;
// Bytes of a heading that may be the report's: shorter ones name the outlet.
constexpr std::size_t kShortestTitle = 16;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }

/// The encoding that a <meta> among the first bytes names; empty for none.
std::string declared_encoding(std::string_view bytes) {
  const std::string head = lower(bytes.substr(0, kDeclaredWithin));
  std::size_t at = head.find("charset=");
  if (at == std::string::npos) return {};
  at += std::strlen("charset=");
  while (at < head.size() && (head[at] == '"' || head[at] == '\'' || head[at] == ' ')) ++at;
  const std::size_t end = head.find_first_of("\"'/> ;", at);
  return end == std::string::npos ? std::string() : head.substr(at, end - at);
}

const GumboElement* element(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE ? &node->v.element
                                                                               : nullptr;
}

std::string_view attribute(const GumboElement& e, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&e.attributes, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

const GumboNode* child(const GumboElement& e, unsigned i) {
  return static_cast<const GumboNode*>(e.children.data[i]);
}

bool is_text(const GumboNode* node) {
  return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
         node->type == GUMBO_NODE_CDATA;
}

/// Calls `visit` for every node below and including `node` in document order; what it returns false
/// for is not entered.
void walk(const GumboNode* node, const std::function<bool(const GumboNode*)>& visit) {
  if (!visit(node)) return;
  if (const GumboElement* e = element(node)) {
    for (unsigned i = 0; i < e->children.length; ++i) walk(child(*e, i), visit);
  }
}

/// Whether a form is not one to fill in but the whole page, as some servers (ASP.NET) write it: the
/// headline or the report is in it.
bool holds_page(const GumboElement& form) {
  for (unsigned i = 0; i < form.children.length; ++i) {
    const GumboElement* e = element(child(form, i));
    if (e == nullptr) continue;
    if (e->tag == GUMBO_TAG_H1 || e->tag == GUMBO_TAG_ARTICLE ||
        attribute(*e, "itemprop") == "articleBody" || holds_page(*e))
      return true;
  }
  return false;
}

/// Elements whose text is not part of a report.
bool dropped(const GumboElement& e) {
  switch (e.tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_HEAD:
      return true;
    case GUMBO_TAG_FORM:
      if (!holds_page(e)) return true;
      break;
    default:
      break;
  }
  const std::string_view role = attribute(e, "role");
  if (role == "navigation" || role == "complementary" || role == "banner" ||
      role == "contentinfo" || role == "search")
    return true;
  if (gumbo_get_attribute(&e.attributes, "hidden") != nullptr ||
      attribute(e, "aria-hidden") == "true")
    return true;
  std::string style = lower(attribute(e, "style"));
  std::erase_if(style, is_blank);
  return style.find("display:none") != std::string::npos;
}

/// Whether a class or id of the element is one of `names`, whole or as a part that hyphens and
/// underscores separate.
template <std::size_t N>
bool is_called(const GumboElement& e, const std::array<std::string_view, N>& names) {
  const std::string called =
      lower(std::string(attribute(e, "class")) + " " + std::string(attribute(e, "id")));
  const auto separates = [&](std::size_t at) {
    return at >= called.size() || called[at] == ' ' || called[at] == '-' || called[at] == '_';
  };
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
    for (std::size_t at = called.find(name); at != std::string::npos;
         at = called.find(name, at + 1)) {
      if ((at == 0 || separates(at - 1)) && separates(at + name.size())) return true;
    }
    return false;
  });
}

// How content management systems call what stands around a report.
constexpr std::array<std::string_view, 22> kBoilerplateNames = {
    "related",  "share",      "sharing",    "social",    "breadcrumb",  "breadcrumbs",
    "comments", "comment",    "tags",       "tag",       "sidebar",     "advert",
    "ads",      "banner",     "newsletter", "recommend", "recommended", "relate",
    "toolbar",  "pagination", "readmore",   "author-box"};
constexpr std::array<std::string_view, 10> kCaptionNames = {
    "caption",    "figcaption", "photo-desc", "image-desc",   "desc-image",
    "desc_image", "ck_legend",  "imgcaption", "picture-note", "pcaption"};

/// Whether an element holds what stands around a report, by what it is called.
bool is_around_report(const GumboElement& e) {
  return e.tag != GUMBO_TAG_ARTICLE && e.tag != GUMBO_TAG_BODY && e.tag != GUMBO_TAG_P &&
         is_called(e, kBoilerplateNames);
}

bool is_block(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_B:
    case GUMBO_TAG_BDI:
    case GUMBO_TAG_BDO:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_DFN:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_I:
    case GUMBO_TAG_INS:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_NOBR:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SAMP:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_TT:
    case GUMBO_TAG_U:
    case GUMBO_TAG_UNKNOWN:
    case GUMBO_TAG_WBR:
      return false;
    default:
      return true;
  }
}

/// The text below a node, white space collapsed.
std::string text_of(const GumboNode* root) {
  std::string text;
  walk(root, [&](const GumboNode* node) {
    if (is_text(node)) text += node->v.text.text;
    return element(node) == nullptr || node == root || !dropped(*element(node));
  });
  std::string out;
  for (const char c : text) {
    if (!is_blank(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// What the text below a heading is, read no further than tells it: headings nest, and each would
/// read all text below it once more.
class HeadingText {
 public:
  HeadingText(const GumboNode* heading, std::string_view title) : heading_(heading), title_(title) {
    read(heading);
  }

  bool empty() const { return length_ == 0; }
  /// Whether the text is long enough for the report's headline and the title begins with it.
  bool begins_title() const { return begins_ && length_ >= kShortestTitle; }

 private:
  /// Whether to read on.
  bool read(const GumboNode* node) {
    if (is_text(node)) return add(node->v.text.text);
    const GumboElement* e = element(node);
    if (e == nullptr || (node != heading_ && dropped(*e))) return true;
    for (unsigned i = 0; i < e->children.length; ++i) {
      if (!read(child(*e, i))) return false;
    }
    return true;
  }

  bool add(std::string_view text) {
    for (const char c : text) {
      if (is_blank(c)) {
        space_ = length_ > 0;
        continue;
      }
      begins_ = begins_ && (!space_ || follows(' ')) && follows(c);
      space_ = false;
      if (!begins_) {
        length_ = std::max<std::size_t>(length_, 1);
        return false;
      }
    }
    return true;
  }

  bool follows(char c) {
    if (length_ >= title_.size() || title_[length_] != c) return false;
    ++length_;
    return true;
  }

  const GumboNode* heading_;
  std::string_view title_;
  std::size_t length_ = 0;  // of what the title begins with, white space collapsed; else 1
  bool begins_ = true;
  bool space_ = false;  // whether white space follows what was read
};

/// The day at the start of an ISO 8601 time stamp.
std::optional<Day> day_of_stamp(std::string_view stamp) {
  return parse_iso_day(stamp.substr(0, 10));
}

/// The day in the address of a report: "/2024/11/16/", "/2024-11-16/" or "-20241116".
std::optional<Day> day_of_address(std::string_view url) {
  const auto digit = [&](std::size_t at) {
    return at < url.size() && url[at] >= '0' && url[at] <= '9';
  };
  const auto digits = [&](std::size_t at, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      if (!digit(at + i)) return false;
    }
    return true;
  };
  for (std::size_t at = url.find("20"); at != std::string_view::npos; at = url.find("20", at + 1)) {
    if ((at > 0 && digit(at - 1)) || !digits(at, 4)) continue;
    std::string day;
    const char sign = at + 4 < url.size() ? url[at + 4] : '\0';
    if ((sign == '/' || sign == '-' || sign == '.') && digits(at + 5, 2) && at + 7 < url.size() &&
        url[at + 7] == sign && digits(at + 8, 2) && !digit(at + 10)) {
      day = std::string(url.substr(at, 4)) + "-" + std::string(url.substr(at + 5, 2)) + "-" +
            std::string(url.substr(at + 8, 2));
    } else if (digits(at, 8) && !digit(at + 8)) {
      day = std::string(url.substr(at, 4)) + "-" + std::string(url.substr(at + 4, 2)) + "-" +
            std::string(url.substr(at + 6, 2));
    }
    if (const auto found = parse_iso_day(day)) return found;
  }
  return std::nullopt;
}

/// What a page says of itself. Of several dates the first in this order: Open Graph, schema.org,
/// <time>, the page's address.
struct Metadata {
  std::string title;
  std::string lang;
  std::string url;
  std::optional<Day> published;
};

Metadata metadata_of(const GumboNode* root) {
  Metadata page;
  std::string html_title;
  std::optional<Day> schema;
  std::optional<Day> time;
  std::optional<LinkedReport> linked;
  walk(root, [&](const GumboNode* node) {
    const GumboElement* e = element(node);
    if (e == nullptr) return true;
    if (e->tag == GUMBO_TAG_HTML) page.lang = attribute(*e, "lang");
    if (e->tag == GUMBO_TAG_TITLE && html_title.empty()) html_title = text_of(node);
    if (e->tag == GUMBO_TAG_LINK && attribute(*e, "rel") == "canonical")
      page.url = attribute(*e, "href");
    if (e->tag == GUMBO_TAG_META) {
      std::string key = lower(attribute(*e, "property"));
      if (key.empty()) key = lower(attribute(*e, "name"));
      if (key.empty()) key = lower(attribute(*e, "itemprop"));
      const std::string_view content = attribute(*e, "content");
      if (key == "og:title") page.title = content;
      if (key == "og:url" && page.url.empty()) page.url = content;
      if (key == "article:published_time" || key == "og:published_time")
        page.published = day_of_stamp(content);
      if (!schema && (key == "datepublished" || key == "pubdate" || key == "date" ||
                      key == "dc.date" || key == "dc.date.issued" || key == "publishdate" ||
                      key == "cxenseparse:recs:publishtime")) {
        schema = day_of_stamp(content);
      }
    }
    if (e->tag == GUMBO_TAG_TIME && !time) time = day_of_stamp(attribute(*e, "datetime"));
    if (e->tag == GUMBO_TAG_SCRIPT && attribute(*e, "type") == "application/ld+json" &&
        e->children.length > 0 && !linked) {
      linked = read_linked_data(child(*e, 0)->v.text.text);
    }
    return true;
  });
  if (page.title.empty()) {
    // "Headline | Outlet": the outlet is not part of the headline.
    page.title = html_title.substr(0, std::min(html_title.find(" | "), html_title.find(" - VN")));
  }
  if (linked) {
    if (!linked->headline.empty()) page.title = linked->headline;
    if (page.lang.empty()) page.lang = linked->lang;
    if (!schema) schema = linked->published;
  }
  if (!page.published) page.published = schema ? schema : time;
  if (!page.published) page.published = day_of_address(page.url);
  return page;
}

/// The first heading that prints the title of the metadata, or begins it ("Headline | Outlet");
/// else the first <h1>. Null where there is neither.
const GumboNode* headline_of(const GumboNode* root, std::string_view title) {
  const GumboNode* first = nullptr;
  const GumboNode* titled = nullptr;
  walk(root, [&](const GumboNode* node) {
    const GumboElement* e = element(node);
    if (e == nullptr || titled != nullptr) return false;
    if (e->tag == GUMBO_TAG_H1 || e->tag == GUMBO_TAG_H2) {
      const HeadingText text(node, title);
      if (first == nullptr && e->tag == GUMBO_TAG_H1 && !text.empty()) first = node;
      if (text.begins_title()) titled = node;
    }
    return e->tag == GUMBO_TAG_HTML || !dropped(*e);
  });
  return titled != nullptr ? titled : first;
}

/// Finds the element with most running text of its own: the letters of its paragraphs and of its
/// own text, links left out. Each node is read once, however deep they nest.
class Densest {
 public:
  explicit Densest(const GumboNode* root) { flow(root); }

  /// The element that is marked as schema.org's articleBody and has most text, else the one with
  /// most text of its own, the first of equals; null where there is no text. The comments of
  /// readers may be longer than the report: what is called so yields to an <article>.
  const GumboNode* found() const {
    if (body_.node != nullptr) return body_.node;
    const GumboElement* densest = plain_.node != nullptr ? element(plain_.node) : nullptr;
    const bool of_page = densest != nullptr && is_around_report(*densest);
    return of_page && in_article_.node != nullptr ? in_article_.node : plain_.node;
  }

 private:
  struct Best {
    const GumboNode* node = nullptr;
    std::size_t size = 0;
    std::size_t order = 0;  // in the document

    void offer(const GumboNode* other, std::size_t other_size, std::size_t other_order) {
      if (node != nullptr && (other_size < size || (other_size == size && other_order > order)))
        return;
      *this = {other, other_size, other_order};
    }
  };

  /// The running text of a node in its line: what blocks and links inside it have is not in it.
  std::size_t flow(const GumboNode* node) {
    if (is_text(node))
      return node->type == GUMBO_NODE_WHITESPACE ? 0 : std::strlen(node->v.text.text);
    const GumboElement* e = element(node);
    if (e == nullptr) return 0;
    const bool out = dropped(*e);
    if (out && e->tag != GUMBO_TAG_HTML) return 0;
    const std::size_t order = ++order_;
    // One inside another has no more text.
    const bool article = e->tag == GUMBO_TAG_ARTICLE;
    articles_ += article ? 1 : 0;
    const bool body = !out && !in_body_ && attribute(*e, "itemprop") == "articleBody";
    if (body) body_.offer(node, text_of(node).size(), order);
    in_body_ = in_body_ || body;
    std::size_t in_line = 0;
    std::size_t paragraphs = 0;
    for (unsigned i = 0; i < e->children.length; ++i) {
      const GumboElement* inner = element(child(*e, i));
      const std::size_t size = flow(child(*e, i));
      if (inner == nullptr || !is_block(inner->tag)) in_line += size;
      if (inner != nullptr && inner->tag == GUMBO_TAG_P) paragraphs += size;
    }
    in_body_ = in_body_ && !body;
    if (!out && in_line + paragraphs > 0) {
      plain_.offer(node, in_line + paragraphs, order);
      if (articles_ > 0 && !is_around_report(*e))
        in_article_.offer(node, in_line + paragraphs, order);
    }
    articles_ -= article ? 1 : 0;
    return out || e->tag == GUMBO_TAG_A ? 0 : in_line;
  }

  Best plain_;
  Best body_;
  Best in_article_;
  std::size_t articles_ = 0;  // open
  std::size_t order_ = 0;
  bool in_body_ = false;
};

bool contains(const GumboNode* root, const GumboNode* wanted) {
  for (const GumboNode* node = wanted; node != nullptr; node = node->parent) {
    if (node == root) return true;
  }
  return false;
}

/// The element that holds the report: marked as schema.org's articleBody, or the one with most
/// running text of its own; from there up to the <article> around it, or to the smallest element
/// that has the headline, too.
const GumboNode* report_of(const GumboNode* root, const GumboNode* headline) {
  const GumboNode* core = Densest(root).found();
  if (core == nullptr) return root;
  const GumboNode* report = core;
  for (const GumboNode* node = core; node != nullptr && element(node) != nullptr;
       node = node->parent) {
    const GumboTag tag = element(node)->tag;
    if (tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML) break;
    if (tag == GUMBO_TAG_ARTICLE || (headline != nullptr && contains(node, headline)))
      report = node;
    if (headline != nullptr && contains(node, headline)) break;
  }
  return report;
}

/// The elements that frame a picture and little else: what text they have is a caption. Each node
/// is read once, however deep they nest.
class PictureFrames {
 public:
  explicit PictureFrames(const GumboNode* root) { sum_of(root); }

  bool contains(const GumboNode* node) const { return frames_.contains(node); }

 private:
  static constexpr std::size_t kLongestCaption = 1200;  // bytes; 600 Cyrillic letters

  struct Sum {
    bool picture = false;
    std::size_t bytes = 0;
    std::size_t paragraphs = 0;
  };

  static bool may_frame(GumboTag tag) {
    return tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_P ||
           tag == GUMBO_TAG_SECTION || tag == GUMBO_TAG_LI;
  }

  /// What is in a node, itself included.
  Sum sum_of(const GumboNode* node) {
    Sum sum;
    if (is_text(node) && node->type != GUMBO_NODE_WHITESPACE)
      sum.bytes = std::strlen(node->v.text.text);
    const GumboElement* e = element(node);
    if (e == nullptr) return sum;
    for (unsigned i = 0; i < e->children.length; ++i) {
      const Sum inner = sum_of(child(*e, i));
      sum.picture = sum.picture || inner.picture;
      sum.bytes += inner.bytes;
      sum.paragraphs += inner.paragraphs;
    }
    if (sum.picture && sum.bytes > 0 && sum.bytes <= kLongestCaption && sum.paragraphs <= 1 &&
        may_frame(e->tag))
      frames_.insert(node);
    sum.picture = sum.picture || e->tag == GUMBO_TAG_IMG;
    sum.paragraphs += e->tag == GUMBO_TAG_P ? 1 : 0;
    return sum;
  }

  std::unordered_set<const GumboNode*> frames_;
};

/// The elements that are running text: most of what they show stands in paragraphs that end as
/// sentences do. Each node is read once, however deep they nest.
class RunningText {
 public:
  explicit RunningText(const GumboNode* root) { visit(root, false); }

  /// Adds what is such an element, or else those below it, in order.
  void add_to(const GumboNode* node, std::vector<const GumboNode*>& found) const {
    const GumboElement* e = element(node);
    if (e == nullptr || is_furniture(*e)) return;
    if (running_.contains(node)) return found.push_back(node);
    for (unsigned i = 0; i < e->children.length; ++i) add_to(child(*e, i), found);
  }

 private:
  // Code points from which a paragraph may be one of a report, and so many all of them have.
  static constexpr std::size_t kShortest = 30;
  static constexpr std::size_t kLeast = 80;
  // So many times as much stands in sentences as in other paragraphs, and outside links as in them.
  static constexpr std::size_t kTimes = 3;

  static bool is_furniture(const GumboElement& e) { return dropped(e) || is_around_report(e); }

  void visit(const GumboNode* node, bool in_link) {
    if (is_text(node)) {
      const std::string_view text = node->v.text.text;
      paragraph_ += text;
      if (in_link) linked_ += count_code_points(text);
      return;
    }
    const GumboElement* e = element(node);
    if (e == nullptr || (is_furniture(*e) && e->tag != GUMBO_TAG_HTML)) return;
    const bool block = is_block(e->tag) || e->tag == GUMBO_TAG_BR;
    if (block) flush();
    const std::size_t sentences = sentences_;
    const std::size_t other = other_;
    const std::size_t headlines = headlines_;
    // Another report has a headline of its own.
    headlines_ += e->tag == GUMBO_TAG_H1 || e->tag == GUMBO_TAG_H2 ? 1 : 0;
    for (unsigned i = 0; i < e->children.length; ++i)
      visit(child(*e, i), in_link || e->tag == GUMBO_TAG_A);
    if (!block) return;
    flush();
    const std::size_t text = sentences_ - sentences;
    if (text >= kLeast && text >= kTimes * (other_ - other) && headlines_ == headlines)
      running_.insert(node);
  }

  void flush() {
    const Span told = trimmed(paragraph_, {0, static_cast<std::uint32_t>(paragraph_.size())});
    const std::size_t size = count_code_points(told.of(paragraph_));
    const bool sentence =
        size >= kShortest && size >= (kTimes + 1) * linked_ && ends_as_sentence(paragraph_, told);
    (sentence ? sentences_ : other_) += size;
    paragraph_.clear();
    linked_ = 0;
  }

  std::unordered_set<const GumboNode*> running_;
  std::size_t sentences_ = 0;  // code points so far
  std::size_t other_ = 0;      // and of other paragraphs
  std::size_t headlines_ = 0;
  std::string paragraph_;
  std::size_t linked_ = 0;  // code points of the paragraph in links
};

/// The elements outside the one that holds the report that are running text: a second column, or
/// where the report goes on below a picture. First those before it, then those behind it.
std::array<std::vector<const GumboNode*>, 2> further_text(const GumboNode* root,
                                                          const GumboNode* report) {
  std::array<std::vector<const GumboNode*>, 2> found;
  const RunningText running(root);
  std::vector<const GumboNode*> path;  // from below the root to the report
  for (const GumboNode* node = report; node != root && node != nullptr; node = node->parent)
    path.insert(path.begin(), node);
  for (const GumboNode* inner : path) {
    const GumboElement* e = element(inner->parent);
    if (e == nullptr) continue;
    std::vector<const GumboNode*> behind;
    bool before = true;
    for (unsigned i = 0; i < e->children.length; ++i) {
      before = before && child(*e, i) != inner;
      if (child(*e, i) != inner) running.add_to(child(*e, i), before ? found[0] : behind);
    }
    found[1].insert(found[1].begin(), behind.begin(), behind.end());
  }
  return found;
}

/// Collects the paragraphs of a report.
class Paragraphs {
 public:
  /// `headline`: the element that has it; null for none.
  Paragraphs(RawReport& raw, const GumboNode* headline) : raw_(raw), headline_(headline) {}

  /// `hint`: what is known of all of them.
  void read(const GumboNode* node, ParagraphHint hint = ParagraphHint::kNone) {
    const PictureFrames frames(node);
    frames_ = &frames;
    visit(node, hint, false);
    flush(hint);
  }

 private:
  void visit(const GumboNode* node, ParagraphHint hint, bool in_link) {
    if (is_text(node)) {
      const std::string_view text = node->v.text.text;
      for (const char c : text) {
        if (!is_blank(c)) {
          (in_link ? linked_ : plain_) += 1;
          paragraph_ += c;
        } else if (!paragraph_.empty() && paragraph_.back() != ' ') {
          paragraph_ += ' ';
        }
      }
      return;
    }
    const GumboElement* e = element(node);
    if (e == nullptr || dropped(*e)) return;
    if (e->tag == GUMBO_TAG_BR || e->tag == GUMBO_TAG_HR) return flush(hint);
    const bool block = is_block(e->tag);
    if (block) flush(hint);
    ParagraphHint inner = hint;
    if (hint != ParagraphHint::kBoilerplate) {
      if (headline_ == nullptr ? e->tag == GUMBO_TAG_H1 && !headline_seen_ : node == headline_)
        inner = ParagraphHint::kHeadline;
      else if (e->tag >= GUMBO_TAG_H2 && e->tag <= GUMBO_TAG_H6 && body_seen_)
        inner = ParagraphHint::kSubheading;
      if (e->tag == GUMBO_TAG_FIGCAPTION || e->tag == GUMBO_TAG_FIGURE ||
          is_called(*e, kCaptionNames) || frames_->contains(node))
        inner = ParagraphHint::kCaption;
      if (is_around_report(*e)) inner = ParagraphHint::kBoilerplate;
    }
    const bool link = in_link || e->tag == GUMBO_TAG_A;
    for (unsigned i = 0; i < e->children.length; ++i) visit(child(*e, i), inner, link);
    if (block || inner != hint) flush(inner);
  }

  void flush(ParagraphHint hint) {
    if (plain_ + linked_ > 0) {
      // A paragraph that is a link and nothing else leads to another report.
      if (plain_ == 0 && (hint == ParagraphHint::kNone || hint == ParagraphHint::kOutside))
        hint = ParagraphHint::kBoilerplate;
      raw_.add(paragraph_, hint);
      headline_seen_ = headline_seen_ || hint == ParagraphHint::kHeadline;
      body_seen_ = body_seen_ || hint == ParagraphHint::kNone;
    }
    paragraph_.clear();
    plain_ = linked_ = 0;
  }

  RawReport& raw_;
  const GumboNode* headline_;
  const PictureFrames* frames_ = nullptr;  // while it reads
  std::string paragraph_;
  std::size_t plain_ = 0;   // bytes of the paragraph outside links
  std::size_t linked_ = 0;  // and in them
  bool headline_seen_ = false;
  bool body_seen_ = false;
};

}  // namespace

bool is_html(const std::string& name, std::string_view bytes) {
  const std::string ending = lower(name.substr(std::min(name.rfind('.'), name.size())));
  if (ending == ".html" || ending == ".htm" || ending == ".xhtml") return true;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  while (!bytes.empty() && is_blank(bytes.front())) bytes.remove_prefix(1);
  const std::string head = lower(bytes.substr(0, 512));
  return head.starts_with("<!doctype html") || head.starts_with("<html") ||
         (head.starts_with("<") &&
          (head.find("<html") != std::string::npos || head.find("<body") != std::string::npos));
}

RawReport read_html(const std::string& name, std::string_view bytes) {
  RawReport raw;
  raw.name = name;
  const std::string html = decode_text(name, bytes, declared_encoding(bytes));
  const HtmlTree tree(name, html);
  const Metadata page = metadata_of(tree.root());
  const GumboNode* headline = headline_of(tree.root(), page.title);
  const GumboNode* report = report_of(tree.root(), headline);
  if (headline == nullptr || !contains(report, headline)) {
    raw.add(headline != nullptr ? text_of(headline) : page.title, ParagraphHint::kHeadline);
  }
  const auto [before, behind] = further_text(tree.root(), report);
  Paragraphs paragraphs(raw, headline);
  for (const GumboNode* node : before) paragraphs.read(node, ParagraphHint::kOutside);
  paragraphs.read(report);
  for (const GumboNode* node : behind) paragraphs.read(node, ParagraphHint::kOutside);
  raw.text = to_nfc(raw.text);  // character references may have brought in decomposed letters
  raw.declared_lang = page.lang;
  raw.published = page.published;
  raw.url = page.url;
  return raw;
}

}  // namespace concord
