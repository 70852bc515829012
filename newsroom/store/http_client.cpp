// GET and POST with libcurl.
#include "newsroom/store/http_client.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <dlfcn.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "text/ascii.h"
#include "text/input_error.h"

namespace concord {
namespace {

/// The service that a connection leads to.
struct Peer {
  std::string host;  ///< an IP address
  std::uint16_t port = 0;
  bool operator==(const Peer&) const = default;
};

struct Transfer {
  HttpReply reply;
  std::size_t limit = 0;
  bool too_large = false;
  bool redirected = false;  ///< a redirect has been answered
  bool public_only = false;
  bool forbidden = false;   ///< a connection was refused: it led where none may
  std::vector<Peer> asked;  ///< what the address itself led to
};

// IPv4 networks that are not the internet: address and length of the prefix (RFC 6890).
constexpr std::array<std::pair<std::uint32_t, int>, 13> kPrivate = {{
    {0x00000000, 8},   // this host
    {0x0A000000, 8},   // private
    {0x64400000, 10},  // shared
    {0x7F000000, 8},   // loopback
    {0xA9FE0000, 16},  // link local: cloud services tell their secrets here
    {0xAC100000, 12},  // private
    {0xC0000000, 24},  // protocol assignments
    {0xC0000200, 24},  // documentation
    {0xC0A80000, 16},  // private
    {0xC6120000, 15},  // benchmarks
    {0xC6336400, 24},  // documentation
    {0xCB007100, 24},  // documentation
    {0xE0000000, 3},   // multicast and reserved
}};

bool is_private(std::uint32_t address) {
  return std::any_of(kPrivate.begin(), kPrivate.end(), [&](const auto& network) {
    return (address ^ network.first) >> (32 - network.second) == 0;
  });
}

/// The IPv4 address that stands in an IPv6 address from this byte.
std::uint32_t v4_at(const in6_addr& address, std::size_t byte) {
  std::uint32_t v4 = 0;
  std::memcpy(&v4, address.s6_addr + byte, sizeof v4);
  return ntohl(v4);
}

bool is_private(const in6_addr& address) {
  const std::uint8_t* bytes = address.s6_addr;
  if (IN6_IS_ADDR_V4MAPPED(&address)) return is_private(v4_at(address, 12));
  // What a gateway or a tunnel turns into IPv4: 64:ff9b::/96 (RFC 6052), 2002::/16 (RFC 3056).
  constexpr std::array<std::uint8_t, 12> kTranslated = {0x00, 0x64, 0xFF, 0x9B};
  if (std::equal(kTranslated.begin(), kTranslated.end(), bytes))
    return is_private(v4_at(address, 12));
  if (bytes[0] == 0x20 && bytes[1] == 0x02) return is_private(v4_at(address, 2));
  return IN6_IS_ADDR_LOOPBACK(&address) || IN6_IS_ADDR_UNSPECIFIED(&address) ||
         IN6_IS_ADDR_LINKLOCAL(&address) || IN6_IS_ADDR_MULTICAST(&address) ||
         (bytes[0] & 0xFE) == 0xFC;
}

/// Decides about a connection before it is made, when its name is an address already: a name that
/// leads elsewhere the second time deceives nobody.
curl_socket_t open_connection(void* user, curlsocktype purpose, curl_sockaddr* to) {
  auto& transfer = *static_cast<Transfer*>(user);
  char host[INET6_ADDRSTRLEN] = "";
  Peer peer;
  bool inside = false;
  if (to->family == AF_INET) {
    sockaddr_in v4 = {};
    std::memcpy(&v4, &to->addr, sizeof v4);
    inside = is_private(ntohl(v4.sin_addr.s_addr));
    peer = {inet_ntop(AF_INET, &v4.sin_addr, host, sizeof host), ntohs(v4.sin_port)};
  } else if (to->family == AF_INET6) {
    sockaddr_in6 v6 = {};
    std::memcpy(&v6, &to->addr, std::min<std::size_t>(sizeof v6, to->addrlen));
    inside = is_private(v6.sin6_addr);
    peer = {inet_ntop(AF_INET6, &v6.sin6_addr, host, sizeof host), ntohs(v6.sin6_port)};
  }
  if (transfer.public_only && (inside || peer.host.empty())) {
    transfer.forbidden = true;
    return CURL_SOCKET_BAD;
  }
  if (!transfer.redirected) {
    transfer.asked.push_back(peer);
  } else if (inside && std::find(transfer.asked.begin(), transfer.asked.end(), peer) ==
                           transfer.asked.end()) {
    transfer.forbidden = true;
    return CURL_SOCKET_BAD;
  }
  static_cast<void>(purpose);
  return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  // What libcurl hands over is unpacked already, so that a small bomb is stopped here as well.
  if (transfer.reply.body.size() + size * count > transfer.limit) {
    transfer.too_large = true;
    return 0;
  }
  transfer.reply.body.append(bytes, size * count);
  return size * count;
}

std::size_t take_header(char* bytes, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  auto& reply = transfer.reply;
  const std::string_view line(bytes, size * count);
  // Every redirect begins a new block of headers.
  if (line.starts_with("HTTP/")) {
    const std::size_t space = line.find(' ');
    transfer.redirected =
        transfer.redirected || line.substr(std::min(space, line.size())).starts_with(" 3");
    reply.validators = {};
    reply.encoding.clear();
    reply.body.clear();
  }
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return size * count;
  const std::string name = ascii_lower(line.substr(0, colon));
  const std::string value(ascii_trimmed(line.substr(colon + 1)));
  if (name == "etag") reply.validators.etag = value;
  if (name == "last-modified") reply.validators.last_modified = value;
  if (name == "content-type") {
    const std::size_t charset = ascii_lower(value).find("charset=");
    if (charset != std::string::npos) {
      std::string encoding = value.substr(charset + 8);
      encoding = encoding.substr(0, encoding.find(';'));
      std::erase(encoding, '"');
      reply.encoding = ascii_trimmed(encoding);
    }
  }
  return size * count;
}

/// libcurl, loaded for the time of one fetch: with the libraries that it needs in turn it takes as
/// long to load as all else that the program needs, and most commands fetch nothing.
class CurlLibrary {
  template <class Function>
  Function* find(const char* name) const {
    void* const found = library_ == nullptr ? nullptr : dlsym(library_, name);
    if (found == nullptr)
      throw InputError("", 0, "libcurl cannot be loaded, so no address can be fetched",
                       "install it");
    return reinterpret_cast<Function*>(found);
  }

