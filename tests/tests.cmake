# Tests that are about more than one library: each folder of tests/ with a CMakeLists.txt.

file(GLOB suites CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*/CMakeLists.txt)
foreach(suite IN LISTS suites)
    cmake_path(GET suite PARENT_PATH folder)
    add_subdirectory(${folder})
endforeach()
