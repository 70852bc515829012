// The index of sounds finds what comparing all with all finds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "lang/base/data_dirs.h"
#include "lang/names/name_match.h"

namespace concord {
namespace {

using Words = std::vector<std::string>;

std::vector<std::string_view> views(const Words& words) { return {words.begin(), words.end()}; }

/// Words of random syllables, some of them with an ending; the same for the same seed.
Words made_of(const Words& syllables, const Words& endings, unsigned seed) {
  std::mt19937 random(seed);
  const auto any = [&](const Words& of) { return of[random() % of.size()]; };
  Words words;
  for (int i = 0; i < 250; ++i) {
    std::string word = any(syllables);
    for (auto k = random() % 3; k > 0; --k) word += any(syllables);
    words.push_back(word + any(endings));
  }
  return words;
}

constexpr double kFaintly = 0.2;

struct Language {
  const char* tag;
  Words words;
};

std::vector<Language> languages() {
  const Words latin = {"Ka", "ri", "mov", "Jo",  "sé",  "Sch", "ul", "tz",  "Mi", "kha", "il",
                       "ch", "ou", "gné", "Nga", "thi", "x",   "Hà", "Nội", "an", "e",   "bb"};
  const Words cyrillic = {"Ка", "ри", "мов", "Хо",  "се",  "Шу", "ль", "ц",   "Ми", "ха", "ил",
                          "ч",  "у",  "нье", "Нга", "тхи", "кс", "Ха", "ной", "ан", "е",  "б"};
  const Words ukrainian = {"Ка", "рі", "мов", "Хо",  "се",  "Шу", "ль", "ц",   "Ми", "ха", "їл",
                           "ч",  "у",  "ньє", "Нга", "тхі", "кс", "Ґа", "ной", "ан", "е",  "б"};
  Words vietnamese = {"Nguyễn", "Phúc", "Hà", "Nội", "Trần", "Đức", "Lương", "Cường"};
  Words russian = {"Нгуен", "Фук",   "Ханой",  "Чан", "Дык",
                   "Лыонг", "Кыонг", "Нгуена", "М",   "Михаил"};
  std::vector<Language> all = {{"ru", made_of(cyrillic, {"", "а", "ом", "у"}, 1)},
                               {"uk", made_of(ukrainian, {"", "а", "ом", "у"}, 2)},
                               {"en", made_of(latin, {"", "s", "h"}, 3)},
                               {"vi", made_of(latin, {"", "ng"}, 4)}};
  all[0].words.insert(all[0].words.end(), russian.begin(), russian.end());
  all[2].words.insert(all[2].words.end(), {"M", "Mikhail", "Michael", "", "-", "IAEA"});
  all[3].words.insert(all[3].words.end(), vietnamese.begin(), vietnamese.end());
  return all;
}

/// Every `step`-th word of each language.
std::vector<Language> some_of_languages(std::size_t step) {
  std::vector<Language> all = languages();
  for (Language& language : all) {
    Words some;
    for (std::size_t i = 0; i < language.words.size(); i += step) some.push_back(language.words[i]);
    language.words = some;
  }
  return all;
}

/// Expects of all pairs of languages what comparing each word with each finds, which is more than
/// `least` pairs.
void expect_all_found(const std::vector<Language>& all, std::size_t least) {
  const NameMatcher matcher = NameMatcher::load(find_data_dirs());
  for (const Language& one : all) {
    for (const Language& two : all) {
      std::vector<SoundForm> x;
      std::vector<SoundForm> y;
      for (const std::string& word : one.words) x.push_back(matcher.prepare({one.tag, word}));
      for (const std::string& word : two.words) y.push_back(matcher.prepare({two.tag, word}));
      std::vector<std::pair<std::uint32_t, std::uint32_t>> by_sound;
      std::vector<std::pair<std::uint32_t, std::uint32_t>> faintly;
      std::vector<std::pair<std::uint32_t, std::uint32_t>> as_names;
      for (std::uint32_t i = 0; i < x.size(); ++i) {
        for (std::uint32_t j = 0; j < y.size(); ++j) {
          const double sound = matcher.compare_words(x[i], y[j]);
          if (sound >= NameMatcher::kSame) by_sound.emplace_back(i, j);
          if (sound >= kFaintly) faintly.emplace_back(i, j);
          if (matcher.compare_names(x[i], y[j]) >= NameMatcher::kSame) as_names.emplace_back(i, j);
        }
      }
      const auto pairs_of = [](const std::vector<NameWordMatch>& matches) {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
        for (const NameWordMatch& match : matches) pairs.emplace_back(match.a, match.b);
        return pairs;
      };
      const auto a = views(one.words);
      const auto b = views(two.words);
      EXPECT_EQ(pairs_of(matcher.match_words(one.tag, a, two.tag, b)), by_sound)
          << one.tag << two.tag;
      EXPECT_EQ(pairs_of(matcher.match_words(one.tag, a, two.tag, b, kFaintly)), faintly)
          << one.tag << two.tag;
      EXPECT_EQ(pairs_of(matcher.match_names(one.tag, a, two.tag, b)), as_names)
          << one.tag << two.tag;
      EXPECT_GT(by_sound.size(), least);
    }
  }
}

TEST(SoundIndexTest, FindsWhatComparingAllFinds) { expect_all_found(languages(), 50); }

TEST(SoundIndexTest, FindsWhatComparingAllFindsInShortLists) {
  expect_all_found(some_of_languages(2), 10);
  expect_all_found(some_of_languages(5), 1);
}

TEST(SoundCacheTest, ScoresOutlinesAsWordsThatAreReady) {
  const NameMatcher matcher = NameMatcher::load(find_data_dirs());
  std::size_t unlike = 0;
  const std::vector<Language> all = some_of_languages(5);
  for (const Language& one : all) {
    for (const Language& two : all) {
      SoundCache cache;
      for (const std::string& a : one.words) {
        const NameInLanguage x{one.tag, a};
        for (const std::string& b : two.words) {
          const NameInLanguage y{two.tag, b};
          const double score =
              matcher.compare_names(matcher.prepare(x), matcher.prepare(y), NameMatcher::kFaint);
          for (const double least : {NameMatcher::kSame, NameMatcher::kFaint, 0.8}) {
            EXPECT_EQ(cache.score(matcher, x, y, least), score < least ? 0 : score)
                << a << " " << b << " " << least;
          }
          unlike += NameMatcher::unlike(matcher.outline(x), matcher.outline(y)) ? 1 : 0;
        }
      }
    }
  }
  EXPECT_GT(unlike, 1000);
}

TEST(SoundIndexTest, KeepsTheBestOfVeryManyAlike) {
  const NameMatcher matcher = NameMatcher::load(find_data_dirs());
  Words many;
  for (int i = 0; i < 1000; ++i) many.push_back("Lim" + std::string(1, "aeiou"[i % 5]) + "'s");
  const std::vector<NameWordMatch> matches =
      matcher.match_words("en", views({"Lima"}), "en", views(many));
  EXPECT_EQ(matches.size(), NameMatcher::kMostAlike);
  for (const NameWordMatch& match : matches) EXPECT_EQ(match.score, 1);
}

}  // namespace
}  // namespace concord
