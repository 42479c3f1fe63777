#pragma once

#include "addressing.h"
#include "courier.h"
#include "history.h"
#include "inbox.h"
#include "sending.h"
#include "settings.h"

#include <tenon/app.h>
#include <tenon/outbound.h>

#include <memory>

namespace notifications {

/// What the routes and jobs of this module work with. Safe to use from many threads.
struct Parts {
    Parts(tenon::App& app, const Settings& given)
        : settings(given), outbound(given.webhooks), people(app, given.usual), preferences(app),
          webhooks(app, outbound), notices(app.database()), deliveries(app.database()),
          addressing({app, people, preferences, webhooks, deliveries}, email()),
          post(std::make_shared<Post>(Post::Parts{app, people, notices, deliveries, addressing}, email())),
          sending({app, people, notices, *post}, given.sendLimit), history({app, deliveries, *post}),
          inbox(app.database()), courier(deliveries, app.log(), given.retrying) {}

    [[nodiscard]] Email email() const { return settings.mailServer ? Email::configured : Email::absent; }

    const Settings settings;
    const tenon::Outbound outbound;
    People people;
    Preferences preferences;
    Webhooks webhooks;
    NoticeStore notices;
    DeliveryStore deliveries;
    Addressing addressing;
    std::shared_ptr<Post> post; // Offered to other modules
    Sending sending;
    History history;
    Inbox inbox;
    Courier courier;
};

} // namespace notifications
