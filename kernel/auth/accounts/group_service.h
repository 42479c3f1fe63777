#pragma once

#include "account_guard.h"
#include "group_store.h"
#include "permission_store.h"
#include "standings.h"

#include <tenon/accounts.h>
#include <tenon/audit.h>

#include <string_view>

namespace tenon::auth {

/// The rules of groups: nobody gives a group, or lets into it, more than he may do himself. Safe to call from many
/// threads.
class GroupService : public Groups {
public:
    static constexpr std::string_view addPermission = "users.add_group";
    static constexpr std::string_view changePermission = "users.change_group";
    static constexpr std::string_view deletePermission = "users.delete_group";

    struct Parts {
        Database& database;
        Audit& audit;
        AccountGuard& guard;
        GroupStore& groups;
        PermissionStore& permissions;
        Standings& standings;
    };

    explicit GroupService(const Parts& parts) : _parts(parts) {}

    [[nodiscard]] Page list(const Caller& caller, const JsonObject& filter, const Paging& paging) override;
    [[nodiscard]] JsonObject read(const Caller& caller, std::string_view key) override;
    JsonObject add(const Caller& caller, const JsonObject& group) override;
    JsonObject change(const Caller& caller, std::string_view key, const JsonObject& changes) override;
    void remove(const Caller& caller, std::string_view key) override;

private:
    [[nodiscard]] Group existing(std::string_view key);
    [[nodiscard]] JsonObject describe(const Group& group);
    [[nodiscard]] JsonObject describeWhole(const Group& group);
    void store(const Caller& caller, std::int64_t group, const JsonObject& members, std::string_view permission);
    void requireHeld(const Caller& caller, std::int64_t group);
    void noted(const Caller& caller, std::string_view action, std::int64_t group, Json before, Json after);
    void forgetMembers(std::int64_t group);

    const Parts _parts;
};

} // namespace tenon::auth
