// What the service says of itself: health, metrics, its description, and the files of its pages.
#include <fmt/format.h>

#include "newsroom/service/desk.h"
#include "newsroom/service/desk_values.h"
#include "newsroom/service/service_files.h"

namespace concord {
namespace {

ServiceResponse get_health(Desk& desk, const DeskRequest&, std::int64_t, const std::string&) {
  desk.store.count({});  // throws when the store cannot be read
  return json_response({{"status", "ok"}, {"version", desk.options.version}});
}

ServiceResponse get_openapi(Desk&, const DeskRequest&, std::int64_t, const std::string&) {
  return {200, "application/json; charset=utf-8", std::string(service_file("openapi.json")), {}};
}

ServiceResponse get_metrics(Desk& desk, const DeskRequest&, std::int64_t, const std::string&) {
  // The text format of Prometheus, version 0.0.4.
  const CheckCounts counts = desk.checker.counts();
  const OutboxCounts events = desk.outbox.counts();
  return {200,
          "text/plain; version=0.0.4; charset=utf-8",
          fmt::format("# TYPE concord_requests_total counter\nconcord_requests_total {}\n"
                      "# TYPE concord_failures_total counter\nconcord_failures_total {}\n"
                      "# TYPE concord_refusals_total counter\nconcord_refusals_total {}\n"
                      "# TYPE concord_checks_total counter\nconcord_checks_total {}\n"
                      "# TYPE concord_check_seconds_total counter\nconcord_check_seconds_total "
                      "{:.6f}\n"
                      "# TYPE concord_pairs gauge\nconcord_pairs {}\n"
                      "# TYPE concord_events gauge\nconcord_events{{state=\"waiting\"}} {}\n"
                      "concord_events{{state=\"delivered\"}} {}\n"
                      "concord_events{{state=\"failed\"}} {}\n",
                      desk.counts.requests.load(), desk.counts.failures.load(),
                      desk.counts.refusals.load(), counts.checks,
                      static_cast<double>(counts.microseconds) / 1e6, desk.store.count({}),
                      events.waiting, events.delivered, events.failed),
          {}};
}

ServiceResponse static_file(Desk&, const DeskRequest&, std::int64_t, const std::string& name) {
  const bool script = name.ends_with(".js");
  if (!script && !name.ends_with(".css")) return {404, "text/plain", "there is no such file\n", {}};
  const std::string_view bytes = service_file(name);
  ServiceResponse response;
  response.type = script ? "text/javascript; charset=utf-8" : "text/css; charset=utf-8";
  response.body = bytes;
  if (bytes.empty() && name != "editor.js") response.status = 404;
  return response;
}

}  // namespace

void add_info_routes(Desk& desk, DeskRoutes& routes) {
  routes.add(desk, {"GET", "/api/v1/health"}, get_health);
  routes.add(desk, {"GET", "/api/v1/openapi.json"}, get_openapi);
  routes.add(desk, {"GET", "/metrics", Role::kReader}, get_metrics);
  routes.add(desk, {"GET", "/static/{name}"}, static_file);
}

}  // namespace concord
