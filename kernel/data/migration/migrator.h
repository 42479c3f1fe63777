#pragma once

#include <kernel/data/kernel_database.h>
#include <kernel/data/migration/migration.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::data {

/// Brings a module's tables to the state that its files describe, once, whoever else is trying at the same time.
///
/// Each migration runs in a transaction of its own that also records it in the table tenon_migration, so a broken one
/// leaves nothing behind. One marked "no-transaction" is recorded after it ran; it must bear being run again when it
/// broke.
class Migrator {
public:
    explicit Migrator(KernelDatabase& database) : _database(database) {}

    /// The names of the migrations that would be applied. Changes nothing. Throws MigrationError for a file that was
    /// changed after it was applied.
    std::vector<std::string> pending(std::string_view module, std::span<const Asset> files);

    /// Applies what is pending in order of number and returns the names. Throws MigrationError at the first that fails;
    /// those before it stay applied.
    std::vector<std::string> apply(std::string_view module, std::span<const Asset> files);

private:
    using Checksums = std::map<std::int64_t, std::string>; // of the applied ones, by number

    bool hasTable();
    void createTable();
    Checksums appliedOf(std::string_view module);
    bool isApplied(std::string_view module, const Migration& migration);
    bool applyOne(std::string_view module, const Migration& migration);
    void record(std::string_view module, const Migration& migration);

    KernelDatabase& _database;
};

} // namespace tenon::data
