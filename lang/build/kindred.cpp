// Walks along a word with the changes of the table, through a sorted list of the other language.
#include "lang/build/kindred.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "lang/base/table.h"
#include "text/read_file.h"
#include "text/unicode.h"

namespace concord {
namespace {

std::string without_yo(std::string_view folded) {
  std::string out;
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = next_code_point(folded, at);
    append_utf8(out, c == 0x451 ? char32_t{0x435} : c);
  }
  return out;
}

std::string between_anchors(std::string_view word) { return "^" + std::string(word) + "$"; }

std::size_t letter_size(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  next_code_point(text, at);
  return at - begin;
}

}  // namespace

/// One walk: the words that still agree are a range of the list, all with the same first letters.
class KindredRules::Search {
 public:
  Search(const KindredRules& rules, std::string_view word, const std::vector<std::string>& all)
      : rules_(rules), word_(word), here_(between_anchors(word)), all_(all) {}

  std::vector<std::string_view> found() {
    walk(0, {0, all_.size()}, {}, false);
    std::vector<std::string_view> words;
    for (const std::size_t at : found_) {
      if (!rules_.strangers_.contains(std::string(word_) + "\t" + all_[at]))
        words.emplace_back(all_[at]);
    }
    return words;
  }

 private:
  struct Range {
    std::size_t first;
    std::size_t last;
  };

  void walk(std::size_t at, Range range, const std::string& there, bool rare) {
    if (range.first == range.last) return;
    if (at == here_.size()) {
      if (all_[range.first].size() + 2 == there.size()) found_.insert(range.first);
      return;
    }
    const std::size_t letter = letter_size(here_, at);
    step(at + letter, range, there, std::string_view(here_).substr(at, letter), rare);
    for (std::size_t size = 1; size <= rules_.longest_ && at + size <= here_.size(); ++size) {
      const auto changes = rules_.changes_.find(here_.substr(at, size));
      if (changes == rules_.changes_.end()) continue;
      for (const Change& change : changes->second) {
        if (!change.rare || !rare) step(at + size, range, there, change.there, rare || change.rare);
      }
    }
  }

  /// Adds letters and keeps the words that have them.
  void step(std::size_t at, Range range, const std::string& there, std::string_view letters,
            bool rare) {
    const std::string longer = there + std::string(letters);
    const bool closed = longer.ends_with('$');
    const std::string prefix = longer.substr(1, longer.size() - 1 - (closed ? 1 : 0));
    const auto begin = all_.begin() + static_cast<std::ptrdiff_t>(range.first);
    const auto end = all_.begin() + static_cast<std::ptrdiff_t>(range.last);
    const auto first = std::lower_bound(begin, end, prefix);
    const auto last = closed ? std::upper_bound(first, end, prefix)
                             : std::lower_bound(first, end, prefix + "\xFF");
    walk(at,
         {static_cast<std::size_t>(first - all_.begin()),
          static_cast<std::size_t>(last - all_.begin())},
         longer, rare);
  }

  const KindredRules& rules_;
  std::string_view word_;
  std::string here_;
  const std::vector<std::string>& all_;
  std::set<std::size_t> found_;
};

KindredRules KindredRules::load(const std::string& data_dir, const std::string& from,
                                const std::string& to) {
  KindredRules rules;
  const std::string path = data_dir + "/" + from + "/kindred.tsv";
  if (!std::filesystem::exists(path)) return rules;
  const Table table(path, 4, 4);
  for (const TableRow& row : table.rows()) {
    const std::string_view kind = row.cells[0];
    if (kind != "change" && kind != "rare" && kind != "stranger" && kind != "example" &&
        kind != "apart")
      table.refuse(row, "has an unknown kind", "write change, rare, stranger, example or apart");
    if (row.cells[1] != to || kind == "example" || kind == "apart") continue;
    const std::string here = fold(row.cells[2]);
    if (kind == "stranger") {
      rules.strangers_.insert(here + "\t" + without_yo(fold(row.cells[3])));
      continue;
    }
    rules.longest_ = std::max(rules.longest_, here.size());
    for (const std::string_view there : split_list(row.cells[3])) {
      std::string letters = there == "-" ? std::string() : without_yo(fold(there));
      if (here.ends_with('$')) letters += '$';
      rules.changes_[here].push_back({std::move(letters), kind == "rare"});
    }
  }
  return rules;
}

bool KindredRules::akin(std::string_view from, std::string_view to) const {
  return !akin_to(from, {without_yo(to)}).empty();
}

std::vector<std::string_view> KindredRules::akin_to(std::string_view word,
                                                    const std::vector<std::string>& all) const {
  return Search(*this, word, all).found();
}

std::vector<std::string> spelling_entries(const std::string& path) {
  const std::string bytes = read_file(path + ".dic");
  std::vector<std::string> words;
  for (std::string_view line : split_list(bytes, '\n')) {
    const std::string_view word = line.substr(0, line.find_first_of("/\t\r "));
    const bool spelled = std::all_of(word.begin(), word.end(), [](char c) {
      return static_cast<unsigned char>(c) >= 0x80 || c == '\'';
    });
    if (word.empty() || !spelled || first_invalid_utf8(word) || fold(word) != word) continue;
    words.push_back(without_yo(word));
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

}  // namespace concord
