// Finds names in a sentence.
#include "lang/names/names.h"

#include <algorithm>
#include <boost/container/static_vector.hpp>
#include <filesystem>
#include <limits>
#include <span>

#include "lang/base/data_dirs.h"
#include "lang/base/flat_map.h"
#include "lang/base/table.h"
#include "lang/base/table_image.h"
#include "lang/names/known_names.h"
#include "lang/names/look_alikes.h"
#include "text/hyphens.h"
#include "text/unicode.h"

namespace concord {
namespace {

// Words of a given name that is the name of a place as well: "Hoa Binh".
constexpr std::size_t kGivenName = 2;
constexpr std::size_t kLongestKnown = 8;  // words of a known name
constexpr std::size_t kLongestAffix = 7;  // letters of an affix of ordinary words
constexpr std::size_t kShortTitle = 3;    // letters of the short form of a title
constexpr std::size_t kGivenLetters = 3;  // of a given name that is a function word as well
constexpr std::size_t kUnspelled =
    8;  // of so many words in small letters the dictionary may lack one
constexpr std::size_t kInSentence =
    3;  // words with a lexicon entry from which a sentence shows that there is a lexicon

StringSet words_of_table(const std::string& path) {
  StringSet words;
  if (!std::filesystem::exists(path)) return words;
  const Table table(path, 1, 1);
  for (const TableRow& row : table.rows()) words.insert(row.cells[0]);
  return words;
}

bool is_mark_of(const Token& token, std::string_view marks) {
  return !token.is_word() && marks.find(token.word->surface) != std::string_view::npos;
}

constexpr std::string_view kOpeningQuotes[] = {"\u00AB", "\u201C", "\u201E", "\u201D", "\""};
constexpr std::size_t kQuotedWords = 4;  // of a name in quotation marks, at most

/// Characters after which a word may be capitalised because a sentence begins.
bool begins_sentence(const Token& before) {
  static constexpr std::string_view kMarks[] = {
      ".", "!", "?",      ":",      "\u2026", "\"", "\u00AB", "\u201C", "\u201E", "\u2018",
      "'", "-", "\u2013", "\u2014", "\u2022", "(",  "[",      "\u201D", "\u00BB", ";"};
  if (before.is_word()) return false;
  return std::find(std::begin(kMarks), std::end(kMarks), before.word->surface) != std::end(kMarks);
}

}  // namespace

bool closes_speech(const std::vector<Token>& tokens, std::size_t at) {
  static constexpr std::string_view kClosing[] = {"\"", "\u201D", "\u2019", "'"};
  if (at == 0 || space_before(tokens, at) || tokens[at - 1].word->surface != ",") return false;
  return std::find(std::begin(kClosing), std::end(kClosing), tokens[at].word->surface) !=
         std::end(kClosing);
}

bool is_quoted_name(const std::vector<Token>& tokens, std::size_t at) {
  if (at < 2 || !tokens[at - 2].is_word()) return false;
  const std::string& mark = tokens[at - 1].word->surface;
  if (std::find(std::begin(kOpeningQuotes), std::end(kOpeningQuotes), mark) ==
      std::end(kOpeningQuotes))
    return false;
  std::size_t end = at;
  while (end < tokens.size() && end < at + kQuotedWords && tokens[end].is_word()) ++end;
  static constexpr std::string_view kClosing[] = {"\u00BB", "\u201D", "\u201C", "\""};
  return end < tokens.size() && std::find(std::begin(kClosing), std::end(kClosing),
                                          tokens[end].word->surface) != std::end(kClosing);
}

struct NameRules::Tables {
  KnownNames known;
  StringSet titles;
  StringSet particles;
  StringSet pronouns;
  StringSet ordinary_affixes;  // "-ness", "un-"
  WordList listed;
  LookAlikes look_alikes = {};

