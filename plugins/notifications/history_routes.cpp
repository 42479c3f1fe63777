/// What was sent, and sending it again.

#include "api_fields.h"
#include "routes.h"

namespace notifications {

namespace {

using namespace tenon::fields;
using tenon::Request;

} // namespace

void declareHistory(tenon::App& app, Parts& parts) {
    // clang-format off: a route's guard, body, answer and summary stay together
    app.get(
           "/notifications/history/",
           [&parts](const Request& request) {
               return tenon::page(parts.history.list(request.caller(), request.arguments(), request.paging()));
           }
    )
        .dialect("danasaham")
        .signedIn()
        .query({
            text("user", 254).help("User name of the recipient"),
            choice("channel", {"in_app", "email", "webhook"}),
            choice("state", {"queued", "sent", "failed", "read"}),
            text("kind", 100),
            text("search", 200),
            timestamp("from"),
            timestamp("to"),
        })
        .answersList(deliveryAnswer())
        .summary("What was told to whom and how far it came: one's own, or all with notifications.view");
    app.post(
           "/notifications/{id}/replay/",
           [&parts](const Request& request) {
               return tenon::created(parts.history.replay(request.caller(), RecordKey(request.parameter("id"))))
                   .saying("Notification is delivered again");
           }
    )
        .signedIn()
        .status(201)
        .answers(deliveryAnswer())
        .summary("Delivers an e-mail or webhook once more; others' with notifications.send");
    // clang-format on
}

} // namespace notifications
