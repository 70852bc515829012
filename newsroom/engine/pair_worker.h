// Reads, checks and renders one pair of a batch on its own thread.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "checks/core/checkers.h"
#include "formats/messages.h"
#include "formats/pair_record.h"
#include "formats/tmx/memory_unit.h"
#include "formats/tmx/tmx_units.h"
#include "formats/writer.h"
#include "newsroom/engine/report_files.h"
#include "newsroom/engine/settings.h"
#include "text/file_identity.h"

namespace concord {

/// What a run wants to have of every pair.
struct PairOutputs {
  bool tmx = false;
  bool page = false;
  bool memory = false;  ///< units for a translation memory
  bool texts = false;   ///< both texts, as for the queue of a desk
  std::string outlet;   ///< to note with these
  WriterOptions writer;
  NewsroomSettings* settings = nullptr;  ///< what the newsroom has set; null for nothing
  /// Ids of issues that were accepted: the record has them all the same, page and units count them
  /// as judged.
  std::unordered_set<std::string> accepted = {};
  std::set<FileId> files = {};  ///< what the run writes: no version may be one of these
};

/// A checked pair; outputs write it.
struct RenderedPair {
  std::string id;  ///< as text
  PairRecord record;
  std::vector<TmxUnit> tmx = {};       ///< its translation units; empty unless asked for
  MemoryDocuments documents = {};      ///< the names of both versions
  std::vector<MemoryUnit> units = {};  ///< for a memory; empty unless asked for
  std::string source_text = {};  ///< of the report, without boilerplate; empty unless asked for
  std::string target_text = {};
  std::string page;  ///< its HTML page; empty unless asked for or when it could not be read

  /// Whether the pair could not be read or checked; its record says why.
  bool unread() const { return !record.error.empty(); }
};

/// The state of one thread. Not copyable: checkers hold vocabularies.
class PairWorker {
 public:
  /// `shared` and `outputs` must outlive the object.
  PairWorker(SharedResources& shared, const PairOutputs& outputs);

  /// Answers line `line` of the manifest `name`; whatever is wrong with the line or its files
  /// becomes an error record. Throws SameFileError only.
  RenderedPair run(const std::string& name, std::size_t line, const std::string& text);
  /// Checks a request. Throws InputError.
  RenderedPair check(const PairRequest& request, std::size_t line);

 private:
  SharedResources* shared_;
  const PairOutputs* outputs_;
  Checkers checkers_;
  ReportFiles files_;
  ReadingWords words_;
  /// What is needed to write in one language.
  struct Language {
    WriterOptions options;
    MessageCatalogue messages;
  };
  const Language& language(const std::string& ui_lang);

  std::map<std::string, Language> languages_;
};

/// The text of a report without its boilerplate: of a page, a block a paragraph; otherwise as it
/// is.
std::string report_text(const Article& article);

}  // namespace concord
