# An overlay port: it builds the source tree that it stands in.
#   vcpkg install dinh --overlay-ports=<source>/ports
# In a registry SOURCE_PATH comes from vcpkg_from_git() or vcpkg_from_github() with the tag of the version.
get_filename_component(SOURCE_PATH "${CMAKE_CURRENT_LIST_DIR}/../.." ABSOLUTE)

vcpkg_check_features(OUT_FEATURE_OPTIONS FEATURE_OPTIONS
  FEATURES
    graphviz DINH_WITH_GRAPHVIZ
    json     DINH_WITH_JSON
    postgres DINH_WITH_POSTGRES
    sodium   DINH_WITH_SODIUM
    sqlite   DINH_WITH_SQLITE
    tools    DINH_BUILD_CLI
    utf8proc DINH_WITH_UTF8PROC
    xml      DINH_WITH_XML)

vcpkg_find_acquire_program(PKGCONFIG)
vcpkg_cmake_configure(
  SOURCE_PATH "${SOURCE_PATH}"
  OPTIONS
    ${FEATURE_OPTIONS}
    "-DPKG_CONFIG_EXECUTABLE=${PKGCONFIG}"
    -DDINH_BUILD_BENCHMARKS=OFF
    -DDINH_BUILD_EXAMPLES=OFF
    -DDINH_BUILD_FUZZERS=OFF
    -DDINH_BUILD_TESTS=OFF
    -DDINH_DEVELOPER=OFF
    -DDINH_INSTALL=ON)
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(CONFIG_PATH lib/cmake/dinh)
vcpkg_fixup_pkgconfig()
if("tools" IN_LIST FEATURES)
  vcpkg_copy_tools(TOOL_NAMES dinh AUTO_CLEAN)
endif()

file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/debug/include" "${CURRENT_PACKAGES_DIR}/debug/share")
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE")
