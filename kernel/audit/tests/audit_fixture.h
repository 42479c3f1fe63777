#pragma once

#include <kernel/audit/audit_trail.h>
#include <kernel/audit/chain.h>
#include <kernel/audit/migrations.h>
#include <kernel/audit/verification.h>
#include <kernel/data/migration/migrator.h>
#include <tests/support/database_fixture.h>

#include <tenon/random.h>

#include <filesystem>
#include <optional>

namespace tenon::audit {

/// Somebody who changes things.
class Clerk : public Caller {
public:
    explicit Clerk(bool mayView = false) : _mayView(mayView) {}

    [[nodiscard]] std::int64_t id() const override { return 7; }

    [[nodiscard]] std::string_view name() const override { return "clerk"; }

    [[nodiscard]] bool isSuperuser() const override { return false; }

    [[nodiscard]] bool has(std::string_view permission) const override {
        return _mayView && permission == "audit.view";
    }

    [[nodiscard]] std::string_view address() const override { return "192.0.2.1"; }

    [[nodiscard]] std::string_view requestId() const override { return "r-1"; }

private:
    bool _mayView;
};

/// An empty trail with a clock that stands still until told otherwise.
class AuditFixture : public tests::DatabaseFixture {
public:
    explicit AuditFixture(Backend backend) : DatabaseFixture(backend) {}

    void setUp() override {
        DatabaseFixture::setUp();
        data::Migrator(db()).apply("audit", {migrations().begin(), migrations().end()});
        _folder = std::filesystem::temp_directory_path() / ("tenon-audit-" + Random::uuid());
        _checkpoints.emplace(_folder / "checkpoints.jsonl", _key);
        now = *Timestamp::parse("2026-03-01T08:00:00.000001Z");
        Clock::set([] { return now; });
    }

    void tearDown() override {
        Clock::set(nullptr);
        _checkpoints.reset();
        std::filesystem::remove_all(_folder);
        DatabaseFixture::tearDown();
    }

protected:
    static inline Timestamp now;

    void write(std::string_view action, Json after = nullptr) {
        AuditTrail trail(db(), [] {});
        trail.record(_clerk, {.action = action, .model = "shop_item", .record = "1", .after = std::move(after)});
    }

    /// `count` sealed rows.
    void writeSealed(int count) {
        for (int i = 0; i < count; ++i) {
            now = now + std::chrono::seconds(1);
            write("shop.item.changed", JsonObject{{"pieces", i}, {"name", "Caf\u00e9 \"x\"\n"}});
        }
        Chain(db()).seal(1000);
    }

    void sign() {
        const ChainHead head = Chain(db()).head();
        checkpoints().append({head.position, head.hash, now.text()});
    }

    [[nodiscard]] Verification verified() { return verify(db(), checkpoints(), std::chrono::minutes(5)); }

    [[nodiscard]] std::string faultOf(const Verification& verification) const {
        return verification.fault
                   ? std::string(nameOf(verification.fault->kind)) + ' ' + std::to_string(verification.fault->position)
                   : "intact";
    }

    [[nodiscard]] CheckpointLog& checkpoints() { return *_checkpoints; }

    [[nodiscard]] std::filesystem::path checkpointFile() const { return _folder / "checkpoints.jsonl"; }

    const Clerk _clerk;
    const crypto::SigningKey _key = crypto::SigningKey::generate();

private:
    std::filesystem::path _folder;
    std::optional<CheckpointLog> _checkpoints;
};

} // namespace tenon::audit
