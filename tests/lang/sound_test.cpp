// Rough sounds of words.
#include "lang/words/sound.h"

#include <gtest/gtest.h>

#include <random>

namespace concord {
namespace {

/// A key of up to seven of the first few classes, so that many are alike.
SoundKey any_key(std::mt19937& random) {
  SoundKey key = 0;
  for (auto length = random() % 8; length > 0; --length) key = key << 4 | (1 + random() % 6);
  return key;
}

TEST(SoundTest, StopsOnlyBelowWhatIsAskedFor) {
  std::mt19937 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const SoundKey a = any_key(random);
    const SoundKey b = any_key(random);
    const double alike = sound_similarity(a, b);
    for (const double least : {0.5, 0.7, 0.75, 1.0}) {
      const double found = sound_similarity(a, b, least);
      if (alike >= least) {
        EXPECT_EQ(found, alike) << std::hex << a << " " << b;
      } else {
        EXPECT_LT(found, least) << std::hex << a << " " << b;
      }
    }
  }
}

}  // namespace
}  // namespace concord
