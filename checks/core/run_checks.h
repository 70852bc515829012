// Runs the checks of the registry over one pair, on one thread or several.
#pragma once

#include <span>
#include <vector>

#include "checks/core/check.h"

namespace concord {

/// Appends what the checks report, in their order, whatever the number of threads: one for each of
/// `sounds`, of which there is at least one; the memo of `input` serves the first. A check that
/// looks at the issues of others runs behind them on their thread.
void run_checks(std::span<const Check* const> checks, const CheckInput& input,
                std::span<SoundCache> sounds, std::vector<Issue>& issues);

}  // namespace concord
