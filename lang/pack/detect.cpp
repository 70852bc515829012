// Scores the known languages on the words and letters of a text.
#include "lang/pack/detect.h"

#include <unicode/uloc.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <bit>
#include <filesystem>
#include <map>

#include "lang/base/table.h"
#include "lang/base/table_image.h"
#include "lang/pack/pack.h"
#include "text/input_error.h"
#include "text/unicode.h"

namespace concord {
namespace {

constexpr std::size_t kSample = std::size_t{16}
                                << 10;  // bytes; a report of average length has six thousand
// A share of telling letters counts this many times the same share of function words: Ukrainian has
// some 8 telling letters and 30 function words in a hundred, Russian 2.5 and 25.
constexpr double kLetterWeight = 2;
// Running text of a known language scores above 0.2; names and figures alone score below this.
constexpr double kLowestScore = 0.07;

/// The language of a script that none of the known languages uses (CLDR likely subtags); empty for
/// Latin and Cyrillic, which give no evidence.
std::string language_of_script(const std::map<UScriptCode, std::size_t>& scripts) {
  const auto most =
      std::max_element(scripts.begin(), scripts.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == scripts.end()) return {};
  UScriptCode script = most->first;
  if (script == USCRIPT_HAN &&
      (scripts.contains(USCRIPT_HIRAGANA) || scripts.contains(USCRIPT_KATAKANA)))
    script = USCRIPT_HIRAGANA;
  if (script == USCRIPT_LATIN || script == USCRIPT_CYRILLIC) return {};
  const std::string unknown = std::string("und_") + uscript_getShortName(script);
  std::array<char, ULOC_FULLNAME_CAPACITY> likely{};
  std::array<char, ULOC_LANG_CAPACITY> language{};
  UErrorCode status = U_ZERO_ERROR;
  uloc_addLikelySubtags(unknown.c_str(), likely.data(), static_cast<std::int32_t>(likely.size()),
                        &status);
  uloc_getLanguage(likely.data(), language.data(), static_cast<std::int32_t>(language.size()),
                   &status);
  const std::string tag = language.data();
  return U_FAILURE(status) || tag == "und" ? std::string() : tag;
}

}  // namespace

LanguageDetector::Mask LanguageDetector::add_language(const std::string& tag) {
  if (tags_.size() == 64)
    throw InputError("", 0, "more than 64 languages to distinguish",
                     "drop rows of other-languages.tsv");
  tags_.push_back(tag);
  return Mask{1} << (tags_.size() - 1);
}

namespace {

constexpr const char* kTables[] = {"/function-words.tsv", "/letters.tsv"};

ImageSources sources_of(const std::string& data_dir) {
  ImageSources sources;
  sources.add_file(data_dir + "/other-languages.tsv");
  for (const std::string& tag : installed_packs(data_dir)) {
    sources.add(tag);
    for (const char* table : kTables) sources.add_file(data_dir + "/" + tag + table);
  }
  return sources;
}

}  // namespace

LanguageDetector LanguageDetector::load(const DataDirs& dirs) {
  LanguageDetector detector;
  if (ImageReader image(dirs.lexicons + "/languages.detect", sources_of(dirs.packs));
      image.found()) {
    detector.exchange(image);
  } else {
    detector.read(dirs.packs);
  }
  return detector;
}

std::string LanguageDetector::compile(const std::string& data_dir) {
  LanguageDetector detector;
  detector.read(data_dir);
  ImageWriter image;
  detector.exchange(image);
  return image.bytes(sources_of(data_dir));
}

void LanguageDetector::read(const std::string& data_dir) {
  const auto add_letters = [&](std::string_view letters, Mask mask) {
    for (std::size_t at = 0; at < letters.size();) {
      const char32_t c = next_code_point(letters, at);
      if (is_letter(c)) letters_[c] |= mask;
    }
  };
  for (const std::string& tag : installed_packs(data_dir)) {
    const std::string folder = data_dir + "/" + tag;
    const Mask mask = add_language(tag);
    if (const std::string path = folder + kTables[0]; std::filesystem::exists(path)) {
      const Table table(path, 1);
      for (const TableRow& row : table.rows()) words_[fold(row.cells[0])] |= mask;
    }
    if (const std::string path = folder + kTables[1]; std::filesystem::exists(path)) {
      const Table table(path, 1);
      for (const TableRow& row : table.rows()) add_letters(row.cells[0], mask);
    }
  }
  if (const std::string path = data_dir + "/other-languages.tsv"; std::filesystem::exists(path)) {
    const Table table(path, 3, 3);
    for (const TableRow& row : table.rows()) {
      const Mask mask = add_language(std::string(row.cells[0]));
      if (row.cells[1] != "-") add_letters(row.cells[1], mask);
      for (const std::string_view word : split_list(row.cells[2], ' ')) words_[fold(word)] |= mask;
    }
  }
}

std::string LanguageDetector::detect(std::string_view text) const {
  if (text.size() > kSample) {
    std::size_t end = kSample;
    while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text = text.substr(0, end);
  }
  std::vector<std::size_t> word_hits(tags_.size());
  std::vector<std::size_t> letter_hits(tags_.size());
  std::map<UScriptCode, std::size_t> scripts;
  std::size_t words = 0;
  std::size_t letters = 0;
  const auto count = [](std::vector<std::size_t>& hits, Mask mask) {
    for (; mask != 0; mask &= mask - 1) ++hits[static_cast<std::size_t>(std::countr_zero(mask))];
  };
  const std::string folded = fold(text);
  std::string word;
  for (std::size_t at = 0; at <= folded.size();) {
    const char32_t c = at < folded.size() ? next_code_point(folded, at) : (++at, U' ');
    if (is_letter(c) || is_mark(c) || (c == '\'' && !word.empty())) {
      append_utf8(word, c);
      if (!is_letter(c)) continue;
      ++letters;
      if (const Mask* mask = letters_.find(c)) count(letter_hits, *mask);
      UErrorCode status = U_ZERO_ERROR;
      ++scripts[uscript_getScript(static_cast<UChar32>(c), &status)];
    } else if (!word.empty()) {
      ++words;
      if (const Mask* mask = words_.find(word)) count(word_hits, *mask);
      word.clear();
    }
  }
  if (words == 0) return {};
  std::size_t best = 0;
  double best_score = 0;
  for (std::size_t i = 0; i < tags_.size(); ++i) {
    const double score =
        static_cast<double>(word_hits[i]) / static_cast<double>(words) +
        kLetterWeight * static_cast<double>(letter_hits[i]) / static_cast<double>(letters);
    if (score > best_score) {
      best = i;
      best_score = score;
    }
  }
  return best_score >= kLowestScore ? tags_[best] : language_of_script(scripts);
}

}  // namespace concord
