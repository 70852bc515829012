// Which function answers which request, and who may ask.
//
//   DeskRoutes routes;
//   routes.add(desk, {"GET", "/api/v1/pairs/{id}", Role::kReader}, get_pair);
//   const DeskRoutes::Found found = routes.find("GET", "/api/v1/pairs/7");
//   found.route->handler(request, found.id, found.name);
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "newsroom/service/desk_access.h"

namespace concord {

struct Desk;

/// What a route takes. In the path "{id}" stands for a number and "{name}" for any one part.
struct DeskRouteHead {
  std::string_view method;
  std::string_view path;
  Role least = Role::kNobody;  ///< who may ask
  bool form = false;           ///< takes HTML forms
};

/// All that the service answers; what is not here is 404.
class DeskRoutes {
 public:
  /// A function of a part of the service: the desk, the request, the values of "{id}" and "{name}".
  using Function = ServiceResponse (*)(Desk&, const DeskRequest&, std::int64_t, const std::string&);
  struct Route : DeskRouteHead {
    std::function<ServiceResponse(const DeskRequest&, std::int64_t, const std::string&)> handler;
  };
  struct Found {
    const Route* route = nullptr;  ///< null where no route has this path and method
    std::int64_t id = 0;
    std::string name;
    std::string allowed;  ///< the methods of this path, "GET, PUT"; empty for an unknown path
  };

  /// `desk` must outlive the object.
  void add(Desk& desk, const DeskRouteHead& head, Function function);
  Found find(std::string_view method, std::string_view path) const;

 private:
  std::vector<Route> routes_;
};

}  // namespace concord
