// Finds who asks and refuses what must not be answered.
#include "newsroom/service/desk_access.h"

#include <algorithm>
#include <ctime>

#include "newsroom/service/secrets.h"
#include "text/ascii.h"
#include "text/clock.h"

namespace concord {
namespace {

constexpr const char* kCookie = "concord";
// The browser takes a cookie of this name only from an encrypted page of this very host (RFC
// 6265bis, section 4.1.3.2).
constexpr const char* kSecureCookie = "__Host-concord";

// Wrong passwords: so many at once, then one in half a minute from one address, one a minute for
// one name from all addresses together.
constexpr double kClientTries = 10;
constexpr double kClientRefill = 1.0 / 30;
constexpr double kNameTries = 20;
constexpr double kNameRefill = 1.0 / 60;

/// Host names without their port.
std::string without_port(const std::string& host) {
  const std::size_t bracket = host.find(']');
  const std::size_t colon = host.find(':', bracket == std::string::npos ? 0 : bracket);
  return host.substr(0, colon);
}

bool contains(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool is_loopback_name(const std::string& host) {
  return host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

/// The last address of X-Forwarded-For, which the nearest proxy has written.
std::string last_of(const std::string& list) {
  const std::size_t comma = list.rfind(',');
  return std::string(
      ascii_trimmed(comma == std::string::npos ? list : std::string_view(list).substr(comma + 1)));
}

}  // namespace

DeskAccess::DeskAccess(DeskAccounts& accounts, const AccessOptions& options)
    : accounts_(&accounts),
      options_(options),
      secret_(accounts.secret()),
      requests_(options.rate, options.burst),
      tries_by_client_(kClientRefill, kClientTries),
      tries_by_name_(kNameRefill, kNameTries) {
  if (options_.proxies.empty() && !options_.user_header.empty())
    options_.proxies = {"127.0.0.1", "::1"};
}

bool DeskAccess::from_proxy(const ServiceRequest& request) const {
  return contains(options_.proxies, request.peer);
}

std::string DeskAccess::csrf_of(const std::string& identity) const {
  return signature(secret_, "csrf " + identity);
}

bool DeskAccess::log_in_needed() {
  if (!options_.user_header.empty()) return false;
  if (!has_accounts_) has_accounts_ = accounts_->any();
  return has_accounts_;
}

std::string DeskAccess::session_token(const ServiceRequest& request) const {
  const std::string header = request.header("cookie");
  const std::string secure = cookie_value(header, kSecureCookie);
  return secure.empty() ? cookie_value(header, kCookie) : secure;
}

Caller DeskAccess::caller_of(const ServiceRequest& request) {
  Caller caller;
  caller.client = request.peer;
  if (from_proxy(request)) {
    if (const std::string client = last_of(request.header("x-forwarded-for")); !client.empty())
      caller.client = client;
    caller.https = request.header("x-forwarded-proto") == "https";
  }
  if (const std::string bearer = request.header("authorization"); bearer.starts_with("Bearer ")) {
    if (const auto person = accounts_->key(bearer.substr(7))) {
      caller.kind = CallerKind::kKey;
      caller.person = *person;
    }
    return caller;
  }
  if (!options_.user_header.empty()) {
    const std::string name = request.header(options_.user_header);
    if (!from_proxy(request) || name.empty()) return caller;
    caller.kind = CallerKind::kProxy;
    const auto role = options_.role_header.empty()
                          ? accounts_->role(name).value_or(Role::kEditor)
                          : role_of(request.header(options_.role_header)).value_or(Role::kReader);
    caller.person = {name, role};
    caller.csrf = csrf_of("name " + name);
    return caller;
  }
  if (const std::string token = session_token(request); !token.empty()) {
    if (const auto person = accounts_->session(token, std::time(nullptr))) {
      caller.kind = CallerKind::kSession;
      caller.person = *person;
      caller.csrf = csrf_of("session " + token);
      return caller;
    }
  }
  if (!log_in_needed()) {
    caller.kind = CallerKind::kOpen;
    caller.person.role = Role::kEditor;
  }
  return caller;
}

bool DeskAccess::in_time(const Caller& caller) {
  // Without accounts the desk is of this machine alone, and all come from one address.
  if (caller.kind == CallerKind::kOpen) return true;
  const std::string who = caller.person.name.empty()
                              ? "address " + caller.client
                              : std::string(role_name(caller.person.role)) + caller.person.name;
  return requests_.allow(who, std::chrono::steady_clock::now());
}

std::string DeskAccess::refusal(const DeskRequest& request, bool form) const {
  // A page of another site must not reach us under its own name (DNS rebinding), nor write through
  // an editor's browser (cross-site request forgery).
  const std::string host = without_port(request.header("host"));
  if (!is_loopback_name(host) && !contains(options_.hosts, host))
    return "the service is not known under this name; see concord serve --host";
  if (request.method == "GET" || request.method == "HEAD") return {};
  const std::string origin = request.header("origin");
  const std::size_t scheme = origin.find("://");
  if (!origin.empty() &&
      (scheme == std::string::npos || origin.substr(scheme + 3) != request.header("host")))
    return "a page of another site may not change anything here";
  const std::string type = request.header("content-type");
  const CallerKind kind = request.caller.kind;
  if (form) {
    if (!type.starts_with("application/x-www-form-urlencoded")) return "send a form";
    if (kind == CallerKind::kNobody || kind == CallerKind::kOpen)
      return origin.empty() ? "the request does not say which page it comes from" : "";
    const auto values = form_values(request.body);
    const auto token = values.find("csrf");
    return token != values.end() && same_secret(token->second, request.caller.csrf)
               ? ""
               : "the form is of another session; load the page again";
  }
  if (!type.starts_with("application/json")) return "send application/json";
  if (kind == CallerKind::kSession &&
      !same_secret(request.header("x-csrf-token"), request.caller.csrf))
    return "the request has no token of this session; load the page again";
  return {};
}

std::optional<std::string> DeskAccess::log_in(const DeskRequest& request, const std::string& name,
                                              const std::string& password, bool& wait) {
  const auto now = std::chrono::steady_clock::now();
  const std::string& client = request.caller.client;
  wait = !tries_by_client_.allow(client, now) || !tries_by_name_.allow(name, now);
  if (wait) return std::nullopt;
  const std::time_t time = std::time(nullptr);
  auto token = accounts_->log_in(name, password, time);
  if (token) {
    tries_by_client_.give_back(client);
    tries_by_name_.give_back(name);
  }
  accounts_->note({iso_time(time), name, token ? "log-in" : "log-in-failed", client});
  return token;
}

std::string DeskAccess::cookie(const DeskRequest& request, const std::string& token) const {
  const bool secure =
      request.caller.https || !is_loopback_name(without_port(request.header("host")));
  std::string text = std::string(secure ? kSecureCookie : kCookie) + "=" + token +
                     "; Path=/; HttpOnly; SameSite=Lax";
  if (secure) text += "; Secure";
  if (token.empty()) text += "; Max-Age=0";
  return text;
}

}  // namespace concord
