// Fetches feeds over http and https: politely, and with limits on everything.
//
//   HttpReply reply = fetch("https://news.example/feed.xml", {.etag = known_etag}, limits);
//   if (reply.unchanged) return;
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace concord {

/// What is known of an address from the last time; both as the server sent them, empty when it did
/// not.
struct HttpValidators {
  std::string etag;
  std::string last_modified;
};

struct HttpLimits {
  long seconds = 60;                         ///< for the whole transfer, redirects included
  std::size_t bytes = std::size_t{1} << 26;  ///< of the body, after it was unpacked
  long redirects = 5;
  std::string agent = "concord (feed reader)";  ///< how the program names itself to the server
  /// Which hosts may be asked, those of redirects included; none: any.
  std::function<bool(const std::string& host)> allowed = {};
  /// No connection into the machine itself or a private network (RFC 6890), whatever the address
  /// names, and none through a proxy that the environment names.
  bool public_only = false;
};

struct HttpReply {
  bool unchanged = false;  ///< 304: the body is what it was
  std::string body;
  std::string encoding;  ///< charset of the content type; empty when it names none
  HttpValidators validators;
};

/// Whether a source is an address and not a path.
bool is_address(const std::string& source);

/// An address without user and password, for messages and stores; what is not one comes back as it
/// is.
std::string shown_address(const std::string& source);

/// One GET with If-None-Match and If-Modified-Since (RFC 9110 section 13). Nothing but http and
/// https is followed, and no redirect into the machine itself or a private network (RFC 6890) that
/// the address did not name. Throws InputError for whatever keeps the whole body from arriving:
/// name, connection, time, size, too many redirects, a status other than 200, and 304 but to a
/// question.
HttpReply fetch(const std::string& from, const HttpValidators& known, const HttpLimits& limits);

/// One POST of JSON with more headers ("name: value"); the status of the answer, of which no more
/// is read. No redirect is followed. Throws InputError when no answer arrives.
long post_json(const std::string& to, const std::string& body,
               const std::vector<std::string>& headers, const HttpLimits& limits);

}  // namespace concord
