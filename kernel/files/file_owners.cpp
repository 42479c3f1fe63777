#include "file_owners.h"

namespace tenon::files {

namespace {

constexpr std::string_view lockSql = "INSERT INTO tenon_file (sha256, kept_at) VALUES (:sha256, :now)"
                                     " ON CONFLICT (sha256) DO UPDATE SET kept_at = excluded.kept_at";
constexpr std::string_view addSql =
    "INSERT INTO tenon_file_owner (sha256, owner) VALUES (:sha256, :owner) ON CONFLICT (sha256, owner) DO NOTHING";
constexpr std::string_view removeSql = "DELETE FROM tenon_file_owner WHERE sha256 = :sha256 AND owner = :owner";
constexpr std::string_view ownersSql = "SELECT COUNT(*) FROM tenon_file_owner WHERE sha256 = :sha256";
constexpr std::string_view forgetSql = "DELETE FROM tenon_file WHERE sha256 = :sha256";
constexpr std::string_view unownedSql =
    "SELECT sha256 FROM tenon_file WHERE NOT EXISTS (SELECT 1 FROM tenon_file_owner"
    " WHERE tenon_file_owner.sha256 = tenon_file.sha256) ORDER BY sha256 LIMIT :most";

} // namespace

void FileOwners::lock(std::string_view sha256) {
    _database.execute(lockSql, {{"sha256", sha256}, {"now", Clock::now()}});
}

void FileOwners::add(std::string_view sha256, std::string_view owner, const std::function<void()>& check) {
    _database.transaction([&] {
        lock(sha256);
        _database.execute(addSql, {{"sha256", sha256}, {"owner", owner}});
        check();
    });
}

void FileOwners::remove(std::string_view sha256, std::string_view owner) {
    _database.execute(removeSql, {{"sha256", sha256}, {"owner", owner}});
}

void FileOwners::forget(std::string_view sha256, const std::function<void()>& removal) {
    const auto body = [&] {
        lock(sha256);
        // A statement after the lock sees the owners that others committed until then.
        if (_database.value<std::int64_t>(ownersSql, {{"sha256", sha256}}) == 0) {
            _database.execute(forgetSql, {{"sha256", sha256}});
            removal();
        }
    };
    _database.transaction(body, Isolation::ReadCommitted);
}

std::vector<std::string> FileOwners::unowned(std::int64_t most) const {
    return _database.rows(unownedSql, {{"most", most}}, [](const Row& row) { return row.get<std::string>(0); });
}

} // namespace tenon::files
