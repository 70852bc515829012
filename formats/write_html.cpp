// Writes the page: both versions side by side in bead rows, every issue marked on the words of both
// sides.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "formats/escape.h"
#include "formats/issue_view.h"
#include "formats/messages.h"
#include "formats/page_parts.h"
#include "formats/page_template.h"
#include "formats/writers.h"

namespace concord {
namespace {

/// One side of a pair as the page shows it.
struct SideView {
  const AnalysedArticle* side = nullptr;
  bool target = false;
  std::vector<Mark> marks;  ///< by begin

  std::string_view text() const { return side->article.text; }
  std::string lang() const { return side->article.lang.empty() ? "und" : side->article.lang; }
};

/// The blocks outside the body, by the bead row that they stand before (the number of rows: after
/// all).
using Folds = std::map<std::size_t, std::vector<std::pair<const SideView*, const Block*>>>;

/// Where each body sentence of one side stands.
std::vector<std::size_t> rows_of_sentences(const std::vector<Bead>& beads,
                                           std::vector<std::uint32_t> Bead::*side,
                                           std::size_t count) {
  std::vector<std::size_t> rows(count, beads.size());
  for (std::size_t b = 0; b < beads.size(); ++b) {
    for (const std::uint32_t i : beads[b].*side) rows[i] = b;
  }
  return rows;
}

/// The row before which a block is folded away: that of the first sentence after it.
std::size_t row_behind(const SideView& view, const Block& block,
                       const std::vector<std::size_t>& rows, std::size_t last) {
  const auto& sentences = view.side->article.sentences;
  const auto next =
      std::lower_bound(sentences.begin(), sentences.end(), block.span.end,
                       [](const Sentence& s, std::uint32_t at) { return s.span.begin < at; });
  return next == sentences.end() ? last : rows[static_cast<std::size_t>(next - sentences.begin())];
}

class HtmlWriter : public ReportWriter {
 public:
  explicit HtmlWriter(const WriterOptions& options)
      : options_(options), messages_(options.messages, options.ui_lang) {}

  std::string pair(const PairReport& report) override {
    if (report.line > 0) return segment(report);
    std::string out = close_segments();
    out += frame(title_of(report));  // before the pair, which looks at the title
    return out + article_pair(report);
  }

  std::string end() override {
    std::string out = close_segments() + frame("concord");
    if (issues_ == 0 && rows_ == 0)
      out += fmt::format("<p class=\"result none\">{}</p>\n", message("summary.none"));
    return out + check_explanations(checks_, messages_) + frame_.foot;
  }

 private:
  std::string message(const std::string& id,
                      std::vector<std::pair<std::string, std::string>> arguments = {}) const {
    return page_text(messages_.text({id, std::move(arguments)}));
  }

  /// The head of the document, once; the first pair gives its title.
  std::string frame(const std::string& title) {
    if (framed_) return {};
    framed_ = true;
    title_ = title;
    frame_ = page_frame(messages_, title, options_.version);
    return frame_.head;
  }

  /// The headline of an article; empty when it has none.
  static std::string headline(const Article& article) {
    for (const Block& block : article.blocks) {
      if (block.role == BlockRole::kHeadline) return std::string(block.span.of(article.text));
    }
    return {};
  }

  static std::string title_of(const PairReport& report) {
    const std::string target = headline(report.target.article);
    const std::string source = headline(report.source.article);
    return !target.empty() ? target : !source.empty() ? source : report.target.article.name;
  }

  std::string article_pair(const PairReport& report);
  std::string segment(const PairReport& report);
  std::string headlines(const SideView& view) const;
  std::vector<std::string> moved_links(const std::vector<Bead>& beads,
                                       const std::vector<std::size_t>& target_rows);
  std::string pair_head(const PairReport& report, const SideView& source,
                        const SideView& target) const;
  std::string fold_row(const Folds::mapped_type& blocks, const PairReport& report,
                       const std::vector<std::size_t>& issues,
                       const std::vector<std::size_t>& numbers) const;

  std::string close_segments() {
    std::string out = segments_open_ ? "</div>\n</section>\n" : "";
    segments_open_ = false;
    return out;
  }

  /// Gives the issues of `order` their numbers and both sides their marks. Issues that are not in
  /// it have number 0.
  std::vector<std::size_t> number_issues(const PairReport& report,
                                         const std::vector<std::size_t>& order, SideView& source,
                                         SideView& target) {
    std::vector<std::size_t> numbers(report.issues.size());
    for (const std::size_t i : order) {
      const Issue& issue = report.issues[i];
      numbers[i] = ++issues_;
      checks_.insert(issue.check);
      for (const Side side : kSides) {
        if (!issue.at(side)) continue;
        SideView& view = side == Side::kSource ? source : target;
        const auto mark = [&](const Passage& passage) {
          if (!passage.span.empty())
            view.marks.push_back(
                {passage.span, issues_, severity_name(issue.severity), issue.severity});
        };
        mark(*issue.at(side));
        for (const Passage& further : issue.at(side)->also) mark(further);
      }
    }
    for (SideView* view : {&source, &target}) sort_marks(view->marks);
    return numbers;
  }

