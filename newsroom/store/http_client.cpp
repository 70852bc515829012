// One conditional GET with libcurl.
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
  bool forbidden = false;   ///< one led where none may
  std::vector<Peer> asked;  ///< what the address itself led to
};

// IPv4 networks that are not the internet: address and length of the prefix (RFC 6890).
constexpr std::array<std::pair<std::uint32_t, int>, 8> kPrivate = {{
    {0x00000000, 8},   // this host
    {0x0A000000, 8},   // private
    {0x64400000, 10},  // shared
    {0x7F000000, 8},   // loopback
    {0xA9FE0000, 16},  // link local: cloud services tell their secrets here
    {0xAC100000, 12},  // private
    {0xC0A80000, 16},  // private
    {0xE0000000, 3},   // multicast and reserved
}};

bool is_private(std::uint32_t address) {
  return std::any_of(kPrivate.begin(), kPrivate.end(), [&](const auto& network) {
    return (address ^ network.first) >> (32 - network.second) == 0;
  });
}

bool is_private(const in6_addr& address) {
  const std::uint8_t* bytes = address.s6_addr;
  if (IN6_IS_ADDR_V4MAPPED(&address)) {
    std::uint32_t v4 = 0;
    std::memcpy(&v4, bytes + 12, sizeof v4);
    return is_private(ntohl(v4));
  }
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

HttpReply fetch(const std::string& from, const HttpValidators& known, const HttpLimits& limits) {
  const std::string address = shown_address(from);
  const CurlLibrary library;
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(library.easy_init(),
                                                                 library.easy_cleanup);
  if (!curl) throw InputError(address, 0, "cannot be fetched: libcurl does not start");
  Transfer transfer;
  transfer.limit = limits.bytes;
  curl_slist* list = nullptr;
  if (!known.etag.empty())
    list = library.slist_append(list, ("If-None-Match: " + known.etag).c_str());
  if (!known.last_modified.empty())
    list = library.slist_append(list, ("If-Modified-Since: " + known.last_modified).c_str());
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(list,
                                                                            library.slist_free_all);

  char message[CURL_ERROR_SIZE] = "";
  library.easy_setopt(curl.get(), CURLOPT_URL, from.c_str());
  library.easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
  library.easy_setopt(curl.get(), CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  library.easy_setopt(curl.get(), CURLOPT_FOLLOWLOCATION, 1L);
  library.easy_setopt(curl.get(), CURLOPT_MAXREDIRS, limits.redirects);
  library.easy_setopt(curl.get(), CURLOPT_TIMEOUT, limits.seconds);
  library.easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, std::min(limits.seconds, 15L));
  library.easy_setopt(curl.get(), CURLOPT_ACCEPT_ENCODING, "");  // all that libcurl can unpack
  library.easy_setopt(curl.get(), CURLOPT_USERAGENT, limits.agent.c_str());
  library.easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  library.easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  library.easy_setopt(curl.get(), CURLOPT_OPENSOCKETFUNCTION, open_connection);
  library.easy_setopt(curl.get(), CURLOPT_OPENSOCKETDATA, &transfer);
  library.easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, message);
  library.easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, take_body);
  library.easy_setopt(curl.get(), CURLOPT_WRITEDATA, &transfer);
  library.easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, take_header);
  library.easy_setopt(curl.get(), CURLOPT_HEADERDATA, &transfer);
  const CURLcode code = library.easy_perform(curl.get());
  if (transfer.too_large)
    throw InputError(address, 0, "is larger than " + std::to_string(limits.bytes) + " bytes",
                     "is it a feed?");
  if (transfer.forbidden)
    throw InputError(address, 0, "redirects into a private network", "name the address it ends at");
  if (code == CURLE_OPERATION_TIMEDOUT) {
    throw InputError(address, 0,
                     "did not arrive within " + std::to_string(limits.seconds) + " seconds",
                     "try again later, or give --timeout");
  }
  if (code == CURLE_TOO_MANY_REDIRECTS) {
    throw InputError(address, 0,
                     "redirects more than " + std::to_string(limits.redirects) + " times",
                     "name the address it ends at");
  }
  if (code != CURLE_OK) {
    throw InputError(address, 0,
                     std::string("cannot be fetched: ") +
                         (message[0] != '\0' ? message : library.easy_strerror(code)),
                     "check the address");
  }
  long status = 0;
  library.easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  transfer.reply.unchanged = status == 304;
  const bool asked = !known.etag.empty() || !known.last_modified.empty();
  if (status != 200 && (status != 304 || !asked))
    throw InputError(address, 0, "answers with status " + std::to_string(status),
                     "check the address, or try again later");
  return std::move(transfer.reply);
}

}  // namespace concord
