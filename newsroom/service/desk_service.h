// The service as one function from requests to responses: the API under /api/v1 and the pages.
//
//   DeskService service(find_data_dirs(), {.store = "desk.db"});
//   ServiceResponse response = service.answer(service_request("GET", "/", {}, ""));
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

#include "newsroom/service/desk.h"
#include "newsroom/service/desk_route.h"
#include "newsroom/service/http_message.h"
#include "newsroom/service/idempotency.h"

namespace concord {

/// Safe to use from many threads.
class DeskService {
 public:
  /// Opens the store and loads the settings. Throws InputError.
  DeskService(const DataDirs& dirs, const DeskOptions& options);
  ~DeskService();

  /// Never throws for what a client sends: bad input is 400 with what is wrong, in JSON (RFC 9457).
  ServiceResponse answer(const ServiceRequest& request);

  /// See Desk::add().
  std::int64_t add(const PairRequest& request, const std::string& outlet) {
    return desk_.add(request, outlet);
  }

  /// Begins what goes on beside the answers: sending events, and checking the pairs that another
  /// program has added or a process has left.
  void start();

  /// Whether people must log in, by accounts or at a proxy: otherwise only this machine may reach
  /// the service.
  bool guarded();

 private:
  ServiceResponse route(const DeskRequest& request);
  ServiceResponse run(const DeskRoutes::Found& found, const DeskRequest& request);
  ServiceResponse run_once(const DeskRoutes::Found& found, const DeskRequest& request,
                           const std::string& key);
  ServiceResponse not_allowed(const DeskRequest& request);
  void check_waiting();

  Desk desk_;
  DeskRoutes routes_;
  IdempotencyStore requests_seen_;
  std::mutex mutex_;
  std::condition_variable stopped_;
  bool stop_ = false;  // under mutex_
  std::thread background_;
};

}  // namespace concord
