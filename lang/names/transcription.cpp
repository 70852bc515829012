// Loads the transcription tables and compares words by them.
#include "lang/names/transcription.h"

#include <unicode/normalizer2.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

#include "lang/base/flat_map.h"
#include "lang/base/languages.h"
#include "lang/base/script.h"
#include "lang/base/table.h"
#include "lang/base/table_image.h"
#include "lang/names/name_cases.h"
#include "lang/names/name_style.h"
#include "lang/names/transcription_tables.h"
#include "text/unicode.h"

namespace concord {
using namespace transcription;
namespace {

/// Cyrillic letters by sound: iotated vowels are a soft sign and the vowel, e and its sisters one
/// letter, doubled consonants single, the Ukrainian letters their nearest Russian ones. Other
/// characters are left out, anchors are kept.
std::string cyrillic_codes(std::string_view folded, bool hard_i) {
  std::string out;
  const auto push = [&](char c) {
    if (c == kSoft && !out.empty() && out.back() == kSoft) return;
    if (is_cyrillic_code(c) && !is_vowel_code(c) && !out.empty() && out.back() == c) return;
    out += c;
  };
  const auto vowel = [&](char c) {
    if (!out.empty() && out.back() == kShortI)
      out.back() = kSoft;  // a glide before a vowel softens
    push(c);
  };
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t letter = next_code_point(folded, at);
    if (letter == '^' || letter == '$') {
      out += static_cast<char>(letter);
    } else if (letter >= 0x430 && letter <= 0x44F) {
      const char c = code(letter);
      if (c == kYa || c == kYu) {
        if (!out.empty() && out.back() == kShortI) out.pop_back();
        push(kSoft);
        push(c == kYa ? kA : kU);
      } else if (c == kIe || c == kE) {
        vowel(kE);
      } else if (c == kHard) {
        continue;
      } else if (c == kI && hard_i) {
        vowel(kY);
      } else if (is_vowel_code(c)) {
        vowel(c);
      } else {
        push(c);
      }
    } else if (letter == 0x451) {  // yo
      push(kSoft);
      push(kO);
    } else if (letter == 0x454) {  // Ukrainian ie
      vowel(kE);
    } else if (letter == 0x456 || letter == 0x457) {  // Ukrainian i, yi
      vowel(kI);
    } else if (letter == 0x491) {  // Ukrainian g with upturn
      push(kG);
    } else if (letter == 0x45E) {  // Belarusian short u
      push(kU);
    }
  }
  return out;
}

/// What a ligature or a letter without a decomposition is opened to; nothing for another letter.
std::u32string_view opened(char32_t c) {
  switch (c) {
    case 0xDF:
      return U"ss";
    case 0xE6:
      return U"ae";
    case 0x153:
      return U"oe";
    case 0xFE:
      return U"th";
    case 0xF0:
      return U"d";
    case 0x142:
      return U"l";
    default:
      return {};
  }
}

/// The letters of a Latin word: folded, tone marks cut off vowels, ligatures opened.
std::u32string latin_letters(std::string_view folded) {
  std::u32string out;
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = next_code_point(folded, at);
    if (c < 0x80) {
      if ((c >= 'a' && c <= 'z') || c == '^' || c == '$') out += c;
    } else if (const std::u32string_view letters = opened(c); !letters.empty()) {
      out += letters;
    } else if (const char32_t letter = without_tone(c); letter != 0) {
      out += letter;
    }
  }
  return out;
}

/// The ASCII letter under the marks of a Latin letter, or 0.
char ascii_letter(char32_t c) {
  if (c < 0x80) return static_cast<char>(c);
  if (c == 0x111) return 'd';
  if (c == 0x131) return 'i';
  if (c == 0xF8) return 'o';
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  icu::UnicodeString decomposed;
  if (!nfc->getDecomposition(static_cast<UChar32>(c), decomposed)) return 0;
  return ascii_letter(static_cast<char32_t>(decomposed.char32At(0)));
}

std::string plain_letters(const std::u32string& letters) {
  std::string out;
  for (const char32_t c : letters) {
    if (const char base = ascii_letter(c); base != 0) out += base;
  }
  return out;
}

/// Consonants by place and manner, one bit a class, in both alphabets: a quick test whether two
/// words can be alike.
std::uint32_t consonant_classes(std::string_view codes) {
  std::uint32_t set = 0;
  for (const char c : codes) {
    if (is_cyrillic_code(c)) {
      constexpr std::array<std::uint8_t, 33> kClass = {
          0,    0,    0x01, 0x02, 0x04, 0x08, 0, 0x10, 0x10, 0, 0,
          0x04, 0x20, 0x40, 0x80, 0,    0x01, 0, 0x10, 0x08, 0, 0x02,
          0x04, 0x10, 0x10, 0x10, 0x10, 0,    0, 0,    0,    0, 0};
      set |= kClass[static_cast<std::size_t>(c)];
    } else {
      switch (c) {
        case 'b':
        case 'p':
          set |= 0x01;
          break;
        case 'v':
        case 'f':
        case 'w':
          set |= 0x02;
          break;
        case 'g':
        case 'k':
        case 'q':
          set |= 0x04;
          break;
        case 't':
        case 'd':
          set |= 0x08;
          break;
        case 's':
        case 'z':
          set |= 0x10;
          break;
        case 'l':
          set |= 0x20;
          break;
        case 'm':
          set |= 0x40;
          break;
        case 'n':
          set |= 0x80;
          break;
        default:
          break;
      }
    }
  }
  return set;
}

/// The key of a row's letters; throws InputError for too many.
std::uint64_t key_of_row(const Table& table, const TableRow& row, std::string_view letters) {
  if (letters.size() > LetterKey::kMost)
    table.refuse(row, "has more than " + std::to_string(LetterKey::kMost) + " letters",
                 "split it into parts");
  return LetterKey(letters).value();
}