  /// Whether an affix says that a folded word is an ordinary one.
  bool ordinary(std::string_view folded) const {
    if (ordinary_affixes.empty()) return false;
    std::size_t letters = 0;
    for (std::size_t at = 0; at < folded.size() && letters < kLongestAffix;) {
      next_code_point(folded, at);
      ++letters;
      const std::string_view rest = folded.substr(at);
      if (count_code_points(rest) < 2) break;
      if (ordinary_affixes.contains(std::string(folded.substr(0, at)) + "-")) return true;
    }
    letters = 0;
    for (std::size_t at = folded.size(); at > 0 && letters < kLongestAffix;) {
      previous_code_point(folded, at);
      ++letters;
      if (count_code_points(folded.substr(0, at)) < 2) break;
      if (ordinary_affixes.contains("-" + std::string(folded.substr(at)))) return true;
    }
    return false;
  }
};

NameRules::NameRules() : tables_(std::make_unique<Tables>()) {}
NameRules::NameRules(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}
NameRules::~NameRules() = default;
NameRules::NameRules(NameRules&&) noexcept = default;
NameRules& NameRules::operator=(NameRules&&) noexcept = default;

NameRules NameRules::load(const std::string& data_dir, const std::string& tag) {
  const std::string folder = data_dir + "/" + tag;
  return NameRules(
      std::unique_ptr<Tables>(new Tables{{},
                                         words_of_table(folder + "/titles.tsv"),
                                         words_of_table(folder + "/name-particles.tsv"),
                                         words_of_table(folder + "/pronouns.tsv"),
                                         words_of_table(folder + "/ordinary-affixes.tsv"),
                                         {}}));
}

void NameRules::open(const DataDirs& dirs, const std::string& tag) {
  tables_->known = KnownNames::load(dirs, tag);
  tables_->listed = WordList::open(dirs.lexicons + "/" + tag + ".words");
}

template <class Image>
void NameRules::exchange(Image& image) {
  image(tables_->titles, tables_->particles, tables_->pronouns, tables_->ordinary_affixes);
}
template void NameRules::exchange(ImageReader& image);
template void NameRules::exchange(ImageWriter& image);

NameWord NameRules::word(std::string_view printed) const {
  const std::string folded = tables_->look_alikes.put_right(printed);
  NameWord word;
  const std::vector<std::string> citations = tables_->known.citations(folded);
  word.tokens = tables_->known.tokens_of(citations);
  word.citation = !word.tokens.empty() && !tables_->known.tokens_of({folded}).empty();
  word.particle = tables_->particles.contains(folded);
  word.pronoun = tables_->pronouns.contains(folded);
  const auto& directions = style().directions;
  for (const std::string& form : citations) {
    word.title = word.title || tables_->titles.contains(form);
    if (word.direction != Direction::kNone) continue;
    if (const auto found = directions.find(form); found != directions.end())
      word.direction = found->second;
  }
  word.listed = tables_->listed.find(folded);
  if (word.tokens.empty() && folded.find('-') != std::string::npos) {
    bool some = false;
    for (std::size_t begin = 0; begin <= folded.size();) {
      const std::size_t end = std::min(folded.find('-', begin), folded.size());
      const std::string_view part = std::string_view(folded).substr(begin, end - begin);
      NameTokens tokens = tables_->known.part_tokens(part);
      if (end < folded.size()) {  // "Franco-", a form that only begins a compound
        const NameTokens heads = tables_->known.tokens_of({std::string(part) + '-'});
        tokens.insert(tokens.end(), heads.begin(), heads.end());
      }
      word.parts.push_back(
          {static_cast<std::uint16_t>(begin), static_cast<std::uint16_t>(end), std::move(tokens)});
      some = some || !word.parts.back().tokens.empty();
      begin = end + 1;
    }
    if (!some) word.parts.clear();
  }
  return word;
}

bool NameRules::is_clipped(std::string_view folded) const {
  const auto ordinary = [&](std::string_view part) { return word(part).listed.ordinary; };
  const std::vector<std::string> forms = citations(folded);
  return std::any_of(forms.begin(), forms.end(), [&](const std::string& form) {
    return known().formation().is_compound(form, ordinary);
  });
}

const NameStyle& NameRules::style() const { return tables_->known.style(); }

const KnownNames& NameRules::known() const { return tables_->known; }

std::vector<std::string> NameRules::citations(std::string_view folded) const {
  return tables_->known.citations(folded);
}

namespace {

/// The tokens of which a known name may consist, and what is known of each: places of a sentence,
/// many of which are looked at, so that they take no memory of their own.
using Places = boost::container::static_vector<std::size_t, kLongestKnown>;
using Heads = boost::container::static_vector<const NameTokens*, kLongestKnown>;

std::span<const std::size_t> first_of(const Places& places, std::size_t count) {
  return {places.data(), count};
}

/// Works through the tokens of one sentence.
template <typename Ordinary, typename Particle>
class Finder {
 public:
  /// `ordinary` says of a folded word whether its affixes are those of an ordinary word; `particle`
  /// whether it is a particle of names.
  Finder(const KnownNames& known, const Ordinary& ordinary, const Particle& particle,
         std::string_view text, const std::vector<Token>& tokens, const NameStyle& style,
         std::vector<Mention>& mentions)
      : style_(style),
        known_(known),
        ordinary_(ordinary),
        particle_(particle),
        text_(text),
        tokens_(tokens),
        mentions_(mentions) {
    for (const Mention& mention : mentions) {
      if (mention.type == MentionType::kDate || mention.type == MentionType::kMoney ||
          mention.type == MentionType::kUnit)
        figures_.push_back(mention.span);
    }
    std::size_t listed = 0;
    std::size_t lower = 0;
    std::size_t spelled = 0;
    for (const Token& token : tokens) {
      const bool small = token.is_word() && !token.word->capitalised && token.word->has_letter;
      listed += token.word->lexicon_id != 0;
      lower += small;
      spelled += small && token.word->name.listed.ordinary;
      cyrillic_words_ += token.word->cyrillic;
    }
    has_word_list_ = spelled > 0 && (lower - spelled) * kUnspelled <= lower;
    has_lexicon_ = listed >= kInSentence;
    no_lower_case_ = lower == 0;
  }

