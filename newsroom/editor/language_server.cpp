// Answers the messages of an editor.
#include "newsroom/editor/language_server.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

#include "formats/escape.h"
#include "newsroom/engine/sibling.h"
#include "newsroom/service/suggestion.h"
#include "text/input_error.h"
#include "text/read_file.h"
#include "text/unicode.h"

namespace concord {
namespace {

using Json = nlohmann::json;

// JSON-RPC 2.0, section 5.1.
constexpr int kMethodNotFound = -32601;
constexpr int kInvalidParams = -32602;

std::string text_at(const Json& json, const char* pointer) {
  const Json::json_pointer at(pointer);
  return json.contains(at) && json.at(at).is_string() ? json.at(at).get<std::string>()
                                                      : std::string();
}

Json position_json(const TextPosition16& position) {
  return {{"line", position.line}, {"character", position.character}};
}

/// LSP's DiagnosticSeverity.
int diagnostic_severity(Severity severity) {
  return severity == Severity::kError ? 1 : severity == Severity::kWarning ? 2 : 3;
}

/// Where an issue without words on this side belongs: the end of the last sentence before it.
Span place_without_words(const PairReport& report, const Issue& issue, Side side) {
  const std::vector<Sentence>& sentences = report.of(side).article.sentences;
  if (sentences.empty()) return {};
  std::uint32_t sentence = 0;
  for (std::uint32_t b = 0; issue.bead && b <= *issue.bead && b < report.beads.size(); ++b) {
    const auto& here = report.beads[b].of(side);
    if (!here.empty()) sentence = here.back();
  }
  const Span span = sentences[sentence].span;
  const std::string& text = report.of(side).article.text;
  std::size_t last = span.end;
  previous_code_point(text, last);
  return {static_cast<std::uint32_t>(last), span.end};
}

bool overlaps(const Json& a, const Json& b) {
  const auto order = [](const Json& p) {
    return std::pair(p.at("line").get<std::size_t>(), p.at("character").get<std::size_t>());
  };
  return order(a.at("start")) <= order(b.at("end")) && order(b.at("start")) <= order(a.at("end"));
}

Json answer(const Json& id, Json result) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}};
}

Json failure(const Json& id, int code, const std::string& message) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", code}, {"message", message}}}};
}

}  // namespace

std::string path_of_uri(const std::string& uri) {
  constexpr std::string_view kScheme = "file://";
  if (!uri.starts_with(kScheme)) return {};
  const std::size_t slash = uri.find('/', kScheme.size());  // behind an empty or local host
  std::string path;
  for (std::size_t i = slash; i < uri.size(); ++i) {
    unsigned byte = 0;
    if (uri[i] == '%' && i + 2 < uri.size() &&
        std::from_chars(uri.data() + i + 1, uri.data() + i + 3, byte, 16).ptr ==
            uri.data() + i + 3) {
      path += static_cast<char>(byte);
      i += 2;
    } else {
      path += uri[i];
    }
  }
  return path;
}

std::string uri_of_file(const std::string& path) { return "file://" + uri_of_path(path); }

LanguageServer::LanguageServer(LiveChecker& checker, LanguageServerOptions options)
    : checker_(&checker), options_(std::move(options)) {
  messages_.emplace(options_.messages, options_.ui_lang);
}

Json LanguageServer::initialize(const Json& params) {
  if (const std::string lang = text_at(params, "/initializationOptions/targetLang"); !lang.empty())
    options_.target_lang = lang;
  if (const std::string lang = text_at(params, "/initializationOptions/uiLang"); !lang.empty()) {
    messages_.emplace(options_.messages, lang);
    options_.ui_lang = lang;
  }
  // 1: the editor sends the whole text with every change.
  const Json sync = {{"openClose", true}, {"change", 1}, {"save", {{"includeText", true}}}};
  const Json capabilities = {
      {"textDocumentSync", sync},
      {"positionEncoding", "utf-16"},
      {"codeActionProvider", {{"codeActionKinds", Json::array({"quickfix"})}}}};
  return {{"capabilities", capabilities},
          {"serverInfo", {{"name", "concord"}, {"version", options_.version}}}};
}

void LanguageServer::take_text(const std::string& method, const Json& params) {
  const std::string uri = text_at(params, "/textDocument/uri");
  const std::string path = path_of_uri(uri);
  if (path.empty()) return;
  if (method == "textDocument/didClose") {
    documents_.erase(uri);
  } else if (method == "textDocument/didOpen") {
    documents_[uri] = {path, text_at(params, "/textDocument/text")};
  } else {
    const auto known = documents_.find(uri);
    if (known == documents_.end()) return;
    // Whole texts, of which the last one counts; a save may bring none.
    const bool saved = method == "textDocument/didSave";
    const Json changes = params.value("contentChanges", Json::array());
    if (saved && params.contains("text")) known->second.text = text_at(params, "/text");
    if (!saved && changes.is_array() && !changes.empty())
      known->second.text = text_at(changes.back(), "/text");
  }
  mark_versions(path);
}

void LanguageServer::mark_versions(const std::string& path) {
  std::vector<std::string> paths = {path};
  for (const VersionFiles& pair : versions_of(path, options_.languages, options_.target_lang))
    paths.insert(paths.end(), {pair.source, pair.target});
  for (auto& [uri, document] : documents_) {
    if (std::find(paths.begin(), paths.end(), document.path) != paths.end())
      document.changed = true;
  }
}

