// Writes the page of several versions: a column for each, every issue marked in all of them.
#include <fmt/format.h>

#include <algorithm>

#include "formats/escape.h"
#include "formats/page_parts.h"
#include "formats/page_template.h"
#include "formats/version_view.h"
#include "text/day.h"

namespace concord {
namespace {

// What a version says that is not the odd one, in the style sheet.
constexpr std::string_view kAgrees = "agrees";

class Page {
 public:
  Page(const VersionReport& report, const WriterOptions& options)
      : report_(report), options_(options), messages_(options.messages, options.ui_lang) {
    marks_.resize(report.versions.size());
    rows_.resize(report.rows.size());
    for (std::size_t i = 0; i < report.issues.size(); ++i) {
      const VersionIssue& issue = report.issues[i];
      if (!passes(issue, options)) continue;
      (issue.row ? rows_[*issue.row] : outside_).push_back(i);
    }
    for (const std::size_t i : outside_) number(i);
    for (const std::vector<std::size_t>& issues : rows_) {
      for (const std::size_t i : issues) number(i);
    }
    for (std::vector<Mark>& marks : marks_) sort_marks(marks);
  }

  std::string document() const {
    const PageFrame frame = page_frame(messages_, title(), options_.version);
    std::string out = frame.head + head();
    for (std::size_t row = 0; row < report_.rows.size(); ++row) out += row_html(row);
    return out + "</div>\n</section>\n" + check_explanations(checks_, messages_) + frame.foot;
  }

 private:
  std::string message(const std::string& id) const { return page_text(messages_.text({id, {}})); }

  /// Gives an issue its number, and the versions their marks.
  void number(std::size_t index) {
    const VersionIssue& issue = report_.issues[index];
    numbers_.resize(report_.issues.size());
    numbers_[index] = ++last_number_;
    checks_.insert(issue.check);
    for (std::size_t version = 0; version < marks_.size(); ++version) {
      if (!issue.passages[version]) continue;
      const bool agrees =
          issue.stand == VersionStand::kDiffers && issue.odd && *issue.odd != version;
      const Severity severity = agrees ? Severity::kInfo : issue.severity;
      const std::string_view style = agrees ? kAgrees : severity_name(severity);
      const auto mark = [&](const Passage& passage) {
        if (!passage.span.empty())
          marks_[version].push_back({passage.span, last_number_, style, severity});
      };
      mark(*issue.passages[version]);
      for (const Passage& further : issue.passages[version]->also) mark(further);
    }
  }

  std::string lang_of(std::size_t version) const {
    const std::string& lang = report_.versions[version]->article.lang;
    return lang.empty() ? "und" : lang;
  }

  std::string headline(std::size_t version) const {
    for (const Block& block : report_.versions[version]->article.blocks) {
      if (block.role == BlockRole::kHeadline)
        return std::string(block.span.of(report_.text(version)));
    }
    return {};
  }

  std::string title() const {
    const std::string first = headline(0);
    return first.empty() ? report_.versions[0]->article.name : first;
  }

  std::string cell(std::size_t version, const std::string& html) const {
    return fmt::format("<p class=\"side {}\" lang=\"{}\"><span class=\"version\">{}</span>{}</p>\n",
                       version == 0 ? "source" : "target", page_text(lang_of(version)),
                       page_text(report_.label(version)), html);
  }

  std::string text_html(std::size_t version, Span span) const {
    return marked_html(report_.text(version), marks_[version], span, message("page.issue"));
  }

  std::string row_html(std::size_t row) const {
    std::string out = fmt::format(
        "<div class=\"row\" id=\"b{0}\"><div class=\"number\"><a href=\"#b{0}\">{0}</a></div>\n",
        row + 1);
    for (std::size_t version = 0; version < report_.versions.size(); ++version) {
      std::string html;
      for (const Span sentence : report_.rows[row].sentences[version])
        html += (html.empty() ? "" : " ") + text_html(version, sentence);
      if (html.empty())
        html = fmt::format("<span class=\"nothing\">{}</span>", message("page.nothing"));
      out += cell(version, html);
    }
    return out + cards(rows_[row]) + "</div>\n";
  }

