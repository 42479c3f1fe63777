#include "new_account.h"

#include <tenon/error.h>

#include <algorithm>
#include <utility>

namespace identity {

namespace {

using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;
using tenon::textAt;

std::string joined(std::string_view first, std::string_view last) {
    std::string name(first);
    return name.append(first.empty() || last.empty() ? "" : " ").append(last);
}

bool isNamedBy(const Json& role, const std::string& key) {
    const auto is = [&](const char* member) { return keyOf(role.at(member)) == key; };
    return is("id") || is("uuid") || is("name");
}

/// Makes the roles beside the main one exactly those of `wanted`.
void setRoles(Parts& parts, const tenon::Caller& caller, const JsonObject& account, const JsonArray& wanted) {
    const std::string key = keyOf(account.at("id"));
    const JsonArray& held = account.at("roles").as_array();
    for (const Json& role : wanted) {
        const std::string name = keyOf(role);
        if (std::ranges::none_of(held, [&](const Json& one) { return isNamedBy(one, name); })) {
            parts.accounts.roles().assign(caller, key, name, {});
        }
    }
    for (const Json& role : held) {
        const bool stays = role.at("is_primary").as_bool()
                           || std::ranges::any_of(wanted, [&](const Json& one) { return isNamedBy(role, keyOf(one)); });
        if (!stays) {
            parts.accounts.roles().withdraw(caller, key, keyOf(role.at("id")));
        }
    }
}

/// A role that a body names and that does not exist is the body's fault.
template <typename Work>
void orFaultOfRoles(Work&& work) {
    try {
        work();
    } catch (const tenon::NotFound& missing) {
        throw tenon::Invalid("roles", missing.message());
    }
}

} // namespace

std::string keyOf(const Json& value) {
    if (value.is_int64()) {
        return std::to_string(value.get_int64());
    }
    return value.is_string() ? std::string(tenon::textOf(value.get_string())) : std::string();
}

JsonObject newAccountIn(const JsonObject& body) {
    if (textAt(body, "password_confirm", textAt(body, "password")) != textAt(body, "password")) {
        throw tenon::Invalid("password_confirm", "The two passwords differ.");
    }
    JsonObject account = body;
    if (textAt(body, "name").empty()) {
        account["name"] = joined(textAt(body, "first_name"), textAt(body, "last_name"));
    }
    return account;
}

JsonObject addAccount(Parts& parts, const tenon::Caller& caller, const JsonObject& body) {
    const JsonObject account = newAccountIn(body);
    return parts.accounts.add(caller, account, [&](const JsonObject& added) {
        parts.profiles.change(caller, added.at("id").as_int64(), body);
        const Json* roles = body.if_contains("roles");
        if (roles == nullptr) {
            return;
        }
        orFaultOfRoles([&] {
            for (const Json& role : roles->as_array()) {
                parts.accounts.roles().assign(caller, keyOf(added.at("id")), keyOf(role), {});
            }
        });
    });
}

JsonObject changeAccount(Parts& parts, const tenon::Caller& caller, std::string_view key, const JsonObject& body) {
    return parts.database.transaction([&] {
        JsonObject changes = body;
        const JsonObject before = parts.accounts.read(caller, key);
        const bool namesPart = body.contains("first_name") || body.contains("last_name");
        if (namesPart && !body.contains("name")) {
            changes["name"] = joined(
                textAt(body, "first_name", textAt(before, "first_name")),
                textAt(body, "last_name", textAt(before, "last_name"))
            );
        }
        const std::string id = keyOf(before.at("id"));
        const JsonObject after = parts.accounts.change(caller, id, changes);
        parts.profiles.change(caller, before.at("id").as_int64(), body);
        if (const Json* roles = body.if_contains("roles")) {
            orFaultOfRoles([&] { setRoles(parts, caller, after, roles->as_array()); });
        }
        return parts.accounts.read(caller, id);
    });
}

} // namespace identity
