// Numbers the words of a report and compares lists of them.
#include "formats/report_words.h"

#include <string>

#include "text/common_letter.h"
#include "text/unicode.h"

namespace concord {
namespace {

// Letters of a beginning.
constexpr std::size_t kBeginning = 5;
// Words of fewer letters than this do not count in a share, nor does a share of fewer words.
constexpr std::size_t kFewestLetters = 3;
constexpr std::size_t kFewestWords = 3;
// Words for which there is room from the start: a report of average length has fewer distinct ones.
constexpr std::size_t kUsualWords = 500;

/// The end of the word that starts at `at`; `at` where none does.
std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (const std::size_t letter = common_letter(text, at); letter > 0) {
      at += letter;
      continue;
    }
    std::size_t next = at;
    const char32_t c = next_code_point(text, next);
    if (!is_letter(c) && !is_digit(c) && !is_mark(c)) break;
    at = next;
  }
  return at;
}

}  // namespace

std::uint32_t ReportWords::number_of(std::string_view word) {
  if (words_.empty()) words_.reserve(kUsualWords);
  const std::uint32_t number = words_.insert(word);
  if (number == counts_.size())
    counts_.push_back(count_code_points(word) >= kFewestLetters ||
                      is_digit(static_cast<unsigned char>(word.front())));
  return number;
}

void ReportWords::append(std::string_view folded, WordNumbers& words) {
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = word_end(folded, at);
    if (end == at) {
      next_code_point(folded, at);
      continue;
    }
    words.push_back(number_of(folded.substr(at, end - at)));
    at = end;
  }
}

WordNumbers ReportWords::of(std::string_view text, Span span) {
  WordNumbers words;
  append(fold(span.of(text)), words);
  return words;
}

WordNumbers ReportWords::of(std::string_view text, Span span, std::span<const Token> tokens) {
  WordNumbers words;
  for (const Token& token : tokens) {
    // A character that fold() leaves out joins what stands around it.
    if (token.word->folded.empty()) return of(text, span);
    Known& known = known_[reinterpret_cast<std::uintptr_t>(token.word)];
    if (!known.met) {
      known = {static_cast<std::uint32_t>(numbers_.size()), 0, true};
      append(token.word->folded, numbers_);
      known.count = static_cast<std::uint32_t>(numbers_.size()) - known.first;
    }
    const auto first = numbers_.begin() + known.first;
    words.insert(words.end(), first, first + known.count);
  }
  return words;
}

WordNumbers ReportWords::beginnings(const WordNumbers& words) {
  WordNumbers beginnings;
  for (const std::uint32_t word : words) {
    const std::string text(words_[word]);
    std::size_t at = 0;
    for (std::size_t i = 0; i < kBeginning && at < text.size(); ++i) next_code_point(text, at);
    beginnings.push_back(number_of(std::string_view(text).substr(0, at)));
  }
  return beginnings;
}

double ReportWords::share(const WordNumbers& part, const WordNumbers& whole) const {
  std::vector<bool> in_whole(words_.size());
  for (const std::uint32_t word : whole) in_whole[word] = true;
  std::size_t counted = 0;
  std::size_t found = 0;
  for (const std::uint32_t word : part) {
    counted += counts_[word];
    found += counts_[word] && in_whole[word];
  }
  return counted < kFewestWords ? 0 : static_cast<double>(found) / static_cast<double>(counted);
}

}  // namespace concord
