#include <kernel/data/sqlite/connection.h>
#include <kernel/data/sqlite/error.h>
#include <kernel/data/sqlite/text_search.h>

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/Utility.h>
#include <Poco/Data/Session.h>
#include <sqlite3.h>

#include <malloc.h>
#include <mutex>

namespace tenon::data::sqlite {

namespace {

constexpr std::size_t cachedStatements = 256;
constexpr int manyPages = 4 * 1024 * 1024; // bytes

/// Settings of the whole library, made before the first connection: no lock per call, because a connection belongs to
/// one thread at a time, and no global lock for counting memory.
void configureLibrary() {
    static std::once_flag once;
    std::call_once(once, [] {
        sqlite3_shutdown();
        sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        sqlite3_initialize();
        Poco::Data::SQLite::Connector::registerConnector();
    });
}

std::unique_ptr<Poco::Data::Session> openSession(const std::string& path) {
    configureLibrary();
    try {
        // Poco tries again for the whole login timeout when a file cannot be opened; that never helps here.
        constexpr std::size_t noLoginTimeout = 0;
        return std::make_unique<Poco::Data::Session>("SQLite", path, noLoginTimeout);
    } catch (const Poco::Exception& error) {
        throw DatabaseError(DatabaseError::Kind::Connection, "", error.displayText());
    }
}

} // namespace

SqliteConnection::SqliteConnection(
    const std::string& path, Role role, std::chrono::milliseconds busyTimeout, DataMetrics& metrics
)
    : _metrics(metrics), _session(openSession(path)), _handle(Poco::Data::SQLite::Utility::dbHandle(*_session)),
      _statements(cachedStatements) {
    configure(role, busyTimeout);
    ++_metrics.connectionsOpen;
}

SqliteConnection::~SqliteConnection() { --_metrics.connectionsOpen; }

void SqliteConnection::configure(Role role, std::chrono::milliseconds busyTimeout) {
    sqlite3_busy_timeout(_handle, static_cast<int>(busyTimeout.count()));
    // "name" is an identifier and nothing else, and LIKE tells case apart, both as on PostgreSQL.
    sqlite3_db_config(_handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(_handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(_handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    addTextSearch(_handle);
    execute("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA case_sensitive_like = ON");
    if (role == Role::Reader) {
        execute("PRAGMA query_only = ON");
        return;
    }
    // Large imports touch many pages of many indexes: with the usual 2 MB they would be written over and over.
    execute("PRAGMA cache_size = -32768");
    std::string mode;
    SqliteStatement(_handle, NamedStatement::control("PRAGMA journal_mode = WAL")).run({}, [&](const Row& row) {
        mode = row.text(0);
    });
    if (mode != "wal") {
        throw DatabaseError(DatabaseError::Kind::Connection, "", "the file system does not allow a write-ahead log");
    }
}

std::shared_ptr<SqliteStatement> SqliteConnection::statement(std::string_view sql) {
    auto found = _statements.find(sql);
    if (found && !found->isRunning()) {
        return found;
    }
    ++_metrics.statementsPrepared;
    auto fresh = std::make_shared<SqliteStatement>(_handle, NamedStatement(sql, Backend::Sqlite));
    if (!found) {
        _statements.insert(sql, fresh);
    }
    return fresh;
}

void SqliteConnection::releasePages() noexcept {
    int used = 0;
    int unused = 0;
    sqlite3_db_status(_handle, SQLITE_DBSTATUS_CACHE_USED, &used, &unused, 0);
    if (used > manyPages) {
        sqlite3_db_release_memory(_handle);
        ::malloc_trim(0); // Only the end of a heap goes back by itself
    }
}

bool SqliteConnection::isReusable() const noexcept { return sqlite3_get_autocommit(_handle) != 0; }

void SqliteConnection::execute(const std::string& script) {
    require(sqlite3_exec(_handle, script.c_str(), nullptr, nullptr, nullptr), _handle);
}

} // namespace tenon::data::sqlite