  void* const library_ =
      dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);  // the name of its interface since 2006

 public:
  decltype(curl_easy_init)* const easy_init = find<decltype(curl_easy_init)>("curl_easy_init");
  decltype(curl_easy_setopt)* const easy_setopt =
      find<decltype(curl_easy_setopt)>("curl_easy_setopt");
  decltype(curl_easy_perform)* const easy_perform =
      find<decltype(curl_easy_perform)>("curl_easy_perform");
  decltype(curl_easy_getinfo)* const easy_getinfo =
      find<decltype(curl_easy_getinfo)>("curl_easy_getinfo");
  decltype(curl_easy_strerror)* const easy_strerror =
      find<decltype(curl_easy_strerror)>("curl_easy_strerror");
  decltype(curl_easy_cleanup)* const easy_cleanup =
      find<decltype(curl_easy_cleanup)>("curl_easy_cleanup");
  decltype(curl_url)* const url = find<decltype(curl_url)>("curl_url");
  decltype(curl_url_set)* const url_set = find<decltype(curl_url_set)>("curl_url_set");
  decltype(curl_url_get)* const url_get = find<decltype(curl_url_get)>("curl_url_get");
  decltype(curl_url_cleanup)* const url_cleanup =
      find<decltype(curl_url_cleanup)>("curl_url_cleanup");
  decltype(curl_free)* const free = find<decltype(curl_free)>("curl_free");
  decltype(curl_slist_append)* const slist_append =
      find<decltype(curl_slist_append)>("curl_slist_append");
  decltype(curl_slist_free_all)* const slist_free_all =
      find<decltype(curl_slist_free_all)>("curl_slist_free_all");

