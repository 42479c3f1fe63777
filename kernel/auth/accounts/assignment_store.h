#pragma once

#include <tenon/database.h>
#include <tenon/time.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::auth {

/// Who holds a role, by whom and until when.
struct Assignment {
    std::int64_t id = 0;
    std::int64_t account = 0;
    std::string username;
    std::int64_t role = 0;
    std::string roleUuid;
    std::string roleName;
    std::optional<std::int64_t> assignedBy;
    std::string assignedByName; ///< Empty: the system
    Timestamp assignedAt;
    std::optional<Timestamp> expiresAt;
    std::string reason;
    bool isPrimary = false;

    /// Whether it grants something at `at`.
    [[nodiscard]] bool holds(Timestamp at) const { return !expiresAt || *expiresAt > at; }
};

/// What the roles of an account make of it at a moment.
struct Rank {
    std::int64_t level = 0; ///< The highest level (least number) of a role that may assign; 0: none may
    std::string scope = "all";
};

/// The SQL of assignments; no rule, no audit. Safe to call from many threads.
class AssignmentStore {
public:
    explicit AssignmentStore(Database& database) : _database(database) {}

    [[nodiscard]] std::optional<Assignment> find(std::int64_t account, std::int64_t role);
    /// The main role of the account.
    [[nodiscard]] std::optional<Assignment> primary(std::int64_t account);
    /// Those of the account that hold at `at`, the main one first.
    [[nodiscard]] std::vector<Assignment> of(std::int64_t account, Timestamp at);
    [[nodiscard]] std::vector<std::int64_t> holdersOf(std::int64_t role);
    [[nodiscard]] std::int64_t countHolders(std::int64_t role, Timestamp at);
    /// When the first of the assignments that hold at `at` ends.
    [[nodiscard]] std::optional<Timestamp> nextEnd(std::int64_t account, Timestamp at);
    [[nodiscard]] Rank rankOf(std::int64_t account, Timestamp at);

    struct Filter {
        std::optional<std::int64_t> account;
        std::optional<std::int64_t> role;
    };

    struct Found {
        std::vector<Assignment> assignments;
        std::int64_t total = 0;
    };

    /// Newest first.
    [[nodiscard]] Found page(const Filter& filter, std::int64_t limit, std::int64_t offset);

    /// Account, role, assignedBy, expiresAt, reason and isPrimary are stored; the time is now.
    void insert(const Assignment& assignment);
    /// Stores the same of an assignment that is there.
    void change(const Assignment& assignment);
    void remove(std::int64_t account, std::int64_t role);

private:
    Database& _database;
};

} // namespace tenon::auth
