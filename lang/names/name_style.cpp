// Loads how a language writes names.
#include "lang/names/name_style.h"

#include <algorithm>
#include <filesystem>

#include "lang/base/table.h"
#include "text/unicode.h"

namespace concord {
namespace {

constexpr std::size_t kShortestPlural = 5;  // bytes of a word that may be the plural of a name

/// The values of Direction but kNone, in their order.
constexpr std::string_view kDirections[] = {
    "north",     "northeast", "east",  "southeast", "south", "southwest", "west",
    "northwest", "central",   "inner", "outer",     "upper", "lower"};

}  // namespace

NameStyle NameStyle::load(const std::string& data_dir, const std::string& tag) {
  NameStyle style;
  if (const std::string compass = data_dir + "/" + tag + "/compass.tsv";
      std::filesystem::exists(compass)) {
    const Table table(compass, 2, 2);
    for (const TableRow& row : table.rows()) {
      const auto direction =
          std::find(std::begin(kDirections), std::end(kDirections), row.cells[0]);
      if (direction == std::end(kDirections))
        table.refuse(row, "names an unknown direction", "see lang/words/name_word.h");
      for (const std::string_view word : split_list(row.cells[1]))
        style.directions.emplace(fold(word),
                                 static_cast<Direction>(direction - std::begin(kDirections) + 1));
    }
  }
  const std::string path = data_dir + "/" + tag + "/name-style.tsv";
  if (!std::filesystem::exists(path)) return style;
  const Table table(path, 2, 2);
  for (const TableRow& row : table.rows()) {
    const std::string_view property = row.cells[0];
    const auto flag = [&] {
      if (row.cells[1] != "yes")
        table.refuse(row, "is neither there nor absent", "write yes or leave the row out");
      return true;
    };
    if (property == "plural") {
      for (const std::string_view ending : split_list(row.cells[1]))
        style.plural_endings.emplace_back(ending);
    } else if (property == "conjunctions") {
      for (const std::string_view word : split_list(row.cells[1])) style.conjunctions.emplace(word);
    } else if (property == "leading-family-names") {
      for (const std::string_view word : split_list(row.cells[1]))
        style.leading_family_names.insert(fold(word));
    } else if (property == "vowels") {
      for (std::size_t at = 0; at < row.cells[1].size();)
        style.vowels += next_code_point(row.cells[1], at);
    } else if (property == "lends-words") {
      style.lends_words = flag();
    } else if (property == "keeps-spelling") {
      style.keeps_spelling = flag();
    } else if (property == "given-name-alone") {
      style.given_name_alone = flag();
    } else if (property == "hard-i") {
      style.hard_i = flag();
    } else if (property == "borrows-names") {
      for (const std::string_view lang : split_list(row.cells[1]))
        style.borrows_names.emplace_back(lang);
    } else if (property == "article") {
      style.article = row.cells[1];
    } else if (property == "linking-vowel") {
      style.linking_vowel = row.cells[1];
    } else if (property == "linked-endings") {
      for (const std::string_view ending : split_list(row.cells[1]))
        style.linked_endings.emplace_back(ending);
    } else {
      table.refuse(row, "names an unknown property", "see lang/names/name_style.h");
    }
  }
  return style;
}

bool NameStyle::has_vowel(std::string_view folded) const {
  if (vowels.empty()) return true;
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = next_code_point(folded, at);
    if (vowels.find(c) != std::u32string::npos ||
        vowels.find(base_letter(c)) != std::u32string::npos)
      return true;
  }
  return false;
}

std::string_view NameStyle::without_plural(std::string_view word) const {
  if (word.size() < kShortestPlural) return {};
  for (const std::string& ending : plural_endings) {
    if (!word.ends_with(ending)) continue;
    const std::string_view stem = word.substr(0, word.size() - ending.size());
    if (!stem.ends_with(ending) && !stem.ends_with('\'')) return stem;
  }
  return {};
}

}  // namespace concord
