// Finds paragraphs whose words another paragraph has, too, in time that depends on the words only.
#pragma once

#include <cstddef>
#include <vector>

#include "formats/report_words.h"

namespace concord {

/// For every paragraph the index of the first other one that holds its words in a row, else the
/// number of paragraphs. Of paragraphs with the same words the first holds the others and not the
/// other way round. What has fewer words than `fewest` is not looked for, what has more than 250 is
/// held only by the same words.
std::vector<std::size_t> holders_of(const std::vector<const WordNumbers*>& paragraphs,
                                    std::size_t fewest);

}  // namespace concord
