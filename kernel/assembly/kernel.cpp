#include <kernel/assembly/audit_key.h>
#include <kernel/assembly/kernel.h>
#include <kernel/assembly/kernel_sections.h>
#include <kernel/assembly/node_name.h>
#include <kernel/assembly/upkeep.h>
#include <kernel/audit/export.h>
#include <kernel/audit/migrations.h>
#include <kernel/audit/routes.h>
#include <kernel/auth/callers.h>
#include <kernel/auth/migrations.h>
#include <kernel/auth/routes/routes.h>
#include <kernel/data/database_factory.h>
#include <kernel/data/migration/migrator.h>
#include <kernel/files/migrations.h>
#include <kernel/http/migrations.h>
#include <kernel/insights/routes.h>
#include <kernel/jobs/migrations.h>
#include <kernel/jobs/routes.h>
#include <kernel/logs/routes.h>
#include <kernel/openapi/routes.h>
#include <kernel/resources/rows.h>
#include <kernel/secrets/migrations.h>
#include <kernel/settings/migrations.h>
#include <kernel/settings/routes.h>
#include <kernel/telemetry/exception_text.h>
#include <kernel/telemetry/routes.h>

#include <ranges>
#include <stdexcept>
#include <utility>

extern "C" tenon::AssetTable tenon_assembly_assets();

