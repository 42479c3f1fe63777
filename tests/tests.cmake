# Tests that are about more than one library: each folder of tests/ with a CMakeLists.txt.

find_package(Python3 REQUIRED COMPONENTS Interpreter)

# tenon_served_tests(name [folder...]): the *_test.py of the current folder, which start the built server with the modules of
# the tests and those of further folders.
function(tenon_served_tests name)
    set(folders $<TARGET_FILE_DIR:things> $<TARGET_FILE_DIR:wire> ${CMAKE_BINARY_DIR}/lib/tenon/modules ${ARGN})
    list(JOIN folders ":" folders)
    add_test(
        NAME ${name}
        COMMAND
            ${CMAKE_COMMAND} -E env PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=${PROJECT_SOURCE_DIR}/tests/support
            TENON=$<TARGET_FILE:tenon_server>
            TENON_TEST_MODULES=${folders} ${Python3_EXECUTABLE} -m unittest discover
            --start-directory ${CMAKE_CURRENT_SOURCE_DIR} --pattern *_test.py
    )
    set_tests_properties(${name} PROPERTIES LABELS ${name} TIMEOUT 300)
endfunction()

file(GLOB suites CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*/CMakeLists.txt)
foreach(suite IN LISTS suites)
    cmake_path(GET suite PARENT_PATH folder)
    add_subdirectory(${folder})
endforeach()
