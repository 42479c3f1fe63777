#include "delivery_store.h"

#include "channels.h"
#include "notice_store.h"

#include <tenon/random.h>

#include <algorithm>

namespace notifications {

namespace {

constexpr std::string_view insertSql =
    "INSERT INTO notifications_delivery (uuid, notice_id, user_id, username, channel, address, kind, title, body, "
    "link, "
    "is_urgent, dedupe_key, state, due_at, attempts, fault, created_at, sent_at) VALUES (:uuid, :notice, :user, "
    ":username, :channel, :address, :kind, :title, :body, :link, :urgent, :dedupe_key, :state, :due, 0, :fault, :now, "
    ":sent) ON CONFLICT DO NOTHING";
constexpr std::string_view againSql =
    "INSERT INTO notifications_delivery (uuid, notice_id, user_id, username, channel, address, kind, title, body, "
    "link, "
    "is_urgent, dedupe_key, state, due_at, attempts, fault, created_at, replay_of) SELECT :uuid, notice_id, user_id, "
    "username, channel, address, kind, title, body, link, is_urgent, dedupe_key, 'queued', :now, 0, '', :now, "
    "COALESCE(replay_of, id) FROM notifications_delivery WHERE id = :id RETURNING id";
constexpr std::string_view beginSql =
    "UPDATE notifications_delivery SET lease_until = :until, attempts = attempts + 1 WHERE id = (SELECT id FROM "
    "notifications_delivery WHERE channel = :channel AND state = 'queued' AND due_at <= :now AND (lease_until IS NULL "
    "OR lease_until <= :now) ORDER BY due_at, id LIMIT 1) AND state = 'queued' AND (lease_until IS NULL OR lease_until "
    "<= :now) RETURNING id, uuid, user_id, username, address, kind, title, body, link, is_urgent, attempts, "
    "created_at, "
    "replay_of";
constexpr std::string_view uuidSql = "SELECT uuid FROM notifications_delivery WHERE id = :id";
constexpr std::string_view endSql =
    "UPDATE notifications_delivery SET state = :state, fault = :fault, sent_at = :sent, lease_until = NULL WHERE id = "
    ":id AND attempts = :attempt AND state = 'queued'";
constexpr std::string_view putOffSql =
    "UPDATE notifications_delivery SET due_at = :until, fault = :fault, lease_until = NULL WHERE id = :id AND attempts "
    "= :attempt AND state = 'queued'";
constexpr std::string_view dueSql =
    "SELECT 1 FROM notifications_delivery WHERE channel = :channel AND state = 'queued' AND due_at <= :now AND "
    "(lease_until IS NULL OR lease_until <= :now) LIMIT 1";
constexpr std::string_view toldSql = "SELECT 1 FROM notifications_delivery WHERE user_id = :user AND kind = :kind AND "
                                     "dedupe_key = :key AND dedupe_key <> '' AND replay_of IS NULL LIMIT 1";

struct Begun {
    Delivery delivery;
    std::optional<std::int64_t> original;
};

Begun begunFrom(const tenon::Row& row) {
    Begun begun;
    Delivery& delivery = begun.delivery;
    delivery.id = row.integer(0);
    delivery.uuid = row.text(1);
    delivery.user = row.integer(2);
    delivery.username = row.text(3);
    delivery.address = row.text(4);
    delivery.kind = row.text(5);
    delivery.title = row.text(6);
    delivery.body = row.text(7);
    delivery.link = row.text(8);
    delivery.isUrgent = row.boolean(9);
    delivery.attempt = row.integer(10);
    delivery.createdAt = row.text(11);
    begun.original = row.get<std::optional<std::int64_t>>(12);
    return begun;
}

} // namespace

void DeliveryStore::add(const StoredNotice& stored, const Person& person, const NewDelivery& delivery) {
    const tenon::Timestamp now = tenon::Clock::now();
    const bool isThere = delivery.channel == Channel::inApp;
    const std::string_view state = !delivery.fault.empty() ? "failed" : isThere ? "sent" : "queued";
    _database.execute(
        insertSql,
        {{"uuid", tenon::Random::uuid()},
         {"notice", stored.id},
         {"user", person.id},
         {"username", person.username},
         {"channel", nameOf(delivery.channel)},
         {"address", delivery.address},
         {"kind", stored.notice.kind},
         {"title", delivery.title},
         {"body", delivery.body},
         {"link", stored.notice.link},
         {"urgent", stored.notice.isUrgent},
         {"dedupe_key", stored.notice.dedupeKey},
         {"state", state},
         {"due", delivery.dueAt},
         {"fault", delivery.fault},
         {"now", now},
         {"sent", isThere ? std::optional(now) : std::nullopt}}
    );
}

std::int64_t DeliveryStore::addAgain(std::int64_t id) {
    return _database
        .value<std::int64_t>(againSql, {{"uuid", tenon::Random::uuid()}, {"now", tenon::Clock::now()}, {"id", id}})
        .value();
}

/// Somebody else may take what was just seen to be due: then there is another one, or nothing.
std::optional<Delivery> DeliveryStore::begin(Channel channel, std::chrono::milliseconds lease) {
    auto begun = tryToBegin(channel, lease);
    while (!begun && isAnyDue(channel)) {
        begun = tryToBegin(channel, lease);
    }
    return begun;
}

std::optional<Delivery> DeliveryStore::tryToBegin(Channel channel, std::chrono::milliseconds lease) {
    return _database.transaction(
        [&]() -> std::optional<Delivery> {
            const tenon::Timestamp now = tenon::Clock::now();
            auto begun = _database.first(
                beginSql, {{"until", now + lease}, {"channel", nameOf(channel)}, {"now", now}}, begunFrom
            );
            if (!begun) {
                return std::nullopt;
            }
            if (begun->original) {
                begun->delivery.uuid = _database.value<std::string>(uuidSql, {{"id", *begun->original}}).value();
            }
            return std::move(begun->delivery);
        },
        tenon::Isolation::ReadCommitted
    );
}

void DeliveryStore::end(const Delivery& delivery, std::string_view state, const std::string& fault) {
    const bool isSent = state == "sent";
    _database.execute(
        endSql,
        {{"state", state},
         {"fault", fault},
         {"sent", isSent ? std::optional(tenon::Clock::now()) : std::nullopt},
         {"id", delivery.id},
         {"attempt", delivery.attempt}}
    );
}

void DeliveryStore::sent(const Delivery& delivery) { end(delivery, "sent", {}); }

void DeliveryStore::failed(const Delivery& delivery, const std::string& fault) { end(delivery, "failed", fault); }

void DeliveryStore::putOff(const Delivery& delivery, const std::string& fault, tenon::Timestamp until) {
    _database.execute(
        putOffSql, {{"until", until}, {"fault", fault}, {"id", delivery.id}, {"attempt", delivery.attempt}}
    );
}

bool DeliveryStore::isAnyDue(Channel channel) {
    return _database.value<std::int64_t>(
                        dueSql, {{"channel", nameOf(channel)}, {"now", tenon::Clock::now()}}
    ).has_value();
}

bool DeliveryStore::areTold(const Notice& notice) {
    return !notice.dedupeKey.empty() && std::ranges::all_of(notice.to.accounts, [&](std::int64_t account) {
        return _database
            .value<std::int64_t>(toldSql, {{"user", account}, {"kind", notice.kind}, {"key", notice.dedupeKey}})
            .has_value();
    });
}

} // namespace notifications
