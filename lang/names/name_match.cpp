// Compares names across languages: known names first, then whole names by syllables, then words by
// sound.
#include "lang/names/name_match.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <mutex>
#include <numeric>
#include <unordered_map>

#include "lang/base/flat_map.h"
#include "lang/base/languages.h"
#include "lang/base/script.h"
#include "lang/base/table.h"
#include "lang/base/table_image.h"
#include "lang/names/chinese_readings.h"
#include "lang/names/known_names.h"
#include "lang/names/look_alikes.h"
#include "lang/names/name_cases.h"
#include "lang/names/name_style.h"
#include "lang/names/sound_index.h"
#include "text/recently_used.h"
#include "text/unicode.h"

namespace concord {
namespace {

constexpr double kKnownSame = 0.99;       // both sides known, the same thing
constexpr double kKnownDifferent = 0.02;  // both sides known, different things
constexpr double kSpelled = 0.97;         // parses whole into the syllables of its people
// Two given names of the table that are not forms of each other, of which one nearly sounds like
// the other, are two names, and nothing of one speaks for the other: at most this, unless they
// sound nearly the same.
constexpr double kOtherGivenName = 0.01;
constexpr double kNearlySame = 0.8;
constexpr double kMisspelled = 0.35;  // theirs by family name, but other syllables: at most this
constexpr int kMaxSecondary = 3;      // renderings of a whole name that are not the rule
constexpr std::size_t kMaxWords = 7;  // of a name; further words are not compared
// Scores that a SoundCache keeps, some 60 bytes each; beyond, it starts anew.
constexpr std::size_t kMaxScores = 200'000;
// Words of a side that are compared with those of the other, about 2 KB each; a book has some
// thousands that may be names.
constexpr std::size_t kMostWords = 30'000;
// Bytes of the lists of words whose matches are kept: those of some hundred reports. One report
// asks several times for the same lists, and an editor's next key changes no name, as a rule.
constexpr std::size_t kKeptMatches = std::size_t{1} << 20;
// Bytes of the words that are kept as prepared: the names of some ten reports, each of which the
// aligner and several checks of one report ask for.
constexpr std::size_t kKeptForms = std::size_t{4} << 20;

/// A word as prepared, which others may use, too.
using SharedForm = std::shared_ptr<const SoundForm>;

// Bytes of a sketch for each letter of a spelling, about.
constexpr std::size_t kSketchOfLetter = 32;

/// About how many bytes a prepared word takes.
std::size_t bytes_of(const SoundForm& form) {
  std::size_t bytes = sizeof(SoundForm);
  for (const SoundSpelling& spelling : form.spellings) {
    bytes += sizeof(SoundSpelling) + (1 + kSketchOfLetter) * spelling.codes.capacity() +
             spelling.segments.capacity() * sizeof(spelling.segments.front()) +
             spelling.first.capacity() * sizeof(spelling.first.front());
  }
  return bytes + form.given_names.capacity() * sizeof(std::string);
}

/// The words of a name: split at everything but letters, digits, marks and apostrophes.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const std::string folded = name.find('"') == std::string_view::npos ? std::string() : fold(name);
  if (!folded.empty()) name = folded;  // a typewriter quotation mark may be an apostrophe
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = next_code_point(name, at);
    if (is_letter(c) || is_digit(c) || is_mark(c) ||
        ((c == '\'' || c == 0x2019 || c == 0x2BC) && !word.empty())) {
      append_utf8(word, c);
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::string first_letter(std::string_view folded) {
  std::size_t end = 0;
  if (!folded.empty()) next_code_point(folded, end);
  return std::string(folded.substr(0, end));
}

std::vector<std::string> parts_at_hyphens(std::string_view name) {
  std::vector<std::string> parts;
  const std::string folded = fold(name);
  for (const std::string_view part : split_list(folded, '-')) parts.emplace_back(part);
  return parts;
}

using WordScores = std::array<std::array<double, kMaxWords>, kMaxWords>;

/// Which of the `m` words of the second name each of the `n` words of the first one is paired with,
/// -1 for none: the assignment with the highest sum, over subsets of the second name's words.
std::array<int, kMaxWords> best_assignment(const WordScores& score, std::size_t n, std::size_t m) {
  std::array<double, 1u << kMaxWords> best;
  std::array<std::array<int, 1u << kMaxWords>, kMaxWords> choice;
  best.fill(-1);
  best[0] = 0;
  for (std::size_t i = 0; i < n; ++i) {
    std::array<double, 1u << kMaxWords> next;
    next.fill(-1);
    for (std::size_t set = 0; set < (std::size_t{1} << m); ++set) {
      if (best[set] < 0) continue;
      if (best[set] > next[set]) {
        next[set] = best[set];
        choice[i][set] = -1;
      }
      for (std::size_t j = 0; j < m; ++j) {
        const std::size_t with = set | std::size_t{1} << j;
        if (with == set || best[set] + score[i][j] <= next[with]) continue;
        next[with] = best[set] + score[i][j];
        choice[i][with] = static_cast<int>(j);
      }
    }
    best = next;
  }
  auto set = static_cast<std::size_t>(std::max_element(best.begin(), best.begin() + (1 << m)) -
                                      best.begin());
  std::array<int, kMaxWords> paired{};
  for (std::size_t i = n; i-- > 0;) {
    paired[i] = choice[i][set];
    if (paired[i] >= 0) set &= ~(std::size_t{1} << paired[i]);
  }
  return paired;
}

}  // namespace

namespace {

/// Lists of plain values by string, in one block: an image of them is not copied.
template <class Value>
class Lists {
 public:
  Lists() = default;
  explicit Lists(const std::map<std::string, std::vector<Value>>& lists) {
    for (const auto& [key, values] : lists) {
      ranges_.emplace(key, {static_cast<std::uint32_t>(values_.size()),
                            static_cast<std::uint32_t>(values.size())});
      values_.own().insert(values_.own().end(), values.begin(), values.end());
    }
  }
  bool contains(std::string_view key) const { return ranges_.contains(key); }
  /// Empty for a string without a list.
  std::span<const Value> find(std::string_view key) const {
    const Range* range = ranges_.find(key);
    return range == nullptr ? std::span<const Value>()
                            : std::span<const Value>(values_.data() + range->first, range->count);
  }

