# Installs the SDK into a folder of its own, then builds, tests and starts two modules against it as an author elsewhere
# does: `sample`, made from the template, and `hello`. Needs BUILD, SOURCE, GENERATOR and START.

cmake_minimum_required(VERSION 3.25)

set(scratch ${BUILD}/tests/out_of_tree)
file(REMOVE_RECURSE ${scratch})

function(run)
    execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

function(build folder)
    run(${CMAKE_COMMAND} -S ${folder} -B ${folder}/build -G ${GENERATOR} -D CMAKE_BUILD_TYPE=Debug
        -D CMAKE_PREFIX_PATH=${scratch}/prefix)
    run(${CMAKE_COMMAND} --build ${folder}/build)
    run(${CMAKE_COMMAND} --install ${folder}/build --prefix ${scratch}/prefix)
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD} --component sdk --prefix ${scratch}/prefix)

file(GLOB_RECURSE files RELATIVE ${scratch}/prefix/share/tenon/template ${scratch}/prefix/share/tenon/template/*)
foreach(file IN LISTS files)
    file(READ ${scratch}/prefix/share/tenon/template/${file} text)
    string(REPLACE "@NAME@" "sample" text "${text}")
    file(WRITE ${scratch}/sample/${file} "${text}")
endforeach()
build(${scratch}/sample)
run(${CMAKE_CTEST_COMMAND} --test-dir ${scratch}/sample/build --output-on-failure --no-tests=error)

file(READ ${SOURCE}/plugins/hello/CMakeLists.txt text)
file(WRITE ${scratch}/hello/CMakeLists.txt
     "cmake_minimum_required(VERSION 3.25)\nproject(hello CXX)\nfind_package(Tenon 1.0 REQUIRED)\n${text}")
configure_file(${SOURCE}/plugins/hello/module.cpp ${scratch}/hello/module.cpp COPYONLY)
build(${scratch}/hello)

run(${START} ${scratch}/prefix/lib/tenon/modules sample hello)
