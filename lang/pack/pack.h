// A language pack: all that is known about one language, loaded from lang/data/<tag>/.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/data_dirs.h"
#include "lang/base/flat_map.h"
#include "lang/base/lazy.h"
#include "lang/base/script.h"
#include "lang/dates/dates.h"
#include "lang/names/names.h"
#include "lang/numbers/numbers.h"
#include "lang/segment/boilerplate.h"
#include "lang/segment/segmenter.h"
#include "lang/words/apostrophe.h"
#include "lang/words/cues.h"
#include "lang/words/doubling.h"
#include "lang/words/elisions.h"
#include "lang/words/negation.h"
#include "lang/words/part_rules.h"
#include "lang/words/quotation.h"
#include "lang/words/sound.h"
#include "lang/words/stemmer.h"

namespace concord {

/// The parts of a pack. A part for which lang/data/<tag>/ has no table is language-neutral.
struct LanguagePack {
  std::string tag = {};  ///< BCP 47 language subtag
  bool known = false;    ///< whether there is a folder for the language
  Stemmer stemmer;
  Lazy<Segmenter> segmenter;           ///< only articles need it
  Lazy<BoilerplateRules> boilerplate;  ///< likewise
  NumberRules numbers = {};
  DateRules dates = {};
  NameRules names = {};
  SoundTable sounds = {};         ///< the same for all languages
  StringSet function_words = {};  ///< folded
  DoublingRules doubling = {};
  /// Folded words that open a phrase (1: prepositions) or a clause (2: conjunctions, relatives),
  /// from clause-openers.tsv.
  StringMap<std::uint8_t> clause_openers = {};
  /// Stems of what newsrooms cut as a matter of course (attribution, titles, background), from
  /// routine-words.tsv.
  StringSet routine_stems = {};
  NegationRules negation = {};
  QuotationRules quotation = {};
  Elisions elisions = {};
  TypewriterApostrophe apostrophe = {};
  Script script = {};    ///< in which the language is written
  PartRules parts = {};  ///< part-words.tsv, part-endings.tsv: the part of a name in its sentence
  CueRules claims{&Word::claim};          ///< claims.tsv: who says so, and how sure it is
  CueRules genders{&Word::gender};        ///< gender.tsv: he and she
  CueRules directions{&Word::direction};  ///< directions.tsv: before and after, all and some
  /// Stems of words that speak of the page and not of the world (article, photo, comment), from
  /// page-words.tsv.
  StringSet page_stems = {};
};

/// Loads the pack of `tag` (a region or script subtag is ignored: "en-GB" is "en"). A language
/// without a folder gives a neutral pack with known == false. Throws InputError for a broken table;
/// those of segmenter and boilerplate are read when they are first used.
LanguagePack load_pack(const DataDirs& dirs, std::string_view tag);

/// The image of the tables of a pack from which load_pack takes them where it finds it, but for
/// those that have images of their own (lang/base/table_image.h).
std::string compile_pack(const DataDirs& dirs, const std::string& tag);

/// The tags of all packs, sorted.
std::vector<std::string> installed_packs(const std::string& data_dir);

}  // namespace concord
