#pragma once

#include "compliance/lists_in_force.h"
#include "compliance/officers.h"

#include <tenon/app.h>

#include <cstdint>
#include <optional>
#include <string>

namespace dttot::compliance {

/// A search of one version of a subject in one state of the lists.
struct Screened {
    std::int64_t version = 0;
    std::string facts;
    std::string name;
    std::string kind;
    ListsInForce::Current lists;
    screening::Answer answer;
};

/// The cases of a subject, kept in line with what searches find. Safe to use from many threads.
class SubjectCases {
public:
    SubjectCases(tenon::App& app, Officers& officers) : _app(app), _officers(officers) {}

    /// Opens a case for each new hit, ends those that are hits no more, and tells officers. False, without effect, when
    /// the subject has changed since it was searched or newer lists have met it.
    [[nodiscard]] bool store(std::int64_t subject, const Screened& screened);

private:
    void keepCases(std::int64_t subject, const Screened& screened);
    /// The id of the last new case, 0 when there is none.
    [[nodiscard]] std::int64_t addCases(std::int64_t subject, const Screened& screened);
    [[nodiscard]] std::optional<std::int64_t>
    open(std::int64_t subject, const Screened& screened, const screening::Hit& hit);

    tenon::App& _app;
    Officers& _officers;
};

/// Counts the current cases of a subject anew and draws its status from them. In the caller's transaction.
void refreshStatus(tenon::Database& database, std::int64_t subject);

} // namespace dttot::compliance
