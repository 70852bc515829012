// Keeps the units of pairs that are done and finds them.
#include "newsroom/service/desk_memory.h"

#include <charconv>

#include "text/input_error.h"
#include "text/unicode.h"

namespace concord {
namespace {

// How documents of the desk's pairs are called, so that two pasted texts are not the same document.
constexpr std::string_view kPair = "pairs/";

std::string document_of(const DeskPair& pair, const DeskSide& side) {
  return std::string(kPair) + std::to_string(pair.id) + "/" + side.name;
}

}  // namespace

std::int64_t pair_of_document(std::string_view document) {
  std::int64_t id = 0;
  if (document.starts_with(kPair))
    std::from_chars(document.data() + kPair.size(), document.data() + document.size(), id);
  return id;
}

void DeskMemory::keep(const DeskPair& pair, const PairReport& report, const std::string& now) {
  const MemoryDocuments documents = {document_of(pair, pair.source),
                                     document_of(pair, pair.target)};
  std::vector<MemoryUnit> units = memory_units(report, pair.outlet, now);
  for (MemoryUnit& unit : units) {
    unit.source_document = documents.source;
    unit.target_document = documents.target;
  }
  SqlLease db = pool_.lease();
  TmStore(*db).put_pair(documents, units);
}

std::vector<TmMatch> DeskMemory::find(const std::string& text, bool phrase,
                                      const TmSearch& search) {
  if (text.size() > TmStore::kLongest)
    throw InputError("request", 0, "asks for a text that is too long", "name a sentence");
  SqlLease db = pool_.lease();
  TmStore store(*db);
  const std::string words = to_nfc(text);
  return phrase ? store.concordance(words, search) : store.find(words, search);
}

}  // namespace concord
