// An HTTP/1.1 server over Boost.Beast: sockets, limits and time, and nothing of what is served.
//
//   WebServer server({.port = 0}, [](const ServiceRequest& request) { return answer(request); });
//   server.run();   // until stop(), from another thread or a signal
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "newsroom/service/http_message.h"

namespace concord {

/// What the server allows a client. Beast was chosen over cpp-httplib and libmicrohttpd because an
/// idle editor costs it a socket and no thread, and because it is headers only: the program loads
/// no further library when it starts.
struct WebServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8484;             ///< 0: one that is free
  unsigned workers = 2;                  ///< threads that answer
  std::size_t max_body = 4 << 20;        ///< bytes of a request's body; more is 413
  std::size_t max_header = 16 << 10;     ///< bytes of its head; more is 431
  std::size_t max_connections = 1024;    ///< at once; more are closed at once
  std::chrono::seconds read_time{15};    ///< a request must have arrived by then
  std::chrono::seconds idle_time{60};    ///< between two requests of one connection
  std::chrono::seconds answer_time{60};  ///< the client is told 503 by then
  std::chrono::seconds write_time{30};   ///< the client must have taken the response by then
};

/// Accepts connections and hands every request to `answer`, which is called from several threads
/// at once; what it throws becomes the response 500.
class WebServer {
 public:
  using Answer = std::function<ServiceResponse(const ServiceRequest&)>;

  /// Binds the address. Throws InputError when that is not possible.
  WebServer(const WebServerOptions& options, Answer answer);
  ~WebServer();
  WebServer(const WebServer&) = delete;
  WebServer& operator=(const WebServer&) = delete;

  std::uint16_t port() const;
  /// Serves until stop(); requests that are being answered are finished.
  void run();
  /// Safe from any thread, once or more.
  void stop();

 private:
  class State;
  std::shared_ptr<State> state_;
};

}  // namespace concord
