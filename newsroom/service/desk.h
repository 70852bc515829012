// What the parts of the service share: the store, the checks, the options; and what is done by more
// than one of them.
//
//   Desk desk(find_data_dirs(), {.store = "desk.db"});
//   const std::int64_t id = desk.add(request, "VNA");
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <semaphore>
#include <string>
#include <vector>

#include "formats/json_input.h"
#include "formats/pair_record.h"
#include "newsroom/service/desk_access.h"
#include "newsroom/service/desk_checker.h"
#include "newsroom/service/desk_memory.h"
#include "newsroom/service/desk_route.h"
#include "newsroom/service/desk_store.h"
#include "newsroom/service/outbox.h"
#include "newsroom/service/page_fetch.h"

namespace concord {

struct DeskOptions {
  std::string store = "concord-desk.db";  ///< SQLite file or PostgreSQL address, see SqlPool
  SettingsFiles settings;
  std::string ui_lang = "en";  ///< where a client accepts none of ours
  std::string version;         ///< of concord
  unsigned jobs = 2;           ///< checks at once
  AccessOptions access;
  FetchRules fetch;
  WebhookOptions webhooks;
};

/// How the service was asked and answered since its start.
struct DeskCounts {
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> failures{0};  ///< ours: 500 and 503
  std::atomic<std::uint64_t> refusals{0};  ///< 401, 403, 429
};

/// Safe to use from many threads, as every member is.
struct Desk {
  /// Opens the store and loads the settings. Throws InputError.
  Desk(const DataDirs& dirs, const DeskOptions& desk_options);

  /// The language of the pages and messages that a client asks for.
  std::string ui_lang(const ServiceRequest& request) const;
  /// Adds a pair of a manifest and checks it; its id. Throws InputError for a file that cannot be
  /// read.
  std::int64_t add(const PairRequest& request, const std::string& outlet);
  /// Checks a pair of the queue, keeps what is found and tells of new errors. Throws BusyError.
  void check_stored(std::int64_t id);
  /// Keeps the units of a pair that is done in the memory. Throws BusyError.
  void remember(const DeskPair& pair);
  /// Proposes the words of a false alarm to the glossary.
  void propose(const DeskPair& pair, const DeskVerdict& verdict);
  /// Decides about a term and has the pairs checked again that it is about; false when there is no
  /// such term. Throws InputError for an unknown state.
  bool decide(std::int64_t term, const std::string& state, const std::string& who);

  static constexpr int kFetches = 2;  // pages at once

  const DeskOptions options;
  const std::string messages;  ///< folder of the catalogues
  SqlPool pool;
  DeskStore store;
  DeskAccounts accounts;
  DeskAccess access;
  Outbox outbox;
  DeskMemory memory;
  DeskGlossary glossary;
  DeskChecker checker;
  std::counting_semaphore<> fetches{kFetches};
  const std::vector<std::string> languages;  ///< that texts may be in
  DeskCounts counts;
};

/// What a request asks of the queue, by its query.
DeskFilter filter_of(const ServiceRequest& request);

/// A version that a client sends, as the member `key`: its text, a file's bytes or an address,
/// never a path, which would let it read our files. Throws InputError, BusyError.
FeedItem version_of(Desk& desk, const nlohmann::json& body, const char* key,
                    const std::string& date);

// The routes of each part.
void add_pair_pages(Desk& desk, DeskRoutes& routes);
void add_pair_routes(Desk& desk, DeskRoutes& routes);
void add_check_routes(Desk& desk, DeskRoutes& routes);
void add_checks_routes(Desk& desk, DeskRoutes& routes);
void add_glossary_routes(Desk& desk, DeskRoutes& routes);
void add_memory_routes(Desk& desk, DeskRoutes& routes);
void add_people_routes(Desk& desk, DeskRoutes& routes);
void add_info_routes(Desk& desk, DeskRoutes& routes);
void add_api_page(Desk& desk, DeskRoutes& routes);

}  // namespace concord
