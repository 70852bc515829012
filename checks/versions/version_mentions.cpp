// Finds the mention of one version that says what a passage of another says.
#include "checks/versions/version_mentions.h"

#include <algorithm>

namespace concord {
namespace {

bool share_key(const Mention& a, const Mention& b) {
  const std::vector<std::string> here = anchor_keys(a);
  const std::vector<std::string> there = anchor_keys(b);
  return std::any_of(here.begin(), here.end(), [&](const std::string& key) {
    return std::find(there.begin(), there.end(), key) != there.end();
  });
}

template <class Use>
void for_each_mention(const AnalysedArticle& article, Span within, const Use& use) {
  for (const auto* sentences : {&article.sentences, &article.other_sentences}) {
    for (const AnalysedSentence& sentence : *sentences) {
      if (!sentence.span.overlaps(within)) continue;
      for (const Mention& mention : sentence.mentions) {
        if (mention.span.overlaps(within)) use(mention);
      }
    }
  }
}

}  // namespace

const Mention* VersionMentions::mention_at(std::size_t version, Span passage) const {
  const Mention* best = nullptr;  // the one that covers most of the passage
  std::uint32_t covered = 0;
  for_each_mention(*report_->versions[version], passage, [&](const Mention& mention) {
    const std::uint32_t common =
        std::min(mention.span.end, passage.end) - std::max(mention.span.begin, passage.begin);
    if (common <= covered) return;
    covered = common;
    best = &mention;
  });
  return best;
}

bool VersionMentions::same(std::size_t here, const Mention& a, std::size_t there,
                           const Mention& b) const {
  if (share_key(a, b)) return true;
  if (a.name() == nullptr || b.name() == nullptr) return false;
  const Article& x = report_->versions[here]->article;
  const Article& y = report_->versions[there]->article;
  return names_->compare({x.lang, a.span.of(x.text)}, {y.lang, b.span.of(y.text)}).same;
}

std::optional<Passage> VersionMentions::find(std::size_t here, const Passage& passage,
                                             std::size_t there,
                                             const std::vector<Span>& sentences) const {
  const Mention* wanted = mention_at(here, passage.span);
  if (wanted == nullptr) return std::nullopt;
  std::optional<Passage> found;
  for (const Span sentence : sentences) {
    for_each_mention(*report_->versions[there], sentence, [&](const Mention& mention) {
      if (!found && same(here, *wanted, there, mention))
        found = Passage{mention.span, value_text(mention)};
    });
  }
  return found;
}

bool VersionMentions::agree(std::size_t here, const Passage& a, std::size_t there,
                            const Passage& b) const {
  if (a.value == b.value) return true;
  const Mention* x = mention_at(here, a.span);
  const Mention* y = mention_at(there, b.span);
  return x != nullptr && y != nullptr && same(here, *x, there, *y);
}

}  // namespace concord