/// Whether a Latin word parses into whole syllables.
bool parses(const Syllables& table, std::string_view letters) {
  // reached[p]: bit k is set when p letters are read and the last part was k (see may_follow).
  std::array<std::uint8_t, kMaxLetters + 1> reached{1};
  for (std::size_t p = 0; p < letters.size(); ++p) {
    if (reached[p] == 0) continue;
    LetterKey key;
    for (std::size_t size = 1; size <= table.longest && p + size <= letters.size(); ++size) {
      key.add(letters[p + size - 1]);
      for (const Syllables::Row& row : table.find(key.value())) {
        const std::uint8_t part = static_cast<std::uint8_t>(2U << static_cast<unsigned>(row.part));
        for (int before = 0; before < 4; ++before) {
          if ((reached[p] >> before & 1) != 0 && may_follow(before, row.part))
            reached[p + size] |= part;
        }
      }
    }
  }
  return (reached[letters.size()] & 0b1100) != 0;
}

/// Positions of a text reached so far, one set of bits for each number of secondary renderings
/// used.
using SyllableStates = std::array<std::uint64_t, 5>;

/// Where a rendering ends in `text` that begins at one of the positions of `from`.
std::uint64_t read_rendering(std::string_view codes, std::string_view text, std::uint64_t from) {
  std::uint64_t ends = 0;
  for (std::uint64_t rest = from; rest != 0; rest &= rest - 1) {
    std::size_t end = static_cast<std::size_t>(std::countr_zero(rest));
    // A soft sign of a rendering that meets one of the part before counts once, as in the folded
    // word.
    std::size_t at =
        !codes.empty() && codes[0] == kSoft && end > 0 && text[end - 1] == kSoft ? 1 : 0;
    while (at < codes.size() && end < text.size() && text[end] == codes[at]) ++at, ++end;
    if (at == codes.size()) ends |= std::uint64_t{1} << end;
  }
  return ends;
}

/// Adds to `to` where the renderings of a part end that begin at the positions of `from`.
void read_part(const Syllables& table, const Syllables::Row& row, std::string_view text,
               const SyllableStates& from, SyllableStates& to) {
  for (std::size_t cost = 0; cost < from.size(); ++cost) {
    if (from[cost] == 0) continue;
    for (const Syllables::Rendering& rendering : table.renderings_of(row)) {
      const std::size_t total = cost + rendering.cost;
      if (total < to.size())
        to[total] |= read_rendering(table.codes_of(rendering), text, from[cost]);
    }
  }
}

/// Reads one Latin word as whole syllables along `text` from the positions of `from`.
SyllableStates read_syllables(const Syllables& table, std::string_view letters,
                              std::string_view text, const SyllableStates& from) {
  // state[p][k]: reached when p letters are read and the last part was k (see may_follow).
  std::array<std::array<SyllableStates, 4>, kMaxLetters + 1> state;
  std::fill_n(state.begin(), letters.size() + 1, std::array<SyllableStates, 4>{});
  state[0][0] = from;
  for (std::size_t p = 0; p < letters.size(); ++p) {
    unsigned reached_by = 0;  // a bit for each last part with which some position is reached
    for (unsigned before = 0; before < 4; ++before) {
      std::uint64_t any = 0;
      for (const std::uint64_t bits : state[p][before]) any |= bits;
      reached_by |= any != 0 ? 1U << before : 0;
    }
    if (reached_by == 0) continue;
    LetterKey key;
    for (std::size_t size = 1; size <= table.longest && p + size <= letters.size(); ++size) {
      key.add(letters[p + size - 1]);
      for (const Syllables::Row& row : table.find(key.value())) {
        SyllableStates& to = state[p + size][static_cast<std::size_t>(row.part) + 1];
        for (int before = 0; before < 4; ++before) {
          if ((reached_by >> before & 1) != 0 && may_follow(before, row.part))
            read_part(table, row, text, state[p][static_cast<std::size_t>(before)], to);
        }
      }
    }
  }
  SyllableStates reached{};
  for (std::size_t cost = 0; cost < reached.size(); ++cost) {
    reached[cost] = state[letters.size()][2][cost] | state[letters.size()][3][cost];
  }
  return reached;
}

}  // namespace

namespace {

/// A rendering and its Ukrainian twin, in which Cyrillic i is y.
std::vector<std::string> rendering_codes(std::string_view rendering) {
  std::vector<std::string> all{rendering == "-" ? std::string()
                                                : cyrillic_codes(fold(rendering), false)};
  if (all[0].find(kI) != std::string::npos) {
    std::string twin = all[0];
    std::replace(twin.begin(), twin.end(), kI, kY);
    all.push_back(std::move(twin));
  }
  for (std::size_t i = 0, n = all.size(); i < n;
       ++i) {  // before a vowel the glide of the next segment's word is a soft sign
    if (!all[i].empty() && all[i].back() == kShortI)
      all.push_back(all[i].substr(0, all[i].size() - 1) + kSoft);
  }
  return all;
}

}  // namespace

std::string Transcription::Tables::generic_codes(const std::u32string& letters) const {
  std::string out;
  for (const char32_t c : letters) {
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (const auto known = special.find(c); known != special.end()) {
      out += known->second;
    } else if (const char base = ascii_letter(c); base != 0) {
      out += base;
    }
  }
  return out;
}