  std::string text_html(const SideView& view, Span span) const {
    return marked_html(view.text(), view.marks, span, message("page.issue"));
  }

  std::string sentences_html(const SideView& view,
                             const std::vector<std::uint32_t>& sentences) const {
    std::string out;
    for (const std::uint32_t i : sentences) {
      if (!out.empty()) out += ' ';
      out += text_html(view, view.side->article.sentences[i].span);
    }
    if (out.empty())
      out = fmt::format("<span class=\"nothing\">{}</span>", message("page.nothing"));
    return out;
  }

  std::string cell(const SideView& view, const std::string& html) const {
    return fmt::format(
        "<p class=\"side {0}\" lang=\"{1}\"><span class=\"hidden-text\">{2}: </span>{3}</p>\n",
        view.target ? "target" : "source", page_text(view.lang()), page_text(view.lang()), html);
  }

  std::string card(const PairReport& report, const Issue& issue, std::size_t number) const {
    std::string words;
    std::string values;
    for (const bool target : {false, true}) {
      const std::optional<Passage>& passage = target ? issue.target : issue.source;
      if (!passage) continue;
      const AnalysedArticle& side = target ? report.target : report.source;
      const std::string_view said = passage->span.of(side.article.text);
      words += fmt::format("{}{}", words.empty() ? "" : " \xE2\x86\x92 ", shortened(said));
      if (said.find(passage->value) != std::string_view::npos)
        continue;  // the words say it themselves
      values += fmt::format("{}<span lang=\"{}\">{}</span> <code>{}</code>",
                            values.empty() ? "" : " \xC2\xB7 ", page_text(side.article.lang),
                            page_text(shortened(said)), page_text(passage->value));
    }
    if (!values.empty()) values = fmt::format("<p class=\"values\">{}</p>\n", values);
    return issue_card({number, issue.severity, issue.id, issue.check, words,
                       page_text(messages_.text(issue.message)), values,
                       issue.judgement ? &*issue.judgement : nullptr},
                      messages_);
  }

  std::string cards(const PairReport& report, const std::vector<std::size_t>& issues,
                    const std::vector<std::size_t>& numbers) const {
    if (issues.empty()) return {};
    std::string out = "<div class=\"issues\">\n";
    for (const std::size_t i : issues) out += card(report, report.issues[i], numbers[i]);
    return out + "</div>\n";
  }

  std::string about(const SideView& view) const {
    const Article& article = view.side->article;
    std::string out = fmt::format("{} ({}", page_text(article.name), page_text(view.lang()));
    if (article.published) out += ", " + iso_day(*article.published);
    return out + ")";
  }

  WriterOptions options_;
  MessageCatalogue messages_;
  PageFrame frame_;
  std::string title_;
  bool framed_ = false;
  bool segments_open_ = false;
  std::size_t issues_ = 0;
  std::set<std::string> checks_;  // of these issues
  std::size_t rows_ = 0;          // bead rows before this pair: ids stay unique over pairs
};

/// The issues of a pair by the row of the page that shows them.
struct IssueRows {
  std::vector<std::vector<std::size_t>> beads;
  std::map<std::size_t, std::vector<std::size_t>> folds;  // by the row that the fold stands before
  std::vector<std::size_t> headline;
  std::vector<std::size_t> pair;

  /// All of them, down the page.
  std::vector<std::size_t> in_order() const {
    std::vector<std::size_t> order = pair;
    const auto append = [&](const std::vector<std::size_t>& issues) {
      order.insert(order.end(), issues.begin(), issues.end());
    };
    append(headline);
    for (std::size_t b = 0; b <= beads.size(); ++b) {
      if (const auto fold = folds.find(b); fold != folds.end()) append(fold->second);
      if (b < beads.size()) append(beads[b]);
    }
    return order;
  }
};

/// Puts every issue that passes into a row: its bead's, else that of the block or the sentence
/// which its passage stands in, else the pair's.
class IssuePlacer {
 public:
  explicit IssuePlacer(const PairReport& report)
      : report_(report),
        source_rows_(
            rows_of_sentences(report.beads, &Bead::source, report.source.article.sentences.size())),
        target_rows_(rows_of_sentences(report.beads, &Bead::target,
                                       report.target.article.sentences.size())) {
    placed_.beads.resize(report.beads.size());
  }

