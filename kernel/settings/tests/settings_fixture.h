#pragma once

#include <kernel/audit/audit_trail.h>
#include <kernel/audit/migrations.h>
#include <kernel/data/migration/migrator.h>
#include <kernel/secrets/migrations.h>
#include <kernel/secrets/vault.h>
#include <kernel/settings/migrations.h>
#include <kernel/settings/settings_service.h>
#include <kernel/telemetry/json_log.h>
#include <tests/support/database_fixture.h>

#include <tenon/error.h>
#include <tenon/random.h>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace tenon::settings {

/// Somebody with some permissions.
class Person : public Caller {
public:
    explicit Person(std::set<std::string, std::less<>> permissions) : _permissions(std::move(permissions)) {}

    [[nodiscard]] std::int64_t id() const override { return 7; }

    [[nodiscard]] std::string_view name() const override { return "olga"; }

    [[nodiscard]] bool isSuperuser() const override { return false; }

    [[nodiscard]] bool has(std::string_view permission) const override { return _permissions.contains(permission); }

    [[nodiscard]] std::string_view address() const override { return "192.0.2.1"; }

    [[nodiscard]] std::string_view requestId() const override { return "r-1"; }

private:
    std::set<std::string, std::less<>> _permissions;
};

/// What listeners were told, waited for with a deadline.
class Told {
public:
    void note(std::string text) {
        const std::lock_guard lock(_mutex);
        _last = std::move(text);
        _changed.notify_all();
    }

    bool is(std::string_view wanted) {
        std::unique_lock lock(_mutex);
        return _changed.wait_for(lock, std::chrono::seconds(10), [&] { return _last == wanted; });
    }

private:
    std::mutex _mutex;
    std::condition_variable _changed;
    std::string _last; ///< Guarded by _mutex
};

/// A section "screening" and a section "mail" in an empty database, with a clock that stands still until told
/// otherwise.
class SettingsFixture : public tests::DatabaseFixture {
public:
    explicit SettingsFixture(Backend backend) : DatabaseFixture(backend) {}

    void setUp() override {
        DatabaseFixture::setUp();
        data::Migrator migrator(db());
        migrator.apply("audit", {audit::migrations().begin(), audit::migrations().end()});
        migrator.apply("secrets", {secrets::migrations().begin(), secrets::migrations().end()});
        migrator.apply("settings", {migrations().begin(), migrations().end()});
        now = *Timestamp::parse("2026-03-01T08:00:00Z");
        Clock::set([] { return now; });
        _folder = std::filesystem::temp_directory_path() / ("tenon-settings-" + Random::uuid());
        std::filesystem::create_directories(_folder);
        _log.emplace((_folder / "log").string(), telemetry::LogLevel::Debug);
        _audit.emplace(db(), [] {});
        _vault.emplace(db(), secrets::Settings(), crypto::SecretFolder(_folder / "keys"));
        service = node();
    }

    void tearDown() override {
        service.reset();
        _vault.reset();
        _audit.reset();
        _log.reset();
        Clock::set(nullptr);
        std::filesystem::remove_all(_folder);
        DatabaseFixture::tearDown();
    }

protected:
    static inline Timestamp now;

    /// A node with both sections, started.
    std::unique_ptr<SettingsService> node(const char* threshold = "0.85") {
        auto made = unstarted();
        declareSections(*made, threshold);
        made->start();
        return made;
    }

    std::unique_ptr<SettingsService> unstarted() {
        return std::make_unique<SettingsService>(SettingsService::Parts{
            .database = db(), .audit = *_audit, .secrets = *_vault, .log = *_log});
    }

    static void declareSections(SettingsService& made, const char* threshold) {
        using namespace fields;
        made.declare(
                "dttot",
                "screening",
                {decimal("possible", 2).initial(threshold).min("0.50").max("1.00"),
                 decimal("confirmed", 2).initial("0.95").max("1.00"),
                 integer("top").initial(10).min(1).max(100)}
        )
            .check([](const JsonObject& values) {
                if (textAt(values, "possible") > textAt(values, "confirmed")) {
                    throw Invalid("possible", "Must not be above `confirmed`.");
                }
            });
        made.declare(
            "notifications",
            "mail",
            {text("sender").initial("tenon@example.com"),
             secret("password"),
             duration("pause").initial("30s"),
             text("footer")}
        );
    }

    RuntimeSettings& section(std::string_view name) { return section(*service, name); }

    static RuntimeSettings& section(SettingsService& of, std::string_view name) { return *of.find(name); }

    SettingsService::Shown change(std::string_view json, const SettingsService::Terms& terms = {}) {
        return service->change(admin, boost::json::parse(json).as_object(), terms);
    }

    /// The value of a member in force, as JSON text.
    std::string inForce(std::string_view sectionName, std::string_view member) {
        return boost::json::serialize(section(sectionName).current()->values.at(member));
    }

    secrets::Vault& vault() { return *_vault; }

    std::string logged() {
        _log->settle();
        std::ifstream file(_folder / "log");
        return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    }

    const Person admin{{"settings.view", "settings.change"}};
    const Person auditor{{"settings.view"}};
    const Person clerk{{}};
    std::unique_ptr<SettingsService> service;

private:
    std::filesystem::path _folder;
    std::optional<telemetry::JsonLog> _log;
    std::optional<audit::AuditTrail> _audit;
    std::optional<secrets::Vault> _vault;
};

} // namespace tenon::settings
