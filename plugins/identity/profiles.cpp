#include "profiles.h"

#include <tenon/error.h>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

namespace identity {

namespace {

using tenon::Json;
using tenon::JsonObject;

constexpr std::array<std::string_view, 8> textMembers{
    "first_name",
    "last_name",
    "mobile",
    "employee_id",
    "designation",
    "department",
    "language_preference",
    "timezone",
};
constexpr std::array<std::string_view, 2> numberMembers{"district_id", "thana_id"};

constexpr std::string_view columns =
    "SELECT user_id, first_name, last_name, mobile, employee_id, designation, department, "
    "language, timezone, district_id, thana_id FROM identity_profile WHERE user_id ";
constexpr std::string_view ofOne = "= :i0";
constexpr std::size_t idsPerStatement = 64;
constexpr std::string_view changeSql =
    "INSERT INTO identity_profile (user_id, first_name, last_name, mobile, employee_id, designation, department, "
    "language, "
    "timezone, district_id, thana_id, updated_at) VALUES (:id, :first_name, :last_name, :mobile, :employee_id, "
    ":designation, :department, :language_preference, :timezone, :district_id, :thana_id, :now) ON CONFLICT (user_id) "
    "DO UPDATE SET first_name = excluded.first_name, last_name = excluded.last_name, mobile = excluded.mobile, "
    "employee_id = excluded.employee_id, designation = excluded.designation, department = excluded.department, "
    "language = excluded.language, timezone = excluded.timezone, district_id = excluded.district_id, "
    "thana_id = excluded.thana_id, updated_at = excluded.updated_at";

const std::array<std::string, idsPerStatement>& names() {
    static const auto made = [] {
        std::array<std::string, idsPerStatement> list;
        for (std::size_t i = 0; i < idsPerStatement; ++i) {
            list[i] = "i" + std::to_string(i);
        }
        return list;
    }();
    return made;
}

/// Two texts, so that they stay prepared: for one account and for a chunk, which is filled up with its last id.
const std::string& selectFor(std::size_t count) {
    static const std::string one = std::string(columns).append(ofOne);
    static const std::string many = [] {
        std::string sql = std::string(columns).append("IN (");
        for (const std::string& name : names()) {
            sql.append(":").append(name).append(", ");
        }
        sql.replace(sql.size() - 2, 2, ")");
        return sql;
    }();
    return count == 1 ? one : many;
}

JsonObject profileFrom(const tenon::Row& row) {
    JsonObject profile;
    std::size_t column = 1;
    for (const std::string_view member : textMembers) {
        profile[member] = row.isNull(column) ? Json(nullptr) : Json(row.text(column));
        ++column;
    }
    for (const std::string_view member : numberMembers) {
        profile[member] = row.isNull(column) ? Json(nullptr) : Json(row.integer(column));
        ++column;
    }
    return profile;
}

JsonObject emptyProfile() {
    JsonObject profile;
    for (const std::string_view member : textMembers) {
        profile[member] = nullptr;
    }
    for (const std::string_view member : numberMembers) {
        profile[member] = nullptr;
    }
    return profile;
}

std::unordered_map<std::int64_t, JsonObject> profilesOf(tenon::Database& database, std::vector<std::int64_t> ids) {
    std::unordered_map<std::int64_t, JsonObject> found;
    for (std::size_t at = 0; at < ids.size(); at += idsPerStatement) {
        const std::size_t count = std::min(idsPerStatement, ids.size() - at);
        std::vector<tenon::Param> params;
        for (std::size_t i = 0; i < (count == 1 ? 1 : idsPerStatement); ++i) {
            params.push_back({names()[i], ids[at + std::min(i, count - 1)]});
        }
        database.run(selectFor(count), params, [&](const tenon::Row& row) {
            found.emplace(row.integer(0), profileFrom(row));
        });
    }
    return found;
}

/// The two parts of a name as they were given, as long as they still make up the name.
void addNames(JsonObject& account, JsonObject& profile) {
    const std::string_view first = tenon::textAt(profile, "first_name");
    const std::string_view last = tenon::textAt(profile, "last_name");
    std::string whole(first);
    whole.append(first.empty() || last.empty() ? "" : " ").append(last);
    if (!whole.empty() && whole == tenon::textAt(account, "name")) {
        account["first_name"] = first;
        account["last_name"] = last;
    }
    profile.erase("first_name");
    profile.erase("last_name");
}

bool isOneOf(char c, std::string_view others) { return others.find(c) != std::string_view::npos; }

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

void requireGood(const JsonObject& profile) {
    std::vector<tenon::FieldError> faults;
    const auto check = [&](const char* member, const char* fault, auto&& fits) {
        if (!std::ranges::all_of(tenon::textAt(profile, member), fits)) {
            faults.push_back({member, fault});
        }
    };
    check("mobile", "Must be a telephone number.", [](char c) { return isDigit(c) || isOneOf(c, "+-() "); });
    check("language_preference", "Must be a language such as en or ar.", [](char c) {
        return isLetter(c) || isDigit(c) || c == '-';
    });
    check("timezone", "Must be a time zone such as Asia/Dhaka.", [](char c) {
        return isLetter(c) || isDigit(c) || isOneOf(c, "/_+-");
    });
    if (!faults.empty()) {
        throw tenon::Invalid(std::move(faults));
    }
}

/// `profile` with those of its members that are in `changes`.
JsonObject changed(JsonObject profile, const JsonObject& changes) {
    const auto take = [&](std::string_view member) {
        if (const Json* value = changes.if_contains(member)) {
            profile[member] = *value;
        }
    };
    std::ranges::for_each(textMembers, take);
    std::ranges::for_each(numberMembers, take);
    return profile;
}

/// The parameters that store a profile, which they borrow.
std::vector<tenon::Param> storedForm(std::int64_t account, const JsonObject& profile) {
    std::vector<tenon::Param> params{{"id", account}, {"now", tenon::Clock::now()}};
    for (const std::string_view member : textMembers) {
        const Json& value = profile.at(member);
        params.push_back({member, value.is_string() ? tenon::Value(value.get_string()) : tenon::Value(nullptr)});
    }
    for (const std::string_view member : numberMembers) {
        const Json& value = profile.at(member);
        params.push_back({member, value.is_int64() ? tenon::Value(value.get_int64()) : tenon::Value(nullptr)});
    }
    return params;
}

} // namespace

void Profiles::describe(const std::vector<JsonObject*>& accounts) {
    std::vector<std::int64_t> ids;
    for (const JsonObject* account : accounts) {
        ids.push_back(account->at("id").to_number<std::int64_t>());
    }
    auto known = profilesOf(_app.database(), ids);
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        JsonObject& account = *accounts[i];
        const auto found = known.find(ids[i]);
        JsonObject profile = found == known.end() ? emptyProfile() : std::move(found->second);
        addNames(account, profile);
        if (profile["language_preference"].is_null()) {
            profile["language_preference"] = "en";
        }
        if (profile["timezone"].is_null()) {
            profile["timezone"] = "UTC";
        }
        for (auto& [member, value] : profile) {
            account[member] = std::move(value);
        }
        // Nobody verifies addresses and telephones here, and places are another module's.
        account["is_email_verified"] = false;
        account["is_phone_verified"] = false;
        account["profile_photo"] = nullptr;
        account["district_info"] = nullptr;
        account["thana_info"] = nullptr;
    }
}

