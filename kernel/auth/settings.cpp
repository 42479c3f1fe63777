#include "settings.h"

namespace tenon::auth {

namespace {

template <typename Number>
Number numberAt(const JsonObject& section, std::string_view key) {
    return section.at(key).to_number<Number>();
}

} // namespace

Fields settingsFields() {
    using namespace fields;
    return {
        text("issuer").initial("tenon").help("The `iss` of access tokens; tokens of another issuer are refused."),
        text("audience").initial("tenon-api").help("The `aud` of access tokens."),
        integer("access_minutes").min(15).max(60).initial(30).help("Lifetime of an access token."),
        integer("refresh_days").min(1).max(90).initial(14).help("Lifetime of a session that nobody refreshes."),
        integer("failures_to_lock").min(3).max(20).initial(5).help("Wrong passwords that lock an account for a while."),
        integer("failure_minutes").min(1).max(1440).initial(15).help("Time within which they count together."),
        integer("lock_minutes").min(1).max(1440).initial(15).help("How long the account stays locked."),
        integer("address_failures")
            .min(5)
            .max(10000)
            .initial(30)
            .help("Wrong logins from one address before it has to wait, twice as long each time."),
        duration("account_refresh")
            .initial("3s")
            .help("How long a node believes what it read of an account; changes on the same node are seen at once. 0s: "
                  "every request reads it."),
        boolean("admin_is_superuser")
            .initial(true)
            .help("Whether the role Admin makes superusers; else it holds every permission without being one. Counts "
                  "when the role is given."),
        boolean("mock_claims").initial(false).help("Serves made-up claims to pages under development."),
        integer("password_memory_kib").min(8).max(1048576).initial(19456).help("Memory of Argon2id."),
        integer("password_passes").min(1).max(10).initial(2).help("Passes of Argon2id."),
        integer("password_queue").min(1).max(1024).initial(64).help("Logins that may wait; others are told to retry."),
        list("keys", object("key", {text("id", 40).required(), secret("secret").required().min(32)}))
            .help("Keys that sign access tokens, newest first; by default they are made in the data folder."),
    };
}

Settings settingsOf(const JsonObject& section) {
    Settings settings;
    settings.issuer = textAt(section, "issuer");
    settings.audience = textAt(section, "audience");
    settings.accessLifetime = std::chrono::minutes(numberAt<int>(section, "access_minutes"));
    settings.refreshLifetime = std::chrono::days(numberAt<int>(section, "refresh_days"));
    settings.failuresToLock = numberAt<std::int64_t>(section, "failures_to_lock");
    settings.failureWindow = std::chrono::minutes(numberAt<int>(section, "failure_minutes"));
    settings.lockTime = std::chrono::minutes(numberAt<int>(section, "lock_minutes"));
    settings.addressFailures = numberAt<std::int64_t>(section, "address_failures");
    settings.accountRefresh = std::chrono::milliseconds(numberAt<std::int64_t>(section, "account_refresh"));
    settings.adminIsSuperuser = flagAt(section, "admin_is_superuser");
    settings.mockClaims = flagAt(section, "mock_claims");
    settings.passwordCost.memoryKib = numberAt<std::uint32_t>(section, "password_memory_kib");
    settings.passwordCost.passes = numberAt<std::uint32_t>(section, "password_passes");
    settings.passwordQueue = numberAt<std::size_t>(section, "password_queue");
    settings.keys = crypto::namedKeysAt(section);
    return settings;
}

} // namespace tenon::auth