  /// Hands its parts to an ImageWriter or ImageReader.
  template <class Image>
  void exchange(Image& image) {
    image(ranges_, values_);
  }

 private:
  struct Range {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };
  StringMap<Range> ranges_;
  Items<Value> values_;
};

}  // namespace

struct NameMatcher::Tables {
  DataDirs dirs;
  LookAlikes look_alikes;
  Transcription sounds;
  std::map<std::string, StringSet, std::less<>> particles;
  StringSet given_forms;             // folded Latin forms of given names
  Lists<std::uint32_t> given_names;  // folded citation form to numbers of them
  Lists<std::uint16_t> given_rows;   // folded Latin form to rows that have it
  Lists<std::uint32_t> short_forms;  // folded Latin short form to numbers of its full names
  // First letters of the Cyrillic and the Latin form of a given name, both folded.
  StringSet given_initials;
  std::map<std::string, NameCases, std::less<>> cases;
  std::map<std::string, std::vector<std::string>, std::less<>>
      borrowed;  // by language, see NameStyle::borrows_names
  std::map<std::string, ChineseReadings, std::less<>> readings;  // by language

  std::map<std::string, const KnownNames*, std::less<>> shared;  // by language
  mutable std::mutex mutex;
  mutable std::map<std::string, KnownNames, std::less<>>
      known_by_language;  // loaded when first asked for
  mutable RecentlyUsed<std::vector<NameWordMatch>> matches{kKeptMatches, KeepWhen::kAsked};
  mutable RecentlyUsed<SoundForm> prepared{kKeptForms, KeepWhen::kAsked};  // by language and word

  void read(const std::string& data_dir);
  void read_given_names(const std::string& folder);
  template <class Image>
  void exchange(Image& image) {
    image(sounds, particles, given_forms, given_names, given_rows, short_forms, given_initials,
          cases, borrowed, readings);
  }

  const KnownNames& known(std::string_view lang) const {
    if (const auto loaded = shared.find(lang); loaded != shared.end()) return *loaded->second;
    const std::lock_guard lock(mutex);
    auto found = known_by_language.find(lang);
    if (found == known_by_language.end()) {
      found =
          known_by_language.emplace(std::string(lang), KnownNames::load(dirs, std::string(lang)))
              .first;
    }
    return found->second;
  }

  bool is_particle(std::string_view lang, std::string_view word) const {
    const auto of_language = particles.find(lang);
    return of_language != particles.end() && of_language->second.contains(fold(word));
  }

