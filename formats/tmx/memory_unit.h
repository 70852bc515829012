// One unit of a translation memory with what is known of it, from a checked pair or a TMX file and
// back to TMX.
//
//   for (const MemoryUnit& unit : memory_units(report, outlet, timestamp)) store.put(unit);
//   tmx << tmx_frame(options).head << tmx_unit(unit) << tmx_frame(options).tail;
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/core/report.h"
#include "text/article.h"

namespace concord {

/// A segment in two languages. Texts are plain, UTF-8, NFC.
struct MemoryUnit {
  std::string source_lang;  ///< BCP 47 tag; "und" when unknown
  std::string target_lang;
  std::string source;
  std::string target;
  std::string source_document;  ///< file, feed id or memory the text comes from
  std::string target_document;
  std::string outlet;      ///< empty when nobody said
  std::optional<Day> day;  ///< of publication: the source's, else the target's
  std::string added;       ///< YYYYMMDDThhmmssZ; may be empty
  std::optional<double>
      confidence;       ///< in [0, 1], of the alignment; none for units of others that do not say
  std::string issues;   ///< open ones: "number:error name:warning"; empty when there are none
  std::string verdict;  ///< "approved", "rejected" or empty

  bool has_error() const { return issues.find(":error") != std::string::npos; }
  /// A hash (FNV-1a) of the texts, their languages and documents: two units that agree in these are
  /// one.
  std::uint64_t fingerprint() const;
};

/// The names under which a memory knows a pair of documents.
struct MemoryDocuments {
  std::string source;
  std::string target;
};

/// The units of a checked pair: every bead with both sides, with the issues that nobody has judged.
std::vector<MemoryUnit> memory_units(const PairReport& report, const std::string& outlet,
                                     const std::string& added);

/// A <tu> element, indented, with a line end. Its tuid is the fingerprint.
std::string tmx_unit(const MemoryUnit& unit);

/// What to take from a file of somebody else, and what to note of units that do not say it.
struct MemoryImport {
  std::string source_lang;  ///< BCP 47; empty: the language the unit declares, else that of its
                            ///< first variant
  std::string target_lang;  ///< empty: every other language of the unit
  std::string outlet;
  std::optional<Day> day;
  std::optional<double> confidence;
};

/// Counts of an import.
struct MemoryImportCounts {
  std::size_t units = 0;
  std::size_t skipped = 0;  ///< without text in both languages
  std::size_t damaged = 0;  ///< not well-formed, or with a character that XML does not allow
};

/// Reads the units of a TMX file in constant memory, with what tmx_unit() wrote of them where it
/// did; a damaged unit is left out and counted. Throws InputError with the line.
MemoryImportCounts read_memory(const std::string& path, const MemoryImport& import,
                               const std::function<void(MemoryUnit)>& use);

}  // namespace concord
