// Tells the likely parts of a report apart. Four passes over its paragraphs:
//   1. rules    what the boilerplate rules recognise is cut off or put aside;
//   2. shape    headline, what is printed twice, headings, what follows the end of the report;
//   3. doubt    how likely each paragraph is running text, by place, end mark and shared words;
//   4. split    sentences of all that may be text; what the other version settles stays open.
#include "formats/article_parts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <numeric>
#include <set>
#include <string_view>
#include <utility>

#include "formats/paragraph_shape.h"
#include "formats/repeated_words.h"
#include "formats/report_words.h"
#include "lang/pack/vocabulary.h"
#include "text/block_rules.h"
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
// Among so many lines without end mark at the top a headline is looked for by its words: it has at
// least so many, is not a list of items of fewer words each, and the report has this share of them.
constexpr std::size_t kHeadlineAmong = 60;
constexpr std::size_t kShortestHeadline = 3;
constexpr std::size_t kWordsOfListItem = 3;
constexpr double kHeadlineInReport = 0.3;
constexpr std::size_t kMenuLines = 6;
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
// How likely it is that what a rule or a shape set aside is running text all the same: what the
// page prints everywhere is settled; a caption may carry the lead, a standfirst may be the lead
// itself.
constexpr double kSettled = 0.05;  // up to which nothing is asked
constexpr double kCertain = 0.99;  // only what is given as lines is surer
constexpr double kRuled = 0.02;
constexpr double kSentenceRuled = 0.1;
constexpr double kCaption = 0.45;
constexpr double kCaptionMarkup = 0.3;
constexpr double kLeadCaption = 0.7;
constexpr double kStandfirst = 0.3;
constexpr double kHeading = 0.12;
constexpr double kHeadline = 0.06;
constexpr double kAfterReport = 0.08;
constexpr double kAfterMark = 0.3;  // the same where it is longer than the report before it
constexpr double kMenu = 0.1;
constexpr double kOutside = 0.3;  // of running text outside the element that holds the report
constexpr double kApart = 0.06;   // at least: of sentences that nothing connects with the report
// So many lines of at most so many words each, without end marks, are a menu.
constexpr std::size_t kMenuRun = 4;
constexpr std::size_t kMenuWords = 3;
// Half a sentence of fewer words than a solid paragraph is not text unless the other version has
// it.
constexpr double kShortOpenEnd = 0.45;
constexpr double kOpenEnd = 0.5;
// Words of a credit by which a caption may be longer than its repetition.
constexpr std::size_t kCreditOfCaption = 5;
// A paragraph with an end mark and this many words, or of several sentences, is certainly text when
// it stands among others: a solid one.
constexpr std::size_t kSolidWords = 12;
constexpr double kFirstParagraph = 0.6;
constexpr std::size_t kHeadlineWords = 22;  // of a first paragraph that may be a headline
constexpr std::size_t kFewestQuoted = 5;    // words of a sentence that is printed twice
constexpr std::size_t kOpenEndWords = 5;    // of a last paragraph that breaks off
constexpr std::size_t kTellingWords = 8;    // of a sentence whose words are the report's
constexpr double kSolidShared = 0.15;       // share of its content words that the rest says, too
// At most this many things are cut off one end of a paragraph ("date 2025-03-13 HANOI - ").
constexpr int kCuts = 4;

// A line that says when the report appeared: "Published: 1 October 2018, 10:20".
constexpr std::uint32_t kLongestDateLine = 120;  // bytes
constexpr std::size_t kMostWordsOfDateLine = 2;  // besides the date

Span whole(std::string_view text) { return {0, static_cast<std::uint32_t>(text.size())}; }

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
  WordNumbers words;   // of body pieces and captions
  double as_text = 1;  // see Block
};

bool open(const Piece& piece) { return piece.rule.empty() && piece.role == BlockRole::kBody; }

