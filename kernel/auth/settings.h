#pragma once

#include <kernel/crypto/dated_keys.h>

#include <tenon/field.h>
#include <tenon/json.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tenon::auth {

/// What a stored password costs to test (RFC 9106). The initial values are OWASP's: 19 MiB, two passes, one lane.
struct PasswordCost {
    std::uint32_t memoryKib = 19 * 1024;
    std::uint32_t passes = 2;
    std::uint32_t lanes = 1;
};

/// Who may sign in, and for how long: the section `auth` of the configuration.
struct Settings {
    std::string issuer = "tenon";
    std::string audience = "tenon-api";
    std::chrono::minutes accessLifetime{30};
    std::chrono::hours refreshLifetime{14 * 24};
    /// By how much clocks may differ where a token's times are checked.
    std::chrono::seconds clockSkew{60};
    /// For how long an account is believed to be as it was read; changes on the same node are seen at once.
    std::chrono::milliseconds accountRefresh{3000};
    std::size_t cachedTokens = 16384;

    std::int64_t failuresToLock = 5;
    std::chrono::minutes failureWindow{15};
    std::chrono::minutes lockTime{15};
    /// Failures from one address within the window before it has to wait, twice as long after each further one.
    std::int64_t addressFailures = 30;

    std::string publicUrl;                   ///< Where browsers find the server; empty: at the host that they name
    std::string apiPrefix = "/api";          ///< Below which the forms of pages are sent
    std::vector<std::string> trustedOrigins; ///< Other sites whose pages may sign browsers in
    bool mockClaims = false;                 ///< Tells developers' pages whom to pretend to be; for development only

    bool adminIsSuperuser = true; ///< Whether the role Admin may do everything rather than hold every permission

    PasswordCost passwordCost;
    std::size_t passwordQueue = 64;     ///< Logins that may wait for a password to be tested
    std::vector<crypto::NamedKey> keys; ///< Those of several nodes without a common folder, newest first; empty: keys
                                        ///< are made and kept in the data folder
};

/// The section's fields.
[[nodiscard]] Fields settingsFields();

/// The settings of a section that was checked against the fields.
[[nodiscard]] Settings settingsOf(const JsonObject& section);

} // namespace tenon::auth