LetterNeeds::LetterNeeds(const SoundSpelling& spelling, const std::vector<Renderings>& renderings,
                         bool cyrillic)
    : cyrillic_(cyrillic) {
  const std::string_view codes = spelling.codes;
  std::array<Need, kMaxLetters + 2> needs;
  for (std::size_t at = 0; at < codes.size(); ++at) {
    for (std::size_t s = spelling.first[at]; s < spelling.first[at + 1]; ++s) {
      const auto [segment, size] = spelling.segments[s];
      const Renderings& there = renderings[segment];
      for (std::size_t k = at; k < at + size; ++k) {
        for (std::size_t tier = 0; tier < kTiers; ++tier) {
          needs[k].wanted[tier] |= there.begin[tier];
          needs[k].cost[tier] = std::min(needs[k].cost[tier], there.otherwise[tier]);
        }
      }
    }
  }
  needs_.reserve(codes.size());
  for (std::size_t at = 0; at < codes.size(); ++at) {
    const char c = codes[at];
    if (c == kBegin || c == kEnd) continue;
    if (letters_ == 0) first_ = bit_of(c);
    letters_ |= bit_of(c);
    // A letter that is changed costs no less than one that is lost.
    const int first = at == 1 ? kFirstLetter : 0;
    const int lost = cyrillic ? lost_cyrillic(c, first) : lost_latin(c, first);
    for (std::uint8_t& cost : needs[at].cost)
      cost = std::min(cost, static_cast<std::uint8_t>(lost));
    needs_.push_back(needs[at]);
  }
}

int LetterNeeds::missing(const Need& need, std::uint64_t letters) {
  int cost = 0;
  for (std::size_t tier = 0; tier < kTiers; ++tier) {
    if ((need.wanted[tier] & letters) != 0) break;
    cost = need.cost[tier];
  }
  return cost;
}

int LetterNeeds::least_from(std::uint64_t letters) const {
  int cost = 0;
  for (const Need& need : needs_) cost += missing(need, letters);
  return cost;
}

int LetterNeeds::least_beside(const LetterNeeds& there) const {
  if (needs_.empty() || there.needs_.empty()) return 0;
  // The first letter stands for that of the other spelling, or one of the two has nothing.
  return least_from(there.letters_) +
         std::min(missing(needs_.front(), there.first_) - missing(needs_.front(), there.letters_),
                  missing(there.needs_.front(), 0));
}

int LetterNeeds::cost_of(std::uint64_t letters) const {
  constexpr std::uint64_t kLatinVowels = bit_of('a') | bit_of('e') | bit_of('i') | bit_of('o') |
                                         bit_of('u') | bit_of('y') | ~std::uint64_t{0} << 26;
  constexpr std::uint64_t kCyrillicVowels =
      bit_of(kA) | bit_of(kE) | bit_of(kI) | bit_of(kO) | bit_of(kU) | bit_of(kY);
  const std::uint64_t vowels = letters & (cyrillic_ ? kCyrillicVowels : kLatinVowels);
  const std::uint64_t faint = letters & bit_of(cyrillic_ ? kSoft : 'h');
  return (kWrongVowel - 2) * std::popcount(vowels) + kLostGlide * std::popcount(faint) +
         kLostConsonant * std::popcount(letters & ~vowels & ~faint);
}

int LetterNeeds::least_among(const LetterNeeds& there) const {
  if (letters_ == 0 || there.letters_ == 0) return 0;
  const int all = cost_of(letters_ & ~there.letters_);
  if (first_ == there.first_) return all;
  return all + std::min(cost_of(first_ & there.letters_), there.cost_of(there.first_));
}

namespace {

/// What a Latin word that parses into syllables spells at most.
SoundSketch::Spelled spelled_by(const Syllables& table, std::string_view letters) {
  SoundSketch::Spelled spelled;
  for (std::size_t at = 0; at < letters.size(); ++at) {
    LetterKey key;
    for (std::size_t size = 1; size <= std::min(table.longest, letters.size() - at); ++size) {
      key.add(letters[at + size - 1]);
      for (const Syllables::Row& row : table.find(key.value())) {
        for (const Syllables::Rendering& rendering : table.renderings_of(row)) {
          const std::string_view codes = table.codes_of(rendering);
          if (at == 0) spelled.initials |= codes.empty() ? ~std::uint64_t{0} : bit_of(codes[0]);
          for (const char c : codes) spelled.letters |= bit_of(c);
        }
      }
    }
  }
  return spelled;
}

}  // namespace

std::shared_ptr<const SoundSketch> Transcription::Tables::sketch_of(const SoundForm& form) const {
  SoundSketch sketch;
  sketch.spellings.reserve(form.spellings.size());
  for (const SoundSpelling& spelling : form.spellings) {
    sketch.spellings.emplace_back(spelling, form.cyrillic ? of_cyrillic : of_latin, form.cyrillic);
    sketch.letters |= sketch.spellings.back().letters();
  }
  for (unsigned bits = form.systems; bits != 0; bits &= bits - 1) {
    const auto system = static_cast<std::size_t>(std::countr_zero(bits));
    const bool with_marks = system == 0 && !form.marked.empty();
    sketch.spelled[system] = with_marks ? spelled_by(vietnamese_marked, form.marked)
                                        : spelled_by(syllables[system], form.plain);
  }
  return std::make_shared<const SoundSketch>(std::move(sketch));
}

void Transcription::Tables::find_segments(SoundSpelling& spelling, const Segments& known) {
  const std::string& codes = spelling.codes;
  spelling.first.reserve(codes.size() + 1);
  spelling.segments.reserve(2 * codes.size());
  for (std::size_t at = 0; at < codes.size(); ++at) {
    spelling.first.push_back(static_cast<std::uint16_t>(spelling.segments.size()));
    LetterKey key;
    const std::size_t longest = known.longest_from[static_cast<unsigned char>(codes[at])];
    for (std::size_t size = 1; size <= longest && at + size <= codes.size(); ++size) {
      key.add(codes[at + size - 1]);
      if (const std::uint16_t* segment = known.numbers.find(key.value()))
        spelling.segments.emplace_back(*segment, static_cast<std::uint8_t>(size));
    }
  }
  spelling.first.push_back(static_cast<std::uint16_t>(spelling.segments.size()));
}

