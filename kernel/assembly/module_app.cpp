#include <kernel/assembly/module_app.h>

#include <kernel/http/dialects/dialect.h>

#include <exception>
#include <filesystem>
#include <ranges>
#include <stdexcept>

#include <unistd.h>

namespace tenon::assembly {

namespace {

const http::Dialect& knownDialect(std::string_view name) {
    const http::Dialect* dialect = http::dialectNamed(name);
    if (dialect == nullptr) {
        throw std::invalid_argument("there is no dialect '" + std::string(name) + "'");
    }
    return *dialect;
}

} // namespace

ModuleApp::ModuleApp(Foundations& foundations, std::string name, SettingsReader settings)
    : _foundations(foundations), _name(std::move(name)), _settings(std::move(settings)) {}

void ModuleApp::finishDeclaring() {
    for (const auto& resource : _resources) {
        resource->registerRoutes();
    }
    for (http::RouteEntry* route : _routes) {
        const std::string& dialect = route->namedDialect ? *route->namedDialect : _dialect;
        route->home = dialect.empty() ? nullptr : &knownDialect(dialect);
        if (route->rateName.empty()) {
            route->rateName = _rateClass;
        }
        if (route->guard == http::Guard::Missing) {
            throw std::invalid_argument(
                route->method + " " + route->documentedPath + " names no guard: open(), signedIn() or needs()"
            );
        }
    }
}

void ModuleApp::withdraw() noexcept {
    _foundations.router.withdraw(_name);
    _foundations.jobs.withdraw(_name);
    _foundations.scheduler.withdraw(_name);
    _foundations.outbox.withdraw(_name);
    _foundations.services.withdraw(_name);
    _foundations.auth.directory().withdraw(_name);
    stop();
    _kept.clear();
}

void ModuleApp::ready() {
    for (const auto& action : _ready) {
        action();
    }
}

void ModuleApp::stop() noexcept {
    for (const auto& action : std::views::reverse(_stop)) {
        try {
            action();
        } catch (const std::exception& error) {
            _foundations.log.error("module.stop.failed", {{"module", _name}, {"what", error.what()}});
        }
    }
    _stop.clear();
}

Route& ModuleApp::route(std::string_view method, std::string_view pattern, Handler handler) {
    auto entry =
        std::make_unique<http::RouteEntry>(_name, std::string(method), std::string(pattern), std::move(handler));
    return *_routes.emplace_back(&_foundations.router.add(std::move(entry)));
}

void ModuleApp::dialect(std::string_view name) {
    _dialect = knownDialect(name).name();
}

void ModuleApp::rateClass(std::string_view name) { _rateClass = name; }

void ModuleApp::permission(std::string_view name, std::string_view sentence) {
    _permissions.push_back({std::string(name), std::string(sentence)});
    _foundations.auth.permissions().declare(name, sentence);
}

JsonObject ModuleApp::settings(const Fields& fields) { return _settings(fields); }

JobKind& ModuleApp::job(std::string_view kind, JobBody body) {
    return _foundations.jobs.declare(_name, std::string(kind), std::move(body));
}

void ModuleApp::schedule(std::string_view cron, std::string_view kind, JsonObject input) {
    _foundations.scheduler.add(_name, std::string(cron), std::string(kind), std::move(input));
}

void ModuleApp::publish(std::string_view event, JsonObject data) {
    _foundations.outbox.publish(event, data);
}

void ModuleApp::subscribe(std::string_view pattern, EventHandler handler) {
    _foundations.outbox.subscribe(_name, std::string(pattern), std::move(handler));
}

void ModuleApp::onReady(std::function<void()> action) { _ready.push_back(std::move(action)); }

void ModuleApp::onStop(std::function<void()> action) { _stop.push_back(std::move(action)); }

void ModuleApp::demo(std::function<void(const Caller&)> load) { _demo = std::move(load); }

std::string ModuleApp::program(std::string_view name) const {
    for (const std::string& folder : _foundations.programFolders) {
        const std::string path = std::filesystem::path(folder) / name;
        if (::access(path.c_str(), X_OK) == 0) {
            return path;
        }
    }
    throw std::runtime_error("the helper program " + std::string(name) + " is not installed");
}

ResourceRoutes& ModuleApp::addResource(JsonObject description) {
    return *_resources.emplace_back(std::make_unique<resources::Endpoints>(*this, _name, description));
}

void ModuleApp::provideService(std::string_view name, int version, std::shared_ptr<void> service) {
    _foundations.services.provide(_name, name, version, std::move(service));
}

std::shared_ptr<void> ModuleApp::findService(std::string_view name, int version) {
    return _foundations.services.find(name, version);
}

void ModuleApp::extendAccounts(AccountExtension extension) {
    _foundations.auth.directory().extend(_name, std::move(extension));
}

void ModuleApp::keepAlive(std::shared_ptr<void> object) { _kept.push_back(std::move(object)); }

} // namespace tenon::assembly
