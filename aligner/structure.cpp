// Aligns all blocks of two versions and reads their roles off the result.
#include "aligner/structure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "aligner/rematch.h"
#include "aligner/similarity.h"
#include "text/block_rules.h"

namespace concord {
namespace {

// Up to this probability of being text a block is settled as no text, from the other on as text.
constexpr double kSettledOut = 0.05;
constexpr double kSettledIn = 0.95;
constexpr double kText = 0.5;
// A gap of a block that is surely not text costs this share of one that surely is.
constexpr float kCheapestGap = 0.25F;
// A counterpart of a doubtful block is as alike as this share of what the pair's sentences usually
// are; a sentence that joined a bead without adding this share to its similarity is none.
constexpr double kAlike = 0.45;
constexpr double kAdds = 0.93;
// A sentence near a doubtful block that renders what the block faces, at least this well for the
// share of the block's own similarity, is its true counterpart: a caption repeats the lead.
constexpr double kRival = 0.6;
constexpr std::uint32_t kRivalWithin = 4;  // sentences
// Added to the log odds of two blocks that correspond and have no form of a caption or a heading.
constexpr double kBothSay = 2.5;
// Sentences behind the end of a version that breaks off cost this share of a gap.
constexpr float kOpenTail = 0.35F;

constexpr std::uint32_t kNone = ~std::uint32_t{0};

/// All sentences of one version in order of the text, body or not.
struct Pool {
  AnalysedArticle* version = nullptr;
  std::vector<std::uint32_t> bead;  // of each sentence
  std::vector<bool> counterpart;    // whether its bead gives it one

  Article& article() { return version->article; }
  const Article& article() const { return version->article; }
  Block& block(std::uint32_t sentence) {
    return article().blocks[article().sentences[sentence].block];
  }
  const Block& block(std::uint32_t sentence) const {
    return article().blocks[article().sentences[sentence].block];
  }
};

bool is_doubtful(const Block& block) {
  return block.as_text > kSettledOut && block.as_text < kSettledIn;
}

bool has_doubt(const AnalysedArticle& version) {
  const auto& blocks = version.article.blocks;
  return std::any_of(blocks.begin(), blocks.end(), is_doubtful);
}

/// Puts the other sentences among the body's, in order of the text.
Pool pool(AnalysedArticle& version) {
  std::vector<std::pair<Sentence, AnalysedSentence>> all;
  const auto take = [&](std::vector<Sentence>& spans, std::vector<AnalysedSentence>& sentences) {
    for (std::size_t i = 0; i < spans.size(); ++i)
      all.emplace_back(spans[i], std::move(sentences[i]));
    spans.clear();
    sentences.clear();
  };
  take(version.article.sentences, version.sentences);
  take(version.article.other_sentences, version.other_sentences);
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return a.first.span.begin < b.first.span.begin;
  });
  for (auto& [span, sentence] : all) {
    version.article.sentences.push_back(span);
    version.sentences.push_back(std::move(sentence));
  }
  Pool result;
  result.version = &version;
  return result;
}

GapFactors gaps_of(const Pool& pool) {
  GapFactors factors;
  for (std::uint32_t i = 0; i < pool.article().sentences.size(); ++i) {
    factors.sentences.push_back(kCheapestGap +
                                (1 - kCheapestGap) *
                                    static_cast<float>(std::min(1.0, 1.2 * pool.block(i).as_text)));
  }
  return factors;
}

/// Settles the blocks of one pair; an object lives for one call of settle_structure.
class Settling {
 public:
  Settling(AnalysedArticle& source, AnalysedArticle& target) : pools_{pool(source), pool(target)} {}