  CurlLibrary() { find<decltype(curl_global_init)>("curl_global_init")(CURL_GLOBAL_DEFAULT); }
  /// The library stays loaded: it may have threads.
  ~CurlLibrary() { find<decltype(curl_global_cleanup)>("curl_global_cleanup")(); }
  CurlLibrary(const CurlLibrary&) = delete;
  CurlLibrary& operator=(const CurlLibrary&) = delete;
};

}  // namespace

bool is_address(const std::string& source) {
  return source.starts_with("http://") || source.starts_with("https://");
}

std::string shown_address(const std::string& source) {
  if (!is_address(source)) return source;
  // RFC 3986, section 3.2: the authority ends at the first of these, the user information at the
  // last "@" in it.
  const std::size_t begin = source.find("//") + 2;
  const std::size_t end = std::min(source.find_first_of("/?#", begin), source.size());
  const std::size_t at = source.substr(begin, end - begin).rfind('@');
  return at == std::string::npos ? source : source.substr(0, begin) + source.substr(begin + at + 1);
}

namespace {

/// The host of an address as libcurl reads it, so that it asks no other; empty when it reads none.
std::string host_of(const CurlLibrary& library, const std::string& address) {
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> url(library.url(), library.url_cleanup);
  char* host = nullptr;
  if (!url || library.url_set(url.get(), CURLUPART_URL, address.c_str(), 0) != CURLUE_OK ||
      library.url_get(url.get(), CURLUPART_HOST, &host, 0) != CURLUE_OK)
    return {};
  std::string text = ascii_lower(host);
  library.free(host);
  return text;
}

/// One request, redirects included.
class Request {
 public:
  Request(const CurlLibrary& library, const std::string& to, const HttpLimits& limits)
      : library_(library),
        limits_(limits),
        to_(to),
        shown_(shown_address(to)),
        curl_(library.easy_init(), library.easy_cleanup) {
    if (!curl_) throw InputError(shown_, 0, "cannot be fetched: libcurl does not start");
    transfer_.limit = limits.bytes;
    transfer_.public_only = limits.public_only;
    set_limits();
    library.easy_setopt(curl_.get(), CURLOPT_ERRORBUFFER, message_);
    library.easy_setopt(curl_.get(), CURLOPT_WRITEFUNCTION, take_body);
    library.easy_setopt(curl_.get(), CURLOPT_WRITEDATA, &transfer_);
    library.easy_setopt(curl_.get(), CURLOPT_HEADERFUNCTION, take_header);
    library.easy_setopt(curl_.get(), CURLOPT_HEADERDATA, &transfer_);
  }
  ~Request() { library_.slist_free_all(headers_); }
  Request(const Request&) = delete;
  Request& operator=(const Request&) = delete;

  void add_header(const std::string& line) {
    headers_ = library_.slist_append(headers_, line.c_str());
  }
  /// Sends a body instead of asking for one; `body` must outlive the object.
  void set_body(const std::string& body) {
    library_.easy_setopt(curl_.get(), CURLOPT_POSTFIELDSIZE_LARGE,
                         static_cast<curl_off_t>(body.size()));
    library_.easy_setopt(curl_.get(), CURLOPT_POSTFIELDS, body.c_str());
  }
  HttpReply& reply() { return transfer_.reply; }
  const std::string& shown() const { return shown_; }

  /// Sends it; the status of the last answer. Throws InputError when there is none.
  long send() {
    library_.easy_setopt(curl_.get(), CURLOPT_HTTPHEADER, headers_);
    std::string address = to_;
    for (long turn = 0;; ++turn) {
      require_allowed(address);
      library_.easy_setopt(curl_.get(), CURLOPT_URL, address.c_str());
      require_arrived(library_.easy_perform(curl_.get()));
      long status = 0;
      library_.easy_getinfo(curl_.get(), CURLINFO_RESPONSE_CODE, &status);
      char* next = nullptr;
      library_.easy_getinfo(curl_.get(), CURLINFO_REDIRECT_URL, &next);
      if (!limits_.allowed || next == nullptr) return status;
      if (turn == limits_.redirects) too_many_redirects();
      address = next;
    }
  }

