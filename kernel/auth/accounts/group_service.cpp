#include "group_service.h"

#include "folding.h"
#include "given_permissions.h"
#include "unless_taken.h"

#include <tenon/error.h>

namespace tenon::auth {

namespace {

constexpr const char* taken = "A group with this name already exists.";
constexpr std::string_view model = "tenon_group";
constexpr std::size_t longestName = 150;

void read(const JsonObject& members, Group& group) {
    group.name = textAt(members, "name", group.name);
    group.description = textAt(members, "description", group.description);
    const auto length = codePointsOf(group.name);
    if (!length || *length < 1 || *length > longestName) {
        throw Invalid("name", "Enter 1 to 150 characters.");
    }
}

} // namespace

Page GroupService::list(const Caller& caller, const JsonObject& filter, const Paging& paging) {
    requireSignedIn(caller);
    const auto found = _parts.groups.page(textAt(filter, "search"), paging.size, paging.offset);
    Page page{.items = {}, .total = found.total, .size = paging.size, .offset = paging.offset};
    for (const Group& group : found.groups) {
        page.items.emplace_back(describe(group));
    }
    return page;
}

JsonObject GroupService::read(const Caller& caller, std::string_view key) {
    requireSignedIn(caller);
    const Group group = existing(key);
    const bool seesAll = caller.scopeOf(AccountGuard::viewPermission).isAll;
    return seesAll ? describeWhole(group) : describe(group);
}

JsonObject GroupService::add(const Caller& caller, const JsonObject& members) {
    requireEverywhere(caller, addPermission);
    return unlessTaken("name", taken, [&] {
        return _parts.database.transaction([&] {
            Group group;
            auth::read(members, group);
            const std::int64_t id = _parts.groups.insert(group);
            store(caller, id, members, addPermission);
            JsonObject added = describeWhole(existing(std::to_string(id)));
            noted(caller, "auth.group.added", id, nullptr, added);
            return added;
        });
    });
}

JsonObject GroupService::change(const Caller& caller, std::string_view key, const JsonObject& changes) {
    requireEverywhere(caller, changePermission);
    return unlessTaken("name", taken, [&] {
        return _parts.database.transaction([&] {
            Group group = existing(key);
            requireHeld(caller, group.id);
            const JsonObject before = describeWhole(group);
            auth::read(changes, group);
            _parts.groups.change(group);
            forgetMembers(group.id);
            store(caller, group.id, changes, changePermission);
            JsonObject after = describeWhole(existing(std::to_string(group.id)));
            noted(caller, "auth.group.changed", group.id, before, after);
            return after;
        });
    });
}

void GroupService::remove(const Caller& caller, std::string_view key) {
    requireEverywhere(caller, deletePermission);
    _parts.database.transaction([&] {
        const Group group = existing(key);
        requireHeld(caller, group.id);
        const JsonObject before = describeWhole(group);
        forgetMembers(group.id);
        _parts.groups.remove(group.id);
        noted(caller, "auth.group.removed", group.id, before, nullptr);
    });
}

Group GroupService::existing(std::string_view key) {
    auto group = _parts.groups.find(key);
    if (!group) {
        throw NotFound("There is no such group.");
    }
    return std::move(*group);
}

JsonObject GroupService::describe(const Group& group) {
    return {
        {"id", group.id},
        {"uuid", group.uuid},
        {"name", group.name},
        {"description", group.description},
        {"permissions", boost::json::value_from(_parts.groups.permissionsIn(group.id))},
        {"member_count", group.memberCount},
    };
}

JsonObject GroupService::describeWhole(const Group& group) {
    JsonObject whole = describe(group);
    JsonArray members;
    for (const GroupMember& member : _parts.groups.membersOf(group.id)) {
        members.push_back(
            {{"id", member.id}, {"uuid", member.uuid}, {"username", member.username}, {"name", member.name}}
        );
    }
    whole["members"] = std::move(members);
    return whole;
}

/// Stores permissions and members as far as they are there.
void GroupService::store(
    const Caller& caller, std::int64_t group, const JsonObject& members, std::string_view permission
) {
    if (const Json* permissions = members.if_contains("permissions")) {
        _parts.groups.setPermissions(group, givenPermissions(_parts.permissions, caller, *permissions));
    }
    const Json* accounts = members.if_contains("members");
    if (accounts == nullptr || !accounts->is_array()) {
        return;
    }
    std::vector<std::int64_t> ids;
    for (const Json& key : accounts->get_array()) {
        ids.push_back(_parts.guard.changeable(caller, keyIn(key), permission).id);
    }
    _parts.groups.setMembers(group, ids);
    forgetMembers(group);
}

/// Who may not do what a group allows, does not change it: else he could let himself in.
void GroupService::requireHeld(const Caller& caller, std::int64_t group) {
    for (const std::string& permission : _parts.groups.permissionsIn(group)) {
        caller.require(permission);
    }
}

void GroupService::noted(const Caller& caller, std::string_view action, std::int64_t group, Json before, Json after) {
    _parts.audit.record(
        caller,
        {.action = action,
         .model = model,
         .record = std::to_string(group),
         .before = std::move(before),
         .after = std::move(after)}
    );
}

void GroupService::forgetMembers(std::int64_t group) {
    for (const GroupMember& member : _parts.groups.membersOf(group)) {
        _parts.standings.changed(member.id);
    }
}

} // namespace tenon::auth
