// The translation memory of the desk, in the store of its queue: what editors have declared done,
// to be found again.
//
//   DeskMemory memory("desk.db");
//   memory.keep(pair, report, now);
//   for (const TmMatch& match : memory.find("joint statement", {})) show(match);
#pragma once

#include <string>
#include <vector>

#include "newsroom/service/desk_store.h"
#include "newsroom/store/tm_store.h"

namespace concord {

/// Safe to use from many threads and, over one database, from many processes; `concord tm`, `batch`
/// and `feed` read and fill the same memory by the same address.
class DeskMemory {
 public:
  /// `store` as SqlPool takes it. Connections are its own, so that a long search keeps nobody from
  /// the queue.
  explicit DeskMemory(const std::string& store) : pool_(store, 2, tm_schema()) {}

  /// Makes the units of a report those that the memory has of a pair.
  void keep(const DeskPair& pair, const PairReport& report, const std::string& now);
  /// See TmStore::find() and, with `phrase`, concordance(). Throws InputError for a text that is no
  /// segment.
  std::vector<TmMatch> find(const std::string& text, bool phrase, const TmSearch& search);

 private:
  SqlPool pool_;
};

/// The pair of the desk that a document of the memory belongs to; 0 for none.
std::int64_t pair_of_document(std::string_view document);

}  // namespace concord
