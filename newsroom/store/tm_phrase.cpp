// Compares the words of a phrase with those of a segment.
#include "newsroom/store/tm_phrase.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <utility>

#include "text/ascii.h"
#include "text/unicode.h"

namespace concord {
namespace {

// Letters that two forms of a word share at least, and letters that an ending has at most.
// Inflected languages change one to three letters at the end ("statement", "statements"; six cases
// of Russian).
constexpr std::size_t kSharedLetters = 4;
constexpr std::size_t kEndingLetters = 3;

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), is_ascii_digit);
}

/// The byte after the first `count` code points.
std::size_t after(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; count > 0 && at < text.size(); --count) next_code_point(text, at);
  return at;
}

bool same_word(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (has_digit(a) || has_digit(b)) return false;
  std::size_t shared = 0;
  std::size_t at = 0;  // both have the same bytes up to here
  while (at < a.size() && at < b.size()) {
    std::size_t in_a = at;
    std::size_t in_b = at;
    if (next_code_point(a, in_a) != next_code_point(b, in_b)) break;
    at = in_a;
    ++shared;
  }
  return shared >= kSharedLetters && count_code_points(a.substr(at)) <= kEndingLetters &&
         count_code_points(b.substr(at)) <= kEndingLetters;
}

/// What the forms of a word have in common.
std::string_view trace_of(std::string_view word) {
  const std::size_t letters = count_code_points(word);
  if (letters <= kSharedLetters || has_digit(word)) return word;
  return word.substr(
      0, after(word, std::max(kSharedLetters, letters - std::min(letters, kEndingLetters))));
}

std::string with_capitals(std::string_view text, bool all) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const bool first = at == 0;
    const char32_t c = next_code_point(text, at);
    append_utf8(out, first || all ? static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))) : c);
  }
  return out;
}

}  // namespace

TmPhrase::TmPhrase(MatchSegment phrase) : phrase_(std::move(phrase)) {
  std::string_view longest;
  for (std::size_t i = 0; i < phrase_.words.size(); ++i) {
    const std::string_view trace = trace_of(phrase_.word(i));
    if (count_code_points(trace) > count_code_points(longest)) longest = trace;
  }
  traces_ = {std::string(longest), with_capitals(longest, false), with_capitals(longest, true)};
}

std::optional<Span> TmPhrase::find(const MatchSegment& segment) const {
  const std::size_t count = phrase_.words.size();
  for (std::size_t at = 0; at + count <= segment.words.size(); ++at) {
    std::size_t same = 0;
    while (same < count && same_word(phrase_.word(same), segment.word(at + same))) ++same;
    if (same < count) continue;
    if (count_code_points(segment.folded) != count_code_points(segment.text)) return Span{};
    const std::string_view folded = segment.folded;
    const Span found{segment.words[at].begin, segment.words[at + count - 1].end};
    const auto in_text = [&](std::uint32_t byte) {
      return static_cast<std::uint32_t>(
          after(segment.text, count_code_points(folded.substr(0, byte))));
    };
    return Span{in_text(found.begin), in_text(found.end)};
  }
  return std::nullopt;
}

}  // namespace concord
