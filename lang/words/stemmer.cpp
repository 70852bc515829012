// Stems words with libstemmer and the tables of a language pack.
#include "lang/words/stemmer.h"

#include <libstemmer.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include "lang/base/data_dirs.h"
#include "lang/base/flat_map.h"
#include "lang/base/table.h"
#include "lang/base/table_image.h"
#include "text/unicode.h"

namespace concord {
namespace {

struct SnowballDeleter {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};
using Snowball = std::unique_ptr<sb_stemmer, SnowballDeleter>;

/// What stands in the place of an ending, and how many code points must be left before it.
struct Replacement {
  std::string text;
  std::size_t least = 0;

  template <class Image>
  void exchange(Image& image) {
    image(text, least);
  }
};

/// Rules for the ends of words, of which the longest that fits is applied.
class EndingRules {
 public:
  /// False when there is a rule for the ending already.
  bool add(const std::string& ending, Replacement replacement) {
    longest_ = std::max(longest_, ending.size());
    return by_ending_.emplace(ending, std::move(replacement));
  }
  bool empty() const { return by_ending_.empty(); }

  void apply(std::string& word) const {
    for (std::size_t size = std::min(longest_, word.size()); size > 0; --size) {
      const Replacement* rule = by_ending_.find(std::string_view(word).substr(word.size() - size));
      if (rule == nullptr) continue;
      if (count_code_points(std::string_view(word).substr(0, word.size() - size)) < rule->least)
        continue;
      word.resize(word.size() - size);
      word += rule->text;
      return;
    }
  }

  template <class Image>
  void exchange(Image& image) {
    image(by_ending_, longest_);
  }

 private:
  StringMap<Replacement> by_ending_;
  std::size_t longest_ = 0;  // bytes
};

/// The rows of irregular.tsv: folded forms and their lemmas.
class Lemmas {
 public:
  void load(const std::string& path) {
    const Table table(path, 2, 2);
    forms_.reserve(table.rows().size());
    for (const TableRow& row : table.rows())
      forms_.emplace(fold(row.cells[0]), lemmas_.insert(fold(row.cells[1])));
  }
  /// Replaces a form by its lemma.
  void apply(std::string& word) const {
    if (const std::uint32_t* lemma = forms_.find(word)) word = lemmas_[*lemma];
  }
  template <class Image>
  void exchange(Image& image) {
    image(forms_, lemmas_);
  }

 private:
  StringMap<std::uint32_t> forms_;  // to numbers of lemmas
  StringSet lemmas_;
};

}  // namespace

struct Stemmer::Rules {
  std::string algorithm;  // of libstemmer; empty for none
  std::vector<std::pair<std::string, std::string>>
      anywhere;          // letters that are folded wherever they stand
  EndingRules spelling;  // spellings of endings
  Lemmas irregular;
  std::map<int, EndingRules> steps;         // of stem.tsv
  StringMap<std::string> spelling_of_stem;  // stem to stem

  // Handles of libstemmer, which hold state and are dear to make: one for each thread that stems at
  // the same time.
  mutable std::mutex handles_mutex;
  mutable std::vector<Snowball> handles;

  void load(const std::string& data_dir, const std::string& tag);
  void load_spelling(const std::string& path);
  void load_steps(const std::string& path);
  Snowball take_handle() const;
  /// The stem without the last step, whose rows are made with this.
  std::string plain_stem(std::string_view folded) const;