namespace {

/// The renderings of a segment while the table is read.
class RenderingsBuilder {
 public:
  explicit RenderingsBuilder(std::string_view segment)
      : letters_(std::max<std::size_t>(1, letters_of(segment).size())) {}

  void add(std::string_view rendering, int cost) {
    const std::string_view letters = letters_of(rendering);
    const std::size_t tier = cost <= kRegular ? 0 : cost <= kSecondary ? 1 : 2;
    for (std::size_t t = 0; t < kTiers; ++t) {
      // What has no letters serves in no case.
      const bool serves = !letters.empty() && tier <= t;
      if (serves) {
        renderings_.begin[t] |= bit_of(letters[0]);
      } else {
        const auto share = static_cast<std::uint8_t>(static_cast<std::size_t>(cost) / letters_);
        renderings_.otherwise[t] = std::min(renderings_.otherwise[t], share);
      }
    }
  }
  const Renderings& renderings() const { return renderings_; }

 private:
  static std::string_view letters_of(std::string_view segment) {
    const std::size_t first = std::min(segment.find_first_not_of("^$"), segment.size());
    return segment.substr(first, segment.find_last_not_of("^$") + 1 - first);
  }

  std::size_t letters_;
  Renderings renderings_;
};

}  // namespace

void Transcription::Tables::note_renderings() {
  const std::size_t columns = latin_segments.letters.size();
  std::vector<RenderingsBuilder> latin(latin_segments.letters.begin(),
                                       latin_segments.letters.end());
  for (std::size_t c = 0; c < cyrillic_segments.letters.size(); ++c) {
    RenderingsBuilder cyrillic(cyrillic_segments.letters[c]);
    for (std::size_t l = 0; l < columns; ++l) {
      const int cost = costs[c * columns + l];
      if (cost == kNone) continue;
      latin[l].add(cyrillic_segments.letters[c], cost);
      cyrillic.add(latin_segments.letters[l], cost);
    }
    of_cyrillic.push_back(cyrillic.renderings());
  }
  for (const RenderingsBuilder& segment : latin) of_latin.push_back(segment.renderings());
}

void Transcription::Tables::load_generic(const std::string& path) {
  const Table table(path, 2, 4);
  struct Entry {
    std::uint16_t cyrillic;
    std::uint16_t latin;
    std::uint8_t cost;
  };
  std::vector<Entry> entries;
  constexpr std::array<int, 3> kTiers = {kRegular, kSecondary, kRare};
  for (const TableRow& row : table.rows()) {
    const std::u32string letters = latin_letters(fold(row.cells[0]));
    for (const char32_t c : letters) {
      if (c >= 0x80) special.emplace(c, static_cast<char>(128 + special.size()));
    }
    const std::string latin = generic_codes(letters);
    const std::uint16_t latin_id = latin_segments.add(key_of_row(table, row, latin), latin);
    const std::string plain = plain_letters(letters);
    const std::size_t anchor = !plain.empty() && plain.front() == kBegin ? 1 : 0;
    const std::uint32_t first =
        latin.back() == kEnd || plain.size() <= anchor ? 0 : letter_bit(plain[anchor]);
    const char* begin = latin.front() == kBegin ? "^" : "";
    const char* end = latin.back() == kEnd ? "$" : "";
    for (std::size_t tier = 0; tier < 3 && tier + 1 < row.cells.size(); ++tier) {
      for (std::string_view rendering : split_list(row.cells[tier + 1])) {
        if (!rendering.empty() && rendering.front() == '^') rendering.remove_prefix(1);
        for (const std::string& body : rendering_codes(rendering.empty() ? "-" : rendering)) {
          if (kTiers[tier] < kRare && !body.empty()) initials[initial_class(body[0])] |= first;
          const std::string cyrillic = begin + body + end;
          const std::uint16_t id =
              cyrillic_segments.add(key_of_row(table, row, cyrillic), cyrillic);
          longest_cyrillic = std::max(longest_cyrillic, cyrillic.size());
          entries.push_back({id, latin_id, static_cast<std::uint8_t>(kTiers[tier])});
        }
      }
    }
  }
  costs.assign(cyrillic_segments.numbers.size() * latin_segments.numbers.size(), kNone);
  for (const Entry& entry : entries) {
    std::uint8_t& cost = costs[entry.cyrillic * latin_segments.numbers.size() + entry.latin];
    cost = std::min(cost, entry.cost);
  }
  note_renderings();
}

namespace {

/// The rows of a syllabic system while its table is read.
class SyllableRows {
 public:
  struct Row {
    Syllables::Part part = Syllables::Part::kCore;
    std::vector<std::pair<std::string, std::uint16_t>> renderings;  // codes and cost
  };

  void add(std::uint64_t key, std::size_t letters, const Row& row) {
    rows_[key].push_back(row);
    longest_ = std::max(longest_, letters);
  }
  Syllables table() const {
    Syllables table;
    table.longest = longest_;
    for (const auto& [key, rows] : rows_) {
      table.ranges[key] = {static_cast<std::uint32_t>(table.rows.size()),
                           static_cast<std::uint32_t>(rows.size())};
      for (const Row& row : rows) put(row, table);
    }
    return table;
  }

