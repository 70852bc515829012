// Distinguishes the parts of a report. Three passes over its paragraphs:
//   1. rules    what the boilerplate rules recognise is cut off or put aside;
//   2. shape    headline, what is printed twice, subheadings, what follows the end of the report;
//   3. split    what is left is body; its sentences, with links and notices between them put aside
//   as well.
#include "formats/article_parts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

#include "lang/pack/vocabulary.h"
#include "text/language_tag.h"
#include "text/unicode.h"

namespace concord {
namespace {

// Lengths in code points. Headlines of the agencies have up to 180, subheadings up to 90.
constexpr std::size_t kLongestHeadline = 260;
constexpr std::size_t kLongestSubheading = 90;
constexpr std::size_t kLongestSubheadingWords = 12;
// A caption shorter than this has no news: it cannot be a lead.
constexpr std::size_t kShortestLead = 60;
// A headline, with section, stamp and buttons before it, is among the first paragraphs.
constexpr std::size_t kHeadlineWithin = 8;
// The lead that a summary repeats is among the next paragraphs after it.
constexpr std::size_t kLeadWithin = 3;
// Share of the words of a summary's first sentence that its lead must have, and of the whole
// summary that the report must have. A shortened lead keeps nearly all its words; two different
// sentences of one report share a third.
constexpr double kSummaryInLead = 0.8;
constexpr double kSummaryInReport = 0.6;
// What follows an end mark ("See more") is cut off only if it is this much smaller than the report
// before it: a mark at the top of a page ("Comments (0)") ends nothing.
constexpr std::size_t kTailFraction = 2;
// At most this many things are cut off one end of a paragraph ("date 2025-03-13 HANOI - ").
constexpr int kCuts = 4;

/// A stretch of a paragraph while its role is being found.
struct Piece {
  Span span;
  BlockRole role = BlockRole::kBody;
  std::string rule;       // what said so; empty while the piece is thought to be body
  std::string_view what;  // BoilerplateRule::what of that rule
  ParagraphHint hint = ParagraphHint::kNone;
  std::size_t line = 0;    // number of its paragraph
  bool dateline = false;   // a dateline stood before it
  bool continues = false;  // cannot be a lead
  bool blank_line_after = false;
  std::vector<std::string> words;  // folded, of body pieces and captions
};

bool open(const Piece& piece) { return piece.rule.empty() && piece.role == BlockRole::kBody; }

void set(Piece& piece, BlockRole role, std::string rule) {
  piece.role = role;
  piece.rule = std::move(rule);
}

std::vector<std::string> words_of(std::string_view text, Span span) {
  std::vector<std::string> words;
  std::string word;
  const std::string folded = fold(span.of(text));
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = next_code_point(folded, at);
    if (is_letter(c) || is_digit(c) || is_mark(c)) {
      append_utf8(word, c);
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

/// The share of `part` that occurs in `whole`, which must be sorted; words of one or two letters do
/// not count.
double share_of(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
  std::size_t counted = 0;
  std::size_t found = 0;
  for (const std::string& word : part) {
    if (count_code_points(word) < 3 && !is_digit(static_cast<unsigned char>(word.front())))
      continue;
    ++counted;
    found += std::binary_search(whole.begin(), whole.end(), word);
  }
  return counted < 3 ? 0 : static_cast<double>(found) / static_cast<double>(counted);
}

/// Whether a paragraph ends as a sentence does: with a full stop, question or exclamation mark,
/// ellipsis, colon or semicolon, closing quotation marks and brackets aside.
bool ends_as_sentence(std::string_view text, Span span) {
  while (!span.empty()) {
    std::size_t at = span.end;
    const char32_t c = previous_code_point(text, at);
    constexpr std::u32string_view kClosing = U"\"'\u201d\u2019\u00bb\u201c)]";
    constexpr std::u32string_view kEnds = U".!?\u2026:;,";
    if (kClosing.find(c) == std::u32string_view::npos && !is_space(c))
      return kEnds.find(c) != std::u32string_view::npos;
    span.end = static_cast<std::uint32_t>(at);
  }
  return false;
}

std::optional<Day> day_of(std::string_view year, std::string_view month, std::string_view day) {
  const auto number = [](std::string_view digits) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
  };
  const std::chrono::year_month_day date{std::chrono::year(number(year)),
                                         std::chrono::month(static_cast<unsigned>(number(month))),
                                         std::chrono::day(static_cast<unsigned>(number(day)))};
  return date.ok() ? std::optional<Day>(date) : std::nullopt;
}

/// Splits one report; an object lives for one call of make_article.
class Parts {
 public:
  Parts(RawReport raw, const LanguagePack& pack)
      : raw_(std::move(raw)), pack_(pack), text_(raw_.text), vocabulary_(pack) {}

  Article article();

 private:
  void cut_paragraphs();
  void cut_paragraph(Piece line);
  void note_dates(const BoilerplateHit& hit);
  void find_headline();
  void mark_repeated_headline();
  void mark_repeated_captions();
  void mark_summary();
  void mark_subheadings();
  void mark_tail();
  void keep_only_lead();
  void split(Article& article);

  bool reads_as_headline(std::size_t index) const;
  std::vector<std::size_t> open_pieces(std::size_t from = 0) const;
  std::size_t letters(const Piece& piece) const { return count_code_points(piece.span.of(text_)); }
  /// The day that the pack's date rules read in `span`, if it has day, month and year; `published`
  /// completes the year.
  std::optional<Day> day_in(Span span, std::optional<Day> published);

  RawReport raw_;
  const LanguagePack& pack_;
  std::string_view text_;
  Vocabulary vocabulary_;
  std::vector<Piece> pieces_;
  std::optional<Dateline> dateline_;
  Span dateline_date_;
  std::optional<Day> stamp_;  // from a crawler's or the page's date line
};

std::optional<Day> Parts::day_in(Span span, std::optional<Day> published) {
  if (span.empty()) return std::nullopt;
  std::vector<Mention> mentions;
  pack_.dates.find(text_, tokenize(text_, span, vocabulary_), published, mentions);
  for (const Mention& mention : mentions) {
    const auto* date = std::get_if<DateValue>(&mention.value);
    if (date == nullptr || date->readings.empty() || !date->day_of_month ||
        (!date->year && !published))
      continue;
    const DateReading& reading = date->readings.front();
    if (reading.granularity == Granularity::kDay) return reading.first;
  }
  return std::nullopt;
}

void Parts::note_dates(const BoilerplateHit& hit) {
  if (hit.rule->what == "dateline") {
    if (dateline_) {
      dateline_->span.end = std::max(dateline_->span.end, hit.span.end);
      if (dateline_->place.empty()) dateline_->place = hit.place.of(text_);
      if (dateline_->agency.empty()) dateline_->agency = hit.agency.of(text_);
    } else {
      dateline_ = Dateline{
          hit.span, std::string(hit.place.of(text_)), std::string(hit.agency.of(text_)), {}};
    }
    if (dateline_date_.empty()) dateline_date_ = hit.date;
  } else if (hit.rule->what == "published" && !stamp_) {
    stamp_ = hit.year.empty() ? day_in(hit.date, std::nullopt)
                              : day_of(hit.year.of(text_), hit.month.of(text_), hit.day.of(text_));
  }
}

void Parts::cut_paragraph(Piece line) {
  const BoilerplateRules& rules = *pack_.boilerplate;
  const auto put_aside = [&](const BoilerplateHit& hit) {
    note_dates(hit);
    Piece cut = line;
    cut.span = trimmed(text_, hit.span);
    cut.what = hit.rule->what;
    set(cut, cut.what == "caption" ? BlockRole::kCaption : BlockRole::kBoilerplate,
        hit.rule->name());
    return cut;
  };
  Span rest = line.span;
  // A date line is not a dateline, and a button is not a report; only a caption may have something
  // before it that is to be cut.
  if (const auto hit = rules.match(BoilerplatePlace::kLine, text_, rest);
      hit && hit->rule->what != "caption") {
    pieces_.push_back(put_aside(*hit));
    return;
  }
  for (int i = 0; i < kCuts && !rest.empty(); ++i) {
    const auto hit = rules.match(BoilerplatePlace::kStart, text_, rest);
    if (!hit) break;
    if (hit->rule->what == "continues") {
      line.continues = true;
      break;
    }
    if (hit->rule->what == "dateline") line.dateline = true;
    pieces_.push_back(put_aside(*hit));
    rest = trimmed(text_, {hit->span.end, rest.end});
  }
  std::vector<Piece> after;
  for (int i = 0; i < kCuts && !rest.empty(); ++i) {
    if (const auto hit = rules.match(BoilerplatePlace::kLine, text_, rest)) {
      Piece whole = put_aside(*hit);
      whole.words = words_of(text_, rest);
      pieces_.push_back(std::move(whole));
      rest = {};
      break;
    }
    const auto hit = rules.match(BoilerplatePlace::kEnd, text_, rest);
    if (!hit) break;
    after.push_back(put_aside(*hit));
    rest = trimmed(text_, {rest.begin, hit->span.begin});
  }
  if (!rest.empty()) {
    line.span = rest;
    line.words = words_of(text_, rest);
    if (line.hint == ParagraphHint::kCaption) set(line, BlockRole::kCaption, "caption");
    if (line.hint == ParagraphHint::kSubheading) set(line, BlockRole::kBoilerplate, "subheading");
    if (line.hint == ParagraphHint::kBoilerplate) set(line, BlockRole::kBoilerplate, "page");
    pieces_.push_back(std::move(line));
  }
  pieces_.insert(pieces_.end(), std::make_move_iterator(after.rbegin()),
                 std::make_move_iterator(after.rend()));
}

void Parts::cut_paragraphs() {
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text_.size(); ++number) {
    const std::size_t end = std::min(text_.find('\n', begin), text_.size());
    Piece line;
    line.span =
        trimmed(text_, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    line.line = number;
    if (number < raw_.hints.size()) line.hint = raw_.hints[number];
    begin = end + 1;
    if (line.span.empty()) {
      if (!pieces_.empty()) pieces_.back().blank_line_after = true;
      continue;
    }
    cut_paragraph(std::move(line));
  }
}

std::vector<std::size_t> Parts::open_pieces(std::size_t from) const {
  std::vector<std::size_t> indices;
  for (std::size_t i = from; i < pieces_.size(); ++i) {
    if (open(pieces_[i])) indices.push_back(i);
  }
  return indices;
}

/// Whether the first open piece is a headline and not the first paragraph of a report without one.
bool Parts::reads_as_headline(std::size_t index) const {
  const Piece& piece = pieces_[index];
  if (piece.dateline || piece.continues || letters(piece) > kLongestHeadline) return false;
  const auto later = open_pieces(index + 1);
  if (later.empty()) {  // a headline over captions alone, or a text of one line
    return !ends_as_sentence(text_, piece.span) &&
           std::any_of(pieces_.begin() + static_cast<std::ptrdiff_t>(index), pieces_.end(),
                       [](const Piece& p) { return p.role == BlockRole::kCaption; });
  }
  if (!ends_as_sentence(text_, piece.span)) return true;
  // A headline may end in a full stop: then what follows must show it.
  if (pack_.segmenter->split(text_, piece.span).size() > 1) return false;
  const Piece& next = pieces_[later.front()];
  if (next.dateline || pieces_[index + 1].what == "published" || pieces_[index + 1].what == "stamp")
    return true;
  auto lead = next.words;
  std::sort(lead.begin(), lead.end());
  return piece.blank_line_after &&
         next.words.size() > piece.words.size() + piece.words.size() / 2 && !next.continues &&
         share_of(piece.words, lead) >= 0.5;
}

void Parts::find_headline() {
  const auto candidates = open_pieces();
  if (candidates.empty()) return;
  // What the markup says, what is printed twice, or else the first paragraph.
  std::optional<std::size_t> headline;
  for (const std::size_t i : candidates) {
    if (pieces_[i].hint == ParagraphHint::kHeadline) {
      headline = i;
      break;
    }
  }
  for (std::size_t a = 0; !headline && a < std::min(candidates.size(), kHeadlineWithin); ++a) {
    const Piece& piece = pieces_[candidates[a]];
    if (piece.words.size() < 3 || ends_as_sentence(text_, piece.span) ||
        letters(piece) > kLongestHeadline)
      continue;
    for (std::size_t b = a + 1; b < candidates.size(); ++b) {
      if (pieces_[candidates[b]].words == piece.words) headline = candidates[a];
    }
  }
  if (!headline && reads_as_headline(candidates.front())) headline = candidates.front();
  if (!headline) return;
  set(pieces_[*headline], BlockRole::kHeadline, "headline");
  for (const std::size_t i : candidates) {
    if (i >= *headline) break;
    if (!ends_as_sentence(text_, pieces_[i].span))
      set(pieces_[i], BlockRole::kBoilerplate, "section");
  }
}

void Parts::mark_repeated_headline() {
  const auto headline = std::find_if(pieces_.begin(), pieces_.end(),
                                     [](const Piece& p) { return p.role == BlockRole::kHeadline; });
  if (headline == pieces_.end()) return;
  for (Piece& piece : pieces_) {
    if (&piece != &*headline && open(piece) && piece.words == headline->words)
      set(piece, BlockRole::kBoilerplate, "repeated-headline");
  }
}

void Parts::mark_repeated_captions() {
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    if (pieces_[i].role != BlockRole::kCaption) continue;
    for (std::size_t j = i + 1; j < pieces_.size(); ++j) {
      if (pieces_[j].role == BlockRole::kCaption && pieces_[j].words == pieces_[i].words)
        set(pieces_[j], BlockRole::kBoilerplate, "repeated-caption");
    }
  }
}

/// A summary between headline and report repeats the lead, whole or shortened; it counts where it
/// stands in the body.
void Parts::mark_summary() {
  const auto body = open_pieces();
  if (body.size() < 2) return;
  Piece& summary = pieces_[body.front()];
  if (summary.dateline) return;
  const auto sentences = pack_.segmenter->split(text_, summary.span);
  const auto first = words_of(text_, sentences.front());
  std::vector<std::string> report;
  for (std::size_t i = 1; i < body.size(); ++i) {
    report.insert(report.end(), pieces_[body[i]].words.begin(), pieces_[body[i]].words.end());
  }
  std::sort(report.begin(), report.end());
  if (share_of(summary.words, report) < kSummaryInReport) return;
  for (std::size_t i = 1; i < std::min(body.size(), 1 + kLeadWithin); ++i) {
    auto lead = pieces_[body[i]].words;
    if (lead == summary.words) return set(summary, BlockRole::kBoilerplate, "repeated-lead");
    std::sort(lead.begin(), lead.end());
    if (lead.size() >= first.size() && share_of(first, lead) >= kSummaryInLead)
      return set(summary, BlockRole::kBoilerplate, "summary");
  }
}

/// Short paragraphs without a full stop among paragraphs with one: subheadings, and names of
/// authors after the report.
void Parts::mark_subheadings() {
  const auto body = open_pieces();
  std::size_t sentences = 0;
  for (const std::size_t i : body) sentences += ends_as_sentence(text_, pieces_[i].span);
  if (sentences * 2 < body.size() || sentences < 2)
    return;  // a list, or a report printed without full stops
  bool begun = false;
  for (const std::size_t i : body) {
    Piece& piece = pieces_[i];
    if (ends_as_sentence(text_, piece.span)) {
      begun = true;
      continue;
    }
    std::size_t at = piece.span.begin;
    const char32_t start = next_code_point(text_, at);
    const bool item = !is_letter(start) && !is_digit(start) && start != '"' && start != 0xAB &&
                      start != 0x201C;  // of a list
    if (begun && !item && !is_lower(start) && piece.words.size() <= kLongestSubheadingWords &&
        letters(piece) <= kLongestSubheading) {
      set(piece, BlockRole::kBoilerplate, "subheading");
    }
  }
}

/// What follows "See more", the sign-off or the comments belongs to other reports.
void Parts::mark_tail() {
  std::size_t before = 0;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const Piece& mark = pieces_[i];
    if (open(mark)) before += letters(mark);
    const bool ends = mark.what == "more" || mark.what == "comments" || mark.what == "tags" ||
                      mark.what == "sign-off";
    if (!ends || before == 0) continue;
    const auto rest = open_pieces(i + 1);
    std::size_t after = 0;
    for (const std::size_t j : rest) after += letters(pieces_[j]);
    if (after * kTailFraction >= before) continue;
    for (const std::size_t j : rest) set(pieces_[j], BlockRole::kBoilerplate, "after-report");
  }
}

/// A caption with news that nothing else has is the lead: when there is no other body, or when the
/// body starts with what cannot be a lead ("At the meeting, ..."). Its credit is put aside by the
/// end of its sentence.
void Parts::keep_only_lead() {
  const auto body = open_pieces();
  if (!body.empty() && !pieces_[body.front()].continues) return;
  const std::size_t end = body.empty() ? pieces_.size() : body.front();
  for (std::size_t i = 0; i < end; ++i) {
    Piece& piece = pieces_[i];
    if (piece.role != BlockRole::kCaption) continue;
    const auto sentences = pack_.segmenter->split(text_, piece.span);
    if (count_code_points(sentences.front().of(text_)) < kShortestLead) continue;
    const auto kept = sentences.front();
    piece.role = BlockRole::kBody;
    piece.rule.clear();
    if (sentences.size() > 1 || kept.end < piece.span.end) {
      Piece credit = piece;
      credit.span = trimmed(text_, {kept.end, piece.span.end});
      set(credit, BlockRole::kBoilerplate, "credit");
      piece.span = kept;
      pieces_.insert(pieces_.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(credit));
    }
    if (!body.empty()) return;
  }
}

void Parts::split(Article& article) {
  const auto block = [&](Span span, BlockRole role, const std::string& rule) {
    article.blocks.push_back({span, role, rule});
    return static_cast<std::uint32_t>(article.blocks.size() - 1);
  };
  for (const Piece& piece : pieces_) {
    if (piece.role == BlockRole::kBoilerplate) {
      block(piece.span, piece.role, piece.rule);
      continue;
    }
    const auto sentences = pack_.segmenter->split(text_, piece.span);
    if (piece.role != BlockRole::kBody) {
      const std::uint32_t index = block(piece.span, piece.role, piece.rule);
      for (const Span sentence : sentences) article.other_sentences.push_back({sentence, index});
      continue;
    }
    bool in_body = false;  // whether the last block is body of this piece
    for (const Span sentence : sentences) {
      const auto hit = sentences.size() > 1
                           ? pack_.boilerplate->match(BoilerplatePlace::kSentence, text_, sentence)
                           : std::nullopt;
      if (hit) {
        block(sentence, BlockRole::kBoilerplate, hit->rule->name());
      } else if (in_body) {
        article.blocks.back().span.end = sentence.end;
        article.sentences.push_back(
            {sentence, static_cast<std::uint32_t>(article.blocks.size() - 1)});
      } else {
        article.sentences.push_back({sentence, block(sentence, BlockRole::kBody, {})});
      }
      in_body = !hit;
    }
  }
}

Article Parts::article() {
  cut_paragraphs();
  find_headline();
  mark_repeated_headline();
  mark_repeated_captions();
  mark_tail();
  mark_subheadings();
  keep_only_lead();
  mark_summary();
  if (open_pieces().empty()) {  // nothing but a headline: it is all the text there is
    for (Piece& piece : pieces_) {
      if (piece.role == BlockRole::kHeadline) set(piece, BlockRole::kBody, {});
    }
  }
  Article article;
  split(article);
  article.name = std::move(raw_.name);
  article.lang = raw_.lang;
  article.url = std::move(raw_.url);
  article.published = raw_.published ? raw_.published : stamp_;
  if (dateline_) {
    dateline_->day = day_in(dateline_date_, article.published);
    if (!article.published) article.published = dateline_->day;
    article.dateline = std::move(dateline_);
  }
  article.text = std::move(raw_.text);
  return article;
}

}  // namespace

void RawReport::add(std::string_view paragraph, ParagraphHint hint) {
  const Span part = trimmed(paragraph, {0, static_cast<std::uint32_t>(paragraph.size())});
  if (part.empty()) return;
  for (const char c : part.of(paragraph)) text += c == '\n' ? ' ' : c;
  text += '\n';
  hints.push_back(hint);
}

Article make_article(RawReport raw, Packs& packs) {
  // Tags come from feeds and pages: what is none is not believed.
  for (std::string* tag : {&raw.lang, &raw.declared_lang}) {
    if (language_of_tag(*tag).empty()) tag->clear();
  }
  if (raw.lang.empty()) raw.lang = packs.detector().detect(raw.text);
  if (raw.lang.empty()) raw.lang = raw.declared_lang;
  const LanguagePack& pack = packs.get(raw.lang);
  return Parts(std::move(raw), pack).article();
}

}  // namespace concord
