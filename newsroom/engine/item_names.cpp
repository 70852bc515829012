// Finds the items that others name as their versions.
#include "newsroom/engine/item_names.h"

#include <algorithm>
#include <utility>

#include "text/hash.h"

namespace concord {

ItemNames::ItemNames(const std::vector<std::string>& langs,
                     std::function<ItemHead(std::uint32_t number)> head_of)
    : head_of_(std::move(head_of)), sources_(langs.size()) {
  for (std::size_t i = 0; i < langs.size(); ++i) lang_places_[langs[i]] = i;
}

void ItemNames::add(const ItemHead& head, std::uint32_t number) {
  std::vector<Name>& names =
      head.target ? targets_ : sources_[lang_places_.find(head.lang)->second];
  names.push_back({fnv1a(head.id), number});
  if (!head.url.empty() && head.url != head.id) names.push_back({fnv1a(head.url), number});
}

std::optional<std::uint32_t> ItemNames::find(const std::vector<Name>& names,
                                             std::string_view name) const {
  const std::uint64_t hash = fnv1a(name);
  for (auto at = std::lower_bound(names.begin(), names.end(), Name{hash, 0});
       at != names.end() && at->hash == hash; ++at) {
    const ItemHead head = head_of_(at->number);
    if (head.id == name || head.url == name) return at->number;
  }
  return std::nullopt;
}

void ItemNames::link_source(const ItemHead& head, std::uint32_t number,
                            std::vector<DocumentLink>& links) {
  for (const std::string_view version : head.versions) {
    if (const auto target = find(targets_, version)) links.push_back({number, *target});
  }
  if (!head.own_id) return;
  const auto same = find(targets_, head.id);
  if (same && head_of_(*same).id == head.id) links.push_back({number, *same});
}

std::vector<std::vector<DocumentLink>> ItemNames::links(const std::vector<ProfileFile>& files) {
  std::sort(targets_.begin(), targets_.end());
  for (std::vector<Name>& names : sources_) std::sort(names.begin(), names.end());
  std::vector<std::vector<DocumentLink>> of_sources(sources_.size());
  std::vector<std::vector<DocumentLink>> of_targets(sources_.size());
  std::uint32_t number = 0;
  for (const ProfileFile& file : files) {
    file.each([&](const ItemHead& head, std::uint64_t) {
      const std::uint32_t here = number++;
      if (!head.target)
        return link_source(head, here, of_sources[lang_places_.find(head.lang)->second]);
      for (const std::string_view version : head.versions) {
        for (std::size_t lang = 0; lang < sources_.size(); ++lang) {
          if (const auto source = find(sources_[lang], version))
            of_targets[lang].push_back({*source, here});
        }
      }
    });
  }
  for (std::size_t lang = 0; lang < sources_.size(); ++lang)
    of_sources[lang].insert(of_sources[lang].end(), of_targets[lang].begin(),
                            of_targets[lang].end());
  return of_sources;
}

}  // namespace concord
