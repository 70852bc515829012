// Pairs the names of a bead.
#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

#include "checks/names/name_likeness.h"
#include "checks/names/name_strength.h"
#include "checks/relations/fact_pairs.h"
#include "text/unicode.h"

namespace concord {
namespace {

/// One of the two words at least is a name as surely as this, see name_strength.h.
constexpr double kSureName = 0.2;
/// A second counterpart that is as alike but for this makes a word's counterpart doubtful.
constexpr double kDoubt = 0.15;
/// The score of the same known name, above every likeness of sound.
constexpr double kSameEntity = 2;

/// A word or known name of the source and its only counterpart.
struct ItemPair {
  std::size_t source = 0;
  std::size_t target = 0;
  double score = 0;
};

double likeness(const BeadNames& bead, const NameItem& a, const NameItem& b) {
  if (std::max(a.strength, b.strength) < kSureName) return 0;
  if (a.known() && b.known()) {
    for (const std::string& id : a.value->entities) {
      if (std::find(b.value->entities.begin(), b.value->entities.end(), id) !=
          b.value->entities.end())
        return kSameEntity;
    }
    if (a.kind == b.kind) return 0;
  }
  return alike(bead, a, b, NameMatcher::kSame);
}

/// Letters that two forms of one name may differ by at their ends: case endings, a possessive.
constexpr std::size_t kEnding = 2;
/// Letters that they share unless the whole shorter one is shared.
constexpr std::size_t kStem = 4;

/// Whether two items of one side are the same name: one known name, or words alike but for their
/// endings.
bool same_name(const NameItem& a, const NameItem& b) {
  if (a.known() && b.known()) {
    return std::any_of(a.value->entities.begin(), a.value->entities.end(),
                       [&](const std::string& id) {
                         return std::find(b.value->entities.begin(), b.value->entities.end(), id) !=
                                b.value->entities.end();
                       });
  }
  const std::string& x = a.texts.front().text;
  const std::string& y = b.texts.front().text;
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < x.size() && j < y.size(); ++shared) {
    if (next_code_point(x, i) != next_code_point(y, j)) break;
  }
  const std::size_t shorter = std::min(count_code_points(x), count_code_points(y));
  const std::size_t longer = std::max(count_code_points(x), count_code_points(y));
  return shared + kEnding >= shorter && longer <= shorter + kEnding &&
         (shared >= kStem || shared == shorter);
}

/// Pairs of items that are each other's best counterpart by a clear margin; several for a name that
/// a side says several times.
std::vector<ItemPair> item_pairs(const BeadNames& bead) {
  std::vector<ItemPair> all;
  for (std::size_t i = 0; i < bead.source.items.size(); ++i) {
    for (std::size_t j = 0; j < bead.target.items.size(); ++j) {
      const double score = likeness(bead, bead.source.items[i], bead.target.items[j]);
      if (score > 0) all.push_back({i, j, score});
    }
  }
  std::vector<ItemPair> clear;
  for (const ItemPair& pair : all) {
    const bool doubtful = std::any_of(all.begin(), all.end(), [&](const ItemPair& other) {
      if (other.score <= pair.score - kDoubt) return false;
      if (other.source == pair.source && other.target != pair.target)
        return !same_name(bead.target.items[other.target], bead.target.items[pair.target]);
      if (other.target == pair.target && other.source != pair.source)
        return !same_name(bead.source.items[other.source], bead.source.items[pair.source]);
      return false;
    });
    if (!doubtful) clear.push_back(pair);
  }
  return clear;
}

/// Sets of numbers that were united.
class Unions {
 public:
  explicit Unions(std::size_t size) : root_(size) {
    std::iota(root_.begin(), root_.end(), std::size_t{0});
  }
  std::size_t size() const { return root_.size(); }
  std::size_t find(std::size_t x) const {
    while (root_[x] != x) x = root_[x];
    return x;
  }
  void unite(std::size_t x, std::size_t y) { root_[find(x)] = find(y); }