namespace tenon::assembly {

namespace {

constexpr auto selectDemo = "SELECT 1 FROM tenon_demo WHERE module = :module";
constexpr auto insertDemo = "INSERT INTO tenon_demo (module, loaded_at) VALUES (:module, :now)";

std::span<const Asset> spanOf(const AssetTable& table) { return {table.items, table.count}; }

/// "ar" of "locale/ar.json"; empty for other files.
std::string_view languageOf(std::string_view path) {
    constexpr std::string_view folder = "locale/";
    constexpr std::string_view ending = ".json";
    if (!path.starts_with(folder) || !path.ends_with(ending)) {
        return {};
    }
    return path.substr(folder.size(), path.size() - folder.size() - ending.size());
}

} // namespace

Kernel::Kernel(const KernelSettings& settings, telemetry::JsonLog& log, ModuleSettings moduleSettings)
    : _log(log), _stopLimits(settings.stop), _auditSettings(settings.audit), _moduleSettings(std::move(moduleSettings)),
      _node(nodeName(settings.dataFolder)), _database(data::open(settings.database)), _visitingDatabase(*_database),
      _files(settings.dataFolder / "files"),
      _checkpoints(std::make_unique<audit::CheckpointLog>(
          settings.dataFolder / "audit" / "checkpoints.jsonl", auditKey(settings.dataFolder / "keys")
      )),
      _sealer(std::make_unique<audit::Sealer>(*_database, *_checkpoints, log, settings.audit)),
      _audit(*_database, [this] { _sealer->notify(); }),
      _secrets(*_database, settings.secrets, crypto::SecretFolder(settings.dataFolder / "keys")),
      _settings({.database = *_database, .audit = _audit, .secrets = _secrets, .log = log}),
      _auth(std::make_unique<auth::Auth>(*_database, _audit, settings.auth, settings.dataFolder / "keys")),
      _line(nodes::lineOf(*_database, settings.database, settings.pipeline.redis, log)), _jobs(
                                                                                             *_database,
                                                                                             log,
                                                                                             callersOfJobs(),
                                                                                             {.node = _node},
                                                                                             [this] {
                                                                                                 if (_wakeStreams) {
                                                                                                     _wakeStreams();
                                                                                                 }
                                                                                             }
                                                                                         ),
      _scheduler(*_database, _jobs, log, callersOfJobs()), _outbox(*_database, log, {.node = _node}), _accessLog(log) {
    migrateKernel();
    if (_line) {
        _news.emplace(*_line, _auth->standings(), log);
        _health.add("nodes", telemetry::Health::Weight::Useful, [this] { return _news->fault(); });
    }
    addTexts(http::migrations());
    _services.provide(
        "kernel",
        Rows::serviceName,
        Rows::serviceVersion,
        std::static_pointer_cast<Rows>(std::make_shared<resources::KernelRows>(*_database, _visitingDatabase))
    );
    _auth->accounts().publishTo([this](std::string_view event, const JsonObject& data) { _outbox.publish(event, data); }
    );
    _foundations = std::make_unique<Foundations>(Foundations{
        .database = _visitingDatabase,
        .files = _files,
        .jobs = _jobs,
        .scheduler = _scheduler,
        .outbox = _outbox,
        .audit = _audit,
        .secrets = _secrets,
        .log = log,
        .router = _router,
        .texts = _texts,
        .services = _services,
        .tables = _tables,
        .auth = *_auth,
        .settings = _settings,
        .programFolders = settings.programFolders,
    });
    _pipeline = std::make_unique<http::Pipeline>(
        http::Pipeline::Parts{
            .router = _router,
            .texts = _texts,
            .authenticator = _auth->authenticator(),
            .database = *_database,
            .log = log,
            .accessLog = _accessLog,
            .jobStreams =
                [this](std::int64_t job, std::string_view lastEventId) { return _jobs.stream(job, lastEventId); },
            .node = _node,
        },
        settings.pipeline
    );
    declareKernelRoutes(settings);
    addMetrics();
    _health.add("database", telemetry::Health::Weight::Essential, [this] {
        return _database->value<std::int64_t>("SELECT 1") ? std::string() : "no answer";
    });
    // Reads go on without it.
    _health.add("storage", telemetry::Health::Weight::Useful, [this] { return _files.fault(); });
    _health.add("rate limits", telemetry::Health::Weight::Useful, [this] { return _pipeline->faultOfCounters(); });
}

Kernel::~Kernel() {
    stop();
    if (!_hanging.empty()) {
        _log.settle();
        leaveBehind();
    }
}

jobs::CallerSource Kernel::callersOfJobs() {
    return [this](std::int64_t owner, std::string requestId) { return _auth->callerFor(owner, std::move(requestId)); };
}

void Kernel::migrateKernel() {
    struct Part {
        std::string_view name;
        AssetTable files;
    };

    data::Migrator migrator(*_database);
    for (const Part& part : {
             Part{"kernel.audit", audit::migrations()},
             Part{"kernel.secrets", secrets::migrations()},
             Part{"kernel.settings", settings::migrations()},
             Part{"kernel.auth", auth::migrations()},
             Part{"kernel.jobs", jobs::migrations()},
             Part{"kernel.files", files::migrations()},
             Part{"kernel.http", http::migrations()},
             Part{"kernel.assembly", tenon_assembly_assets()},
         }) {
        migrator.apply(part.name, spanOf(part.files));
    }
}

void Kernel::addTexts(const AssetTable& assets) {
    for (const Asset& asset : assets) {
        if (const std::string_view language = languageOf(asset.path); !language.empty()) {
            _texts.add(language, asset.text());
        }
    }
}

void Kernel::declareKernelRoutes(const KernelSettings& settings) {
    auto& app = *_apps.emplace_back(std::make_unique<ModuleApp>(
        *_foundations, std::string(modules::kernelName), [](const Fields&) { return JsonObject(); }
    ));
    auth::declareAuth(app, *_auth);
    audit::declareAudit(app);
    settings::declareSettings(app, _settings);
    declareKernelSections(app, {.signInLimits = _auth->limits(), .texts = _texts, .log = _log});
    insights::declareInsights(app);
    logs::declareLogs(app, _log);
    jobs::declareJobs(app);
    telemetry::declareHealth(app, _health, _metrics);
    openapi::declareOpenApi(app, _router, settings.pipeline.prefixes, settings.shareFolder);
    declareUpkeep(
        app,
        {.auth = *_auth,
         .idempotency = _pipeline->idempotency(),
         .jobs = _jobs,
         .files = _files,
         .database = *_database,
         .keepJobs = settings.keepJobs}
    );
    app.finishDeclaring();
}

void Kernel::addMetrics() {
    using Kind = telemetry::Metrics::Kind;
    const data::DataMetrics& data = _database->metrics();
    const auto count = [](const auto& counter) { return [&counter] { return static_cast<double>(counter.load()); }; };
    _metrics.add("tenon_transactions_total", Kind::Counter, "Committed transactions", count(data.transactions));
    _metrics.add("tenon_commits_total", Kind::Counter, "COMMITs, each of which may carry many", count(data.commits));
    _metrics.add("tenon_rollbacks_total", Kind::Counter, "Transactions undone", count(data.rollbacks));
    _metrics.add("tenon_retries_total", Kind::Counter, "Transactions run again", count(data.retries));
    _metrics.add("tenon_connections_open", Kind::Gauge, "Connections to the database", count(data.connectionsOpen));
    _metrics.add("tenon_writes_queued", Kind::Gauge, "Transactions that wait for the writer", count(data.writesQueued));
}

void Kernel::start(const modules::Manifest& manifest, const ModuleDescriptor& descriptor, const JsonObject&) {
    const AssetTable assets = descriptor.assets != nullptr ? descriptor.assets() : AssetTable{nullptr, 0};
    data::Migrator(*_database).apply(manifest.name, spanOf(assets));
    addTexts(assets);
    auto& app = *_apps.emplace_back(std::make_unique<ModuleApp>(
        *_foundations,
        manifest.name,
        [this, name = manifest.name](const Fields& fields) { return _moduleSettings(name, fields); }
    ));
    app.declare(descriptor);
}

void Kernel::withdraw(std::string_view module) noexcept {
    const auto found = std::ranges::find_if(_apps, [&](const auto& app) { return app->name() == module; });
    if (found == _apps.end()) {
        return;
    }
    (*found)->withdraw();
    Stopping stopping(_log, _stopLimits);
    stopModule(**found, stopping);
    if (stopping.isOverdue()) {
        _hanging.push_back(std::move(*found));
    }
    _apps.erase(found);
}

void Kernel::stopModule(ModuleApp& app, Stopping& stopping) const {
    // What hangs elsewhere may still use what a module kept.
    const bool mayGiveUp = !stopping.isOverdue();
    stopping.end("module " + app.name(), [&app, mayGiveUp] {
        app.stop();
        if (mayGiveUp) {
            app.giveUp();
        }
    });
}

App& Kernel::app(std::string_view module) {
    const auto found = std::ranges::find_if(_apps, [&](const auto& app) { return app->name() == module; });
    if (found == _apps.end()) {
        throw std::invalid_argument("module " + std::string(module) + " is not started");
    }
    return **found;
}

audit::Verification Kernel::verifyAudit() {
    return audit::verify(*_database, *_checkpoints, _auditSettings.clockTolerance);
}

std::int64_t Kernel::exportAudit(const std::function<void(std::string_view line)>& write) {
    _sealer->sealAll(audit::Sealer::Signing::WhenDue);
    return audit::exportChain(*_database, *_checkpoints, write);
}

std::vector<Kernel::NotReady> Kernel::ready(Demo demo) {
    _pipeline->idempotency().abandonClaims();
    _settings.start();
    std::vector<NotReady> failures;
    for (const auto& app : _apps) {
        // A module may throw anything, and the others are to be told as well.
        try {
            app->ready();
        } catch (...) {
            failures.push_back({app->name(), telemetry::currentExceptionText()});
        }
    }
    if (_news) {
        _news->start();
    }
    _sealer->start();
    _jobs.start();
    _scheduler.start();
    _outbox.start();
    if (demo == Demo::Load) {
        for (const auto& app : _apps) {
            loadDemo(*app);
        }
    }
    return failures;
}

void Kernel::loadDemo(const ModuleApp& app) {
    if (!app.hasDemo() || _database->value<std::int64_t>(selectDemo, {{"module", app.name()}})) {
        return;
    }
    // A module may throw anything, and a server without its demo data is a server.
    try {
        app.loadDemo(SystemCaller("demo"));
        _database->execute(insertDemo, {{"module", app.name()}, {"now", Clock::now()}});
    } catch (...) {
        _log.error("demo.failed", {{"module", app.name()}, {"what", telemetry::currentExceptionText()}});
    }
}

void Kernel::stop(Stopping& stopping) noexcept {
    if (std::exchange(_isStopped, true)) {
        return;
    }
    _health.drain();
    stopping.drain("events", [this] { _outbox.stop(); });
    stopping.end("schedules", [this] { _scheduler.stop(); });
    stopping.drain("jobs", [this] { _jobs.stop(); });
    stopping.end("settings", [this] { _settings.stop(); });
    for (const auto& app : std::views::reverse(_apps)) {
        stopModule(*app, stopping);
    }
    stopping.end("nodes", [this] {
        if (_news) {
            _news->stop();
        }
    });
    stopping.end("audit", [this] { _sealer->stop(); });
}

void Kernel::stop() noexcept {
    Stopping stopping(_log, _stopLimits);
    stop(stopping);
    if (stopping.isOverdue()) {
        _log.settle();
        leaveBehind();
    }
}

} // namespace tenon::assembly
