// The check check_negation.
#include "checks/checks.h"

namespace concord {

void check_negation(const CheckInput& /*input*/, std::vector<Issue>& /*issues*/) {}

}  // namespace concord
