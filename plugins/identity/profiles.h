#pragma once

#include <tenon/app.h>

#include <cstdint>
#include <vector>

namespace identity {

/// What is known of the persons behind accounts. Who may see or change an account is decided before. Safe to call from
/// many threads.
class Profiles {
public:
    explicit Profiles(tenon::App& app) : _app(app) {}

    /// Adds the members of the profile to accounts that are about to be shown.
    void describe(const std::vector<tenon::JsonObject*>& accounts);

    /// Stores the members of `changes` that belong to the profile, in the current transaction or one of its own. Throws
    /// Invalid for a mobile number, language or time zone that cannot be one.
    void change(const tenon::Caller& caller, std::int64_t account, const tenon::JsonObject& changes);

private:
    tenon::App& _app;
};

/// The members of an account that the profile holds.
[[nodiscard]] tenon::Fields profileMembers();

} // namespace identity
