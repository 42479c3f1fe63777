#pragma once

#include "people.h"

#include <tenon/database.h>
#include <tenon/notifications.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace notifications {

struct StoredNotice;

/// A delivery that is to be made now.
struct Delivery {
    std::int64_t id = 0;
    std::string uuid; ///< Stays the same when it is tried or made again, so that a receiver knows it
    std::int64_t user = 0;
    std::string username;
    std::string address;
    std::string kind;
    std::string title;
    std::string body;
    std::string link;
    bool isUrgent = false;
    std::int64_t attempt = 0; ///< Counted from 1; tells this attempt from one that was cut off
    std::string createdAt;
};

/// What is written of a new delivery.
struct NewDelivery {
    Channel channel = Channel::inApp;
    std::string address;
    std::string title;
    std::string body;
    tenon::Timestamp dueAt;
    std::string fault; ///< Not empty: it has failed before it began
};

/// The table of deliveries as a queue: one function, one statement or transaction. A delivery that was begun is given
/// out again when its lease is over, because whoever began it is gone. Safe to call from many threads.
class DeliveryStore {
public:
    explicit DeliveryStore(tenon::Database& database) : _database(database) {}

    /// Adds a delivery of `notice` to `person`, unless it is there or the person had one with the same key.
    void add(const StoredNotice& notice, const Person& person, const NewDelivery& delivery);

    /// Adds a delivery that says again what delivery `id` says; returns its id.
    std::int64_t addAgain(std::int64_t id);

    /// The first delivery by `channel` that is due, leased to the caller.
    std::optional<Delivery> begin(Channel channel, std::chrono::milliseconds lease);

    void sent(const Delivery& delivery);
    void failed(const Delivery& delivery, const std::string& fault);
    void putOff(const Delivery& delivery, const std::string& fault, tenon::Timestamp until);

    [[nodiscard]] bool isAnyDue(Channel channel);

    /// Whether everybody whom the notice names has had one with its kind and key.
    [[nodiscard]] bool areTold(const Notice& notice);

private:
    std::optional<Delivery> tryToBegin(Channel channel, std::chrono::milliseconds lease);
    void end(const Delivery& delivery, std::string_view state, const std::string& fault);

    tenon::Database& _database;
};

} // namespace notifications
