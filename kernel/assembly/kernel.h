#pragma once

#include <kernel/assembly/module_app.h>
#include <kernel/assembly/service_registry.h>
#include <kernel/assembly/settings.h>
#include <kernel/assembly/stopping.h>
#include <kernel/assembly/visiting_database.h>
#include <kernel/audit/audit_log.h>
#include <kernel/audit/audit_trail.h>
#include <kernel/audit/checkpoint.h>
#include <kernel/audit/sealer.h>
#include <kernel/audit/verification.h>
#include <kernel/auth/auth.h>
#include <kernel/data/kernel_database.h>
#include <kernel/files/file_store.h>
#include <kernel/http/access_log.h>
#include <kernel/http/pipeline.h>
#include <kernel/http/router.h>
#include <kernel/http/texts.h>
#include <kernel/jobs/job_queue.h>
#include <kernel/jobs/outbox.h>
#include <kernel/jobs/scheduler.h>
#include <kernel/modules/module_starter.h>
#include <kernel/nodes/account_news.h>
#include <kernel/secrets/vault.h>
#include <kernel/settings/settings_service.h>
#include <kernel/telemetry/health.h>
#include <kernel/telemetry/json_log.h>
#include <kernel/telemetry/metrics.h>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::assembly {

/// Everything between the sockets and the database, put together: the one place that knows all parts.
///
/// Construct, migrate, start modules, `ready`; `stop` before it is destroyed. For one thread, but for what it serves.
class Kernel : public modules::ModuleStarter {
public:
    /// Reads and checks a module's settings.
    using ModuleSettings = std::function<JsonObject(std::string_view module, const Fields&)>;

    /// Opens the database and makes the tables of the kernel. `log` outlives the kernel.
    Kernel(const KernelSettings& settings, telemetry::JsonLog& log, ModuleSettings moduleSettings);
    ~Kernel() override;

    /// Migrates the module's tables, reads its texts and lets it declare.
    void
    start(const modules::Manifest& manifest, const ModuleDescriptor& descriptor, const JsonObject& settings) override;
    void withdraw(std::string_view module) noexcept override;

    enum class Demo { Leave, Load };

    /// What a module threw when it was told that all have started.
    struct NotReady {
        std::string module;
        std::string reason;
    };

    /// Tells the modules that all have started, loads demo data where asked for, and lets jobs and events run. A module
    /// that throws stays with what it declared, for others may use it by now.
    std::vector<NotReady> ready(Demo demo);

    /// Ends events, jobs and modules, in the reverse order of their start. When `stopping` is overdue afterwards, the
    /// kernel must not be destroyed.
    void stop(Stopping& stopping) noexcept;

    /// The same for callers that stop nothing else; ends the process when something is overdue.
    void stop() noexcept;

    /// Called when event streams have something to say; the server sets it.
    void onStreamNews(std::function<void()> wake) { _wakeStreams = std::move(wake); }

    [[nodiscard]] http::Pipeline& pipeline() { return *_pipeline; }

    [[nodiscard]] data::KernelDatabase& database() { return *_database; }

    [[nodiscard]] auth::Auth& auth() { return *_auth; }

    [[nodiscard]] secrets::Vault& secrets() { return _secrets; }

    [[nodiscard]] telemetry::Health& health() { return _health; }

    [[nodiscard]] telemetry::Metrics& metrics() { return _metrics; }

    [[nodiscard]] const http::Router& router() const { return _router; }

    [[nodiscard]] App& app(std::string_view module);

    /// Checks the chain of the audit trail.
    [[nodiscard]] audit::Verification verifyAudit();

    /// Writes the trail out as lines of JSON, the last one a signature; returns the number of rows.
    std::int64_t exportAudit(const std::function<void(std::string_view line)>& write);

private:
    [[nodiscard]] jobs::CallerSource callersOfJobs();
    void migrateKernel();
    void addTexts(const AssetTable& assets);
    void declareKernelRoutes(const KernelSettings& settings);
    void addMetrics();
    void loadDemo(const ModuleApp& app);
    void stopModule(ModuleApp& app, Stopping& stopping) const;

    telemetry::JsonLog& _log;
    const StopLimits _stopLimits;
    const audit::Settings _auditSettings;
    ModuleSettings _moduleSettings;
    std::function<void()> _wakeStreams;
    const std::string _node; ///< Its name among the nodes
    std::unique_ptr<data::KernelDatabase> _database;
    VisitingDatabase _visitingDatabase;
    files::DiskFileStore _files;
    std::unique_ptr<audit::CheckpointLog> _checkpoints;
    std::unique_ptr<audit::Sealer> _sealer;
    audit::AuditTrail _audit;
    secrets::Vault _secrets;
    settings::SettingsService _settings;
    std::unique_ptr<auth::Auth> _auth;
    std::unique_ptr<nodes::Line> _line; ///< To other nodes; null where there are none
    std::optional<nodes::AccountNews> _news;
    jobs::JobQueue _jobs;
    jobs::Scheduler _scheduler;
    jobs::Outbox _outbox;
    http::Router _router;
    http::Texts _texts;
    http::AccessLog _accessLog;
    ServiceRegistry _services;
    TableClaims _tables;
    telemetry::Health _health;
    telemetry::Metrics _metrics;
    std::unique_ptr<http::Pipeline> _pipeline;
    std::unique_ptr<Foundations> _foundations;
    std::vector<std::unique_ptr<ModuleApp>> _apps;    ///< In the order of their start; the kernel's own first
    std::vector<std::unique_ptr<ModuleApp>> _hanging; ///< Withdrawn, but the module does not let its stop end
    bool _isStopped = false;
};

} // namespace tenon::assembly
