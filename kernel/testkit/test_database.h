#pragma once

#include <tenon/test.h>

#include <functional>
#include <memory>
#include <string>

namespace tenon::test {

/// A database for one kernel. On PostgreSQL, where making one and its tables takes longer than most tests, it is made
/// once and given to one kernel after the other, each time with what it held at first.
class TestDatabase {
public:
    /// Puts into the empty database at `url` what all of a kind begin with.
    using Fill = std::function<void(const std::string& url)>;

    /// Empty on SQLite; on PostgreSQL it holds what `fill` put into the first of this `kind`. Throws
    /// std::runtime_error for PostgreSql when TENON_TEST_POSTGRES names no server, and what `fill` throws.
    TestDatabase(On on, std::string kind, const Fill& fill);
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    [[nodiscard]] const std::string& url() const { return _url; }

private:
    class OnServer;
    struct Idle;

    std::string _kind;
    std::unique_ptr<OnServer> _onServer; ///< Null on SQLite
    std::string _url;
};

} // namespace tenon::test
