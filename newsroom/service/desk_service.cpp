// Finds what answers a request, refuses what must not be answered, checks and stores.
#include "newsroom/service/desk_service.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "formats/escape.h"
#include "formats/issue_json.h"
#include "formats/issue_view.h"
#include "formats/writer.h"
#include "newsroom/engine/pair_worker.h"
#include "newsroom/service/desk_values.h"
#include "newsroom/service/suggestion.h"
#include "text/input_error.h"
#include "text/unicode.h"

namespace concord {
namespace {

using OrderedJson = nlohmann::ordered_json;

/// What an editor could write, for each issue where that is plain.
OrderedJson suggestions_json(const PairReport& report) {
  OrderedJson all = OrderedJson::object();
  for (const Issue& issue : report.issues) {
    if (!issue.source || !issue.target) continue;
    const SaidValue source{issue.source->span.of(report.source.article.text), issue.source->value};
    const SaidValue target{issue.target->span.of(report.target.article.text), issue.target->value};
    if (const auto text = suggested_text(source, target, report.target.article.lang))
      all[issue.id] = *text;
  }
  return all;
}

/// The headline of the target, else its first words.
std::string title_of(const PairReport& report) {
  const Article& article = report.target.article;
  for (const Block& block : article.blocks) {
    if (block.role == BlockRole::kHeadline) return std::string(block.span.of(article.text));
  }
  if (article.sentences.empty()) return article.name;
  constexpr std::size_t kLetters = 80;
  const std::string_view first = article.sentences.front().span.of(article.text);
  std::size_t at = 0;
  for (std::size_t i = 0; i < kLetters && at < first.size(); ++i) next_code_point(first, at);
  return one_cell(std::string(first.substr(0, at))) + (at < first.size() ? "\xE2\x80\xA6" : "");
}

/// Counts, languages, title and the worst issue of a report.
void summarise(const PairReport& report, const std::vector<RecordedIssue>& issues, DeskPair& pair) {
  pair.source.lang = report.source.article.lang;
  pair.target.lang = report.target.article.lang;
  pair.title = title_of(report);
  pair.counts = count_issues(report);
  pair.error.clear();
  pair.worst.clear();
  pair.worst_severity.clear();
  std::optional<Severity> worst;
  for (const RecordedIssue& issue : issues) {
    if (worst && *worst >= issue.severity) continue;
    worst = issue.severity;
    pair.worst = issue.message;
    pair.worst_severity = severity_name(issue.severity);
  }
}

/// Host names without their port.
std::string without_port(const std::string& host) {
  const std::size_t bracket = host.find(']');
  const std::size_t colon = host.find(':', bracket == std::string::npos ? 0 : bracket);
  return host.substr(0, colon);
}

}  // namespace

/// A path pattern: "{id}" is a number, "{name}" any one part.
struct DeskService::Route {
  std::string_view method;
  std::string_view path;
  Handler handler;
};

const std::vector<DeskService::Route>& DeskService::routes() {
  using S = DeskService;
  static const std::vector<Route> all = {
      {"GET", "/", &S::queue_page},
      {"GET", "/new", &S::new_page},
      {"GET", "/pairs/{id}", &S::pair_page},
      {"GET", "/pairs/{id}/report", &S::get_report},
      {"GET", "/checks", &S::checks_page},
      {"GET", "/static/{name}", &S::static_file},
      {"GET", "/metrics", &S::get_metrics},
      {"GET", "/api/v1/health", &S::get_health},
      {"GET", "/api/v1/openapi.json", &S::get_openapi},
      {"POST", "/api/v1/check", &S::post_check},
      {"GET", "/api/v1/pairs", &S::get_pairs},
      {"POST", "/api/v1/pairs", &S::post_pairs},
      {"GET", "/api/v1/pairs/{id}", &S::get_pair},
      {"PATCH", "/api/v1/pairs/{id}", &S::patch_pair},
      {"DELETE", "/api/v1/pairs/{id}", &S::delete_pair},
      {"PUT", "/api/v1/pairs/{id}/texts", &S::put_texts},
      {"GET", "/api/v1/pairs/{id}/report", &S::get_report},
      {"PUT", "/api/v1/pairs/{id}/verdicts/{name}", &S::put_verdict},
      {"GET", "/api/v1/checks", &S::get_checks},
      {"GET", "/api/v1/verdicts", &S::get_verdicts},
  };
  return all;
}

namespace {

/// The values of a pattern's braces; none when the path is another one.
struct PathValues {
  std::int64_t id = 0;
  std::string name;
};

std::optional<PathValues> matched(std::string_view pattern, std::string_view path) {
  PathValues values;
  while (!pattern.empty() || !path.empty()) {
    const std::size_t pattern_end = std::min(pattern.find('/', 1), pattern.size());
    const std::size_t path_end = std::min(path.find('/', 1), path.size());
    const std::string_view want = pattern.substr(0, pattern_end);
    const std::string_view have = path.substr(0, path_end);
    if (want == "/{id}") {
      constexpr std::size_t kLongest = 18;  // digits of a number of 64 bits
      const std::string_view digits = have.empty() ? have : have.substr(1);
      if (digits.empty() || digits.size() > kLongest ||
          digits.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
      for (const char c : digits) values.id = values.id * 10 + (c - '0');
    } else if (want == "/{name}") {
      if (have.size() < 2) return std::nullopt;
      values.name = have.substr(1);
    } else if (want != have) {
      return std::nullopt;
    }
    pattern.remove_prefix(pattern_end);
    path.remove_prefix(path_end);
  }
  return values;
}

}  // namespace

DeskService::DeskService(const DataDirs& dirs, const DeskOptions& options)
    : options_(options),
      checker_(dirs, options.settings),
      store_(options.store),
      slots_(static_cast<std::ptrdiff_t>(std::max(1U, options.jobs))) {}

std::string DeskService::refusal(const ServiceRequest& request) const {
  // A page of another site must not reach us under its own name (DNS rebinding), nor write through
  // an editor's browser (cross-site request forgery).
  const std::string host = without_port(request.header("host"));
  const bool known =
      host == "127.0.0.1" || host == "localhost" || host == "[::1]" ||
      std::find(options_.hosts.begin(), options_.hosts.end(), host) != options_.hosts.end();
  if (!known) return "the service is not known under this name; see concord serve --host";
  if (request.method == "GET" || request.method == "HEAD") return {};
  const std::string origin = request.header("origin");
  const std::size_t scheme = origin.find("://");
  if (!origin.empty() &&
      (scheme == std::string::npos || origin.substr(scheme + 3) != request.header("host")))
    return "a page of another site may not change anything here";
  if (!request.header("content-type").starts_with("application/json"))
    return "send application/json";
  return {};
}

ServiceResponse DeskService::answer(const ServiceRequest& request) {
  ++requests_;
  ServiceResponse response;
  try {
    const std::string refused = refusal(request);
    response = refused.empty() ? route(request) : problem_response(403, refused);
  } catch (const InputError& error) {
    response = problem_response(400, error.what());
  } catch (const std::exception&) {
    ++failures_;
    response = problem_response(500, "the service failed to answer");
  }
  response.headers.emplace("X-Content-Type-Options", "nosniff");
  response.headers.emplace("Referrer-Policy", "no-referrer");
  response.headers.emplace("Cache-Control", "no-store");
  response.headers.emplace("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  return response;
}

ServiceResponse DeskService::route(const ServiceRequest& request) {
  const std::string method = request.method == "HEAD" ? "GET" : request.method;
  std::string allowed;
  for (const Route& route : routes()) {
    const auto values = matched(route.path, request.path);
    if (!values) continue;
    if (route.method == method) return (this->*route.handler)(request, values->id, values->name);
    allowed += (allowed.empty() ? "" : ", ") + std::string(route.method);
  }
  if (allowed.empty()) return problem_response(404, "there is no such page");
  ServiceResponse response = problem_response(405, "this address takes " + allowed);
  response.headers["Allow"] = allowed;
  return response;
}

std::string DeskService::ui_lang(const ServiceRequest& request) const {
  const std::vector<std::string> known = ui_languages();
  const auto knows = [&](const std::string& lang) {
    return std::find(known.begin(), known.end(), lang) != known.end();
  };
  if (const std::string asked = request.parameter("ui-lang"); knows(asked)) return asked;
  // The first language of the browser that there are messages in (RFC 9110, 12.5.4); browsers list
  // them by preference.
  std::string list = request.header("accept-language");
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    std::string tag = list.substr(0, end);
    tag.erase(0, tag.find_first_not_of(' ') == std::string::npos ? 0 : tag.find_first_not_of(' '));
    tag.resize(std::min(tag.find_first_of("-;"), tag.size()));
    if (knows(tag)) return tag;
    list.erase(0, end + 1);
  }
  return options_.ui_lang;
}

std::string DeskService::person(const ServiceRequest& request, const std::string& said) const {
  return options_.user_header.empty() ? said : request.header(options_.user_header);
}

void DeskService::checked(const FeedItem& source, const FeedItem& target,
                          const std::vector<DeskVerdict>& verdicts,
                          const std::function<void(PairReport&)>& use) {
  slots_.acquire();
  const auto begin = std::chrono::steady_clock::now();
  const auto finish = [&] {
    check_microseconds_ +=
        static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(
                                       std::chrono::steady_clock::now() - begin)
                                       .count());
    ++checks_;
    slots_.release();
  };
  try {
    checker_.check(source, target, [&](PairReport& report) {
      for (Issue& issue : report.issues) {
        for (const DeskVerdict& verdict : verdicts) {
          if (verdict.issue == issue.id)
            issue.judgement =
                Judgement{verdict.verdict.empty() ? "open" : verdict.verdict, verdict.note};
        }
      }
      use(report);
    });
  } catch (...) {
    finish();
    throw;
  }
  finish();
}

std::string DeskService::check_json(const DeskPair& pair, const std::vector<DeskVerdict>& verdicts,
                                    const std::string& lang, DeskPair* result,
                                    std::vector<RecordedIssue>* issues) {
  std::string out;
  WriterOptions options;
  options.ui_lang = lang;
  options.version = options_.version;
  options.judged = true;
  checked(item_of(pair.source, pair.published), item_of(pair.target, pair.published), verdicts,
          [&](PairReport& report) {
            const MessageCatalogue messages(lang);
            Tally tally;
            tally.add(report, options.min_severity);
            const auto writer = make_report_writer("json", options);
            out = "{\"report\":" + document_of(*writer, report) +
                  ",\"summary\":" + OrderedJson(summary_text(tally, messages)).dump() +
                  ",\"compared\":" + OrderedJson(compared_text(report, messages)).dump() +
                  ",\"suggestions\":" + suggestions_json(report).dump() + "}\n";
            if (result == nullptr) return;
            *issues = recorded_issues(report, options, messages);
            summarise(report, *issues, *result);
          });
  return out;
}

void DeskService::check_stored(std::int64_t id) {
  const std::optional<DeskPair> pair = store_.get(id);
  if (!pair) return;
  DeskPair result = *pair;
  std::vector<RecordedIssue> issues;
  try {
    check_json(*pair, store_.verdicts(id), options_.ui_lang, &result, &issues);
  } catch (const InputError& error) {
    result.error = error.what();
    result.counts = {};
    if (result.title.empty()) result.title = result.target.name;
  }
  store_.set_result(result, issues, service_time());
}

std::int64_t DeskService::add(const PairRequest& request, const std::string& outlet) {
  DeskPair pair;
  pair.key = id_text(request.id);
  pair.outlet = outlet;
  for (const bool target : {false, true}) {
    const FeedItem& item = target ? request.target : request.source;
    DeskSide& side = target ? pair.target : pair.source;
    const Article article = checker_.read(item);
    side = {item.id, article.lang, article.text};
    if (article.published) pair.published = iso_day(*article.published);
  }
  const std::int64_t id = store_.add(pair, service_time());
  check_stored(id);
  return id;
}

}  // namespace concord
