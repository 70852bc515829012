// Sorts the entries and facts of a version.
#include "checks/core/version_index.h"

#include <algorithm>

#include "lang/base/said_keys.h"

namespace concord {
namespace {

template <class T>
void sort_distinct(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

/// Appends the places of a key among sorted pairs.
template <class Pairs, class Key>
void append_places(const Pairs& pairs, const Key& key, VersionIndex::Places& places) {
  auto at = std::lower_bound(pairs.begin(), pairs.end(), key,
                             [](const auto& pair, const Key& k) { return pair.first < k; });
  for (; at != pairs.end() && at->first == key; ++at) places.push_back(at->second);
}

}  // namespace

VersionIndex::VersionIndex(const AnalysedArticle& version) : sentences_(version.sentences.size()) {
  for (std::uint32_t i = 0; i < version.sentences.size(); ++i) {
    for (const LexicalUnit& unit : version.sentences[i].units) entries_.emplace_back(unit.id, i);
    for (const Mention& mention : version.sentences[i].mentions) {
      for (std::string& key : said_keys(mention)) facts_.emplace_back(std::move(key), i);
    }
  }
  for (const AnalysedSentence& sentence : version.other_sentences) {
    for (const Mention& mention : sentence.mentions) {
      for (std::string& key : said_keys(mention)) aside_.push_back(std::move(key));
    }
  }
  sort_distinct(entries_);
  sort_distinct(facts_);
  sort_distinct(aside_);
}

void VersionIndex::with_entry(LexiconId entry, Places& sentences) const {
  append_places(entries_, entry, sentences);
}

void VersionIndex::with_fact(std::string_view key, Places& sentences) const {
  append_places(facts_, key, sentences);
}

bool VersionIndex::is_told_aside(std::string_view key) const {
  return std::binary_search(aside_.begin(), aside_.end(), key, std::less<>());
}

}  // namespace concord
