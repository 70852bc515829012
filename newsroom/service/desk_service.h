// What the service answers: the API under /api/v1 and the pages over it.
//
//   DeskService service(find_data_dirs(), {.store = "desk.db"});
//   ServiceResponse response = service.answer(service_request("GET", "/", {}, ""));
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <semaphore>
#include <string>
#include <vector>

#include "formats/pair_record.h"
#include "newsroom/service/desk_store.h"
#include "newsroom/service/http_message.h"
#include "newsroom/service/live_checker.h"

namespace concord {

struct DeskOptions {
  std::string store = "concord-desk.db";  ///< SQLite file; created when absent
  SettingsFiles settings;
  std::string ui_lang = "en";  ///< where a client accepts none of ours
  std::string version;         ///< of concord
  unsigned jobs = 2;           ///< checks at once
  /// Names under which clients may address the service, besides 127.0.0.1, ::1 and localhost.
  std::vector<std::string> hosts;
  /// The header in which a reverse proxy names the person who is logged in; empty: people say
  /// themselves who they are.
  std::string user_header;
};

/// Safe to use from many threads.
class DeskService {
 public:
  /// Opens the store and loads the settings. Throws InputError.
  DeskService(const DataDirs& dirs, const DeskOptions& options);

  /// Never throws for what a client sends: bad input is 400 with what is wrong, in JSON (RFC 9457).
  ServiceResponse answer(const ServiceRequest& request);

  /// Adds a pair and checks it; its id. Throws InputError for a file that cannot be read.
  std::int64_t add(const PairRequest& request, const std::string& outlet);

 private:
  using Handler = ServiceResponse (DeskService::*)(const ServiceRequest&, std::int64_t,
                                                   const std::string&);
  struct Route;
  static const std::vector<Route>& routes();

  ServiceResponse route(const ServiceRequest& request);
  std::string refusal(const ServiceRequest& request) const;
  std::string ui_lang(const ServiceRequest& request) const;
  std::string person(const ServiceRequest& request, const std::string& said) const;

  void checked(const FeedItem& source, const FeedItem& target,
               const std::vector<DeskVerdict>& verdicts,
               const std::function<void(PairReport&)>& use);
  std::string check_json(const DeskPair& pair, const std::vector<DeskVerdict>& verdicts,
                         const std::string& lang, DeskPair* result,
                         std::vector<RecordedIssue>* issues);
  void check_stored(std::int64_t id);

  // The API.
  ServiceResponse get_health(const ServiceRequest&, std::int64_t, const std::string&);
  ServiceResponse post_check(const ServiceRequest&, std::int64_t, const std::string&);
  ServiceResponse get_pairs(const ServiceRequest&, std::int64_t, const std::string&);
  ServiceResponse post_pairs(const ServiceRequest&, std::int64_t, const std::string&);
  ServiceResponse get_pair(const ServiceRequest&, std::int64_t id, const std::string&);
  ServiceResponse patch_pair(const ServiceRequest&, std::int64_t id, const std::string&);
  ServiceResponse put_texts(const ServiceRequest&, std::int64_t id, const std::string&);
  ServiceResponse delete_pair(const ServiceRequest&, std::int64_t id, const std::string&);
  ServiceResponse get_report(const ServiceRequest&, std::int64_t id, const std::string&);
  ServiceResponse put_verdict(const ServiceRequest&, std::int64_t id, const std::string& issue);
  ServiceResponse get_checks(const ServiceRequest&, std::int64_t, const std::string&);
  ServiceResponse get_verdicts(const ServiceRequest&, std::int64_t, const std::string&);
  ServiceResponse get_openapi(const ServiceRequest&, std::int64_t, const std::string&);
  ServiceResponse get_metrics(const ServiceRequest&, std::int64_t, const std::string&);
  // The pages.
  ServiceResponse queue_page(const ServiceRequest&, std::int64_t, const std::string&);
  ServiceResponse new_page(const ServiceRequest&, std::int64_t, const std::string&);
  ServiceResponse pair_page(const ServiceRequest&, std::int64_t id, const std::string&);
  ServiceResponse checks_page(const ServiceRequest&, std::int64_t, const std::string&);
  ServiceResponse static_file(const ServiceRequest&, std::int64_t, const std::string& name);

  DeskOptions options_;
  LiveChecker checker_;
  DeskStore store_;
  std::counting_semaphore<> slots_;  // checks at once
  std::atomic<std::uint64_t> requests_{0};
  std::atomic<std::uint64_t> failures_{0};  // of ours: 500
  std::atomic<std::uint64_t> checks_{0};
  std::atomic<std::uint64_t> check_microseconds_{0};
};

/// What a request asks of the queue, by its query.
DeskFilter filter_of(const ServiceRequest& request);

}  // namespace concord
