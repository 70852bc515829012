// Puts units after those of a memory that exists already, without touching a byte of what it holds.
//
//   TmxAppender memory("desk.tmx", options);
//   memory.add(tmx_units_of(writer->pair(report)));
//   memory.finish();                             // desk.tmx is replaced here
//   memory.counts();                             // {added, known}
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "formats/writer.h"

namespace concord {

/// What became of the units that were to be added.
struct TmxAppendCounts {
  std::size_t added = 0;
  std::size_t known = 0;  ///< identical to a unit of the memory or to one added before
};

/// A memory being extended. Units are identical when they have the same text and the same inline
/// tags in the same two languages (regions do not count), whichever comes first. New units stand
/// before </body> in the memory's own encoding: UTF-8 and UTF-16 as they are, in the others letters
/// outside ASCII as character references; their languages in `lang` where the memory says them so
/// (TMX 1.1 to 1.3). All other bytes are copied.
class TmxAppender {
 public:
  /// Reads the memory; one that is missing is begun with the head that the "tmx" writer gives.
  /// Throws InputError with the line when it is not a well-formed TMX, in an encoding that cannot
  /// be extended, or cannot be written.
  TmxAppender(std::string path, const WriterOptions& options);
  TmxAppender(TmxAppender&&) noexcept;
  ~TmxAppender();

  /// Adds <tu> elements as the "tmx" writer writes them, any number of them.
  void add(std::string_view units);
  /// Adds every unit of a memory that the "tmx" writer wrote, in constant memory. Throws InputError
  /// as the constructor.
  void add_memory(const std::string& path);
  /// Writes the end and replaces the memory; one that got nothing new is not touched. Throws
  /// InputError when it cannot be written or has been changed since it was read; it is as it was
  /// then.
  void finish();

  const std::string& path() const;
  TmxAppendCounts counts() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace concord