void Profiles::change(const tenon::Caller& caller, std::int64_t account, const JsonObject& changes) {
    const auto concerns = [&](std::string_view member) { return changes.contains(member); };
    if (std::ranges::none_of(textMembers, concerns) && std::ranges::none_of(numberMembers, concerns)) {
        return;
    }
    _app.database().transaction([&] {
        auto known = profilesOf(_app.database(), {account});
        const JsonObject before = known.contains(account) ? known.at(account) : emptyProfile();
        const JsonObject after = changed(before, changes);
        requireGood(after);
        if (after == before) {
            return;
        }
        _app.database().run(changeSql, storedForm(account, after), nullptr);
        _app.audit().record(
            caller,
            {.action = "identity.profile.changed",
             .model = "identity_profile",
             .record = std::to_string(account),
             .before = before,
             .after = after}
        );
    });
}

tenon::Fields profileMembers() {
    using namespace tenon::fields;
    return {
        text("first_name", 100),
        text("last_name", 100),
        text("mobile", 20).nullable().example("+8801712345678"),
        text("employee_id", 50).nullable(),
        text("designation", 100).nullable(),
        text("department", 100).nullable(),
        integer("district_id").nullable(),
        integer("thana_id").nullable(),
        text("language_preference", 10).also("language").nullable().example("en"),
        text("timezone", 50).nullable().example("Asia/Dhaka"),
    };
}

} // namespace identity
