// Fills the page's template with the strings of a language.
#include "formats/page_template.h"

#include <fmt/format.h>

#include <array>

#include "formats/escape.h"
#include "formats/page_files.h"

namespace concord {
namespace {

// What the script says: data attribute, message id.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kScriptStrings = {{
    {"count", "page.count"},
    {"saved", "page.saved"},
    {"unsaved", "page.unsaved"},
    {"real", "verdict.real"},
    {"false-alarm", "verdict.false-alarm"},
    {"intended", "verdict.intended"},
    {"baseline", "verdict.baseline"},
    {"open", "verdict.open"},
}};

std::string script_strings(const MessageCatalogue& messages) {
  std::string out;
  for (const auto& [name, id] : kScriptStrings) {
    // The script fills in the arguments, so each stands for itself.
    const std::string text = messages.text(
        {std::string(id),
         {{"shown", "{shown}"}, {"all", "{all}"}, {"judged", "{judged}"}, {"count", "{count}"}}});
    out += fmt::format("{}data-{}=\"{}\"", out.empty() ? "" : " ", name, page_text(text));
  }
  return out;
}

}  // namespace

PageFrame page_frame(const MessageCatalogue& messages, const std::string& title,
                     const std::string& version) {
  const PageFiles files = page_files();
  PageFrame frame;
  std::string* out = &frame.head;
  std::string_view rest = files.html;
  for (std::size_t open = rest.find("{{"); open != std::string_view::npos; open = rest.find("{{")) {
    const std::size_t close = rest.find("}}", open);
    const std::string_view name = rest.substr(open + 2, close - open - 2);
    out->append(rest.substr(0, open));
    rest.remove_prefix(close + 2);
    if (name == "body") {
      out = &frame.foot;
    } else if (name == "title") {
      out->append(page_text(title));
    } else if (name == "version") {
      out->append(page_text(version));
    } else if (name == "lang") {
      out->append(messages.lang());
    } else if (name == "strings") {
      out->append(script_strings(messages));
    } else if (name == "style") {
      out->append(files.style);
    } else if (name == "script") {
      out->append(files.script);
    } else if (name == "style-hash") {
      out->append(files.style_hash);
    } else if (name == "script-hash") {
      out->append(files.script_hash);
    } else {
      out->append(page_text(messages.text({std::string(name), {}})));
    }
  }
  out->append(rest);
  return frame;
}

}  // namespace concord
