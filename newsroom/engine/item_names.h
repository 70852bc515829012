// What feeds say about versions of a report: by address, by id, by one id on both sides.
//
//   ItemNames names(langs, head_of);
//   names.add(head, number);                      // every item, in order
//   names.links(files);
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aligner/pairing.h"
#include "newsroom/engine/profile_file.h"

namespace concord {

/// The ids and addresses of items, as hashes; the texts themselves stay where they are.
class ItemNames {
 public:
  /// `langs`: those of sources. `head_of` gives the head of an item again, to compare texts.
  ItemNames(const std::vector<std::string>& langs,
            std::function<ItemHead(std::uint32_t number)> head_of);

  void add(const ItemHead& head, std::uint32_t number);
  /// Links by numbers of items, for each language of sources, once all items are added. `files`
  /// hold all of them.
  std::vector<std::vector<DocumentLink>> links(const std::vector<ProfileFile>& files);

 private:
  struct Name {
    std::uint64_t hash = 0;
    std::uint32_t number = 0;
    auto operator<=>(const Name&) const = default;
  };
  /// The first item that has a name.
  std::optional<std::uint32_t> find(const std::vector<Name>& names, std::string_view name) const;
  void link_source(const ItemHead& head, std::uint32_t number, std::vector<DocumentLink>& links);

  std::function<ItemHead(std::uint32_t)> head_of_;
  std::map<std::string, std::size_t, std::less<>> lang_places_;
  std::vector<std::vector<Name>> sources_;  // by language
  std::vector<Name> targets_;
};

}  // namespace concord
