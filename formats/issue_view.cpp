// Finds what writers show and where it stands.
#include "formats/issue_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace concord {
namespace {

/// The last sentence that begins at or before `at`; none when all begin later.
std::optional<std::size_t> sentence_before(const std::vector<AnalysedSentence>& sentences,
                                           std::uint32_t at) {
  const auto after = std::upper_bound(
      sentences.begin(), sentences.end(), at,
      [](std::uint32_t value, const AnalysedSentence& s) { return value < s.span.begin; });
  if (after == sentences.begin()) return std::nullopt;
  return static_cast<std::size_t>(after - sentences.begin()) - 1;
}

}  // namespace

void Tally::add(const PairReport& report, Severity min_severity) {
  ++pairs;
  beads += report.beads.size();
  for (const Issue& issue : report.issues) {
    if (issue.severity < min_severity) continue;
    if (issue.silenced()) {
      ++silenced;
    } else {
      ++(issue.severity == Severity::kError     ? errors
         : issue.severity == Severity::kWarning ? warnings
                                                : infos);
    }
  }
}

bool passes(const Issue& issue, const WriterOptions& options) {
  return issue.severity >= options.min_severity;
}
bool shown(const Issue& issue, const WriterOptions& options) {
  return passes(issue, options) && !issue.silenced();
}

Place place_of(const AnalysedArticle& side, Span passage) {
  for (const bool body : {true, false}) {
    const auto& sentences = body ? side.sentences : side.other_sentences;
    const auto first = sentence_before(sentences, passage.begin);
    if (!first || sentences[*first].span.end <= passage.begin) continue;
    const std::uint32_t last_byte = passage.empty() ? passage.begin : passage.end - 1;
    const auto last = sentence_before(sentences, last_byte);
    const Span whole{sentences[*first].span.begin,
                     std::max(sentences[*last].span.end, passage.end)};
    return {body, static_cast<std::uint32_t>(*first) + 1, whole};
  }
  return {false, 0, passage};
}

std::string bead_text(const AnalysedArticle& side, const std::vector<std::uint32_t>& sentences) {
  std::string text;
  for (const std::uint32_t i : sentences) {
    if (!text.empty()) text += ' ';
    text += side.article.sentences[i].span.of(side.article.text);
  }
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string one_cell(std::string text) {
  for (char& c : text) {
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
  }
  return text;
}

MainPassage main_passage(const PairReport& report, const Issue& issue) {
  if (issue.target) return {&report.target, &*issue.target, true};
  return {&report.source, issue.source ? &*issue.source : nullptr, false};
}

Reference reference_of(const PairReport& report, const MainPassage& where) {
  const std::string& text = where.side->article.text;
  const Span span = where.passage == nullptr ? Span{} : where.passage->span;
  const Place place = place_of(*where.side, span);
  const std::uint32_t from = report.line > 0 ? 0 : place.sentence.begin;
  Reference reference;
  reference.file = report.line > 0 ? report.file : where.side->article.name;
  reference.number = report.line > 0 ? report.line : place.body ? place.number : 0;
  reference.column = 1 + count_code_points(std::string_view(text).substr(from, span.begin - from));
  reference.end_column = reference.column + count_code_points(span.of(text));
  return reference;
}

TextPosition position_of(const PairReport& report, const MainPassage& where) {
  TextPosition position;
  position.file = report.line > 0 ? report.file : where.side->article.name;
  if (report.line > 0) {
    position.line = position.end_line = report.line;
    return position;
  }
  const std::string_view text = where.side->article.text;
  const Span span = where.passage == nullptr ? Span{} : where.passage->span;
  const auto locate = [&](std::uint32_t byte, std::size_t& line, std::size_t& column) {
    const std::string_view before = text.substr(0, byte);
    line = 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    column = 1 + count_code_points(before.substr(before.rfind('\n') + 1));
  };
  locate(span.begin, position.line, position.column);
  locate(span.end, position.end_line, position.end_column);
  return position;
}

std::string summary_text(const Tally& tally, const MessageCatalogue& messages) {
  const auto count = [](std::size_t n) { return std::to_string(n); };
  std::string text = messages.text(
      {tally.errors + tally.warnings + tally.infos == 0 ? "summary.none" : "summary.counts",
       {{"errors", count(tally.errors)},
        {"warnings", count(tally.warnings)},
        {"infos", count(tally.infos)}}});
  if (tally.silenced > 0)
    text += " " + messages.text({"summary.silenced", {{"count", count(tally.silenced)}}});
  return text;
}

std::string compared_text(const PairReport& report, const MessageCatalogue& messages) {
  std::vector<std::pair<std::string, std::string>> arguments;
  for (const Side at : kSides) {
    const AnalysedArticle& side = report.of(at);
    const std::string name = at == Side::kSource ? "source" : "target";
    std::map<std::string, std::size_t> found;
    for (const auto* sentences : {&side.sentences, &side.other_sentences}) {
      for (const AnalysedSentence& sentence : *sentences) {
        for (const Mention& mention : sentence.mentions)
          ++found[mention.date() != nullptr   ? "_dates"
                  : mention.name() != nullptr ? "_names"
                                              : "_figures"];
      }
    }
    arguments.emplace_back(name,
                           std::to_string(side.sentences.size() + side.other_sentences.size()));
    for (const char* kind : {"_figures", "_dates", "_names"})
      arguments.emplace_back(name + kind, std::to_string(found[kind]));
  }
  return messages.text({"page.compared", std::move(arguments)});
}

std::vector<bool> moved_beads(const std::vector<Bead>& beads) {
  std::vector<std::size_t> order;  // of the beads with both sides, by source
  for (std::size_t i = 0; i < beads.size(); ++i) {
    if (!beads[i].is_gap()) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return beads[a].source.front() < beads[b].source.front();
  });
  std::vector<std::size_t> tails;  // tails[k]: the bead that ends the best chain of k + 1 beads
  std::vector<std::size_t> before(beads.size(), beads.size());
  for (const std::size_t i : order) {
    const auto at =
        std::lower_bound(tails.begin(), tails.end(), i, [&](std::size_t a, std::size_t b) {
          return beads[a].target.front() < beads[b].target.front();
        });
    if (at != tails.begin()) before[i] = *(at - 1);
    if (at == tails.end()) {
      tails.push_back(i);
    } else {
      *at = i;
    }
  }
  std::vector<bool> moved(beads.size());
  for (const std::size_t i : order) moved[i] = true;
  for (std::size_t i = tails.empty() ? beads.size() : tails.back(); i < beads.size(); i = before[i])
    moved[i] = false;
  return moved;
}

}  // namespace concord