  /// The name of each version above its column, then the headlines and what stands outside rows.
  std::string head() const {
    const Tally tally = tally_of(report_, options_);
    const std::string_view worst = tally.errors > 0     ? "error"
                                   : tally.warnings > 0 ? "warning"
                                   : tally.infos > 0    ? "info"
                                                        : "none";
    std::string out = fmt::format(
        "<section class=\"pair versions-{}\" data-source=\"{}\" data-target=\"\">\n"
        "<h2 class=\"hidden-text\">{}</h2>\n<p class=\"result {}\">{}</p>\n<p "
        "class=\"about\">{}</p>\n<div class=\"rows\">\n"
        "<div class=\"row columns\"><div class=\"number\"></div>\n",
        report_.versions.size(), page_text(report_.versions[0]->article.name), page_text(title()),
        worst, page_text(summary_text(tally, messages_)),
        page_text(compared_text(report_, messages_)));
    for (std::size_t version = 0; version < report_.versions.size(); ++version) {
      const Article& article = report_.versions[version]->article;
      out += fmt::format("<p class=\"side\">{}{}<span class=\"file\">{}{}</span></p>\n",
                         language_name(lang_of(version), messages_.lang()),
                         version == 0 ? " \xC2\xB7 " + message("versions.reference") : "",
                         page_text(article.name),
                         article.published ? ", " + iso_day(*article.published) : "");
    }
    out += "</div>\n";
    std::string headlines;
    bool any = false;
    for (std::size_t version = 0; version < report_.versions.size(); ++version) {
      std::string html;
      for (const Block& block : report_.versions[version]->article.blocks) {
        if (block.role == BlockRole::kHeadline)
          html += (html.empty() ? "" : "\n") + text_html(version, block.span);
      }
      any = any || !html.empty();
      headlines += cell(version, html);
    }
    if (any || !outside_.empty()) {
      out += "<div class=\"row headline\"><div class=\"number\"></div>\n" + headlines +
             cards(outside_) + "</div>\n";
    }
    return out;
  }

  /// What every version says, the odd one's words last and strong.
  std::string card(const VersionIssue& issue, std::size_t number_on_page) const {
    std::string words;
    std::string values;
    for (std::size_t version = 0; version < issue.passages.size(); ++version) {
      if (!issue.passages[version]) continue;
      const std::string said = shortened(issue.passages[version]->span.of(report_.text(version)));
      words += (words.empty() ? "" : " \xC2\xB7 ") + said;
      const bool odd = issue.odd && *issue.odd == version;
      values +=
          fmt::format("{}{}: <span lang=\"{}\">{}{}{}</span>", values.empty() ? "" : " \xC2\xB7 ",
                      page_text(report_.label(version)), page_text(lang_of(version)),
                      odd ? "<strong>" : "", page_text(said), odd ? "</strong>" : "");
    }
    std::string details = fmt::format("<p class=\"values\">{}</p>\n", values);
    for (const VersionReason& reason : issue.reasons) {
      details += fmt::format("<p class=\"between\">{}</p>\n",
                             page_text(reason_text(report_, reason, messages_)));
    }
    return issue_card({number_on_page, issue.severity, issue.id, issue.check, words,
                       page_text(stand_text(report_, issue, messages_)), details,
                       issue.judgement ? &*issue.judgement : nullptr},
                      messages_);
  }

  std::string cards(const std::vector<std::size_t>& issues) const {
    if (issues.empty()) return {};
    std::string out = "<div class=\"issues\">\n";
    for (const std::size_t i : issues) out += card(report_.issues[i], numbers_[i]);
    return out + "</div>\n";
  }

  const VersionReport& report_;
  const WriterOptions& options_;
  MessageCatalogue messages_;
  std::vector<std::vector<Mark>> marks_;        // by version
  std::vector<std::vector<std::size_t>> rows_;  // issues by row
  std::vector<std::size_t> outside_;            // issues of no row
  std::vector<std::size_t> numbers_;            // by issue
  std::size_t last_number_ = 0;
  std::set<std::string> checks_;
};

}  // namespace

std::string versions_html(const VersionReport& report, const WriterOptions& options) {
  return Page(report, options).document();
}

}  // namespace concord