  void run() {
    for (std::size_t at = 0; at < tokens_.size();) {
      std::size_t next = shares_noun(at) ? at + 1 : std::max(known_name(at), at);
      if (next > at + 1) next = shared_noun(at, next);
      at = next > at ? next : capitalised_run(at);
    }
  }

 private:
  const Word& word(std::size_t at) const { return *tokens_[at].word; }

  bool in_figure(std::size_t at) const {
    return std::any_of(figures_.begin(), figures_.end(),
                       [&](Span figure) { return figure.overlaps(tokens_[at].span); });
  }

  bool initial(std::size_t at) const {
    return at == 0 || (begins_sentence(tokens_[at - 1]) && !is_quoted_name(tokens_, at) &&
                       !closes_speech(tokens_, at - 1) && !behind_abbreviation(at));
  }

  /// Whether a word stands behind the full stop of an abbreviation: "prof. Vereshchagin", "g.
  /// Kyiv".
  bool behind_abbreviation(std::size_t at) const {
    if (at < 2 || !is_mark_of(tokens_[at - 1], ".") || space_before(tokens_, at - 1) ||
        !tokens_[at - 2].is_word())
      return false;
    const Word& before = word(at - 2);
    // Letters. In Latin script the languages with short words would take the ends of sentences for
    // abbreviations.
    constexpr std::size_t kCyrillic = 5;
    constexpr std::size_t kLatin = 2;
    const std::size_t longest = before.cyrillic ? kCyrillic : kLatin;
    return before.has_letter && !before.has_digit &&
           (before.name.title || (before.length <= longest && !before.function));
  }

  /// The first of some words that has a letter and is not an article, as printed: it tells whether
  /// they are capitalised. The first word where there is none.
  std::string_view head_of(std::span<const std::size_t> places) const {
    for (const std::size_t place : places) {
      if (word(place).has_letter && word(place).folded != style_.article)
        return word(place).surface;
    }
    return word(places.front()).surface;
  }

