// One conditional GET with libcurl.
#include "app/http_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>
#include <string_view>

#include "text/input_error.h"

namespace concord::app {
namespace {

struct Transfer {
  HttpReply reply;
  std::size_t limit = 0;
  bool too_large = false;
};

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

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

std::string lower(std::string_view text) {
  std::string out;
  for (const char c : text) out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return out;
}

std::size_t take_header(char* bytes, std::size_t size, std::size_t count, void* user) {
  auto& reply = static_cast<Transfer*>(user)->reply;
  const std::string_view line(bytes, size * count);
  // Every redirect begins a new block of headers.
  if (line.starts_with("HTTP/")) {
    reply.validators = {};
    reply.encoding.clear();
    reply.body.clear();
  }
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return size * count;
  const std::string name = lower(line.substr(0, colon));
  const std::string value = trimmed(line.substr(colon + 1));
  if (name == "etag") reply.validators.etag = value;
  if (name == "last-modified") reply.validators.last_modified = value;
  if (name == "content-type") {
    const std::size_t charset = lower(value).find("charset=");
    if (charset != std::string::npos) {
      std::string encoding = value.substr(charset + 8);
      encoding = encoding.substr(0, encoding.find(';'));
      std::erase(encoding, '"');
      reply.encoding = trimmed(encoding);
    }
  }
  return size * count;
}

/// libcurl's process-wide state, for the time of one fetch.
struct CurlLibrary {
  CurlLibrary() { curl_global_init(CURL_GLOBAL_DEFAULT); }
  ~CurlLibrary() { curl_global_cleanup(); }
  CurlLibrary(const CurlLibrary&) = delete;
  CurlLibrary& operator=(const CurlLibrary&) = delete;
};

}  // namespace

bool is_address(const std::string& source) { return source.starts_with("http://") || source.starts_with("https://"); }

HttpReply fetch(const std::string& address, const HttpValidators& known, const HttpLimits& limits) {
  const CurlLibrary library;
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
  if (!curl) throw InputError(address, 0, "cannot be fetched: libcurl does not start");
  Transfer transfer;
  transfer.limit = limits.bytes;
  curl_slist* list = nullptr;
  if (!known.etag.empty()) list = curl_slist_append(list, ("If-None-Match: " + known.etag).c_str());
  if (!known.last_modified.empty())
    list = curl_slist_append(list, ("If-Modified-Since: " + known.last_modified).c_str());
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(list, curl_slist_free_all);

  char message[CURL_ERROR_SIZE] = "";
  curl_easy_setopt(curl.get(), CURLOPT_URL, address.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl.get(), CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl.get(), CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_MAXREDIRS, limits.redirects);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, limits.seconds);
  curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, std::min(limits.seconds, 15L));
  curl_easy_setopt(curl.get(), CURLOPT_ACCEPT_ENCODING, "");  // all that libcurl can unpack
  curl_easy_setopt(curl.get(), CURLOPT_USERAGENT, "concord/" CONCORD_VERSION " (feed reader)");
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, message);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &transfer);
  const CURLcode code = curl_easy_perform(curl.get());
  if (transfer.too_large)
    throw InputError(address, 0, "is larger than " + std::to_string(limits.bytes) + " bytes", "is it a feed?");
  if (code == CURLE_OPERATION_TIMEDOUT) {
    throw InputError(address, 0, "did not arrive within " + std::to_string(limits.seconds) + " seconds",
                     "try again later, or give --timeout");
  }
  if (code == CURLE_TOO_MANY_REDIRECTS) {
    throw InputError(address, 0, "redirects more than " + std::to_string(limits.redirects) + " times",
                     "name the address it ends at");
  }
  if (code != CURLE_OK) {
    throw InputError(address, 0,
                     std::string("cannot be fetched: ") + (message[0] != '\0' ? message : curl_easy_strerror(code)),
                     "check the address");
  }
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  transfer.reply.unchanged = status == 304;
  if (status != 200 && status != 304)
    throw InputError(address, 0, "answers with status " + std::to_string(status),
                     "check the address, or try again later");
  return std::move(transfer.reply);
}

}  // namespace concord::app
