#include "people.h"

#include <tenon/error.h>
#include <tenon/system_caller.h>

#include <algorithm>

namespace notifications {

namespace {

using tenon::Json;
using tenon::JsonObject;

constexpr std::int64_t accountsAtOnce = 1000;

std::string keyOf(const Json& value) {
    return value.is_string() ? std::string(tenon::textOf(value.get_string())) : boost::json::serialize(value);
}

void sortOut(std::vector<std::int64_t>& ids) {
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

} // namespace

std::optional<Person> People::with(std::int64_t account) {
    try {
        const JsonObject found = _app.accounts().read(tenon::SystemCaller("notifications"), std::to_string(account));
        if (!tenon::flagAt(found, "is_active")) {
            return std::nullopt;
        }
        const std::string_view language = tenon::textAt(found, "language_preference", _usual.language);
        return Person{
            .id = account,
            .username = std::string(tenon::textAt(found, "username")),
            .email = std::string(tenon::textAt(found, "email")),
            .language = std::string(language.substr(0, language.find('-'))), // Catalogues know no regions
            .timeZone = std::string(tenon::textAt(found, "timezone", _usual.timeZone)),
        };
    } catch (const tenon::NotFound&) {
        return std::nullopt;
    }
}

std::vector<std::int64_t> People::in(const Audience& audience) {
    std::vector<std::int64_t> ids = audience.accounts;
    for (const std::string& role : audience.roles) {
        addThose(ids, tenon::SystemCaller("notifications"), role);
    }
    if (audience.everybody) {
        addThose(ids, tenon::SystemCaller("notifications"), {});
    }
    sortOut(ids);
    return ids;
}

std::vector<std::int64_t>
People::namedBy(const tenon::Caller& caller, const tenon::JsonArray& users, const tenon::JsonArray& roles) {
    std::vector<std::int64_t> ids;
    std::vector<tenon::FieldError> faults;
    const auto each = [&faults](const char* field, const tenon::JsonArray& keys, const char* fault, auto&& add) {
        for (std::size_t i = 0; i < keys.size(); ++i) {
            try {
                add(keyOf(keys[i]));
            } catch (const tenon::Error& error) {
                if (error.status() != 404 && error.status() != 400) {
                    throw;
                }
                faults.push_back({std::string(field) + '.' + std::to_string(i), fault});
            }
        }
    };
    each("user_ids", users, "There is no such user.", [&](const std::string& key) {
        ids.push_back(_app.accounts().idOf(caller, key));
    });
    each("roles", roles, "There is no such role.", [&](const std::string& key) { addThose(ids, caller, key); });
    if (!faults.empty()) {
        throw tenon::Invalid(std::move(faults));
    }
    sortOut(ids);
    return ids;
}

std::vector<std::int64_t> People::seenBy(const tenon::Caller& caller) {
    std::vector<std::int64_t> ids;
    addThose(ids, caller, {});
    return ids;
}

void People::addThose(std::vector<std::int64_t>& ids, const tenon::Caller& caller, std::string_view role) {
    JsonObject filter{{"is_active", true}, {"ordering", "id"}};
    if (!role.empty()) {
        filter["role"] = role;
    }
    tenon::Paging paging{.size = accountsAtOnce, .offset = 0};
    for (;;) {
        const tenon::Page page = _app.accounts().list(caller, filter, paging);
        for (const Json& account : page.items) {
            ids.push_back(account.at("id").to_number<std::int64_t>());
        }
        paging.offset += accountsAtOnce;
        if (paging.offset >= page.total) {
            return;
        }
    }
}

} // namespace notifications