  /// Whether a printed word, which is a case of the name, has the acronym's capitals and nothing
  /// but its ending in small letters: "MPs", "MIDom". An ending in capitals makes it another
  /// acronym: "SBU" is no case of "SB".
  static bool fits_acronym(const KnownName& name, std::string_view printed) {
    std::size_t capitals = 0;
    bool ending = false;
    for (std::size_t i = 0; i < printed.size();) {
      const char32_t c = next_code_point(printed, i);
      if (is_lower(c)) {
        ending = true;
      } else if (is_letter(c)) {
        if (ending) return false;
        ++capitals;
      }
    }
    return capitals == name.capitals;
  }

  bool fits(const KnownName& name, std::size_t at, std::string_view printed) const {
    std::size_t first = 0;
    const bool upper = is_upper(next_code_point(printed, first));
    if (name.capitals > 0) return fits_acronym(name, printed);
    if (name.ordinary_word) return upper && !initial(at);
    if (name.capitalised && !upper && printed.front() != '\'') return false;
    return true;
  }

  void add_known(Span span, const std::vector<const KnownName*>& names,
                 std::vector<std::string> words) {
    NameValue value;
    value.words = std::move(words);
    value.role = names.front()->role;
    for (const KnownName* name : names) {
      if (std::find(value.entities.begin(), value.entities.end(), name->id) == value.entities.end())
        value.entities.emplace_back(name->id);
    }
    mentions_.push_back({MentionType::kName, span, std::move(value)});
  }

  /// An acronym written with full stops, U.S. or U.S.A.: the number of tokens it takes, 0 for none.
  std::size_t dotted(std::size_t at, std::string& letters) const {
    std::size_t end = at;
    while (end + 1 < tokens_.size() && word(end).surface.size() == 1 && word(end).capitalised &&
           is_mark_of(tokens_[end + 1], ".") && !space_before(tokens_, end + 1) &&
           (end == at || !space_before(tokens_, end))) {
      letters += word(end).surface;
      end += 2;
    }
    return letters.size() > 1 ? end - at : 0;
  }

  /// Adds the acronym that stands in `taken` tokens, where it is known or long enough.
  void add_acronym(std::size_t at, std::size_t taken, const std::string& letters) {
    const NameTokens ids = known_.tokens(fold(letters));
    const NameTokens* const head[] = {&ids};
    std::vector<const KnownName*> names;
    const std::vector<KnownNames::Match> matches = known_.at_head(head);
    for (const KnownNames::Match& match : matches) {
      for (const KnownName& name : match.names) names.push_back(&name);
    }
    const Span span{tokens_[at].span.begin, tokens_[at + taken - 1].span.end};
    if (!names.empty()) {
      add_known(span, names, {std::string(span.of(text_))});
    } else if (taken > 2) {
      mentions_.push_back({MentionType::kName, span, NameValue{{letters}, {}, NameRole::kAcronym}});
    }
  }

  /// Adds the known names among the parts of a word: "Russia-Ukraine".
  void add_known_parts(std::size_t at) {
    const Span whole = tokens_[at].span;
    PrintedPlaces places(whole.of(text_));
    std::uint16_t last = 0;
    for (const NamePart& part : word(at).name.parts) {
      // Folding changed the length, or the word is longer than its places count.
      if (part.end > word(at).surface.size() || part.begin < last) break;
      last = part.end;
      const auto begin = static_cast<std::uint32_t>(places.of(part.begin));
      const auto end = static_cast<std::uint32_t>(places.of(part.end));
      const Span span{whole.begin + begin, whole.begin + end};
      const NameTokens* const head[] = {&part.tokens};
      std::size_t first = span.begin;
      const bool upper = is_upper(next_code_point(text_, first));
      std::vector<const KnownName*> names;
      const std::vector<KnownNames::Match> matches = known_.at_head(head);
      for (const KnownNames::Match& match : matches) {
        for (const KnownName& name : match.names) {
          // "Polish-led" at the beginning of a sentence too, but no "social-democratic".
          const bool adjective = name.role == NameRole::kAdjective && (upper || !name.capitalised);
          if (adjective || fits(name, at, span.of(text_))) names.push_back(&name);
        }
      }
      if (!names.empty()) add_known(span, names, {std::string(span.of(text_))});
    }
  }

