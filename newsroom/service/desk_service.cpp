// Finds what answers a request, and refuses what must not be answered.
#include "newsroom/service/desk_service.h"

#include <chrono>
#include <ctime>
#include <utility>

#include "newsroom/service/desk_values.h"
#include "newsroom/service/secrets.h"
#include "text/clock.h"
#include "text/input_error.h"
#include "text/unicode.h"

namespace concord {

DeskService::DeskService(const DataDirs& dirs, const DeskOptions& options)
    : desk_(dirs, options), requests_seen_(desk_.pool) {
  for (const auto add :
       {add_pair_pages, add_pair_routes, add_check_routes, add_checks_routes, add_glossary_routes,
        add_memory_routes, add_people_routes, add_info_routes, add_api_page})
    add(desk_, routes_);
}

DeskService::~DeskService() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  stopped_.notify_all();
  if (background_.joinable()) background_.join();
}

void DeskService::start() {
  desk_.outbox.start();
  background_ = std::thread([this] {
    constexpr std::chrono::seconds kPause{2};
    for (;;) {
      check_waiting();
      std::unique_lock lock(mutex_);
      if (stopped_.wait_for(lock, kPause, [&] { return stop_; })) return;
    }
  });
}

void DeskService::check_waiting() {
  constexpr std::time_t kYoung = 3;  // seconds in which whoever added a pair checks it
  constexpr std::size_t kAtOnce = 20;
  try {
    for (const std::int64_t id :
         desk_.store.unchecked(iso_time(std::time(nullptr) - kYoung), kAtOnce)) {
      desk_.check_stored(id);
      const std::lock_guard lock(mutex_);
      if (stop_) return;
    }
  } catch (const std::exception&) {
    // The store or the checks are busy; the next turn tries again.
    ++desk_.counts.failures;
  }
}

bool DeskService::guarded() {
  return !desk_.options.access.user_header.empty() || desk_.access.log_in_needed();
}

namespace {

/// What every response says to browsers (OWASP secure headers).
void protect(const DeskRequest& request, ServiceResponse& response) {
  const std::pair<const char*, const char*> headers[] = {
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      // With no referrer at all, browsers would not say which page a form comes from.
      {"Referrer-Policy", "same-origin"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Cache-Control", "no-store"},
      {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"}};
  for (const auto& [name, value] : headers) response.headers.emplace(name, value);
  if (request.caller.https)
    response.headers.emplace("Strict-Transport-Security", "max-age=31536000");
}

ServiceResponse later(int status, const std::string& detail) {
  ServiceResponse response = problem_response(status, detail);
  response.headers["Retry-After"] = "1";
  return response;
}

}  // namespace

ServiceResponse DeskService::answer(const ServiceRequest& raw) {
  ++desk_.counts.requests;
  DeskRequest request{raw, {}};
  ServiceResponse response;
  try {
    request.caller = desk_.access.caller_of(raw);
    response = desk_.access.in_time(request.caller)
                   ? route(request)
                   : later(429, "too many requests; wait a moment");
  } catch (const StoreFailure& error) {
    response = later(503, error.what());
  } catch (const BusyError& error) {
    response = later(503, error.what());
  } catch (const InputError& error) {
    response = problem_response(400, error.what());
  } catch (const std::exception&) {
    response = problem_response(500, "the service failed to answer");
  }
  desk_.counts.failures += response.status >= 500 ? 1 : 0;
  desk_.counts.refusals +=
      response.status == 401 || response.status == 403 || response.status == 429 ? 1 : 0;
  protect(request, response);
  return response;
}

ServiceResponse DeskService::route(const DeskRequest& request) {
  const DeskRoutes::Found found =
      routes_.find(request.method == "HEAD" ? "GET" : request.method, request.path);
  if (found.route != nullptr) return run(found, request);
  if (found.allowed.empty()) return problem_response(404, "there is no such page");
  ServiceResponse response = problem_response(405, "this address takes " + found.allowed);
  response.headers["Allow"] = found.allowed;
  return response;
}

ServiceResponse DeskService::run(const DeskRoutes::Found& found, const DeskRequest& request) {
  const DeskRoutes::Route& route = *found.route;
  if (const std::string why = desk_.access.refusal(request, route.form); !why.empty())
    return problem_response(403, why);
  if (request.caller.person.role < route.least) return not_allowed(request);
  const std::string key = request.header("idempotency-key");
  if (!key.empty() && request.method != "GET" && request.method != "HEAD" && !route.form)
    return run_once(found, request, key);
  return route.handler(request, found.id, found.name);
}

ServiceResponse DeskService::run_once(const DeskRoutes::Found& found, const DeskRequest& request,
                                      const std::string& key) {
  constexpr std::size_t kLongest = 255;  // bytes
  if (key.size() > kLongest || first_invalid_utf8(key))
    throw InputError("request", 0, "has an Idempotency-Key that is too long", "255 bytes at most");
  const IdempotencyKey known_by{request.caller.person.name, key};
  const std::string hash = token_hash(request.method + " " + request.path + "\n" + request.body);
  const KnownRequest known = requests_seen_.begin(known_by, hash, std::time(nullptr));
  switch (known.state) {
    case KnownRequest::State::kNew:
      break;
    case KnownRequest::State::kDone: {
      ServiceResponse response = known.response;
      response.headers["Idempotency-Replayed"] = "true";
      return response;
    }
    case KnownRequest::State::kRunning:
      return later(409, "a request with this Idempotency-Key is being answered");
    case KnownRequest::State::kOther:
      return problem_response(422, "this Idempotency-Key was used for another request");
  }
  try {
    ServiceResponse response = found.route->handler(request, found.id, found.name);
    requests_seen_.finish(known_by, response);
    return response;
  } catch (...) {
    // Nothing was done, so that the request may be sent again, mended or not.
    requests_seen_.forget(known_by);
    throw;
  }
}

ServiceResponse DeskService::not_allowed(const DeskRequest& request) {
  if (request.caller.kind != CallerKind::kNobody)
    return problem_response(403, "the role " + std::string(role_name(request.caller.person.role)) +
                                     " does not suffice");
  const bool page = request.method == "GET" && !request.path.starts_with("/api/") &&
                    request.path != "/metrics" && desk_.access.log_in_needed();
  if (page) {
    ServiceResponse response{303, "text/plain; charset=utf-8", "log in\n", {}};
    response.headers["Location"] = "/login?next=" + url_encoded(request.path);
    return response;
  }
  ServiceResponse response = problem_response(401, "log in, or give an API key");
  response.headers["WWW-Authenticate"] = "Bearer";
  return response;
}

}  // namespace concord
