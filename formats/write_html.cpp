// Writes the page: both versions side by side in bead rows, every issue marked on the words of both
// sides.
#include <fmt/format.h>
#include <unicode/locid.h>

#include <algorithm>
#include <map>

#include "formats/escape.h"
#include "formats/issue_view.h"
#include "formats/messages.h"
#include "formats/page_template.h"
#include "formats/writers.h"

namespace concord {
namespace {

/// A marked stretch of one side.
struct Mark {
  Span span;
  std::size_t number = 0;  ///< of the issue on the page
  Severity severity = Severity::kInfo;
};

/// One side of a pair as the page shows it.
struct SideView {
  const AnalysedArticle* side = nullptr;
  bool target = false;
  std::vector<Mark> marks;  ///< by begin

  std::string_view text() const { return side->article.text; }
  std::string lang() const { return side->article.lang.empty() ? "und" : side->article.lang; }
};

/// The text of a span as HTML with its marks. Marks may overlap: the text is cut where one begins
/// or ends, and each piece carries all the issues that cover it.
std::string marked_html(const SideView& view, Span span, const std::string& anchor_label) {
  std::vector<std::uint32_t> cuts{span.begin, span.end};
  std::vector<const Mark*> here;
  for (const Mark& mark : view.marks) {
    if (mark.span.begin >= span.end) break;
    if (!mark.span.overlaps(span)) continue;
    here.push_back(&mark);
    cuts.push_back(std::max(mark.span.begin, span.begin));
    cuts.push_back(std::min(mark.span.end, span.end));
  }
  if (here.empty()) return page_text(span.of(view.text()));
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  std::string out;
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    const Span piece{cuts[i], cuts[i + 1]};
    std::string ids;
    std::string numbers;
    Severity severity = Severity::kInfo;
    for (const Mark* mark : here) {
      if (!mark->span.contains(piece)) continue;
      ids += fmt::format("{}i{}", ids.empty() ? "" : " ", mark->number);
      severity = std::max(severity, mark->severity);
      if (std::min(mark->span.end, span.end) == piece.end) {
        numbers += fmt::format("<a class=\"n\" href=\"#i{0}\" aria-label=\"{1} {0}\">{0}</a>",
                               mark->number, anchor_label);
      }
    }
    const std::string words = page_text(piece.of(view.text()));
    out += ids.empty() ? words
                       : fmt::format("<mark class=\"{}\" data-issues=\"{}\">{}{}</mark>",
                                     severity_name(severity), ids, words, numbers);
  }
  return out;
}

class HtmlWriter : public ReportWriter {
 public:
  explicit HtmlWriter(const WriterOptions& options)
      : options_(options), messages_(options.ui_lang) {}

  std::string pair(const PairReport& report) override {
    if (report.line > 0) return segment(report);
    std::string out = close_segments();
    out += frame(title_of(report));  // before the pair, which looks at the title
    return out + article_pair(report);
  }

  std::string end() override {
    std::string out = close_segments() + frame("concord");
    if (issues_ == 0) out += fmt::format("<p>{}</p>\n", message("summary.none"));
    return out + frame_.foot;
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
      for (const Side side : kSides) {
        if (!issue.at(side)) continue;
        SideView& view = side == Side::kSource ? source : target;
        const auto mark = [&](const Passage& passage) {
          if (!passage.span.empty()) view.marks.push_back({passage.span, issues_, issue.severity});
        };
        mark(*issue.at(side));
        for (const Passage& further : issue.at(side)->also) mark(further);
      }
    }
    for (SideView* view : {&source, &target}) {
      std::stable_sort(view->marks.begin(), view->marks.end(),
                       [](const Mark& a, const Mark& b) { return a.span.begin < b.span.begin; });
    }
    return numbers;
  }

