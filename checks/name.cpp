// The check check_names.
#include "checks/checks.h"

namespace concord {

void check_names(const CheckInput& /*input*/, std::vector<Issue>& /*issues*/) {}

}  // namespace concord
