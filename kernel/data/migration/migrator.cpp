#include <kernel/data/migration/migrator.h>

namespace tenon::data {

namespace {

constexpr std::string_view createTableSql = R"(CREATE TABLE IF NOT EXISTS tenon_migration (
    module TEXT NOT NULL,
    id BIGINT NOT NULL,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at TIMESTAMP NOT NULL,
    CONSTRAINT tenon_migration__module_id__pk PRIMARY KEY (module, id)
))";
constexpr std::string_view findTableOnSqlite =
    "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = 'tenon_migration'";
constexpr std::string_view findTableOnPostgres = "SELECT COUNT(to_regclass('tenon_migration'))";
constexpr std::string_view listApplied = "SELECT id, checksum FROM tenon_migration WHERE module = :module ORDER BY id";
constexpr std::string_view findApplied = "SELECT checksum FROM tenon_migration WHERE module = :module AND id = :id";
constexpr std::string_view insertApplied = "INSERT INTO tenon_migration (module, id, name, checksum, applied_at) "
                                           "VALUES (:module, :id, :name, :checksum, :applied_at)";

std::string title(std::string_view module, const Migration& migration) {
    return "module " + std::string(module) + ": migration " + migration.name;
}

void requireUnchanged(std::string_view module, const Migration& migration, const std::string& appliedChecksum) {
    if (appliedChecksum != migration.checksum) {
        throw MigrationError(
            title(module, migration) + " was changed after it was applied: undo that and put the change into a new one"
        );
    }
}

std::vector<Migration> filesOf(std::string_view module, std::span<const Asset> files, Backend backend) {
    try {
        return migrationsOf(files, backend);
    } catch (const MigrationError& error) {
        throw MigrationError("module " + std::string(module) + ": migration " + error.what());
    }
}

} // namespace

std::vector<std::string> Migrator::pending(std::string_view module, std::span<const Asset> files) {
    const Checksums applied = hasTable() ? appliedOf(module) : Checksums();
    std::vector<std::string> names;
    for (const Migration& migration : filesOf(module, files, _database.backend())) {
        if (const auto found = applied.find(migration.number); found != applied.end()) {
            requireUnchanged(module, migration, found->second);
        } else {
            names.push_back(migration.name);
        }
    }
    return names;
}

std::vector<std::string> Migrator::apply(std::string_view module, std::span<const Asset> files) {
    const auto migrations = filesOf(module, files, _database.backend());
    std::vector<std::string> names;
    _database.exclusively([&] {
        createTable();
        for (const Migration& migration : migrations) {
            if (applyOne(module, migration)) {
                names.push_back(migration.name);
            }
        }
    });
    return names;
}

bool Migrator::hasTable() {
    const bool isSqlite = _database.backend() == Backend::Sqlite;
    return _database.value<int>(isSqlite ? findTableOnSqlite : findTableOnPostgres).value_or(0) != 0;
}

void Migrator::createTable() {
    if (!hasTable()) {
        _database.transaction([&] { _database.execute(createTableSql); });
    }
}

Migrator::Checksums Migrator::appliedOf(std::string_view module) {
    Checksums applied;
    _database.each(listApplied, {{"module", module}}, [&](const Row& row) {
        applied.emplace(row.integer(0), row.text(1));
    });
    return applied;
}

bool Migrator::isApplied(std::string_view module, const Migration& migration) {
    const auto checksum = _database.value<std::string>(findApplied, {{"module", module}, {"id", migration.number}});
    if (checksum) {
        requireUnchanged(module, migration, *checksum);
    }
    return checksum.has_value();
}

/// Answers whether it was applied now. Asks once more inside the transaction: on SQLite another process may have been
/// faster.
bool Migrator::applyOne(std::string_view module, const Migration& migration) {
    if (isApplied(module, migration)) {
        return false;
    }
    try {
        if (!migration.isTransactional) {
            _database.executeScript(migration.script);
            record(module, migration);
            return true;
        }
        return _database.transaction([&] {
            if (isApplied(module, migration)) {
                return false;
            }
            _database.executeScript(migration.script);
            record(module, migration);
            return true;
        });
    } catch (const DatabaseError& error) {
        throw MigrationError(title(module, migration) + ": " + error.cause());
    }
}

void Migrator::record(std::string_view module, const Migration& migration) {
    _database.execute(
        insertApplied,
        {{"module", module},
         {"id", migration.number},
         {"name", migration.name},
         {"checksum", migration.checksum},
         {"applied_at", Clock::now()}}
    );
}

} // namespace tenon::data