  std::string text_html(const SideView& view, Span span) const {
    return marked_html(view, span, message("page.issue"));
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
    const std::string_view severity = severity_name(issue.severity);
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
    std::string out = fmt::format(
        "<article class=\"issue {0}\" id=\"i{1}\" tabindex=\"-1\" aria-labelledby=\"h{1}\" "
        "data-id=\"{2}\" "
        "data-check=\"{3}\" "
        "data-severity=\"{0}\" data-words=\"{4}\" data-verdict=\"{5}\" data-note=\"{6}\">\n",
        severity, number, page_text(issue.id), page_text(issue.check), page_text(words),
        issue.judgement ? page_text(issue.judgement->verdict) : "",
        issue.judgement ? page_text(issue.judgement->note) : "");
    out += fmt::format(
        "<h3 id=\"h{0}\"><span class=\"n\">{0}</span> <span class=\"severity\">{1}</span> <span "
        "class=\"check\">{2}</span></h3>\n"
        "<p class=\"reason\">{3}</p>\n",
        number, message("severity." + std::string(severity)), message("check." + issue.check),
        page_text(messages_.text(issue.message)));
    if (!values.empty()) out += fmt::format("<p class=\"values\">{}</p>\n", values);
    if (issue.judgement) {
      const std::string note =
          issue.judgement->note.empty() ? "" : ": " + page_text(issue.judgement->note);
      out += fmt::format("<p class=\"before\">{}{}</p>\n",
                         message("verdict." + issue.judgement->verdict), note);
    }
    return out + "</article>\n";
  }

  std::string cards(const PairReport& report, const std::vector<std::size_t>& issues,
                    const std::vector<std::size_t>& numbers) const {
    if (issues.empty()) return {};
    std::string out = "<div class=\"issues\">\n";
    for (const std::size_t i : issues) out += card(report, report.issues[i], numbers[i]);
    return out + "</div>\n";
  }

  /// At most about eighty code points of a passage, for lists.
  static std::string shortened(std::string_view words) {
    constexpr std::size_t kLongest = 80;
    std::size_t at = 0;
    for (std::size_t count = 0; count < kLongest && at < words.size(); ++count)
      next_code_point(words, at);
    return at < words.size() ? std::string(words.substr(0, at)) + "\xE2\x80\xA6"
                             : std::string(words);
  }