 private:
  std::vector<std::size_t> root_;
};

/// Which words and mentions of a bead are one name. Items of the target are numbered behind those
/// of the source, and so are its mentions.
class OneName {
 public:
  OneName(const BeadNames& bead, const std::vector<ItemPair>& pairs)
      : offset_(bead.source.items.size()), words_(offset_ + bead.target.items.size()) {
    for (const ItemPair& pair : pairs) words_.unite(pair.source, offset_ + pair.target);
    for (const ItemPair& pair : pairs) {
      const std::size_t word = words_.find(pair.source);
      mentions_[{Side::kSource, bead.source.items[pair.source].group}].insert(word);
      mentions_[{Side::kTarget, bead.target.items[pair.target].group}].insert(word);
    }
  }

  std::size_t size() const { return words_.size(); }
  std::size_t of_word(const ItemPair& pair) const { return words_.find(pair.source); }

  /// Whether the mentions of a pair answer each other as a whole: "Kavanaugh" and "Brett
  /// Kavanaugh", but not where a third mention has words of both and of another name.
  bool whole(std::size_t source_group, std::size_t target_group) const {
    const std::set<std::size_t>& a = mentions_.at({Side::kSource, source_group});
    const std::set<std::size_t>& b = mentions_.at({Side::kTarget, target_group});
    if (!nested(a, b)) return false;
    const std::set<std::size_t>& most = a.size() > b.size() ? a : b;
    std::vector<const std::set<std::size_t>*> related;
    for (const auto& [key, words] : mentions_) {
      const bool shares = std::any_of(words.begin(), words.end(),
                                      [&](std::size_t word) { return most.contains(word); });
      if (shares) related.push_back(&words);
    }
    return std::all_of(related.begin(), related.end(), [&](const auto* one) {
      return std::all_of(related.begin(), related.end(),
                         [&](const auto* other) { return nested(*one, *other); });
    });
  }
  /// The word that these mentions have and no other of either side; nothing without one: where
  /// both sides say the full name once, these answer each other.
  std::optional<std::size_t> own_word(std::size_t source_group, std::size_t target_group) const {
    const std::set<std::size_t>& b = mentions_.at({Side::kTarget, target_group});
    for (const std::size_t word : mentions_.at({Side::kSource, source_group})) {
      const auto holders = std::count_if(mentions_.begin(), mentions_.end(),
                                         [&](const auto& m) { return m.second.contains(word); });
      if (holders == 2 && b.contains(word)) return word;
    }
    return std::nullopt;
  }
  /// Unites the words of the mentions of a pair that answer each other as a whole.
  void join(std::size_t source_group, std::size_t target_group) {
    for (const auto& key :
         {std::pair{Side::kSource, source_group}, std::pair{Side::kTarget, target_group}}) {
      const std::set<std::size_t>& words = mentions_.at(key);
      for (const std::size_t word : words) words_.unite(word, *words.begin());
    }
  }

 private:
  static bool nested(const std::set<std::size_t>& a, const std::set<std::size_t>& b) {
    return std::includes(a.begin(), a.end(), b.begin(), b.end()) ||
           std::includes(b.begin(), b.end(), a.begin(), a.end());
  }