 private:
  void set_limits() {
    library_.easy_setopt(curl_.get(), CURLOPT_PROTOCOLS_STR, "http,https");
    library_.easy_setopt(curl_.get(), CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    // Where not every host is allowed, each redirect is looked at before it is followed.
    library_.easy_setopt(curl_.get(), CURLOPT_FOLLOWLOCATION,
                         limits_.allowed || limits_.redirects == 0 ? 0L : 1L);
    library_.easy_setopt(curl_.get(), CURLOPT_MAXREDIRS, limits_.redirects);
    library_.easy_setopt(curl_.get(), CURLOPT_TIMEOUT, limits_.seconds);
    library_.easy_setopt(curl_.get(), CURLOPT_CONNECTTIMEOUT, std::min(limits_.seconds, 15L));
    library_.easy_setopt(curl_.get(), CURLOPT_ACCEPT_ENCODING, "");  // all that it can unpack
    library_.easy_setopt(curl_.get(), CURLOPT_USERAGENT, limits_.agent.c_str());
    library_.easy_setopt(curl_.get(), CURLOPT_NOSIGNAL, 1L);
    if (limits_.public_only) library_.easy_setopt(curl_.get(), CURLOPT_PROXY, "");
    library_.easy_setopt(curl_.get(), CURLOPT_OPENSOCKETFUNCTION, open_connection);
    library_.easy_setopt(curl_.get(), CURLOPT_OPENSOCKETDATA, &transfer_);
  }

  void require_allowed(const std::string& address) const {
    if (!limits_.allowed) return;
    const std::string host = host_of(library_, address);
    if (host.empty() || !limits_.allowed(host))
      throw InputError(shown_address(address), 0,
                       "is not of a host that may be asked: '" + host + "'",
                       "see --fetch-from of concord serve");
  }

  [[noreturn]] void too_many_redirects() const {
    throw InputError(shown_, 0,
                     "redirects more than " + std::to_string(limits_.redirects) + " times",
                     "name the address it ends at");
  }

  void require_arrived(CURLcode code) const {
    if (transfer_.too_large)
      throw InputError(shown_, 0, "is larger than " + std::to_string(limits_.bytes) + " bytes",
                       "is it a feed?");
    if (transfer_.forbidden && limits_.public_only)
      throw InputError(shown_, 0, "leads into a private network", "name a public address");
    if (transfer_.forbidden)
      throw InputError(shown_, 0, "redirects into a private network",
                       "name the address it ends at");
    if (code == CURLE_OPERATION_TIMEDOUT)
      throw InputError(shown_, 0,
                       "did not arrive within " + std::to_string(limits_.seconds) + " seconds",
                       "try again later, or give --timeout");
    if (code == CURLE_TOO_MANY_REDIRECTS) too_many_redirects();
    if (code != CURLE_OK)
      throw InputError(shown_, 0,
                       std::string("cannot be fetched: ") +
                           (message_[0] != '\0' ? message_ : library_.easy_strerror(code)),
                       "check the address");
  }

  const CurlLibrary& library_;
  const HttpLimits& limits_;
  std::string to_;
  std::string shown_;
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl_;
  curl_slist* headers_ = nullptr;
  Transfer transfer_;
  char message_[CURL_ERROR_SIZE] = "";
};

}  // namespace

HttpReply fetch(const std::string& from, const HttpValidators& known, const HttpLimits& limits) {
  const CurlLibrary library;
  Request request(library, from, limits);
  if (!known.etag.empty()) request.add_header("If-None-Match: " + known.etag);
  if (!known.last_modified.empty()) request.add_header("If-Modified-Since: " + known.last_modified);
  const long status = request.send();
  request.reply().unchanged = status == 304;
  const bool asked = !known.etag.empty() || !known.last_modified.empty();
  if (status != 200 && (status != 304 || !asked))
    throw InputError(request.shown(), 0, "answers with status " + std::to_string(status),
                     "check the address, or try again later");
  return std::move(request.reply());
}

long post_json(const std::string& to, const std::string& body,
               const std::vector<std::string>& headers, const HttpLimits& limits) {
  const CurlLibrary library;
  HttpLimits own = limits;
  own.redirects = 0;
  Request request(library, to, own);
  request.add_header("Content-Type: application/json");
  for (const std::string& header : headers) request.add_header(header);
  request.set_body(body);
  return request.send();
}

}  // namespace concord
