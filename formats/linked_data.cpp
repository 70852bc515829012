// Finds the article among the objects of a JSON-LD script.
#include "formats/linked_data.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "formats/json_input.h"
#include "text/day.h"
#include "text/input_error.h"

namespace concord {
namespace {

using Json = nlohmann::json;

// Graphs of pages are flat; deeper nesting is not followed.
constexpr int kDeepest = 4;

std::string string_of(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Whether a value of @type, or one of several, is an article: NewsArticle, Article, BlogPosting.
bool is_article(const Json& type) {
  if (type.is_array()) return std::any_of(type.begin(), type.end(), is_article);
  if (!type.is_string()) return false;
  const std::string& name = type.get_ref<const std::string&>();
  return name.ends_with("Article") || name == "BlogPosting";
}

const Json* article_in(const Json& value, int depth) {
  if (depth > kDeepest) return nullptr;
  if (value.is_object()) {
    const auto type = value.find("@type");
    if (type != value.end() && is_article(*type)) return &value;
    const auto graph = value.find("@graph");
    return graph == value.end() ? nullptr : article_in(*graph, depth + 1);
  }
  if (!value.is_array()) return nullptr;
  for (const Json& item : value) {
    if (const Json* found = article_in(item, depth + 1)) return found;
  }
  return nullptr;
}

}  // namespace

std::optional<LinkedReport> read_linked_data(std::string_view json) {
  Json parsed;
  try {
    parsed = parse_json("JSON-LD", 0, json);
  } catch (const InputError&) {
    return std::nullopt;
  }
  const Json* article = article_in(parsed, 0);
  if (article == nullptr) return std::nullopt;
  return LinkedReport{string_of(*article, "headline"), string_of(*article, "inLanguage"),
                      parse_iso_day(string_of(*article, "datePublished").substr(0, 10))};
}

}  // namespace concord
