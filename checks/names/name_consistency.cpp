// The check "inconsistent-name": one name spelled in two ways within one version
// (docs/checks/inconsistent-name.md).
//
// Two spellings of a version are one name when both sound like the same word of the other version,
// which has no second word for either, when case endings do not explain the difference, and when
// the rest of their names, where both have one, agrees.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "checks/core/checks.h"
#include "checks/core/make_issue.h"
#include "lang/base/script.h"
#include "lang/names/name_cases.h"
#include "text/unicode.h"

namespace concord {
namespace {

constexpr std::size_t kLeastLetters = 4;  // shorter names are too often two people's
constexpr double kConfidence = 0.6;       // chosen, not fitted
constexpr double kOneWordAtMost =
    0.15;  // by how much a word sounds more like one of two case forms than the other
// Spellings of one word that are compared with each other: more are not names, but hostile.
constexpr std::size_t kMostSpellings = 40;
// Distinct spellings of a version, about 2 KB each: a book has some thousands.
constexpr std::size_t kMostNames = 30'000;
// Words of a name that accompany each of its words: a longer one is a row of capitals.
constexpr std::size_t kMostCompanions = 12;

/// A spelling of one version with where it stands first.
struct Spelling {
  std::string surface;
  Span span;
  std::size_t count = 0;
  std::set<std::string> companions;  ///< the other words of its names
};

using SpellingPairs = std::vector<std::pair<const Spelling*, const Spelling*>>;

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
        if (count_code_points(surface) < kLeastLetters ||
            (spellings.size() >= kMostNames && !spellings.contains(surface)))
          continue;
        Spelling& spelling =
            spellings.emplace(surface, Spelling{surface, sentence.tokens[i].span, 0, {}})
                .first->second;
        ++spelling.count;
        const std::size_t words = std::min(name->words.size(), kMostCompanions);
        for (const std::string& companion : std::span(name->words).first(words)) {
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
      if (token.word->capitalised && token.word->length >= kLeastLetters &&
          words.size() < kMostNames)
        words.insert(token.word->surface);
    }
  }
  return words;
}

// Endings of plurals and feminine family names in Latin script.
constexpr std::array<std::string_view, 3> kEndings = {"s", "a", "es"};

/// Whether grammar explains why two words differ: a case ending, a plural, a feminine family name.
bool forms_of_one_word(const LanguagePack& pack, const std::string& a, const std::string& b) {
  const std::vector<std::string> x = pack.names.citations(fold(a));
  const std::vector<std::string> y = pack.names.citations(fold(b));
  if (std::find_first_of(x.begin(), x.end(), y.begin(), y.end()) != x.end()) return true;
  const std::string& shorter = a.size() < b.size() ? a : b;
  const std::string& longer = a.size() < b.size() ? b : a;
  return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) {
    return longer.size() == shorter.size() + ending.size() && longer.starts_with(shorter) &&
           longer.ends_with(ending);
  });
}

/// A word without a designation after its last hyphen: "Pantsir" of "Pantsir-C1".
std::string_view without_designation(std::string_view word) {
  const std::size_t hyphen = word.rfind('-');
  if (hyphen == std::string_view::npos) return word;
  const std::string_view rest = word.substr(hyphen);
  const bool figure = rest.find_first_of("0123456789") != std::string_view::npos;
  return figure ? word.substr(0, hyphen) : word;
}

/// Whether two spellings are of different scripts: a name in brackets as it is written at home, or
/// one in a quotation in another language.
bool other_script(std::string_view a, std::string_view b) {
  std::size_t at = 0;
  std::size_t bt = 0;
  return script_of_letter(next_code_point(a, at)) != script_of_letter(next_code_point(b, bt));
}

