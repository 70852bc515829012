// Words by which two passages are known to say the same in any inflected form.
#pragma once

#include <string>
#include <string_view>

#include "lang/words/stemmer.h"

namespace concord {

/// The stems of the words of a text, so that inflected forms of the same words are equal.
std::string words_key(const Stemmer& stemmer, std::string_view text);

}  // namespace concord