  /// The name of a side's language in the page's language.
  std::string language_name(const SideView& view) const {
    icu::UnicodeString name;
    icu::Locale(view.lang().c_str())
        .getDisplayLanguage(icu::Locale(messages_.lang().c_str()), name);
    std::string text;
    name.toUTF8String(text);
    return page_text(text);
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
  std::size_t rows_ = 0;  // bead rows before this pair: ids stay unique over pairs
};

/// The blocks that are printed around the report, by the bead row that they stand before (the
/// number of rows: after all).
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

std::string HtmlWriter::article_pair(const PairReport& report) {
  SideView source{&report.source, false, {}};
  SideView target{&report.target, true, {}};
  const std::vector<Bead>& beads = report.beads;
  const auto source_rows =
      rows_of_sentences(beads, &Bead::source, report.source.article.sentences.size());
  const auto target_rows =
      rows_of_sentences(beads, &Bead::target, report.target.article.sentences.size());

  // The row of every issue: its bead's, else that of the block or the sentence which its passage
  // stands in, else the pair's.
  std::vector<std::vector<std::size_t>> bead_issues(beads.size());
  std::map<std::size_t, std::vector<std::size_t>> fold_issues;
  std::vector<std::size_t> headline_issues;
  std::vector<std::size_t> pair_issues;
  for (std::size_t i = 0; i < report.issues.size(); ++i) {
    const Issue& issue = report.issues[i];
    if (!passes(issue, options_)) continue;
    if (issue.bead) {
      bead_issues[*issue.bead].push_back(i);
      continue;
    }
    const SideView& view = issue.target ? target : source;
    const std::uint32_t at = (issue.target ? issue.target : issue.source)->span.begin;
    const auto& blocks = view.side->article.blocks;
    const auto block = std::find_if(blocks.begin(), blocks.end(), [&](const Block& b) {
      return b.span.begin <= at && at < b.span.end;
    });
    if (block == blocks.end()) {
      pair_issues.push_back(i);
    } else if (block->role == BlockRole::kHeadline) {
      headline_issues.push_back(i);
    } else if (block->role != BlockRole::kBody) {
      fold_issues[row_behind(view, *block, issue.target ? target_rows : source_rows, beads.size())]
          .push_back(i);
    } else {
      const Place place = place_of(*view.side, {at, at});
      const auto& rows = issue.target ? target_rows : source_rows;
      const std::size_t row = place.body ? rows[place.number - 1] : beads.size();
      (row < beads.size() ? bead_issues[row] : pair_issues).push_back(i);
    }
  }

  // Numbers run down the page.
  std::vector<std::size_t> order = pair_issues;
  order.insert(order.end(), headline_issues.begin(), headline_issues.end());
  for (std::size_t b = 0; b <= beads.size(); ++b) {
    if (const auto fold = fold_issues.find(b); fold != fold_issues.end()) {
      order.insert(order.end(), fold->second.begin(), fold->second.end());
    }
    if (b < beads.size()) order.insert(order.end(), bead_issues[b].begin(), bead_issues[b].end());
  }
  const std::vector<std::size_t> numbers = number_issues(report, order, source, target);

  // Headlines and what is folded away.
  std::map<const SideView*, std::string> headlines;
  Folds folds;
  for (const SideView* view : {&source, &target}) {
    for (const Block& block : view->side->article.blocks) {
      if (block.role == BlockRole::kHeadline) {
        std::string& html = headlines[view];
        html += (html.empty() ? "" : "\n") + text_html(*view, block.span);
      } else if (block.role != BlockRole::kBody) {
        folds[row_behind(*view, block, view == &source ? source_rows : target_rows, beads.size())]
            .push_back({view, &block});
      }
    }
  }

  // Moved sentences: a link from the row to the place where the target has it, and one back.
  const std::vector<bool> moved = moved_beads(beads);
  std::vector<std::string> links(beads.size());
  for (std::size_t b = 0; b < beads.size(); ++b) {
    if (!moved[b]) continue;
    std::size_t after = beads.size();
    for (std::uint32_t t = beads[b].target.front(); t-- > 0 && after == beads.size();) {
      if (const std::size_t row = target_rows[t]; row < beads.size() && !moved[row]) after = row;
    }
    const auto link = [&](const std::string& id, std::size_t row) {
      return fmt::format("<a class=\"moved\" href=\"#b{}\">{}</a>", rows_ + row + 1,
                         message(id, {{"row", std::to_string(row + 1)}}));
    };
    if (after == beads.size()) {
      links[b] += fmt::format("<span class=\"moved\">{}</span>", message("page.moved-first"));
    } else {
      links[b] += link("page.moved-to", after);
      links[after] += link("page.moved-from", b);
    }
  }

  Tally tally;
  tally.add(report, options_.min_severity);
  // A page of one pair says its title on top already; a screen reader still walks by headings.
  const std::string title = title_of(report);
  std::string out =
      fmt::format("<section class=\"pair\" data-source=\"{}\" data-target=\"{}\">\n<h2{}>{}</h2>\n",
                  page_text(report.source.article.name), page_text(report.target.article.name),
                  rows_ == 0 && title == title_ ? " class=\"hidden-text\"" : "", page_text(title));
  out += fmt::format("<p class=\"about\">{} \xE2\x80\x93 {}<br>{}</p>\n<div class=\"rows\">\n",
                     about(source), about(target), page_text(summary_text(tally, messages_)));
  out += "<div class=\"row columns\"><div class=\"number\"></div>" +
         fmt::format("<p class=\"side\">{}</p><p class=\"side\">{}</p></div>\n",
                     language_name(source), language_name(target));
  if (!pair_issues.empty())
    out += "<div class=\"row\"><div class=\"number\"></div>\n" +
           cards(report, pair_issues, numbers) + "</div>\n";
  if (!headlines.empty()) {
    out += "<div class=\"row headline\"><div class=\"number\"></div>\n" +
           cell(source, headlines[&source]) + cell(target, headlines[&target]) +
           cards(report, headline_issues, numbers) + "</div>\n";
  }
  for (std::size_t b = 0; b <= beads.size(); ++b) {
    if (const auto fold = folds.find(b); fold != folds.end()) {
      const std::vector<std::size_t>& issues = fold_issues[b];
      out += fmt::format(
          "<div class=\"row fold\"><details{}><summary>{}</summary>\n",
          issues.empty() ? "" : " open",
          message("page.boilerplate", {{"count", std::to_string(fold->second.size())}}));
      for (const auto& [view, block] : fold->second) {
        std::string text = text_html(*view, block->span);
        if (!block->rule.empty())
          text += fmt::format(" <span class=\"rule\">{}</span>", page_text(block->rule));
        out += "<div class=\"block\">" + cell(*view, text) + "</div>\n";
      }
      out += "</details>\n" + cards(report, issues, numbers) + "</div>\n";
    }
    if (b == beads.size()) break;
    out += fmt::format(
        "<div class=\"row\" id=\"b{0}\"><div class=\"number\"><a href=\"#b{0}\">{1}</a></div>\n",
        rows_ + b + 1, b + 1);
    out += cell(source, sentences_html(source, beads[b].source));
    out += cell(target, sentences_html(target, beads[b].target) + links[b]);
    out += cards(report, bead_issues[b], numbers) + "</div>\n";
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
