// Reads the parts of syllables that read Chinese characters, and compares names by them.
#include "lang/names/chinese_readings.h"

#include <algorithm>

#include "lang/base/table.h"
#include "lang/names/transcription_tables.h"
#include "text/unicode.h"

namespace concord {
namespace {

constexpr std::string_view kNone = "-";   // in the table: no consonant
constexpr std::size_t kLongestOnset = 3;  // letters: "ngh"

std::string joined(std::string_view list) {
  std::string parts;
  for (const std::string_view part : split_list(list)) {
    if (!parts.empty()) parts += ' ';
    parts += part;
  }
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

/// Calls `use` with each part of a list of joined().
template <class Use>
void each_part(std::string_view parts, const Use& use) {
  while (!parts.empty()) {
    const std::size_t end = std::min(parts.find(' '), parts.size());
    const std::string_view part = parts.substr(0, end);
    use(part == kNone ? std::string_view() : part);
    parts.remove_prefix(std::min(end + 1, parts.size()));
  }
}

}  // namespace

ChineseReadings ChineseReadings::load(const std::string& path) {
  ChineseReadings readings;
  const Table table(path, 3, 3);
  for (const TableRow& row : table.rows()) {
    const std::string_view kind = row.cells[0];
    if (kind == "example" || kind == "other") continue;
    if (kind != "onset" && kind != "rime")
      table.refuse(row, "the kind is not one of onset, rime, example, other");
    StringMap<std::string>& parts = kind == "onset" ? readings.onsets_ : readings.rimes_;
    if (!parts.emplace(row.cells[1], joined(row.cells[2])))
      table.refuse(row, "has the part of another row");
  }
  return readings;
}

std::vector<std::size_t> ChineseReadings::ends_of(std::string_view syllable,
                                                  std::string_view pinyin, std::size_t at) const {
  std::vector<std::size_t> ends;
  std::size_t size = 0;  // bytes of the onset
  for (std::size_t letters = 0; letters <= kLongestOnset && size < syllable.size(); ++letters) {
    const std::string_view onset = letters == 0 ? kNone : syllable.substr(0, size);
    const std::string* heads = onsets_.find(onset);
    const std::string* tails = rimes_.find(syllable.substr(size));
    if (heads != nullptr && tails != nullptr) {
      each_part(*heads, [&](std::string_view head) {
        if (!pinyin.substr(at).starts_with(head)) return;
        each_part(*tails, [&](std::string_view tail) {
          const std::size_t after = at + head.size();
          if (pinyin.substr(after).starts_with(tail)) ends.push_back(after + tail.size());
        });
      });
    }
    next_code_point(syllable, size);
  }
  return ends;
}

bool ChineseReadings::same(std::span<const std::string_view> syllables,
                           std::span<const std::string_view> pinyin) const {
  if (syllables.empty()) return false;
  std::string letters;
  for (const std::string_view word : pinyin) letters += plain(word);
  std::vector<std::size_t> places = {0};
  for (const std::string_view syllable : syllables) {
    const std::string letters_of_it = toneless(syllable);
    std::vector<std::size_t> next;
    for (const std::size_t at : places) {
      for (const std::size_t end : ends_of(letters_of_it, letters, at)) {
        if (std::find(next.begin(), next.end(), end) == next.end()) next.push_back(end);
      }
    }
    places = std::move(next);
  }
  return std::find(places.begin(), places.end(), letters.size()) != places.end();
}

}  // namespace concord
