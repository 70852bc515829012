// Loads known names and finds them in every case form.
#include "lang/names/known_names.h"

#include <unicode/locdspnm.h>
#include <unicode/locid.h>

#include <algorithm>
#include <boost/container/small_vector.hpp>
#include <filesystem>
#include <memory>
#include <optional>

#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "lang/base/table_image.h"
#include "text/unicode.h"

namespace concord {
namespace {

// Forms that a language's table and CLDR have, about; only for reserving memory.
constexpr std::size_t kUsual = 10'000;

std::optional<NameRole> role_of(std::string_view role) {
  if (role == "name") return NameRole::kName;
  if (role == "adjective") return NameRole::kAdjective;
  if (role == "inhabitant") return NameRole::kInhabitant;
  if (role == "acronym") return NameRole::kAcronym;
  return std::nullopt;
}

/// A name folded, full stops left out: "U.K." is "uk". Its words are the parts between spaces; a
/// comma is a word.
std::string folded_name(std::string_view name) {
  std::string folded = fold(name);
  std::erase(folded, '.');
  for (std::size_t at = folded.find(','); at != std::string::npos; at = folded.find(',', at + 2))
    folded.insert(at, " ");
  return folded;
}

/// The first word of a form that has a letter and is not an article: of "24 Kanal" the second, of
/// "the West" too.
std::string_view head_of(std::string_view form, std::string_view article) {
  for (const std::string_view word : split_list(form, ' ')) {
    for (std::size_t at = 0; at < word.size() && word != article;) {
      if (is_letter(next_code_point(word, at))) return word;
    }
  }
  return {};
}

/// The letters of the head of a form of two capitals and more without small letters; 0 for other
/// forms.
std::uint8_t count_capitals(std::string_view form, std::string_view head) {
  constexpr std::size_t kMost = 255;
  std::size_t letters = 0;
  std::size_t in_head = 0;
  for (std::size_t at = 0; at < form.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(form, at);
    if (is_lower(c)) return 0;
    if (!is_letter(c)) continue;
    ++letters;
    const char* place = form.data() + begin;
    if (place >= head.data() && place < head.data() + head.size()) ++in_head;
  }
  return static_cast<std::uint8_t>(letters > 1 ? std::min(in_head, kMost) : 0);
}

/// Whether the first letter of a head is a capital.
bool begins_with_capital(std::string_view head) {
  for (std::size_t at = 0; at < head.size();) {
    const char32_t c = next_code_point(head, at);
    if (is_letter(c)) return is_upper(c);
  }
  return false;
}

ImageSources sources_of(const std::string& data_dir, const std::string& tag) {
  ImageSources sources;
  for (const char* table : {"entities.tsv", "name-endings.tsv", "name-style.tsv", "compass.tsv",
                            "clipped-words.tsv", "place-words.tsv"})
    sources.add_file(data_dir + "/" + tag + "/" + table);
  return sources;
}

}  // namespace

std::string without_dots(std::string word) {
  for (std::size_t at = word.find("\u0451"); at != std::string::npos; at = word.find("\u0451", at))
    word.replace(at, 2, "\u0435");
  return word;
}

std::string_view kind_of(std::string_view id) { return id.substr(0, id.find(':')); }

/// Fills a KnownNames.
struct KnownNames::Loader {
  static constexpr std::uint32_t kNoName = ~std::uint32_t{0};

  /// A name in the list of those of its node.
  struct Listed {
    Record name;
    std::uint32_t next = kNoName;
  };

  KnownNames& known;
  std::vector<Listed> names{};
  std::vector<std::uint32_t> heads{kNoName};  // by node, its first name