std::string LanguageServer::text_of(const std::string& path) const {
  for (const auto& [uri, document] : documents_) {
    if (document.path == path) return document.text;
  }
  constexpr std::size_t kLargest = std::size_t{1} << 24;  // bytes; no report is larger
  return read_file(path, kLargest);
}

void LanguageServer::add_diagnostics(const PairReport& report, const Document& document,
                                     bool target, std::vector<Json>& diagnostics) const {
  const Side side = target ? Side::kTarget : Side::kSource;
  const Side other = target ? Side::kSource : Side::kTarget;
  const std::string& text = report.of(side).article.text;
  const TextPositions positions(document.text);
  const std::string& other_text = report.of(other).article.text;
  const std::string& other_path = report.of(other).article.name;
  const TextPositions other_positions(text_of(other_path));
  const auto range = [](const TextPositions& in, const std::string& of, Span span) {
    return Json{{"start", position_json(in.at(of, span.begin))},
                {"end", position_json(in.at(of, span.end))}};
  };
  for (const Issue& issue : report.issues) {
    if (issue.silenced()) continue;
    const std::optional<Passage>& here = issue.at(side);
    const std::optional<Passage>& there = issue.at(other);
    const Span span = here ? here->span : place_without_words(report, issue, side);
    Json diagnostic = {{"range", range(positions, text, span)},
                       {"severity", diagnostic_severity(issue.severity)},
                       {"code", issue.check},
                       {"source", "concord"},
                       {"message", messages_->text(issue.message)},
                       {"data", {{"id", issue.id}}}};
    if (there) {
      const Json place = {{"uri", uri_of_file(other_path)},
                          {"range", range(other_positions, other_text, there->span)}};
      const Json related = {{"location", place},
                            {"message", std::string(there->span.of(other_text))}};
      diagnostic["relatedInformation"] = Json::array({related});
    }
    if (here && there) {
      const SaidValue said{there->span.of(other_text), there->value};
      const SaidValue own{here->span.of(text), here->value};
      if (const auto put = suggested_text(said, own, report.of(side).article.lang))
        diagnostic["data"]["replacement"] = *put;
    }
    diagnostics.push_back(std::move(diagnostic));
  }
}

std::vector<Json> LanguageServer::diagnose(const Document& document) {
  std::vector<Json> diagnostics;
  for (const VersionFiles& pair :
       versions_of(document.path, options_.languages, options_.target_lang)) {
    const auto item_of = [&](const std::string& path) {
      FeedItem item;
      item.id = path;
      item.lang = language_of_path(path, options_.languages);
      item.body = text_of(path);
      item.file_format = "text";
      return item;
    };
    try {
      checker_->check(item_of(pair.source), item_of(pair.target), [&](PairReport& report) {
        add_diagnostics(report, document, document.path == pair.target, diagnostics);
      });
    } catch (const InputError& error) {
      // An empty text, for example: that is said where it is read.
      const Json begin = position_json({});
      diagnostics.push_back({{"range", {{"start", begin}, {"end", begin}}},
                             {"severity", 3},
                             {"source", "concord"},
                             {"message", error.what()}});
    }
  }
  return diagnostics;
}

std::vector<Json> LanguageServer::check_changed() {
  std::vector<Json> notes;
  for (auto& [uri, document] : documents_) {
    if (!std::exchange(document.changed, false)) continue;
    document.diagnostics =
        first_invalid_utf8(document.text) ? std::vector<Json>() : diagnose(document);
    notes.push_back({{"jsonrpc", "2.0"},
                     {"method", "textDocument/publishDiagnostics"},
                     {"params", {{"uri", uri}, {"diagnostics", document.diagnostics}}}});
  }
  return notes;
}

Json LanguageServer::code_actions(const Json& params) const {
  Json actions = Json::array();
  const std::string uri = text_at(params, "/textDocument/uri");
  const auto document = documents_.find(uri);
  if (document == documents_.end()) return actions;
  for (const Json& diagnostic : document->second.diagnostics) {
    const std::string put = text_at(diagnostic, "/data/replacement");
    if (put.empty() || !overlaps(diagnostic.at("range"), params.at("range"))) continue;
    const Json edit = {{"range", diagnostic.at("range")}, {"newText", put}};
    actions.push_back({{"title", fmt::format("Write \"{}\", as the other version says", put)},
                       {"kind", "quickfix"},
                       {"isPreferred", true},
                       {"diagnostics", Json::array({diagnostic})},
                       {"edit", {{"changes", {{uri, Json::array({edit})}}}}}});
  }
  return actions;
}

std::vector<Json> LanguageServer::handle(const Json& message) {
  const std::string method = text_at(message, "/method");
  const Json params =
      message.is_object() ? message.value("params", Json::object()) : Json::object();
  const bool request = message.is_object() && message.contains("id") && !method.empty();
  const Json id = request ? message.at("id") : Json();
  try {
    if (method == "initialize") return {answer(id, initialize(params))};
    if (method == "shutdown") {
      shut_down_ = true;
      return {answer(id, nullptr)};
    }
    if (method == "exit") exited_ = true;
    if (method.starts_with("textDocument/did")) take_text(method, params);
    if (method == "textDocument/codeAction") {
      std::vector<Json> replies = check_changed();
      replies.push_back(answer(id, code_actions(params)));
      return replies;
    }
  } catch (const Json::exception& error) {
    if (request) return {failure(id, kInvalidParams, error.what())};
    return {};
  } catch (const InputError& error) {
    if (request) return {failure(id, kInvalidParams, error.what())};
    return {};
  }
  if (request) return {failure(id, kMethodNotFound, "concord does not know " + method)};
  return {};
}

}  // namespace concord
