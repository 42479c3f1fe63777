#include "account_store.h"

#include "folding.h"

#include <tenon/random.h>

namespace tenon::auth {

namespace {

constexpr std::string_view byIdSql =
    "SELECT id, uuid, username, email, name, role, user_type, is_superuser, is_active, is_locked, failed_attempts, "
    "locked_until, last_login, perm_epoch, must_change_password, is_first_login, created_at, updated_at, "
    "password_hash, "
    "failing_since "
    "FROM tenon_user WHERE id = :id AND deleted_at IS NULL";
constexpr std::string_view byLoginSql =
    "SELECT id, uuid, username, email, name, role, user_type, is_superuser, is_active, is_locked, failed_attempts, "
    "locked_until, last_login, perm_epoch, must_change_password, is_first_login, created_at, updated_at, "
    "password_hash, "
    "failing_since "
    "FROM tenon_user WHERE (username_key = :key OR email_key = :key) AND deleted_at IS NULL "
    "ORDER BY CASE WHEN username_key = :key THEN 0 ELSE 1 END LIMIT 1";
constexpr std::string_view idByUuidSql = "SELECT id FROM tenon_user WHERE uuid = :uuid AND deleted_at IS NULL";
constexpr std::string_view takenSql =
    "SELECT COUNT(*) FROM tenon_user WHERE (username_key = :key OR email_key = :key) AND id <> :except";
constexpr std::string_view insertSql =
    "INSERT INTO tenon_user (uuid, username, username_key, email, email_key, name, name_key, password_hash, role, "
    "is_superuser, is_active, is_locked, failed_attempts, perm_epoch, must_change_password, is_first_login, parent_id, "
    "created_at, updated_at, version) VALUES (:uuid, :username, :username_key, :email, :email_key, :name, :name_key, "
    ":hash, :role, :superuser, :yes, :no, 0, 1, :must_change, :yes, :parent, :now, :now, 1) RETURNING id";
constexpr std::string_view changeSql =
    "UPDATE tenon_user SET username = :username, username_key = :username_key, email = :email, email_key = :email_key, "
    "name = :name, name_key = :name_key, updated_at = :now, version = version + 1 WHERE id = :id";
constexpr std::string_view closeSql =
    "UPDATE tenon_user SET is_active = :no, deleted_at = :now, perm_epoch = perm_epoch + 1, updated_at = :now, "
    "version = version + 1 WHERE id = :id";
constexpr std::string_view setRankSql =
    "UPDATE tenon_user SET role = :role, user_type = :type, is_superuser = :superuser, updated_at = :now, "
    "version = version + 1 WHERE id = :id";

constexpr std::string_view setActiveSql =
    "UPDATE tenon_user SET is_active = :value, perm_epoch = perm_epoch + 1, updated_at = :now, version = version + 1 "
    "WHERE id = :id";
constexpr std::string_view setLockedSql =
    "UPDATE tenon_user SET is_locked = :value, perm_epoch = perm_epoch + 1, updated_at = :now, version = version + 1 "
    "WHERE id = :id";
constexpr std::string_view setPasswordSql =
    "UPDATE tenon_user SET password_hash = :hash, must_change_password = :must_change, is_first_login = :must_change, "
    "perm_epoch = perm_epoch + 1, updated_at = :now, version = version + 1 WHERE id = :id";
constexpr std::string_view rehashSql =
    "UPDATE tenon_user SET password_hash = :new_hash WHERE id = :id AND password_hash = :old_hash";
constexpr std::string_view endTokensSql = "UPDATE tenon_user SET perm_epoch = perm_epoch + 1 WHERE id = :id";
constexpr std::string_view noteFailureSql = "UPDATE tenon_user SET failed_attempts = :failures, failing_since = "
                                            ":since, locked_until = :locked_until WHERE id = :id";
constexpr std::string_view noteLoginSql = "UPDATE tenon_user SET failed_attempts = 0, failing_since = NULL, "
                                          "locked_until = NULL, last_login = :now WHERE id = :id";
constexpr std::string_view clearFailuresSql =
    "UPDATE tenon_user SET failed_attempts = 0, failing_since = NULL, locked_until = NULL WHERE id = :id";

constexpr std::string_view superusersSql = "SELECT COUNT(*) FROM tenon_user WHERE is_superuser AND deleted_at IS NULL";
constexpr std::string_view usableSuperusersSql =
    "SELECT COUNT(*) FROM tenon_user WHERE is_superuser AND is_active AND NOT is_locked";

constexpr std::string_view formerSql = "SELECT password_hash FROM tenon_former_password WHERE user_id = :id "
                                       "ORDER BY id DESC LIMIT :count";
constexpr std::string_view keepFormerSql = "INSERT INTO tenon_former_password (user_id, password_hash, replaced_at) "
                                           "SELECT id, password_hash, :now FROM tenon_user WHERE id = :id";
constexpr std::string_view forgetFormerSql =
    "DELETE FROM tenon_former_password WHERE user_id = :id AND id NOT IN "
    "(SELECT id FROM tenon_former_password WHERE user_id = :id ORDER BY id DESC LIMIT :count)";

Credentials credentialsFrom(const Row& row) {
    return {accountFrom(row), row.get<std::string>(18), row.get<std::optional<Timestamp>>(19)};
}

std::optional<std::string> orNull(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

} // namespace

Account accountFrom(const Row& row) {
    return {
        .id = row.get<std::int64_t>(0),
        .uuid = row.get<std::string>(1),
        .username = row.get<std::string>(2),
        .email = row.get<std::optional<std::string>>(3).value_or(""),
        .name = row.get<std::string>(4),
        .role = row.get<std::string>(5),
        .userType = row.get<std::string>(6),
        .isSuperuser = row.get<bool>(7),
        .isActive = row.get<bool>(8),
        .isLocked = row.get<bool>(9),
        .failedAttempts = row.get<std::int64_t>(10),
        .lockedUntil = row.get<std::optional<Timestamp>>(11),
        .lastLogin = row.get<std::optional<Timestamp>>(12),
        .epoch = row.get<std::int64_t>(13),
        .mustChangePassword = row.get<bool>(14),
        .isFirstLogin = row.get<bool>(15),
        .createdAt = row.get<Timestamp>(16),
        .updatedAt = row.get<Timestamp>(17),
    };
}

std::optional<Account> AccountStore::byId(std::int64_t id) {
    return _database.first(byIdSql, {{"id", id}}, accountFrom);
}

std::optional<Credentials> AccountStore::credentialsById(std::int64_t id) {
    return _database.first(byIdSql, {{"id", id}}, credentialsFrom);
}

std::optional<Credentials> AccountStore::credentialsByLogin(std::string_view login) {
    return _database.first(byLoginSql, {{"key", fold(login)}}, credentialsFrom);
}

std::optional<std::int64_t> AccountStore::idByUuid(std::string_view uuid) {
    return _database.value<std::int64_t>(idByUuidSql, {{"uuid", uuid}});
}

bool AccountStore::isTaken(std::string_view nameOrEmail, std::int64_t except) {
    return _database.value<std::int64_t>(takenSql, {{"key", fold(nameOrEmail)}, {"except", except}}).value_or(0) > 0;
}

bool AccountStore::superuserExists() { return _database.value<std::int64_t>(superusersSql).value_or(0) > 0; }

std::int64_t AccountStore::usableSuperusers() { return _database.value<std::int64_t>(usableSuperusersSql).value_or(0); }

std::int64_t
AccountStore::insert(const NewAccount& account, std::string_view passwordHash, std::optional<std::int64_t> parent) {
    const std::string& name = account.name.empty() ? account.username : account.name;
    const std::optional<std::string> email = orNull(account.email);
    const std::optional<std::string> emailKey = orNull(fold(account.email));
    return _database
        .value<std::int64_t>(
            insertSql,
            {{"uuid", Random::uuid()},
             {"username", account.username},
             {"username_key", fold(account.username)},
             {"email", email},
             {"email_key", emailKey},
             {"name", name},
             {"name_key", fold(name)},
             {"hash", passwordHash},
             {"role", account.role},
             {"superuser", account.isSuperuser},
             {"yes", true},
             {"no", false},
             {"must_change", account.mustChangePassword},
             {"parent", parent},
             {"now", Clock::now()}}
        )
        .value();
}

void AccountStore::change(const Account& account) {
    const std::optional<std::string> email = orNull(account.email);
    const std::optional<std::string> emailKey = orNull(fold(account.email));
    _database.execute(
        changeSql,
        {{"id", account.id},
         {"username", account.username},
         {"username_key", fold(account.username)},
         {"email", email},
         {"email_key", emailKey},
         {"name", account.name},
         {"name_key", fold(account.name)},
         {"now", Clock::now()}}
    );
}

void AccountStore::close(std::int64_t id) {
    _database.execute(closeSql, {{"id", id}, {"no", false}, {"now", Clock::now()}});
}

void AccountStore::setRank(const Account& account) {
    _database.execute(
        setRankSql,
        {{"id", account.id},
         {"role", account.role},
         {"type", account.userType},
         {"superuser", account.isSuperuser},
         {"now", Clock::now()}}
    );
}

void AccountStore::setActive(std::int64_t id, bool active) {
    _database.execute(setActiveSql, {{"id", id}, {"value", active}, {"now", Clock::now()}});
}

void AccountStore::setLocked(std::int64_t id, bool locked) {
    _database.execute(setLockedSql, {{"id", id}, {"value", locked}, {"now", Clock::now()}});
}

std::vector<std::string> AccountStore::formerPasswords(std::int64_t id, std::int64_t count) {
    return _database.rows(formerSql, {{"id", id}, {"count", count}}, [](const Row& row) {
        return row.get<std::string>(0);
    });
}

void AccountStore::setPassword(
    std::int64_t id, std::string_view passwordHash, bool mustChange, std::int64_t formerKept
) {
    _database.execute(keepFormerSql, {{"id", id}, {"now", Clock::now()}});
    _database.execute(forgetFormerSql, {{"id", id}, {"count", formerKept}});
    _database.execute(
        setPasswordSql, {{"id", id}, {"hash", passwordHash}, {"must_change", mustChange}, {"now", Clock::now()}}
    );
}

void AccountStore::rehash(std::int64_t id, std::string_view oldHash, std::string_view newHash) {
    _database.execute(rehashSql, {{"id", id}, {"old_hash", oldHash}, {"new_hash", newHash}});
}

void AccountStore::endTokens(std::int64_t id) { _database.execute(endTokensSql, {{"id", id}}); }

void AccountStore::noteFailure(
    std::int64_t id, std::int64_t failures, std::optional<Timestamp> since, std::optional<Timestamp> lockedUntil
) {
    _database.execute(
        noteFailureSql, {{"id", id}, {"failures", failures}, {"since", since}, {"locked_until", lockedUntil}}
    );
}

void AccountStore::noteLogin(std::int64_t id, Timestamp at) {
    _database.execute(noteLoginSql, {{"id", id}, {"now", at}});
}

void AccountStore::clearFailures(std::int64_t id) { _database.execute(clearFailuresSql, {{"id", id}}); }

} // namespace tenon::auth