  const std::vector<std::size_t>& rows(bool target) const {
    return target ? target_rows_ : source_rows_;
  }

  IssueRows place(const WriterOptions& options) {
    for (std::size_t i = 0; i < report_.issues.size(); ++i) {
      const Issue& issue = report_.issues[i];
      if (passes(issue, options))
        (issue.bead ? placed_.beads[*issue.bead] : list_of(issue)).push_back(i);
    }
    return std::move(placed_);
  }

 private:
  std::vector<std::size_t>& list_of(const Issue& issue) {
    const bool target = issue.target.has_value();
    const SideView view{target ? &report_.target : &report_.source, target, {}};
    const std::uint32_t at = (target ? issue.target : issue.source)->span.begin;
    const auto& blocks = view.side->article.blocks;
    const auto block = std::find_if(blocks.begin(), blocks.end(), [&](const Block& b) {
      return b.span.begin <= at && at < b.span.end;
    });
    const std::size_t last = report_.beads.size();
    if (block == blocks.end()) return placed_.pair;
    if (block->role == BlockRole::kHeadline) return placed_.headline;
    if (block->role != BlockRole::kBody)
      return placed_.folds[row_behind(view, *block, rows(target), last)];
    const Place place = place_of(*view.side, {at, at});
    const std::size_t row = place.body ? rows(target)[place.number - 1] : last;
    return row < last ? placed_.beads[row] : placed_.pair;
  }