  /// Adds the known name that begins at a token; the token after it, or `at` when there is none.
  std::size_t known_name(std::size_t at) {
    if (!tokens_[at].is_word() || in_figure(at)) return at;
    std::string letters;
    if (const std::size_t taken = dotted(at, letters); taken > 0) {
      add_acronym(at, taken, letters);
      return at + taken;
    }
    const NameWord& first = word(at).name;
    if (!first.parts.empty()) {
      add_known_parts(at);
      return at + 1;
    }
    if (first.tokens.empty()) return at;
    const Places places = words_from(at);
    Heads head;
    for (const std::size_t i : places) head.push_back(&word(i).name.tokens);
    for (const KnownNames::Match& match : known_.at_head({head.data(), head.size()})) {
      std::vector<const KnownName*> names;
      const std::string_view printed = head_of(first_of(places, match.words));
      for (const KnownName& name : match.names) {
        if (fits(name, at, printed)) names.push_back(&name);
      }
      if (names.empty()) continue;
      if (match.words == 1 && given_name_before(at, names)) continue;
      // "The Gulf of Mexico", of which "the Gulf" is another; "warga Asia Timur".
      const bool plain = !word(at).capitalised || word(at).folded == style_.article;
      const bool inhabitant = match.words > 1 && names.front()->role == NameRole::kInhabitant;
      if (((plain && word(at).function) || inhabitant) && at + 1 < tokens_.size() &&
          longest_known(at + 1) > match.words - 1)
        return at;
      std::vector<std::string> words;
      for (std::size_t i = 0; i < match.words; ++i) {
        if (tokens_[places[i]].is_word()) words.push_back(word(places[i]).surface);
      }
      const std::size_t last = places[match.words - 1];
      add_known({tokens_[at].span.begin, tokens_[last].span.end}, names, std::move(words));
      return last + 1;
    }
    return at;
  }

  bool is_direction(std::size_t at) const {
    return at < tokens_.size() && tokens_[at].is_word() &&
           word(at).name.direction != Direction::kNone;
  }

  bool joins_names(std::size_t at) const {
    return at < tokens_.size() && tokens_[at].is_word() &&
           style_.conjunctions.contains(word(at).folded);
  }

  /// Adds the known names of which a point of the compass, the token `at`, is the part that is
  /// printed there and `head` the whole; whether there are any.
  bool add_by_direction(std::size_t at, const Heads& head) {
    std::vector<const KnownName*> names;
    const std::vector<KnownNames::Match> matches = known_.at_head({head.data(), head.size()});
    for (const KnownNames::Match& match : matches) {
      if (match.words != head.size()) continue;
      for (const KnownName& name : match.names) {
        if (fits(name, at, word(at).surface)) names.push_back(&name);
      }
    }
    if (names.empty()) return false;
    add_known(tokens_[at].span, names, {word(at).surface});
    return true;
  }

  /// The words of the known name behind a point of the compass and a conjunction that begins with
  /// another one; 0 where there is none.
  std::size_t words_with_noun(std::size_t at) const {
    if (!is_direction(at) || !joins_names(at + 1) || !is_direction(at + 2)) return 0;
    return longest_known(at + 2);
  }

  /// Adds the place that a point of the compass names by the noun of the next one: "East and
  /// Southeast Asia". False where there is none.
  bool shares_noun(std::size_t at) {
    const std::size_t words = words_with_noun(at);
    if (words == 0) return false;
    const Places places = words_from(at + 2);
    std::size_t noun = 0;
    while (noun < words && is_direction(places[noun])) ++noun;
    if (noun >= words) return false;
    Heads head{&word(at).name.tokens};
    for (std::size_t i = noun; i < words; ++i) head.push_back(&word(places[i]).name.tokens);
    return add_by_direction(at, head);
  }

  /// Adds the place that a point of the compass names by the noun of the known name before it,
  /// which is the tokens [first, end): "Asia Timur dan Tenggara". The token after both, or `end`.
  std::size_t shared_noun(std::size_t first, std::size_t end) {
    if (!is_direction(end - 1) || !joins_names(end) || !is_direction(end + 1)) return end;
    Heads head;
    for (std::size_t i = first; i < end && !is_direction(i); ++i)
      head.push_back(&word(i).name.tokens);
    if (head.empty() || head.size() == kLongestKnown) return end;
    head.push_back(&word(end + 1).name.tokens);
    return add_by_direction(end + 1, head) ? end + 2 : end;
  }

