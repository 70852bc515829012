// Compares segments word by word.
#include "text/segment_match.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cmath>

#include "text/ascii.h"
#include "text/hash.h"
#include "text/unicode.h"

namespace concord {
namespace {

// What a translator expects of segments that differ only in case, spaces and punctuation, and the
// most of all others: 100% is for what can be taken as it stands.
constexpr double kSameWords = 0.99;
constexpr double kMostFuzzy = 0.98;
// Two words count as forms of one when at least this part of the longer one is their common
// beginning.
constexpr double kLeastCommon = 0.5;
constexpr std::size_t kLeastCommonBytes = 3;

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), is_ascii_digit);
}

/// What it costs to replace one word by another.
double replacement_cost(std::string_view a, std::string_view b) {
  if (a == b) return 0;
  if (has_digit(a) || has_digit(b)) return 1;
  const auto same = static_cast<std::size_t>(
      std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  const double part = static_cast<double>(same) / static_cast<double>(std::max(a.size(), b.size()));
  return same < kLeastCommonBytes || part < kLeastCommon ? 1 : 1 - part;
}

}  // namespace

struct SegmentWords::State {
  std::unique_ptr<icu::BreakIterator> breaks;
  UText text = UTEXT_INITIALIZER;

  State() {
    UErrorCode status = U_ZERO_ERROR;
    breaks.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  }
  ~State() { utext_close(&text); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
};

SegmentWords::SegmentWords() : state_(std::make_unique<State>()) {}
SegmentWords::~SegmentWords() = default;

std::uint64_t word_key(std::string_view folded_word) { return fnv1a(folded_word); }

std::uint64_t MatchSegment::key() const {
  std::uint64_t hash = kFnvBegin;
  for (const Span word : words) hash = fnv1a(" ", fnv1a(word.of(folded), hash));
  return hash;
}

MatchSegment SegmentWords::split(std::string_view text) {
  MatchSegment segment{std::string(text), fold(text), {}};
  UErrorCode status = U_ZERO_ERROR;
  utext_openUTF8(&state_->text, segment.folded.data(),
                 static_cast<std::int64_t>(segment.folded.size()), &status);
  state_->breaks->setText(&state_->text, status);
  std::int32_t begin = 0;
  for (std::int32_t end = state_->breaks->next(); end != icu::BreakIterator::DONE;
       end = state_->breaks->next()) {
    // The rule status distinguishes words and numbers from white space and punctuation (uwrd.h).
    if (state_->breaks->getRuleStatus() >= UBRK_WORD_NUMBER)
      segment.words.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    begin = end;
  }
  return segment;
}

double match_score(const MatchSegment& a, const MatchSegment& b, double least) {
  if (a.text == b.text) return 1;
  const std::size_t n = a.words.size();
  const std::size_t m = b.words.size();
  if (n == 0 || m == 0) return 0;
  const auto longer = static_cast<double>(std::max(n, m));
  const double most_edits = (1 - least) * longer;
  // Each word more on one side is an edit.
  if (longer - static_cast<double>(std::min(n, m)) > most_edits + 1e-9) return 0;
  std::vector<double> row(m + 1);
  for (std::size_t j = 0; j <= m; ++j) row[j] = static_cast<double>(j);
  for (std::size_t i = 1; i <= n; ++i) {
    double diagonal = row[0];
    row[0] = static_cast<double>(i);
    double best = row[0];
    for (std::size_t j = 1; j <= m; ++j) {
      const double above = row[j];
      row[j] = std::min(
          {above + 1, row[j - 1] + 1, diagonal + replacement_cost(a.word(i - 1), b.word(j - 1))});
      diagonal = above;
      best = std::min(best, row[j]);
    }
    if (best > most_edits + 1e-9) return 0;
  }
  if (row[m] == 0) return kSameWords;
  const double score = std::min(kMostFuzzy, 1 - row[m] / longer);
  return score + 1e-9 < least ? 0 : score;
}

}  // namespace concord
