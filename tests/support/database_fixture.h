#pragma once

#include <kernel/data/database_factory.h>
#include <tests/support/postgres.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <memory>
#include <optional>
#include <string>

namespace tenon::tests {

/// A fixture with an empty database, for suites that run on both databases:
///
///     template <Backend backend>
///     class OrderTest : public DatabaseFixture {
///         CPPUNIT_TEST_SUITE(OrderTest);
///         …
///         OrderTest() : DatabaseFixture(backend) {}
///     };
///     CPPUNIT_TEST_SUITE_REGISTRATION(OrderTest<Backend::Sqlite>);
///     CPPUNIT_TEST_SUITE_REGISTRATION(OrderTest<Backend::PostgreSql>);
class DatabaseFixture : public CppUnit::TestFixture {
public:
    explicit DatabaseFixture(Backend backend) : _backend(backend) {}

    void setUp() override {
        if (_backend == Backend::PostgreSql) {
            _fresh.emplace();
        }
        reopen({});
    }

    void tearDown() override {
        _database.reset();
        _fresh.reset();
    }

protected:
    [[nodiscard]] bool isSqlite() const { return _backend == Backend::Sqlite; }

    [[nodiscard]] data::KernelDatabase& db() { return *_database; }

    [[nodiscard]] std::string url() const { return isSqlite() ? "sqlite::memory:" : _fresh->url(); }

    /// Opens the database with other settings; on SQLite it starts empty again.
    void reopen(data::DatabaseSettings settings) {
        settings.url = url();
        _database.reset();
        _database = data::open(std::move(settings));
    }

private:
    Backend _backend;
    std::optional<FreshPostgresDatabase> _fresh;
    std::unique_ptr<data::KernelDatabase> _database;
};

} // namespace tenon::tests
