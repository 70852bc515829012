// Builds the bytes of a compiled lexicon.
#include "lang/pack/lexicon_builder.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <unordered_map>
#include <vector>

#include "lang/lexicon/lexicon_format.h"
#include "lang/pack/vocabulary.h"
#include "text/input_error.h"

namespace concord {
namespace format = lexicon_format;
namespace {

constexpr std::size_t kMaxWords = 8;  // of a phrase: longer ones are sentences, not terms

struct Score {
  double score = 0;
  std::uint32_t origins = 0;
};

/// One side while it grows: a trie whose nodes are numbered as they come.
struct GrowingSide {
  explicit GrowingSide(const LanguagePack& pack) : vocabulary(pack) {}

  Vocabulary vocabulary;
  std::vector<format::Node> nodes{format::Node{}};
  std::string text;
  std::unordered_map<std::string, LexiconId> by_text;

  LexiconId node(const std::string& stems, LexiconId parent) {
    const auto [entry, is_new] = by_text.try_emplace(stems, static_cast<LexiconId>(nodes.size()));
    if (is_new) {
      format::Node made;
      made.text = static_cast<std::uint32_t>(text.size());
      made.text_size = static_cast<std::uint16_t>(stems.size());
      made.words =
          parent == 0 ? std::uint8_t{1} : static_cast<std::uint8_t>(nodes[parent].words + 1);
      made.parent = parent;
      if (parent != 0) nodes[parent].has_children = 1;
      nodes.push_back(made);
      text += stems;
    }
    return entry->second;
  }

  /// The node of a phrase given as stems, with nodes for all its beginnings and all its stems; 0
  /// for none or too many.
  LexiconId intern(const std::vector<std::string_view>& stems) {
    if (stems.empty() || stems.size() > kMaxWords) return 0;
    LexiconId id = 0;
    std::string key;
    for (const std::string_view stem : stems) {
      node(std::string(stem), 0);
      if (!key.empty()) key += ' ';
      key += stem;
      if (key.size() > 0xFFFF) return 0;
      id = node(key, id);
    }
    return id;
  }

  LexiconId intern(std::string_view term) {
    std::vector<std::string_view> stems;
    for (const Token& token :
         tokenize(term, {0, static_cast<std::uint32_t>(term.size())}, vocabulary)) {
      if (token.is_word() && !token.word->stem.empty()) stems.push_back(token.word->stem);
    }
    return intern(stems);
  }

  LexiconId intern_text(std::string_view stems) {
    std::vector<std::string_view> parts;
    while (!stems.empty()) {
      const std::size_t end = stems.find(' ');
      parts.push_back(stems.substr(0, end));
      stems = end == std::string_view::npos ? std::string_view() : stems.substr(end + 1);
    }
    return intern(parts);
  }
};

std::uint64_t pair_key(LexiconId source, LexiconId target) {
  return std::uint64_t{source} << 32 | target;
}

/// Appends items, aligned, and says where they are.
template <class Item>
format::Part append(std::string& bytes, const std::vector<Item>& items) {
  bytes.resize((bytes.size() + 7) / 8 * 8, '\0');
  const format::Part part{static_cast<std::uint32_t>(bytes.size()),
                          static_cast<std::uint32_t>(items.size())};
  if (!items.empty())
    bytes.append(reinterpret_cast<const char*>(items.data()), items.size() * sizeof(Item));
  return part;
}

format::Part append(std::string& bytes, const std::string& text) {
  return append(bytes, std::vector<char>(text.begin(), text.end()));
}

/// A hash table of node numbers with at most half of its slots taken.
class SlotTable {
 public:
  explicit SlotTable(std::size_t entries) : slots_(std::bit_ceil(2 * entries + 2)) {}
  void insert(std::uint64_t hash, LexiconId id) {
    std::size_t slot = hash & (slots_.size() - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = id;
  }
  const std::vector<std::uint32_t>& slots() const { return slots_; }

 private:
  std::vector<std::uint32_t> slots_;
};

std::array<char, 8> tag_bytes(const std::string& tag) {
  std::array<char, 8> bytes{};
  std::copy_n(tag.begin(), std::min<std::size_t>(tag.size(), 7), bytes.begin());
  return bytes;
}

}  // namespace

struct LexiconBuilder::State {
  State(const LanguagePack& source_pack, const LanguagePack& target_pack)
      : source_lang(source_pack.tag),
        target_lang(target_pack.tag),
        source(source_pack),
        target(target_pack) {}

