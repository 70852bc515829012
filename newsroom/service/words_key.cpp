// Stems words for comparison.
#include "newsroom/service/words_key.h"

#include "newsroom/service/plain_words.h"

namespace concord {

std::string words_key(const Stemmer& stemmer, std::string_view text) {
  std::string key;
  for (std::string word : plain_words(text)) {
    // Stemmers take an ending off a lemma that its other forms keep ("Petrov", "Petrovym"): they
    // are asked again, three times at most.
    for (int turn = 0; turn < 3; ++turn) word = stemmer.stem(word);
    key += (key.empty() ? "" : " ") + word;
  }
  return key;
}

}  // namespace concord
