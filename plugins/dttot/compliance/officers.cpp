#include "compliance/officers.h"

#include <tenon/notifications.h>
#include <tenon/system_caller.h>

#include <algorithm>

namespace dttot::compliance {

namespace {

std::vector<std::string> rolesThatReview(tenon::Accounts& accounts) {
    constexpr tenon::Paging all{.size = 10'000, .offset = 0};
    std::vector<std::string> keys;
    for (const tenon::Json& item : accounts.roles().list(tenon::SystemCaller("dttot.screening"), {}, all).items) {
        const tenon::JsonObject& role = item.as_object();
        const tenon::Json* permissions = role.if_contains("permissions");
        const bool reviews =
            permissions != nullptr && permissions->is_array()
            && std::ranges::any_of(permissions->get_array(), [](const tenon::Json& permission) {
                   return permission.is_string() && tenon::textOf(permission.get_string()) == reviewPermission;
               });
        if (reviews) {
            keys.push_back(std::to_string(role.at("id").to_number<std::int64_t>()));
        }
    }
    return keys;
}

} // namespace

void Officers::tell(const Match& match) {
    const auto notifier = _app.find<notifications::Notifier>();
    if (!notifier) {
        return;
    }
    const std::vector<std::string> roles = rolesThatReview(_app.accounts());
    if (roles.empty()) {
        return;
    }
    const std::string subject = std::to_string(match.subject);
    notifier->notify({
        .kind = "dttot.match",
        .title = {"{name} may be on a list", {{"name", match.name}}},
        .body = {"There are new matches to decide about.", {}},
        .to = {.accounts = {}, .roles = roles},
        .link = "/dttot/cases/?subject_id=" + subject,
        .isUrgent = true,
        .dedupeKey = "case-" + std::to_string(match.latestCase),
    });
}

} // namespace dttot::compliance
