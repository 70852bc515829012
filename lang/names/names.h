// Finds names in a sentence: known ones in every case form, and runs of capitalised words.
//
//   NameRules en = NameRules::load(dirs, "en");
//   en.find(text, tokens, mentions);   // "President Luong Cuong visited Japan": Luong Cuong; Japan
//   = country:JP
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lang/base/mention.h"
#include "lang/names/name_style.h"
#include "lang/words/name_word.h"
#include "lang/words/word.h"

namespace concord {

struct DataDirs;
class KnownNames;

/// The known names (entities.tsv, CLDR territories), titles, particles and case endings of one
/// language, from its pack. Immutable; may be used by many threads at once.
class NameRules {
 public:
  /// Reads the tables but those of open(). Throws InputError for a broken one.
  static NameRules load(const std::string& data_dir, const std::string& tag);
  /// Knows no name.
  NameRules();
  ~NameRules();
  NameRules(NameRules&&) noexcept;
  NameRules& operator=(NameRules&&) noexcept;

  /// What a word contributes to a name. Called once for every distinct word.
  NameWord word(std::string_view folded) const;

  /// The citation forms that a folded word may stand for, the word itself first; see NameCases.
  std::vector<std::string> citations(std::string_view folded) const;

  /// Whether a folded word, in any case form, is joined from clipped words (WordFormation): such a
  /// word says what it names, and another language writes that out.
  bool is_clipped(std::string_view folded) const;

  /// How the language writes names.
  const NameStyle& style() const;
  /// Its known names.
  const KnownNames& known() const;

  /// Appends the names of a sentence in order. Words inside dates that are among `mentions` already
  /// are left out. A single capitalised word at the beginning of a sentence is a name when the
  /// lexicon (Word::lexicon_id) has other words of the sentence but not this one. No tokens:
  /// nothing.
  void find(std::string_view text, const std::vector<Token>& tokens,
            std::vector<Mention>& mentions) const;

  /// Hands its parts to an ImageWriter or ImageReader, but for the known names and the list of
  /// words, which have files of their own.
  template <class Image>
  void exchange(Image& image);
  /// Takes those where they are; a language without a pack has CLDR's territories. Throws
  /// InputError for a broken table.
  void open(const DataDirs& dirs, const std::string& tag);

 private:
  struct Tables;
  explicit NameRules(std::unique_ptr<Tables> tables);
  std::unique_ptr<Tables> tables_;
};

/// Whether a token is a quotation mark that closes what was said before a comma, so that the
/// sentence goes on behind it: `"It is late," Petersen said`.
bool closes_speech(const std::vector<Token>& tokens, std::size_t at);

/// Whether a token stands after the opening mark of a short quotation inside a sentence, as the
/// name of a club, a firm or a newspaper does: a word comes before the mark, and a closing mark
/// soon after the token. Its capital letter then proves that it is a name.
bool is_quoted_name(const std::vector<Token>& tokens, std::size_t at);

}  // namespace concord