  std::vector<Bead> run(const Lexicon& lexicon, const NameMatcher& names, SoundAlikes* alikes) {
    const ProfiledPair pair = build_profiles(*of(Side::kSource).version, *of(Side::kTarget).version,
                                             lexicon, names, alikes);
    AlignOptions options;
    options.source_gaps = gaps_of(of(Side::kSource));
    options.target_gaps = gaps_of(of(Side::kTarget));
    beads_ = align(pair, options,
                   [&](const ProfiledPair&, const FeatureIndex& index, const Similarity& similarity,
                       const Band&, const std::vector<Bead>& beads) {
                     weigh_beads(pair, index, similarity, beads);
                   });
    settle();
    return part();
  }

 private:
  Pool& of(Side side) { return pools_[index_of(side)]; }
  const Pool& of(Side side) const { return pools_[index_of(side)]; }

  /// Finds out which sentences have a counterpart in their bead: those of a bead that is alike,
  /// unless the bead is as alike without their block.
  void weigh_beads(const ProfiledPair& pair, const FeatureIndex& index,
                   const Similarity& similarity, const std::vector<Bead>& beads) {
    RowFiller filler(index);
    for (Pool& pool : pools_) {
      pool.bead.assign(pool.article().sentences.size(), kNone);
      pool.counterpart.assign(pool.article().sentences.size(), false);
    }
    for (std::uint32_t b = 0; b < beads.size(); ++b) {
      const Bead& bead = beads[b];
      const bool alike = !bead.is_gap() && bead.similarity >= kAlike * similarity.level();
      for (const Side side : kSides) {
        Pool& pool = of(side);
        for (const std::uint32_t i : bead.of(side)) {
          pool.bead[i] = b;
          if (!alike) continue;
          Bead without = bead;
          std::erase_if(without.of(side), [&](std::uint32_t k) {
            return pool.article().sentences[k].block == pool.article().sentences[i].block;
          });
          pool.counterpart[i] =
              without.of(side).empty() || !is_doubtful(pool.block(i)) ||
              similarity.coverage(mass_of(pair, filler, without)) < kAdds * bead.similarity;
        }
      }
    }
    yield_to_rivals(pair, filler, similarity, beads);
  }

  /// Whether a certain sentence near a doubtful one, which has nothing better, faces the same.
  bool has_rival(const ProfiledPair& pair, RowFiller& filler, const Similarity& similarity,
                 const std::vector<Bead>& beads, Side side, std::uint32_t doubtful) const {
    const Pool& here = of(side);
    const Bead& bead = beads[here.bead[doubtful]];
    const auto count = static_cast<std::uint32_t>(here.bead.size());
    for (std::uint32_t i = doubtful > kRivalWithin ? doubtful - kRivalWithin : 0;
         i < std::min(count, doubtful + kRivalWithin + 1); ++i) {
      if (here.counterpart[i] || here.block(i).as_text < kSettledIn) continue;
      Bead rival = bead;
      rival.of(side) = {i};
      if (similarity.coverage(mass_of(pair, filler, rival)) >= kRival * bead.similarity)
        return true;
    }
    return false;
  }

  /// Takes the counterpart from doubtful sentences that have a rival.
  void yield_to_rivals(const ProfiledPair& pair, RowFiller& filler, const Similarity& similarity,
                       const std::vector<Bead>& beads) {
    for (const Side side : kSides) {
      std::vector<std::uint32_t> yielding;
      for (std::uint32_t i = 0; i < of(side).counterpart.size(); ++i) {
        if (of(side).counterpart[i] && is_doubtful(of(side).block(i)) &&
            has_rival(pair, filler, similarity, beads, side, i))
          yielding.push_back(i);
      }
      for (const std::uint32_t i : yielding) of(side).counterpart[i] = false;
    }
  }

  /// The block that faces a sentence, of several the one most likely text; null for none.
  const Block* facing(Side side, std::uint32_t sentence) const {
    if (!of(side).counterpart[sentence]) return nullptr;
    const Pool& there = of(other(side));
    const Block* most = nullptr;
    for (const std::uint32_t i : beads_[of(side).bead[sentence]].of(other(side))) {
      if (there.counterpart[i] && (most == nullptr || there.block(i).as_text > most->as_text))
        most = &there.block(i);
    }
    return most;
  }

