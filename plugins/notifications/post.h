#pragma once

#include "addressing.h"
#include "notice_store.h"
#include "people.h"

#include <tenon/app.h>
#include <tenon/notifications.h>

namespace notifications {

/// Takes notices and has them delivered. Few people are addressed in the transaction of the notice, so that they see it
/// at once; many are addressed by a job. Safe to call from many threads.
class Post : public Notifier {
public:
    struct Parts {
        tenon::App& app;
        People& people;
        NoticeStore& notices;
        DeliveryStore& deliveries;
        Addressing& addressing;
    };

    static constexpr std::string_view addressingJob = "notifications.addressing";
    static constexpr std::string_view emailJob = "notifications.email";
    static constexpr std::string_view webhookJob = "notifications.webhook";
    static constexpr std::string_view sweepJob = "notifications.sweep";

    Post(const Parts& parts, Email email) : _parts(parts), _email(email) {}

    void notify(const Notice& notice) override;

    /// Sends `notice` to the accounts that its audience names, in the current transaction. Throws Invalid as `notify`.
    StoredNotice send(const Notice& notice, Wording wording, const Sender& sender);

    /// The job: addresses everybody whom the notice `input.notice` is for.
    tenon::JsonObject addressAll(tenon::JobRun& job);

    /// The job: starts what was put off, kept back or cut off.
    tenon::JsonObject sweep(tenon::JobRun& job);

    /// Starts the jobs that deliver, where something is due; once the current transaction is committed.
    void startDelivering();

private:
    void check(const Notice& notice) const;

    const Parts _parts;
    const Email _email;
};

} // namespace notifications
