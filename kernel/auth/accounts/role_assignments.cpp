/// The part of RoleService that is about who holds a role.

#include "given_permissions.h"
#include "role_service.h"

#include <tenon/error.h>

namespace tenon::auth {

namespace {

constexpr std::string_view accountModel = "tenon_user";
constexpr std::string_view superuserType = "super_admin";

Json orNull(const std::optional<Timestamp>& at) { return at ? Json(at->text()) : Json(nullptr); }

Json orNull(const std::optional<std::int64_t>& id) { return id ? Json(*id) : Json(nullptr); }

std::optional<std::int64_t> idOf(const Caller& caller) {
    return caller.isSignedIn() ? std::optional(caller.id()) : std::nullopt;
}

JsonArray placesOf(const Assignment& assignment) {
    JsonArray places;
    for (const Place& place : assignment.places) {
        places.push_back({{"kind", place.kind}, {"id", place.id}});
    }
    return places;
}

JsonObject describe(const Assignment& assignment) {
    return {
        {"id", assignment.id},
        {"user", assignment.account},
        {"user_id", assignment.account},
        {"username", assignment.username},
        {"role", assignment.role},
        {"role_id", assignment.role},
        {"role_uuid", assignment.roleUuid},
        {"role_name", assignment.roleName},
        {"assigned_by", orNull(assignment.assignedBy)},
        {"assigned_by_name", assignment.assignedByName.empty() ? "system" : assignment.assignedByName},
        {"assigned_at", assignment.assignedAt.text()},
        {"expires_at", orNull(assignment.expiresAt)},
        {"reason", assignment.reason},
        {"scope", assignment.givenScope().name},
        {"places", placesOf(assignment)},
        {"is_active", assignment.holds(Clock::now())},
        {"is_primary", assignment.isPrimary},
    };
}

std::optional<Timestamp> endIn(const JsonObject& terms) {
    const std::string_view text = textAt(terms, "expires_at");
    if (text.empty()) {
        return std::nullopt;
    }
    const auto end = Timestamp::parse(text);
    if (!end) {
        throw Invalid("expires_at", "Must be a time such as 2026-01-31T08:00:00Z.");
    }
    if (*end <= Clock::now()) {
        throw Invalid("expires_at", "Must be in the future.");
    }
    return end;
}

} // namespace

Role RoleService::named(std::string_view key) {
    auto role = _parts.roles.find(key);
    if (!role) {
        throw Invalid("role", Message("There is no role {role}.", {{"role", key}}));
    }
    return std::move(*role);
}

Role RoleService::typeNamed(std::string_view name) {
    auto type = _parts.roles.type(name);
    if (!type) {
        throw Invalid("user_type", Message("There is no user type {type}.", {{"type", name}}));
    }
    return std::move(*type);
}

Role RoleService::roleFor(const NewAccount& account) {
    if (!account.role.empty()) {
        return named(account.role);
    }
    if (!account.userType.empty()) {
        return typeNamed(account.userType);
    }
    return named(account.isSuperuser ? adminRole : standardRole);
}

void RoleService::requireGivable(const Caller& caller, const Role& role) {
    if (caller.isSuperuser() || (role.isBuiltin && role.name == standardRole)) {
        return;
    }
    caller.require(assignPermission);
    const std::int64_t level = _parts.assignments.levelOf(caller.id(), Clock::now());
    if (role.makesSuperuser || level == 0 || level >= role.level) {
        throw Forbidden("ROLE_LEVEL", "You may give only roles of a lower level than your own.");
    }
    for (const std::string& permission : _parts.roles.permissionsIn(role.id)) {
        caller.require(permission); // Nobody gives away more than he has.
    }
}

void RoleService::requireRoom(const Role& role) {
    if (role.maxAssignments && _parts.assignments.countHolders(role.id, Clock::now()) >= *role.maxAssignments) {
        throw Conflict(
            "ROLE_LIMIT",
            "As many accounts as may do hold this role already.",
            {{"max_assignments", *role.maxAssignments}}
        );
    }
}

GivenScope
RoleService::givable(const Caller& caller, const Role& role, GivenScope wanted, std::string_view permission) {
    GivenScope given = narrowed(std::move(wanted), caller.scopeOf(permission));
    for (const std::string& allowed : _parts.roles.permissionsIn(role.id)) {
        given = narrowed(std::move(given), caller.scopeOf(allowed));
    }
    return given;
}

void RoleService::giveMain(
    const Caller& caller, Account account, const Role& role, const std::optional<GivenScope>& scope
) {
    if (const auto before = _parts.assignments.primary(account.id)) {
        _parts.assignments.remove(account.id, before->role);
    }
    auto held = _parts.assignments.find(account.id, role.id);
    if (!held || !held->holds(Clock::now())) {
        requireRoom(role);
    }
    Assignment main{.account = account.id, .role = role.id, .assignedBy = idOf(caller), .isPrimary = true};
    if (scope && scope->name != role.scope) {
        main.scope = scope->name;
        main.places = scope->places;
    }
    _parts.assignments.put(main);
    account.role = role.name;
    account.isSuperuser = account.isSuperuser || role.makesSuperuser;
    account.userType = account.isSuperuser ? std::string(superuserType) : role.userType;
    _parts.accounts.setRank(account);
}

void RoleService::setMain(const Caller& caller, std::int64_t id, const Role& role) {
    caller.require(assignPermission);
    _parts.database.transaction([&] {
        Account account = _parts.guard.changeable(caller, id, assignPermission);
        AccountGuard::requireOther(caller, account);
        requireGivable(caller, role);
        const auto before = _parts.assignments.primary(id);
        if (before && before->role == role.id) {
            return;
        }
        if (!role.makesSuperuser) {
            _parts.guard.requireNotLastSuperuser(account);
            account.isSuperuser = false;
        }
        const std::string former = account.role;
        giveMain(caller, std::move(account), role, givable(caller, role, {role.scope}, assignPermission));
        notedFor(caller, "auth.role.changed", id, JsonObject{{"role", role.name}, {"former", former}});
    });
}

JsonObject RoleService::assign(
    const Caller& caller, std::string_view accountKey, std::string_view roleKey, const JsonObject& terms
) {
    caller.require(assignPermission);
    return _parts.database.transaction([&] {
        const Account account = _parts.guard.changeable(caller, accountKey, assignPermission);
        const Role role = existing(roleKey);
        requireGivable(caller, role);
        auto held = _parts.assignments.find(account.id, role.id);
        if (held && !held->holds(Clock::now())) {
            held.reset();
        }
        Assignment given{
            .account = account.id,
            .role = role.id,
            .assignedBy = idOf(caller),
            .expiresAt = endIn(terms),
            .reason = std::string(textAt(terms, "reason")),
            .isPrimary = held && held->isPrimary,
            .roleScope = role.scope,
        };
        limit(caller, role, terms, held, given);
        const bool sameEnd = given.isPrimary || (held && held->expiresAt == given.expiresAt);
        if (sameEnd && held->givenScope() == given.givenScope()) {
            throw Conflict("DUPLICATE", "The account holds this role already.");
        }
        if (given.isPrimary && given.expiresAt) {
            throw Conflict("ROLE_PRIMARY", "The main role of an account does not end.");
        }
        if (!held) {
            requireRoom(role);
        }
        _parts.assignments.put(given);
        JsonObject shown = auth::describe(_parts.assignments.find(account.id, role.id).value());
        notedFor(caller, "auth.role.assigned", account.id, shown);
        return shown;
    });
}

/// Gives `given` the scope that `terms` name, that which the account has the role with already, or the role's own; no
/// more than the caller reaches.
void RoleService::limit(
    const Caller& caller,
    const Role& role,
    const JsonObject& terms,
    const std::optional<Assignment>& held,
    Assignment& given
) {
    const bool isNamed = !textAt(terms, "scope").empty() || terms.contains("places");
    const GivenScope wanted = !isNamed && held ? held->givenScope() : givenScopeIn(terms, role.scope, _parts.places);
    const GivenScope allowed = givable(caller, role, wanted, assignPermission);
    if (isNamed && allowed != wanted) {
        throw Forbidden("ROLE_SCOPE", "You may give a role only for what you reach yourself.");
    }
    if (isNamed || allowed != GivenScope{role.scope, {}}) {
        given.scope = allowed.name;
        given.places = allowed.places;
    }
}

void RoleService::withdraw(const Caller& caller, std::string_view accountKey, std::string_view roleKey) {
    caller.require(assignPermission);
    _parts.database.transaction([&] {
        const Account account = _parts.guard.changeable(caller, accountKey, assignPermission);
        const Role role = existing(roleKey);
        AccountGuard::requireOther(caller, account);
        requireGivable(caller, role);
        const auto held = _parts.assignments.find(account.id, role.id);
        if (!held) {
            throw NotFound("The account does not hold this role.");
        }
        if (held->isPrimary) {
            throw Conflict("ROLE_PRIMARY", "The main role of an account is changed, not taken away.");
        }
        _parts.assignments.remove(account.id, role.id);
        notedFor(caller, "auth.role.withdrawn", account.id, JsonObject{{"role", role.name}});
    });
}

Page RoleService::assignments(const Caller& caller, const JsonObject& filter, const Paging& paging) {
    requireSignedIn(caller);
    AssignmentStore::Filter asked;
    if (const Json* account = filter.if_contains("user"); account != nullptr && !account->is_null()) {
        asked.account = _parts.guard.visible(caller, keyIn(*account)).id;
    } else if (!caller.scopeOf(AccountGuard::viewPermission).isAll) {
        asked.account = caller.id();
    }
    if (const Json* role = filter.if_contains("role"); role != nullptr && !role->is_null()) {
        asked.role = existing(keyIn(*role)).id;
    }
    const AssignmentStore::Found found = _parts.assignments.page(asked, paging.size, paging.offset);
    Page page{.items = {}, .total = found.total, .size = paging.size, .offset = paging.offset};
    for (const Assignment& assignment : found.assignments) {
        page.items.emplace_back(auth::describe(assignment));
    }
    return page;
}

void RoleService::notedFor(const Caller& caller, std::string_view action, std::int64_t account, Json after) {
    _parts.audit.record(
        caller, {.action = action, .model = accountModel, .record = std::to_string(account), .after = std::move(after)}
    );
    _parts.standings.changed(account);
}

} // namespace tenon::auth
