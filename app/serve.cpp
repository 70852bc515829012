// concord serve: the service for a newsroom, in the browser and for programs.
#include <fmt/format.h>
#include <pthread.h>

#include <algorithm>
#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "app/command.h"
#include "app/settings_options.h"
#include "formats/messages.h"
#include "formats/read_feed.h"
#include "lang/base/data_dirs.h"
#include "newsroom/service/desk_service.h"
#include "newsroom/service/web_server.h"
#include "text/ascii.h"
#include "text/input_error.h"
#include "text/lines.h"
#include "text/read_file.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

constexpr const char* kUsage =
    "Usage: concord serve [--store FILE|URL] [--add MANIFEST] [options]\n\n"
    "Serves the queue, the editor and the API on this machine until it is stopped. Where there "
    "are\n"
    "accounts (concord account), people log in; other machines reach it through a reverse proxy; "
    "see\n"
    "docs/DESK.md.";

struct ServeOptions {
  DeskOptions desk;
  WebServerOptions web;
  std::vector<std::string> manifests;
  std::string outlet;
  std::string webhook_secret;  ///< a file
};

void add_options(po::options_description& options, ServeOptions& serve) {
  add_settings_options(options, serve.desk.settings);
  options.add_options()  //
      ("store", po::value(&serve.desk.store)->default_value(serve.desk.store),
       "what keeps pairs and verdicts: a file (SQLite; created when absent) or "
       "postgresql://HOST/DATABASE")  //
      ("add", po::value(&serve.manifests),
       "add the pairs of a manifest (JSON lines as for concord batch); may be repeated")  //
      ("outlet", po::value(&serve.outlet), "the outlet of the pairs that --add adds")     //
      ("address", po::value(&serve.web.address)->default_value(serve.web.address),
       "the address to listen on; other than loopback needs accounts or --user-header")  //
      ("port", po::value(&serve.web.port)->default_value(serve.web.port),
       "the port to listen on; 0 for one that is free");
  AccessOptions& access = serve.desk.access;
  options.add_options()  //
      ("host", po::value(&access.hosts),
       "a name under which browsers address the service, as behind a proxy; may be repeated")  //
      ("proxy", po::value(&access.proxies),
       "the IP address of a reverse proxy, whose headers are believed; may be repeated; this "
       "machine's where --user-header is given")  //
      ("user-header", po::value(&access.user_header),
       "the header in which the reverse proxy names who is logged in, as X-Remote-User")  //
      ("role-header", po::value(&access.role_header),
       "the header in which it names the role: reader, editor or admin")  //
      ("fetch-from", po::value(&serve.desk.fetch.hosts),
       "a host from which people may have pages fetched by address, as news.example or "
       "*.news.example; may be repeated; never from private networks")  //
      ("webhook", po::value(&serve.desk.webhooks.addresses),
       "an address that is told of new errors and of corrected texts; may be repeated")  //
      ("webhook-secret", po::value(&serve.webhook_secret),
       "the file with the key by which these are signed (Standard Webhooks)")  //
      ("rate", ranged("rate", &access.rate, 0.1, 1e6)->default_value(access.rate),
       "requests a second that one person or address may send")  //
      ("jobs,j",
       po::value(&serve.desk.jobs)
           ->default_value(std::max(1U, std::thread::hardware_concurrency())),
       "checks at once")  //
      ("ui-lang", po::value(&serve.desk.ui_lang)->default_value("en"),
       "language of the pages for browsers that ask for none of ours");
}

/// Refuses what cannot be served safely.
void complete(ServeOptions& serve, const DataDirs& dirs) {
  static_cast<void>(MessageCatalogue(dirs.messages, serve.desk.ui_lang));
  constexpr unsigned kMostJobs = 1024;
  if (serve.desk.jobs == 0 || serve.desk.jobs > kMostJobs)
    throw UsageError("--jobs must be from 1 to 1024");
  for (std::string* header : {&serve.desk.access.user_header, &serve.desk.access.role_header})
    *header = ascii_lower(*header);
  if (!serve.desk.access.role_header.empty() && serve.desk.access.user_header.empty())
    throw UsageError("--role-header needs --user-header");
  WebhookOptions& webhooks = serve.desk.webhooks;
  if (webhooks.addresses.empty() != serve.webhook_secret.empty())
    throw UsageError("--webhook and --webhook-secret need each other");
  if (!serve.webhook_secret.empty()) {
    webhooks.secret = ascii_trimmed(read_file(serve.webhook_secret));
    constexpr std::size_t kShortest = 24;  // bytes, as Standard Webhooks asks
    if (webhooks.secret.size() < kShortest)
      throw InputError(serve.webhook_secret, 0, "is too short", "24 letters or more");
  }
  webhooks.agent = serve.desk.fetch.agent = "concord/" CONCORD_VERSION;
  // Answers wait for a slot of the checks, so that light requests go on beside them.
  serve.web.workers = serve.desk.jobs + 2;
  serve.desk.version = CONCORD_VERSION;
}

/// Refuses to let other machines in where nobody would have to log in.
void require_guarded(const ServeOptions& serve, DeskService& service) {
  const std::string& address = serve.web.address;
  const bool loopback = address.starts_with("127.") || address == "::1";
  if (!loopback && !service.guarded())
    throw UsageError("--address " + address +
                     " is open to other machines, and nobody would have to log in; add an account "
                     "(concord account add), or give --user-header and a reverse proxy that sets "
                     "it, see docs/DESK.md");
}

void add_manifest(DeskService& service, const std::string& file, const std::string& outlet) {
  const std::string bytes = read_file(file);
  std::size_t added = 0;
  for (Lines lines(bytes); lines.next();) {
    if (lines.blank()) continue;
    nlohmann::ordered_json id;
    service.add(parse_pair_request(file, lines.number(), lines.line(), id), outlet);
    ++added;
  }
  if (added == 0)
    throw InputError(file, 0, "has no pairs", "write one {\"id\", \"source\", \"target\"} a line");
  notice(fmt::format("{}: {} pairs", file, added));
}

}  // namespace

int run_serve(const Arguments& arguments, const ProgramData& data) {
  ServeOptions serve;
  po::options_description options("Options");
  add_options(options, serve);
  const auto values = parse_options(arguments, kUsage, options);
  if (!values) return kClean;
  complete(serve, *data);
  // Signals are taken by one thread that waits for them; all others are started after this.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  DeskService service(*data, serve.desk);
  require_guarded(serve, service);
  for (const std::string& manifest : serve.manifests) add_manifest(service, manifest, serve.outlet);
  service.start();
  WebServer server(serve.web,
                   [&](const ServiceRequest& request) { return service.answer(request); });
  std::thread stopper([&] {
    int signal = 0;
    sigwait(&signals, &signal);
    server.stop();
  });
  const std::string address = serve.web.address.find(':') == std::string::npos
                                  ? serve.web.address
                                  : "[" + serve.web.address + "]";
  notice(fmt::format("open http://{}:{}/ in a browser; Ctrl-C stops", address, server.port()));
  server.run();
  stopper.join();
  return kClean;
}

}  // namespace concord::app