void set(Piece& piece, BlockRole role, std::string rule) {
  piece.role = role;
  piece.rule = std::move(rule);
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

/// A stem of content words.
struct ContentStem {
  std::size_t said = 0;    // in how many pieces
  std::size_t told = 0;    // in how many of those that read as sentences
  bool of_page = false;    // see LanguagePack
  bool reporting = false;  // likewise
};

/// A content word and the number of its stem.
struct ContentWord {
  const Word* word = nullptr;
  std::uint32_t stem = 0;
};

/// Splits one report; an object lives for one call of make_article.
class Parts {
 public:
  Parts(RawReport raw, const LanguagePack& pack, ReadingWords& words)
      : raw_(std::move(raw)),
        pack_(pack),
        text_(raw_.text),
        vocabulary_(words.of(pack)),
        tokens_(words.tokens()) {
    tokens_.start(text_, vocabulary_);
  }

  Article article();

 private:
  void cut_paragraphs();
  void cut_paragraph(Piece line);
  void cut_caption(Piece line, Span rest, bool ruled);
  bool is_date_line(Span line);
  void note_dates(const BoilerplateHit& hit);
  void find_headline();
  void mark_repeated_headline();
  void mark_repeated_captions();
  void mark_summary();
  void mark_subheadings();
  void mark_menus();
  void mark_tail();
  void mark_only_lead();
  bool is_caption_of(const Piece& repetition, std::size_t at, std::size_t whole) const;
  void mark_pull_quotes();
  void weigh();
  std::uint32_t stem_number(std::string_view stem);
  void count_content();
  bool is_page_part(std::size_t index) const;
  void set_zones(const std::vector<std::size_t>& body, std::size_t headline,
                 std::vector<ParagraphShape>& shapes) const;
  void mark_apart();
  void promote_all();
  bool told(const ContentStem& stem, std::size_t index) const;
  ParagraphShape shape_of(std::size_t index) const;
  void split(Article& article);

  bool reads_as_headline(std::size_t index) const;
  std::optional<std::size_t> headline_by_words(const std::vector<std::size_t>& candidates);
  std::vector<std::size_t> open_pieces(std::size_t from = 0) const;
  /// The sentences of a paragraph. Each step of reading asks for them: they are found once.
  const std::vector<Span>& sentences_of(Span paragraph) const;
  std::size_t letters(const Piece& piece) const { return count_code_points(piece.span.of(text_)); }
  /// The day that the pack's date rules read in `span`, if it has day, month and year; `published`
  /// completes the year.
  std::optional<Day> day_in(Span span, std::optional<Day> published);

  RawReport raw_;
  const LanguagePack& pack_;
  std::string_view text_;
  Vocabulary& vocabulary_;
  TextTokens& tokens_;
  std::vector<Piece> pieces_;
  std::optional<Dateline> dateline_;
  Span dateline_date_;
  bool open_end_ = false;
  std::optional<std::size_t> sign_off_;  // the piece that ends the report
  std::optional<Day> stamp_;             // from a crawler's or the page's date line
  ReportWords words_;
  std::vector<std::vector<ContentWord>> content_;        // distinct content words of every piece
  StringSet stem_numbers_;                               // of the content words
  std::vector<ContentStem> stems_;                       // by these numbers
  mutable std::map<Span, std::vector<Span>> sentences_;  // of paragraphs that were asked for
};

const std::vector<Span>& Parts::sentences_of(Span paragraph) const {
  const auto [known, added] = sentences_.try_emplace(paragraph);
  if (added) known->second = pack_.segmenter->split(text_, paragraph);
  return known->second;
}

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
  BoilerplateParagraph rules(*pack_.boilerplate, text_, line.span);
  const auto put_aside = [&](const BoilerplateHit& hit) {
    note_dates(hit);
    Piece cut = line;
    cut.span = trimmed(text_, hit.span);
    cut.what = hit.rule->what;
    set(cut, cut.what == "caption" ? BlockRole::kCaption : BlockRole::kBoilerplate,
        hit.rule->name());
    cut.as_text = cut.what == "related" || cut.what == "notice" ? kSentenceRuled : kRuled;
    return cut;
  };
  Span rest = line.span;
  // A date line is not a dateline, and a button is not a report; only a caption may have something
  // before it that is to be cut.
  const auto whole_line = rules.match(BoilerplatePlace::kLine, rest);
  if (whole_line && whole_line->rule->what != "caption") {
    pieces_.push_back(put_aside(*whole_line));
    return;
  }
  if (is_date_line(rest)) {
    line.what = "published";
    line.as_text = kRuled;
    set(line, BlockRole::kBoilerplate, "published");
    pieces_.push_back(std::move(line));
    return;
  }
  for (int i = 0; i < kCuts && !rest.empty(); ++i) {
    const auto hit = rules.match(BoilerplatePlace::kStart, rest);
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
    const auto hit = rules.match(BoilerplatePlace::kEnd, rest);
    if (!hit) break;
    after.push_back(put_aside(*hit));
    rest = trimmed(text_, {rest.begin, hit->span.begin});
  }
  const bool ruled = rest == line.span ? whole_line.has_value()
                                       : rules.match(BoilerplatePlace::kLine, rest).has_value();
  if (!rest.empty()) cut_caption(std::move(line), rest, ruled);
  pieces_.insert(pieces_.end(), std::make_move_iterator(after.rbegin()),
                 std::make_move_iterator(after.rend()));
}