 private:
  static void put(const Row& row, Syllables& table) {
    table.rows.own().push_back({row.part, static_cast<std::uint32_t>(table.renderings.size()),
                                static_cast<std::uint32_t>(row.renderings.size())});
    std::vector<char>& text = table.text.own();
    for (const auto& [codes, cost] : row.renderings) {
      table.renderings.own().push_back({static_cast<std::uint32_t>(text.size()),
                                        static_cast<std::uint16_t>(codes.size()), cost});
      text.insert(text.end(), codes.begin(), codes.end());
    }
  }

  std::map<std::uint64_t, std::vector<Row>> rows_;
  std::size_t longest_ = 0;
};

/// One row of a table of syllables, without its key.
SyllableRows::Row syllable_row(const Table& table, const TableRow& row) {
  SyllableRows::Row entry;
  const std::string_view kind = row.cells[0];
  if (kind == "onset") {
    entry.part = Syllables::Part::kOnset;
  } else if (kind == "coda") {
    entry.part = Syllables::Part::kCoda;
  } else if (kind != "rime" && kind != "core" && kind != "syllable" && kind != "old-syllable") {
    table.refuse(row, "the kind is not one of onset, rime, core, coda, syllable, old-syllable");
  }
  for (const std::string_view rendering : split_list(row.cells[2])) {
    const std::uint16_t cost = entry.renderings.empty() || kind == "old-syllable" ? 0 : 1;
    for (std::string& codes : rendering_codes(rendering))
      entry.renderings.emplace_back(std::move(codes), cost);
  }
  return entry;
}

}  // namespace

void Transcription::Tables::load_syllables(const std::string& path, std::size_t system) {
  const Table table(path, 3, 3);
  SyllableRows plain_rows;
  SyllableRows marked_rows;
  for (const TableRow& row : table.rows()) {
    const SyllableRows::Row entry = syllable_row(table, row);
    const std::u32string letters = latin_letters(fold(row.cells[1]));
    const std::string plain = plain_letters(letters);
    plain_rows.add(key_of_row(table, row, plain), plain.size(), entry);
    if (system != 0) continue;
    std::string codes;
    for (const char32_t c : letters) {
      codes += c < 0x80 ? static_cast<char>(c)
                        : marked.emplace(c, static_cast<char>(128 + marked.size())).first->second;
    }
    marked_rows.add(key_of_row(table, row, codes), codes.size(), entry);
  }
  syllables[system] = plain_rows.table();
  if (system == 0) vietnamese_marked = marked_rows.table();
}

int Transcription::Tables::distance(const SoundSpelling& cyrillic, const SoundSpelling& latin,
                                    int limit) const {
  const std::size_t rows = cyrillic.codes.size();
  const std::size_t columns = latin.codes.size();
  constexpr int kFar = 1000;
  std::array<std::array<std::int16_t, kMaxLetters + 3>, kMaxLetters + 3> cost;
  for (std::size_t i = 0; i <= rows; ++i)
    std::fill_n(cost[i].begin(), columns + 1, static_cast<std::int16_t>(kFar));
  const auto relax = [&](std::size_t i, std::size_t j, int value) {
    if (value < cost[i][j]) cost[i][j] = static_cast<std::int16_t>(value);
  };
  cost[0][0] = 0;
  // Cyrillic segments that are empty renderings match a Latin segment against nothing: they have no
  // occurrence, so they are looked up by the id of the empty string (and of the bare anchors
  // through their one letter).
  const std::uint16_t* nothing = cyrillic_segments.numbers.find(LetterKey().value());
  const std::size_t latin_count = latin_segments.numbers.size();
  std::size_t too_far = 0;  // rows in succession with no cost within the limit
  for (std::size_t i = 0; i <= rows; ++i) {
    int best = kFar;
    for (std::size_t j = 0; j <= columns; ++j) {
      const int here = cost[i][j];
      best = std::min(best, here);
      if (here > limit) continue;
      const char c = i < rows ? cyrillic.codes[i] : '\0';
      const char l = j < columns ? latin.codes[j] : '\0';
      if (i < rows && j < columns && (c == kBegin || c == kEnd) && c == l)
        relax(i + 1, j + 1, here);
      const int first = i <= 1 || j <= 1 ? kFirstLetter : 0;
      if (i < rows && is_cyrillic_code(c)) {
        relax(i + 1, j, here + lost_cyrillic(c, first));
        if (j < columns && l != kBegin && l != kEnd)
          relax(i + 1, j + 1, here + first + wrong_letter(c, l));
      }
      if (j < columns && l != kBegin && l != kEnd) {
        relax(i, j + 1, here + lost_latin(l, first));
      }
      if (j == columns) continue;
      for (std::size_t y = latin.first[j]; y < latin.first[j + 1]; ++y) {
        const auto [latin_id, latin_size] = latin.segments[y];
        if (nothing != nullptr) {
          const int price = costs[*nothing * latin_count + latin_id];
          if (price != kNone) relax(i, j + latin_size, here + price);
        }
        if (i == rows) continue;
        for (std::size_t x = cyrillic.first[i]; x < cyrillic.first[i + 1]; ++x) {
          const auto [cyrillic_id, cyrillic_size] = cyrillic.segments[x];
          const int price = costs[cyrillic_id * latin_count + latin_id];
          if (price != kNone) relax(i + cyrillic_size, j + latin_size, here + price);
        }
      }
    }
    // A path steps over at most `longest_cyrillic` letters.
    too_far = best > limit ? too_far + 1 : 0;
    if (too_far >= longest_cyrillic) return kFar;
  }
  return cost[rows][columns];
}