  /// The folded Latin forms of the given name that a Cyrillic word may be.
  std::vector<std::string> forms_of_given_name(std::string_view lang,
                                               std::string_view folded) const {
    std::vector<std::string> latin;
    const auto endings = cases.find(lang);
    if (endings == cases.end()) return latin;
    for (const std::string& form : endings->second.citations(folded)) {
      for (const std::uint32_t known : given_names.find(without_dots(form)))
        latin.emplace_back(given_forms[known]);
    }
    return latin;
  }

  SoundForm outline(std::string_view lang, std::string_view word) const {
    const std::string as_printed = fold(word);
    std::string folded = look_alikes.put_right(as_printed);
    SoundForm form = sounds.outline(lang, folded == as_printed ? word : folded);
    form.folded = std::move(folded);
    if (form.cyrillic)
      form.given_names = forms_of_given_name(lang, form.folded);
    else if (given_rows.contains(form.folded))
      form.given_names = {form.folded};
    for (const std::string& latin : form.given_names) {
      const std::span<const std::uint16_t> rows = given_rows.find(latin);
      form.given_rows.insert(form.given_rows.end(), rows.begin(), rows.end());
    }
    // "Sasha" may be all that an Alexander or an Alexandra may be.
    for (const std::uint32_t full : short_forms.find(form.folded))
      form.given_names.emplace_back(given_forms[full]);
    return form;
  }

  /// Whether two words are given names of the table that no row of it connects.
  static bool other_given_names(const SoundForm& x, const SoundForm& y) {
    return !x.given_rows.empty() && !y.given_rows.empty() &&
           std::find_first_of(x.given_rows.begin(), x.given_rows.end(), y.given_rows.begin(),
                              y.given_rows.end()) == x.given_rows.end();
  }

  /// A word ready to be compared, kept for whoever asks next; `known` is its outline where the
  /// caller has it.
  SharedForm kept(std::string_view lang, std::string_view word,
                  std::optional<SoundForm> known = std::nullopt) const {
    std::string key;
    key.append(lang).append(1, '\0').append(word);
    if (SharedForm form = prepared.find(key)) return form;
    SoundForm form = known ? std::move(*known) : outline(lang, word);
    sounds.complete(form);
    const std::size_t bytes = key.size() + bytes_of(form);
    return prepared.add(key, std::move(form), bytes);
  }

