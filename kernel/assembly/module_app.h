#pragma once

#include <kernel/assembly/service_registry.h>
#include <kernel/auth/auth.h>
#include <kernel/http/router.h>
#include <kernel/jobs/job_queue.h>
#include <kernel/jobs/outbox.h>
#include <kernel/jobs/scheduler.h>
#include <kernel/resources/endpoints.h>

#include <tenon/app.h>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::assembly {

/// What the kernel's parts are to a module. All of it outlives every module.
struct Foundations {
    Database& database;
    FileStore& files;
    jobs::JobQueue& jobs;
    jobs::Scheduler& scheduler;
    jobs::Outbox& outbox;
    Audit& audit;
    Log& log;
    http::Router& router;
    ServiceRegistry& services;
    auth::Auth& auth;
    std::vector<std::string> programFolders; ///< Where helper programs are looked for, first match wins
};

/// A permission as its module declared it.
struct DeclaredPermission {
    std::string name;
    std::string sentence;
};

/// The App of one module: it remembers in whose name things are declared, so that they can be taken back.
class ModuleApp : public App {
public:
    /// Checks the deployer's settings against declared fields.
    using SettingsReader = std::function<JsonObject(const Fields&)>;

    ModuleApp(Foundations& foundations, std::string name, SettingsReader settings);

    /// Registers what waited for the end of the declaration; throws std::invalid_argument for a route without a guard.
    void finishDeclaring();

    /// Takes back everything that was declared; nothing of the module is called any more.
    void withdraw() noexcept;

    void ready();
    void stop() noexcept;

    [[nodiscard]] const std::string& name() const { return _name; }
    [[nodiscard]] const std::vector<DeclaredPermission>& permissions() const { return _permissions; }
    [[nodiscard]] const std::function<void(const Caller&)>& demoLoader() const { return _demo; }

    Route& route(std::string_view method, std::string_view pattern, Handler handler) override;
    void dialect(std::string_view name) override;
    void rateClass(std::string_view name) override;
    void permission(std::string_view name, std::string_view sentence) override;
    JsonObject settings(const Fields& fields) override;
    JobKind& job(std::string_view kind, JobBody body) override;
    void schedule(std::string_view cron, std::string_view kind, JsonObject input) override;
    void publish(std::string_view event, JsonObject data) override;
    void subscribe(std::string_view pattern, EventHandler handler) override;
    void onReady(std::function<void()> action) override;
    void onStop(std::function<void()> action) override;
    void demo(std::function<void(const Caller&)> load) override;
    [[nodiscard]] Database& database() override { return _foundations.database; }
    [[nodiscard]] FileStore& files() override { return _foundations.files; }
    [[nodiscard]] Jobs& jobs() override { return _foundations.jobs; }
    [[nodiscard]] Audit& audit() override { return _foundations.audit; }
    [[nodiscard]] Log& log() override { return _foundations.log; }
    [[nodiscard]] std::string program(std::string_view name) const override;
    [[nodiscard]] Accounts& accounts() override { return _foundations.auth.directory(); }
    void extendAccounts(AccountExtension extension) override;

protected:
    ResourceRoutes& addResource(JsonObject description) override;
    void provideService(std::string_view name, int version, std::shared_ptr<void> service) override;
    [[nodiscard]] std::shared_ptr<void> findService(std::string_view name, int version) override;
    void keepAlive(std::shared_ptr<void> object) override;

private:
    Foundations& _foundations;
    const std::string _name;
    const SettingsReader _settings;
    std::string _dialect;
    std::string _rateClass;
    std::vector<http::RouteEntry*> _routes;
    std::vector<std::unique_ptr<resources::Endpoints>> _resources;
    std::vector<DeclaredPermission> _permissions;
    std::vector<std::function<void()>> _ready;
    std::vector<std::function<void()>> _stop;
    std::function<void(const Caller&)> _demo;
    std::vector<std::shared_ptr<void>> _kept;
};

} // namespace tenon::assembly
