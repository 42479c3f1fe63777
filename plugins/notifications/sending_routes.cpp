/// Sending to users, roles or everybody.

#include "routes.h"

namespace notifications {

namespace {

using namespace tenon::fields;
using tenon::Request;

constexpr int mostNamed = 1000;

tenon::Fields messageMembers() {
    return {
        list("user_ids", json("user"))
            .also("users")
            .also("recipients")
            .max(mostNamed)
            .help("Ids, UUIDs or user names")
            .example(tenon::JsonArray{7, "ann"}),
        list("roles", json("role")).max(mostNamed).help("Everybody who holds one of them now"),
        boolean("all").also("everybody").help("Everybody whom the sender may see"),
        text("title", 200).also("subject").help("The beginning of the message when there is none"),
        text("message", 4000).also("body").required(),
        text("kind", 100).initial("message").help("What recipients choose by"),
        text("link", 2000).help("Where a client leads, such as a path of the application"),
        list("channels", choice("channel", {"in_app", "email", "webhook"}))
            .help("All that the server and the recipient have, unless told otherwise"),
        boolean("is_urgent").also("urgent").help("Not kept back in quiet hours"),
        text("dedupe_key", 200).help("Nobody gets a second one of the same kind and key"),
    };
}

tenon::Fields sentAnswer() {
    return {
        integer("id"),
        uuid("uuid"),
        text("kind", 100),
        text("title", 200),
        integer("recipients"),
        list("channels", text("channel")),
        timestamp("created_at"),
    };
}

} // namespace

void declareSending(tenon::App& app, Parts& parts) {
    // clang-format off: a route's guard, body, answer and summary stay together
    app.post(
           "/notifications/send/",
           [&parts](const Request& request) {
               return tenon::created(parts.sending.send(request.caller(), request.body())).saying("Notification sent");
           }
    )
        .dialect("")
        .needs(sendPermission)
        .withoutTransaction()
        .status(201)
        .body(messageMembers())
        .answers(sentAnswer())
        .summary("Sends a notification to users, roles or everybody");
    // clang-format on
}

} // namespace notifications