  double word_score(const SoundForm& x, const SoundForm& y, double faint = 0) const;
  double by_words(NameInLanguage a, NameInLanguage b) const;
  std::optional<bool> by_syllables(NameInLanguage a, NameInLanguage b) const;
  std::vector<KnownName> known_names(NameInLanguage name) const;
  std::optional<bool> by_table(NameInLanguage a, NameInLanguage b) const;
  std::optional<bool> compounds(NameInLanguage a, NameInLanguage b) const;
};

NameMatcher::NameMatcher(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}
NameMatcher::~NameMatcher() = default;
NameMatcher::NameMatcher(NameMatcher&&) noexcept = default;
NameMatcher& NameMatcher::operator=(NameMatcher&&) noexcept = default;

namespace {

ImageSources sources_of(const std::string& data_dir) {
  ImageSources sources;
  for (const char* script : {"cyrillic", "latin"})
    sources.add_folder(data_dir + "/transcription/" + script, ".tsv");
  for (const std::string& lang : languages_with(data_dir, "")) {
    sources.add(lang);
    for (const char* table :
         {"name-endings", "name-style", "compass", "name-particles", "chinese-readings"})
      sources.add_file(data_dir + "/" + lang + "/" + table + ".tsv");
  }
  return sources;
}

}  // namespace

void NameMatcher::Tables::read(const std::string& data_dir) {
  sounds = Transcription::load(data_dir);
  for (const std::string& lang : languages_with(data_dir, "name-endings.tsv")) {
    if (script_of_language(lang) == kCyrillicScript)
      cases.emplace(lang, NameCases::load(data_dir, lang));
  }
  for (const std::string& lang : languages_with(data_dir, "name-style.tsv"))
    borrowed.emplace(lang, NameStyle::load(data_dir, lang).borrows_names);
  const std::string palladius = data_dir + "/transcription/cyrillic/chinese.tsv";
  for (const std::string& lang : languages_with(data_dir, "chinese-readings.tsv"))
    readings.emplace(lang,
                     ChineseReadings::load(data_dir + "/" + lang + "/chinese-readings.tsv",
                                           std::filesystem::exists(palladius) ? palladius : ""));
  for (const std::string& lang : languages_with(data_dir, "name-particles.tsv")) {
    const Table table(data_dir + "/" + lang + "/name-particles.tsv", 1, 1);
    for (const TableRow& row : table.rows()) particles[lang].insert(row.cells[0]);
  }
  const std::string folder = data_dir + "/transcription/cyrillic/";
  if (std::filesystem::exists(folder)) read_given_names(folder);
}

void NameMatcher::Tables::read_given_names(const std::string& folder) {
  const Table given(folder + "given-names.tsv", 2, 2);
  std::map<std::string, std::vector<std::uint32_t>> names;
  std::map<std::string, std::vector<std::uint16_t>> rows;
  std::uint16_t number = 0;
  for (const TableRow& row : given.rows()) {
    ++number;
    for (const std::string_view form : split_list(row.cells[1])) {
      names[without_dots(fold(row.cells[0]))].push_back(given_forms.insert(form));
      rows[std::string(form)].push_back(number);
      given_initials.insert(first_letter(fold(row.cells[0])) + form.front());
    }
  }
  const Table shortened(folder + "short-names.tsv", 3, 3);
  const auto full_names = names;
  std::map<std::string, std::vector<std::uint32_t>> of_latin;
  for (const TableRow& row : shortened.rows()) {
    std::vector<std::uint32_t> full;
    for (const std::string_view name : split_list(row.cells[2])) {
      const auto found = full_names.find(without_dots(fold(name)));
      if (found == full_names.end())
        shortened.refuse(row, "given-names.tsv has no " + std::string(name));
      full.insert(full.end(), found->second.begin(), found->second.end());
    }
    std::vector<std::uint32_t>& own = names[without_dots(fold(row.cells[0]))];
    own.insert(own.end(), full.begin(), full.end());
    for (const std::string_view latin : split_list(row.cells[1])) {
      own.push_back(given_forms.insert(latin));
      std::vector<std::uint32_t>& there = of_latin[std::string(latin)];
      there.insert(there.end(), full.begin(), full.end());
    }
  }
  given_names = Lists(names);
  given_rows = Lists(rows);
  short_forms = Lists(of_latin);
}

NameMatcher NameMatcher::load(const DataDirs& dirs) {
  auto tables = std::make_unique<Tables>();
  tables->dirs = dirs;
  if (ImageReader image(dirs.lexicons + "/names.match", sources_of(dirs.packs)); image.found()) {
    image(*tables);
  } else {
    tables->read(dirs.packs);
  }
  return NameMatcher(std::move(tables));
}

std::string NameMatcher::compile(const std::string& data_dir) {
  Tables tables;
  tables.read(data_dir);
  ImageWriter image;
  image(tables);
  return image.bytes(sources_of(data_dir));
}

void NameMatcher::share(std::string_view lang, const KnownNames& known) {
  tables_->shared.emplace(lang, &known);
}

double NameMatcher::Tables::word_score(const SoundForm& x, const SoundForm& y, double faint) const {
  // Sister languages have the same form of the name in Latin letters.
  const bool two_spellings = x.cyrillic != y.cyrillic || (x.cyrillic && x.hard_i != y.hard_i);
  if (two_spellings &&
      std::find_first_of(x.given_names.begin(), x.given_names.end(), y.given_names.begin(),
                         y.given_names.end()) != x.given_names.end())
    return kSpelled;
  if (x.cyrillic != y.cyrillic && other_given_names(x, y)) {
    const double score = sounds.compare(x, y, faint);
    return score < kNearlySame ? std::min(score, kOtherGivenName) : score;
  }
  // An initial stands for any name that begins with it.
  if ((x.plain.size() == 1) != (y.plain.size() == 1)) {
    const SoundForm& initial = x.plain.size() == 1 ? x : y;
    const SoundForm& full = x.plain.size() == 1 ? y : x;
    if (!initial.plain.empty() && !full.plain.empty() && x.cyrillic == y.cyrillic &&
        initial.plain[0] == full.plain[0])
      return 0.7;
  }
  return sounds.compare(x, y, faint);
}

double NameMatcher::Tables::by_words(NameInLanguage a, NameInLanguage b) const {
  std::vector<std::string> words[2] = {words_of(a.text), words_of(b.text)};
  const std::string_view langs[2] = {a.lang, b.lang};
  std::vector<SharedForm> forms[2];
  std::vector<bool> particle[2];
  for (int side = 0; side < 2; ++side) {
    if (words[side].size() > kMaxWords) words[side].resize(kMaxWords);
    for (const std::string& word : words[side]) {
      forms[side].push_back(kept(langs[side], word));
      particle[side].push_back(words[side].size() > 1 && is_particle(langs[side], word));
    }
  }
  const std::size_t n = words[0].size();
  const std::size_t m = words[1].size();
  if (n == 0 || m == 0) return 0;
  WordScores score{};
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < m; ++j) {
      score[i][j] = word_score(*forms[0][i], *forms[1][j]);
    }
  }
  const std::array<int, kMaxWords> paired = best_assignment(score, n, m);
  std::vector<double> pairs;
  std::vector<bool> used(m, false);
  for (std::size_t i = n; i-- > 0;) {
    const int j = paired[i];
    if (j < 0) {
      if (!particle[0][i]) pairs.push_back(0);
      continue;
    }
    const double found = score[i][static_cast<std::size_t>(j)];
    used[static_cast<std::size_t>(j)] = true;
    if (particle[0][i] && particle[1][static_cast<std::size_t>(j)]) continue;
    pairs.push_back(found);
  }
  for (std::size_t j = 0; j < m; ++j) {
    if (!used[j] && !particle[1][j]) pairs.push_back(0);
  }
  double by_pairs = 0;
  if (!pairs.empty()) {
    const double least = *std::min_element(pairs.begin(), pairs.end());
    by_pairs = 0.6 * least + 0.4 * std::accumulate(pairs.begin(), pairs.end(), 0.0) /
                                 static_cast<double>(pairs.size());
  }
  // Written as one word on one side: Ban Ki-moon, ElBaradei.
  if (n != m) {
    const auto joined = [](const std::vector<std::string>& parts) {
      std::string all;
      for (const std::string& part : parts) all += part;
      return all;
    };
    const double together = sounds.compare(sounds.prepare(a.lang, joined(words[0])),
                                           sounds.prepare(b.lang, joined(words[1])));
    by_pairs = std::max(by_pairs, together * 0.95);
  }
  return by_pairs;
}

