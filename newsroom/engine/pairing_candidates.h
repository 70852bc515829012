// The third and the fourth stage of a pairing: candidates of a part of the sources, and the pairs
// of all of them.
//
//   find_candidates(index, {.pairing = options, .part = 3, .parts = 8}, "3.candidates", done);
//   merge_candidates(index, {"1.candidates", ..., "8.candidates"}, memory, print);
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "aligner/pairing.h"
#include "newsroom/engine/pairing_index.h"

namespace concord {

struct CandidateOptions {
  PairingOptions pairing;
  std::size_t part = 1;  ///< from 1 to `parts`
  std::size_t parts = 1;
  std::size_t memory = 0;  ///< bytes; pages of the index are given back beyond it
};

/// The sources of a part, as places [first, second) in PairingIndex::sources(): by language and
/// day, as many in each part.
std::pair<std::size_t, std::size_t> sources_of_part(const PairingIndex& index,
                                                    const CandidateOptions& options);

/// Writes what pairing needs of the sources of one part, with the targets within their days: every
/// pair that is likely enough, the best of each source and of each target. `done` is called after
/// each source, on the calling thread. The result does not depend on the threads. Throws
/// InputError.
void find_candidates(const PairingIndex& index, const CandidateOptions& options,
                     const std::string& path, const std::function<void()>& done);

/// Pairs by the candidates of all parts, in any order; the lines do not depend on how many parts
/// there were. `line` gets those of pairs, of items without partner, and of what could not be read.
/// Throws InputError where a part is missing, twice or of another index.
void merge_candidates(const PairingIndex& index, const std::vector<std::string>& parts,
                      std::size_t memory, const std::function<void(std::string_view)>& line);

}  // namespace concord
