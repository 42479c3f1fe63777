/// Notifications: telling people what happened, in the application, by e-mail and by signed webhook.
///
/// A notice is written in the transaction of what it tells of (post.h), turned into deliveries in each recipient's
/// words (addressing.h) and delivered by jobs (courier.h). Each noun has its table of routes in <noun>_routes.cpp.

#include "demo_notifications.h"
#include "mail_carrier.h"
#include "routes.h"
#include "webhook_carrier.h"

#include <tenon/module.h>
#include <tenon/system_caller.h>

namespace {

using notifications::Parts;
using notifications::Post;

constexpr int webhooksAtOnce = 4;

tenon::JsonObject deliverMails(Parts& parts, tenon::JobRun& job) {
    if (!parts.settings.mailServer) {
        return {}; // What was queued waits until there is a server again
    }
    notifications::MailCarrier carrier(*parts.settings.mailServer);
    return parts.courier.run(job, carrier);
}

tenon::JsonObject deliverWebhooks(Parts& parts, tenon::JobRun& job) {
    notifications::WebhookCarrier carrier(parts.webhooks, parts.outbound);
    return parts.courier.run(job, carrier);
}

void declareJobs(tenon::App& app, Parts& parts) {
    app.job(Post::addressingJob, [&parts](tenon::JobRun& job) { return parts.post->addressAll(job); });
    app.job(Post::emailJob, [&parts](tenon::JobRun& job) { return deliverMails(parts, job); });
    app.job(
           Post::webhookJob, [&parts](tenon::JobRun& job) { return deliverWebhooks(parts, job); }
    ).parallel(webhooksAtOnce);
    app.job(Post::sweepJob, [&parts](tenon::JobRun& job) { return parts.post->sweep(job); });
    app.schedule("* * * * *", Post::sweepJob);
    // What fell due while no node ran need not wait for the minute.
    app.onReady([&app] { app.jobs().enqueue(Post::sweepJob, {}, tenon::SystemCaller("notifications")); });
}

} // namespace

TENON_MODULE(notifications, "1.0.0") {
    app.dialect("gaara");
    auto& parts = app.keep<Parts>(app, notifications::settingsOf(app));
    app.permission(notifications::sendPermission, "Send notifications to the users in one's sight.");
    app.permission(notifications::viewPermission, "See what was sent to everybody.");
    app.provide<notifications::Notifier>(parts.post);
    app.demo([&app](const tenon::Caller&) { notifications::loadDemoNotifications(app); });

    declareJobs(app, parts);
    notifications::declareInbox(app, parts);
    notifications::declareSending(app, parts);
    notifications::declareHistory(app, parts);
    notifications::declarePreferences(app, parts);
}