std::optional<bool> NameMatcher::Tables::by_syllables(NameInLanguage a, NameInLanguage b) const {
  const bool a_cyrillic = has_letter_of(a.text, kCyrillicScript);
  if (a_cyrillic == has_letter_of(b.text, kCyrillicScript)) return std::nullopt;
  const NameInLanguage cyrillic = a_cyrillic ? a : b;
  const NameInLanguage latin = a_cyrillic ? b : a;
  std::vector<SoundForm> latin_forms;
  std::vector<SoundForm> cyrillic_forms;
  const std::vector<std::string> latin_words = words_of(latin.text);
  unsigned systems = 15;
  for (const std::string& word : latin_words) {
    latin_forms.push_back(sounds.prepare(latin.lang, word));
    systems &= latin_forms.back().systems;
  }
  for (const std::string& word : words_of(cyrillic.text))
    cyrillic_forms.push_back(sounds.prepare(cyrillic.lang, word));
  if (latin_forms.empty() || cyrillic_forms.empty() || systems == 0) return std::nullopt;
  std::vector<const SoundForm*> x;
  std::vector<const SoundForm*> y;
  for (const SoundForm& form : latin_forms) x.push_back(&form);
  for (const SoundForm& form : cyrillic_forms) y.push_back(&form);
  // The peoples whose family name stands first decide; any Italian name parses into kana, so the
  // Japanese never do alone.
  unsigned families = 0;
  for (unsigned bits = systems; bits != 0; bits &= bits - 1) {
    const auto system = static_cast<SyllabicSystem>(bits & (~bits + 1));
    if (sounds.is_family_name(system, latin_words.front()))
      families |= static_cast<unsigned>(system);
  }
  for (unsigned bits = families != 0 ? families : systems; bits != 0; bits &= bits - 1) {
    const auto cost = sounds.spells(static_cast<SyllabicSystem>(bits & (~bits + 1)), x, y);
    if (cost && *cost <= kMaxSecondary) return true;
  }
  if (families != 0 && latin_words.size() > 1) return false;
  return std::nullopt;
}

