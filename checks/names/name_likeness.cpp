// How alike the names of a bead are.
#include "checks/names/name_likeness.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "checks/names/name_syllables.h"
#include "lang/names/known_names.h"
#include "text/unicode.h"

namespace concord {
namespace {

/// The words of the mention that an item is part of.
std::vector<NameText> words_of_name(const NameSide& side, const NameItem& item) {
  std::vector<NameText> words;
  for (const NameItem& other : side.items) {
    if (other.group == item.group)
      words.insert(words.end(), other.texts.begin(), other.texts.end());
  }
  return words;
}

}  // namespace

double sound_of(const BeadNames& bead, const NameText& source, const NameText& target,
                double least) {
  return bead.sounds.score(bead.input.resources.names, source.sound, target.sound, least);
}

double sound_across(const BeadNames& bead, const NameSide& own, const NameText& mine,
                    const NameText& theirs, double least) {
  return own.side == Side::kSource ? sound_of(bead, mine, theirs, least)
                                   : sound_of(bead, theirs, mine, least);
}

bool same_sound(const BeadNames& bead, const NameText& source, const NameText& target) {
  return sound_of(bead, source, target, NameMatcher::kSame) >= NameMatcher::kSame;
}

bool same_sound_across(const BeadNames& bead, const NameSide& own, const NameText& mine,
                       const NameText& theirs) {
  return own.side == Side::kSource ? same_sound(bead, mine, theirs)
                                   : same_sound(bead, theirs, mine);
}

bool other_given_names(const BeadNames& bead, const NameText& source, const NameText& target) {
  const NameMatcher& names = bead.input.resources.names;
  const SoundForm& a = bead.sounds.get(names, {bead.source.pack->tag, source.text});
  const SoundForm& b = bead.sounds.get(names, {bead.target.pack->tag, target.text});
  if (a.cyrillic == b.cyrillic || a.given_names.empty() || b.given_names.empty()) return false;
  return std::none_of(a.given_names.begin(), a.given_names.end(), [&](const std::string& x) {
    return std::any_of(b.given_names.begin(), b.given_names.end(),
                       [&](const std::string& y) { return x.starts_with(y) || y.starts_with(x); });
  });
}

NameText text_of_side(const BeadNames& bead, const NameSide& side, std::string text) {
  const std::uint32_t sound = bead.sounds.id({side.pack->tag, text});
  return {std::move(text), sound};
}

double alike(const BeadNames& bead, const NameItem& source, const NameItem& target, double least) {
  const bool swap = source.texts.size() > target.texts.size();
  const std::vector<NameText>& fewer = swap ? target.texts : source.texts;
  const std::vector<NameText>& more = swap ? source.texts : target.texts;
  double worst = 1;
  for (const NameText& x : fewer) {
    double best = 0;
    for (const NameText& y : more)
      best = std::max(best, swap ? sound_of(bead, y, x, least) : sound_of(bead, x, y, least));
    worst = std::min(worst, best);
  }
  return worst;
}

namespace {

/// Whether one of two places of the table is named after the other.
bool is_named_after(std::string_view a, std::string_view b) {
  const auto place = [](std::string_view id) { return id.substr(id.find(':') + 1); };
  if (place(a).size() < place(b).size()) std::swap(a, b);
  const std::string_view longer = place(a);
  const std::string_view shorter = place(b);
  if (longer.starts_with(shorter) &&
      (longer.size() == shorter.size() || longer[shorter.size()] == '-'))
    return true;
  // Southern Africa, Africa
  return longer.ends_with(shorter) && longer[longer.size() - shorter.size() - 1] == '-' &&
         kind_of(a) == "region" && kind_of(b) == "continent";
}

}  // namespace

bool named_after(const NameItem& a, const NameItem& b) {
  const auto& theirs = b.value->entities;
  return std::any_of(a.value->entities.begin(), a.value->entities.end(), [&](const std::string& x) {
    return std::any_of(theirs.begin(), theirs.end(),
                       [&](const std::string& y) { return is_named_after(x, y); });
  });
}

bool other_syllables(const BeadNames& bead, const NameItem& source, const NameItem& target) {
  for (const NameItem* item : {&source, &target}) {
    if (item->known() && item->kind != NameKind::kPerson) return false;
  }
  const std::vector<std::string>& a = source.value->words;
  const std::vector<std::string>& b = target.value->words;
  constexpr std::size_t kMost = 8;  // words of such a name, at most
  if (a.size() < 2 || b.size() < 2 || a.size() > kMost || b.size() > kMost) return false;
  const bool source_latin =
      bead.source.sentences[source.sentence]->tokens[source.first].word->latin;
  if (source_latin == bead.target.sentences[target.sentence]->tokens[target.first].word->latin)
    return false;
  const NameMatcher& names = bead.input.resources.names;
  const std::string& source_tag = bead.source.pack->tag;
  const std::string& target_tag = bead.target.pack->tag;
  // Western names parse into Japanese and Korean syllables too often.
  unsigned systems = static_cast<unsigned>(SyllabicSystem::kVietnamese) |
                     static_cast<unsigned>(SyllabicSystem::kChinese);
  for (const std::string& word : source_latin ? a : b)
    systems &= bead.sounds.get(names, {source_latin ? source_tag : target_tag, word}).systems;
  if (systems == 0) return false;
  const LanguagePack& latin = source_latin ? *bead.source.pack : *bead.target.pack;
  const std::vector<std::string>& spelled = source_latin ? a : b;
  if (latin.names.style().keeps_spelling && !may_be_syllables({spelled.begin(), spelled.end()}))
    return false;
  const auto joined = [](const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
  };
  return !names.compare({source_tag, joined(a)}, {target_tag, joined(b)}).same;
}

bool differ_by_syllables(const BeadNames& bead, const NameItem& source, const NameItem& target) {
  const auto shared = [&](const std::string& x) {
    return std::any_of(
        target.value->words.begin(), target.value->words.end(), [&](const std::string& y) {
          return bead.sounds.score(bead.input.resources.names, {bead.source.pack->tag, x},
                                   {bead.target.pack->tag, y}, kSyllableSame) >= kSyllableSame;
        });
  };
  return std::any_of(source.value->words.begin(), source.value->words.end(), shared) &&
         other_syllables(bead, source, target);
}

std::vector<NameText> halves_of(const BeadNames& bead, const NameSide& side, const NameItem& item) {
  constexpr std::size_t kPart = 4;  // letters of a part, at least
  std::vector<NameText> parts;
  const std::string& word = item.texts.front().text;
  const std::size_t hyphen = word.find('-');
  if (item.known() || item.texts.size() > 1 || hyphen == std::string::npos ||
      word.find('-', hyphen + 1) != std::string::npos)
    return parts;
  for (const std::string& part : {word.substr(0, hyphen), word.substr(hyphen + 1)}) {
    if (count_code_points(part) < kPart) return {};
    parts.push_back(text_of_side(bead, side, part));
  }
  return parts;
}

bool differ_by_half(const BeadNames& bead, const NameItem& source, const NameItem& target) {
  constexpr double kUnlike = 0.3;  // of two parts that are surely other names
  const std::vector<NameText> a = halves_of(bead, bead.source, source);
  const std::vector<NameText> b = halves_of(bead, bead.target, target);
  if (a.empty() || b.empty()) return false;
  return std::any_of(a.begin(), a.end(), [&](const NameText& x) {
    return std::all_of(b.begin(), b.end(),
                       [&](const NameText& y) { return sound_of(bead, x, y) < kUnlike; });
  });
}

bool keep_spelling(const BeadNames& bead, const NameItem& source, const NameItem& target) {
  return (bead.source.pack->names.style().keeps_spelling ||
          bead.target.pack->names.style().keeps_spelling) &&
         source.texts.front().text.find('-') == std::string::npos &&
         target.texts.front().text.find('-') == std::string::npos;
}

bool spelled_otherwise(const BeadNames& bead, const NameItem& source, const NameItem& target) {
  const bool source_keeps = bead.source.pack->names.style().keeps_spelling;
  if (source.known() || target.known() ||
      source_keeps == bead.target.pack->names.style().keeps_spelling)
    return false;
  const NameSide& home = source_keeps ? bead.source : bead.target;
  const NameItem& item = source_keeps ? source : target;
  // A name of the language itself: at least two words, all of its syllables.
  if (item.value->words.size() < 2) return false;
  for (const std::string& word : item.value->words) {
    const SoundForm& form = bead.sounds.get(bead.input.resources.names, {home.pack->tag, word});
    if ((form.systems & static_cast<unsigned>(SyllabicSystem::kVietnamese)) == 0) return false;
  }
  const SoundForm& a = bead.sounds.get(bead.input.resources.names,
                                       {bead.source.pack->tag, source.texts.front().text});
  const SoundForm& b = bead.sounds.get(bead.input.resources.names,
                                       {bead.target.pack->tag, target.texts.front().text});
  return !a.cyrillic && !b.cyrillic && a.plain != b.plain;
}

bool other_person(const BeadNames& bead, const NameItem& source, const NameItem& target) {
  const bool known = source.known();
  const NameItem& person = known ? source : target;
  if (known == target.known() || person.kind != NameKind::kPerson || person.texts.size() < 2)
    return false;
  const NameSide& own = known ? bead.source : bead.target;
  const std::vector<NameText> theirs = words_of_name(bead.other(own), known ? target : source);
  if (theirs.size() < person.texts.size()) return false;
  return !std::all_of(person.texts.begin(), person.texts.end(), [&](const NameText& mine) {
    return std::any_of(theirs.begin(), theirs.end(), [&](const NameText& there) {
      return same_sound_across(bead, own, mine, there);
    });
  });
}

bool anchored(const NameSide& side, const NameItem& item) {
  return std::any_of(side.items.begin(), side.items.end(), [&](const NameItem& other) {
    return other.group == item.group && other.matched && (other.heard || !other.ordinary) &&
           &other != &item;
  });
}

bool in_one_name(const BeadNames& bead, const NameItem& source, const NameItem& target) {
  const auto rest = [](const NameSide& side, const NameItem& item, const auto& holds) {
    return std::any_of(side.items.begin(), side.items.end(), [&](const NameItem& other) {
      return other.group == item.group && &other != &item && other.matched &&
             (other.heard || !other.ordinary) && holds(other);
    });
  };
  // A word that is translated may stand for any.
  return rest(bead.source, source, [&](const NameItem& mine) {
    return rest(bead.target, target, [&](const NameItem& theirs) {
      return !mine.heard || !theirs.heard || alike(bead, mine, theirs, NameMatcher::kSame) > 0;
    });
  });
}

bool in_one_place(const BeadNames& bead, const NameItem& source, const NameItem& target) {
  // The item of the same name at a token; null when there is none.
  const auto at = [](const NameSide& side, const NameItem& item,
                     std::size_t token) -> const NameItem* {
    const auto found =
        std::find_if(side.items.begin(), side.items.end(), [&](const NameItem& other) {
          return other.group == item.group && other.sentence == item.sentence &&
                 other.first == token;
        });
    return found == side.items.end() ? nullptr : &*found;
  };
  // Nothing of the name on one side of the word, on the other a word that sounds like its
  // counterpart.
  const auto outermost = [&](const NameSide& side, const NameItem& item, std::size_t outside,
                             std::size_t inside) {
    const NameItem* beside = at(side, item, inside);
    return at(side, item, outside) == nullptr && beside != nullptr && beside->heard;
  };
  const auto last = [&](const NameSide& side, const NameItem& item) {
    return outermost(side, item, item.first + 1, item.first - 1);
  };
  const auto first = [&](const NameSide& side, const NameItem& item) {
    return outermost(side, item, item.first - 1, item.first + 1);
  };
  return (first(bead.source, source) && first(bead.target, target)) ||
         (last(bead.source, source) && last(bead.target, target));
}

}  // namespace concord