/// A sentence with a credit behind it is a caption, unless the other version says otherwise;
/// several sentences with a credit are a paragraph of the report. `ruled`: a rule knows the whole.
void Parts::cut_caption(Piece line, Span rest, bool ruled) {
  const Span credit = glued_credit(text_, rest, rest.end == trimmed(text_, whole(text_)).end);
  const Span told = trimmed(text_, {rest.begin, credit.empty() ? rest.end : credit.begin});
  line.span = told;
  // The words of what is certain to be a part of the page are not worth their analysis.
  if (line.hint == ParagraphHint::kBoilerplate) {
    line.words = words_.of(text_, told);
  } else {
    line.words = words_.of(text_, told, tokens_.add(told));
  }
  const bool sentence = sentences_of(told).size() == 1;
  if (line.hint == ParagraphHint::kCaption) {
    set(line, BlockRole::kCaption, "caption");
    line.as_text = kCaptionMarkup;
  } else if (line.hint == ParagraphHint::kNone && ((ruled && sentence) || !credit.empty())) {
    if (sentence) set(line, BlockRole::kCaption, "caption");
    line.as_text = sentence ? kCaption : 1;
    if (ruled && credit.empty() && line.words.size() < 6) line.as_text = kRuled;
  }
  if (line.hint == ParagraphHint::kSubheading) {
    set(line, BlockRole::kHeading, "subheading");
    line.as_text = kHeading;
  }
  if (line.hint == ParagraphHint::kBoilerplate) {
    set(line, BlockRole::kBoilerplate, std::string(kPageRule));
    line.as_text = kRuled;
  }
  if (line.hint == ParagraphHint::kOutside) {
    set(line, BlockRole::kBoilerplate, std::string(kPageRule));
    line.as_text = kOutside;
  }
  Piece tail = line;
  if (!told.empty()) pieces_.push_back(std::move(line));
  if (credit.empty()) return;
  tail.span = credit;
  tail.words = words_.of(text_, credit);
  tail.as_text = kRuled;
  set(tail, BlockRole::kCaption, "credit");
  pieces_.push_back(std::move(tail));
}

