#include "outbox.h"

#include <kernel/jobs/fault.h>

#include <algorithm>

namespace tenon::jobs {

namespace {

constexpr std::size_t eventsAtOnce = 100;
constexpr auto purgeInterval = std::chrono::hours(1);
/// Gaps close when other transactions end, and nobody tells.
constexpr auto pauseAtGap = std::chrono::milliseconds(50);
/// Before trying again to get a subscriber that another node is serving.
constexpr auto pauseWhileServed = std::chrono::milliseconds(250);
/// What is delivered is written down at least this often, so that little is delivered twice after a crash.
constexpr auto advanceInterval = std::chrono::seconds(1);

} // namespace

bool Outbox::Subscription::wants(const Event& event) const {
    if (pattern.ends_with('*')) {
        return event.name.starts_with(std::string_view(pattern).substr(0, pattern.size() - 1));
    }
    return event.name == pattern;
}

Outbox::Outbox(Database& database, Log& log, OutboxSettings settings)
    : _database(database), _store(database), _log(log), _settings(std::move(settings)),
      _ticker("events", log, [this] { return look(); }) {}

void Outbox::publish(std::string_view name, const JsonObject& data) {
    _store.add(name, data);
    _database.afterCommit([this] { _ticker.wake(); });
}

void Outbox::subscribe(std::string_view module, std::string pattern, EventHandler handler) {
    const std::string base = std::string(module) + ':' + pattern;
    std::string name = base;
    const auto isTaken = [&](const Subscription& other) { return other.name == name; };
    for (int number = 2; std::ranges::any_of(_subscriptions, isTaken); ++number) {
        name = base + '#' + std::to_string(number);
    }
    _subscriptions.push_back(
        {.module = std::string(module),
         .name = std::move(name),
         .pattern = std::move(pattern),
         .handler = std::move(handler)}
    );
}

void Outbox::withdraw(std::string_view module) {
    std::erase_if(_subscriptions, [&](const Subscription& subscription) { return subscription.module == module; });
}

void Outbox::start() {
    if (_subscriptions.empty()) {
        return;
    }
    for (Subscription& subscription : _subscriptions) {
        subscription.last = _store.enter(subscription.name);
    }
    _frontier.emplace(_store, std::ranges::min(_subscriptions, {}, &Subscription::last).last);
    _ticker.start();
}

void Outbox::stop() noexcept {
    _isStopping = true;
    _ticker.stop();
}

Ticker::Pause Outbox::look() {
    const std::int64_t safe = _frontier->advance();
    const auto subscriptions = ready();
    std::int64_t after = safe;
    for (const Subscription* subscription : subscriptions) {
        after = std::min(after, subscription->last);
    }
    const auto events = _store.read(after, safe, eventsAtOnce);
    const std::int64_t last = events.size() < eventsAtOnce ? safe : events.back().id;
    for (Subscription* subscription : subscriptions) {
        serve(*subscription, events, last);
    }
    purgeIfDue();
    return last < safe ? Ticker::Pause(0) : untilNextLook();
}

std::vector<Outbox::Subscription*> Outbox::ready() {
    std::vector<Subscription*> found;
    for (Subscription& subscription : _subscriptions) {
        if (!isPutOff(subscription, Clock::now())) {
            found.push_back(&subscription);
        }
    }
    return found;
}

/// Longer than the longest pause: the clock was set back.
bool Outbox::isPutOff(const Subscription& subscription, Timestamp now) {
    return subscription.notBefore > now && subscription.notBefore - now <= longestRetryPause;
}

void Outbox::serve(Subscription& subscription, const std::vector<Event>& events, std::int64_t last) {
    const bool isConcerned = std::ranges::any_of(events, [&](const Event& event) {
        return event.id > subscription.last && subscription.wants(event);
    });
    if (isConcerned) {
        const auto from = _store.take(subscription.name, _settings.node, _settings.lease);
        if (!from) {
            subscription.notBefore = Clock::now() + pauseWhileServed;
            return;
        }
        subscription.last = std::max(subscription.last, *from);
        const bool isDone = deliver(subscription, events);
        _store.release(subscription.name, _settings.node, subscription.last);
        if (!isDone) {
            return;
        }
    }
    subscription.last = std::max(subscription.last, last);
}

bool Outbox::deliver(Subscription& subscription, const std::vector<Event>& events) {
    Timestamp written = Clock::now();
    for (const Event& event : events) {
        if (event.id <= subscription.last) {
            continue;
        }
        if (_isStopping || (subscription.wants(event) && !hand(subscription, event))) {
            return false;
        }
        subscription.last = event.id;
        const Timestamp now = Clock::now();
        if (now - written < advanceInterval) {
            continue;
        }
        if (!_store.advance(subscription.name, _settings.node, event.id, now + _settings.lease)) {
            return false;
        }
        written = now;
    }
    return true;
}

bool Outbox::hand(Subscription& subscription, const Event& event) {
    try {
        subscription.handler(event);
        subscription.failures = 0;
        return true;
    } catch (...) {
        subscription.failures += 1;
        subscription.notBefore = Clock::now() + retryPause(subscription.failures);
        _log.warn(
            "event.delivery_failed",
            {{"module", subscription.module},
             {"subscriber", subscription.name},
             {"number", event.id},
             {"name", event.name},
             {"failures", subscription.failures},
             {"cause", causeOf(std::current_exception())}}
        );
        return false;
    }
}

void Outbox::purgeIfDue() {
    const Timestamp now = Clock::now();
    if (now < _nextPurge && _nextPurge - now <= purgeInterval) {
        return;
    }
    for (const Subscription& subscription : _subscriptions) {
        _store.pass(subscription.name, subscription.last);
    }
    _store.purge(now - _settings.keep);
    _nextPurge = now + purgeInterval;
}

Ticker::Pause Outbox::untilNextLook() const {
    const Timestamp now = Clock::now();
    Ticker::Pause pause = _settings.poll;
    if (_frontier->isWaiting()) {
        pause = pauseAtGap;
    }
    for (const Subscription& subscription : _subscriptions) {
        if (isPutOff(subscription, now)) {
            pause = std::min(pause, subscription.notBefore - now);
        }
    }
    return pause;
}

} // namespace tenon::jobs
