#include "demo_notifications.h"

#include <array>

namespace notifications {

namespace {

struct Told {
    const char* kind;
    const char* title;
    const char* body;
    const char* link;
    bool isUrgent;
};

constexpr std::array<Told, 4> notices{{
    {"message", "Welcome to Tenon", "These notifications are invented, as all demo data are.", "", false},
    {"operations.maintenance",
     "Maintenance on Friday evening",
     "The server restarts at 22:00 and is back a minute later.",
     "",
     false},
    {"dttot.list", "A new DTTOT list is in force", "Demo list (invented people)", "/dttot/documents", false},
    {"security.keys", "Signing keys are a year old", "Rotate them with `tenon secrets rotate`.", "", true},
}};

} // namespace

void loadDemoNotifications(tenon::App& app, Parts& parts, const tenon::Caller& system) {
    app.database().transaction([&] {
        const std::vector<std::int64_t> everybody = parts.people.seenBy(system);
        for (const Told& told : notices) {
            Notice notice{.kind = told.kind, .title = told.title, .body = told.body, .to = {}};
            notice.to.accounts = everybody;
            notice.link = told.link;
            notice.channels = {Channel::inApp};
            notice.isUrgent = told.isUrgent;
            static_cast<void>(parts.post->send(notice, Wording::asWritten, {}));
        }
        app.database().execute(
            "UPDATE notifications_delivery SET state = 'read', read_at = :now WHERE kind = 'message' AND state = "
            "'sent'",
            {{"now", tenon::Clock::now()}}
        );
    });
}

} // namespace notifications