void transcription::SisterLetters::load(const std::string& path) {
  constexpr std::array<int, 3> kTiers = {kRegular, kSecondary, kRare};
  const Table table(path, 2, 4);
  struct Entry {
    std::uint16_t soft;
    std::uint16_t hard;
    int cost;
  };
  std::vector<Entry> entries;
  for (const TableRow& row : table.rows()) {
    const std::string here = cyrillic_codes(fold(row.cells[0]), true);
    if (here.empty() || !is_cyrillic_code(here[0]))
      table.refuse(row, "has no Cyrillic letter", "write the Ukrainian letters first");
    for (std::size_t tier = 0; tier < kTiers.size() && tier + 1 < row.cells.size(); ++tier) {
      for (const std::string_view rendering : split_list(row.cells[tier + 1])) {
        const std::string there =
            rendering == "-" ? std::string() : cyrillic_codes(fold(rendering), false);
        rows[static_cast<std::size_t>(here[0])].push_back({here, there, kTiers[tier]});
        entries.push_back({soft_segments.add(key_of_row(table, row, there), there),
                           hard_segments.add(key_of_row(table, row, here), here), kTiers[tier]});
      }
    }
  }
  costs.assign(soft_segments.numbers.size() * hard_segments.numbers.size(), kNone);
  for (const Entry& entry : entries) {
    std::uint8_t& cost = costs[entry.soft * hard_segments.numbers.size() + entry.hard];
    cost = std::min(cost, static_cast<std::uint8_t>(entry.cost));
  }
}

int transcription::SisterLetters::distance(std::string_view hard, std::string_view soft) const {
  std::array<std::array<int, kMaxLetters + 3>, kMaxLetters + 3> cost;
  for (std::size_t i = 0; i <= hard.size(); ++i)
    std::fill_n(cost[i].begin(), soft.size() + 1, 1000);
  const auto relax = [&](std::size_t i, std::size_t j, int value) {
    cost[i][j] = std::min(cost[i][j], value);
  };
  cost[0][0] = 0;
  for (std::size_t i = 0; i <= hard.size(); ++i) {
    for (std::size_t j = 0; j <= soft.size(); ++j) {
      const int here = cost[i][j];
      const int first = i == 0 || j == 0 ? kFirstLetter : 0;
      if (i < hard.size()) relax(i + 1, j, here + lost_cyrillic(hard[i], first));
      if (j < soft.size()) relax(i, j + 1, here + lost_cyrillic(soft[j], first));
      if (i == hard.size()) continue;
      if (j < soft.size())
        relax(i + 1, j + 1,
              here + (hard[i] == soft[j] ? 0 : first + wrong_letter(hard[i], soft[j])));
      for (const Row& row : rows[static_cast<std::size_t>(hard[i])]) {
        if (hard.substr(i).starts_with(row.here) && soft.substr(j).starts_with(row.there))
          relax(i + row.here.size(), j + row.there.size(), here + row.cost);
      }
    }
  }
  return cost[hard.size()][soft.size()];
}

Transcription::Transcription() : tables_(std::make_unique<Tables>()) {}
Transcription::Transcription(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}
Transcription::~Transcription() = default;
Transcription::Transcription(Transcription&&) noexcept = default;
Transcription& Transcription::operator=(Transcription&&) noexcept = default;

Transcription Transcription::load(const std::string& data_dir) {
  auto tables = std::make_unique<Tables>();
  const std::string folder = data_dir + "/transcription/cyrillic/";
  if (std::filesystem::exists(folder)) {
    tables->load_generic(folder + "latin.tsv");
    constexpr std::array<const char*, 4> kSystems = {"vietnamese", "chinese", "japanese", "korean"};
    for (std::size_t i = 0; i < kSystems.size(); ++i)
      tables->load_syllables(folder + kSystems[i] + ".tsv", i);
    const Table families(folder + "family-names.tsv", 2, 2);
    for (const TableRow& row : families.rows()) {
      const auto system = std::find(kSystems.begin(), kSystems.end(), row.cells[0]);
      if (system == kSystems.end())
        families.refuse(row, "the system is not one of vietnamese, chinese, japanese, korean");
      for (const std::string_view name : split_list(row.cells[1])) {
        tables->family_names[static_cast<std::size_t>(system - kSystems.begin())].insert(
            plain_letters(latin_letters(fold(name))));
      }
    }
  }
  if (const std::string sisters = data_dir + "/transcription/cyrillic/ukrainian-russian.tsv";
      std::filesystem::exists(sisters))
    tables->sisters.load(sisters);
  if (const std::string letters = data_dir + "/transcription/latin/respelling.tsv";
      std::filesystem::exists(letters))
    tables->respelling = Respelling::load(letters);
  for (const std::string& lang : languages_with(data_dir, "name-endings.tsv")) {
    if (script_of_language(lang) != kCyrillicScript) continue;
    tables->cases.emplace(lang, NameCases::load(data_dir, lang));
    if (NameStyle::load(data_dir, lang).hard_i) tables->hard_i.insert(lang);
  }
  return Transcription(std::move(tables));
}

template <class Image>
void Transcription::exchange(Image& image) {
  image(*tables_);
}
template void Transcription::exchange(ImageReader& image);
template void Transcription::exchange(ImageWriter& image);

namespace {

/// The citation forms of a word; of one with a hyphen, whose parts may both have a case ending
/// ("Frankom-Valterom"), those of the first part before those of the rest, too.
std::vector<std::string> citations_of(const NameCases& cases, const std::string& folded) {
  std::vector<std::string> forms = cases.citations(folded);
  const std::size_t hyphen = folded.find('-');
  if (hyphen == std::string::npos) return forms;
  const std::size_t whole = forms.size();
  const std::vector<std::string> heads = cases.citations(folded.substr(0, hyphen));
  for (std::size_t head = 1; head < heads.size(); ++head) {
    for (std::size_t form = 0; form < whole; ++form)
      forms.push_back(heads[head] + forms[form].substr(forms[form].find('-')));
  }
  return forms;
}

}  // namespace

