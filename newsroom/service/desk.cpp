// Opens what the service works with, and does what several of its parts need.
#include "newsroom/service/desk.h"

#include <algorithm>
#include <ctime>
#include <utility>

#include "formats/messages.h"
#include "newsroom/engine/pair_worker.h"
#include "newsroom/service/desk_values.h"
#include "text/clock.h"
#include "text/day.h"
#include "text/input_error.h"

namespace concord {

Desk::Desk(const DataDirs& dirs, const DeskOptions& desk_options)
    : options(desk_options),
      messages(dirs.messages),
      pool(options.store, options.jobs + 2, desk_schema()),
      store(pool),
      accounts(pool),
      access(accounts, options.access),
      outbox(pool, options.webhooks),
      memory(options.store),
      glossary(pool),
      checker(dirs, options.settings, options.jobs, glossary),
      languages(checker.languages()) {}

std::string Desk::ui_lang(const ServiceRequest& request) const {
  const std::vector<std::string> known = ui_languages(messages);
  const auto knows = [&](const std::string& lang) {
    return std::find(known.begin(), known.end(), lang) != known.end();
  };
  if (std::string asked = request.parameter("ui-lang"); knows(asked)) return asked;
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
  return options.ui_lang;
}

std::int64_t Desk::add(const PairRequest& request, const std::string& outlet) {
  DeskPair pair;
  pair.key = id_text(request.id);
  pair.outlet = outlet;
  for (const bool target : {false, true}) {
    const FeedItem& item = target ? request.target : request.source;
    DeskSide& side = target ? pair.target : pair.source;
    const Article article = checker.read_named(item);
    side = {item.id, article.lang, report_text(article)};
    if (article.published) pair.published = iso_day(*article.published);
  }
  const std::int64_t id = store.add(pair, service_time());
  check_stored(id);
  return id;
}

void Desk::check_stored(std::int64_t id) {
  const std::optional<DeskPair> pair = store.get(id);
  if (!pair) return;
  const CheckedResult result = checker.result(*pair, options.ui_lang);
  const std::string now = service_time();
  // The event is kept together with what it tells, so that neither is lost alone.
  store.set_result(result.pair, result.issues, now,
                   [&](SqlConnection& db, const std::vector<DeskIssue>& errors) {
                     if (outbox.has_addresses() && !errors.empty())
                       outbox.add(db, "errors.new", new_errors_json(result.pair, errors, now), now);
                   });
  outbox.wake();
}

void Desk::remember(const DeskPair& pair) {
  if (pair.state != "done" || !pair.error.empty()) return;
  checker.check(item_of(pair.source, pair.published), item_of(pair.target, pair.published),
                store.verdicts(pair.id), [&](PairReport& report) {
                  memory.keep(pair, report, basic_time(std::time(nullptr)));
                });
}

void Desk::propose(const DeskPair& pair, const DeskVerdict& verdict) {
  if (verdict.verdict != "false-alarm") return;
  for (const DeskIssue& issue : store.issues(pair.id)) {
    if (issue.id != verdict.issue || !is_learnt(issue.check)) continue;
    DeskTerm term = checker.term_of(pair, issue);
    term.proposed_by = verdict.who;
    glossary.propose(term, verdict.at);
  }
}

bool Desk::decide(std::int64_t term, const std::string& state, const std::string& who) {
  if (state != "proposed" && state != "confirmed" && state != "rejected")
    throw InputError("request", 0, "\"state\": '" + state + "' is unknown",
                     "use proposed, confirmed or rejected");
  const auto decided = glossary.decide(term, state, who, service_time());
  if (decided) store.check_again(decided->check);
  return decided.has_value();
}

}  // namespace concord