  template <class Image>
  void exchange(Image& image) {
    image(anywhere, spelling, irregular, steps, spelling_of_stem);
  }
};

namespace {

ImageSources sources_of(const std::string& data_dir, const std::string& tag) {
  ImageSources sources;
  for (const char* table : {"irregular.tsv", "stem.tsv", "spelling.tsv"})
    sources.add_file(data_dir + "/" + tag + "/" + table);
  return sources;
}

}  // namespace

void Stemmer::Rules::load_spelling(const std::string& path) {
  const Table table(path, 2, 2);
  std::vector<std::pair<std::string, std::string>> words;
  for (const TableRow& row : table.rows()) {
    std::string_view from = row.cells[0];
    std::string_view to = row.cells[1];
    const bool start = from.starts_with('*');
    const bool end = from.size() > 1 && from.ends_with('*');
    if (start != to.starts_with('*') || end != (to.size() > 1 && to.ends_with('*')) ||
        (end && !start)) {
      table.refuse(row, "has its * in different places",
                   "write * at the start of both cells, or around both");
    }
    from = from.substr(start, from.size() - start - end);
    to = to.substr(start, to.size() - start - end);
    if (from.empty()) table.refuse(row, "has an empty cell");
    if (end) {
      anywhere.emplace_back(fold(from), fold(to));
    } else if (start) {
      if (!spelling.add(fold(from), {fold(to), 1})) table.refuse(row, "repeats an ending");
    } else {
      words.emplace_back(fold(from), fold(to));
    }
  }
  for (const auto& [from, to] : words) {
    if (std::string stem = plain_stem(from), kept = plain_stem(to); stem != kept)
      spelling_of_stem.emplace(stem, kept);
  }
}

void Stemmer::Rules::load_steps(const std::string& path) {
  const Table table(path, 4, 4);
  const auto number = [&](const TableRow& row, std::size_t cell) {
    int value = 0;
    const std::string_view text = row.cells[cell];
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 0) {
      table.refuse(row, "has no number in column " + std::to_string(cell + 1));
    }
    return value;
  };
  for (const TableRow& row : table.rows()) {
    const std::string replacement = row.cells[2] == "-" ? std::string() : fold(row.cells[2]);
    if (!steps[number(row, 0)].add(fold(row.cells[1]),
                                   {replacement, static_cast<std::size_t>(number(row, 3))})) {
      table.refuse(row, "repeats an ending of its step");
    }
  }
}

Snowball Stemmer::Rules::take_handle() const {
  {
    const std::lock_guard lock(handles_mutex);
    if (!handles.empty()) {
      Snowball handle = std::move(handles.back());
      handles.pop_back();
      return handle;
    }
  }
  return Snowball(sb_stemmer_new(algorithm.c_str(), "UTF_8"));
}

std::string Stemmer::Rules::plain_stem(std::string_view folded) const {
  std::string word(folded);
  for (const auto& [from, to] : anywhere) {
    for (std::size_t at = word.find(from); at != std::string::npos;
         at = word.find(from, at + to.size()))
      word.replace(at, from.size(), to);
  }
  irregular.apply(word);
  spelling.apply(word);
  if (!algorithm.empty()) {
    Snowball snowball = take_handle();
    const sb_symbol* stem =
        sb_stemmer_stem(snowball.get(), reinterpret_cast<const sb_symbol*>(word.data()),
                        static_cast<int>(word.size()));
    word.assign(reinterpret_cast<const char*>(stem),
                static_cast<std::size_t>(sb_stemmer_length(snowball.get())));
    const std::lock_guard lock(handles_mutex);
    handles.push_back(std::move(snowball));
    return word;
  }
  for (const auto& [step, rules] : steps) rules.apply(word);
  return word;
}

Stemmer::Stemmer(std::unique_ptr<Rules> rules) : rules_(std::move(rules)) {}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

void Stemmer::Rules::load(const std::string& data_dir, const std::string& tag) {
  const auto read = [&](const char* name, auto reader) {
    if (const std::string path = data_dir + "/" + tag + "/" + name; std::filesystem::exists(path))
      reader(path);
  };
  read("irregular.tsv", [&](const std::string& path) { irregular.load(path); });
  read("stem.tsv", [&](const std::string& path) { load_steps(path); });
  read("spelling.tsv", [&](const std::string& path) { load_spelling(path); });
}

Stemmer Stemmer::load(const DataDirs& dirs, const std::string& tag) {
  auto rules = std::make_unique<Rules>();
  if (tag.empty()) return Stemmer(std::move(rules));
  if (Snowball snowball(sb_stemmer_new(tag.c_str(), "UTF_8")); snowball != nullptr) {
    rules->algorithm = tag;
    rules->handles.push_back(std::move(snowball));
  }
  if (ImageReader image(dirs.lexicons + "/" + tag + ".stems", sources_of(dirs.packs, tag));
      image.found()) {
    image(*rules);
  } else {
    rules->load(dirs.packs, tag);
  }
  return Stemmer(std::move(rules));
}

std::string Stemmer::compile(const std::string& data_dir, const std::string& tag) {
  // The stems in spelling.tsv are made with the algorithm of the language.
  const Stemmer stemmer = load({data_dir, "", ""}, tag);
  ImageWriter image;
  image(*stemmer.rules_);
  return image.bytes(sources_of(data_dir, tag));
}

std::string Stemmer::stem(std::string_view folded) const {
  std::string stem = rules_->plain_stem(folded);
  if (const std::string* kept = rules_->spelling_of_stem.find(stem)) return *kept;
  return stem;
}

}  // namespace concord
