// Makes trees of lists of words.
#include "lang/segment/shared_beginnings.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace concord {
namespace {

using Words = std::vector<std::string_view>;

constexpr std::string_view kOpen = "(?:";

/// Whether a byte stands for itself: one of a letter or a digit, all of UTF-8 beyond ASCII.
bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}

/// The bytes of the first character of a word.
std::size_t first_size(std::string_view word) {
  std::size_t size = 1;
  while (size < word.size() && (static_cast<unsigned char>(word[size]) & 0xC0) == 0x80) ++size;
  return size;
}

/// The branches for words, in the order of the first of each beginning.
std::string branches(const Words& words) {
  std::vector<std::pair<std::string_view, Words>> tails;  // by first character
  bool empty = false;
  for (const std::string_view word : words) {
    empty = empty || word.empty();
    if (word.empty()) continue;
    const std::string_view first = word.substr(0, first_size(word));
    auto found = std::find_if(tails.begin(), tails.end(),
                              [&](const auto& tail) { return tail.first == first; });
    if (found == tails.end()) found = tails.insert(found, {first, {}});
    found->second.push_back(word.substr(first.size()));
  }
  std::string all;
  for (const auto& [first, rest] : tails) {
    if (!all.empty()) all += '|';
    all.append(first).append(branches(rest));
  }
  if (tails.empty() || (tails.size() == 1 && !empty)) return all;
  return std::string(kOpen) + all + (empty ? ")?" : ")");
}

}  // namespace

std::string with_shared_beginnings(std::string_view pattern) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size();) {
    if (pattern[at] == '\\' && at + 1 < pattern.size()) {
      out.append(pattern.substr(at, 2));
      at += 2;
      continue;
    }
    if (!pattern.substr(at).starts_with(kOpen)) {
      out += pattern[at++];
      continue;
    }
    Words words;
    std::size_t begin = at + kOpen.size();
    std::size_t end = begin;
    for (; end < pattern.size() && (is_plain(pattern[end]) || pattern[end] == '|'); ++end) {
      if (pattern[end] != '|') continue;
      words.push_back(pattern.substr(begin, end - begin));
      begin = end + 1;
    }
    const bool closed = end < pattern.size() && pattern[end] == ')';
    if (!closed || words.empty()) {
      out.append(kOpen);
      at += kOpen.size();
      continue;
    }
    words.push_back(pattern.substr(begin, end - begin));
    // A quantifier may follow.
    out.append(kOpen).append(branches(words)).append(")");
    at = end + 1;
  }
  return out;
}

}  // namespace concord
