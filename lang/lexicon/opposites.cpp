// Reads the table of opposites and carries it over a lexicon.
#include "lang/lexicon/opposites.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <tuple>

#include "lang/base/data_dirs.h"
#include "lang/base/table.h"
#include "lang/base/table_image.h"
#include "text/unicode.h"

namespace concord {
namespace {

// A word of the other language means mostly what at least this share of its renderings, by weight,
// means.
constexpr float kMostly = 0.33F;
// The same for words that compare beside a figure, which have many renderings ("more", "longer",
// "over").
constexpr float kMostlyComparing = 0.2F;
// From this share on it may mean so.
constexpr float kMaybe = 0.08F;
// A rendering counts from this share of the heaviest on: what a large dictionary lists besides, as
// "bonny" for "good", must not outvote what is meant.
constexpr float kCommon = 0.25F;

/// A word of one cell of the table.
struct Member {
  LexiconId id = 0;
  std::uint16_t axis = 0;
  std::uint8_t end = 0;
  bool proves = false;
  bool figure = false;
  float weight = 1;  ///< of the rendering by which it was reached
  auto key() const { return std::tuple(id, axis, end); }
};

std::vector<Member> members_of(const std::string& path, const LexiconLanguage& pack,
                               const Lexicon& lexicon, Side side) {
  std::vector<Member> members;
  const Table table(path, 2, 3);
  std::uint16_t axis = 0;
  for (const TableRow& row : table.rows()) {
    if (row.cells[0] == "example") continue;
    const bool figure = row.cells.size() > 2 && row.cells[2] == "figure";
    if (row.cells.size() > 2 && !figure)
      table.refuse(row, "has a third cell", "write the two ends of an axis, and figure or nothing");
    for (std::uint8_t end = 0; end < 2; ++end) {
      for (std::string_view word : split_list(row.cells[end])) {
        const bool proves = !word.starts_with('~');
        if (!proves) word.remove_prefix(1);
        const LexiconId id = lexicon.find(side, pack.stemmer->stem(fold(word)));
        if (id != 0) members.push_back({id, axis, end, proves, figure, 1});
      }
    }
    ++axis;
  }
  return members;
}

/// What renders the members on the other side.
std::vector<Member> rendered(const std::vector<Member>& members, const Lexicon& lexicon,
                             Side side) {
  std::vector<Member> found;
  for (const Member& member : members) {
    for (const Rendering& rendering : lexicon.renderings(side, member.id)) {
      Member there = member;
      there.id = rendering.id;
      for (const Rendering& back : lexicon.renderings(other(side), rendering.id)) {
        if (back.id == member.id) there.weight = back.weight;
      }
      found.push_back(there);
    }
  }
  return found;
}

/// What the shares of the renderings of a word are counted of.
struct Common {
  float least = 0;   ///< weight of one that counts
  float weight = 1;  ///< of all that do
  float all = 1;     ///< of all single words
};

Common common_of(const Lexicon& lexicon, Side side, LexiconId id) {
  Common common{0, 0, 0};
  const auto single = [&](const Rendering& rendering) {
    // "Grow up" and "turn down" stand in no table; they must not outvote the words that do.
    return lexicon.text(other(side), rendering.id).find(' ') == std::string_view::npos;
  };
  float heaviest = 0;
  for (const Rendering& rendering : lexicon.renderings(side, id)) {
    if (!single(rendering)) continue;
    common.all += rendering.weight;
    heaviest = std::max(heaviest, rendering.weight);
  }
  common.least = kCommon * heaviest;
  for (const Rendering& rendering : lexicon.renderings(side, id)) {
    if (single(rendering) && rendering.weight >= common.least) common.weight += rendering.weight;
  }
  return common;
}

std::string table_of(const std::string& data_dir, const LexiconLanguage& pack) {
  return data_dir + "/" + pack.tag + "/opposites.tsv";
}

/// What the opposites of a pair of languages are made from; the stems of the table are those of the
/// lexicon.
ImageSources sources_of(const std::string& data_dir, const LexiconLanguage& source,
                        const LexiconLanguage& target, const Lexicon& lexicon) {
  ImageSources sources;
  for (const LexiconLanguage* pack : {&source, &target}) {
    sources.add(pack->tag);
    sources.add_file(table_of(data_dir, *pack));
  }
  sources.add(std::to_string(lexicon.checksum()));
  return sources;
}

}  // namespace

std::string Opposites::compile(const std::string& data_dir, const LexiconLanguage& source,
                               const LexiconLanguage& target, const Lexicon& lexicon) {
  Opposites opposites = carried_over(data_dir, source, target, lexicon);
  ImageWriter image;
  opposites.exchange(image);
  return image.bytes(sources_of(data_dir, source, target, lexicon));
}

Opposites Opposites::load(const DataDirs& dirs, const LexiconLanguage& source,
                          const LexiconLanguage& target, const Lexicon& lexicon) {
  Opposites opposites;
  if (lexicon.empty()) return opposites;
  if (ImageReader image(dirs.lexicons + "/" + source.tag + "-" + target.tag + ".opposites",
                        sources_of(dirs.packs, source, target, lexicon));
      image.found()) {
    opposites.exchange(image);
  } else {
    opposites = carried_over(dirs.packs, source, target, lexicon);
  }
  for (const Side side : {Side::kSource, Side::kTarget}) {
    OfSide& of_side = opposites.sides_[static_cast<std::size_t>(side)];
    of_side.known.assign(lexicon.size(side), false);
    for (const Entry& entry : of_side.entries) of_side.known[entry.id] = true;
  }
  return opposites;
}

Opposites Opposites::carried_over(const std::string& data_dir, const LexiconLanguage& source,
                                  const LexiconLanguage& target, const Lexicon& lexicon) {
  Opposites opposites;
  for (const Side side : {Side::kSource, Side::kTarget}) {
    const LexiconLanguage& pack = side == Side::kSource ? source : target;
    const std::string path = table_of(data_dir, pack);
    if (!std::filesystem::exists(path)) continue;
    const std::vector<Member> own = members_of(path, pack, lexicon, side);
    for (const Side on : {side, other(side)}) {
      std::vector<Member> members = on == side ? own : rendered(own, lexicon, side);
      std::sort(members.begin(), members.end(),
                [](const Member& a, const Member& b) { return a.key() < b.key(); });
      OfSide& of_side = opposites.sides_[static_cast<std::size_t>(on)];
      std::vector<Leaning>& leanings = of_side.leanings.own();
      for (std::size_t i = 0; i < members.size();) {
        const LexiconId id = members[i].id;
        const Common common = on == side ? Common{} : common_of(lexicon, on, id);
        const auto first = static_cast<std::uint32_t>(leanings.size());
        while (i < members.size() && members[i].id == id) {
          Leaning leaning{members[i].axis, members[i].end, false, members[i].figure};
          float any = 0;
          float sure = 0;
          for (;
               i < members.size() && members[i].key() == std::tuple(id, leaning.axis, leaning.end);
               ++i) {
            any += members[i].weight;
            if (members[i].proves && members[i].weight >= common.least) sure += members[i].weight;
          }
          leaning.proves = sure >= (leaning.figure ? kMostlyComparing : kMostly) * common.weight;
          if (any < kMaybe * common.all) continue;
          leanings.push_back(leaning);
        }
        // "Win" means "lose" no more than it means "beat", which both can be rendered by.
        const auto of_id = leanings.begin() + first;
        leanings.erase(std::remove_if(of_id, leanings.end(),
                                      [&](const Leaning& leaning) {
                                        return !leaning.proves &&
                                               std::any_of(
                                                   of_id, leanings.end(), [&](const Leaning& l) {
                                                     return l.proves && l.axis == leaning.axis &&
                                                            l.end != leaning.end;
                                                   });
                                      }),
                       leanings.end());
        const auto count = static_cast<std::uint32_t>(leanings.size()) - first;
        if (count == 0) continue;
        of_side.entries.own().push_back({id, first, count});
      }
    }
    return opposites;
  }
  return opposites;
}

std::span<const Leaning> Opposites::of(Side side, LexiconId id) const {
  const OfSide& of_side = sides_[static_cast<std::size_t>(side)];
  if (id >= of_side.known.size() || !of_side.known[id]) return {};
  const auto entry = std::lower_bound(of_side.entries.begin(), of_side.entries.end(), id,
                                      [](const Entry& a, LexiconId b) { return a.id < b; });
  return {of_side.leanings.data() + entry->first, entry->count};
}

}  // namespace concord
