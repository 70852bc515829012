// Makes units of sentences from a unit of several, so that a tool that works by sentences finds
// them.
//
//   UnitSplitter splitter(packs);
//   for (MemoryUnit& sentence : splitter.split(paragraph)) store(sentence);
#pragma once

#include <vector>

#include "checks/core/checkers.h"
#include "formats/tmx/memory_unit.h"
#include "lang/pack/packs.h"

namespace concord {

/// Belongs to one thread.
class UnitSplitter {
 public:
  /// `packs` must outlive the object.
  explicit UnitSplitter(Packs& packs) : shared_(packs), checkers_(shared_) {}

  /// The sentences of a unit as units of their own, in order, where both sides have several and
  /// every one of them corresponds to the one at the same place; otherwise the unit as it is.
  /// Issues of the whole are not known of its sentences: a unit that has any stays whole.
  std::vector<MemoryUnit> split(const MemoryUnit& unit);

 private:
  SharedResources shared_;
  Checkers checkers_;
};

}  // namespace concord
