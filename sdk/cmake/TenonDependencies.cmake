# What Debian 12 provides. Everything but Boost.JSON stays private to the kernel.

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(OpenSSL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(yaml-cpp REQUIRED)

# Debian's Poco names a target for libpq that nothing defines.
find_package(PostgreSQL REQUIRED)
if(NOT TARGET PostgreSQL::client)
    add_library(PostgreSQL::client INTERFACE IMPORTED)
    target_link_libraries(PostgreSQL::client INTERFACE PostgreSQL::PostgreSQL)
endif()
find_package(Poco 1.11 REQUIRED COMPONENTS Foundation Util Net NetSSL JSON JWT Crypto Data DataSQLite DataPostgreSQL Redis Zip)
# Debian's Poco::JSON asks for a feature of C, which nothing here is written in.
set_target_properties(Poco::JSON PROPERTIES INTERFACE_COMPILE_FEATURES "")

pkg_check_modules(Argon2 REQUIRED IMPORTED_TARGET libargon2)
pkg_check_modules(Seccomp REQUIRED IMPORTED_TARGET libseccomp)
if(TENON_TESTS)
    pkg_check_modules(CppUnit REQUIRED IMPORTED_TARGET cppunit)
endif()
