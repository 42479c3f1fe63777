#pragma once

#include <kernel/jobs/event_frontier.h>
#include <kernel/jobs/event_store.h>
#include <kernel/jobs/ticker.h>

#include <tenon/event.h>
#include <tenon/log.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::jobs {

struct OutboxSettings {
    /// Name of this node: the same after a restart, different from those of the other nodes.
    std::string node;
    /// How long a delivered event is kept.
    std::chrono::hours keep{7 * 24};
    /// How long a node that is not heard of keeps the right to deliver; a handler must be done by then.
    std::chrono::milliseconds lease{60'000};
    /// How often the database is asked for the events of other nodes.
    std::chrono::milliseconds poll{2'000};
};

/// Events on their way from the transaction that published them to their subscribers: after the commit, in the order of
/// their ids, at least once, to each subscriber on one node. A subscriber that fails gets the event again after a pause
/// that grows, and nothing later until it succeeds; the others go on.
///
/// Subscriptions are made and withdrawn on one thread before start(); publish() and wake() are safe on many.
class Outbox {
public:
    Outbox(Database& database, Log& log, OutboxSettings settings);

    /// Writes an event in the current transaction. Throws Invalid when the name or data cannot be stored.
    void publish(std::string_view name, const JsonObject& data);

    /// Has `handler` called, outside of a transaction, for each event whose name equals `pattern` or begins with it up
    /// to a final `*`. A subscriber that was never seen before gets what is published from start() on.
    void subscribe(std::string_view module, std::string pattern, EventHandler handler);

    /// Forgets the subscriptions of a module that failed.
    void withdraw(std::string_view module);

    void start();

    void wake() noexcept { _ticker.wake(); }

    void stop() noexcept;

private:
    struct Subscription {
        std::string module;
        std::string name; ///< In the database
        std::string pattern;
        EventHandler handler;
        std::int64_t last = 0; ///< What is not later has been delivered or does not match.
        int failures = 0;
        Timestamp notBefore;

        [[nodiscard]] bool wants(const Event& event) const;
    };

    [[nodiscard]] Ticker::Pause look();
    [[nodiscard]] std::vector<Subscription*> ready();
    [[nodiscard]] static bool isPutOff(const Subscription& subscription, Timestamp now);
    void serve(Subscription& subscription, const std::vector<Event>& events, std::int64_t last);
    [[nodiscard]] bool deliver(Subscription& subscription, const std::vector<Event>& events);
    [[nodiscard]] bool hand(Subscription& subscription, const Event& event);
    void purgeIfDue();
    [[nodiscard]] Ticker::Pause untilNextLook() const;

    Database& _database;
    EventStore _store;
    Log& _log;
    const OutboxSettings _settings;
    std::vector<Subscription> _subscriptions;
    std::optional<EventFrontier> _frontier; // of the ticker's thread
    Timestamp _nextPurge;                   // of the ticker's thread
    std::atomic<bool> _isStopping{false};
    Ticker _ticker;
};

} // namespace tenon::jobs
