// Who asks, and whether the request may be answered at all.
//
//   DeskAccess access(accounts, {.user_header = "x-remote-user"});
//   const Caller caller = access.caller_of(request);
//   if (const std::string why = access.refusal(request, caller); !why.empty()) refuse(why);
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "newsroom/service/desk_accounts.h"
#include "newsroom/service/http_message.h"
#include "newsroom/service/rate_limiter.h"

namespace concord {

struct AccessOptions {
  /// Names under which clients may address the service, besides 127.0.0.1, ::1 and localhost.
  std::vector<std::string> hosts;
  /// The header in which a reverse proxy names the person who is logged in, in small letters;
  /// empty: no header is believed.
  std::string user_header;
  /// The header in which it names the role ("reader", "editor", "admin"); empty: the role of the
  /// account of that name, else editor.
  std::string role_header;
  /// Addresses from which these headers and X-Forwarded-For are believed. Empty: this machine's
  /// where there is a user header, else none.
  std::vector<std::string> proxies;
  double rate = 50;    ///< requests a second of one person or address, after a burst
  double burst = 200;  ///< requests at once
};

/// How somebody is known.
enum class CallerKind : std::uint8_t {
  kNobody,   ///< not at all
  kOpen,     ///< there are no accounts: whoever reaches the desk may use it
  kSession,  ///< by the cookie of a session
  kProxy,    ///< by a header of the reverse proxy
  kKey,      ///< by an API key
};

struct Caller {
  CallerKind kind = CallerKind::kNobody;
  Person person;
  std::string client;  ///< the IP address that asks
  bool https = false;  ///< the browser's connection ends encrypted at the proxy
  std::string csrf;    ///< what a form of this caller must carry; empty where there is no cookie
};

/// A request with who asks.
struct DeskRequest : ServiceRequest {
  Caller caller;
};

/// Safe to use from many threads.
class DeskAccess {
 public:
  /// `accounts` must outlive the object. Throws StoreFailure.
  DeskAccess(DeskAccounts& accounts, const AccessOptions& options);

  /// Finds out who asks; never trusts a header that the client could have written.
  Caller caller_of(const ServiceRequest& request);
  /// Whether the caller may ask once more now.
  bool in_time(const Caller& caller);
  /// Why the request must not be answered whoever asks: an unknown name of the service, a page of
  /// another site, a missing token. Empty when it may be. `form`: the route takes HTML forms.
  std::string refusal(const DeskRequest& request, bool form) const;
  /// Whether people log in with a password.
  bool log_in_needed();

  /// Tries a password. The token of the new session; none when it is wrong or was tried too often,
  /// which `wait` tells.
  std::optional<std::string> log_in(const DeskRequest& request, const std::string& name,
                                    const std::string& password, bool& wait);
  /// The Set-Cookie header of a session; an empty token ends it.
  std::string cookie(const DeskRequest& request, const std::string& token) const;
  /// The token of the session that a request belongs to; empty for none.
  std::string session_token(const ServiceRequest& request) const;

 private:
  bool from_proxy(const ServiceRequest& request) const;
  std::string csrf_of(const std::string& identity) const;

  DeskAccounts* accounts_;
  AccessOptions options_;
  std::string secret_;
  std::atomic<bool> has_accounts_{false};
  RateLimiter requests_;
  RateLimiter tries_by_client_;
  RateLimiter tries_by_name_;
};

}  // namespace concord
