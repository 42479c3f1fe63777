#include "role_assignment.h"

#include "new_account.h"

#include <tenon/error.h>

#include <vector>

namespace identity {

namespace {

using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;

std::string keyAt(const JsonObject& asked, std::string_view member) {
    const Json* value = asked.if_contains(member);
    return value != nullptr ? keyOf(*value) : std::string();
}

bool takesAway(const JsonObject& asked) { return tenon::textAt(asked, "action", "assign") != "assign"; }

/// What a body names and does not exist is the body's fault.
template <typename Work>
auto orFaultOf(const char* member, Work&& work) {
    try {
        return work();
    } catch (const tenon::NotFound& missing) {
        throw tenon::Invalid(member, missing.message());
    }
}

/// The single assignments that `asked` stands for.
std::vector<JsonObject> assignmentsIn(const JsonObject& asked) {
    std::vector<JsonObject> single;
    if (const Json* users = asked.if_contains("user_ids")) {
        for (const Json& user : users->as_array()) {
            JsonObject one = asked;
            one.erase("user_ids");
            one.erase("assignments");
            one["user_id"] = user;
            single.push_back(std::move(one));
        }
    } else if (const Json* assignments = asked.if_contains("assignments")) {
        for (const Json& one : assignments->as_array()) {
            single.push_back(one.as_object());
        }
    }
    return single;
}

JsonObject resultOf(Parts& parts, const tenon::Caller& caller, const JsonObject& asked) {
    JsonObject result;
    for (const char* member : {"user_id", "role_id"}) {
        const Json* named = asked.if_contains(member);
        result[member] = named != nullptr ? *named : Json(nullptr);
    }
    try {
        const JsonObject assignment = assignRole(parts, caller, asked);
        result["success"] = true;
        result["status"] = takesAway(asked) ? "removed" : "assigned";
        return result;
    } catch (const tenon::Invalid& invalid) {
        result["code"] = invalid.code();
        result["message"] =
            invalid.fields().empty() ? invalid.message().english() : invalid.fields().front().message.english();
    } catch (const tenon::DatabaseError&) {
        throw;
    } catch (const tenon::Error& error) {
        result["code"] = error.code();
        result["message"] = error.message().english();
    }
    result["success"] = false;
    result["status"] = "failed";
    return result;
}

} // namespace

JsonObject assignRole(Parts& parts, const tenon::Caller& caller, const JsonObject& asked) {
    const std::string user = keyAt(asked, "user_id");
    const std::string role = keyAt(asked, "role_id");
    std::vector<tenon::FieldError> faults;
    if (user.empty()) {
        faults.push_back({"user_id", "This field is required."});
    }
    if (role.empty()) {
        faults.push_back({"role_id", "This field is required."});
    }
    if (!faults.empty()) {
        throw tenon::Invalid(std::move(faults));
    }
    const std::int64_t account = orFaultOf("user_id", [&] { return parts.accounts.idOf(caller, user); });
    const std::string key = std::to_string(account);
    static_cast<void>(orFaultOf("role_id", [&] { return parts.accounts.roles().read(caller, role); }));
    if (takesAway(asked)) {
        parts.accounts.roles().withdraw(caller, key, role);
        return {{"user", account}, {"role", asked.at("role_id")}, {"is_active", false}};
    }
    return parts.accounts.roles().assign(caller, key, role, asked);
}

JsonObject assignRoles(Parts& parts, const tenon::Caller& caller, const JsonObject& asked) {
    const std::vector<JsonObject> single = assignmentsIn(asked);
    if (single.empty()) {
        throw tenon::Invalid("user_ids", "This field is required.");
    }
    if (asked.contains("user_ids") && keyAt(asked, "role_id").empty()) {
        throw tenon::Invalid("role_id", "This field is required.");
    }
    JsonArray results;
    std::int64_t succeeded = 0;
    for (const JsonObject& one : single) {
        JsonObject result = resultOf(parts, caller, one);
        succeeded += result.at("success").as_bool() ? 1 : 0;
        results.emplace_back(std::move(result));
    }
    const auto failed = static_cast<std::int64_t>(results.size()) - succeeded;
    return {{"results", std::move(results)}, {"succeeded", succeeded}, {"failed", failed}};
}

} // namespace identity
