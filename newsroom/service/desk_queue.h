// Fills the queue of a desk from other commands; a running service checks what it finds there.
//
//   DeskQueue desk("desk.db", "VNA");
//   desk.put(rendered);                   // of a run with PairOutputs::texts
#pragma once

#include <string>

#include "newsroom/engine/pair_worker.h"
#include "newsroom/service/desk_store.h"

namespace concord {

class DeskQueue {
 public:
  /// Opens the store of a desk; see SqlPool. Throws InputError.
  DeskQueue(const std::string& store, std::string outlet);

  /// Adds a pair, or its new texts where a pair of this id is known. Throws StoreFailure.
  void put(const RenderedPair& pair);

 private:
  SqlPool pool_;
  DeskStore store_;
  std::string outlet_;
};

}  // namespace concord
