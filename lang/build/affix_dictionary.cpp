// Applies affix rules of hunspell(5): "SFX flag strip affix/flags condition", the condition a
// pattern of letters, dots and [sets] at the end (of a prefix: at the beginning) of the word.
#include "lang/build/affix_dictionary.h"

#include <unordered_map>
#include <utility>

#include "text/input_error.h"
#include "text/read_file.h"
#include "text/unicode.h"

namespace concord {
namespace {

using Letters = std::u32string;

/// One place of a condition: the letters that may stand there, or must not; "." is none that must
/// not.
struct Place {
  Letters set;
  bool negated = false;

  bool fits(char32_t c) const { return (set.find(c) != Letters::npos) != negated; }
};

struct Affix {
  bool suffix = true;
  Letters strip;
  Letters add;
  std::vector<std::string> flags;
  std::vector<Place> condition;

  /// The word with the affix, empty when the affix does not fit.
  Letters apply(const Letters& word) const {
    if (word.size() < strip.size() || word.size() < condition.size()) return {};
    const std::size_t cut = suffix ? word.size() - strip.size() : 0;
    if (word.compare(cut, strip.size(), strip) != 0) return {};
    const std::size_t first = suffix ? word.size() - condition.size() : 0;
    for (std::size_t i = 0; i < condition.size(); ++i) {
      if (!condition[i].fits(word[first + i])) return {};
    }
    return suffix ? word.substr(0, cut) + add : add + word.substr(strip.size());
  }
};

std::vector<std::string_view> fields(std::string_view line) {
  std::vector<std::string_view> all;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t begin = line.find_first_not_of(" \t\r", at);
    if (begin == std::string_view::npos) break;
    at = std::min(line.find_first_of(" \t\r", begin), line.size());
    all.push_back(line.substr(begin, at - begin));
  }
  return all;
}

template <class Each>
void each_line(std::string_view text, Each each) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    each(text.substr(begin, end - begin));
    begin = end + 1;
  }
}

class Dictionary {
 public:
  explicit Dictionary(const std::string& path) : path_(path) {
    const std::string affixes = read_file(path + ".aff");
    each_line(affixes, [&](std::string_view line) {
      const auto words = fields(line);
      if (words.size() >= 2 && words[0] == "SET") set_encoding(words[1]);
      if (words.size() >= 2 && words[0] == "FLAG") flag_size_ = words[1] == "long" ? 2 : 1;
    });
    each_line(affixes, [&](std::string_view line) { add_rule(fields(line)); });
  }

  std::vector<ListedWord> forms() const {
    std::vector<ListedWord> words;
    bool first = true;  // the line with the number of entries
    each_line(read_file(path_ + ".dic"), [&](std::string_view line) {
      const auto parts = fields(line);
      if (!first && !parts.empty()) add_entry(parts.front(), words);
      first = false;
    });
    return words;
  }

 private:
  void set_encoding(std::string_view name) {
    latin1_ = name == "ISO8859-1";
    if (!latin1_ && name != "UTF-8")
      throw InputError(path_ + ".aff", 0,
                       "is in an encoding that is not read here: " + std::string(name),
                       "use a dictionary in UTF-8");
  }

  Letters letters(std::string_view text) const {
    Letters all;
    for (std::size_t at = 0; at < text.size();)
      all += latin1_ ? static_cast<unsigned char>(text[at++]) : next_code_point(text, at);
    return all;
  }

  std::vector<std::string> flags(std::string_view text) const {
    std::vector<std::string> all;
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = at;
      for (std::size_t i = 0; i < flag_size_ && end < text.size(); ++i) {
        if (latin1_) {
          ++end;
        } else {
          next_code_point(text, end);
        }
      }
      all.emplace_back(text.substr(at, end - at));
      at = end;
    }
    return all;
  }

  std::vector<Place> condition(std::string_view text) const {
    std::vector<Place> places;
    Place set;
    bool inside = false;
    for (const char32_t c : letters(text)) {
      if (c == '[') {
        inside = true;
        set = {};
      } else if (c == ']') {
        inside = false;
        places.push_back(set);
      } else if (inside && c == '^' && set.set.empty()) {
        set.negated = true;
      } else if (inside) {
        set.set += c;
      } else {
        places.push_back(c == '.' ? Place{{}, true} : Place{{c}, false});
      }
    }
    if (places.size() == 1 && places.front().set.empty())
      places.clear();  // "." means anything, nothing too
    return places;
  }

  void add_rule(const std::vector<std::string_view>& words) {
    if (words.size() < 5 || (words[0] != "SFX" && words[0] != "PFX")) return;
    Affix affix;
    affix.suffix = words[0] == "SFX";
    if (words[2] != "0") affix.strip = letters(words[2]);
    const std::size_t slash = std::min(words[3].find('/'), words[3].size());
    if (words[3].substr(0, slash) != "0") affix.add = letters(words[3].substr(0, slash));
    if (slash < words[3].size()) affix.flags = flags(words[3].substr(slash + 1));
    affix.condition = condition(words[4]);
    rules_[std::string(words[1])].push_back(std::move(affix));
  }

  static void add_form(const Letters& form, std::vector<ListedWord>& words) {
    if (form.empty()) return;
    std::string text;
    for (const char32_t c : form) append_utf8(text, c);
    const bool proper = is_upper(form.front());
    words.push_back({fold(text), {!proper, proper}});
  }

  void add_entry(std::string_view entry, std::vector<ListedWord>& words) const {
    const std::size_t slash = std::min(entry.find('/'), entry.size());
    const Letters word = letters(entry.substr(0, slash));
    const std::vector<std::string> own =
        slash < entry.size() ? flags(entry.substr(slash + 1)) : std::vector<std::string>{};
    add_form(word, words);
    each_affix(own, [&](const Affix& affix) {
      const Letters form = affix.apply(word);
      if (form.empty()) return;
      add_form(form, words);
      each_affix(affix.flags, [&](const Affix& second) { add_form(second.apply(form), words); });
      if (affix.suffix) return;
      each_affix(own, [&](const Affix& second) {  // prefix and suffix together
        if (second.suffix) add_form(second.apply(form), words);
      });
    });
  }

  template <class Each>
  void each_affix(const std::vector<std::string>& flags, Each each) const {
    for (const std::string& flag : flags) {
      const auto rules = rules_.find(flag);
      if (rules == rules_.end()) continue;
      for (const Affix& affix : rules->second) each(affix);
    }
  }

  std::string path_;
  bool latin1_ = false;
  std::size_t flag_size_ = 1;  // characters
  std::unordered_map<std::string, std::vector<Affix>> rules_;
};

}  // namespace

std::vector<ListedWord> read_affix_dictionary(const std::string& path) {
  return Dictionary(path).forms();
}

}  // namespace concord