SoundForm Transcription::Tables::cyrillic_form(std::string_view lang,
                                               const std::string& folded) const {
  SoundForm form;
  form.cyrillic = true;
  form.hard_i = hard_i.contains(lang);
  const auto endings = cases.find(lang);
  std::vector<std::string> forms{folded};
  if (endings != cases.end()) forms = citations_of(endings->second, folded);
  form.consonants = ~std::uint32_t{0};
  for (const std::string& citation : forms) {
    SoundSpelling spelling;
    std::string body = cyrillic_codes(citation, form.hard_i);
    if (body.size() > kMaxLetters) body.resize(kMaxLetters);
    spelling.codes = kBegin + body + kEnd;
    spelling.penalty = form.spellings.empty() ? 0 : 1;
    const auto same = [&](const SoundSpelling& other) { return other.codes == spelling.codes; };
    if (std::any_of(form.spellings.begin(), form.spellings.end(), same)) continue;
    form.consonants &= consonant_classes(spelling.codes);
    form.spellings.push_back(std::move(spelling));
  }
  form.plain = form.spellings[0].codes.substr(1, form.spellings[0].codes.size() - 2);
  return form;
}

SoundForm Transcription::Tables::latin_form(const std::string& folded) const {
  SoundForm form;
  const std::u32string letters = latin_letters(folded);
  form.plain = plain_letters(letters);
  SoundSpelling spelling;
  std::string body = generic_codes(letters);
  if (body.size() > kMaxLetters) body.resize(kMaxLetters);
  spelling.codes = kBegin + body + kEnd;
  form.consonants = consonant_classes(spelling.codes);
  form.spellings.push_back(std::move(spelling));
  // The word as the Vietnamese table keys it, when it has any mark at all.
  if (form.plain.size() != folded.size() ||
      folded.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos) {
    for (const char32_t c : letters) {
      if (c < 0x80) {
        form.marked += static_cast<char>(c);
      } else if (const auto known = marked.find(c); known != marked.end()) {
        form.marked += known->second;
      } else if (const char base = ascii_letter(c); base != 0) {
        form.marked += base;
      }
    }
  }
  return form;
}

SoundForm Transcription::outline(std::string_view lang, std::string_view word) const {
  std::string folded = fold(word);
  if (folded.ends_with("'s")) folded.resize(folded.size() - 2);  // the English possessive
  std::size_t at = 0;
  bool cyrillic = false;
  while (at < folded.size() && !cyrillic) cyrillic = is_cyrillic(next_code_point(folded, at));
  return cyrillic ? tables_->cyrillic_form(lang, folded) : tables_->latin_form(folded);
}

void Transcription::complete(SoundForm& outline) const {
  for (SoundSpelling& spelling : outline.spellings) {
    tables_->find_segments(spelling,
                           outline.cyrillic ? tables_->cyrillic_segments : tables_->latin_segments);
  }
  for (std::size_t system = 0; system < 4 && !outline.cyrillic; ++system) {
    const auto bit = static_cast<SyllabicSystem>(1u << system);
    if (spells(bit, {&outline}, {}).has_value())
      outline.systems = static_cast<std::uint8_t>(outline.systems | static_cast<std::uint8_t>(bit));
  }
  // In the syllables of Vietnamese, Chinese and Korean names every letter counts: "Thuong" and
  // "Tuong" are two. Most Western names parse into Japanese syllables, and some long ones into any.
  constexpr auto kJapanese = static_cast<unsigned>(SyllabicSystem::kJapanese);
  constexpr std::size_t kLongestName = 8;  // letters of one word
  if (!outline.cyrillic &&
      ((outline.systems & ~kJapanese) == 0 || outline.plain.size() > kLongestName))
    outline.respelled = tables_->respelling.respelled(outline.plain);
  outline.sketch = tables_->sketch_of(outline);
}

SoundForm Transcription::prepare(std::string_view lang, std::string_view word) const {
  SoundForm form = outline(lang, word);
  complete(form);
  return form;
}

std::optional<int> Transcription::spells(SyllabicSystem system,
                                         const std::vector<const SoundForm*>& latin,
                                         const std::vector<const SoundForm*>& cyrillic) const {
  const auto index = static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(system)));
  const auto is_marked = [&](const SoundForm& word) { return index == 0 && !word.marked.empty(); };
  const auto table_of = [&](const SoundForm& word) -> const Syllables& {
    return is_marked(word) ? tables_->vietnamese_marked : tables_->syllables[index];
  };
  const auto letters_of = [&](const SoundForm& word) {
    return std::string_view(is_marked(word) ? word.marked : word.plain);
  };
  for (const SoundForm* word : latin) {
    if (letters_of(*word).empty() || letters_of(*word).size() > kMaxLetters) return std::nullopt;
  }
  if (cyrillic.empty()) {
    const bool all = std::all_of(latin.begin(), latin.end(), [&](const SoundForm* word) {
      return parses(table_of(*word), letters_of(*word));
    });
    return all ? std::optional(0) : std::nullopt;
  }
  // The Cyrillic words run together, the last one in each of its citation forms. Positions in a
  // text are bits of a set, so texts are limited to 62 letters.
  const bool one_word = latin.size() == 1 && cyrillic.size() == 1;
  std::string text;
  for (std::size_t i = 0; i + 1 < cyrillic.size(); ++i) text += cyrillic[i]->plain;
  const std::size_t head = text.size();
  std::optional<int> least;
  for (std::size_t form = 0; form < cyrillic.back()->spellings.size(); ++form) {
    const std::string& codes = cyrillic.back()->spellings[form].codes;
    text.resize(head);
    text.append(codes, 1, codes.size() - 2);
    if (text.size() > 62) continue;
    if (one_word && !latin[0]->sketch->spelled[index].may_be(cyrillic[0]->sketch->spellings[form]))
      continue;
    SyllableStates reached{};
    reached[0] = 1;
    for (const SoundForm* word : latin)
      reached = read_syllables(table_of(*word), letters_of(*word), text, reached);
    for (std::size_t cost = 0; cost < reached.size(); ++cost) {
      if ((reached[cost] >> text.size() & 1) == 0) continue;
      const int total = static_cast<int>(cost) + (form > 0 ? 1 : 0);
      if (!least || total < *least) least = total;
      break;
    }
  }
  return least;
}

