# tenon_add_module(name [UNINSTALLED] [SOURCES file...] [LINK target...]): the module of the current folder.
#
# Builds lib/tenon/modules/<name>.so from the folder's *.cpp (or SOURCES), with migrations/*.sql, demo/* and locale/*.json
# inside. Headers below include/ are what it offers to others: in the same build they LINK <name>_api. Files of tests/ become
# <name>_tests, which holds the module's own objects, so that a test reaches all of its classes.

function(tenon_add_module name)
    cmake_parse_arguments(PARSE_ARGV 1 MODULE "UNINSTALLED" "" "SOURCES;LINK")
    if(MODULE_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "tenon_add_module(${name}): unknown arguments ${MODULE_UNPARSED_ARGUMENTS}")
    endif()
    if(NOT MODULE_SOURCES)
        file(GLOB MODULE_SOURCES CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
    endif()

    add_library(${name} MODULE ${MODULE_SOURCES})
    _tenon_module_interface(${name})
    target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(${name} PRIVATE Tenon::tenon ${MODULE_LINK})
    _tenon_compile(${name})
    # A module stays in memory until the process ends; a missing symbol shows here and not at the deployer's.
    # (clang's sanitizers are in the executable.)
    target_link_options(
        ${name} PRIVATE -Wl,-z,nodelete $<$<NOT:$<STREQUAL:${TENON_SANITIZER},fuzzer>>:-Wl,--no-undefined>
    )
    set_target_properties(
        ${name} PROPERTIES PREFIX "" DEFINE_SYMBOL "" LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib/tenon/modules
    )
    _tenon_module_files(${name} migrations/*.sql demo/* locale/*.json)
    if(NOT MODULE_UNINSTALLED)
        install(TARGETS ${name} LIBRARY DESTINATION lib/tenon/modules)
    endif()
    _tenon_module_tests(${name} ${MODULE_LINK})
endfunction()

# A module without files has no table of them either: the descriptor then holds a null pointer.
function(_tenon_module_files name)
    list(TRANSFORM ARGN PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ OUTPUT_VARIABLE patterns)
    file(GLOB files CONFIGURE_DEPENDS ${patterns})
    if(files)
        tenon_embed_assets(${name} tenon_module_assets ${CMAKE_CURRENT_SOURCE_DIR} ${ARGN})
    endif()
endfunction()

function(_tenon_compile target)
    target_compile_features(${target} PRIVATE cxx_std_20)
    set_target_properties(
        ${target} PROPERTIES CXX_EXTENSIONS OFF CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
                             POSITION_INDEPENDENT_CODE ON
    )
    # In Tenon's own tree: its warnings and its precompiled header.
    if(TARGET tenon_warnings)
        target_link_libraries(${target} PRIVATE tenon_warnings)
        target_precompile_headers(${target} REUSE_FROM tenon_precompiled)
    endif()
endfunction()

function(_tenon_module_interface name)
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/include)
        add_library(${name}_api INTERFACE)
        target_include_directories(${name}_api INTERFACE ${CMAKE_CURRENT_SOURCE_DIR}/include)
        target_link_libraries(${name}_api INTERFACE Tenon::tenon)
        target_link_libraries(${name} PRIVATE ${name}_api)
        install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/include/ DESTINATION include)
    endif()
endfunction()

function(_tenon_module_tests name)
    file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/tests/*.cpp)
    if(NOT TENON_TESTS OR NOT tests)
        return()
    endif()
    if(NOT TARGET tenon_test_main)
        message(STATUS "${name}: no CppUnit here, so its tests are not built")
        return()
    endif()
    add_executable(${name}_tests ${tests} $<TARGET_OBJECTS:${name}>)
    target_include_directories(${name}_tests PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(${name}_tests PRIVATE Tenon::tenon tenon_test_main ${ARGN})
    foreach(part IN ITEMS Tenon::tenon_test tenon_test tenon_test_support ${name}_api)
        if(TARGET ${part})
            target_link_libraries(${name}_tests PRIVATE ${part})
        endif()
    endforeach()
    # The test kit starts the modules that this one works with from where they are built.
    foreach(interface IN LISTS ARGN)
        if(interface MATCHES "^(.+)_api$")
            add_dependencies(${name}_tests ${CMAKE_MATCH_1})
        endif()
    endforeach()
    _tenon_compile(${name}_tests)
    add_test(NAME module.${name} COMMAND ${name}_tests)
    set_tests_properties(module.${name} PROPERTIES LABELS unit TIMEOUT 300)
endfunction()