/// What two words have in common when forms_of_one_word() holds of them.
std::set<std::string> forms_of(const LanguagePack& pack, const std::string& word) {
  std::set<std::string> forms;
  for (std::string& citation : pack.names.citations(fold(word))) forms.insert(std::move(citation));
  for (const std::string_view ending : kEndings) {
    if (word.ends_with(ending)) forms.insert(word.substr(0, word.size() - ending.size()));
  }
  forms.insert(word);
  return forms;
}

/// A word of the other version that a spelling sounds like.
struct Alike {
  std::string_view word;
  float score = 0;
};

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
    find_alike();
    find_counterparts();
    SpellingPairs pairs = candidates();
    std::erase_if(pairs, [&](const auto& pair) { return !one_name(*pair.first, *pair.second); });
    report(gather(pairs), issues);
  }

 private:
  double score(const LanguagePack& pack, const std::string& mine, const std::string& there,
               double least = NameMatcher::kFaint) {
    return sounds_.score(input_.resources.names, {own_.tag, mine}, {pack.tag, there}, least);
  }

  /// Finds for every spelling the capitalised words of the other version that sound like it.
  void find_alike() {
    std::vector<std::string_view> mine;
    for (const auto& [surface, spelling] : mine_) mine.push_back(surface);
    std::set<std::string_view> words(their_words_.begin(), their_words_.end());
    for (const auto& [surface, spelling] : theirs_) words.insert(surface);
    const std::vector<std::string_view> there(words.begin(), words.end());
    for (const NameWordMatch& match :
         input_.resources.names.match_names(own_.tag, mine, other_.tag, there))
      alike_[mine[match.a]].push_back({there[match.b], match.score});
  }

  /// For every spelling the word of a name of the other version that it sounds most like.
  void find_counterparts() {
    for (const auto& [surface, alike] : alike_) {
      float best = NameMatcher::kSame;
      for (const Alike& word : alike) {
        if (word.score <= best || !theirs_.contains(std::string(word.word))) continue;
        best = word.score;
        counterparts_[std::string(surface)] = word.word;
      }
    }
  }

  /// The pairs of spellings whose counterparts are one word or forms of one, in order.
  SpellingPairs candidates() const {
    std::map<std::string, std::vector<const Spelling*>> by_form;
    for (const auto& [surface, word] : counterparts_) {
      for (const std::string& form : forms_of(other_, word)) {
        std::vector<const Spelling*>& spellings = by_form[form];
        if (spellings.size() < kMostSpellings) spellings.push_back(&mine_.at(surface));
      }
    }
    std::set<std::pair<std::string_view, std::string_view>> pairs;
    for (const auto& [form, spellings] : by_form) {
      for (std::size_t i = 0; i < spellings.size(); ++i) {
        for (std::size_t j = i + 1; j < spellings.size(); ++j)
          pairs.insert(std::minmax<std::string_view>(spellings[i]->surface, spellings[j]->surface));
      }
    }
    SpellingPairs found;
    for (const auto& [x, y] : pairs)
      found.emplace_back(&mine_.at(std::string(x)), &mine_.at(std::string(y)));
    return found;
  }

  bool one_name(const Spelling& a, const Spelling& b) {
    const auto x = counterparts_.find(a.surface);
    const auto y = counterparts_.find(b.surface);
    if (x == counterparts_.end() || y == counterparts_.end()) return false;
    if (other_script(a.surface, b.surface)) return false;
    const std::string p(without_designation(a.surface));
    const std::string q(without_designation(b.surface));
    if (fold(p) == fold(q) || forms_of_one_word(own_, p, q)) return false;
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
  bool two_words_there(const Spelling& a, const Spelling& b) const {
    const auto words = [&](const Spelling& spelling) {
      std::vector<std::string> found;
      for (const Alike& word : alike_.at(spelling.surface)) {
        std::string text(word.word);
        if (their_words_.contains(text)) found.push_back(std::move(text));
      }
      return found;
    };
    const std::vector<std::string> of_a = words(a);
    const std::vector<std::string> of_b = words(b);
    return std::any_of(of_a.begin(), of_a.end(), [&](const std::string& x) {
      return std::any_of(of_b.begin(), of_b.end(), [&](const std::string& y) {
        return x != y && !forms_of_one_word(other_, x, y);
      });
    });
  }

  bool apart(const std::string& mine, const std::string& one, const std::string& two) {
    return std::abs(score(other_, mine, one) - score(other_, mine, two)) > kOneWordAtMost;
  }

  /// Whether both have further words in their names, and none in common: two people.
  bool other_companions(const Spelling& a, const Spelling& b) {
    if (a.companions.empty() || b.companions.empty()) return false;
    for (const std::string& x : a.companions) {
      for (const std::string& y : b.companions) {
        if (x == y || score(own_, x, y, NameMatcher::kSame) > 0 || forms_of_one_word(own_, x, y))
          return false;
      }
    }
    return true;
  }

  /// The case forms of one spelling, as one.
  struct Forms {
    std::vector<const Spelling*> spellings;
    std::size_t count = 0;
    const Spelling* first = nullptr;  ///< that which stands first
    const Spelling* usual = nullptr;  ///< that which is printed most often
    std::size_t name = 0;             ///< those of one name have one number
  };

  /// The spellings of pairs that are one name, case forms of one spelling together.
  std::vector<Forms> gather(const SpellingPairs& pairs) const {
    std::vector<Forms> found;
    const auto place = [&](const Spelling& spelling) {
      const auto same = std::find_if(found.begin(), found.end(), [&](const Forms& forms) {
        return std::any_of(forms.spellings.begin(), forms.spellings.end(), [&](const Spelling* s) {
          return s == &spelling || forms_of_one_word(own_, s->surface, spelling.surface);
        });
      });
      const auto at = static_cast<std::size_t>(same - found.begin());
      if (same == found.end()) found.emplace_back().name = at;
      add(found[at], spelling);
      return at;
    };
    for (const auto& [a, b] : pairs) {
      const std::size_t x = found[place(*a)].name;
      const std::size_t y = found[place(*b)].name;
      for (Forms& forms : found) {
        if (forms.name == y) forms.name = x;
      }
    }
    return found;
  }

  static void add(Forms& forms, const Spelling& spelling) {
    if (std::find(forms.spellings.begin(), forms.spellings.end(), &spelling) !=
        forms.spellings.end())
      return;
    forms.spellings.push_back(&spelling);
    forms.count += spelling.count;
    if (forms.first == nullptr || spelling.span.begin < forms.first->span.begin)
      forms.first = &spelling;
    if (forms.usual == nullptr || spelling.count > forms.usual->count) forms.usual = &spelling;
  }

  /// Reports each spelling of a name but the commonest, of which the first is told.
  void report(const std::vector<Forms>& found, std::vector<Issue>& issues) const {
    for (const Forms& rare : found) {
      const auto usual =
          std::min_element(found.begin(), found.end(), [&](const Forms& a, const Forms& b) {
            if ((a.name == rare.name) != (b.name == rare.name)) return a.name == rare.name;
            return a.count != b.count ? a.count > b.count
                                      : a.first->span.begin < b.first->span.begin;
          });
      if (&*usual == &rare) continue;
      issues.push_back(
          make_issue({"inconsistent-name",
                      Severity::kWarning,
                      {"inconsistent-name.spelled",
                       {{"text", rare.first->surface}, {"other", usual->usual->surface}}},
                      std::nullopt,
                      kConfidence},
                     side_, {rare.first->span, rare.first->surface}));
    }
  }

  const CheckInput& input_;
  Side side_;
  SoundCache& sounds_;
  const LanguagePack& own_;
  const LanguagePack& other_;
  std::map<std::string, Spelling> mine_;
  std::map<std::string, Spelling> theirs_;
  std::set<std::string> their_words_;
  std::map<std::string_view, std::vector<Alike>> alike_;  // by surface, of mine_
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
