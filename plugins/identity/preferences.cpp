#include "preferences.h"

#include <tenon/error.h>

namespace identity {

namespace {

using tenon::Json;
using tenon::JsonObject;

constexpr std::size_t mostBytes = 64 * 1024;

constexpr std::string_view selectSql = "SELECT content FROM identity_preferences WHERE user_id = :id";
constexpr std::string_view storeSql =
    "INSERT INTO identity_preferences (user_id, content, updated_at) VALUES (:id, :content, :now) "
    "ON CONFLICT (user_id) DO UPDATE SET content = excluded.content, updated_at = excluded.updated_at";

/// The part of the preferences that stands in the profile, under the profile's names.
JsonObject profileIn(const JsonObject& preferences) {
    JsonObject profile;
    if (const Json* language = preferences.if_contains("language")) {
        profile["language_preference"] = *language;
    }
    if (const Json* zone = preferences.if_contains("timezone")) {
        profile["timezone"] = *zone;
    }
    for (const auto& [member, value] : profile) {
        if (!value.is_string() && !value.is_null()) {
            throw tenon::Invalid(member == "timezone" ? "timezone" : "language", "Must be a text.");
        }
    }
    return profile;
}

} // namespace

JsonObject Preferences::stored(std::int64_t account) {
    const auto content = _app.database().value<std::string>(selectSql, {{"id", account}});
    return content ? boost::json::parse(*content).as_object() : JsonObject();
}

JsonObject Preferences::read(const tenon::Caller& caller, std::string_view account) {
    const std::int64_t id = _app.accounts().idOf(caller, account);
    JsonObject preferences = stored(id);
    JsonObject person{{"id", id}};
    _profiles.describe({&person});
    preferences["language"] = person.at("language_preference");
    preferences["timezone"] = person.at("timezone");
    return preferences;
}

JsonObject Preferences::change(const tenon::Caller& caller, std::string_view account, const JsonObject& changes) {
    const std::int64_t id = _app.accounts().idOf(caller, account);
    return _app.database().transaction([&] {
        static_cast<void>(_app.accounts().change(caller, std::to_string(id), {})); // May he?
        const JsonObject before = stored(id);
        JsonObject after = before;
        for (const auto& [member, value] : changes) {
            if (value.is_null()) {
                after.erase(member);
            } else {
                after[member] = value;
            }
        }
        _profiles.change(caller, id, profileIn(changes));
        after.erase("language");
        after.erase("timezone");
        const std::string content = boost::json::serialize(after);
        if (content.size() > mostBytes) {
            throw tenon::Invalid("The preferences are too large.");
        }
        _app.database().execute(storeSql, {{"id", id}, {"content", content}, {"now", tenon::Clock::now()}});
        _app.audit().record(
            caller,
            {.action = "identity.preferences.changed",
             .model = "identity_preferences",
             .record = std::to_string(id),
             .before = before,
             .after = after}
        );
        return read(caller, std::to_string(id));
    });
}

} // namespace identity
