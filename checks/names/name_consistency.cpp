// The check "inconsistent-name": one name spelled in two ways within one version
// (docs/checks/inconsistent-name.md).
//
// Two spellings of a version are one name when both sound like the same word of the other version,
// which has no second word for either, when case endings do not explain the difference, and when
// the rest of their names, where both have one, agrees.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "checks/core/checks.h"
#include "checks/core/make_issue.h"
#include "lang/names/name_cases.h"
#include "text/unicode.h"

namespace concord {
namespace {

constexpr std::size_t kLeastLetters = 4;  // shorter names are too often two people's
constexpr double kConfidence = 0.6;       // chosen, not fitted
constexpr double kOneWordAtMost =
    0.15;  // by how much a word sounds more like one of two case forms than the other

/// A spelling of one version with where it stands first.
struct Spelling {
  std::string surface;
  Span span;
  std::size_t count = 0;
  std::set<std::string> companions;  ///< the other words of its names
};

/// The spellings of unknown names of one version, by surface form.
std::map<std::string, Spelling> spellings_of(const AnalysedArticle& article) {
  std::map<std::string, Spelling> spellings;
  for (const AnalysedSentence& sentence : article.sentences) {
    std::size_t at = 0;
    for (const Mention& mention : sentence.mentions) {
      const NameValue* name = mention.name();
      if (name == nullptr || !name->entities.empty() || name->role == NameRole::kAcronym) continue;
      while (at < sentence.tokens.size() && sentence.tokens[at].span.end <= mention.span.begin)
        ++at;
      for (std::size_t i = at;
           i < sentence.tokens.size() && sentence.tokens[i].span.begin < mention.span.end; ++i) {
        const Word& word = *sentence.tokens[i].word;
        if (!word.capitalised || word.all_caps || word.lexicon_id != 0 || word.function ||
            word.name.title)
          continue;
        std::string surface = word.surface;
        if (surface.ends_with("'s") || surface.ends_with("\u2019s"))
          surface.resize(surface.rfind('s') - (surface.ends_with("'s") ? 1 : 3));
        if (count_code_points(surface) < kLeastLetters) continue;
        Spelling& spelling =
            spellings.emplace(surface, Spelling{surface, sentence.tokens[i].span, 0, {}})
                .first->second;
        ++spelling.count;
        for (const std::string& companion : name->words) {
          if (companion != word.surface) spelling.companions.insert(companion);
        }
      }
    }
  }
  return spellings;
}

/// The capitalised words of an article, also those that only begin a sentence.
std::set<std::string> capitalised_words(const AnalysedArticle& article) {
  std::set<std::string> words;
  for (const AnalysedSentence& sentence : article.sentences) {
    for (const Token& token : sentence.tokens) {
      if (token.word->capitalised && token.word->length >= kLeastLetters)
        words.insert(token.word->surface);
    }
  }
  return words;
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

/// Compares the spellings of one version.
class Version {
 public:
  Version(const CheckInput& input, Side side, SoundCache& sounds)
      : input_(input),
        side_(side),
        sounds_(sounds),
        own_(input.side(side).pack),
        other_(input.side(other(side)).pack),
        mine_(spellings_of(input.side(side).article)),
        theirs_(spellings_of(input.side(other(side)).article)),
        their_words_(capitalised_words(input.side(other(side)).article)) {}

  void run(std::vector<Issue>& issues) {
    find_counterparts();
    for (auto a = mine_.begin(); a != mine_.end(); ++a) {
      for (auto b = std::next(a); b != mine_.end(); ++b) {
        if (one_name(a->second, b->second)) report(a->second, b->second, issues);
      }
    }
  }

 private:
  double score(const LanguagePack& pack, const std::string& mine, const std::string& there) {
    return sounds_.score(input_.resources.names, {own_.tag, mine}, {pack.tag, there});
  }

  /// For every spelling the word of the other version that it sounds most like.
  void find_counterparts() {
    for (const auto& [surface, spelling] : mine_) {
      double best = NameMatcher::kSame;
      for (const auto& [word, unused] : theirs_) {
        const double like = score(other_, surface, word);
        if (like > best) {
          best = like;
          counterparts_[surface] = word;
        }
      }
    }
  }

  bool one_name(const Spelling& a, const Spelling& b) {
    const auto x = counterparts_.find(a.surface);
    const auto y = counterparts_.find(b.surface);
    if (x == counterparts_.end() || y == counterparts_.end()) return false;
    if (fold(a.surface) == fold(b.surface) || forms_of_one_word(own_, a.surface, b.surface))
      return false;
    if (x->second != y->second) {  // two case forms of one word are no further from either spelling
                                   // than each other
      if (!forms_of_one_word(other_, x->second, y->second)) return false;
      if (apart(a.surface, x->second, y->second) || apart(b.surface, x->second, y->second))
        return false;
    }
    return !two_words_there(a, b) && !other_companions(a, b);
  }

  /// Whether the other version has a word for either that is not a form of the other one: Karimov
  /// and Kerimov.
  bool two_words_there(const Spelling& a, const Spelling& b) {
    for (const std::string& x : their_words_) {
      if (score(other_, a.surface, x) < NameMatcher::kSame) continue;
      for (const std::string& y : their_words_) {
        if (x != y && score(other_, b.surface, y) >= NameMatcher::kSame &&
            !forms_of_one_word(other_, x, y))
          return true;
      }
    }
    return false;
  }

  bool apart(const std::string& mine, const std::string& one, const std::string& two) {
    return std::abs(score(other_, mine, one) - score(other_, mine, two)) > kOneWordAtMost;
  }

  /// Whether both have further words in their names, and none in common: two people.
  bool other_companions(const Spelling& a, const Spelling& b) {
    if (a.companions.empty() || b.companions.empty()) return false;
    for (const std::string& x : a.companions) {
      for (const std::string& y : b.companions) {
        if (x == y || score(own_, x, y) >= NameMatcher::kSame || forms_of_one_word(own_, x, y))
          return false;
      }
    }
    return true;
  }

  void report(const Spelling& a, const Spelling& b, std::vector<Issue>& issues) const {
    const bool first_is_rarer =
        a.count < b.count || (a.count == b.count && a.span.begin > b.span.begin);
    const Spelling& rare = first_is_rarer ? a : b;
    const Spelling& usual = first_is_rarer ? b : a;
    issues.push_back(make_issue(
        {"inconsistent-name",
         Severity::kWarning,
         {"inconsistent-name.spelled", {{"text", rare.surface}, {"other", usual.surface}}},
         std::nullopt,
         kConfidence},
        side_, {rare.span, rare.surface}));
  }

  const CheckInput& input_;
  Side side_;
  SoundCache& sounds_;
  const LanguagePack& own_;
  const LanguagePack& other_;
  std::map<std::string, Spelling> mine_;
  std::map<std::string, Spelling> theirs_;
  std::set<std::string> their_words_;
  std::map<std::string, std::string> counterparts_;
};

}  // namespace

void check_name_consistency(const CheckInput& input, std::vector<Issue>& issues) {
  if (input.aligned_segments) return;  // one segment has no second mention to speak of
  SoundCache own;
  SoundCache& sounds = input.sounds != nullptr ? *input.sounds : own;
  for (const Side side : kSides) Version(input, side, sounds).run(issues);
}

}  // namespace concord