bool Transcription::may_begin_alike(const SoundForm& cyrillic, const SoundForm& latin) const {
  if (cyrillic.plain.empty() || latin.plain.empty() || !is_cyrillic_code(cyrillic.plain[0]))
    return true;
  const std::uint32_t letter = letter_bit(latin.plain[0]);
  return letter == 0 || (tables_->initials[initial_class(cyrillic.plain[0])] & letter) != 0;
}

bool Transcription::is_family_name(SyllabicSystem system, std::string_view word) const {
  const auto index = static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(system)));
  return tables_->family_names[index].contains(plain_letters(latin_letters(fold(word))));
}

namespace {

/// The distance of two spellings in one alphabet, in the units above.
int same_script_distance(std::string_view a, std::string_view b) {
  std::array<int, kMaxLetters + 3> row{};
  for (std::size_t j = 1; j <= b.size(); ++j) row[j] = row[j - 1] + kLostConsonant;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    int diagonal = row[0];
    row[0] += kLostConsonant;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const char x = a[i - 1];
      const char y = b[j - 1];
      const int change = x == y ? 0 : other_letter(x, y);
      const auto lost = [](char c, std::string_view word, std::size_t at) {
        return lost_letter(c, at > 0 ? word[at - 1] : '\0');
      };
      const int first = i == 1 || j == 1 ? kFirstLetter : 0;
      const int best = std::min({diagonal + (change > 0 ? change + first : 0),
                                 row[j] + lost(x, a, i - 1), row[j - 1] + lost(y, b, j - 1)});
      diagonal = row[j];
      row[j] = best;
    }
  }
  return row[b.size()];
}

}  // namespace

bool Transcription::unlike(const SoundForm& a, const SoundForm& b) {
  constexpr int kMostOthers = 4;  // classes of consonants that only one of them has
  const bool same = a.cyrillic == b.cyrillic && a.plain == b.plain;
  return !same && std::popcount(a.consonants ^ b.consonants) > kMostOthers;
}

double Transcription::compare(const SoundForm& a, const SoundForm& b, double faint) const {
  if (unlike(a, b)) return 0;
  if (a.spellings.empty() || b.spellings.empty() || a.plain.empty() || b.plain.empty()) return 0;
  constexpr int kFarthest = 30;  // three wrong letters: no score worth having
  const std::size_t letters = std::max(a.plain.size(), b.plain.size());
  const int limit = faint > 0 ? std::min(kFarthest, distance_of(faint, letters) + 1) : kFarthest;
  if (a.cyrillic == b.cyrillic) {
    if (a.plain == b.plain) return 1;
    if (!a.respelled.empty() && a.respelled == b.respelled) return kSpelled;
    const bool sisters = a.cyrillic && a.hard_i != b.hard_i;
    int best = limit;
    for (std::size_t i = 0; i < a.spellings.size(); ++i) {
      const SoundSpelling& x = a.spellings[i];
      for (std::size_t j = 0; j < b.spellings.size(); ++j) {
        const SoundSpelling& y = b.spellings[j];
        const auto body = [](const SoundSpelling& s) {
          return std::string_view(s.codes).substr(1, s.codes.size() - 2);
        };
        const std::size_t longer = std::max(x.codes.size(), y.codes.size());
        if (longer > std::min(x.codes.size(), y.codes.size()) + 4) continue;
        const int penalty = x.penalty + y.penalty;
        if (!sisters &&
            penalty + LetterNeeds::least_within(a.sketch->spellings[i], b.sketch->spellings[j]) >=
                best)
          continue;
        const int distance =
            sisters ? tables_->sisters.distance(body(a.hard_i ? x : y), body(a.hard_i ? y : x))
                    : same_script_distance(body(x), body(y));
        best = std::min(best, distance + penalty);
      }
    }
    return best >= limit ? 0 : score_of(best, letters);
  }
  const SoundForm& cyrillic = a.cyrillic ? a : b;
  const SoundForm& latin = a.cyrillic ? b : a;
  const SoundSketch& mine = *cyrillic.sketch;
  const SoundSketch& theirs = *latin.sketch;
  double syllabic = 0;
  for (unsigned bits = latin.systems; bits != 0; bits &= bits - 1) {
    if (!theirs.may_spell(static_cast<std::size_t>(std::countr_zero(bits)), mine)) continue;
    const auto spelled =
        spells(static_cast<SyllabicSystem>(bits & (~bits + 1)), {&latin}, {&cyrillic});
    if (spelled) syllabic = std::max(syllabic, kSpelled - kSecondarySyllable * *spelled);
  }
  int best = limit;
  const LetterNeeds& needs = theirs.spellings[0];
  if (needs.least_from(mine.letters) >= limit) return syllabic;
  for (std::size_t i = 0; i < cyrillic.spellings.size(); ++i) {
    const SoundSpelling& spelling = cyrillic.spellings[i];
    if (LetterNeeds::least_across(mine.spellings[i], needs) + spelling.penalty >= best) continue;
    const int found = tables_->distance(spelling, latin.spellings[0], best) + spelling.penalty;
    best = std::min(best, found);
  }
  const double generic = best >= limit ? 0 : score_of(best, letters);
  return std::max(generic, syllabic);
}

}  // namespace concord