  void add(std::string_view form, std::string_view id, NameRole role, bool ordinary_word) {
    const std::string_view head = head_of(form, known.style_.article);
    const Record name{known.ids_.insert(id), role, ordinary_word, count_capitals(form, head),
                      begins_with_capital(head)};
    const std::string folded = without_dots(folded_name(form));
    std::vector<std::string_view> words = split_list(folded, ' ');
    list(words, name);
    // In names of one word, too many others look like a form without ending.
    for (std::size_t i = 0; words.size() > 1 && i < words.size(); ++i) {
      const std::string_view word = words[i];
      for (const std::string& bare : known.cases_.bare_forms(word)) {
        words[i] = bare;
        list(words, name);
      }
      words[i] = word;
    }
  }

  /// Puts a name to the node that its words lead to.
  void list(const std::vector<std::string_view>& words, const Record& name) {
    std::uint32_t node = 0;
    for (const std::string_view word : words) {
      const std::uint64_t token = known.tokens_.insert(word);
      std::uint32_t& next = known.edges_[(std::uint64_t{node} << 32) | token];
      if (next == 0) {
        next = static_cast<std::uint32_t>(heads.size());
        heads.push_back(kNoName);
      }
      node = next;
    }
    if (node == 0) return;
    std::uint32_t* last = &heads[node];
    for (; *last != kNoName; last = &names[*last].next) {
      Record& other = names[*last].name;
      if (other.id != name.id || other.role != name.role) continue;
      if (name.capitals == 0) other.capitals = 0;                 // "UKIP; Ukip": either will do
      other.capitalised = other.capitalised && name.capitalised;  // "Bien Baltic; bien Baltic"
      return;
    }
    *last = static_cast<std::uint32_t>(names.size());
    names.push_back({name});
  }

