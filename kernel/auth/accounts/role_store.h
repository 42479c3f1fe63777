#pragma once

#include <tenon/database.h>
#include <tenon/time.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::auth {

/// The SQL of roles, their permissions and who holds them; no rule, no audit. Safe to call from many threads.
class RoleStore {
public:
    explicit RoleStore(Database& database) : _database(database) {}

    /// What the account may do at `at` by all its roles: sorted, each once.
    [[nodiscard]] std::vector<std::string> permissionsOf(std::int64_t account, Timestamp at);
    /// The names of the roles that the account holds at `at`, sorted.
    [[nodiscard]] std::vector<std::string> rolesOf(std::int64_t account, Timestamp at);
    /// When the first of the assignments that hold at `at` ends.
    [[nodiscard]] std::optional<Timestamp> nextEnd(std::int64_t account, Timestamp at);
    [[nodiscard]] std::vector<std::int64_t> holdersOf(std::string_view role);

    /// What a role allows, sorted; nothing for an unknown role.
    [[nodiscard]] std::vector<std::string> permissionsIn(std::string_view role);

    /// Gives the role to the account until `until`, replacing an earlier assignment; false when there is no such role.
    bool grant(std::int64_t account, std::string_view role, std::optional<Timestamp> until);
    void revoke(std::int64_t account, std::string_view role);
    /// Makes the role, or changes the one of this name, to allow exactly `permissions`.
    void define(std::string_view role, std::string_view displayName, const std::vector<std::string>& permissions);

private:
    Database& _database;
};

} // namespace tenon::auth
