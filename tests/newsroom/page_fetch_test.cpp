// Pages that people name by address: from allowed hosts, redirects included, never from inside.
#include "newsroom/service/page_fetch.h"

#include <gtest/gtest.h>

#include <thread>

#include "newsroom/service/web_server.h"
#include "text/input_error.h"

namespace concord {
namespace {

/// A site on this machine that redirects and answers.
class Site {
 public:
  Site()
      : server_({.port = 0},
                [](const ServiceRequest& request) {
                  if (request.path == "/page")
                    return ServiceResponse{200, "text/html", "<p>Exports grew.</p>", {}};
                  if (request.path == "/empty") return ServiceResponse{200, "text/html", "", {}};
                  ServiceResponse response{302, "text/plain", "", {}};
                  response.headers["Location"] = request.parameter("to");
                  return response;
                }),
        thread_([this] { server_.run(); }) {}
  ~Site() {
    server_.stop();
    thread_.join();
  }
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;
  std::string address(const std::string& path, const std::string& host = "127.0.0.1") const {
    return "http://" + host + ":" + std::to_string(server_.port()) + path;
  }

 private:
  WebServer server_;
  std::thread thread_;
};

std::string why_not(const std::string& address, const FetchRules& rules) {
  try {
    fetched_version(address, "", rules);
  } catch (const InputError& error) {
    return error.what();
  }
  return "fetched";
}

TEST(PageFetch, FetchesFromAllowedHostsAlone) {
  const Site site;
  const FetchRules inside{.hosts = {"127.0.0.1"}, .agent = "test", .private_networks = true};
  EXPECT_EQ(fetched_version(site.address("/page"), "en", inside).body, "<p>Exports grew.</p>");
  EXPECT_EQ(fetched_version(site.address("/go?to=/page"), "en", inside).body,
            "<p>Exports grew.</p>");
  EXPECT_NE(why_not(site.address("/go?to=" + site.address("/page", "localhost")), inside)
                .find("may be asked: 'localhost'"),
            std::string::npos);
  EXPECT_NE(why_not(site.address("/go?to=file:///etc/passwd"), inside), "fetched");
  EXPECT_NE(why_not(site.address("/go?to=/go?to=/go"), inside), "fetched");
  EXPECT_NE(why_not(site.address("/empty"), inside).find("is empty"), std::string::npos);
  EXPECT_NE(why_not(site.address("/page"), {.hosts = {}, .agent = "", .private_networks = true})
                .find("may be asked"),
            std::string::npos);
}

TEST(PageFetch, NeverConnectsToPrivateNetworks) {
  const Site site;
  const FetchRules rules{.hosts = {"127.0.0.1", "localhost"}, .agent = "test"};
  for (const char* host : {"127.0.0.1", "localhost"})
    EXPECT_NE(why_not(site.address("/page", host), rules).find("private network"),
              std::string::npos);
}

TEST(PageFetch, ReadsRulesForHosts) {
  const FetchRules rules{.hosts = {"news.example", "*.vna.example"}, .agent = ""};
  EXPECT_TRUE(may_fetch_from(rules, "news.example"));
  EXPECT_TRUE(may_fetch_from(rules, "vna.example"));
  EXPECT_TRUE(may_fetch_from(rules, "en.vna.example"));
  EXPECT_FALSE(may_fetch_from(rules, "www.news.example"));
  EXPECT_FALSE(may_fetch_from(rules, "evilvna.example"));
  EXPECT_FALSE(may_fetch_from(rules, ""));
}

}  // namespace
}  // namespace concord