/// Whether a line holds a day, perhaps a time and hardly anything else: when the report appeared.
bool Parts::is_date_line(Span line) {
  if (line.size() > kLongestDateLine) return false;
  const std::string_view text = line.of(text_);
  if (std::none_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return false;
  std::vector<Mention> mentions;
  const std::vector<Token> tokens = tokenize(text_, line, vocabulary_);
  pack_.dates.find(text_, tokens, std::nullopt, mentions);
  bool day = false;
  std::size_t outside = 0;
  for (const Token& token : tokens) {
    if (!token.word->has_letter) continue;
    outside += std::none_of(mentions.begin(), mentions.end(),
                            [&](const Mention& m) { return m.span.contains(token.span); });
  }
  for (const Mention& mention : mentions) {
    const DateValue* date = mention.date();
    day = day || (date != nullptr && date->day_of_month && date->month && date->year);
  }
  if (!day || outside > kMostWordsOfDateLine || ends_as_sentence(text_, line)) return false;
  if (!stamp_) stamp_ = day_in(line, std::nullopt);
  return true;
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
  if (sentences_of(piece.span).size() > 1) return false;
  const Piece& next = pieces_[later.front()];
  if (next.dateline || pieces_[index + 1].what == "published" || pieces_[index + 1].what == "stamp")
    return true;
  return piece.blank_line_after &&
         next.words.size() > piece.words.size() + piece.words.size() / 2 && !next.continues &&
         words_.share(piece.words, next.words) >= 0.5;
}

/// Of the lines before the first paragraph, the first one that says what the report says: menus,
/// sections and names of authors before it do not.
std::optional<std::size_t> Parts::headline_by_words(const std::vector<std::size_t>& candidates) {
  std::vector<std::size_t> lines;
  WordNumbers report;
  for (const std::size_t i : candidates) {
    const Piece& piece = pieces_[i];
    const bool ended = ends_as_sentence(text_, piece.span);
    if (report.empty() && ended && piece.words.size() < kSolidWords) continue;  // a notice
    const bool line = report.empty() && lines.size() < kHeadlineAmong && !piece.dateline &&
                      !piece.continues && !ended && letters(piece) <= kLongestHeadline;
    if (line) {
      lines.push_back(i);
    } else {
      report.insert(report.end(), piece.words.begin(), piece.words.end());
    }
  }
  if (lines.empty() || (lines.size() == 1 && lines.front() == candidates.front()))
    return std::nullopt;
  report = words_.beginnings(report);
  for (const std::size_t i : lines) {
    const std::string_view line = pieces_[i].span.of(text_);
    const auto commas = static_cast<std::size_t>(std::count(line.begin(), line.end(), ','));
    const std::size_t words = pieces_[i].words.size();
    if (words < kShortestHeadline || words < (commas + 1) * kWordsOfListItem) continue;
    if (words_.share(words_.beginnings(pieces_[i].words), report) >= kHeadlineInReport) return i;
  }
  // Under a long menu the last line is the headline.
  if (lines.size() >= kMenuLines && pieces_[lines.back()].words.size() > kShortestHeadline)
    return lines.back();
  return std::nullopt;
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
  if (!headline) headline = headline_by_words(candidates);
  if (!headline && reads_as_headline(candidates.front())) headline = candidates.front();
  if (!headline) return;
  set(pieces_[*headline], BlockRole::kHeadline, "headline");
  pieces_[*headline].as_text = kHeadline;
  for (const std::size_t i : candidates) {
    if (i >= *headline) break;
    if (ends_as_sentence(text_, pieces_[i].span)) continue;
    set(pieces_[i], BlockRole::kBoilerplate, "section");
    pieces_[i].as_text = kRuled;
  }
}

void Parts::mark_repeated_headline() {
  const auto headline = std::find_if(pieces_.begin(), pieces_.end(),
                                     [](const Piece& p) { return p.role == BlockRole::kHeadline; });
  if (headline == pieces_.end()) return;
  for (Piece& piece : pieces_) {
    if (&piece == &*headline || !open(piece) || piece.words != headline->words) continue;
    set(piece, BlockRole::kBoilerplate, "repeated-headline");
    piece.as_text = kRuled;
  }
}

void Parts::mark_repeated_captions() {
  // A paragraph that a caption with its credit repeats is a caption as well; the pair may say that
  // it is the lead.
  const auto less = [](const WordNumbers* a, const WordNumbers* b) { return *a < *b; };
  std::set<const WordNumbers*, decltype(less)> captions(less);
  for (const Piece& piece : pieces_) {
    if (piece.role == BlockRole::kCaption && piece.words.size() >= kFewestQuoted)
      captions.insert(&piece.words);
  }
  for (Piece& piece : pieces_) {
    if (!open(piece) || !captions.contains(&piece.words)) continue;
    set(piece, BlockRole::kCaption, "caption");
    piece.as_text = kCaption;
  }
  captions.clear();
  for (Piece& piece : pieces_) {
    if (piece.role != BlockRole::kCaption || captions.insert(&piece.words).second) continue;
    set(piece, BlockRole::kBoilerplate, "repeated-caption");
    piece.as_text = kRuled;
  }
}

/// A summary between headline and report repeats the lead, whole or shortened; it counts where it
/// stands in the body.
void Parts::mark_summary() {
  const auto body = open_pieces();
  if (body.size() < 2) return;
  Piece& summary = pieces_[body.front()];
  if (summary.dateline) return;
  const std::vector<Span>& sentences = sentences_of(summary.span);
  const auto first = words_.of(text_, sentences.front());
  WordNumbers report;
  for (std::size_t i = 1; i < body.size(); ++i) {
    report.insert(report.end(), pieces_[body[i]].words.begin(), pieces_[body[i]].words.end());
  }
  if (words_.share(summary.words, report) < kSummaryInReport) return;
  for (std::size_t i = 1; i < std::min(body.size(), 1 + kLeadWithin); ++i) {
    const WordNumbers& lead = pieces_[body[i]].words;
    const bool repeated = lead == summary.words;
    if (!repeated && (lead.size() < first.size() || words_.share(first, lead) < kSummaryInLead))
      continue;
    set(summary, BlockRole::kStandfirst, repeated ? "repeated-lead" : "summary");
    summary.as_text = repeated ? kRuled : kStandfirst;
    return;
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
    const bool breaks_off = i == body.back() && piece.words.size() >= kOpenEndWords;
    if (begun && !item && !breaks_off && !is_lower(start) &&
        piece.words.size() <= kLongestSubheadingWords && letters(piece) <= kLongestSubheading) {
      set(piece, BlockRole::kHeading, "subheading");
      piece.as_text = kHeading;
    }
  }
}

/// Many very short lines in a row: languages, sections, buttons.
void Parts::mark_menus() {
  const auto body = open_pieces();
  const auto is_item = [&](std::size_t i) {
    const Piece& piece = pieces_[i];
    return piece.words.size() <= kMenuWords && !ends_as_sentence(text_, piece.span);
  };
  for (std::size_t k = 0; k < body.size(); ++k) {
    std::size_t end = k;
    while (end < body.size() && is_item(body[end])) ++end;
    if (end - k >= kMenuRun) {
      for (std::size_t m = k; m < end; ++m) {
        set(pieces_[body[m]], BlockRole::kBoilerplate, "menu");
        pieces_[body[m]].as_text = kMenu;
      }
    }
    k = end;
  }
}

/// What follows "See more", the sign-off or the comments belongs to other reports.
void Parts::mark_tail() {
  const auto ends_report = [](const Piece& piece) {
    return piece.what == "more" || piece.what == "comments" || piece.what == "tags" ||
           piece.what == "sign-off";
  };
  if (std::none_of(pieces_.begin(), pieces_.end(), ends_report)) return;
  const auto body = open_pieces();
  std::vector<std::size_t> lengths;
  for (const std::size_t i : body) lengths.push_back(letters(pieces_[i]));
  std::size_t after = std::accumulate(lengths.begin(), lengths.end(), std::size_t{0});
  std::size_t before = 0;
  std::size_t next = 0;  // of the open pieces
  for (std::size_t i = 0; i < pieces_.size() && next < body.size(); ++i) {
    if (i == body[next]) {
      before += lengths[next];
      after -= lengths[next++];
    }
    const Piece& mark = pieces_[i];
    if (!ends_report(mark) || before == 0 || after == 0) continue;
    const bool small = after * kTailFraction < before;
    // Other reports may be longer than this one: the pair decides. Behind a sign-off they begin
    // with a headline; sentences behind it are the report, which goes on below a credit.
    const bool reports_follow =
        mark.what == "more" ||
        (mark.what == "sign-off" && !ends_as_sentence(text_, pieces_[body[next]].span));
    const bool other_reports = reports_follow && after < before * kTailFraction;
    if (!small && !other_reports) continue;
    if (mark.what == "sign-off") sign_off_ = i;
    for (; next < body.size(); ++next) {
      set(pieces_[body[next]], BlockRole::kBoilerplate, "after-report");
      pieces_[body[next]].as_text = small ? kAfterReport : kAfterMark;
    }
  }
}

/// A caption before a body that cannot begin a report ("At the meeting, ...") is probably its lead.
void Parts::mark_only_lead() {
  const auto body = open_pieces();
  if (body.empty() || !pieces_[body.front()].continues) return;
  for (std::size_t i = 0; i < body.front(); ++i) {
    Piece& piece = pieces_[i];
    if (piece.role != BlockRole::kCaption || letters(piece) < kShortestLead) continue;
    set(piece, BlockRole::kBody, {});
    piece.as_text = kLeadCaption;
    return;
  }
}

/// Whether a paragraph that another repeats whole is a caption: the other has a credit more, or a
/// credit or a caption stands beside one of them.
bool Parts::is_caption_of(const Piece& repetition, std::size_t at, std::size_t whole) const {
  const std::size_t more = pieces_[whole].words.size() - repetition.words.size();
  if (more > kCreditOfCaption) return false;
  const auto beside = [&](std::size_t i) {
    if (i >= pieces_.size()) return false;
    const Piece& piece = pieces_[i];
    const std::string_view text = piece.span.of(text_);
    // "Photo: Agency" in whatever language.
    const bool credit = piece.words.size() <= kCreditOfCaption &&
                        !ends_as_sentence(text_, piece.span) &&
                        text.find_first_of(":/") != std::string_view::npos;
    return piece.role == BlockRole::kCaption || credit;
  };
  return beside(at + 1) || beside(at - 1) || beside(whole + 1) || beside(whole - 1);
}

/// A sentence of the report that stands a second time as a paragraph of its own.
void Parts::mark_pull_quotes() {
  const auto body = open_pieces();
  std::vector<const WordNumbers*> paragraphs;
  for (const std::size_t i : body) paragraphs.push_back(&pieces_[i].words);
  const std::vector<std::size_t> holders = holders_of(paragraphs, kFewestQuoted);
  for (std::size_t k = 0; k < body.size(); ++k) {
    // What holds a paragraph that is a quotation itself holds this one, too.
    std::size_t holder = holders[k];
    while (holder < body.size() && !open(pieces_[body[holder]])) holder = holders[holder];
    if (holder >= body.size()) continue;
    Piece& quote = pieces_[body[k]];
    Piece& whole = pieces_[body[holder]];
    if (is_caption_of(quote, body[k], body[holder])) {
      set(whole, BlockRole::kCaption, "caption");
      whole.as_text = std::min(whole.as_text, kCaption);
    }
    set(quote, BlockRole::kStandfirst, "pull-quote");
    quote.as_text = kRuled;
  }
}

/// Whether the report itself uses a word: another paragraph that ends as text does. Such a word is
/// no sign of the page.
bool Parts::told(const ContentStem& stem, std::size_t index) const {
  const Piece& piece = pieces_[index];
  const bool own = ends_as_text(text_, piece.span) && piece.words.size() >= kTellingWords;
  return stem.told > (own ? 1U : 0U);
}

ParagraphShape Parts::shape_of(std::size_t index) const {
  const Piece& piece = pieces_[index];
  ParagraphShape shape;
  shape.sentences = sentences_of(piece.span).size();
  shape.end_mark = ends_as_sentence(text_, piece.span);
  std::size_t at = piece.span.begin;
  const char32_t start = next_code_point(text_, at);
  constexpr std::u32string_view kQuotes = U"\"\u201c\u201d\u201e\u00ab\u00bb";
  std::size_t last = piece.span.end;
  shape.quoted = kQuotes.find(start) != std::u32string_view::npos &&
                 kQuotes.find(previous_code_point(text_, last)) != std::u32string_view::npos;
  shape.list_item = is_lower(start) || (!is_letter(start) && !is_digit(start));
  shape.words = piece.words.size();
  for (const auto& [word, number] : content_[index]) {
    const ContentStem& stem = stems_[number];
    ++shape.content;
    shape.shared += stem.said > 1 ? 1 : 0;
    const bool year =
        word->length == 4 && (word->surface.starts_with("19") || word->surface.starts_with("20"));
    shape.figures += word->has_digit && !word->has_letter && !year ? 1 : 0;
    shape.of_page += stem.of_page && !told(stem, index) ? 1 : 0;
    shape.reporting += stem.reporting ? 1 : 0;
  }
  shape.page_content = stems_.size();
  return shape;
}

/// The number of a stem of content words.
std::uint32_t Parts::stem_number(std::string_view stem) {
  const std::uint32_t number = stem_numbers_.insert(stem);
  if (number == stems_.size())
    stems_.push_back({0, 0, pack_.page_stems.contains(stem), pack_.routine_stems.contains(stem)});
  return number;
}

/// Notes the words with content of every open piece, and how many pieces say each of them.
void Parts::count_content() {
  struct Met {
    std::size_t pieces = 0;  // up to the last one that has the word
    std::uint32_t stem = 0;
  };
  NumberMap<Met> met;  // by the address of the word
  content_.resize(pieces_.size());
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    if (pieces_[i].as_text <= kSettled) continue;
    for (const Token& token : tokens_.of(pieces_[i].span)) {
      const Word& word = *token.word;
      if (word.function || (!word.has_letter && !word.has_digit)) continue;
      Met& last = met[reinterpret_cast<std::uintptr_t>(&word)];
      if (last.pieces == 0) last.stem = stem_number(word.stem);
      if (std::exchange(last.pieces, i + 1) != i + 1) content_[i].push_back({&word, last.stem});
    }
    const bool telling =
        ends_as_text(text_, pieces_[i].span) && pieces_[i].words.size() >= kTellingWords;
    for (const ContentWord& content : content_[i]) {
      ++stems_[content.stem].said;
      if (telling) ++stems_[content.stem].told;
    }
  }
}

