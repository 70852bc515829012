// Reads lttoolbox transducers and lists the lemma pairs on their paths.
#include "lang/build/apertium.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string_view>

#include "text/input_error.h"
#include "text/read_file.h"
#include "text/unicode.h"

namespace concord {
namespace {

// Limits that no dictionary comes near and that keep a damaged file from eating memory.
constexpr std::uint32_t kMostItems = 5'000'000;
constexpr std::size_t kLongestPath = 120;  // transitions
constexpr std::size_t kMostSteps = 50'000'000;

struct Transition {
  std::int32_t left = 0;  // > 0 a code point, < 0 a tag, 0 nothing
  std::int32_t right = 0;
  std::uint32_t to = 0;
};

struct Transducer {
  std::uint32_t initial = 0;
  std::set<std::uint32_t> finals;
  std::vector<std::vector<Transition>> states;
};

/// The binary format of lttoolbox (compression.cc, alphabet.cc, transducer.cc).
class Reader {
 public:
  Reader(const std::string& path, std::string_view bytes) : path_(path), bytes_(bytes) {}

  std::vector<Transducer> read() {
    if (bytes_.starts_with("LTTB")) at_ = 4 + 8;            // a header with eight bytes of features
    for (std::uint32_t i = number(); i > 0; --i) number();  // the letters of the language
    const auto tags = static_cast<std::int32_t>(number());
    for (std::int32_t tag = 0; tag < tags; ++tag) {
      for (std::uint32_t i = number(); i > 0; --i) number();
    }
    const std::uint32_t pairs = number();
    for (std::uint32_t i = 0; i < pairs; ++i) {
      const auto left = static_cast<std::int32_t>(number()) - tags;
      const auto right = static_cast<std::int32_t>(number()) - tags;
      symbols_.emplace_back(left, right);
    }
    std::vector<Transducer> transducers;
    for (std::uint32_t i = number(); i > 0; --i) {
      for (std::uint32_t letters = number(); letters > 0; --letters) number();  // its name
      transducers.push_back(transducer());
    }
    return transducers;
  }

 private:
  [[noreturn]] void refuse() const {
    throw InputError(path_, 0, "is not a compiled Apertium dictionary of a supported version",
                     "install apertium-rus-ukr 0.2.1, or do without it");
  }

  /// A number of one to four bytes: the two highest bits of the first give how many follow.
  std::uint32_t number() {
    if (at_ >= bytes_.size()) refuse();
    const auto first = static_cast<unsigned char>(bytes_[at_++]);
    const unsigned more = first >> 6;
    if (at_ + more > bytes_.size()) refuse();
    std::uint32_t value = first & 0x3FU;
    for (unsigned i = 0; i < more; ++i)
      value = value << 8 | static_cast<unsigned char>(bytes_[at_++]);
    if (value > kMostItems && more < 3) refuse();
    return value;
  }

  Transducer transducer() {
    bool weighted = false;
    if (bytes_.substr(at_).starts_with("LTTD")) {
      if (at_ + 12 > bytes_.size()) refuse();
      weighted = (static_cast<unsigned char>(bytes_[at_ + 4]) & 1U) != 0;
      at_ += 12;
    }
    const auto skip_weight = [&] {
      if (weighted) number(), number();
    };
    Transducer result;
    result.initial = number();
    std::uint32_t state = 0;
    for (std::uint32_t i = number(); i > 0; --i) {
      state += number();
      skip_weight();
      result.finals.insert(state);
    }
    const std::uint32_t count = number();
    if (count > kMostItems || result.initial >= count) refuse();
    result.states.resize(count);
    for (std::uint32_t from = 0; from < count; ++from) {
      std::uint32_t symbol = 0;
      for (std::uint32_t i = number(); i > 0; --i) {
        symbol += number();
        const std::uint32_t to = (number() + from) % count;
        skip_weight();
        if (symbol >= symbols_.size()) refuse();
        result.states[from].push_back({symbols_[symbol].first, symbols_[symbol].second, to});
      }
    }
    return result;
  }

  const std::string& path_;
  std::string_view bytes_;
  std::size_t at_ = 0;
  std::vector<std::pair<std::int32_t, std::int32_t>> symbols_;
};

/// Walks all paths without loops and collects the letters before the first tag of each side.
class Walker {
 public:
  Walker(const Transducer& transducer, std::set<std::pair<std::string, std::string>>& pairs)
      : transducer_(transducer), on_path_(transducer.states.size()), pairs_(pairs) {}

  void walk(std::uint32_t state, const std::string& left, bool left_done, const std::string& right,
            bool right_done, std::size_t depth) {
    if (depth > kLongestPath || ++steps_ > kMostSteps || on_path_[state]) return;
    if (transducer_.finals.contains(state) && !left.empty() && !right.empty())
      pairs_.emplace(left, right);
    on_path_[state] = true;
    for (const Transition& step : transducer_.states[state]) {
      std::string longer_left = left;
      std::string longer_right = right;
      if (step.left > 0 && !left_done) append_utf8(longer_left, static_cast<char32_t>(step.left));
      if (step.right > 0 && !right_done)
        append_utf8(longer_right, static_cast<char32_t>(step.right));
      walk(step.to, longer_left, left_done || step.left < 0, longer_right,
           right_done || step.right < 0, depth + 1);
    }
    on_path_[state] = false;
  }

 private:
  const Transducer& transducer_;
  std::vector<bool> on_path_;
  std::set<std::pair<std::string, std::string>>& pairs_;
  std::size_t steps_ = 0;
};

}  // namespace

std::vector<std::pair<std::string, std::string>> read_apertium_bilingual(const std::string& path) {
  const std::string bytes = read_file(path);
  std::set<std::pair<std::string, std::string>> pairs;
  for (const Transducer& transducer : Reader(path, bytes).read()) {
    Walker(transducer, pairs).walk(transducer.initial, {}, false, {}, false, 0);
  }
  return {pairs.begin(), pairs.end()};
}

}  // namespace concord