  /// The names of each node side by side.
  void finish() {
    std::vector<Record>& all = known.names_.own();
    std::vector<std::uint32_t>& first = known.first_.own();
    all.reserve(names.size());
    first.clear();
    for (const std::uint32_t head : heads) {
      first.push_back(static_cast<std::uint32_t>(all.size()));
      for (std::uint32_t i = head; i != kNoName; i = names[i].next) all.push_back(names[i].name);
    }
    first.push_back(static_cast<std::uint32_t>(all.size()));
  }
};

void KnownNames::read_tables(const std::string& data_dir, const std::string& tag) {
  cases_ = NameCases::load(data_dir, tag);
  style_ = NameStyle::load(data_dir, tag);
  formation_ = WordFormation::load(data_dir, tag);
  Loader loader{*this};
  tokens_.reserve(kUsual);
  edges_.reserve(kUsual);
  const icu::Locale locale(tag.c_str());
  for (const UDisplayContext length : {UDISPCTX_LENGTH_FULL, UDISPCTX_LENGTH_SHORT}) {
    UDisplayContext contexts[] = {length};
    const std::unique_ptr<icu::LocaleDisplayNames> names(
        icu::LocaleDisplayNames::createInstance(locale, contexts, 1));
    for (const char* const* region = icu::Locale::getISOCountries(); *region != nullptr; ++region) {
      icu::UnicodeString display;
      names->regionDisplayName(*region, display);
      if (display.startsWith(*region)) continue;  // CLDR has no name for it
      if (const std::int32_t bracket = display.indexOf(u" ("); bracket > 0)
        display.truncate(bracket);
      std::string form;
      display.toUTF8String(form);
      loader.add(form, std::string("country:") + *region, NameRole::kName, false);
    }
  }
  const std::string path = data_dir + "/" + tag + "/entities.tsv";
  if (std::filesystem::exists(path)) {
    const Table table(path, 3, 3);
    for (const TableRow& row : table.rows()) {
      const auto role = role_of(row.cells[1]);
      if (!role) table.refuse(row, "the role is not one of name, adjective, inhabitant, acronym");
      for (std::string_view form : split_list(row.cells[2])) {
        const bool ordinary_word = form.ends_with('!');
        if (ordinary_word) form.remove_suffix(1);
        loader.add(form, row.cells[0], *role, ordinary_word);
      }
    }
  }
  loader.finish();
}

std::string KnownNames::compile(const std::string& data_dir, const std::string& tag) {
  KnownNames known;
  known.read_tables(data_dir, tag);
  ImageWriter image;
  known.exchange(image);
  return image.bytes(sources_of(data_dir, tag));
}

KnownNames KnownNames::load(const DataDirs& dirs, const std::string& tag) {
  const std::string& data_dir = dirs.packs;
  KnownNames known;
  if (ImageReader image(dirs.lexicons + "/" + tag + ".names", sources_of(data_dir, tag));
      image.found()) {
    known.exchange(image);
  } else {
    known.read_tables(data_dir, tag);
  }
  return known;
}

NameTokens KnownNames::tokens_of(const std::vector<std::string>& citations) const {
  NameTokens ids;
  for (const std::string& form : citations) {
    if (const std::uint32_t token = tokens_.number_of(without_dots(form));
        token != StringSet::kNone)
      ids.push_back(token);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

std::vector<KnownNames::Match> KnownNames::at_head(std::span<const NameTokens* const> words) const {
  std::vector<Match> matches;
  // Most words begin no known name, and hardly any begins more than a few.
  boost::container::small_vector<std::uint32_t, 8> here{0};
  boost::container::small_vector<std::uint32_t, 8> next;
  for (std::size_t i = 0; i < words.size() && !here.empty(); ++i) {
    next.clear();
    for (const std::uint32_t node : here) {
      for (const std::uint32_t token : *words[i]) {
        if (const std::uint32_t* edge = edges_.find((std::uint64_t{node} << 32) | token))
          next.push_back(*edge);
      }
    }
    for (const std::uint32_t node : next) {
      if (first_[node] == first_[node + 1]) continue;
      Match& match = matches.emplace_back(Match{i + 1, {}});
      for (std::uint32_t at = first_[node]; at < first_[node + 1]; ++at) {
        const Record& name = names_[at];
        match.names.push_back(
            {ids_[name.id], name.role, name.ordinary_word, name.capitals, name.capitalised});
      }
    }
    here.swap(next);
  }
  std::reverse(matches.begin(), matches.end());
  return matches;
}

std::vector<KnownName> KnownNames::whole(std::string_view name) const {
  const std::string folded = folded_name(name);
  std::vector<std::string_view> words = split_list(folded, ' ');
  if (words.size() > 1 && words.front() == style_.article) words.erase(words.begin());
  std::vector<NameTokens> ids;
  for (const std::string_view word : words) ids.push_back(tokens(word));
  std::vector<const NameTokens*> pointers;
  for (const NameTokens& id : ids) pointers.push_back(&id);
  std::vector<KnownName> found;
  for (const Match& match : at_head(pointers)) {
    if (match.words == words.size())
      found.insert(found.end(), match.names.begin(), match.names.end());
  }
  return found;
}

std::vector<std::string> KnownNames::places(std::string_view folded) const {
  std::vector<std::string> places;
  for (const std::string& form : citations(folded)) {
    for (std::string& place : formation_.places(form)) {
      if (std::find(places.begin(), places.end(), place) == places.end())
        places.push_back(std::move(place));
    }
  }
  return places;
}

NameTokens KnownNames::part_tokens(std::string_view folded) const {
  NameTokens ids = tokens(folded);
  // Without the adjective's suffix too: "amerikano-" of "amerikanskiy", "anglo-" of "angliyskiy".
  if (!style_.linking_vowel.empty() && folded.ends_with(style_.linking_vowel)) {
    const std::string stem(folded.substr(0, folded.size() - style_.linking_vowel.size()));
    for (const std::string& ending : style_.linked_endings) {
      if (const std::uint32_t token = tokens_.number_of(without_dots(stem + ending));
          token != StringSet::kNone)
        ids.push_back(token);
    }
  }
  return ids;
}

}  // namespace concord
