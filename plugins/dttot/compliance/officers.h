#pragma once

#include <tenon/app.h>

#include <cstdint>
#include <string_view>

namespace dttot::compliance {

inline constexpr std::string_view reviewPermission = "dttot.review";

/// Those who decide about cases: whoever holds a role with `dttot.review`. Safe to use from many threads.
class Officers {
public:
    explicit Officers(tenon::App& app) : _app(app) {}

    struct Match {
        std::int64_t subject = 0;    ///< id of dttot_subject
        std::int64_t latestCase = 0; ///< id of the last of its new cases
        std::string_view kind;
        std::string_view name;
    };

    /// Tells them of a subject that new cases are about, where the module `notifications` is there. Belongs to the
    /// caller's transaction.
    void tell(const Match& match);

private:
    tenon::App& _app;
};

} // namespace dttot::compliance
