/// One's own notifications: list, read marks, archive.

#include "api_fields.h"
#include "routes.h"

namespace notifications {

namespace {

using namespace tenon::fields;
using tenon::Reply;
using tenon::Request;

RecordKey keyIn(const Request& request) { return RecordKey(request.parameter("id")); }

Reply list(Parts& parts, const Request& request) {
    return tenon::page(parts.inbox.list(request.caller(), request.arguments(), request.paging()));
}

Reply unread(Parts& parts, const Request& request) {
    return tenon::ok({{"unread", parts.inbox.unread(request.caller())}});
}

Reply read(Parts& parts, const Request& request) {
    return tenon::ok(parts.inbox.read(request.caller(), keyIn(request)));
}

Reply markRead(Parts& parts, const Request& request) {
    return tenon::ok(parts.inbox.markRead(request.caller(), keyIn(request))).saying("Notification marked as read");
}

Reply markAllRead(Parts& parts, const Request& request) {
    return tenon::ok({{"marked", parts.inbox.markAllRead(request.caller())}}).saying("Notifications marked as read");
}

Reply archive(Parts& parts, const Request& request) {
    parts.inbox.archive(request.caller(), keyIn(request));
    return tenon::ok({{"archived", true}}).saying("Notification archived");
}

} // namespace

void declareInbox(tenon::App& app, Parts& parts) {
    const auto calling = [&parts](Reply (*handler)(Parts&, const Request&)) {
        return [&parts, handler](const Request& request) { return handler(parts, request); };
    };

    // clang-format off: a route's guard, body, answer and summary stay together
    app.get("/notifications/", calling(list))
        .signedIn()
        .query({boolean("is_read"), boolean("archived").initial(false), text("kind", 100), text("search", 200)})
        .answersList(notificationAnswer())
        .summary("One's own notifications, newest first");
    app.get("/notifications/unread-count/", calling(unread))
        .signedIn()
        .answers({integer("unread")})
        .summary("How many of one's own notifications are not read");
    app.put("/notifications/read-all/", calling(markAllRead))
        .signedIn()
        .answers({integer("marked")})
        .summary("Marks all of one's own notifications as read");
    app.get("/notifications/{id}/", calling(read))
        .signedIn()
        .answers(notificationAnswer())
        .summary("One of one's own notifications");
    app.put("/notifications/{id}/read/", calling(markRead))
        .signedIn()
        .answers(notificationAnswer())
        .summary("Marks one of one's own notifications as read; again changes nothing");
    app.remove("/notifications/{id}/", calling(archive))
        .signedIn()
        .answers({boolean("archived")})
        .summary("Takes one of one's own notifications out of the list; ?archived=true still shows it");
    // clang-format on
}

} // namespace notifications
