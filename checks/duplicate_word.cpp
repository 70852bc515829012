// The check check_duplicate_words.
#include "checks/checks.h"

namespace concord {

void check_duplicate_words(const CheckInput& /*input*/, std::vector<Issue>& /*issues*/) {}

}  // namespace concord
