#include "group_roles.h"

#include <tenon/error.h>

#include <algorithm>

namespace identity {

namespace {

using tenon::Json;
using tenon::JsonObject;
using tenon::Message;

constexpr std::string_view storeSql =
    "INSERT INTO identity_group_role (group_id, role_name, updated_at) VALUES (:group, :role, :now) "
    "ON CONFLICT (group_id) DO UPDATE SET role_name = excluded.role_name, updated_at = excluded.updated_at";
constexpr std::string_view selectSql = "SELECT role_name FROM identity_group_role WHERE group_id = :group";

/// The user of the group with this name, or null.
const Json* memberNamed(const tenon::JsonArray& members, std::string_view name) {
    const auto found = std::ranges::find_if(members, [&](const Json& member) {
        return tenon::textAt(member.as_object(), "username") == name;
    });
    return found == members.end() ? nullptr : &*found;
}

} // namespace

void GroupRoles::assign(
    const tenon::Caller& caller, std::string_view name, std::string_view role, const tenon::JsonArray& names
) {
    caller.require("users.view_user");
    _app.database().transaction([&] {
        JsonObject group;
        try {
            group = _parts.accounts.groups().read(caller, name);
        } catch (const tenon::NotFound&) {
            throw tenon::Invalid(Message("Group {group} does not exist", {{"group", name}}));
        }
        const tenon::JsonArray& members = group.at("members").as_array();
        for (const Json& asked : names) {
            const std::string_view user = tenon::textOf(asked.as_string());
            const Json* member = memberNamed(members, user);
            if (member == nullptr) {
                throw tenon::Invalid(Message("{user} is no member of {group}", {{"user", user}, {"group", name}}));
            }
            const std::string id = std::to_string(member->at("id").as_int64());
            static_cast<void>(_parts.accounts.setRole(caller, id, role));
        }
        const std::int64_t id = group.at("id").as_int64();
        _app.database().execute(storeSql, {{"group", id}, {"role", role}, {"now", tenon::Clock::now()}});
        _app.audit().record(
            caller,
            {.action = "identity.group_role.assigned",
             .model = "tenon_group",
             .record = std::to_string(id),
             .after = JsonObject{{"role", role}, {"members", names}}}
        );
    });
}

std::string GroupRoles::roleOf(const tenon::Caller& caller, std::string_view name) {
    caller.require("users.view_user");
    std::optional<std::string> role;
    try {
        const JsonObject group = _parts.accounts.groups().read(caller, name);
        role = _app.database().value<std::string>(selectSql, {{"group", group.at("id").as_int64()}});
    } catch (const tenon::NotFound&) {
        role.reset(); // The document has one sentence for both.
    }
    if (!role) {
        throw tenon::NotFound(Message("No role assigned to group {group}", {{"group", name}}));
    }
    return *role;
}

} // namespace identity
