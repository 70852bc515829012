# Debian packages by CPack: concord (the program), concord-data (packs, lexicons) and concord-dev (the library). `tools/package` makes them.

# The man pages and completions, from the options of the program: `cmake --build BUILD --target manual`.
set(manual ${CMAKE_BINARY_DIR}/manual)
add_custom_target(manual
  COMMAND ${PROJECT_SOURCE_DIR}/deploy/manual/generate.sh $<TARGET_FILE:concord> ${PROJECT_VERSION} ${manual}
  DEPENDS concord COMMENT "Writing man pages and completions" VERBATIM)
install(DIRECTORY ${manual}/man1 DESTINATION ${CMAKE_INSTALL_MANDIR} COMPONENT program OPTIONAL)
install(FILES ${manual}/concord.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME concord
        COMPONENT program OPTIONAL)
install(FILES ${manual}/_concord DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions COMPONENT program OPTIONAL)
install(FILES ${manual}/concord.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT program OPTIONAL)

# Units for concord feed; a copy for each feed is named by its settings in /etc/concord/feed.
install(FILES deploy/systemd/concord-feed@.service deploy/systemd/concord-feed@.timer
        DESTINATION lib/systemd/system COMPONENT program)
install(FILES deploy/systemd/example.conf DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples RENAME feed.conf COMPONENT program)
install(PROGRAMS deploy/nightly/nightly.sh DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples COMPONENT program)

# The licences: of the program, and of the dictionaries that the lexicons were compiled from.
install(FILES LICENSE NOTICE README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
foreach(part program data dev)
  string(REPLACE "concord-program" "concord" package concord-${part})
  set(text ${PROJECT_SOURCE_DIR}/deploy/debian/copyright)
  if(part STREQUAL "data")
    set(text ${text}-data)
  endif()
  install(FILES ${text} DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${package} RENAME copyright COMPONENT ${part})
endforeach()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME concord)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "the concord authors <concord@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL program data dev)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
# Folders of a package are readable by all, whatever the builder's umask.
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME concord)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
# libcurl is loaded when an address is fetched, libarchive for a DOCX file, so no tool sees that the program needs them.
set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS "concord-data (= ${PROJECT_VERSION}), libcurl4, libarchive13")
# libpq is loaded where the store of a desk is on a server.
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SUGGESTS "libpq5")
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "compares two language versions of a news report
 Aligns two versions sentence by sentence, then reports where they disagree: a wrong
 number, a different date, another name, a dropped clause. Writes translation memories.")

# The images hold numbers in the byte order of the machine: not for all architectures.
set(CPACK_DEBIAN_DATA_PACKAGE_NAME concord-data)
set(CPACK_DEBIAN_DATA_PACKAGE_SECTION text)
set(CPACK_COMPONENT_DATA_DESCRIPTION "language packs and lexicons of concord
 Russian, Ukrainian, Indonesian, Vietnamese and English.")

set(CPACK_DEBIAN_DEV_PACKAGE_NAME concord-dev)
set(CPACK_DEBIAN_DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEV_PACKAGE_DEPENDS "concord-data (= ${PROJECT_VERSION}), libicu-dev, libpugixml-dev, \
nlohmann-json3-dev, libtomlplusplus-dev, libgumbo-dev, libexpat1-dev, libstemmer-dev, libpcre2-dev, libarchive-dev, libsqlite3-dev, libsodium-dev, zlib1g-dev, pkg-config")
set(CPACK_COMPONENT_DEV_DESCRIPTION "headers and library of concord
 For programs that use find_package(concord).")
include(CPack)