/// Whether there is a piece of that index which is certain to be a part of the page.
bool Parts::is_page_part(std::size_t index) const {
  return index < pieces_.size() && pieces_[index].as_text <= kSettled &&
         pieces_[index].role == BlockRole::kBoilerplate;
}

/// Sets the zone of the page, and whether end marks are usual, in the shape of every open piece.
void Parts::set_zones(const std::vector<std::size_t>& body, std::size_t headline,
                      std::vector<ParagraphShape>& shapes) const {
  const auto solid = [](const ParagraphShape& shape) {
    if (is_long(shape)) return true;
    return shape.end_mark && (shape.sentences > 1 || shape.words >= kSolidWords) &&
           static_cast<double>(shape.shared) >= kSolidShared * static_cast<double>(shape.content) &&
           shape.of_page * 4 <= shape.content;
  };
  const auto marked = static_cast<std::size_t>(std::count_if(
      shapes.begin(), shapes.end(), [](const ParagraphShape& shape) { return shape.end_mark; }));
  const auto first =
      static_cast<std::size_t>(std::find_if(shapes.begin(), shapes.end(), solid) - shapes.begin());
  const auto last =
      static_cast<std::size_t>(shapes.rend() - std::find_if(shapes.rbegin(), shapes.rend(), solid));
  for (std::size_t k = 0; k < body.size(); ++k) {
    ParagraphShape& shape = shapes[k];
    if (headline < pieces_.size() && body[k] < headline) {
      shape.zone = PageZone::kBeforeHeadline;
    } else if (k < first && first < shapes.size()) {
      shape.zone = PageZone::kHead;
    } else if (k >= last && last > 0) {
      shape.zone = PageZone::kTail;
    }
    shape.marks_usual = marked * 2 >= body.size() && marked > 1;
  }
}

