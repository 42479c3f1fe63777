#pragma once

#include "compliance/screening_settings.h"

#include <tenon/app.h>
#include <tenon/caller.h>
#include <tenon/reply.h>
#include <tenon/request.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dttot::compliance {

/// What an officer decides about a match.
enum class Decision {
    approve, ///< the subject is the listed one
    reject   ///< he is somebody else: the case is cleared
};

/// The cases and the decisions about them, of those in the officer's reach (reach.h). Safe to call from many threads.
/// All throw Forbidden without `dttot.review` and NotFound for what is not there.
class Cases {
public:
    Cases(tenon::App& app, const ScreeningSettings& settings) : _app(app), _settings(settings) {}

    struct Filter {
        std::string status;       ///< "pending", "approved", "rejected" or all
        std::string kind;         ///< "user", "party" or all
        std::int64_t subject = 0; ///< id of the subject; 0: all
        bool withPast = false;    ///< also those that count no longer
    };

    /// The cases, best score first.
    [[nodiscard]] tenon::Page
    page(const tenon::Caller& caller, const Filter& filter, std::string_view language, const tenon::Paging& paging);

    /// A case with all that it was made of, and whether it is made again by that (`is_reproduced`).
    [[nodiscard]] tenon::JsonObject read(const tenon::Caller& caller, std::int64_t id, std::string_view language);

    /// Decides once. Throws Invalid without a reason, Conflict INVALID_STATE when the case is decided or counts no
    /// longer, Forbidden SELF_APPROVAL for who entered the subject.
    tenon::JsonObject decide(
        const tenon::Caller& caller,
        std::int64_t id,
        Decision decision,
        std::string_view reason,
        std::string_view language
    );

    /// Decides about all pending cases of a subject; returns how many. In the caller's transaction.
    std::int64_t
    decideAll(const tenon::Caller& caller, std::int64_t subject, Decision decision, std::string_view reason);

private:
    void decideOne(const tenon::Caller& caller, std::int64_t id, Decision decision, std::string_view reason);

    tenon::App& _app;
    const ScreeningSettings& _settings;
};

[[nodiscard]] std::string_view statusAfter(Decision decision);

/// The members of a case in lists.
[[nodiscard]] const tenon::Fields& caseMembers();

} // namespace dttot::compliance