std::optional<bool> NameMatcher::Tables::compounds(NameInLanguage a, NameInLanguage b) const {
  const std::vector<std::string> x = parts_at_hyphens(a.text);
  const std::vector<std::string> y = parts_at_hyphens(b.text);
  if (x.size() < 2 || x.size() != y.size()) return std::nullopt;
  const auto ids = [&](std::string_view lang, const std::string& part) {
    std::vector<std::string> all;
    for (const KnownName& name : known(lang).whole(part)) all.emplace_back(name.id);
    const NameTokens tokens = known(lang).part_tokens(part);
    const NameTokens* const head[] = {&tokens};
    for (const KnownNames::Match& match : known(lang).at_head(head)) {
      for (const KnownName& name : match.names) all.emplace_back(name.id);
    }
    return all;
  };
  std::vector<bool> used(y.size(), false);
  bool same = true;
  for (const std::string& part : x) {
    const std::vector<std::string> mine = ids(a.lang, part);
    if (mine.empty()) return std::nullopt;
    bool found = false;
    for (std::size_t j = 0; j < y.size() && !found; ++j) {
      const std::vector<std::string> theirs = ids(b.lang, y[j]);
      if (theirs.empty()) return std::nullopt;
      found = !used[j] && std::find_first_of(mine.begin(), mine.end(), theirs.begin(),
                                             theirs.end()) != mine.end();
      if (found) used[j] = true;
    }
    same = same && found;
  }
  return same;
}

