#pragma once

#include <string>

namespace tenon::tests {

/// A PostgreSQL server of this process, in a folder of its own. For tests that stop it; others share postgresUrl().
class PostgresServer {
public:
    /// Starts the server; throws std::runtime_error when it cannot.
    PostgresServer();

    /// Stops it and removes its folder.
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    [[nodiscard]] const std::string& url() const { return _url; }

    void stop();
    void start();

private:
    std::string _folder;
    std::string _url;
};

/// The URL of the server that the tests of this process share: TENON_TEST_POSTGRES if that is set, else one that is
/// started at the first call and stopped when the process ends.
[[nodiscard]] const std::string& postgresUrl();

/// What looks like an empty database to sessions opened with its URL, dropped with the object. It is a schema, made
/// within milliseconds, in a database that this process has for itself on the shared server.
class FreshPostgresDatabase {
public:
    FreshPostgresDatabase();
    ~FreshPostgresDatabase();
    FreshPostgresDatabase(const FreshPostgresDatabase&) = delete;
    FreshPostgresDatabase& operator=(const FreshPostgresDatabase&) = delete;

    [[nodiscard]] const std::string& url() const { return _url; }

private:
    std::string _name;
    std::string _url;
};

/// Runs one statement on a connection of its own, as an administrator would; throws std::runtime_error when it fails.
void onPostgres(const std::string& url, const std::string& sql);

} // namespace tenon::tests
