#pragma once

#include "compliance/facts.h"
#include "compliance/lists_in_force.h"
#include "compliance/subject_cases.h"

#include <tenon/app.h>
#include <tenon/job.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dttot::compliance {

/// Who is held against the lists whenever he or they change, and the cases that come of it. Safe to use from many
/// threads; what screens must not be called inside a transaction, because it reads what the lists have become.
class Watch {
public:
    Watch(tenon::App& app, ListsInForce& lists, Officers& officers) : _app(app), _lists(lists), _cases(app, officers) {}

    struct Subject {
        std::string_view kind; ///< "user" or "party"
        std::int64_t record = 0;
        std::string label; ///< under which people know it: a user name, a party's name
        Facts facts;
        std::int64_t enteredBy = 0; ///< the account that made the facts what they are; 0: who is kept, if anybody
    };

    /// Takes a subject or what it has become, and screens it when it is new or something about it is. `read` is called
    /// in the transaction that keeps what it returns, so that facts and who is answerable for them belong together.
    void take(const std::function<Subject()>& read);

    /// Whether the subject is kept as it is here, whoever entered it, and was screened.
    [[nodiscard]] bool isKept(const Subject& subject);

    /// The subject is no more; its cases stay readable and count no longer.
    void drop(std::string_view kind, std::int64_t record);

    /// What a job of this kind does: screens whom the new version of a list may affect, {"list", "version"}, or
    /// everybody whom the weights in force have not met yet, {}.
    static constexpr std::string_view jobKind = "dttot.rescreening";
    tenon::JsonObject run(tenon::JobRun& job);

private:
    bool screen(std::int64_t subject);
    [[nodiscard]] std::optional<Screened> stored(std::int64_t subject);
    [[nodiscard]] bool meet(std::int64_t subject, Screened screened);
    [[nodiscard]] std::vector<std::int64_t> unmet(const ScreeningSettings::InForce& settings, tenon::JobRun& job);
    [[nodiscard]] std::vector<std::int64_t> affectedBy(
        std::string_view list, std::int64_t version, const ScreeningSettings::InForce& settings, tenon::JobRun& job
    );

    tenon::App& _app;
    ListsInForce& _lists;
    SubjectCases _cases;
};

} // namespace dttot::compliance