  std::string source_lang;
  std::string target_lang;
  GrowingSide source;
  GrowingSide target;
  std::vector<std::string> origins;
  std::unordered_map<std::uint64_t, Score> pairs;

  std::uint32_t origin_bit(std::string_view name) {
    auto found = std::find(origins.begin(), origins.end(), name);
    if (found == origins.end()) {
      if (origins.size() == 32) return 1U << 31;
      found = origins.insert(found, std::string(name));
    }
    return 1U << (found - origins.begin());
  }

  void add(LexiconId from, LexiconId to, double score, std::uint32_t origin) {
    Score& pair = pairs[pair_key(from, to)];
    pair.score += score;
    pair.origins |= origin;
  }

  /// The sum of the scores of each node of one side.
  std::vector<double> sums(Side side) const {
    std::vector<double> sums(side == Side::kSource ? source.nodes.size() : target.nodes.size());
    for (const auto& [key, pair] : pairs) sums[end_of(key, side)] += pair.score;
    return sums;
  }

  static LexiconId end_of(std::uint64_t key, Side side) {
    return static_cast<LexiconId>(side == Side::kSource ? key >> 32 : key);
  }

  /// The pairs as renderings of each node of one side, with scores as weights, in order of id.
  std::vector<std::vector<Rendering>> renderings(Side side) const {
    std::vector<std::vector<Rendering>> lists(side == Side::kSource ? source.nodes.size()
                                                                    : target.nodes.size());
    for (const auto& [key, pair] : pairs) {
      const LexiconId from = end_of(key, Side::kSource);
      const LexiconId to = end_of(key, Side::kTarget);
      const auto weight = static_cast<float>(pair.score);
      if (side == Side::kSource)
        lists[from].push_back({to, weight, pair.origins});
      else
        lists[to].push_back({from, weight, pair.origins});
    }
    for (std::vector<Rendering>& list : lists) {
      std::sort(list.begin(), list.end(),
                [](const Rendering& a, const Rendering& b) { return a.id < b.id; });
      float sum = 0;
      for (const Rendering& rendering : list) sum += rendering.weight;
      for (Rendering& rendering : list) rendering.weight /= sum;
    }
    return lists;
  }