std::vector<KnownName> NameMatcher::Tables::known_names(NameInLanguage name) const {
  std::vector<KnownName> found = known(name.lang).whole(name.text);
  // English pages of Vietnam print Vietnamese names as they are written there: names with marks.
  const bool marked = std::any_of(name.text.begin(), name.text.end(),
                                  [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  if (!found.empty() || !marked) return found;
  const auto lenders = borrowed.find(name.lang);
  if (lenders == borrowed.end()) return found;
  for (const std::string& lender : lenders->second) {
    found = known(lender).whole(name.text);
    if (!found.empty()) break;
  }
  return found;
}

std::optional<bool> NameMatcher::Tables::by_table(NameInLanguage a, NameInLanguage b) const {
  const std::vector<KnownName> x = known_names(a);
  if (x.empty()) return std::nullopt;
  const std::vector<KnownName> y = known_names(b);
  if (y.empty()) return std::nullopt;
  for (const KnownName& one : x) {
    for (const KnownName& two : y) {
      if (one.id == two.id) return true;
    }
  }
  return false;
}

NameVerdict NameMatcher::compare(NameInLanguage a, NameInLanguage b) const {
  const auto verdict = [](double score) { return NameVerdict{score >= kSame, score}; };
  if (a.text.empty() || b.text.empty()) return {};
  if (const auto known = tables_->by_table(a, b))
    return verdict(*known ? kKnownSame : kKnownDifferent);
  if (const auto known = tables_->compounds(a, b))
    return verdict(*known ? kKnownSame : kKnownDifferent);
  const auto spelled = tables_->by_syllables(a, b);
  if (spelled && *spelled) return verdict(kSpelled);
  const double sound = tables_->by_words(a, b);
  return verdict(spelled ? std::min(kMisspelled, sound * 0.5) : sound);
}

double NameMatcher::compare_words(NameInLanguage a, NameInLanguage b, double faint) const {
  return tables_->word_score(*prepared(a), *prepared(b), faint);
}

bool NameMatcher::initials_agree(const SoundForm& a, const SoundForm& b) const {
  if (a.plain.empty() || b.plain.empty()) return true;
  if (a.cyrillic == b.cyrillic) return a.cyrillic || a.plain[0] == b.plain[0];
  const SoundForm& cyrillic = a.cyrillic ? a : b;
  const SoundForm& latin = a.cyrillic ? b : a;
  return tables_->sounds.may_begin_alike(cyrillic, latin) ||
         tables_->given_initials.contains(first_letter(cyrillic.folded) + latin.plain[0]);
}

const ChineseReadings* NameMatcher::chinese_readings(std::string_view lang) const {
  const auto found = tables_->readings.find(lang);
  return found == tables_->readings.end() ? nullptr : &found->second;
}

unsigned NameMatcher::families_of(std::string_view word) const {
  unsigned families = 0;
  for (const auto system :
       {SyllabicSystem::kVietnamese, SyllabicSystem::kChinese, SyllabicSystem::kKorean}) {
    if (tables_->sounds.is_family_name(system, word)) families |= static_cast<unsigned>(system);
  }
  return families;
}

SoundForm NameMatcher::prepare(NameInLanguage word) const {
  return *tables_->kept(word.lang, word.text);
}

SharedForm NameMatcher::prepared(NameInLanguage word) const {
  return tables_->kept(word.lang, word.text);
}

SoundForm NameMatcher::outline(NameInLanguage word) const {
  return tables_->outline(word.lang, word.text);
}

SharedForm NameMatcher::completed(NameInLanguage word, SoundForm outline) const {
  return tables_->kept(word.lang, word.text, std::move(outline));
}

bool NameMatcher::unlike(const SoundForm& a, const SoundForm& b) {
  // The forms of a given name, and an initial and what it stands for, need not sound alike.
  return (a.given_names.empty() || b.given_names.empty()) && a.plain.size() != 1 &&
         b.plain.size() != 1 && Transcription::unlike(a, b);
}

double NameMatcher::compare_words(const SoundForm& a, const SoundForm& b) const {
  return tables_->sounds.compare(a, b);
}

double NameMatcher::compare_names(const SoundForm& a, const SoundForm& b, double faint) const {
  return tables_->word_score(a, b, faint);
}

namespace {

using Candidates = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// The words of a list as prepared.
class FormList {
 public:
  template <class Tables>
  FormList(const Tables& tables, std::string_view lang, std::span<const std::string_view> words) {
    kept_.reserve(words.size());
    forms_.reserve(words.size());
    for (const std::string_view word : words) {
      kept_.push_back(tables.kept(lang, word));
      forms_.push_back(kept_.back().get());
    }
  }
  std::span<const SoundForm* const> all() const { return forms_; }
  const SoundForm& operator[](std::size_t i) const { return *forms_[i]; }
  std::size_t size() const { return forms_.size(); }

 private:
  std::vector<SharedForm> kept_;
  std::vector<const SoundForm*> forms_;
};

/// Appends the pairs that word_score() takes for one given name: those with a Latin form in common.
void add_given_names(const FormList& x, const FormList& y, Candidates& pairs) {
  std::unordered_multimap<std::string_view, std::uint32_t> by_form;
  for (std::uint32_t j = 0; j < y.size(); ++j) {
    for (const std::string& form : y[j].given_names) by_form.emplace(form, j);
  }
  for (std::uint32_t i = 0; i < x.size(); ++i) {
    for (const std::string& form : x[i].given_names) {
      const auto [begin, end] = by_form.equal_range(form);
      for (auto same = begin; same != end; ++same) pairs.emplace_back(i, same->second);
    }
  }
}

/// Appends the pairs of an initial and a name that begins with it.
void add_initials(const FormList& x, const FormList& y, Candidates& pairs) {
  for (const bool initial_first : {true, false}) {
    const FormList& initials = initial_first ? x : y;
    const FormList& names = initial_first ? y : x;
    for (std::uint32_t i = 0; i < initials.size(); ++i) {
      if (initials[i].plain.size() != 1) continue;
      for (std::uint32_t n = 0; n < names.size(); ++n) {
        if (names[n].cyrillic != initials[i].cyrillic || names[n].plain.size() < 2 ||
            names[n].plain[0] != initials[i].plain[0])
          continue;
        initial_first ? pairs.emplace_back(i, n) : pairs.emplace_back(n, i);
      }
    }
  }
}

/// Of the matches of one word, which begin at `first`, the best; in order of b.
void keep_best(std::vector<NameWordMatch>& matches, std::size_t first) {
  if (matches.size() - first <= NameMatcher::kMostAlike) return;
  const auto begin = matches.begin() + static_cast<std::ptrdiff_t>(first);
  std::stable_sort(begin, matches.end(), [](const NameWordMatch& x, const NameWordMatch& y) {
    return x.score > y.score;
  });
  matches.resize(first + NameMatcher::kMostAlike);
  std::sort(matches.begin() + static_cast<std::ptrdiff_t>(first), matches.end(),
            [](const NameWordMatch& x, const NameWordMatch& y) { return x.b < y.b; });
}

/// The pairs of candidates, which are sorted, with a score of at least `least`.
template <class Score>
std::vector<NameWordMatch> scored(
    const std::vector<std::pair<std::uint32_t, std::uint32_t>>& candidates, double least,
    const Score& score) {
  std::vector<NameWordMatch> matches;
  std::size_t first = 0;  // of the current a
  for (const auto& [i, j] : candidates) {
    if (first < matches.size() && matches[first].a != i) {
      keep_best(matches, first);
      first = matches.size();
    }
    const double found = score(i, j);
    if (found >= least) matches.push_back({i, j, static_cast<float>(found)});
  }
  keep_best(matches, first);
  return matches;
}

}  // namespace

std::vector<NameWordMatch> NameMatcher::match_words(std::string_view lang_a,
                                                    std::span<const std::string_view> a,
                                                    std::string_view lang_b,
                                                    std::span<const std::string_view> b,
                                                    double least) const {
  a = a.first(std::min(a.size(), kMostWords));
  b = b.first(std::min(b.size(), kMostWords));
  std::string key = std::to_string(least);
  const auto add = [&](std::string_view lang, std::span<const std::string_view> words) {
    key.append("\n").append(lang);
    for (const std::string_view word : words) key.append(" ").append(word);
  };
  add(lang_a, a);
  add(lang_b, b);
  if (const auto known = tables_->matches.find(key)) return *known;
  const FormList x(*tables_, lang_a, a);
  const FormList y(*tables_, lang_b, b);
  std::vector<NameWordMatch> found = scored(
      SoundIndex::alike(tables_->sounds, x.all(), y.all(), least), least,
      [&](std::uint32_t i, std::uint32_t j) { return tables_->sounds.compare(x[i], y[j], least); });
  const std::size_t bytes = key.size() + found.size() * sizeof(NameWordMatch);
  return *tables_->matches.add(key, std::move(found), bytes);
}

std::vector<NameWordMatch> NameMatcher::match_names(std::string_view lang_a,
                                                    std::span<const std::string_view> a,
                                                    std::string_view lang_b,
                                                    std::span<const std::string_view> b) const {
  const FormList x(*tables_, lang_a, a);
  const FormList y(*tables_, lang_b, b);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs =
      SoundIndex::alike(tables_->sounds, x.all(), y.all(), kSame);
  add_given_names(x, y, pairs);
  add_initials(x, y, pairs);
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return scored(pairs, kSame, [&](std::uint32_t i, std::uint32_t j) {
    return tables_->word_score(x[i], y[j], kFaint);
  });
}

std::uint32_t SoundCache::id(NameInLanguage word) {
  key_.assign(word.lang);
  key_ += '\0';
  key_ += word.text;
  const std::uint32_t number = ids_.insert(key_);
  if (number == words_.size()) words_.emplace_back();
  return number;
}

NameInLanguage SoundCache::word(std::uint32_t id) const {
  const std::string_view key = ids_[id];
  const std::size_t end = key.find('\0');
  return {key.substr(0, end), key.substr(end + 1)};
}

const SoundForm& SoundCache::outline(const NameMatcher& matcher, std::uint32_t id) {
  Entry& entry = words_[id];
  if (entry.form != nullptr) return *entry.form;
  if (entry.outline == nullptr)
    entry.outline = std::make_unique<SoundForm>(matcher.outline(word(id)));
  return *entry.outline;
}

const SoundForm& SoundCache::form(const NameMatcher& matcher, std::uint32_t id) {
  Entry& entry = words_[id];
  if (entry.form == nullptr) {
    entry.form = entry.outline != nullptr ? matcher.completed(word(id), std::move(*entry.outline))
                                          : matcher.prepared(word(id));
    entry.outline = nullptr;
  }
  return *entry.form;
}

double SoundCache::score(const NameMatcher& matcher, std::uint32_t first, std::uint32_t second,
                         double least) {
  if (scores_.size() > kMaxScores) scores_ = {};
  const std::uint64_t both = (std::uint64_t{first} << 32) | second;
  if (const Score* known = scores_.find(both);
      known != nullptr && (known->score > 0 || known->least <= least))
    return known->score < least ? 0 : known->score;
  double score = 0;
  if (!NameMatcher::unlike(outline(matcher, first), outline(matcher, second)))
    score = matcher.compare_names(form(matcher, first), form(matcher, second), least);
  if (score < least) score = 0;
  scores_[both] = {score, least};
  return score;
}

void SoundCache::clear() {
  words_.clear();
  ids_ = {};
  scores_ = {};
}

}  // namespace concord
