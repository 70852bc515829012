// What the checks say less of where the lexicon was joined over a third language.
//
//   limit_joined(input, issues);   // a lost hedge that nothing around it bears out: no issue
#pragma once

#include <vector>

#include "checks/core/check.h"

namespace concord {

/// Takes out and lowers issues of beads with both sides when the lexicon of the pair is a joined
/// one (Lexicon::is_joined): it renders fewer words and more by chance, so that the words around an
/// issue must show that it stands in one place of both sentences. Other pairs are left as they are.
void limit_joined(const CheckInput& input, std::vector<Issue>& issues);

}  // namespace concord
