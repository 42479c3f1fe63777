#pragma once

#include <kernel/audit/audit_trail.h>
#include <kernel/audit/migrations.h>
#include <kernel/auth/auth.h>
#include <kernel/auth/callers.h>
#include <kernel/auth/migrations.h>
#include <kernel/data/migration/migrator.h>
#include <tests/support/database_fixture.h>

#include <tenon/random.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tenon::auth {

/// Cheap passwords: what they cost is measured elsewhere.
inline Settings testSettings() {
    Settings settings;
    settings.passwordCost = {.memoryKib = 64, .passes = 1, .lanes = 1};
    return settings;
}

/// An empty set of accounts with a clock that stands still until told otherwise.
class AuthFixture : public tests::DatabaseFixture {
public:
    explicit AuthFixture(Backend backend) : DatabaseFixture(backend) {}

    void setUp() override {
        DatabaseFixture::setUp();
        data::Migrator(db()).apply("audit", {audit::migrations().begin(), audit::migrations().end()});
        data::Migrator(db()).apply("auth", {migrations().begin(), migrations().end()});
        now = *Timestamp::parse("2026-03-01T08:00:00Z");
        Clock::set([] { return now; });
        _keys = std::filesystem::temp_directory_path() / ("tenon-auth-" + Random::uuid());
        _audit.emplace(db(), [] {});
        start(testSettings());
    }

    void tearDown() override {
        _auth.reset();
        _audit.reset();
        Clock::set(nullptr);
        std::filesystem::remove_all(_keys);
        DatabaseFixture::tearDown();
    }

protected:
    static inline Timestamp now;
    static constexpr const char* goodPassword = "correct horse battery";

    /// The server starts (again) with these settings.
    void start(const Settings& settings) {
        _auth.reset();
        _auth = std::make_unique<Auth>(db(), *_audit, settings, _keys);
    }

    [[nodiscard]] Auth& auth() { return *_auth; }

    [[nodiscard]] audit::AuditTrail& trail() { return *_audit; }

    [[nodiscard]] const std::filesystem::path& keyFolder() const { return _keys; }

    Account addUser(const std::string& name, const std::string& email = {}) {
        return auth().accounts().add(
            _system, {.username = name, .email = email, .password = goodPassword, .role = "Standard"}
        );
    }

    Account addAdmin(const std::string& name) {
        return auth().accounts().add(
            _system, {.username = name, .password = goodPassword, .role = "Admin", .isSuperuser = true}
        );
    }

    SessionTokens signIn(const std::string& name, const std::string& password = goodPassword) {
        return auth().login().signIn(_nobody, name, password, "gaara").tokens;
    }

    [[nodiscard]] bool isValid(const std::string& token) { return auth().authenticator().bearerOf(token) != nullptr; }

    [[nodiscard]] PrincipalCaller callerWith(const SessionTokens& tokens) {
        return {auth().authenticator().authenticate("Bearer " + tokens.access), "192.0.2.1", "r-2"};
    }

    /// The status with which `call` is refused; 0 when it is not.
    template <typename Call>
    static int refusalOf(Call&& call) {
        try {
            call();
            return 0;
        } catch (const Error& error) {
            return error.status();
        }
    }

    [[nodiscard]] int loginRefusal(const std::string& name, const std::string& password) {
        return refusalOf([&] { static_cast<void>(auth().login().signIn(_nobody, name, password, "gaara")); });
    }

    [[nodiscard]] std::int64_t audited(std::string_view action) {
        return db().value<std::int64_t>(
                       "SELECT COUNT(*) FROM tenon_audit WHERE action = :action", {{"action", action}}
        ).value();
    }

    const SystemCaller _system{"cli"};
    const NobodyCaller _nobody{"192.0.2.1", "r-1"};

private:
    std::filesystem::path _keys;
    std::optional<audit::AuditTrail> _audit;
    std::unique_ptr<Auth> _auth;
};

} // namespace tenon::auth
