// A language server (LSP 3.17) that marks in an editor where a report and its other version
// disagree.
//
//   LanguageServer server(checker, {.languages = {"en", "ru"}});
//   for (const Json& reply : server.handle(message)) send(reply);
//   for (const Json& note : server.check_changed()) send(note);     // when the editor is quiet
//
// https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/
#pragma once

#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "checks/core/report.h"
#include "formats/messages.h"
#include "newsroom/editor/text_positions.h"
#include "newsroom/service/live_checker.h"

namespace concord {

/// What the server is told before it starts.
struct LanguageServerOptions {
  std::vector<std::string> languages;  ///< tags by which versions are named; see versions_of()
  std::string target_lang = "en";      ///< the version that is compared with every other
  std::string messages;                ///< folder of the catalogues: DataDirs::messages
  std::string ui_lang = "en";          ///< language of messages
  std::string version;                 ///< of concord
};

/// The state of one connection; it reads the other versions of open documents from the disk and
/// does no other input or output. Only plain text is checked: where a word stands in other formats
/// the editor would not know.
class LanguageServer {
 public:
  using Json = nlohmann::json;

  /// `checker` must outlive the object. Throws InputError for an unknown language of messages.
  LanguageServer(LiveChecker& checker, LanguageServerOptions options);

  /// Takes one message; what is to be sent for it, in order.
  std::vector<Json> handle(const Json& message);
  /// Checks the documents that were opened, changed or saved since, and those beside them; what is
  /// to be sent.
  std::vector<Json> check_changed();

  bool exited() const { return exited_; }
  /// Whether the client said that it would leave, so that leaving is not a failure.
  bool shut_down() const { return shut_down_; }

 private:
  /// A document that the editor holds.
  struct Document {
    std::string path;
    std::string text;
    bool changed = true;
    std::vector<Json> diagnostics = {};
  };
  Json initialize(const Json& params);
  void take_text(const std::string& method, const Json& params);
  void mark_versions(const std::string& path);
  std::vector<Json> diagnose(const Document& document);
  void add_diagnostics(const PairReport& report, const Document& document, bool target,
                       std::vector<Json>& diagnostics) const;
  std::string text_of(const std::string& path) const;
  Json code_actions(const Json& params) const;

  LiveChecker* checker_;
  LanguageServerOptions options_;
  std::optional<MessageCatalogue> messages_;   // always there; the client may ask for another
  std::map<std::string, Document> documents_;  // by URI
  bool shut_down_ = false;
  bool exited_ = false;
};

/// The path of a file: URI; empty for another scheme. And the URI of a path.
std::string path_of_uri(const std::string& uri);
std::string uri_of_file(const std::string& path);

}  // namespace concord
