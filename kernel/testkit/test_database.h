#pragma once

#include <tenon/test.h>

#include <string>

namespace tenon::test {

/// A database of its own for one kernel, gone with this object.
class TestDatabase {
public:
    /// Throws std::runtime_error for PostgreSql when TENON_TEST_POSTGRES names no server.
    explicit TestDatabase(On on);
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    [[nodiscard]] const std::string& url() const { return _url; }

private:
    std::string _server; ///< Empty on SQLite
    std::string _name;
    std::string _url;
};

} // namespace tenon::test
