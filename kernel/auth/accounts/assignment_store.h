#pragma once

#include "given_scope.h"

#include <tenon/database.h>
#include <tenon/time.h>

#include <cstdint>
#include <map>
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
    std::optional<std::string> scope; ///< Absent: that of the role
    std::string roleScope;
    std::vector<Place> places;

    /// Whether it grants something at `at`.
    [[nodiscard]] bool holds(Timestamp at) const { return !expiresAt || *expiresAt > at; }

    [[nodiscard]] GivenScope givenScope() const { return {scope.value_or(roleScope), places}; }
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
    /// The highest level (least number) of a role of the account that may assign; 0: none may.
    [[nodiscard]] std::int64_t levelOf(std::int64_t account, Timestamp at);
    /// What each assignment of the account reaches.
    [[nodiscard]] std::map<std::int64_t, Scope> reachesOf(std::int64_t account);

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

    /// Stores a new assignment, or the new terms of one that is there; the time is now.
    void put(const Assignment& assignment);
    void remove(std::int64_t account, std::int64_t role);

private:
    [[nodiscard]] std::vector<Assignment> withPlaces(std::vector<Assignment> assignments);

    Database& _database;
};

} // namespace tenon::auth
