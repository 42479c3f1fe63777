#pragma once

#include "compliance/facts.h"
#include "compliance/lists_in_force.h"
#include "compliance/officers.h"

#include <tenon/app.h>
#include <tenon/job.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dttot::compliance {

/// Who is held against the lists whenever he or they change, and the cases that come of it. Safe to use from many
/// threads; what screens must not be called inside a transaction, because it may wait for the index.
class Watch {
public:
    Watch(tenon::App& app, ListsInForce& lists, Officers& officers) : _app(app), _lists(lists), _officers(officers) {}

    struct Subject {
        std::string_view kind; ///< "user" or "party"
        std::int64_t record = 0;
        std::string label; ///< under which people know it: a user name, a party's name
        Facts facts;
        std::int64_t enteredBy = 0; ///< the account that made the facts what they are; 0 when nobody knows
    };

    /// Takes a subject or what it has become, and screens it when it is new or something about it is.
    void take(const Subject& subject);

    /// The subject is no more; its cases stay readable and count no longer.
    void drop(std::string_view kind, std::int64_t record);

    /// What a job of this kind does: screens whom the new version of a list may affect, {"list", "version"}, or
    /// everybody whom the weights in force have not met yet, {}.
    static constexpr std::string_view jobKind = "dttot.rescreening";
    tenon::JsonObject run(tenon::JobRun& job);

private:
    struct Screened;

    bool screen(std::int64_t subject);
    [[nodiscard]] bool store(std::int64_t subject, const Screened& screened);
    void keepCases(std::int64_t subject, const Screened& screened);
    /// The id of the last new case, 0 when there is none.
    [[nodiscard]] std::int64_t addCases(std::int64_t subject, const Screened& screened);
    [[nodiscard]] std::optional<std::int64_t>
    open(std::int64_t subject, const Screened& screened, const screening::Hit& hit);
    [[nodiscard]] std::vector<std::int64_t> unmet(const ScreeningSettings::InForce& settings, tenon::JobRun& job);
    [[nodiscard]] std::vector<std::int64_t> affectedBy(
        std::string_view list, std::int64_t version, const ScreeningSettings::InForce& settings, tenon::JobRun& job
    );

    tenon::App& _app;
    ListsInForce& _lists;
    Officers& _officers;
};

/// Counts the current cases of a subject anew and draws its status from them. In the caller's transaction.
void refreshStatus(tenon::Database& database, std::int64_t subject);

} // namespace dttot::compliance