/// Sets how likely every piece that is still open is running text. What is unlikely stays a part
/// of the page until the other version says otherwise.
void Parts::weigh() {
  count_content();
  const auto body = open_pieces();
  std::vector<ParagraphShape> shapes;
  for (const std::size_t i : body) {
    shapes.push_back(shape_of(i));
    shapes.back().last = i == body.back();
  }
  const bool any_mark = std::any_of(shapes.begin(), shapes.end(),
                                    [](const ParagraphShape& shape) { return shape.end_mark; });
  std::size_t headline = 0;
  while (headline < pieces_.size() && pieces_[headline].role != BlockRole::kHeadline) ++headline;
  set_zones(body, headline, shapes);
  for (std::size_t k = 0; k < body.size(); ++k) {
    Piece& piece = pieces_[body[k]];
    ParagraphShape& shape = shapes[k];
    // The piece before may just have become a part of the page.
    shape.beside_page = is_page_part(body[k] + 1) || is_page_part(body[k] - 1);
    piece.as_text = std::min({piece.as_text, probability_of_text(shape), kCertain});
    // The first paragraph of a page without headline may be one that ends in a full stop.
    if (k == 0 && headline == pieces_.size() && shape.sentences <= 2 && !is_long(shape) &&
        piece.words.size() <= kHeadlineWords && !piece.dateline)
      piece.as_text = std::min(piece.as_text, kFirstParagraph);
    open_end_ = shape.last && (any_mark || shape.sentences > 1) && shape.words >= kOpenEndWords &&
                !ends_as_text(text_, piece.span);
    // Half a sentence is text as likely as not until the other version is asked.
    if (open_end_)
      piece.as_text = std::max(piece.as_text, shape.words < kSolidWords ? kShortOpenEnd : kOpenEnd);
    if (piece.as_text >= 0.5) continue;
    if (shape.zone == PageZone::kHead && shape.words >= kSolidWords) {
      set(piece, BlockRole::kStandfirst, "standfirst");
    } else if (ends_as_text(text_, piece.span) && is_apart(shape)) {
      set(piece, BlockRole::kBoilerplate, std::string(kApartRule));
      piece.as_text = std::max(piece.as_text, kApart);
    } else {
      set(piece, BlockRole::kBoilerplate, std::string(kPageRule));
    }
  }
}

