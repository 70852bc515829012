// Compares headlines, standfirsts, captions and headings with their counterparts.
#pragma once

#include <vector>

#include "checks/core/check.h"

namespace concord {

/// Runs the checks of facts among `checks` over pairs of other_sentences (indices as in `asides`)
/// and appends what differs. A headline or a caption may leave out what it likes: only issues that
/// show both sides count. They belong to no bead.
void check_asides(const std::vector<const Check*>& checks, AnalysedArticle& source,
                  AnalysedArticle& target, const std::vector<Bead>& asides, const CheckInput& input,
                  std::vector<Issue>& issues);

}  // namespace concord