  /// The words and commas of which a known name may consist that begins at a token. The full stop
  /// of a short form may stand between them, and a dash before a capital: "TP.HCM", "St.
  /// Petersburg", "Papua - Novaya Gvineya".
  Places words_from(std::size_t at) const {
    constexpr std::size_t kShortForm = 3;  // letters
    Places places;
    for (std::size_t i = at; i < tokens_.size() && places.size() < kLongestKnown; ++i) {
      if (tokens_[i].is_word() || (i > at && is_mark_of(tokens_[i], ","))) {
        places.push_back(i);
      } else if (!places.empty() && is_mark_of(tokens_[i], "-\u2013\u2014") &&
                 i + 1 < tokens_.size() && word(i + 1).capitalised) {
        continue;
      } else if (places.empty() || !is_mark_of(tokens_[i], ".") || space_before(tokens_, i) ||
                 !word(i - 1).capitalised || word(i - 1).length > kShortForm) {
        break;
      }
    }
    return places;
  }

  /// Whether a word looks like part of a name where it stands.
  bool name_like(std::size_t at) const {
    const Word& w = word(at);
    if (!w.has_letter || in_figure(at) || w.name.title) return false;
    if (begins_with_particle(w)) return true;
    if (w.latin && !w.cyrillic && cyrillic_words_ > 0)
      return w.capitalised || w.all_caps || w.surface.size() > 3;
    return w.capitalised && !w.function;
  }

  /// "al-Masri": a particle of names, written small, joined to a capital.
  bool begins_with_particle(const Word& w) const {
    const std::size_t hyphen = w.surface.find('-');
    if (w.capitalised || hyphen == std::string::npos || hyphen + 1 >= w.surface.size())
      return false;
    std::size_t next = hyphen + 1;
    return is_upper(next_code_point(w.surface, next)) && particle_(w.surface.substr(0, hyphen));
  }

  /// "Sen" in "Hun Sen": the short form of a title after a name and not before one is the last word
  /// of the name.
  bool title_as_name(std::size_t at) const {
    const Word& w = word(at);
    if (!w.name.title || !w.capitalised || w.length > kShortTitle) return false;
    if (at + 1 >= tokens_.size()) return true;
    return !is_mark_of(tokens_[at + 1], ".") &&
           !(tokens_[at + 1].is_word() && word(at + 1).capitalised);
  }

  /// A capitalised function word inside a sentence, in a language whose names are made of such
  /// syllables.
  bool syllable_of_name(std::size_t at) const {
    return style_.keeps_spelling && word(at).capitalised && word(at).function && !in_figure(at) &&
           !initial(at);
  }

  /// A family name, perhaps an ordinary word, with its given name after it: "To" in "To Lam".
  bool leading_family_name(std::size_t at) const {
    if (!word(at).capitalised || in_figure(at) || at + 1 >= tokens_.size() ||
        !tokens_[at + 1].is_word())
      return false;
    const Word& given = word(at + 1);
    if (!given.capitalised || given.all_caps ||
        !style_.leading_family_names.contains(word(at).folded))
      return false;
    if (!word(at).function) return true;
    // Headlines in Latin letters may capitalise every word: "Flights To Resume".
    return !initial(at) &&
           (word(at).cyrillic || (!given.name.listed.ordinary && longest_known(at + 1) == 0));
  }

  /// "Tom" in "and Tom Brown", in a language where it is a function word as well: a capital inside
  /// a sentence, with a name after it that is in no table.
  bool homonymous_given_name(std::size_t at) const {
    const Word& w = word(at);
    // Headlines in Latin letters capitalise function words, too.
    const bool running = w.cyrillic || (at > 0 && tokens_[at - 1].is_word() &&
                                        word(at - 1).has_letter && !word(at - 1).capitalised);
    return running && w.capitalised && !w.all_caps && w.function && w.length >= kGivenLetters &&
           !in_figure(at) && !initial(at) && at + 1 < tokens_.size() && tokens_[at + 1].is_word() &&
           name_like(at + 1) && !word(at + 1).all_caps && word(at + 1).cyrillic == w.cyrillic &&
           !word(at + 1).name.listed.ordinary && longest_known(at + 1) == 0;
  }

