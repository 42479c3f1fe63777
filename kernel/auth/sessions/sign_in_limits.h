#pragma once

#include <kernel/auth/settings.h>

#include <tenon/field.h>
#include <tenon/runtime_settings.h>

#include <chrono>
#include <cstdint>

namespace tenon::auth {

/// How many wrong passwords are too many, and how long sessions last: as the deployer says, until an administrator sets
/// it otherwise while the server runs. Safe to use from many threads once it follows a section.
class SignInLimits {
public:
    struct Values {
        std::int64_t failuresToLock;
        std::chrono::minutes failureWindow;
        std::chrono::minutes lockTime;
        std::int64_t addressFailures;
        std::chrono::hours refreshLifetime;
    };

    explicit SignInLimits(const Settings& deployed);

    [[nodiscard]] Values current() const;

    /// The fields of a section that sets them; their initial values are the deployer's.
    [[nodiscard]] Fields fields() const;

    /// From now on `section` says. It outlives this object.
    void follow(const RuntimeSettings& section) { _section = &section; }

private:
    const Values _deployed;
    const RuntimeSettings* _section = nullptr; ///< Null: the deployer says
};

} // namespace tenon::auth
