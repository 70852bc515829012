// The check "inconsistent-name": one name spelled in two ways within one version (docs/checks/inconsistent-name.md).
//
// Two spellings of a version are one name when both sound like the same word of the other version, which has no second
// word for either, and when case endings do not explain the difference.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "checks/checks.h"
#include "lang/name_cases.h"
#include "text/unicode.h"

namespace concord {
namespace {

constexpr std::size_t kLeastLetters = 4;  // shorter names are too often two people's

/// A spelling of one version with where it stands first.
struct Spelling {
  std::string surface;
  Span span;
  std::size_t count = 0;
};

/// The spellings of unknown names of one version, by surface form.
std::map<std::string, Spelling> spellings_of(const AnalysedArticle& article) {
  std::map<std::string, Spelling> spellings;
  for (const AnalysedSentence& sentence : article.sentences) {
    std::size_t at = 0;
    for (const Mention& mention : sentence.mentions) {
      const NameValue* name = mention.name();
      if (name == nullptr || !name->entities.empty() || name->role == NameRole::kAcronym) continue;
      while (at < sentence.tokens.size() && sentence.tokens[at].span.end <= mention.span.begin) ++at;
      for (std::size_t i = at; i < sentence.tokens.size() && sentence.tokens[i].span.begin < mention.span.end; ++i) {
        const Word& word = *sentence.tokens[i].word;
        if (!word.capitalised || word.all_caps || word.lexicon_id != 0 || word.function || word.name.title) continue;
        std::string surface = word.surface;
        if (surface.ends_with("'s") || surface.ends_with("\u2019s"))
          surface.resize(surface.rfind('s') - (surface.ends_with("'s") ? 1 : 3));
        if (count_code_points(surface) < kLeastLetters) continue;
        Spelling& spelling = spellings.emplace(surface, Spelling{surface, sentence.tokens[i].span, 0}).first->second;
        ++spelling.count;
      }
    }
  }
  return spellings;
}

/// Whether grammar explains why two words differ: a case ending, a plural, a feminine family name.
bool forms_of_one_word(const LanguagePack& pack, const std::string& a, const std::string& b) {
  const std::vector<std::string> x = pack.names.citations(fold(a));
  const std::vector<std::string> y = pack.names.citations(fold(b));
  if (std::find_first_of(x.begin(), x.end(), y.begin(), y.end()) != x.end()) return true;
  const std::string& shorter = a.size() < b.size() ? a : b;
  const std::string& longer = a.size() < b.size() ? b : a;
  return longer == shorter + "s" || longer == shorter + "a" || longer == shorter + "es";
}

void check_version(const CheckInput& input, bool source, SoundCache& sounds, std::vector<Issue>& issues) {
  const LanguagePack& own = source ? *input.resources.source : *input.resources.target;
  const LanguagePack& other = source ? *input.resources.target : *input.resources.source;
  const auto mine = spellings_of(source ? input.source : input.target);
  const auto theirs = spellings_of(source ? input.target : input.source);
  // For every spelling the word of the other version that it sounds most like.
  std::map<std::string, std::string> counterpart;
  for (const auto& [surface, spelling] : mine) {
    double best = NameMatcher::kSame;
    for (const auto& [word, unused] : theirs) {
      const double score = input.resources.names.compare_words(sounds.get(input.resources.names, {own.tag, surface}),
                                                               sounds.get(input.resources.names, {other.tag, word}));
      if (score > best) {
        best = score;
        counterpart[surface] = word;
      }
    }
  }
  for (auto a = mine.begin(); a != mine.end(); ++a) {
    for (auto b = std::next(a); b != mine.end(); ++b) {
      const auto x = counterpart.find(a->first);
      const auto y = counterpart.find(b->first);
      if (x == counterpart.end() || y == counterpart.end()) continue;
      if (x->second != y->second && !forms_of_one_word(other, x->second, y->second)) continue;
      if (fold(a->first) == fold(b->first) || forms_of_one_word(own, a->first, b->first)) continue;
      const bool first_is_rarer = a->second.count < b->second.count ||
                                  (a->second.count == b->second.count && a->second.span.begin > b->second.span.begin);
      const Spelling& rare = first_is_rarer ? a->second : b->second;
      const Spelling& usual = first_is_rarer ? b->second : a->second;
      Issue issue;
      issue.check = "inconsistent-name";
      issue.severity = Severity::kWarning;
      issue.message = {"inconsistent-name.spelled", {{"text", rare.surface}, {"other", usual.surface}}};
      (source ? issue.source : issue.target) = Passage{rare.span, rare.surface};
      issue.confidence = 0.6;
      issues.push_back(std::move(issue));
    }
  }
}

}  // namespace

void check_name_consistency(const CheckInput& input, std::vector<Issue>& issues) {
  if (input.aligned_segments) return;  // one segment has no second mention to speak of
  SoundCache own;
  SoundCache& sounds = input.sounds != nullptr ? *input.sounds : own;
  check_version(input, true, sounds, issues);
  check_version(input, false, sounds, issues);
}

}  // namespace concord
