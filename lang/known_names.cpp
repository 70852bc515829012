// Loads known names and finds them in every case form.
#include "lang/known_names.h"

#include <unicode/locdspnm.h>
#include <unicode/locid.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>

#include "lang/table.h"
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

/// The words of a name: split at spaces, folded, full stops left out ("U.K." is "uk").
std::vector<std::string> name_words(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : fold(name)) {
    if (c == ' ') {
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
    } else if (c != '.') {
      word += c;
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

bool only_capitals(std::string_view form) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < form.size();) {
    const char32_t c = next_code_point(form, at);
    if (is_lower(c)) return false;
    letters += is_letter(c);
  }
  return letters > 1;
}

}  // namespace

std::string without_dots(std::string word) {
  for (std::size_t at = word.find("\u0451"); at != std::string::npos; at = word.find("\u0451", at))
    word.replace(at, 2, "\u0435");
  return word;
}

std::string_view kind_of(std::string_view id) { return id.substr(0, id.find(':')); }

std::uint32_t KnownNames::token_id(std::string_view folded) {
  std::string token = without_dots(std::string(folded));
  if (const auto known = tokens_.find(token); known != tokens_.end()) return known->second;
  return tokens_.emplace(std::move(token), static_cast<std::uint32_t>(tokens_.size())).first->second;
}

void KnownNames::add(std::string_view form, KnownName name) {
  std::uint32_t node = 0;
  for (const std::string& word : name_words(form)) {
    const std::uint64_t edge = (std::uint64_t{node} << 32) | token_id(word);
    const auto [known, fresh] = edges_.try_emplace(edge, static_cast<std::uint32_t>(nodes_.size()));
    if (fresh) nodes_.emplace_back();
    node = known->second;
  }
  if (node == 0) return;
  name.capitals = only_capitals(form);
  std::size_t at = 0;
  name.capitalised = is_upper(next_code_point(form, at));
  for (KnownName& other : nodes_[node]) {
    if (other.id != name.id || other.role != name.role) continue;
    other.capitals = other.capitals && name.capitals;  // "UKIP; Ukip": either will do
    return;
  }
  nodes_[node].push_back(std::move(name));
}

KnownNames KnownNames::load(const std::string& data_dir, const std::string& tag) {
  KnownNames known;
  known.tokens_.reserve(kUsual);
  known.edges_.reserve(kUsual);
  known.nodes_.reserve(kUsual);
  known.cases_ = NameCases::load(data_dir, tag);
  known.style_ = NameStyle::load(data_dir, tag);
  const icu::Locale locale(tag.c_str());
  for (const UDisplayContext length : {UDISPCTX_LENGTH_FULL, UDISPCTX_LENGTH_SHORT}) {
    UDisplayContext contexts[] = {length};
    const std::unique_ptr<icu::LocaleDisplayNames> names(icu::LocaleDisplayNames::createInstance(locale, contexts, 1));
    for (const char* const* region = icu::Locale::getISOCountries(); *region != nullptr; ++region) {
      icu::UnicodeString display;
      names->regionDisplayName(*region, display);
      if (display.startsWith(*region)) continue;  // CLDR has no name for it
      if (const std::int32_t bracket = display.indexOf(u" ("); bracket > 0) display.truncate(bracket);
      std::string form;
      display.toUTF8String(form);
      known.add(form, {std::string("country:") + *region, NameRole::kName});
    }
  }
  const std::string path = data_dir + "/" + tag + "/entities.tsv";
  if (std::filesystem::exists(path)) {
    const Table table(path, 3, 3);
    for (const TableRow& row : table.rows()) {
      const auto role = role_of(row.cells[1]);
      if (!role) table.refuse(row, "the role is none of name, adjective, inhabitant, acronym");
      for (std::string_view form : split_list(row.cells[2])) {
        KnownName name{std::string(row.cells[0]), *role};
        if (form.ends_with('!')) {
          name.ordinary_word = true;
          form.remove_suffix(1);
        }
        known.add(form, std::move(name));
      }
    }
  }
  return known;
}

NameTokens KnownNames::tokens(std::string_view folded) const {
  NameTokens ids;
  for (const std::string& form : cases_.citations(folded)) {
    if (const auto token = tokens_.find(without_dots(form)); token != tokens_.end()) ids.push_back(token->second);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

std::vector<KnownNames::Match> KnownNames::at_head(std::span<const NameTokens* const> words) const {
  std::vector<Match> matches;
  std::vector<std::uint32_t> here{0};
  for (std::size_t i = 0; i < words.size() && !here.empty(); ++i) {
    std::vector<std::uint32_t> next;
    for (const std::uint32_t node : here) {
      for (const std::uint32_t token : *words[i]) {
        if (const auto edge = edges_.find((std::uint64_t{node} << 32) | token); edge != edges_.end())
          next.push_back(edge->second);
      }
    }
    for (const std::uint32_t node : next) {
      if (!nodes_[node].empty()) matches.push_back({i + 1, nodes_[node]});
    }
    here = std::move(next);
  }
  std::reverse(matches.begin(), matches.end());
  return matches;
}

std::vector<KnownName> KnownNames::whole(std::string_view name) const {
  std::vector<std::string> words = name_words(name);
  if (words.size() > 1 && words.front() == style_.article) words.erase(words.begin());
  std::vector<NameTokens> ids;
  for (const std::string& word : words) ids.push_back(tokens(word));
  std::vector<const NameTokens*> pointers;
  for (const NameTokens& id : ids) pointers.push_back(&id);
  std::vector<KnownName> found;
  for (const Match& match : at_head(pointers)) {
    if (match.words == words.size()) found.insert(found.end(), match.names.begin(), match.names.end());
  }
  return found;
}

NameTokens KnownNames::part_tokens(std::string_view folded) const {
  NameTokens ids = tokens(folded);
  // Without the adjective's suffix too: "amerikano-" of "amerikanskiy", "anglo-" of "angliyskiy".
  if (!style_.linking_vowel.empty() && folded.ends_with(style_.linking_vowel)) {
    const std::string stem(folded.substr(0, folded.size() - style_.linking_vowel.size()));
    for (const std::string& ending : style_.linked_endings) {
      if (const auto token = tokens_.find(without_dots(stem + ending)); token != tokens_.end())
        ids.push_back(token->second);
    }
  }
  return ids;
}

}  // namespace concord