  std::size_t offset_;
  Unions words_;
  std::map<std::pair<Side, std::size_t>, std::set<std::size_t>> mentions_;  // numbers of words
};

Span span_of_group(const NameSide& side, std::size_t group) {
  Span span{~std::uint32_t{0}, 0};
  for (const NameItem& item : side.items) {
    if (item.group != group) continue;
    span = {std::min(span.begin, item.span.begin), std::max(span.end, item.span.end)};
  }
  return span;
}

const Word* last_word(const NameSide& side, Span span) {
  const Word* last = nullptr;
  for (const AnalysedSentence* sentence : side.sentences) {
    for (const Token& token : sentence->tokens) {
      if (token.span.overlaps(span) && token.word->has_letter) last = token.word;
    }
  }
  return last;
}

FactKind fact_kind(const NameItem& a, const NameItem& b) {
  const NameKind kind = a.kind != NameKind::kUnknown ? a.kind : b.kind;
  switch (kind) {
    case NameKind::kUnknown:
      // Ordinary words with a capital: "the Committee", "City".
      if (std::max(a.strength, b.strength) <= kDictionaryWord) return FactKind::kOther;
      return a.acronym || b.acronym ? FactKind::kOrganisation : FactKind::kPerson;
    case NameKind::kPerson:
      return FactKind::kPerson;
    case NameKind::kPlace:
      return FactKind::kPlace;
    case NameKind::kOrganisation:
      return FactKind::kOrganisation;
    case NameKind::kOther:
      return FactKind::kOther;
  }
  return FactKind::kOther;
}

/// Whether a name is said as an adjective: by the table, or since it begins with a small letter.
bool is_adjective(const NameSide& side, const NameItem& item) {
  if (item.known() && item.value->role == NameRole::kAdjective) return true;
  return !side.sentences[item.sentence]->tokens[item.first].word->capitalised;
}

/// Adds the capitalised words that were not taken for names, since they are ordinary words as well:
/// a name of the other side that sounds like one tells what it is.
void add_capitalised(const BeadNames& bead, NameSide& side) {
  constexpr std::size_t kShortest = 4;  // letters
  const std::size_t names = side.items.size();
  std::size_t group = names == 0 ? 0 : side.items.back().group;
  for (std::size_t s = 0; s < side.sentences.size(); ++s) {
    const std::vector<Token>& tokens = side.sentences[s]->tokens;
    for (std::size_t t = 0; t < tokens.size(); ++t) {
      const Word& word = *tokens[t].word;
      if (!word.has_letter || !word.capitalised || word.all_caps || word.function ||
          word.name.title || word.length < kShortest)
        continue;
      const bool named =
          std::any_of(side.items.begin(), side.items.begin() + static_cast<std::ptrdiff_t>(names),
                      [&](const NameItem& item) { return item.span.overlaps(tokens[t].span); });
      if (named) continue;
      NameItem item;
      item.span = tokens[t].span;
      item.texts.push_back(text_of_side(bead, side, word.surface));
      item.sentence = s;
      item.first = item.last = t;
      item.group = ++group;
      item.place = place_of(side, s, t);
      side.items.push_back(std::move(item));
    }
  }
}

/// A pair of items, or of their mentions as a whole, as a fact.
PairedFact fact_of(const BeadNames& bead, const NameItem& a, const NameItem& b, bool whole) {
  PairedFact fact;
  fact.spans = {a.span, b.span};
  if (whole)
    fact.spans = {span_of_group(bead.source, a.group), span_of_group(bead.target, b.group)};
  fact.kind = fact_kind(a, b);
  fact.adjective = {is_adjective(bead.source, a), is_adjective(bead.target, b)};
  fact.mention = {a.group, b.group};
  fact.last = {last_word(bead.source, fact.spans[0]), last_word(bead.target, fact.spans[1])};
  return fact;
}

}  // namespace

std::vector<PairedFact> paired_names(BeadNames bead) {
  for (NameSide* side : {&bead.source, &bead.target}) add_capitalised(bead, *side);
  if (bead.source.items.size() < 2 || bead.target.items.size() < 2) return {};
  const std::vector<ItemPair> pairs = item_pairs(bead);
  OneName one_name(bead, pairs);
  std::set<std::size_t> full_source;  // mentions that answer one other only
  std::set<std::size_t> full_target;
  for (const ItemPair& pair : pairs) {
    const std::size_t a = bead.source.items[pair.source].group;
    const std::size_t b = bead.target.items[pair.target].group;
    if (!one_name.whole(a, b) || !one_name.own_word(a, b)) continue;
    full_source.insert(a);
    full_target.insert(b);
  }
  std::vector<PairedFact> facts;
  std::set<std::pair<std::size_t, std::size_t>> joined;  // mentions that are paired as a whole
  for (const ItemPair& pair : pairs) {
    const NameItem& a = bead.source.items[pair.source];
    const NameItem& b = bead.target.items[pair.target];
    const bool whole = one_name.whole(a.group, b.group);
    if (whole && !joined.insert({a.group, b.group}).second) continue;
    const std::optional<std::size_t> own = one_name.own_word(a.group, b.group);
    const bool elsewhere = full_source.contains(a.group) || full_target.contains(b.group);
    if (whole && !own && elsewhere) continue;
    PairedFact fact = fact_of(bead, a, b, whole);
    fact.bearer = one_name.of_word(pair);
    // Numbers behind those of all words.
    if (whole && own) fact.name = one_name.size() + *own;
    facts.push_back(fact);
  }
  for (const auto& [source, target] : joined) one_name.join(source, target);
  for (PairedFact& fact : facts) {
    fact.bearer = one_name.of_word({fact.bearer, 0, 0});
    if (fact.name == 0) fact.name = fact.bearer;
  }
  return facts;
}

}  // namespace concord
