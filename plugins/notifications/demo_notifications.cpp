#include "demo_notifications.h"

#include <tenon/notifications.h>

#include <array>

namespace notifications {

namespace {

constexpr std::string_view readSql =
    "UPDATE notifications_delivery SET state = 'read', read_at = :now WHERE kind = 'message' AND state = 'sent'";

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

void loadDemoNotifications(tenon::App& app) {
    const auto notifier = app.find<Notifier>();
    app.database().transaction([&] {
        for (const Told& told : notices) {
            Notice notice{.kind = told.kind, .title = told.title, .body = told.body, .to = {}};
            notice.to.everybody = true;
            notice.link = told.link;
            notice.channels = {Channel::inApp};
            notice.isUrgent = told.isUrgent;
            notifier->notify(notice);
        }
        app.database().execute(readSql, {{"now", tenon::Clock::now()}});
    });
}

} // namespace notifications
