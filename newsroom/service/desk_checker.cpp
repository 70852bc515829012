// Checks pairs and keeps what the store needs of the reports.
#include "newsroom/service/desk_checker.h"

#include <algorithm>
#include <utility>

#include "formats/issue_view.h"
#include "formats/messages.h"
#include "newsroom/service/desk_values.h"
#include "newsroom/service/words_key.h"
#include "text/input_error.h"
#include "text/unicode.h"

namespace concord {
namespace {

// How long a check waits for its turn. Whoever types has sent the next text by then.
constexpr std::chrono::seconds kWait{10};

/// Gives the slot back and notes the time, whatever happens.
class Turn {
 public:
  Turn(std::counting_semaphore<>& slots, std::atomic<std::uint64_t>& checks,
       std::atomic<std::uint64_t>& microseconds)
      : slots_(slots), checks_(checks), microseconds_(microseconds) {
    if (!slots_.try_acquire_for(kWait)) throw BusyError("the service is busy; try again");
    begin_ = std::chrono::steady_clock::now();
  }
  ~Turn() {
    const auto time = std::chrono::steady_clock::now() - begin_;
    microseconds_ += static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(time).count());
    ++checks_;
    slots_.release();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  std::counting_semaphore<>& slots_;
  std::atomic<std::uint64_t>& checks_;
  std::atomic<std::uint64_t>& microseconds_;
  std::chrono::steady_clock::time_point begin_;
};

/// The words that a side of an issue marks.
std::string words_of(const std::optional<Passage>& passage, const AnalysedArticle& side) {
  return passage ? std::string(passage->span.of(side.article.text)) : std::string();
}

std::vector<DeskIssue> issues_of(const PairReport& report, const MessageCatalogue& messages) {
  std::vector<DeskIssue> issues;
  for (const Issue& issue : report.issues)
    issues.push_back({issue.id, issue.check, issue.severity, messages.text(issue.message),
                      words_of(issue.source, report.source), words_of(issue.target, report.target),
                      issue.silenced()});
  return issues;
}

}  // namespace

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

DeskChecker::DeskChecker(const DataDirs& dirs, const SettingsFiles& settings, unsigned jobs,
                         DeskGlossary& glossary)
    : messages_(dirs.messages),
      checker_(dirs, settings),
      glossary_(&glossary),
      slots_(static_cast<std::ptrdiff_t>(std::max(1U, jobs))) {}

void DeskChecker::check(const FeedItem& source, const FeedItem& target,
                        const std::vector<DeskVerdict>& verdicts,
                        const std::function<void(PairReport&)>& use) {
  const Turn turn(slots_, checks_, microseconds_);
  checker_.check(source, target, [&](PairReport& report) {
    for (Issue& issue : report.issues) {
      if (is_known(report, issue)) issue.judgement = Judgement{"false-alarm", {}};
      for (const DeskVerdict& verdict : verdicts) {
        if (verdict.issue == issue.id)
          issue.judgement =
              Judgement{verdict.verdict.empty() ? "open" : verdict.verdict, verdict.note};
      }
    }
    use(report);
  });
}

bool DeskChecker::is_known(const PairReport& report, const Issue& issue) {
  if (!is_learnt(issue.check) || !issue.source || !issue.target) return false;
  DeskPair pair;
  pair.source.lang = report.source.article.lang;
  pair.target.lang = report.target.article.lang;
  DeskIssue words;
  words.check = issue.check;
  words.source = words_of(issue.source, report.source);
  words.target = words_of(issue.target, report.target);
  return glossary_->knows(term_of(pair, words));
}

DeskTerm DeskChecker::term_of(const DeskPair& pair, const DeskIssue& issue) {
  DeskTerm term;
  term.source_lang = pair.source.lang;
  term.target_lang = pair.target.lang;
  term.source = issue.source;
  term.target = issue.target;
  term.source_key = words_key(checker_.stemmer(pair.source.lang), issue.source);
  term.target_key = words_key(checker_.stemmer(pair.target.lang), issue.target);
  term.check = issue.check;
  term.pair = pair.id;
  return term;
}

CheckedResult DeskChecker::result(const DeskPair& pair, const std::string& ui_lang) {
  CheckedResult result{pair, {}};
  const MessageCatalogue messages(messages_, ui_lang);
  try {
    check(item_of(pair.source, pair.published), item_of(pair.target, pair.published), {},
          [&](PairReport& report) {
            result.pair.source.lang = report.source.article.lang;
            result.pair.target.lang = report.target.article.lang;
            result.pair.title = title_of(report);
            result.pair.error.clear();
            result.issues = issues_of(report, messages);
          });
  } catch (const InputError& error) {
    result.pair.error = error.what();
    if (result.pair.title.empty()) result.pair.title = result.pair.target.name;
  }
  return result;
}

}  // namespace concord