  const PairReport& report_;
  std::vector<std::size_t> source_rows_;
  std::vector<std::size_t> target_rows_;
  IssueRows placed_;
};

std::string HtmlWriter::headlines(const SideView& view) const {
  std::string html;
  for (const Block& block : view.side->article.blocks) {
    if (block.role == BlockRole::kHeadline)
      html += (html.empty() ? "" : "\n") + text_html(view, block.span);
  }
  return html;
}

/// What stands outside the body, by the row that it is folded away before.
Folds folds_of(const SideView& source, const SideView& target, const IssuePlacer& placer,
               std::size_t last) {
  Folds folds;
  for (const SideView* view : {&source, &target}) {
    for (const Block& block : view->side->article.blocks) {
      if (block.role == BlockRole::kHeadline || block.role == BlockRole::kBody) continue;
      folds[row_behind(*view, block, placer.rows(view->target), last)].push_back({view, &block});
    }
  }
  return folds;
}

/// For moved sentences a link from the row to the place where the target has it, and one back.
std::vector<std::string> HtmlWriter::moved_links(const std::vector<Bead>& beads,
                                                 const std::vector<std::size_t>& target_rows) {
  const std::vector<bool> moved = moved_beads(beads);
  std::vector<std::string> links(beads.size());
  const auto link = [&](const std::string& id, std::size_t row) {
    return fmt::format("<a class=\"moved\" href=\"#b{}\">{}</a>", rows_ + row + 1,
                       message(id, {{"row", std::to_string(row + 1)}}));
  };
  for (std::size_t b = 0; b < beads.size(); ++b) {
    if (!moved[b]) continue;
    std::size_t after = beads.size();
    for (std::uint32_t t = beads[b].target.front(); t-- > 0 && after == beads.size();) {
      if (const std::size_t row = target_rows[t]; row < beads.size() && !moved[row]) after = row;
    }
    if (after == beads.size()) {
      links[b] += fmt::format("<span class=\"moved\">{}</span>", message("page.moved-first"));
    } else {
      links[b] += link("page.moved-to", after);
      links[after] += link("page.moved-from", b);
    }
  }
  return links;
}

/// The head of a pair: names, result, what was compared, the languages.
std::string HtmlWriter::pair_head(const PairReport& report, const SideView& source,
                                  const SideView& target) const {
  Tally tally;
  tally.add(report, options_.min_severity);
  const std::string_view worst = tally.errors > 0     ? "error"
                                 : tally.warnings > 0 ? "warning"
                                 : tally.infos > 0    ? "info"
                                                      : "none";
  // A page of one pair says its title on top already; a screen reader still walks by headings.
  const std::string title = title_of(report);
  return fmt::format(
             "<section class=\"pair\" data-source=\"{}\" data-target=\"{}\">\n<h2{}>{}</h2>\n",
             page_text(report.source.article.name), page_text(report.target.article.name),
             rows_ == 0 && title == title_ ? " class=\"hidden-text\"" : "", page_text(title)) +
         fmt::format("<p class=\"result {}\">{}</p>\n", worst,
                     page_text(summary_text(tally, messages_))) +
         fmt::format("<p class=\"about\">{}<br>{} \xE2\x80\x93 {}</p>\n<div class=\"rows\">\n",
                     page_text(compared_text(report, messages_)), about(source), about(target)) +
         "<div class=\"row columns\"><div class=\"number\"></div>" +
         fmt::format("<p class=\"side\">{}</p><p class=\"side\">{}</p></div>\n",
                     language_name(source.lang(), messages_.lang()),
                     language_name(target.lang(), messages_.lang()));
}

/// A row of blocks outside the body, folded unless it has issues.
std::string HtmlWriter::fold_row(const Folds::mapped_type& blocks, const PairReport& report,
                                 const std::vector<std::size_t>& issues,
                                 const std::vector<std::size_t>& numbers) const {
  std::string out = fmt::format(
      "<div class=\"row fold\"><details{}><summary>{}</summary>\n", issues.empty() ? "" : " open",
      message("page.outside-body", {{"count", std::to_string(blocks.size())}}));
  for (const auto& [view, block] : blocks) {
    std::string text = text_html(*view, block->span);
    if (!block->rule.empty())
      text += fmt::format(" <span class=\"rule\">{}</span>", page_text(block->rule));
    out += "<div class=\"block\">" + cell(*view, text) + "</div>\n";
  }
  return out + "</details>\n" + cards(report, issues, numbers) + "</div>\n";
}

std::string HtmlWriter::article_pair(const PairReport& report) {
  SideView source{&report.source, false, {}};
  SideView target{&report.target, true, {}};
  const std::vector<Bead>& beads = report.beads;
  IssuePlacer placer(report);
  IssueRows issues = placer.place(options_);
  const std::vector<std::size_t> numbers = number_issues(report, issues.in_order(), source, target);
  const Folds folds = folds_of(source, target, placer, beads.size());
  const std::vector<std::string> links = moved_links(beads, placer.rows(true));

  std::string out = pair_head(report, source, target);
  const std::string unnumbered = "\"><div class=\"number\"></div>\n";
  if (!issues.pair.empty())
    out += "<div class=\"row" + unnumbered + cards(report, issues.pair, numbers) + "</div>\n";
  const std::string source_headlines = headlines(source);
  const std::string target_headlines = headlines(target);
  if (!source_headlines.empty() || !target_headlines.empty()) {
    out += "<div class=\"row headline" + unnumbered + cell(source, source_headlines) +
           cell(target, target_headlines) + cards(report, issues.headline, numbers) + "</div>\n";
  }
  for (std::size_t b = 0; b <= beads.size(); ++b) {
    if (const auto fold = folds.find(b); fold != folds.end())
      out += fold_row(fold->second, report, issues.folds[b], numbers);
    if (b == beads.size()) break;
    out += fmt::format(
        "<div class=\"row\" id=\"b{0}\"><div class=\"number\"><a href=\"#b{0}\">{1}</a></div>\n",
        rows_ + b + 1, b + 1);
    out += cell(source, sentences_html(source, beads[b].source));
    out += cell(target, sentences_html(target, beads[b].target) + links[b]);
    out += cards(report, issues.beads[b], numbers) + "</div>\n";
  }
  rows_ += beads.size();
  return out + "</div>\n</section>\n";
}

std::string HtmlWriter::segment(const PairReport& report) {
  std::string out = frame(report.file);
  SideView source{&report.source, false, {}};
  SideView target{&report.target, true, {}};
  std::vector<std::size_t> issues;
  for (std::size_t i = 0; i < report.issues.size(); ++i) {
    if (passes(report.issues[i], options_)) issues.push_back(i);
  }
  const std::vector<std::size_t> numbers = number_issues(report, issues, source, target);
  if (issues.empty()) return out;
  if (!segments_open_) {
    segments_open_ = true;
    const std::string file = page_text(report.file);
    out += fmt::format(
        "<section class=\"pair\" data-source=\"{0}\" data-target=\"{0}\">\n<h2>{0}</h2>\n<div "
        "class=\"rows\">\n",
        file);
  }
  out += fmt::format(
      "<div class=\"row\" id=\"b{0}\"><div class=\"number\"><a href=\"#b{0}\">{1}</a></div>\n",
      ++rows_, page_text(report.id));
  const auto whole = [&](const SideView& view) {
    return text_html(view, {0, static_cast<std::uint32_t>(view.text().size())});
  };
  return out + cell(source, whole(source)) + cell(target, whole(target)) +
         cards(report, issues, numbers) + "</div>\n";
}

}  // namespace

std::unique_ptr<ReportWriter> html_writer(const WriterOptions& options) {
  return std::make_unique<HtmlWriter>(options);
}

}  // namespace concord