  /// The odds that a sentence is text, as a logarithm, with what faces it in the other version
  /// known: what faces certain text is text; what faces something as doubtful is what both are.
  /// Sentences that correspond are hardly both boilerplate, unless each looks like a part of the
  /// page by its form.
  double log_odds(Side side, std::uint32_t sentence) const {
    const auto odds = [](double p) { return std::log(p / (1 - p)); };
    const Block& block = of(side).block(sentence);
    if (block.role == BlockRole::kHeadline) return -1;
    const Block* across = facing(side, sentence);
    if (across == nullptr) return block.as_text >= kText ? 1 : -1;
    if (across->as_text >= kSettledIn) return 1;
    if (across->as_text <= kSettledOut) return odds(block.as_text);
    const bool plain = is_plain(block) && is_plain(*across);
    return odds(block.as_text) + odds(across->as_text) + (plain ? kBothSay : 0);
  }

  /// Whether nothing but place and words made a block what it may be.
  static bool is_plain(const Block& block) {
    return block.role == BlockRole::kBody || block.rule == kPageRule || block.rule == kApartRule;
  }

  /// Which blocks of a side have a sentence with a counterpart.
  std::vector<bool> faced_blocks(Side side) const {
    const Article& article = of(side).article();
    std::vector<bool> faced(article.blocks.size());
    for (std::uint32_t i = 0; i < article.sentences.size(); ++i) {
      if (facing(side, i) != nullptr) faced[article.sentences[i].block] = true;
    }
    return faced;
  }

