/// What one wants to be told, when, and by which servers.

#include "routes.h"

namespace notifications {

namespace {

using namespace tenon::fields;
using tenon::Reply;
using tenon::Request;

constexpr std::string_view webhookPermission = "notifications.webhook";

tenon::Fields preferenceMembers() {
    return {
        object("channels", {boolean("in_app"), boolean("email"), boolean("webhook")}).example({{"email", false}}),
        json("kinds")
            .help("Channels by kind, or by the module before its first dot; they go before channels")
            .example({{"dttot", {{"email", true}}}}),
        object("quiet_hours", {text("from", 5).required(), text("to", 5).required(), text("timezone", 50)})
            .nullable()
            .help("When only urgent e-mails and webhooks come; in one's own time zone unless one is named")
            .example({{"from", "22:00"}, {"to", "07:00"}}),
    };
}

tenon::Fields webhookAnswer() { return {integer("id"), uuid("uuid"), text("url", 2000), timestamp("created_at")}; }

tenon::Fields newWebhookAnswer() {
    tenon::Fields members = webhookAnswer();
    members.push_back(text("secret").help("Signs what is posted; shown this once"));
    return members;
}

Reply readPreferences(Parts& parts, const Request& request) {
    return tenon::ok(parts.preferences.of(request.caller().id()).whole());
}

Reply changePreferences(Parts& parts, const Request& request) {
    return tenon::ok(parts.preferences.change(request.caller(), request.body()).whole()).saying("Preferences saved");
}

Reply listWebhooks(Parts& parts, const Request& request) { return tenon::list(parts.webhooks.of(request.caller())); }

Reply addWebhook(Parts& parts, const Request& request) {
    return tenon::created(parts.webhooks.add(request.caller(), tenon::textAt(request.body(), "url")))
        .saying("Webhook added");
}

Reply removeWebhook(Parts& parts, const Request& request) {
    parts.webhooks.remove(request.caller(), request.parameter("id"));
    return tenon::ok({{"deleted", true}}).saying("Webhook removed");
}

} // namespace

void declarePreferences(tenon::App& app, Parts& parts) {
    app.permission(webhookPermission, "Have one's own notifications posted to a server.");
    const auto calling = [&parts](Reply (*handler)(Parts&, const Request&)) {
        return [&parts, handler](const Request& request) { return handler(parts, request); };
    };

    // clang-format off: a route's guard, body, answer and summary stay together
    app.get("/notifications/preferences/", calling(readPreferences))
        .signedIn()
        .answers(preferenceMembers())
        .summary("What one wants to be told and when");
    app.put("/notifications/preferences/", calling(changePreferences))
        .signedIn()
        .body(preferenceMembers())
        .answers(preferenceMembers())
        .summary("Changes the members that are sent; channels one by one");

    app.get("/notifications/webhooks/", calling(listWebhooks))
        .signedIn()
        .answersList(webhookAnswer())
        .summary("The servers to which one's own notifications are posted");
    app.post("/notifications/webhooks/", calling(addWebhook))
        .needs(webhookPermission)
        .status(201)
        .body({text("url", 2000).required().example("https://hooks.example/tenon")})
        .answers(newWebhookAnswer())
        .summary("Adds a server; the answer holds the secret that signs what is posted there");
    app.remove("/notifications/webhooks/{id}/", calling(removeWebhook))
        .signedIn()
        .answers({boolean("deleted")})
        .summary("Removes one of one's own servers");
    // clang-format on
}

} // namespace notifications
