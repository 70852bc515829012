// Takes apart clipped compounds and words derived from places.
#include "lang/names/word_formation.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "lang/base/table.h"
#include "text/unicode.h"

namespace concord {
namespace {

constexpr std::size_t kLongestPart = 12;  // letters of a clipped word
constexpr std::size_t kMostParts = 4;     // of a compound
// Letters, at least, of the ordinary word that ends a compound: shorter ones end surnames as well.
constexpr std::size_t kLastWord = 5;

std::string without(std::string_view nothing) {
  return nothing == "-" ? std::string() : std::string(nothing);
}

/// Compounds may have an apostrophe between two parts, which says how they are read.
std::string_view without_apostrophe(std::string_view text) {
  for (const std::string_view mark : {"'", "\u2019", "\u02BC"}) {
    if (text.starts_with(mark)) return text.substr(mark.size());
  }
  return text;
}

}  // namespace

WordFormation WordFormation::load(const std::string& data_dir, const std::string& tag) {
  WordFormation formation;
  const std::string folder = data_dir + "/" + tag + "/";
  if (std::filesystem::exists(folder + "clipped-words.tsv")) {
    const Table table(folder + "clipped-words.tsv", 2, 2);
    for (const TableRow& row : table.rows()) {
      Position& position = formation.parts_[row.cells[0]];
      if (row.cells[1] == "first") {
        position = Position::kFirst;
      } else if (row.cells[1] == "last") {
        position = Position::kLast;
      } else if (row.cells[1] == "any") {
        position = Position::kAny;
      } else {
        table.refuse(row, "the position is not one of first, last, any");
      }
    }
  }
  if (std::filesystem::exists(folder + "place-words.tsv")) {
    const Table table(folder + "place-words.tsv", 5, 5);
    for (const TableRow& row : table.rows()) {
      Derivation& derivation = formation.derivations_.emplace_back();
      derivation.prefix = without(row.cells[0]);
      derivation.ending = row.cells[1];
      for (const std::string_view ending : split_list(row.cells[2]))
        derivation.place_endings.push_back(without(ending));
      const std::string_view least = row.cells[3];
      if (std::from_chars(least.data(), least.data() + least.size(), derivation.least_stem).ec !=
          std::errc())
        table.refuse(row, "the least length of the stem is not a number");
    }
  }
  return formation;
}

bool WordFormation::continues(std::string_view rest, const Ordinary& ordinary,
                              std::size_t parts) const {
  rest = without_apostrophe(rest);
  const Position* whole = parts_.find(rest);
  if (parts > 0 && ((whole != nullptr && *whole != Position::kFirst) ||
                    (count_code_points(rest) >= kLastWord && ordinary(rest))))
    return true;
  if (parts + 1 == kMostParts) return false;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < rest.size() && letters < kLongestPart; ++letters) {
    next_code_point(rest, at);
    const Position* part = at < rest.size() ? parts_.find(rest.substr(0, at)) : nullptr;
    if (part != nullptr && *part != Position::kLast &&
        continues(rest.substr(at), ordinary, parts + 1))
      return true;
  }
  return false;
}

bool WordFormation::is_compound(std::string_view folded, const Ordinary& ordinary) const {
  return continues(folded, ordinary, 0);
}

std::vector<std::string> WordFormation::places(std::string_view folded) const {
  std::vector<std::string> places;
  for (const Derivation& row : derivations_) {
    if (!folded.starts_with(row.prefix) || !folded.ends_with(row.ending) ||
        folded.size() <= row.prefix.size() + row.ending.size())
      continue;
    const std::string stem(
        folded.substr(row.prefix.size(), folded.size() - row.prefix.size() - row.ending.size()));
    if (count_code_points(stem) < row.least_stem) continue;
    for (const std::string& ending : row.place_endings) {
      std::string place = stem + ending;
      if (std::find(places.begin(), places.end(), place) == places.end())
        places.push_back(std::move(place));
    }
  }
  return places;
}

}  // namespace concord