/// Sentences that were put aside for their place alone, behind a sign-off or outside the element
/// that holds the report, may be the report's if nothing says that they are the page's: they are
/// kept for the other version, and told where it lacks them.
void Parts::mark_apart() {
  const auto reads_as_report = [&](std::size_t index) {
    const ParagraphShape shape = shape_of(index);
    return shape.words >= kTellingWords && is_apart(shape);
  };
  const auto keep = [&](Piece& piece) {
    set(piece, BlockRole::kBoilerplate, std::string(kApartRule));
  };
  for (std::size_t i = sign_off_ ? *sign_off_ + 1 : pieces_.size(); i < pieces_.size(); ++i) {
    if (pieces_[i].rule != "after-report") continue;
    // Other reports begin with a headline.
    if (!ends_as_text(text_, pieces_[i].span) || !reads_as_report(i)) break;
    keep(pieces_[i]);
  }
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    if (pieces_[i].hint != ParagraphHint::kOutside || pieces_[i].as_text <= kSettled) continue;
    const ParagraphShape shape = shape_of(i);
    // Texts of the page, such as what it does with its visitors' data, share no words with it.
    const bool shares =
        static_cast<double>(shape.shared) >= kSolidShared * static_cast<double>(shape.content);
    if (ends_as_text(text_, pieces_[i].span) && reads_as_report(i) && shares) keep(pieces_[i]);
  }
}

