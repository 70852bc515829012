// Reads case endings and tries them off.
#include "lang/names/name_cases.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "lang/base/table.h"
#include "text/ascii.h"
#include "text/unicode.h"

namespace concord {
namespace {

/// The vowels of Russian and Ukrainian, lower case: a e i o u y e yu ya yo, ie i yi.
bool is_cyrillic_vowel(char32_t c) {
  static constexpr char32_t kVowels[] = {0x430, 0x435, 0x438, 0x43E, 0x443, 0x44B, 0x44D,
                                         0x44E, 0x44F, 0x451, 0x454, 0x456, 0x457};
  return std::find(std::begin(kVowels), std::end(kVowels), c) != std::end(kVowels);
}

/// Where the hyphen and the digits begin that a name ends with, as in "Sever-2"; its size for none.
std::size_t begin_of_number(std::string_view name) {
  std::size_t at = name.size();
  while (at > 0 && is_ascii_digit(name[at - 1])) --at;
  const bool number = at < name.size() && at > 1 && name[at - 1] == '-';
  return number ? at - 1 : name.size();
}

}  // namespace

NameCases NameCases::load(const std::string& data_dir, const std::string& tag) {
  NameCases cases;
  const std::string path = data_dir + "/" + tag + "/name-endings.tsv";
  if (!std::filesystem::exists(path)) return cases;
  const Table table(path, 4, 4);
  for (const TableRow& row : table.rows()) {
    Rule rule;
    for (const std::string_view ending : split_list(row.cells[1]))
      rule.citation_endings.emplace_back(ending == "-" ? "" : ending);
    const std::string_view least = row.cells[2];
    if (std::from_chars(least.data(), least.data() + least.size(), rule.least_stem).ec !=
        std::errc()) {
      table.refuse(row, "the least length of the stem is not a number");
    }
    if (row.cells[3] == "consonant") {
      rule.stem_end = StemEnd::kConsonant;
    } else if (row.cells[3] == "vowel") {
      rule.stem_end = StemEnd::kVowel;
    } else if (row.cells[3] != "any") {
      table.refuse(row, "the condition is not one of consonant, vowel, any");
    }
    if (row.cells[0] == "-") {
      cases.bare_.push_back(std::move(rule));
      continue;
    }
    cases.longest_ = std::max(cases.longest_, row.cells[0].size());
    cases.rules_[row.cells[0]].push_back(std::move(rule));
  }
  return cases;
}

std::vector<std::string> NameCases::citations(std::string_view folded) const {
  const std::size_t number = begin_of_number(folded);
  if (!rules_.empty() && number < folded.size()) {  // "potoka-2"
    std::vector<std::string> forms = citations(folded.substr(0, number));
    for (std::string& form : forms) form += folded.substr(number);
    return forms;
  }
  constexpr std::size_t kMostly = 8;  // forms of a word with several endings
  std::vector<std::string> forms;
  forms.reserve(rules_.empty() ? 1 : kMostly);
  forms.emplace_back(folded);
  if (rules_.empty()) return forms;
  for (std::size_t at = folded.size(); at > 0 && folded.size() - at <= longest_;) {
    const std::vector<Rule>* rules = at < folded.size() ? rules_.find(folded.substr(at)) : nullptr;
    if (rules != nullptr) {
      const std::string_view stem = folded.substr(0, at);
      for (const Rule& rule : *rules) {
        if (!fits(rule, stem)) continue;
        for (const std::string& ending : rule.citation_endings) {
          std::string form = std::string(stem) + ending;
          if (std::find(forms.begin(), forms.end(), form) == forms.end())
            forms.push_back(std::move(form));
        }
      }
    }
    previous_code_point(folded, at);
  }
  return forms;
}

std::vector<std::string> NameCases::bare_forms(std::string_view citation) const {
  std::vector<std::string> forms;
  for (const Rule& rule : bare_) {
    for (const std::string& ending : rule.citation_endings) {
      if (!citation.ends_with(ending)) continue;
      const std::string_view stem = citation.substr(0, citation.size() - ending.size());
      if (fits(rule, stem)) forms.emplace_back(stem);
    }
  }
  return forms;
}

/// Whether a stem has the letters that a rule wants: as many, and such a one at the end.
bool NameCases::fits(const Rule& rule, std::string_view stem) {
  if (count_code_points(stem) < rule.least_stem) return false;
  std::size_t end = stem.size();
  const bool vowel = end > 0 && is_cyrillic_vowel(previous_code_point(stem, end));
  return rule.stem_end == StemEnd::kAny || vowel == (rule.stem_end == StemEnd::kVowel);
}

}  // namespace concord
