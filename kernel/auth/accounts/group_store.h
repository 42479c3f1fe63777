#pragma once

#include <tenon/database.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::auth {

/// A group as it is stored, without permissions and members.
struct Group {
    std::int64_t id = 0;
    std::string uuid;
    std::string name;
    std::string description;
    std::int64_t memberCount = 0;
};

/// An account that belongs to a group.
struct GroupMember {
    std::int64_t id = 0;
    std::string uuid;
    std::string username;
    std::string name;
};

/// The SQL of groups; no rule, no audit. Safe to call from many threads.
class GroupStore {
public:
    explicit GroupStore(Database& database) : _database(database) {}

    /// The group with this id, UUID or name.
    [[nodiscard]] std::optional<Group> find(std::string_view key);

    struct Found {
        std::vector<Group> groups;
        std::int64_t total = 0;
    };

    /// By name.
    [[nodiscard]] Found page(std::string_view search, std::int64_t limit, std::int64_t offset);
    [[nodiscard]] std::vector<std::string> permissionsIn(std::int64_t group);
    [[nodiscard]] std::vector<GroupMember> membersOf(std::int64_t group);

    /// Name and description; returns the id. Throws DatabaseError (Unique) when the name is taken.
    std::int64_t insert(const Group& group);
    void change(const Group& group);
    void remove(std::int64_t group);
    void setPermissions(std::int64_t group, const std::vector<std::string>& permissions);
    void setMembers(std::int64_t group, const std::vector<std::int64_t>& accounts);

private:
    Database& _database;
};

} // namespace tenon::auth
