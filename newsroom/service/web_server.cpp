// Reads requests, writes responses, keeps time.
#include "newsroom/service/web_server.h"

#include <atomic>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <exception>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "text/input_error.h"

namespace concord {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using Error = beast::error_code;

std::string small_letters(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// How long a client that was refused may go on sending.
constexpr std::chrono::seconds kLinger{2};

ServiceResponse plain(int status, std::string text) {
  return {status, "text/plain; charset=utf-8", std::move(text), {}};
}

}  // namespace

class WebServer::State : public std::enable_shared_from_this<WebServer::State> {
 public:
  State(const WebServerOptions& options, Answer answer)
      : options_(options), answer_(std::move(answer)), acceptor_(context_), pool_(options.workers) {
    Error error;
    const asio::ip::address address = asio::ip::make_address(options.address, error);
    if (error)
      throw InputError("", 0, "'" + options.address + "' is not an IP address",
                       "name one such as 127.0.0.1");
    const tcp::endpoint endpoint(address, options.port);
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(asio::socket_base::reuse_address(true));
    acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error)
      throw InputError("", 0,
                       options.address + ":" + std::to_string(options.port) +
                           " cannot be listened on: " + error.message(),
                       "name another --port, or stop what uses it");
  }

  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

  void run() {
    accept();
    context_.run();
    pool_.join();
  }

  void stop();

 private:
  class Connection;

  void accept() {
    acceptor_.async_accept(context_, [self = shared_from_this()](Error error, tcp::socket socket) {
      if (self->stopping_) return;
      if (!error) self->open(std::move(socket));
      self->accept();
    });
  }
  void open(tcp::socket socket);

  WebServerOptions options_;
  Answer answer_;
  asio::io_context context_{1};
  tcp::acceptor acceptor_;
  asio::thread_pool pool_;
  std::atomic<bool> stopping_{false};
  std::vector<std::weak_ptr<Connection>> connections_;  // on the context's thread only
};

