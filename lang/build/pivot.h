// Joins two lexicons that lead to English into one of their two languages.
//
//   LexiconBuilder builder(packs.get("ru"), packs.get("vi"));
//   add_by_english(builder, {ru_en, ru_themes}, {vi_en, vi_themes});
#pragma once

#include <cstddef>
#include <string_view>

#include "lang/lexicon/lexicon.h"
#include "lang/pack/lexicon_builder.h"

namespace concord {

/// One language on the way over English: its lexicon, from the language to English, and the same of
/// its pack alone, whose sources are the themes of the pack (the names of its files).
struct EnglishLeg {
  const Lexicon& lexicon;
  const Lexicon& themes;
};

/// The sources of what add_by_english() adds: pairs of which both halves stand in the packs, and
/// the others.
constexpr std::string_view kPackPivot = kJoinedOrigin;
constexpr std::string_view kDictionaryPivot = "dictionaries";

/// Adds the pairs of words that share an English rendering; returns how many. `builder` must be
/// from the language of `from` to that of `to`. The weight of a pair grows with the geometric
/// mean of its weights in both directions, each the product of the weights of both halves, summed
/// over all English words that join them. Two halves that stand in files of one theme in the packs
/// count more, a verb and a noun that only English writes alike count less. Each word keeps its
/// best renderings only: a word of many senses joins everything with everything.
std::size_t add_by_english(LexiconBuilder& builder, const EnglishLeg& from, const EnglishLeg& to);

}  // namespace concord
