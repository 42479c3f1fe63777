#pragma once

#include <tenon/database.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::auth {

/// A permission as it is registered.
struct Permission {
    std::int64_t id = 0;
    std::string uuid;
    std::string codename; ///< "users.add_user"
    std::string name;
    std::string description;
    std::string module;
    std::optional<std::int64_t> category;
    std::string categoryName;
    bool isCustom = false; ///< The deployer's own
};

/// A heading for permissions.
struct PermissionCategory {
    std::int64_t id = 0;
    std::string uuid;
    std::string name;
    std::string displayName;
    std::string description;
};

/// The SQL of the register of permissions; no rule, no audit. Safe to call from many threads.
class PermissionStore {
public:
    explicit PermissionStore(Database& database) : _database(database) {}

    /// Registers what a module declares, or its new sentence.
    void declare(std::string_view codename, std::string_view sentence);

    /// The permission with this id, UUID or codename.
    [[nodiscard]] std::optional<Permission> find(std::string_view key);

    enum class Origin { Any, Custom };

    struct Found {
        std::vector<Permission> permissions;
        std::int64_t total = 0;
    };

    /// By codename; `search` in codename and name.
    [[nodiscard]] Found page(Origin origin, std::string_view search, std::int64_t limit, std::int64_t offset);

    /// Returns the id; throws DatabaseError (Unique) when the codename is taken.
    std::int64_t insert(const Permission& permission);
    void remove(std::int64_t id);

    [[nodiscard]] std::optional<PermissionCategory> category(std::string_view key);

    struct FoundCategories {
        std::vector<PermissionCategory> categories;
        std::int64_t total = 0;
    };

    [[nodiscard]] FoundCategories categories(std::int64_t limit, std::int64_t offset);
    std::int64_t insert(const PermissionCategory& category);

private:
    Database& _database;
};

} // namespace tenon::auth
