# Installs the program's data and the package files for find_package(concord).
include(CMakePackageConfigHelpers)
install(TARGETS concord_all EXPORT concord-targets COMPONENT dev)
install(EXPORT concord-targets NAMESPACE concord:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/concord COMPONENT dev)
configure_package_config_file(cmake/concord-config.cmake.in ${CMAKE_BINARY_DIR}/concord-config.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/concord)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/concord-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/concord-config.cmake ${CMAKE_BINARY_DIR}/concord-config-version.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/concord COMPONENT dev)
install(DIRECTORY lang/data lang/messages DESTINATION ${CMAKE_INSTALL_DATADIR}/concord COMPONENT data)
install(DIRECTORY docs/checks DESTINATION ${CMAKE_INSTALL_DATADIR}/concord/docs COMPONENT data)
