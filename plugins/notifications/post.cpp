#include "post.h"

#include <tenon/error.h>
#include <tenon/system_caller.h>

#include <algorithm>
#include <span>

namespace notifications {

namespace {

constexpr std::size_t addressedAtOnce = 100;
constexpr std::size_t longestKind = 100;
/// A notice that is not addressed by then was left behind by a job that is gone.
constexpr auto addressingTime = std::chrono::minutes(10);

} // namespace

void Post::check(const Notice& notice) const {
    std::vector<tenon::FieldError> faults;
    if (notice.kind.empty() || notice.kind.size() > longestKind) {
        faults.push_back({"kind", "A kind has 1 to 100 characters."});
    }
    if (notice.title.text().empty()) {
        faults.push_back({"title", "This field is required."});
    }
    if (_email == Email::absent && std::ranges::find(notice.channels, Channel::email) != notice.channels.end()) {
        faults.push_back({"channels", "E-mail is not configured on this server."});
    }
    if (!faults.empty()) {
        throw tenon::Invalid(std::move(faults));
    }
}

void Post::notify(const Notice& notice) {
    if (notice.to.accounts.empty() && notice.to.roles.empty() && !notice.to.everybody) {
        throw tenon::Invalid("to", "Name at least one user or role, or everybody.");
    }
    _parts.app.database().transaction([&] {
        Notice addressed = notice;
        addressed.to = Audience();
        addressed.to.accounts = _parts.people.in(notice.to);
        if (!_parts.deliveries.areTold(addressed)) {
            static_cast<void>(send(addressed, Wording::templates, {}));
        }
    });
}

StoredNotice Post::send(const Notice& notice, Wording wording, const Sender& sender) {
    check(notice);
    return _parts.app.database().transaction([&] {
        StoredNotice stored = _parts.notices.add(notice, wording, sender);
        if (notice.to.accounts.size() > addressedAtOnce) {
            _parts.app.jobs().enqueue(addressingJob, {{"notice", stored.id}}, tenon::SystemCaller("notifications"));
            return stored;
        }
        for (const std::int64_t account : notice.to.accounts) {
            _parts.addressing.address(stored, account);
        }
        _parts.notices.close(stored.id);
        startDelivering();
        return stored;
    });
}

tenon::JsonObject Post::addressAll(tenon::JobRun& job) {
    const auto stored = _parts.notices.find(job.input().at("notice").to_number<std::int64_t>());
    if (!stored) {
        return {};
    }
    const std::vector<std::int64_t>& accounts = stored->notice.to.accounts;
    for (std::size_t at = 0; at < accounts.size(); at += addressedAtOnce) {
        job.checkpoint();
        const std::span some(accounts.data() + at, std::min(addressedAtOnce, accounts.size() - at));
        _parts.app.database().transaction([&] {
            for (const std::int64_t account : some) {
                _parts.addressing.address(*stored, account);
            }
            startDelivering();
        });
        job.progress(static_cast<int>((at + some.size()) * 100 / accounts.size()));
    }
    _parts.notices.close(stored->id);
    return {{"accounts", accounts.size()}};
}

tenon::JsonObject Post::sweep(tenon::JobRun&) {
    _parts.app.database().transaction([&] {
        for (const std::int64_t id : _parts.notices.openSince(tenon::Clock::now() - addressingTime)) {
            _parts.app.jobs().enqueue(addressingJob, {{"notice", id}}, tenon::SystemCaller("notifications"));
        }
        startDelivering();
    });
    return {};
}

void Post::startDelivering() {
    const tenon::SystemCaller system("notifications");
    if (_parts.deliveries.isAnyDue(Channel::email)) {
        _parts.app.jobs().enqueue(emailJob, {}, system);
    }
    if (_parts.deliveries.isAnyDue(Channel::webhook)) {
        _parts.app.jobs().enqueue(webhookJob, {}, system);
    }
}

} // namespace notifications
