#pragma once

#include <tenon/app.h>
#include <tenon/notifications.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace notifications {

/// Whether somebody wrote the texts himself, or they are templates that are translated.
enum class Wording { asWritten, templates };

/// In whose name a notice is sent.
struct Sender {
    std::int64_t id = 0;
    std::string name = "system";
};

/// A notice as it stands in the database.
struct StoredNotice {
    std::int64_t id = 0;
    std::string uuid;
    Notice notice; ///< Its audience is `accounts`
    Wording wording = Wording::templates;
    Sender sender;
    tenon::Timestamp createdAt;
};

/// The table of notices: one function, one statement. Safe to call from many threads.
class NoticeStore {
public:
    explicit NoticeStore(tenon::Database& database) : _database(database) {}

    /// Adds `notice` for the accounts that its audience names; its other members are not heeded.
    StoredNotice add(const Notice& notice, Wording wording, const Sender& sender);

    [[nodiscard]] std::optional<StoredNotice> find(std::int64_t id);

    /// Says that everybody has his deliveries.
    void close(std::int64_t id);

    /// Notices from before `time` that somebody waits for still, the oldest first.
    [[nodiscard]] std::vector<std::int64_t> openSince(tenon::Timestamp time);

    /// How many the sender has sent since `time`, and when the first of them was.
    struct Sent {
        std::int64_t count = 0;
        tenon::Timestamp first;
    };

    [[nodiscard]] Sent sentBy(std::int64_t sender, tenon::Timestamp since);

private:
    tenon::Database& _database;
};

} // namespace notifications
