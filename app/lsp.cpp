// concord lsp: the language server, over standard input and output.
//
// A message is a header, an empty line and JSON (LSP 3.17, Base Protocol):
//   Content-Length: 52 CR LF CR LF {"jsonrpc":"2.0","method":"initialized","params":{}}
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/settings_options.h"
#include "formats/json_input.h"
#include "lang/base/data_dirs.h"
#include "lang/pack/pack.h"
#include "newsroom/editor/language_server.h"
#include "text/ascii.h"
#include "text/input_error.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

// Typing pauses: a text is checked when nothing has come for so long (milliseconds).
constexpr int kQuiet = 150;
// A message that is larger is none of an editor.
constexpr std::size_t kLargestMessage = std::size_t{64} << 20;

/// The messages of standard input.
class Messages {
 public:
  /// Waits for bytes; false when none came within `milliseconds` (-1: waits for ever).
  bool wait(int milliseconds) const {
    if (has_message()) return true;
    pollfd input = {STDIN_FILENO, POLLIN, 0};
    return ::poll(&input, 1, milliseconds) != 0;
  }

  /// The next message; none at the end of the input.
  std::optional<nlohmann::json> next() {
    for (;;) {
      if (has_message()) {
        const std::string body = buffered_.substr(body_begin(), length());
        buffered_.erase(0, body_begin() + length());
        return parse_json("standard input", 0, body);
      }
      char bytes[1 << 16];
      const ssize_t got = ::read(STDIN_FILENO, bytes, sizeof bytes);
      if (got <= 0) return std::nullopt;
      buffered_.append(bytes, static_cast<std::size_t>(got));
    }
  }

 private:
  std::size_t body_begin() const { return buffered_.find("\r\n\r\n") + 4; }
  bool has_message() const {
    return buffered_.find("\r\n\r\n") != std::string::npos &&
           buffered_.size() >= body_begin() + length();
  }
  std::size_t length() const {
    constexpr std::string_view kLength = "content-length:";
    const std::string head = ascii_lower(buffered_.substr(0, body_begin()));
    const std::size_t at = head.find(kLength);
    std::size_t length = 0;
    if (at != std::string::npos) {
      const std::size_t digits = head.find_first_not_of(' ', at + kLength.size());
      std::from_chars(head.data() + std::min(digits, head.size()), head.data() + head.size(),
                      length);
    }
    if (length == 0 || length > kLargestMessage)
      throw InputError("standard input", 0, "is not a message of an editor",
                       "start concord lsp from an editor, see docs/INTEGRATE.md");
    return length;
  }

  std::string buffered_;
};

void send(const std::vector<nlohmann::json>& messages) {
  for (const nlohmann::json& message : messages) {
    const std::string body = message.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    print(fmt::format("Content-Length: {}\r\n\r\n{}", body.size(), body));
  }
  std::fflush(stdout);
}

}  // namespace

int run_lsp(const Arguments& arguments, const ProgramData& data) {
  LanguageServerOptions server_options;
  SettingsFiles files;
  bool stdio = false;
  po::options_description options("Options");
  add_settings_options(options, files);
  options.add_options()  //
      ("tgt-lang", po::value(&server_options.target_lang)->default_value("en"),
       "the version that is compared with every other one; otherwise as concord.toml says")  //
      ("ui-lang", po::value(&server_options.ui_lang)->default_value("en"),
       "language of messages")  //
      ("stdio", po::bool_switch(&stdio), "as editors say it; there is no other way");
  const auto values =
      parse_options(arguments,
                    "Usage: concord lsp [options]\n"
                    "A language server for editors: marks where a report and its other version "
                    "disagree.\nVersions are found by their names: port.ru.txt and port.en.txt, "
                    "ru/port.txt and en/port.txt.\n",
                    options);
  if (!values) return kClean;
  const DataDirs& dirs = *data;
  server_options.languages = installed_packs(dirs.packs);
  server_options.messages = dirs.messages;
  server_options.version = CONCORD_VERSION;
  LiveChecker checker(dirs, files);
  set_option(checker.settings(), *values, "tgt-lang", server_options.target_lang);
  LanguageServer server(checker, server_options);
  Messages messages;
  while (!server.exited()) {
    if (!messages.wait(kQuiet)) {
      send(server.check_changed());
      messages.wait(-1);
    }
    const std::optional<nlohmann::json> message = messages.next();
    if (!message) break;
    send(server.handle(*message));
  }
  return server.shut_down() ? kClean : kIssues;
}

}  // namespace concord::app