  format::SideParts write(std::string& bytes, const GrowingSide& side,
                          const std::vector<std::vector<Rendering>>& lists) const {
    std::vector<format::Node> nodes = side.nodes;
    std::vector<Rendering> all;
    const auto singles = static_cast<std::size_t>(std::count_if(
        nodes.begin(), nodes.end(), [](const format::Node& node) { return node.parent == 0; }));
    SlotTable stems(singles);
    SlotTable children(nodes.size() - singles);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      nodes[i].renderings = static_cast<std::uint32_t>(all.size());
      all.insert(all.end(), lists[i].begin(), lists[i].end());
      if (i == 0) continue;
      const std::string_view text =
          std::string_view(side.text).substr(nodes[i].text, nodes[i].text_size);
      if (nodes[i].parent == 0) {
        stems.insert(format::stem_hash(text), static_cast<LexiconId>(i));
      } else {
        const std::string last(text.substr(nodes[nodes[i].parent].text_size + 1U));
        children.insert(format::child_hash(nodes[i].parent, side.by_text.at(last)),
                        static_cast<LexiconId>(i));
      }
    }
    format::Node closing;
    closing.renderings = static_cast<std::uint32_t>(all.size());
    nodes.push_back(closing);
    format::SideParts parts;
    parts.nodes = append(bytes, nodes);
    parts.text = append(bytes, side.text);
    parts.renderings = append(bytes, all);
    parts.stems = append(bytes, stems.slots());
    parts.children = append(bytes, children.slots());
    return parts;
  }
};

LexiconBuilder::LexiconBuilder(const LanguagePack& source, const LanguagePack& target)
    : state_(std::make_unique<State>(source, target)) {}
LexiconBuilder::~LexiconBuilder() = default;

bool LexiconBuilder::add(TermPair pair, double score, std::string_view origin) {
  const LexiconId from = state_->source.intern(pair.source);
  const LexiconId to = state_->target.intern(pair.target);
  if (from == 0 || to == 0) return false;
  state_->add(from, to, score, state_->origin_bit(origin));
  return true;
}

bool LexiconBuilder::add_stems(TermPair stems, double score, std::string_view origin) {
  const LexiconId from = state_->source.intern_text(stems.source);
  const LexiconId to = state_->target.intern_text(stems.target);
  if (from == 0 || to == 0) return false;
  state_->add(from, to, score, state_->origin_bit(origin));
  return true;
}

void LexiconBuilder::add(const Lexicon& lexicon, double scale) {
  if (lexicon.empty()) return;
  const bool forward = lexicon.lang(Side::kSource) == state_->source_lang &&
                       lexicon.lang(Side::kTarget) == state_->target_lang;
  const bool backward = lexicon.lang(Side::kSource) == state_->target_lang &&
                        lexicon.lang(Side::kTarget) == state_->source_lang;
  if (!forward && !backward) {
    throw InputError("", 0,
                     "the lexicon is for " + std::string(lexicon.lang(Side::kSource)) + "-" +
                         std::string(lexicon.lang(Side::kTarget)) + ", not for " +
                         state_->source_lang + "-" + state_->target_lang,
                     "name one of the right languages");
  }
  const Side from_side = forward ? Side::kSource : Side::kTarget;
  const std::vector<std::string_view> names = lexicon.origins();
  std::vector<std::uint32_t> bits;
  for (const std::string_view name : names) bits.push_back(state_->origin_bit(name));
  for (LexiconId id = 1; id < lexicon.size(from_side); ++id) {
    const std::span<const Rendering> list = lexicon.renderings(from_side, id);
    if (list.empty()) continue;
    const LexiconId from = state_->source.intern_text(lexicon.text(from_side, id));
    for (const Rendering& rendering : list) {
      const LexiconId to = state_->target.intern_text(lexicon.text(other(from_side), rendering.id));
      std::uint32_t origins = 0;
      for (std::size_t i = 0; i < bits.size(); ++i)
        origins |= (rendering.origins >> i & 1U) != 0 ? bits[i] : 0;
      if (from != 0 && to != 0)
        state_->add(from, to, scale * static_cast<double>(rendering.weight), origins);
    }
  }
}

std::size_t LexiconBuilder::add_bridged(std::string_view term, const Lexicon& bridge,
                                        LexiconId entry, double scale, std::string_view origin) {
  const LexiconId from = state_->source.intern(term);
  if (from == 0) return 0;
  std::size_t pairs = 0;
  for (const Rendering& rendering : bridge.renderings(Side::kSource, entry)) {
    const LexiconId to = state_->target.intern_text(bridge.text(Side::kTarget, rendering.id));
    if (to == 0) continue;
    state_->add(from, to, scale * static_cast<double>(rendering.weight),
                state_->origin_bit(origin));
    ++pairs;
  }
  return pairs;
}

std::size_t LexiconBuilder::drop_unlikely(double least, std::string_view keep) {
  const std::uint32_t kept = state_->origin_bit(keep);
  const std::vector<double> sources = state_->sums(Side::kSource);
  const std::vector<double> targets = state_->sums(Side::kTarget);
  return std::erase_if(state_->pairs, [&](const auto& entry) {
    const auto& [key, pair] = entry;
    return (pair.origins & kept) == 0 &&
           pair.score * pair.score < least * sources[State::end_of(key, Side::kSource)] *
                                         targets[State::end_of(key, Side::kTarget)];
  });
}

std::size_t LexiconBuilder::pair_count() const { return state_->pairs.size(); }

std::string LexiconBuilder::bytes() const {
  format::Header header;
  header.source_lang = tag_bytes(state_->source_lang);
  header.target_lang = tag_bytes(state_->target_lang);
  std::string bytes(sizeof(header), '\0');
  std::string names;
  for (const std::string& name : state_->origins) names += name + "\n";
  header.origins = append(bytes, names);
  header.sides[0] = state_->write(bytes, state_->source, state_->renderings(Side::kSource));
  header.sides[1] = state_->write(bytes, state_->target, state_->renderings(Side::kTarget));
  bytes.resize((bytes.size() + 7) / 8 * 8, '\0');
  header.size = bytes.size();
  header.body_checksum =
      format::checksum(bytes.data() + sizeof(header), bytes.size() - sizeof(header));
  header.header_checksum = format::header_checksum(header);
  std::memcpy(bytes.data(), &header, sizeof(header));
  return bytes;
}

}  // namespace concord
