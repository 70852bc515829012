// Reads the versions that people name by address or upload.
//
//   const Article article = checker.read(fetched_version("https://news.example/1", "ru", rules));
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/feed_item.h"

namespace concord {

/// From where pages are fetched.
struct FetchRules {
  /// "news.example", or "*.news.example" for it and all its subdomains. Empty: nothing is fetched.
  std::vector<std::string> hosts;
  std::string agent;              ///< how the program names itself
  bool private_networks = false;  ///< for tests alone: the service has no option for it
};

/// Whether a host, in small letters, is allowed.
bool may_fetch_from(const FetchRules& rules, std::string_view host);

/// Fetches a page: ten seconds and 8 MiB at most, from allowed hosts in public networks alone.
/// Throws InputError.
FeedItem fetched_version(const std::string& address, const std::string& lang,
                         const FetchRules& rules);

/// A file that was uploaded: its name decides how it is read. `base64` is its content (RFC 4648).
/// Throws InputError.
FeedItem uploaded_version(const std::string& name, const std::string& base64,
                          const std::string& lang);

}  // namespace concord
