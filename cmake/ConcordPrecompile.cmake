# Headers of others that most files include, parsed once for all libraries, once for the program and once for the tests.
# The presets switch it on; a build without it shows what a file forgot to include.
option(CONCORD_PRECOMPILE "Precompile the headers of other projects" OFF)
set(precompiled_headers <algorithm> <array> <chrono> <filesystem> <functional> <map> <memory> <mutex> <optional> <set> <span>
  <string> <string_view> <unordered_map> <unordered_set> <utility> <vector> <fmt/format.h> <nlohmann/json.hpp>)
if(CONCORD_PRECOMPILE AND CCACHE)
  # ccache needs to be told that these headers do not look at __TIME__ and that a precompiled one may stand for them.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
endif()

# concord_precompile(TARGET OWNER HEADERS...): TARGET uses the precompiled headers of OWNER; where that is TARGET itself,
# they are made there, with HEADERS besides. Both must be libraries or both programs (-fPIC and -fPIE do not mix).
function(concord_precompile target owner)
  if(NOT CONCORD_PRECOMPILE)
    return()
  endif()
  if(target STREQUAL owner)
    target_precompile_headers(${target} PRIVATE ${precompiled_headers} ${ARGN})
  else()
    target_precompile_headers(${target} REUSE_FROM ${owner})
  endif()
  # Through a precompiled header g++ 12 takes more of std::string's moves for overruns (GCC bug 105651): what its optimiser
  # suspects is then no error.
  set(suspected stringop-overflow stringop-overread stringop-truncation array-bounds free-nonheap-object nonnull
    dangling-pointer use-after-free uninitialized)
  list(TRANSFORM suspected PREPEND "-Wno-error=")
  target_compile_options(${target} PRIVATE
    "$<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess;${suspected}>"
    "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
endfunction()
