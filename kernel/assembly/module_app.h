#pragma once

#include <kernel/assembly/service_registry.h>
#include <kernel/assembly/table_claims.h>
#include <kernel/auth/auth.h>
#include <kernel/files/module_files.h>
#include <kernel/http/router.h>
#include <kernel/http/texts.h>
#include <kernel/jobs/job_queue.h>
#include <kernel/jobs/outbox.h>
#include <kernel/jobs/scheduler.h>
#include <kernel/modules/visit.h>
#include <kernel/resources/endpoints.h>
#include <kernel/settings/settings_service.h>

#include <tenon/app.h>
#include <tenon/descriptor.h>

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::assembly {

/// What the kernel's parts are to a module. All of it outlives every module.
struct Foundations {
    Database& database;
    files::DiskFileStore& files;
    jobs::JobQueue& jobs;
    jobs::Scheduler& scheduler;
    jobs::Outbox& outbox;
    Audit& audit;
    Secrets& secrets;
    Log& log;
    http::Router& router;
    const http::Texts& texts;
    ServiceRegistry& services;
    TableClaims& tables;
    auth::Auth& auth;
    settings::SettingsService& settings;
    std::vector<std::string> programFolders; ///< Where helper programs are looked for, first match wins
};

/// The App of one module: it remembers in whose name things are declared, so that they can be taken back.
class ModuleApp : public App {
public:
    /// Checks the deployer's settings against declared fields.
    using SettingsReader = std::function<JsonObject(const Fields&)>;

    ModuleApp(Foundations& foundations, std::string name, SettingsReader settings);

    /// Lets the module declare what it offers; throws whatever it throws, and what finishDeclaring() does.
    void declare(const ModuleDescriptor& module);

    /// Registers what waited for the end of the declaration; throws std::invalid_argument for a route without a guard
    /// and for one that needs a permission which nobody declared.
    void finishDeclaring();

    /// Takes back everything that was declared but for what stop() does: nothing else of the module is called any more.
    void withdraw() noexcept;

    /// Tells the module that all have started; throws whatever it throws.
    void ready();

    /// Loads the module's demo data, if it has any; throws whatever it throws.
    void loadDemo(const Caller& system) const;

    /// Lets the module end its threads. Returns when the module lets it.
    void stop() noexcept;

    /// Destroys what the module kept, the latest first.
    void giveUp() noexcept;

    [[nodiscard]] const std::string& name() const { return _name; }

    [[nodiscard]] bool hasDemo() const { return static_cast<bool>(_demo); }

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

    [[nodiscard]] FileStore& files() override { return _files; }

    [[nodiscard]] Jobs& jobs() override { return _foundations.jobs; }

    [[nodiscard]] Audit& audit() override { return _foundations.audit; }

    [[nodiscard]] Secrets& secrets() override { return _foundations.secrets; }

    [[nodiscard]] Log& log() override { return _foundations.log; }

    [[nodiscard]] std::string program(std::string_view name) const override;

    [[nodiscard]] Accounts& accounts() override { return _foundations.auth.directory(); }

    void extendAccounts(AccountExtension extension) override;
    void placeKind(std::string_view kind, std::string_view table) override;
    RuntimeSettings& runtimeSettings(std::string_view section, const Fields& fields) override;

    [[nodiscard]] std::string say(const Message& message, std::string_view language) const override {
        return _foundations.texts.say(message, language);
    }

protected:
    ResourceRoutes& addResource(JsonObject description) override;
    void provideService(std::string_view name, int version, std::shared_ptr<void> service) override;
    [[nodiscard]] std::shared_ptr<void> findService(std::string_view name, int version) override;
    void keepAlive(std::shared_ptr<void> object) override;

private:
    const modules::Place& place(std::string kind, std::string name);
    void checkGuard(const http::RouteEntry& route) const;

    Foundations& _foundations;
    const std::string _name;
    files::ModuleFiles _files;
    const SettingsReader _settings;
    std::string _dialect;
    std::string _rateClass;
    std::vector<http::RouteEntry*> _routes;
    std::vector<std::unique_ptr<resources::Endpoints>> _resources;
    bool _hasSettings = false;
    bool _registersResources = false; ///< Whose permissions may be shared, or declared by the module itself
    std::vector<std::function<void()>> _ready;
    std::vector<std::function<void()>> _stop;
    std::function<void(const Caller&)> _demo;
    std::vector<std::shared_ptr<void>> _kept;
    std::deque<modules::Place> _places; ///< Where the kernel calls the module; what was declared refers to them
    const modules::Place& _declaring;
    const modules::Place& _readying;
    const modules::Place& _demoing;
    const modules::Place& _stopping;
};

} // namespace tenon::assembly