  /// Whether the known name after a family name is a given name here: "Hoa Binh" after "Nguyen",
  /// but no country after "Doan", which is a delegation as well.
  bool given_name_of_place(std::size_t family, bool leading) const {
    return leading && !word(family).function && word(family).lexicon_id == 0 &&
           longest_known(family + 1) <= kGivenName;
  }

  /// Whether an initial and then a capitalised word that no known name begins with stand at a
  /// token: "E. Simon".
  bool initial_before_name(std::size_t at) const {
    return at + 2 < tokens_.size() && tokens_[at].is_word() && word(at).capitalised &&
           word(at).length == 1 && is_mark_of(tokens_[at + 1], ".") && tokens_[at + 2].is_word() &&
           word(at + 2).capitalised && name_like(at + 2) && longest_known(at + 2) == 0;
  }

  /// Whether a word is the head of a longer name whose beginning happens to be a person's known
  /// name: "Kirill Dmitriev", "William E. Simon".
  bool given_name_before(std::size_t at, const std::vector<const KnownName*>& names) const {
    if (kind_of(names.front()->id) != "person" || at + 1 >= tokens_.size() ||
        !tokens_[at + 1].is_word())
      return false;
    if (initial_before_name(at + 1)) return true;
    return word(at + 1).capitalised && name_like(at + 1) && !word(at + 1).name.listed.ordinary &&
           longest_known(at + 1) == 0 && word(at + 1).cyrillic == word(at).cyrillic;
  }

  /// Adds the run of capitalised words that begins at a token, if any; the token after it, at least
  /// the next one.
  std::size_t capitalised_run(std::size_t at) {
    const bool family = leading_family_name(at);
    if (!name_like(at) && !family && !homonymous_given_name(at)) return at + 1;
    std::vector<std::size_t> run{at};
    std::size_t end = at + 1;
    while (end < tokens_.size()) {
      if (is_mark_of(tokens_[end], ".") && word(run.back()).surface.size() <= 2 &&
          word(run.back()).capitalised && end + 1 < tokens_.size() &&
          name_like(end + 1)) {  // an initial: George W. Bush
        ++end;
        continue;
      }
      std::size_t next = end;
      while (next < tokens_.size() && next < end + 3 && tokens_[next].is_word() &&
             word(next).name.particle && !word(next).capitalised && !is_conjunction(next))
        ++next;
      if (next >= tokens_.size() || !tokens_[next].is_word() ||
          !(name_like(next) || (next == end && (title_as_name(next) || syllable_of_name(next)))) ||
          (longest_known(next) > 0 && !(next == at + 1 && given_name_of_place(at, family))) ||
          words_with_noun(next) > 0)
        break;
      if (word(next).cyrillic != word(run.back()).cyrillic)
        break;  // a title or a club before a person
      run.push_back(next);
      end = next + 1;
    }
    // A first word that only the beginning of a sentence capitalises is left out, when it can be
    // told.
    if (initial(at) && !no_lower_case_ && word(at).latin == (cyrillic_words_ == 0)) {
      if (run.size() == 1) {
        if (ordinary_alone(at)) return end;
      } else if (ordinary_before_name(at)) {
        run.erase(run.begin());
      }
    }
    add_office(run);
    NameValue value;
    for (const std::size_t i : run) value.words.push_back(word(i).surface);
    const bool capitals = run.size() == 1 && word(run.front()).all_caps;
    value.role = capitals ? NameRole::kAcronym : NameRole::kName;
    const Span span{tokens_[run.front()].span.begin, tokens_[run.back()].span.end};
    mentions_.push_back({MentionType::kName, span, std::move(value)});
    return end;
  }

