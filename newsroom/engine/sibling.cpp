// Exchanges the language in the name of a file and looks what is there.
#include "newsroom/engine/sibling.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <string_view>
#include <system_error>

#include "text/language_tag.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

/// Where a language stands in a path.
struct LanguagePlace {
  std::size_t at = 0;
  std::size_t size = 0;
  std::string lang;
};

/// The last part of the file's name between dots that is a language; else the innermost folder
/// that is one.
std::optional<LanguagePlace> place_of(const std::string& path,
                                      const std::vector<std::string>& languages) {
  const auto known = [&](std::string_view part) {
    const std::string tag = language_of_tag(part);
    // A region may follow ("en-GB"), other words may not.
    const bool short_tag = part.size() == tag.size() || part.size() == tag.size() + 3;
    return short_tag && std::find(languages.begin(), languages.end(), tag) != languages.end()
               ? tag
               : std::string();
  };
  const std::size_t name = path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1;
  const auto last = [&](std::string_view text, std::size_t offset, char separator,
                        bool ends) -> std::optional<LanguagePlace> {
    for (std::size_t end = text.size(); end != std::string_view::npos && end > 0;) {
      const std::size_t before = text.rfind(separator, end - 1);
      const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
      const bool inside = ends || (begin > 0 && end < text.size());
      if (const std::string lang = known(text.substr(begin, end - begin)); inside && !lang.empty())
        return LanguagePlace{offset + begin, end - begin, lang};
      end = before;
    }
    return std::nullopt;
  };
  if (auto place = last(std::string_view(path).substr(name), name, '.', false)) return place;
  return name == 0 ? std::nullopt : last(std::string_view(path).substr(0, name - 1), 0, '/', true);
}

/// The name of the other role: "source.ru.txt" stands beside "target.en.txt".
std::string other_role(const std::string& path) {
  const std::size_t name = path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1;
  for (const auto& [role, other] :
       {std::pair<std::string_view, std::string_view>{"source.", "target."},
        {"target.", "source."}}) {
    if (std::string_view(path).substr(name).starts_with(role))
      return path.substr(0, name) + std::string(other) + path.substr(name + role.size());
  }
  return {};
}

bool is_file(const std::string& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

}  // namespace

std::string language_of_path(const std::string& path, const std::vector<std::string>& languages) {
  const auto place = place_of(path, languages);
  return place ? place->lang : std::string();
}

std::vector<VersionFiles> versions_of(const std::string& path,
                                      const std::vector<std::string>& languages,
                                      const std::string& target_lang) {
  const auto place = place_of(path, languages);
  if (!place) return {};
  std::map<std::string, std::string> versions = {{place->lang, path}};
  for (const std::string& lang : languages) {
    if (versions.contains(lang)) continue;
    std::string other = path;
    other.replace(place->at, place->size, lang);
    for (const std::string& candidate : {other, other_role(other)}) {
      if (!candidate.empty() && is_file(candidate)) {
        versions.emplace(lang, candidate);
        break;
      }
    }
  }
  std::vector<VersionFiles> pairs;
  const auto target = versions.find(target_lang);
  const auto& [against, against_path] = target == versions.end() ? *versions.begin() : *target;
  const bool reference_first = target == versions.end();  // the first tag is the reference then
  for (const auto& [lang, version] : versions) {
    if (lang == against || (place->lang != against && lang != place->lang)) continue;
    pairs.push_back(reference_first ? VersionFiles{against_path, version}
                                    : VersionFiles{version, against_path});
  }
  return pairs;
}

}  // namespace concord
