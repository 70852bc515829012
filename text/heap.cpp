// Lets the kernel fill the pages of the heap before they are needed.
#include "text/heap.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>

namespace concord {

void reserve_memory(std::size_t bytes) {
#if defined(__GLIBC__) && defined(MADV_POPULATE_WRITE)
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  // Allocations of this size come from the heap and stay in it when they are freed.
  ::mallopt(M_MMAP_THRESHOLD, static_cast<int>(2 * bytes));
  ::mallopt(M_TRIM_THRESHOLD, static_cast<int>(2 * bytes));
  void* const block = std::malloc(bytes);
  if (block == nullptr) return;
  void* first = block;
  std::size_t size = bytes;
  // An older kernel refuses; then the pages come one by one.
  if (std::align(page, page, first, size) != nullptr)
    ::madvise(first, size / page * page, MADV_POPULATE_WRITE);
  std::free(block);
#else
  static_cast<void>(bytes);
#endif
}

}  // namespace concord