  /// An ordinary word that is not a name besides, and that the lexicon knows where there is one.
  bool is_office_word(std::size_t at) const {
    return word(at).name.listed == WordStatus{true, false} &&
           (!has_lexicon_ || word(at).lexicon_id != 0);
  }

  /// Adds the ordinary words before a name of several words as a name of their own: an office or an
  /// organisation, as in "External Relations Bui Minh Hanh".
  void add_office(std::vector<std::size_t>& run) {
    if (cyrillic_words_ > 0) return;
    std::size_t office = 0;
    while (office < run.size() && is_office_word(run[office])) ++office;
    if (office == 0 || office + 2 > run.size()) return;
    NameValue value;
    for (std::size_t i = 0; i < office; ++i) value.words.push_back(word(run[i]).surface);
    mentions_.push_back({MentionType::kName,
                         {tokens_[run.front()].span.begin, tokens_[run[office - 1]].span.end},
                         std::move(value)});
    run.erase(run.begin(), run.begin() + static_cast<std::ptrdiff_t>(office));
  }

  /// Whether a word that begins a sentence and stands alone is an ordinary one, by the dictionaries
  /// of the language.
  bool ordinary_alone(std::size_t at) const {
    const WordStatus listed = word(at).name.listed;
    if (listed.ordinary || lower_behind_hyphen(at)) return true;
    if (listed.proper) return false;
    if (ordinary_(word(at).folded)) return true;
    // The lexicon has names, too; a dictionary that lists words of the sentence would list this
    // one.
    return !has_word_list_ && (!has_lexicon_ || word(at).lexicon_id != 0);
  }

  /// The same of a word with other capitalised words after it: only where the dictionary is sure.
  bool ordinary_before_name(std::size_t at) const {
    const WordStatus listed = word(at).name.listed;
    return (listed.ordinary && !listed.proper) || lower_behind_hyphen(at);
  }

  /// "Celebrity-stylist", "Premier-league": a compound whose last part is written small.
  bool lower_behind_hyphen(std::size_t at) const {
    const std::string& surface = word(at).surface;
    const std::size_t hyphen = surface.rfind('-');
    if (hyphen == std::string::npos || hyphen + 1 >= surface.size()) return false;
    std::size_t first = hyphen + 1;
    return is_lower(next_code_point(surface, first)) &&
           count_code_points(surface.substr(hyphen + 1)) > 3;
  }

  /// A particle that joins two names as easily as it stands inside one: Russian "i", "do".
  bool is_conjunction(std::size_t at) const { return word(at).function && word(at).cyrillic; }

  /// Words of the longest known name that begins at a token; 0 for none.
  std::size_t longest_known(std::size_t at) const {
    if (word(at).name.tokens.empty()) return 0;
    Places places;
    Heads head;
    for (std::size_t i = at;
         i < tokens_.size() && head.size() < kLongestKnown && tokens_[i].is_word(); ++i) {
      places.push_back(i);
      head.push_back(&word(i).name.tokens);
    }
    for (const KnownNames::Match& match : known_.at_head({head.data(), head.size()})) {
      const std::string_view printed = head_of(first_of(places, match.words));
      for (const KnownName& name : match.names) {
        if (fits(name, at, printed)) return match.words;
      }
    }
    return 0;
  }

  const NameStyle& style_;
  const KnownNames& known_;
  const Ordinary& ordinary_;
  const Particle& particle_;
  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::vector<Mention>& mentions_;
  std::vector<Span> figures_;  ///< of dates, sums of money and measures
  std::size_t cyrillic_words_ = 0;
  bool has_lexicon_ = false;
  bool has_word_list_ = false;  ///< the dictionary of the language has the words of the sentence
  bool no_lower_case_ = false;
};

}  // namespace

void NameRules::find(std::string_view text, const std::vector<Token>& tokens,
                     std::vector<Mention>& mentions) const {
  const auto ordinary = [&](std::string_view folded) { return tables_->ordinary(folded); };
  const auto particle = [&](const std::string& part) { return tables_->particles.contains(part); };
  Finder(tables_->known, ordinary, particle, text, tokens, style(), mentions).run();
}

}  // namespace concord
