// Matches paths with patterns.
#include "newsroom/service/desk_route.h"

#include <algorithm>
#include <optional>

namespace concord {
namespace {

/// The values of a pattern's braces; none when the path is another one.
struct PathValues {
  std::int64_t id = 0;
  std::string name;
};

std::optional<PathValues> matched(std::string_view pattern, std::string_view path) {
  PathValues values;
  while (!pattern.empty() || !path.empty()) {
    const std::size_t pattern_end = std::min(pattern.find('/', 1), pattern.size());
    const std::size_t path_end = std::min(path.find('/', 1), path.size());
    const std::string_view want = pattern.substr(0, pattern_end);
    const std::string_view have = path.substr(0, path_end);
    if (want == "/{id}") {
      constexpr std::size_t kLongest = 18;  // digits of a number of 64 bits
      const std::string_view digits = have.empty() ? have : have.substr(1);
      if (digits.empty() || digits.size() > kLongest ||
          digits.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
      for (const char c : digits) values.id = values.id * 10 + (c - '0');
    } else if (want == "/{name}") {
      if (have.size() < 2) return std::nullopt;
      values.name = have.substr(1);
    } else if (want != have) {
      return std::nullopt;
    }
    pattern.remove_prefix(pattern_end);
    path.remove_prefix(path_end);
  }
  return values;
}

}  // namespace

void DeskRoutes::add(Desk& desk, const DeskRouteHead& head, Function function) {
  Route& route = routes_.emplace_back();
  static_cast<DeskRouteHead&>(route) = head;
  route.handler = [&desk, function](const DeskRequest& request, std::int64_t id,
                                    const std::string& name) {
    return function(desk, request, id, name);
  };
}

DeskRoutes::Found DeskRoutes::find(std::string_view method, std::string_view path) const {
  Found found;
  for (const Route& route : routes_) {
    const auto values = matched(route.path, path);
    if (!values) continue;
    if (route.method == method) return {&route, values->id, values->name, {}};
    found.allowed += (found.allowed.empty() ? "" : ", ") + std::string(route.method);
  }
  return found;
}

}  // namespace concord
