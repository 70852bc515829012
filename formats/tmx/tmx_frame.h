// A translation memory split into its head, its units and its tail, so that parts written elsewhere
// can be joined.
#pragma once

#include <string>
#include <string_view>

#include "formats/writer.h"

namespace concord {

/// What stands before the first unit and after the last one.
struct TmxFrame {
  std::string head;
  std::string tail;
};

/// The frame of a memory of several language pairs, as the "tmx" writer writes it. Throws
/// InputError as make_writer does.
TmxFrame tmx_frame(const WriterOptions& options);

/// The units in what a "tmx" writer gave: from the line of the first <tu> to the line of the last
/// </tu>; empty when it has none.
std::string_view tmx_units_of(std::string_view text);

/// The number of units in it.
std::size_t count_units(std::string_view text);

}  // namespace concord
