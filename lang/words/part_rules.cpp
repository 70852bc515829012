// Reads the words and endings that tell parts of a sentence.
#include "lang/words/part_rules.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "lang/base/table.h"
#include "text/unicode.h"

namespace concord {
namespace {

constexpr std::array<std::pair<std::string_view, std::uint32_t>, 16> kRoleNames = {
    {{"from", kFrom},
     {"to", kTo},
     {"by", kBy},
     {"of", kOf},
     {"in", kIn},
     {"for", kFor},
     {"against", kAgainst},
     {"with", kWith},
     {"after", kAfter},
     {"before", kBefore},
     {"than", kThan},
     {"between", kBetween},
     {"about", kAbout},
     {"under", kUnder},
     {"and", kAnd},
     {"passive", kPassive}}};

/// The shortest word, in bytes, in which a passive prefix is one: "di" + "tuduh", but not "dia".
constexpr std::size_t kPrefixedBytes = 6;

/// Whether a set of letters of part-endings.tsv has the last letter of a form: "*" any, "C" any
/// consonant, "!xy" any but x and y, "-" none.
bool ends_in(std::string_view form, std::string_view letters) {
  if (form.empty() || letters == "-") return false;
  const char last = form.back();
  if (letters == "*") return true;
  if (letters.front() == '!') return letters.find(last) == std::string_view::npos;
  constexpr std::string_view kVowels = "aeiouy";
  if (letters.find('C') != std::string_view::npos && kVowels.find(last) == std::string_view::npos)
    return true;
  return letters.find(last) != std::string_view::npos;
}

}  // namespace

PartRules PartRules::load(const std::string& data_dir, std::string_view tag) {
  PartRules rules;
  const std::string folder = data_dir + "/" + std::string(tag) + "/";
  if (const std::string path = folder + "part-words.tsv"; std::filesystem::exists(path)) {
    const Table table(path, 2, 3);
    for (const TableRow& row : table.rows()) {
      std::uint32_t roles = 0;
      for (const std::string_view name : split_list(row.cells[1])) {
        const auto* known = std::find_if(kRoleNames.begin(), kRoleNames.end(),
                                         [&](const auto& entry) { return entry.first == name; });
        if (known == kRoleNames.end())
          table.refuse(row, "names the unknown part '" + std::string(name) + "'",
                       "see PartRole in part_rules.cpp");
        roles |= known->second;
      }
      std::string word = fold(row.cells[0]);
      rules.has_passive_ = rules.has_passive_ || (roles & kPassive) != 0;
      if (word.ends_with('-')) {
        word.pop_back();
        rules.passive_prefixes_.push_back(word);
      } else {
        rules.roles_.emplace(word, roles);
      }
    }
  }
  if (const std::string path = folder + "part-endings.tsv"; std::filesystem::exists(path)) {
    const Table table(path, 5, 5);
    for (const TableRow& row : table.rows()) {
      if (row.cells[3] != "oblique" && row.cells[3] != "instrumental")
        table.refuse(row, "names an unknown case", "write oblique or instrumental");
      rules.endings_.push_back(
          {fold(row.cells[0]), std::string(row.cells[1]), std::string(row.cells[2]),
           row.cells[3] == "oblique" ? NameCase::kOblique : NameCase::kInstrumental});
    }
    std::stable_sort(
        rules.endings_.begin(), rules.endings_.end(),
        [](const Ending& a, const Ending& b) { return a.text.size() > b.text.size(); });
  }
  return rules;
}

std::uint32_t PartRules::roles(std::string_view folded) const {
  if (const std::uint32_t* known = roles_.find(folded)) return *known;
  for (const std::string& prefix : passive_prefixes_) {
    if (folded.size() >= kPrefixedBytes && folded.starts_with(prefix)) return kPassive;
  }
  return 0;
}

NameCase PartRules::case_of(std::string_view folded, std::string_view elsewhere) const {
  if (endings_.empty() || folded.empty()) return NameCase::kUnknown;
  for (const Ending& ending : endings_) {
    if (!folded.ends_with(ending.text)) continue;
    if (ends_in(elsewhere, ending.nominative)) return NameCase::kNominative;
    return ends_in(elsewhere, ending.other) ? ending.otherwise : NameCase::kUnknown;
  }
  return NameCase::kNominative;
}

}  // namespace concord
