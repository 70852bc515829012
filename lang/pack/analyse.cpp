// Tokenises sentences and finds their mentions.
#include "lang/pack/analyse.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "text/ascii.h"

namespace concord {
namespace {

// Tokens of a sentence that are looked at. No sentence is that long; a line of a megabyte is judged
// by its beginning, since checks compare every word of a bead with every other.
constexpr std::size_t kMaxTokens = 2000;

/// Whether a known name holds a quantity that is no more than a part of it: one in words, as "Group
/// of Seven" does, or one with which it begins, as "7-Eleven" does. The figure of "Nord Stream 2"
/// tells it from others. A word that is a numeral and a known name may be either.
bool holds(const Mention& name, const Mention& quantity, std::string_view text) {
  if (quantity.quantity() == nullptr || !name.span.contains(quantity.span)) return false;
  const std::string_view printed = quantity.span.of(text);
  const bool digits = std::any_of(printed.begin(), printed.end(), is_ascii_digit);
  return digits ? quantity.span.begin == name.span.begin : name.span.size() > quantity.span.size();
}

/// Takes the quantities that are parts of known names out of mentions in order of begin: they are
/// compared as names.
void drop_quantities_of_names(std::string_view text, std::vector<Mention>& mentions) {
  std::vector<Span> dropped;
  for (auto name = mentions.begin(); name != mentions.end(); ++name) {
    if (name->name() == nullptr || name->name()->entities.empty()) continue;
    auto inside = name;
    while (inside != mentions.begin() && std::prev(inside)->span.begin == name->span.begin)
      --inside;
    for (; inside != mentions.end() && inside->span.begin < name->span.end; ++inside) {
      if (holds(*name, *inside, text)) dropped.push_back(inside->span);
    }
  }
  if (dropped.empty()) return;
  std::sort(dropped.begin(), dropped.end());
  std::erase_if(mentions, [&](const Mention& mention) {
    return mention.quantity() != nullptr &&
           std::binary_search(dropped.begin(), dropped.end(), mention.span);
  });
}

}  // namespace

Analyser::Analyser(const LanguagePack& pack, const Lexicon& lexicon, Side side, WordDepth depth)
    : pack_(&pack), lexicon_(&lexicon), side_(side), vocabulary_(pack, lexicon, side, depth) {}

AnalysedSentence Analyser::analyse(std::string_view text, Span span, std::optional<Day> published) {
  return analyse(text, span, tokenize(text, span, vocabulary_), published);
}

AnalysedSentence Analyser::analyse(std::string_view text, Span span, std::vector<Token> tokens,
                                   std::optional<Day> published) {
  AnalysedSentence sentence{span, std::move(tokens), {}, {}};
  if (sentence.tokens.size() > kMaxTokens) {
    sentence.tokens.resize(kMaxTokens);
    sentence.tokens.shrink_to_fit();
  }
  pack_->dates.find(text, sentence.tokens, published, sentence.mentions);
  std::vector<Span> taken;
  for (const Mention& mention : sentence.mentions) taken.push_back(mention.span);
  pack_->numbers.find(text, sentence.tokens, taken, sentence.mentions);
  pack_->names.find(text, sentence.tokens, sentence.mentions);
  std::stable_sort(sentence.mentions.begin(), sentence.mentions.end(),
                   [](const Mention& a, const Mention& b) { return a.span.begin < b.span.begin; });
  drop_quantities_of_names(text, sentence.mentions);
  sentence.mentions.shrink_to_fit();  // a long text keeps many
  sentence.units = lexicon_->units(side_, sentence.tokens);
  return sentence;
}

AnalysedArticle Analyser::analyse(Article article, std::optional<Day> otherwise,
                                  TextTokens* tokens) {
  AnalysedArticle result{std::move(article), {}, {}};
  const std::string& text = result.article.text;
  const bool kept = tokens != nullptr && tokens->are_of(text, vocabulary_);
  const auto tokens_of = [&](Span span) {
    if (!kept) return tokenize(text, span, vocabulary_);
    const std::span<const Token> known = tokens->of(span);
    return std::vector<Token>(known.begin(), known.end());
  };
  const std::optional<Day> published =
      result.article.published ? result.article.published : otherwise;
  const auto each = [&](const std::vector<Sentence>& from, std::vector<AnalysedSentence>& to) {
    to.reserve(from.size());
    for (const Sentence& sentence : from)
      to.push_back(analyse(text, sentence.span, tokens_of(sentence.span), published));
  };
  each(result.article.sentences, result.sentences);
  each(result.article.other_sentences, result.other_sentences);
  return result;
}

}  // namespace concord
