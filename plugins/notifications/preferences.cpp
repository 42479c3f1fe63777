#include "preferences.h"

#include "channels.h"

#include <tenon/error.h>

namespace notifications {

namespace {

using tenon::Json;
using tenon::JsonObject;

constexpr std::size_t mostKinds = 100;
constexpr std::size_t longestKind = 100;

constexpr std::string_view selectSql = "SELECT content FROM notifications_preferences WHERE user_id = :id";
constexpr std::string_view storeSql =
    "INSERT INTO notifications_preferences (user_id, content, updated_at) VALUES (:id, :content, :now) "
    "ON CONFLICT (user_id) DO UPDATE SET content = excluded.content, updated_at = excluded.updated_at";

/// The member `name`, when it is there and an object.
const JsonObject* objectIn(const JsonObject& object, std::string_view name) {
    const Json* found = object.if_contains(name);
    return found != nullptr ? found->if_object() : nullptr;
}

/// What `choices` say about the channel, if anything.
std::optional<bool> choiceIn(const JsonObject* choices, Channel channel) {
    const Json* found = choices != nullptr ? choices->if_contains(nameOf(channel)) : nullptr;
    return found != nullptr && found->is_bool() ? std::optional(found->get_bool()) : std::nullopt;
}

void checkChoices(std::vector<tenon::FieldError>& faults, const std::string& field, const Json& choices) {
    const JsonObject* object = choices.if_object();
    if (object == nullptr) {
        faults.push_back({field, "Must be an object of channels, each true or false."});
        return;
    }
    for (const auto& [name, wanted] : *object) {
        if (!channelNamed(name) || !wanted.is_bool()) {
            faults.push_back({field + '.' + std::string(name), "Must be a channel with true or false."});
        }
    }
}

void checkKinds(std::vector<tenon::FieldError>& faults, const Json& kinds) {
    const JsonObject* object = kinds.if_object();
    if (object == nullptr || object->size() > mostKinds) {
        faults.push_back({"kinds", "Must be an object with at most 100 kinds."});
        return;
    }
    for (const auto& [kind, choices] : *object) {
        if (kind.empty() || kind.size() > longestKind) {
            faults.push_back({"kinds", "A kind has 1 to 100 characters."});
        }
        checkChoices(faults, "kinds." + std::string(kind), choices);
    }
}

void checkQuietHours(std::vector<tenon::FieldError>& faults, const JsonObject& hours) {
    const auto from = timeOfDay(tenon::textAt(hours, "from"));
    const auto to = timeOfDay(tenon::textAt(hours, "to"));
    if (!from) {
        faults.push_back({"quiet_hours.from", "Must be a time of day such as 22:00."});
    }
    if (!to || from == to) {
        faults.push_back({"quiet_hours.to", "Must be another time of day, such as 07:00."});
    }
    const std::string zone(tenon::textAt(hours, "timezone"));
    if (!zone.empty() && !isTimeZone(zone)) {
        faults.push_back({"quiet_hours.timezone", "Must be a time zone such as Asia/Dhaka."});
    }
}

void check(const JsonObject& changes) {
    std::vector<tenon::FieldError> faults;
    if (const Json* kinds = changes.if_contains("kinds")) {
        checkKinds(faults, *kinds);
    }
    if (const JsonObject* hours = objectIn(changes, "quiet_hours")) {
        checkQuietHours(faults, *hours);
    }
    if (!faults.empty()) {
        throw tenon::Invalid(std::move(faults));
    }
}

/// `content` with the changes in it.
JsonObject changed(JsonObject content, const JsonObject& changes) {
    if (const JsonObject* channels = objectIn(changes, "channels")) {
        const JsonObject* before = objectIn(content, "channels");
        JsonObject after = before != nullptr ? *before : JsonObject();
        for (const auto& [name, wanted] : *channels) {
            after[name] = wanted;
        }
        content["channels"] = std::move(after);
    }
    for (const std::string_view member : {"kinds", "quiet_hours"}) {
        if (const Json* value = changes.if_contains(member)) {
            content[member] = *value;
        }
    }
    return content;
}

} // namespace

bool Wishes::wants(Channel channel, std::string_view kind) const {
    if (const JsonObject* kinds = objectIn(_content, "kinds")) {
        for (const std::string_view name : {kind, kind.substr(0, kind.find('.'))}) {
            if (const auto choice = choiceIn(objectIn(*kinds, name), channel)) {
                return *choice;
            }
        }
    }
    return choiceIn(objectIn(_content, "channels"), channel).value_or(true);
}

std::optional<QuietHours> Wishes::quietHours(const std::string& timeZone) const {
    const JsonObject* hours = objectIn(_content, "quiet_hours");
    if (hours == nullptr) {
        return std::nullopt;
    }
    const std::string_view zone = tenon::textAt(*hours, "timezone");
    return QuietHours{
        .from = timeOfDay(tenon::textAt(*hours, "from")).value(),
        .to = timeOfDay(tenon::textAt(*hours, "to")).value(),
        .timeZone = zone.empty() ? timeZone : std::string(zone),
    };
}

JsonObject Wishes::whole() const {
    JsonObject channels;
    for (const Channel channel : everyChannel) {
        channels[nameOf(channel)] = choiceIn(objectIn(_content, "channels"), channel).value_or(true);
    }
    const JsonObject* kinds = objectIn(_content, "kinds");
    const JsonObject* hours = objectIn(_content, "quiet_hours");
    return {
        {"channels", std::move(channels)},
        {"kinds", kinds != nullptr ? *kinds : JsonObject()},
        {"quiet_hours", hours != nullptr ? Json(*hours) : Json(nullptr)},
    };
}

Wishes Preferences::of(std::int64_t account) {
    const auto content = _app.database().value<std::string>(selectSql, {{"id", account}});
    return Wishes(content ? boost::json::parse(*content).as_object() : JsonObject());
}

Wishes Preferences::change(const tenon::Caller& caller, const JsonObject& changes) {
    check(changes);
    return _app.database().transaction([&] {
        const Wishes before = of(caller.id());
        Wishes after(changed(before.content(), changes));
        const std::string content = boost::json::serialize(after.content());
        _app.database().execute(storeSql, {{"id", caller.id()}, {"content", content}, {"now", tenon::Clock::now()}});
        _app.audit().record(
            caller,
            {.action = "notifications.preferences.changed",
             .model = "notifications_preferences",
             .record = std::to_string(caller.id()),
             .before = before.whole(),
             .after = after.whole()}
        );
        return after;
    });
}

} // namespace notifications