  /// What each block of a side is, by letters what most of its sentences are: how likely text, 0
  /// for what is none.
  std::vector<double> decide(Side side, const std::vector<bool>& faced) const {
    const Pool& here = of(side);
    const std::vector<Block>& blocks = here.article().blocks;
    std::vector<double> votes(blocks.size());  // letters for text, less those against
    for (std::uint32_t i = 0; i < here.article().sentences.size(); ++i) {
      const std::uint32_t b = here.article().sentences[i].block;
      if (!is_doubtful(blocks[b])) continue;
      votes[b] += (log_odds(side, i) > 0 ? 1 : -1) *
                  static_cast<double>(here.article().sentences[i].span.size());
    }
    std::vector<double> text;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      const bool is_text = votes[b] == 0 ? blocks[b].as_text >= kText : votes[b] > 0;
      text.push_back(!is_text ? 0 : faced[b] ? 1 : blocks[b].as_text);
    }
    return text;
  }

  void settle() {
    const std::array<std::vector<bool>, 2> faced = {faced_blocks(Side::kSource),
                                                    faced_blocks(Side::kTarget)};
    const std::array<std::vector<double>, 2> text = {decide(Side::kSource, faced[0]),
                                                     decide(Side::kTarget, faced[1])};
    for (const Side side : kSides) {
      // What corresponds to a part of the other page is one of this page.
      for (std::size_t b = 0; b < faced[index_of(side)].size(); ++b) {
        Block& block = of(side).article().blocks[b];
        if (faced[index_of(side)][b] && block.rule == kApartRule) block.rule = kPageRule;
      }
      apply(of(side), text[index_of(side)]);
    }
  }

  static void apply(Pool& pool, const std::vector<double>& text) {
    std::uint32_t end = 0;  // of the body
    for (std::size_t b = 0; b < text.size(); ++b) {
      Block& block = pool.article().blocks[b];
      if (text[b] > 0 && block.role != BlockRole::kBody) {
        block.role = BlockRole::kBody;
        block.rule.clear();
      } else if (text[b] == 0 && block.role == BlockRole::kBody) {
        block.role = BlockRole::kBoilerplate;
        block.rule = "no-counterpart";
      }
      block.as_text = text[b];
      if (block.role == BlockRole::kBody) end = block.span.end;
    }
    // A text breaks off only where it is the report that does.
    const std::vector<Sentence>& sentences = pool.article().sentences;
    if (!sentences.empty() && sentences.back().span.end > end) pool.article().open_end = false;
  }

  /// Hands the sentences of a side out again: to the body, to the others, or to nobody. Returns
  /// for each its index among the others, or kNone. `roles`: of both sides, once settled.
  std::vector<std::uint32_t> part(Side side, const std::array<std::vector<BlockRole>, 2>& roles) {
    AnalysedArticle& version = *of(side).version;
    std::vector<Sentence> spans = std::exchange(version.article.sentences, {});
    std::vector<AnalysedSentence> sentences = std::exchange(version.sentences, {});
    std::vector<std::uint32_t> others(spans.size(), kNone);
    const std::vector<Block>& blocks = version.article.blocks;
    for (std::uint32_t i = 0; i < spans.size(); ++i) {
      const BlockRole role = roles[index_of(side)][i];
      if (role == BlockRole::kBody) {
        version.article.sentences.push_back(spans[i]);
        version.sentences.push_back(std::move(sentences[i]));
        continue;
      }
      if (role == BlockRole::kBoilerplate && blocks[spans[i].block].rule != kApartRule &&
          !faces_other(side, i, roles[index_of(other(side))]))
        continue;
      others[i] = static_cast<std::uint32_t>(version.other_sentences.size());
      version.article.other_sentences.push_back(spans[i]);
      version.other_sentences.push_back(std::move(sentences[i]));
    }
    return others;
  }

  /// Whether boilerplate is the counterpart of a caption, a heading, a standfirst or a headline:
  /// then it is one, too.
  bool faces_other(Side side, std::uint32_t sentence, const std::vector<BlockRole>& there) const {
    if (!of(side).counterpart[sentence]) return false;
    const std::vector<std::uint32_t>& facing = beads_[of(side).bead[sentence]].of(other(side));
    return std::any_of(facing.begin(), facing.end(), [&](std::uint32_t i) {
      return of(other(side)).counterpart[i] && there[i] != BlockRole::kBody &&
             there[i] != BlockRole::kBoilerplate;
    });
  }

  /// Parts body and others of both sides; the beads of the others.
  std::vector<Bead> part() {
    std::array<std::vector<BlockRole>, 2> roles;
    std::array<std::vector<bool>, 2> credit;  // who took the picture differs between outlets
    for (const Side side : kSides) {
      for (std::uint32_t i = 0; i < of(side).article().sentences.size(); ++i) {
        roles[index_of(side)].push_back(of(side).block(i).role);
        credit[index_of(side)].push_back(of(side).block(i).rule == "credit");
      }
    }
    const std::array<std::vector<std::uint32_t>, 2> others = {part(Side::kSource, roles),
                                                              part(Side::kTarget, roles)};
    std::vector<Bead> asides;
    for (const Bead& bead : beads_) {
      Bead aside = bead;
      for (const Side side : kSides) {
        aside.of(side).clear();
        for (const std::uint32_t i : bead.of(side)) {
          const std::uint32_t index = others[index_of(side)][i];
          if (of(side).counterpart[i] && index != kNone && !credit[index_of(side)][i])
            aside.of(side).push_back(index);
        }
      }
      if (!aside.is_gap()) asides.push_back(std::move(aside));
    }
    return asides;
  }

  std::array<Pool, 2> pools_;
  std::vector<Bead> beads_;
};

}  // namespace

std::vector<Bead> settle_structure(AnalysedArticle& source, AnalysedArticle& target,
                                   const Lexicon& lexicon, const NameMatcher& names,
                                   SoundAlikes* alikes) {
  if (!has_doubt(source) && !has_doubt(target)) return {};
  if (source.sentences.empty() || target.sentences.empty()) return {};
  return Settling(source, target).run(lexicon, names, alikes);
}

AlignOptions align_options(const AnalysedArticle& source, const AnalysedArticle& target) {
  AlignOptions options;
  if (target.article.open_end) options.source_gaps.tail = kOpenTail;
  if (source.article.open_end) options.target_gaps.tail = kOpenTail;
  return options;
}

}  // namespace concord
