#pragma once

#include "compliance/cases.h"
#include "compliance/watched_users.h"

#include <tenon/app.h>

#include <string_view>

namespace dttot::compliance {

/// Users and whether they are affiliated with somebody listed: pending until an officer approves (he is) or rejects it.
/// Of a user with matches that is decided once, by another person than the one who entered him, with a reason; what is
/// said of a user without any is a statement that may be changed. Officers deal with the users in their reach
/// (reach.h). Safe to call from many threads. All throw Forbidden without `dttot.review`.
class Affiliations {
public:
    Affiliations(tenon::App& app, WatchedUsers& users, Cases& cases) : _app(app), _users(users), _cases(cases) {}

    struct Filter {
        std::string_view status; ///< empty: all
        bool isMatched = false;  ///< only users with matches
    };

    /// The users; those about whom there is something to decide first.
    [[nodiscard]] tenon::Page page(const tenon::Caller& caller, const Filter& filter, const tenon::Paging& paging);

    /// Decides about a user, named by id, UUID or name. Throws NotFound, and like Cases::decide(). Not inside a
    /// transaction.
    tenon::JsonObject
    decide(const tenon::Caller& caller, std::string_view user, Decision decision, std::string_view reason);

private:
    void state(const tenon::Caller& caller, std::int64_t user, Decision decision, std::string_view reason);

    tenon::App& _app;
    WatchedUsers& _users;
    Cases& _cases;
};

[[nodiscard]] const tenon::Fields& affiliationMembers();

} // namespace dttot::compliance