/// One client. All of it runs on the context's thread, but for the answer itself.
class WebServer::State::Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(std::shared_ptr<State> server, tcp::socket socket)
      : server_(std::move(server)), stream_(std::move(socket)), timer_(stream_.get_executor()) {
    Error none;
    const tcp::endpoint peer = stream_.socket().remote_endpoint(none);
    if (!none) peer_ = peer.address().to_string();
  }

  /// Reads the next request: waits for its first byte as long as a connection may be idle, and for
  /// the rest as long as a request may take.
  void read() {
    parser_.emplace();
    parser_->body_limit(server_->options_.max_body);
    parser_->header_limit(static_cast<std::uint32_t>(server_->options_.max_header));
    idle_ = true;
    stream_.expires_after(first_ ? server_->options_.read_time : server_->options_.idle_time);
    first_ = false;
    if (buffer_.size() > 0) return read_rest();
    stream_.async_read_some(buffer_.prepare(4096),
                            [self = shared_from_this()](Error error, std::size_t bytes) {
                              if (error) return self->close();
                              self->buffer_.commit(bytes);
                              self->read_rest();
                            });
  }

  void close_when_idle() {
    if (idle_) close();
  }

 private:
  void read_rest() {
    idle_ = false;
    stream_.expires_after(server_->options_.read_time);
    http::async_read(
        stream_, buffer_, *parser_,
        [self = shared_from_this()](Error error, std::size_t) { self->received(error); });
  }

  void received(Error error) {
    if (error == http::error::body_limit) return write(plain(413, "the request is too large\n"));
    if (error == http::error::header_limit)
      return write(plain(431, "the head of the request is too large\n"));
    if (error == http::error::end_of_stream || error == beast::error::timeout ||
        error == asio::error::operation_aborted || error == asio::error::connection_reset)
      return close();
    if (error) return write(plain(400, "this is not an HTTP request\n"));
    keep_ = parser_->get().keep_alive();
    head_only_ = parser_->get().method() == http::verb::head;
    stream_.expires_never();
    wait_for_answer();
    ServiceRequest asked = request_of(*parser_);
    asked.peer = peer_;
    asio::post(server_->pool_, [self = shared_from_this(), request = std::move(asked)] {
      ServiceResponse response;
      try {
        response = self->server_->answer_(request);
      } catch (const std::exception&) {
        response = plain(500, "the service failed to answer\n");
      }
      asio::post(self->stream_.get_executor(), [self, response = std::move(response)]() mutable {
        self->timer_.cancel();
        if (std::exchange(self->late_, false)) return;  // the client was told already
        self->write(std::move(response), self->keep_);
      });
    });
  }

  /// Tells a client whose answer takes too long; the answer is thrown away when it comes.
  void wait_for_answer() {
    timer_.expires_after(server_->options_.answer_time);
    timer_.async_wait([self = shared_from_this()](Error error) {
      if (error) return;
      self->late_ = true;
      self->write(plain(503, "this takes too long\n"));
    });
  }

  static ServiceRequest request_of(http::request_parser<http::string_body>& parser) {
    http::request<http::string_body>& message = parser.get();
    std::map<std::string, std::string> headers;
    for (const auto& field : message) {
      const auto name = field.name_string();
      const auto value = field.value();
      headers[small_letters({name.data(), name.size()})] = std::string(value.data(), value.size());
    }
    const auto method = message.method_string();
    const auto target = message.target();
    return service_request(std::string(method.data(), method.size()),
                           {target.data(), target.size()}, std::move(headers),
                           std::move(message.body()));
  }

  void write(ServiceResponse response, bool keep = false) {
    keep_ = keep && !server_->stopping_;
    response_.emplace(static_cast<http::status>(response.status), 11);
    response_->set(http::field::content_type, response.type);
    for (const auto& [name, value] : response.headers) response_->insert(name, value);
    response_->keep_alive(keep_);
    response_->body() = std::move(response.body);
    response_->prepare_payload();
    if (head_only_) response_->body().clear();
    stream_.expires_after(server_->options_.write_time);
    http::async_write(stream_, *response_, [self = shared_from_this()](Error error, std::size_t) {
      if (error) return self->close();
      if (self->keep_) return self->read();
      self->finish();
    });
  }

  /// Ends a connection so that the client gets the response though it still sends: closing with
  /// unread bytes would reset it (RFC 9112, section 9.6).
  void finish() {
    Error ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream_.expires_after(kLinger);
    drain();
  }
  void drain() {
    buffer_.clear();
    constexpr std::size_t kPiece = 65536;
    stream_.async_read_some(buffer_.prepare(kPiece),
                            [self = shared_from_this()](Error error, std::size_t) {
                              return error ? self->close() : self->drain();
                            });
  }

  void close() {
    Error ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_both, ignored);
    stream_.close();
  }

  std::shared_ptr<State> server_;
  beast::tcp_stream stream_;
  asio::steady_timer timer_;
  std::string peer_;
  bool late_ = false;  // the answer did not come in time
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  std::optional<http::response<http::string_body>> response_;
  bool first_ = true;
  bool idle_ = true;
  bool keep_ = false;
  bool head_only_ = false;
};

void WebServer::State::open(tcp::socket socket) {
  std::erase_if(connections_, [](const auto& connection) { return connection.expired(); });
  if (connections_.size() >= options_.max_connections) return;  // closes the socket
  const auto connection = std::make_shared<Connection>(shared_from_this(), std::move(socket));
  connections_.push_back(connection);
  connection->read();
}

void WebServer::State::stop() {
  if (stopping_.exchange(true)) return;
  asio::post(context_, [self = shared_from_this()] {
    Error ignored;
    self->acceptor_.close(ignored);
    for (const std::weak_ptr<Connection>& open : self->connections_) {
      if (const auto connection = open.lock()) connection->close_when_idle();
    }
  });
}

WebServer::WebServer(const WebServerOptions& options, Answer answer)
    : state_(std::make_shared<State>(options, std::move(answer))) {}
WebServer::~WebServer() = default;

std::uint16_t WebServer::port() const { return state_->port(); }
void WebServer::run() { state_->run(); }
void WebServer::stop() { state_->stop(); }

}  // namespace concord
