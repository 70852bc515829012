# The program takes what other projects' libraries it needs into itself, where their archives are installed: finding
# and binding twenty shared libraries took a third of the time of a short run. Distributions may turn it off.
option(CONCORD_ARCHIVES "Link the libraries of other projects into the program" ON)
if(CMAKE_CXX_FLAGS MATCHES "-fsanitize" OR NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  set(CONCORD_ARCHIVES OFF)
endif()

# concord_archive(VAR TARGET NAME): sets VAR to what to link for TARGET: libNAME.a for targets with the property
# LINKS_ARCHIVES where there is such an archive, else TARGET itself.
function(concord_archive var target name)
  find_library(CONCORD_ARCHIVE_${name} lib${name}.a)
  mark_as_advanced(CONCORD_ARCHIVE_${name})
  set(${var} ${target} PARENT_SCOPE)
  if(CONCORD_ARCHIVES AND CONCORD_ARCHIVE_${name})
    set(chosen "$<IF:$<BOOL:$<TARGET_PROPERTY:LINKS_ARCHIVES>>,${CONCORD_ARCHIVE_${name}},${target}>")
    set(${var} "$<BUILD_INTERFACE:${chosen}>" "$<INSTALL_INTERFACE:${target}>" PARENT_SCOPE)
  endif()
endfunction()

# concord_link_archives(TARGET): gives a program the property, and the C++ library with it.
function(concord_link_archives target)
  if(CONCORD_ARCHIVES)
    set_target_properties(${target} PROPERTIES LINKS_ARCHIVES ON)
    target_link_options(${target} PRIVATE -static-libstdc++ -static-libgcc)
  endif()
endfunction()
