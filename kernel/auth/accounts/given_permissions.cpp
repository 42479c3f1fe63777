#include "given_permissions.h"

#include "account_guard.h"

#include <tenon/error.h>

#include <algorithm>

namespace tenon::auth {

namespace {

constexpr std::string_view everything = "*";

std::string codenameOf(PermissionStore& permissions, const std::string& key) {
    if (key == everything) {
        return key;
    }
    auto found = permissions.find(key);
    if (!found) {
        throw Invalid("permissions", Message("There is no permission {permission}.", {{"permission", key}}));
    }
    return std::move(found->codename);
}

} // namespace

std::string keyIn(const Json& value) {
    if (value.is_int64()) {
        return std::to_string(value.get_int64());
    }
    return value.is_string() ? std::string(textOf(value.get_string())) : std::string();
}

std::vector<std::string> givenPermissions(PermissionStore& permissions, const Caller& caller, const Json& list) {
    if (!list.is_array()) {
        throw Invalid("permissions", "Must be a list.");
    }
    std::vector<std::string> codenames;
    for (const Json& entry : list.get_array()) {
        codenames.push_back(codenameOf(permissions, keyIn(entry)));
        requireEverywhere(caller, codenames.back());
    }
    std::ranges::sort(codenames);
    codenames.erase(std::unique(codenames.begin(), codenames.end()), codenames.end());
    return codenames;
}

} // namespace tenon::auth
