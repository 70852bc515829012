// Requests and responses of the service as values, so that what answers them needs no socket.
//
//   ServiceRequest request = service_request("GET", "/api/v1/pairs?state=new", {}, "");
//   request.path == "/api/v1/pairs"; request.query.at("state") == "new";
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace concord {

/// A request. Texts are what the client sent: nothing in it is trusted.
struct ServiceRequest {
  std::string method;                          ///< "GET", in capitals
  std::string path;                            ///< decoded, without the query
  std::map<std::string, std::string> query;    ///< decoded; the last of several of one name
  std::map<std::string, std::string> headers;  ///< names in small letters
  std::string body;
  std::string peer;  ///< the IP address that the connection comes from

  /// A header by its name in small letters; empty when there is none.
  std::string header(const std::string& name) const;
  /// A query parameter; empty when there is none.
  std::string parameter(const std::string& name) const;
};

/// Makes a request of a request target (RFC 9112, section 3.2.1): splits off the query and decodes
/// percent signs. What is not a valid encoding stays as it is.
ServiceRequest service_request(std::string method, std::string_view target,
                               std::map<std::string, std::string> headers, std::string body);

/// The values of a query or of a form (application/x-www-form-urlencoded); the last of several of
/// one name.
std::map<std::string, std::string> form_values(std::string_view text);

/// The value of a cookie of the header "Cookie" (RFC 6265, section 5.4); empty when there is none.
std::string cookie_value(const std::string& header, std::string_view name);

/// A response.
struct ServiceResponse {
  int status = 200;
  std::string type = "application/json; charset=utf-8";
  std::string body = {};
  std::map<std::string, std::string> headers = {};
};

}  // namespace concord