void Parts::split(Article& article) {
  const auto block = [&](Span span, const Piece& piece) {
    article.blocks.push_back({span, piece.role, piece.rule, piece.as_text});
    return static_cast<std::uint32_t>(article.blocks.size() - 1);
  };
  for (const Piece& piece : pieces_) {
    if (piece.role == BlockRole::kBoilerplate && piece.as_text <= kSettled) {
      block(piece.span, piece);
      continue;
    }
    const std::vector<Span>& sentences = sentences_of(piece.span);
    if (piece.role != BlockRole::kBody) {
      const std::uint32_t index = block(piece.span, piece);
      for (const Span sentence : sentences) article.other_sentences.push_back({sentence, index});
      continue;
    }
    bool in_body = false;  // whether the last block is body of this piece
    for (const Span sentence : sentences) {
      const auto hit = sentences.size() > 1
                           ? pack_.boilerplate->match(BoilerplatePlace::kSentence, text_, sentence)
                           : std::nullopt;
      if (hit) {
        Piece link = piece;
        link.as_text = kSentenceRuled;
        set(link, BlockRole::kBoilerplate, hit->rule->name());
        article.other_sentences.push_back({sentence, block(sentence, link)});
      } else if (in_body) {
        article.blocks.back().span.end = sentence.end;
        article.sentences.push_back(
            {sentence, static_cast<std::uint32_t>(article.blocks.size() - 1)});
      } else {
        article.sentences.push_back({sentence, block(sentence, piece)});
      }
      in_body = !hit;
    }
  }
}

/// Where nothing reads as body, captions or else the headline are all the text there is.
void Parts::promote_all() {
  for (const BlockRole role : {BlockRole::kCaption, BlockRole::kStandfirst, BlockRole::kHeadline}) {
    bool found = false;
    for (Piece& piece : pieces_) {
      if (piece.role != role || piece.rule == "credit" ||
          (role == BlockRole::kCaption && letters(piece) < kShortestLead))
        continue;
      set(piece, BlockRole::kBody, {});
      piece.as_text = 1;
      found = true;
    }
    if (found) return;
  }
}

Article Parts::article() {
  cut_paragraphs();
  find_headline();
  mark_repeated_headline();
  mark_repeated_captions();
  mark_menus();
  mark_tail();
  mark_subheadings();
  mark_only_lead();
  mark_summary();
  mark_pull_quotes();
  weigh();
  mark_apart();
  if (open_pieces().empty()) promote_all();
  Article article;
  split(article);
  article.open_end = open_end_;
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

/// How many lines are not blank: each has a sentence at least.
std::size_t lines_with_text(std::string_view text) {
  std::size_t lines = 0;
  bool blank = true;
  for (const char c : text) {
    if (blank && c != '\n' && c != ' ' && c != '\t') ++lines;
    blank = c == '\n' || (blank && (c == ' ' || c == '\t'));
  }
  return lines;
}

}  // namespace

void RawReport::add(std::string_view paragraph, ParagraphHint hint) {
  const Span part = trimmed(paragraph, {0, static_cast<std::uint32_t>(paragraph.size())});
  if (part.empty()) return;
  const std::size_t begin = text.size();
  text += part.of(paragraph);
  std::replace(text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(), '\n', ' ');
  text += '\n';
  hints.push_back(hint);
}

Article make_article(RawReport raw, Packs& packs, ReadingWords* words) {
  const TextLength limits = raw.limits;
  require_length(raw.name, {raw.text.size(), lines_with_text(raw.text)}, limits);
  // Tags come from feeds and pages: what is none is not believed.
  for (std::string* tag : {&raw.lang, &raw.declared_lang}) {
    if (language_of_tag(*tag).empty()) tag->clear();
  }
  if (raw.lang.empty()) raw.lang = packs.detector().detect(raw.text);
  if (raw.lang.empty()) raw.lang = raw.declared_lang;
  const LanguagePack& pack = packs.get(raw.lang);
  ReadingWords own;
  Article article = Parts(std::move(raw), pack, words == nullptr ? own : *words).article();
  require_length(article.name, {0, article.sentences.size() + article.other_sentences.size()},
                 limits);
  return article;
}

}  // namespace concord
