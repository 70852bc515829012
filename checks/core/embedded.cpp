// Finds sentences of one version in the language of the other by script and function words.
#include "checks/core/embedded.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "text/unicode.h"

namespace concord {
namespace {

// Words of a sentence, at least, whose language is asked for, and the share of them that must be
// in the other script where the two are written in different ones.
constexpr std::size_t kFewestWords = 4;
constexpr double kOtherScript = 0.8;
// In one script: function words of the other language only, at least so many and this share; and
// what share at most may be words of its own.
constexpr std::size_t kFunctionWords = 3;
constexpr double kFunctionShare = 0.25;
constexpr double kOwnShare = 0.15;
// From this share of foreign sentences on they are not quotations: the language was told wrong.
constexpr double kMost = 0.5;

bool writes_cyrillic(const LanguagePack& pack) {
  std::size_t at = 0;
  return is_cyrillic(next_code_point(pack.function_words[0], at));
}

/// What speaks for the language of a sentence: its words, those in the script of the other version,
/// and the function words of either language alone.
struct Signs {
  std::size_t words = 0;
  std::size_t script = 0;
  std::size_t mine = 0;
  std::size_t theirs = 0;

  double share(std::size_t part) const {
    return static_cast<double>(part) / static_cast<double>(words);
  }
};

Signs signs_of(const AnalysedSentence& sentence, const LanguagePack& other) {
  Signs signs;
  const bool to_cyrillic = writes_cyrillic(other);
  for (const Token& token : sentence.tokens) {
    const Word& word = *token.word;
    if (!word.has_letter) continue;
    ++signs.words;
    signs.script +=
        (to_cyrillic ? word.cyrillic && !word.latin : word.latin && !word.cyrillic) ? 1 : 0;
    const bool there = other.function_words.contains(word.folded);
    signs.theirs += there && !word.function ? 1 : 0;
    signs.mine += word.function && !there ? 1 : 0;
  }
  return signs;
}

/// Whether a sentence is in the language of the other version. Beside one that is, a shorter one
/// with fewer signs is, too.
bool is_foreign(const AnalysedSentence& sentence, const LanguagePack& own,
                const LanguagePack& other, bool beside_foreign) {
  const Signs signs = signs_of(sentence, other);
  if (signs.words == 0 || (signs.words < kFewestWords && !beside_foreign)) return false;
  if (writes_cyrillic(own) != writes_cyrillic(other))
    return signs.share(signs.script) >= kOtherScript;
  const std::size_t least = beside_foreign ? 1 : kFunctionWords;
  return signs.theirs >= least && signs.share(signs.theirs) >= kFunctionShare &&
         signs.share(signs.mine) <= kOwnShare;
}

/// Takes the sentences for which `foreign` holds out of a list.
void take_out(const std::vector<bool>& foreign, std::vector<Sentence>& spans,
              std::vector<AnalysedSentence>& sentences) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (foreign[i]) continue;
    if (kept != i) {
      spans[kept] = spans[i];
      sentences[kept] = std::move(sentences[i]);
    }
    ++kept;
  }
  spans.resize(kept);
  sentences.resize(kept);
}

}  // namespace

void set_aside_embedded(AnalysedArticle& original, const LanguagePack& own,
                        const LanguagePack& other) {
  if (own.tag == other.tag || own.function_words.empty() || other.function_words.empty()) return;
  Article& article = original.article;
  std::vector<bool> own_words(article.blocks.size());
  std::vector<bool> embedded(article.blocks.size());
  const auto judge = [&](const std::vector<Sentence>& spans,
                         const std::vector<AnalysedSentence>& sentences) {
    std::vector<bool> foreign(spans.size());
    std::vector<bool> quoted(article.blocks.size());  // have a foreign sentence
    for (const bool beside : {false, true}) {
      for (std::size_t i = 0; i < spans.size(); ++i) {
        // Lines that were given as lines all stay: no paragraph of a page is as certain.
        if (foreign[i] || article.blocks[spans[i].block].as_text >= 1) continue;
        if (beside && !quoted[spans[i].block]) continue;
        foreign[i] = is_foreign(sentences[i], own, other, beside);
        if (foreign[i]) quoted[spans[i].block] = true;
      }
    }
    for (std::size_t i = 0; i < spans.size(); ++i)
      (foreign[i] ? embedded : own_words)[spans[i].block] = true;
    return foreign;
  };
  const std::vector<bool> body = judge(article.sentences, original.sentences);
  const std::vector<bool> others = judge(article.other_sentences, original.other_sentences);
  const auto count = static_cast<double>(std::count(body.begin(), body.end(), true));
  if (count >= kMost * static_cast<double>(body.size())) return;
  take_out(body, article.sentences, original.sentences);
  take_out(others, article.other_sentences, original.other_sentences);
  for (std::size_t b = 0; b < article.blocks.size(); ++b) {
    if (!embedded[b] || own_words[b]) continue;
    article.blocks[b].role = BlockRole::kBoilerplate;
    article.blocks[b].rule = "other-language";
    article.blocks[b].as_text = 0;
  }
}

}  // namespace concord
