// The check check_mixed_script.
#include "checks/checks.h"

namespace concord {

void check_mixed_script(const CheckInput& /*input*/, std::vector<Issue>& /*issues*/) {}

}  // namespace concord
