// Fetches pages and unpacks uploads.
#include "newsroom/service/page_fetch.h"

#include <algorithm>

#include "newsroom/service/secrets.h"
#include "newsroom/store/http_client.h"
#include "text/input_error.h"

namespace concord {
namespace {

constexpr long kSeconds = 10;
constexpr std::size_t kMostBytes = std::size_t{8} << 20;

}  // namespace

bool may_fetch_from(const FetchRules& rules, std::string_view host) {
  return std::any_of(rules.hosts.begin(), rules.hosts.end(), [&](std::string_view rule) {
    if (!rule.starts_with("*.")) return host == rule;
    return host == rule.substr(2) || host.ends_with(rule.substr(1));
  });
}

FeedItem fetched_version(const std::string& address, const std::string& lang,
                         const FetchRules& rules) {
  if (!is_address(address))
    throw InputError(address, 0, "is not an address", "give one that begins with https://");
  HttpLimits limits;
  limits.seconds = kSeconds;
  limits.bytes = kMostBytes;
  limits.agent = rules.agent;
  limits.public_only = !rules.private_networks;
  limits.allowed = [&](const std::string& host) { return may_fetch_from(rules, host); };
  FeedItem item;
  item.id = shown_address(address);
  item.url = item.id;
  item.lang = lang;
  item.body = fetch(address, {}, limits).body;
  item.file_format = "auto";
  if (item.body.empty()) throw InputError(item.id, 0, "is empty", "");
  return item;
}

FeedItem uploaded_version(const std::string& name, const std::string& base64,
                          const std::string& lang) {
  FeedItem item;
  item.id = name;
  item.lang = lang;
  const auto bytes = base64_bytes(base64);
  if (!bytes) throw InputError(name, 0, "is not base64", "encode the file as RFC 4648 says");
  if (bytes->empty()) throw InputError(name, 0, "is empty", "");
  item.body = *bytes;
  item.file_format = "auto";
  return item;
}

}  // namespace concord
