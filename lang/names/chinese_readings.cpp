// Reads the parts of syllables that read Chinese characters, and compares names by them.
#include "lang/names/chinese_readings.h"

#include <algorithm>

#include "lang/base/table.h"
#include "text/unicode.h"

namespace concord {
namespace {

constexpr std::string_view kNone = "-";       // in the table: no consonant
constexpr std::size_t kLongestOnset = 3;      // letters: "ngh"
constexpr std::size_t kLongestRendering = 6;  // letters of a Cyrillic syllable: "chzhuan"
constexpr std::size_t kMostSpellings = 16;    // ways to take a Cyrillic name apart

std::vector<std::string> parts_of(std::string_view list) {
  std::vector<std::string> parts;
  for (const std::string_view part : split_list(list))
    parts.emplace_back(part == kNone ? std::string_view() : part);
  return parts;
}

/// A word folded, its vowels without tones.
std::string toneless(std::string_view word) {
  const std::string folded = fold(word);
  std::string letters;
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = next_code_point(folded, at);
    if (const char32_t letter = c < 0x80 ? c : without_tone(c); letter != 0)
      append_utf8(letters, letter);
  }
  return letters;
}

/// The letters a to z of a word, folded, without marks.
std::string plain(std::string_view word) {
  const std::string folded = fold(word);
  std::string letters;
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t letter = base_letter(next_code_point(folded, at));
    if (letter >= 'a' && letter <= 'z') letters += static_cast<char>(letter);
  }
  return letters;
}

/// The Cyrillic letters of a word, folded, those of Ukrainian as those of Russian: both render
/// pinyin by one system.
std::string cyrillic(std::string_view word) {
  const std::string folded = fold(word);
  std::string letters;
  for (std::size_t at = 0; at < folded.size();) {
    char32_t c = next_code_point(folded, at);
    if (!is_cyrillic_letter(c)) continue;
    if (c == 0x451 || c == 0x44D || c == 0x454) c = 0x435;  // yo, e, ie
    if (c == 0x456 || c == 0x457 || c == 0x44B) c = 0x438;  // i, yi, y
    if (c == 0x491) c = 0x433;                              // g with upturn
    append_utf8(letters, c);
  }
  return letters;
}

/// The offset behind at most `most` letters from `at`, for each of them.
std::vector<std::size_t> letter_ends(std::string_view word, std::size_t at, std::size_t most) {
  std::vector<std::size_t> ends;
  while (at < word.size() && ends.size() < most) {
    next_code_point(word, at);
    ends.push_back(at);
  }
  return ends;
}

}  // namespace

ChineseReadings ChineseReadings::load(const std::string& path, const std::string& palladius) {
  ChineseReadings readings;
  const Table table(path, 3, 3);
  for (const TableRow& row : table.rows()) {
    const std::string_view kind = row.cells[0];
    if (kind == "example" || kind == "other") continue;
    if (kind != "onset" && kind != "rime")
      table.refuse(row, "the kind is not one of onset, rime, example, other");
    StringMap<Parts>& parts = kind == "onset" ? readings.onsets_ : readings.rimes_;
    if (!parts.emplace(row.cells[1], parts_of(row.cells[2])))
      table.refuse(row, "has the part of another row");
  }
  if (!palladius.empty()) readings.load_palladius(palladius);
  return readings;
}

void ChineseReadings::load_palladius(const std::string& path) {
  const Table table(path, 3, 3);
  for (const TableRow& row : table.rows()) {
    if (row.cells[0] != "syllable") continue;
    for (const std::string_view rendering : split_list(row.cells[2]))
      palladius_[cyrillic(rendering)].push_back(plain(row.cells[1]));
  }
}

ChineseReadings::Reading ChineseReadings::read(std::span<const std::string_view> syllables) const {
  Reading reading;
  for (const std::string_view word : syllables) {
    const std::string syllable = toneless(word);
    std::vector<std::size_t> onsets = letter_ends(syllable, 0, kLongestOnset);
    onsets.insert(onsets.begin(), 0);
    std::vector<std::string>& pinyin = reading.emplace_back();
    for (const std::size_t size : onsets) {
      const Parts* heads =
          onsets_.find(size == 0 ? kNone : std::string_view(syllable).substr(0, size));
      const Parts* tails = rimes_.find(std::string_view(syllable).substr(size));
      if (heads == nullptr || tails == nullptr) continue;
      for (const std::string& head : *heads) {
        for (const std::string& tail : *tails) pinyin.push_back(head + tail);
      }
    }
    if (pinyin.empty()) return {};
  }
  return reading;
}

std::vector<std::string> ChineseReadings::pinyin_of(std::span<const std::string_view> words) const {
  std::string latin;
  std::string letters;
  for (const std::string_view word : words) {
    latin += plain(word);
    letters += cyrillic(word);
  }
  if (letters.empty()) return latin.empty() ? std::vector<std::string>() : std::vector{latin};
  struct Place {
    std::size_t at = 0;
    std::string pinyin;
  };
  std::vector<std::string> found;
  std::vector<Place> open = {{}};
  while (!open.empty() && found.size() < kMostSpellings) {
    const Place place = std::move(open.back());
    open.pop_back();
    if (place.at == letters.size()) {
      found.push_back(place.pinyin);
      continue;
    }
    for (const std::size_t end : letter_ends(letters, place.at, kLongestRendering)) {
      const Parts* syllables =
          palladius_.find(std::string_view(letters).substr(place.at, end - place.at));
      if (syllables == nullptr) continue;
      for (const std::string& syllable : *syllables) open.push_back({end, place.pinyin + syllable});
    }
  }
  return found;
}

bool ChineseReadings::same(const Reading& reading, std::string_view pinyin) {
  if (reading.empty()) return false;
  std::vector<std::size_t> places = {0};
  for (const std::vector<std::string>& syllables : reading) {
    std::vector<std::size_t> next;
    for (const std::size_t at : places) {
      for (const std::string& syllable : syllables) {
        const std::size_t end = at + syllable.size();
        if (pinyin.substr(at).starts_with(syllable) &&
            std::find(next.begin(), next.end(), end) == next.end())
          next.push_back(end);
      }
    }
    places = std::move(next);
  }
  return std::find(places.begin(), places.end(), pinyin.size()) != places.end();
}

}  // namespace concord
