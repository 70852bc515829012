# concord_library(NAME DEPENDS...): the static library concord_NAME from every source of the current
# folder and of its rooms, but for a room "build", which is a library of its own.
function(concord_library name)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp
       ${CMAKE_CURRENT_SOURCE_DIR}/*/*.cpp)
  list(FILTER sources EXCLUDE REGEX "^${CMAKE_CURRENT_SOURCE_DIR}/build/")
  concord_library_from(${name} ${CMAKE_CURRENT_SOURCE_DIR} "${sources}" ${ARGN})
endfunction()

# concord_library_of(NAME ROOM DEPENDS...): the static library concord_NAME from one room of the current folder.
function(concord_library_of name room)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${room}/*.cpp)
  concord_library_from(${name} "" "${sources}" ${ARGN})
endfunction()

# What both do; HEADERS is the folder whose headers are installed, empty for none.
function(concord_library_from name headers sources)
  add_library(concord_${name} STATIC ${sources})
  add_library(concord::${name} ALIAS concord_${name})
  target_include_directories(concord_${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/concord>)
  target_compile_features(concord_${name} PUBLIC cxx_std_20)
  concord_warnings(concord_${name})
  concord_precompile(concord_${name} concord_text)
  target_link_libraries(concord_${name} PUBLIC ${ARGN})
  set_target_properties(concord_${name} PROPERTIES EXPORT_NAME ${name})
  install(TARGETS concord_${name} EXPORT concord-targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT dev)
  if(headers)
    install(DIRECTORY ${headers}/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/concord/${name} COMPONENT dev
            FILES_MATCHING PATTERN "*.h" PATTERN data EXCLUDE)
  endif()
endfunction()

# concord_warnings(TARGET): the warnings that every target is built with; errors where CONCORD_WERROR is on.
function(concord_warnings target)
  # -Wrestrict is wrong about std::string in g++ 12 (GCC bug 105651).
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wno-sign-conversion -Wshadow
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
    # GCC 12 takes the inactive members of a std::variant for uninitialised when it inlines its move.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  if(CONCORD_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()
