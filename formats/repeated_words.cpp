// Compares stretches of words by rolling hashes (Karp and Rabin 1987), one length after the other.
#include "formats/repeated_words.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <unordered_map>
#include <utility>

namespace concord {
namespace {

// Words of a quotation that is printed apart. With as many lengths as that every word is looked at
// 250 times at most.
constexpr std::size_t kLongestQuoted = 250;
constexpr std::uint64_t kBase = 0x9E3779B97F4A7C15;  // odd; products wrap around

/// Paragraphs with the same words.
struct Group {
  std::size_t first = 0;
  std::vector<std::size_t> open;  // those without a holder, in order
};

/// Which hashes may be there: one bit for the lowest bits of each. One of 64 others seems to be
/// there, too.
class Sieve {
 public:
  explicit Sieve(std::size_t hashes)
      : bits_(std::max(kFewestBits, std::bit_ceil(kBitsPerHash * hashes))) {}
  void add(std::uint64_t hash) { bits_[hash % bits_.size()] = true; }
  bool may_have(std::uint64_t hash) const { return bits_[hash % bits_.size()]; }

 private:
  static constexpr std::size_t kFewestBits = 1024;
  static constexpr std::size_t kBitsPerHash = 64;
  std::vector<bool> bits_;
};

class Holders {
 public:
  explicit Holders(const std::vector<const WordNumbers*>& paragraphs)
      : found_(paragraphs.size(), paragraphs.size()) {
    for (const WordNumbers* words : paragraphs) {
      for (const std::uint32_t word : *words) {
        words_.push_back(word + 1);
        before_.push_back(before_.back() * kBase + words_.back());
      }
      starts_.push_back(words_.size());
    }
  }

  std::vector<std::size_t> find(std::size_t fewest) {
    std::map<std::size_t, std::unordered_map<std::uint64_t, Group>> by_length;
    for (std::size_t k = 0; k < found_.size(); ++k) {
      if (size(k) < std::max<std::size_t>(fewest, 1)) continue;
      const auto [group, added] =
          by_length[size(k)].try_emplace(hash(starts_[k], size(k)), Group{k, {}});
      // The first with the same words holds the others, unless a longer one before it does.
      if (!added && !same(group->second.first, starts_[k], size(k))) continue;
      if (!added) found_[k] = group->second.first;
      group->second.open.push_back(k);
    }
    power_ = 1;
    std::size_t length = 0;
    for (auto& [next, groups] : by_length) {
      if (next > kLongestQuoted) break;
      for (; length < next; ++length) power_ *= kBase;
      look_for(length, groups);
    }
    return std::move(found_);
  }

 private:
  std::size_t size(std::size_t paragraph) const {
    return starts_[paragraph + 1] - starts_[paragraph];
  }

  /// Of so many words from one on.
  std::uint64_t hash(std::size_t begin, std::size_t length) const {
    std::uint64_t sum = 0;
    for (std::size_t i = begin; i < begin + length; ++i) sum = sum * kBase + words_[i];
    return sum;
  }

  bool same(std::size_t paragraph, std::size_t begin, std::size_t length) const {
    const auto words = words_.begin() + static_cast<std::ptrdiff_t>(starts_[paragraph]);
    return std::equal(words, words + static_cast<std::ptrdiff_t>(length),
                      words_.begin() + static_cast<std::ptrdiff_t>(begin));
  }

  /// Sets the holders of paragraphs of one length.
  void look_for(std::size_t length, std::unordered_map<std::uint64_t, Group>& groups) {
    Sieve sieve(groups.size());
    for (const auto& [value, group] : groups) sieve.add(value);
    for (std::size_t j = 0; j < found_.size(); ++j) {
      if (size(j) <= length) continue;
      for (std::size_t begin = starts_[j]; begin + length <= starts_[j + 1]; ++begin) {
        const std::uint64_t value = before_[begin + length] - before_[begin] * power_;
        if (!sieve.may_have(value)) continue;
        const auto group = groups.find(value);
        if (group == groups.end() || !same(group->second.first, begin, length)) continue;
        for (const std::size_t k : group->second.open) found_[k] = std::min(found_[k], j);
        groups.erase(group);
      }
    }
  }

  std::vector<std::size_t> found_;
  std::vector<std::uint32_t> words_;         // of all paragraphs, numbered from 1
  std::vector<std::size_t> starts_ = {0};    // of the paragraphs
  std::vector<std::uint64_t> before_ = {0};  // the hash of all words before each
  std::uint64_t power_ = 1;                  // of the base, for the length that is looked for
};

}  // namespace

std::vector<std::size_t> holders_of(const std::vector<const WordNumbers*>& paragraphs,
                                    std::size_t fewest) {
  if (paragraphs.size() < 2) return std::vector<std::size_t>(paragraphs.size(), paragraphs.size());
  return Holders(paragraphs).find(fewest);
}

}  // namespace concord
