// Computes and compares consonant classes.
#include "lang/words/sound.h"

#include <algorithm>
#include <array>
#include <bit>
#include <filesystem>
#include <string>

#include "lang/base/table.h"
#include "text/unicode.h"

namespace concord {
namespace {

constexpr std::string_view kClasses = "?VPFTKHSLMNR";  // the position is the number; 0 stays free
constexpr int kMaxLength = 15;

constexpr SoundKey class_number(char name) { return kClasses.find(name); }
constexpr SoundKey kVowel = class_number('V');
constexpr SoundKey kFricative = class_number('F');
constexpr SoundKey kBreath = class_number('H');
constexpr SoundKey kVelar = class_number('K');
constexpr SoundKey kSibilant = class_number('S');
constexpr SoundKey kDental = class_number('T');
constexpr SoundKey kLabial = class_number('P');

// Costs in halves of a full change.
constexpr std::uint8_t gap_cost(SoundKey sound) {
  return sound == kBreath || sound == kFricative || sound == kVowel ? 1 : 2;
}

constexpr std::uint8_t change_cost(SoundKey a, SoundKey b) {
  if (a == b) return 0;
  const auto are = [&](SoundKey x, SoundKey y) { return (a == x && b == y) || (a == y && b == x); };
  const bool close = are(kBreath, kVelar) || are(kVelar, kSibilant) || are(kDental, kSibilant) ||
                     are(kFricative, kLabial);
  return close ? 1 : 2;
}

/// All of these costs: every word of a sentence is compared with every word of its translation.
struct Costs {
  std::array<std::uint8_t, 16> gap{};
  std::array<std::array<std::uint8_t, 16>, 16> change{};

  constexpr Costs() {
    for (SoundKey a = 0; a < 16; ++a) {
      gap[a] = gap_cost(a);
      for (SoundKey b = 0; b < 16; ++b) change[a][b] = change_cost(a, b);
    }
  }
};
constexpr Costs kCosts;

}  // namespace

SoundTable SoundTable::load(const std::string& data_dir) {
  SoundTable sounds;
  const std::string path = data_dir + "/sounds.tsv";
  if (!std::filesystem::exists(path)) return sounds;
  const Table table(path, 2, 2);
  for (const TableRow& row : table.rows()) {
    SoundKey key = 0;
    int length = 0;
    for (const char name : row.cells[1]) {
      const std::size_t number = kClasses.find(name);
      if (number == std::string_view::npos || number == 0)
        table.refuse(row, "names a class that does not exist", "use P F T K H S L M N R");
      key |= static_cast<SoundKey>(number) << (4 * length++);
    }
    const std::string_view letters = row.cells[0];
    if (letters.empty() || letters.size() > kMostBytes)
      table.refuse(row, "has no letters or too many",
                   "write 1 to " + std::to_string(kMostBytes) + " bytes");
    std::size_t at = 0;
    if (const char32_t first = next_code_point(letters, at); first < sounds.longest_.size())
      sounds.longest_[first] =
          std::max(sounds.longest_[first], static_cast<std::uint8_t>(letters.size()));
    sounds.classes_.emplace(letters, key);
  }
  return sounds;
}

SoundKey SoundTable::of(std::string_view word) const {
  SoundKey key = 0;
  int length = 0;
  if (classes_.empty()) return key;
  std::string folded;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = next_code_point(word, at);
    const char32_t base = base_letter(c);
    append_utf8(folded, base != 0 ? base : c);
  }
  for (std::size_t at = 0; at < folded.size() && length < kMaxLength;) {
    std::size_t next = at;
    const char32_t letter = next_code_point(folded, next);
    const SoundKey* found = nullptr;
    for (std::size_t size = std::min(longest_from(letter), folded.size() - at);
         size > 0 && found == nullptr; --size) {
      found = classes_.find(std::string_view(folded).substr(at, size));
      if (found != nullptr) next = at + size;
    }
    if (found == nullptr) {
      if (at == 0 && is_letter(letter)) key |= kVowel << (4 * length++);
    } else {
      for (SoundKey rest = *found; rest != 0 && length < kMaxLength; rest >>= 4)
        key |= (rest & 15) << (4 * length++);
    }
    at = next;
  }
  return key;
}

int sound_length(SoundKey key) { return (static_cast<int>(std::bit_width(key)) + 3) / 4; }

double sound_similarity(SoundKey a, SoundKey b, double least) {
  const int rows = sound_length(a);
  const int columns = sound_length(b);
  if (rows == 0 || columns == 0) return 0;
  const double most = 2 * (1 - least) * std::max(rows, columns) + 1e-9;
  // Of the classes of `b` and of the row under way.
  std::array<std::uint8_t, kMaxLength + 1> sounds{};
  std::array<int, kMaxLength + 1> cost{};
  for (int j = 1; j <= columns; ++j, b >>= 4) {
    sounds[j] = b & 15;
    cost[j] = cost[j - 1] + kCosts.gap[sounds[j]];
  }
  for (int i = 1; i <= rows; ++i, a >>= 4) {
    const std::array<std::uint8_t, 16>& change = kCosts.change[a & 15];
    const int gap = kCosts.gap[a & 15];
    int diagonal = cost[0];
    cost[0] += gap;
    int left = cost[0];
    int least_of_row = left;
    for (int j = 1; j <= columns; ++j) {
      const std::uint8_t y = sounds[j];
      left = std::min(std::min(diagonal + change[y], cost[j] + gap), left + kCosts.gap[y]);
      diagonal = cost[j];
      cost[j] = left;
      least_of_row = std::min(least_of_row, left);
    }
    if (least_of_row > most) return 0;  // no row costs less than the one before
  }
  return std::max(0.0, 1 - cost[columns] / (2.0 * std::max(rows, columns)));
}

}  // namespace concord
