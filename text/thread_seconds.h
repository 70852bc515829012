// Processor time of the thread: what is bounded by it takes as long on a machine with other work.
#pragma once

#include <ctime>

namespace concord {

/// Whole seconds that this thread has had of the processor.
inline std::time_t seconds_of_thread() {
  std::timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec;
}

}  // namespace concord
