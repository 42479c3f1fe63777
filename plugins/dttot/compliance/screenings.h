#pragma once

#include "compliance/lists_in_force.h"
#include "compliance/subject_input.h"

#include <tenon/app.h>
#include <tenon/caller.h>

#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dttot::compliance {

inline constexpr std::string_view screenPermission = "dttot.screen";

/// Holds names against the lists in force. Safe to call from many threads.
class Screenings {
public:
    /// \param most how long one call may search before the rest of its subjects is given up
    Screenings(tenon::App& app, ListsInForce& lists, std::chrono::milliseconds most)
        : _app(app), _lists(lists), _most(most) {}

    struct Wish {
        std::optional<double> minScore;                           ///< the threshold in force when absent
        std::vector<std::string> lists;                           ///< names of lists; all when empty
        std::string language = "en";                              ///< of the reasons
        std::function<bool()> isAbandoned = [] { return false; }; ///< whether nobody waits for the answer any more
    };

    /// Whether there is a list of this name. Throws like screen().
    [[nodiscard]] bool knows(std::string_view list) { return _lists.current()->listNamed(list).has_value(); }

    struct Results {
        tenon::JsonArray items;
        std::chrono::nanoseconds searching{}; ///< how long the matching engine took
        std::string against; ///< what the results are made again by: "rules=1, settings=1, dttot=3, own:staff=1"
    };

    /// For each subject in order {"reference", "hits", "legibility"}, as `screeningMembers` says.
    ///
    /// Throws Forbidden without `dttot.screen`, Invalid for an unknown list, Unavailable while the node has no index
    /// yet or one that lacks a settled change, Error 422 `dttot.screening.too_long` when subjects are left and the time
    /// is used up, 499 when nobody waits any more. Not inside a transaction.
    [[nodiscard]] Results screen(const tenon::Caller& caller, std::span<const SentSubject> subjects, const Wish& wish);

private:
    void requireTime(std::chrono::nanoseconds taken, std::size_t done, std::size_t all) const;
    [[nodiscard]] tenon::JsonObject
    resultOf(const ListIndex& lists, const SentSubject& subject, const screening::Answer& answer, const Wish& wish);

    tenon::App& _app;
    ListsInForce& _lists;
    const std::chrono::milliseconds _most;
};

/// The members of a result.
[[nodiscard]] const tenon::Fields& screeningMembers();

/// {"code", "text", "subject", "listed", "effect"} of each reason, in `language`.
[[nodiscard]] tenon::JsonArray
reasonsJson(const tenon::App& app, std::span<const screening::Reason> reasons, std::string_view language);

} // namespace dttot::compliance
