#include <kernel/assembly/module_app.h>
#include <kernel/http/dialects/dialect.h>
#include <kernel/telemetry/exception_text.h>

#include <filesystem>
#include <ranges>
#include <stdexcept>
#include <unistd.h>
#include <utility>

namespace tenon::assembly {

namespace {

using modules::Place;
using modules::Visit;

Handler visiting(const Place& place, Handler handler) {
    return [&place, handler = std::move(handler)](const Request& request) {
        const Visit visit(place, request.caller().requestId());
        return handler(request);
    };
}

JobBody visiting(const Place& place, JobBody body) {
    return [&place, body = std::move(body)](JobRun& run) {
        const Visit visit(place, run.caller().requestId());
        return body(run);
    };
}

EventHandler visiting(const Place& place, EventHandler handler) {
    return [&place, handler = std::move(handler)](const Event& event) {
        const Visit visit(place, {});
        handler(event);
    };
}

const http::Dialect& knownDialect(std::string_view name) {
    const http::Dialect* dialect = http::dialectNamed(name);
    if (dialect == nullptr) {
        throw std::invalid_argument("there is no dialect '" + std::string(name) + "'");
    }
    return *dialect;
}

} // namespace

ModuleApp::ModuleApp(Foundations& foundations, std::string name, SettingsReader settings)
    : _foundations(foundations), _name(std::move(name)),
      _files(foundations.files, foundations.database, foundations.log, _name), _settings(std::move(settings)),
      _declaring(place("action", "declaring")), _readying(place("action", "onReady")),
      _demoing(place("action", "demo")), _stopping(place("action", "onStop")) {}

const Place& ModuleApp::place(std::string kind, std::string name) {
    return _places.emplace_back(Place{_name, std::move(kind), std::move(name)});
}

void ModuleApp::declare(const ModuleDescriptor& module) {
    const Visit visit(_declaring, {});
    module.declare(*this);
    finishDeclaring();
}

void ModuleApp::finishDeclaring() {
    _registersResources = true;
    for (const auto& resource : _resources) {
        resource->registerRoutes();
    }
    for (http::RouteEntry* route : _routes) {
        const std::string& dialect = route->namedDialect ? *route->namedDialect : _dialect;
        route->home = dialect.empty() ? nullptr : &knownDialect(dialect);
        if (route->rateName.empty()) {
            route->rateName = _rateClass;
        }
        checkGuard(*route);
    }
}

void ModuleApp::checkGuard(const http::RouteEntry& route) const {
    const std::string name = route.method + " " + route.documentedPath;
    if (route.guard == http::Guard::Missing) {
        throw std::invalid_argument(name + " names no guard: open(), signedIn() or needs()");
    }
    if (route.guard == http::Guard::Permission
        && _foundations.auth.permissionRegister().ownerOf(route.permission).empty()) {
        throw std::invalid_argument(name + " needs the permission " + route.permission + ", which no module declares");
    }
}

void ModuleApp::withdraw() noexcept {
    _foundations.router.withdraw(_name);
    _foundations.jobs.withdraw(_name);
    _foundations.scheduler.withdraw(_name);
    _foundations.outbox.withdraw(_name);
    _foundations.services.withdraw(_name);
    _foundations.tables.withdraw(_name);
    _foundations.auth.permissionRegister().withdraw(_name);
    _foundations.auth.directory().withdraw(_name);
    _foundations.auth.places().withdraw(_name);
    _foundations.settings.withdraw(_name);
}

void ModuleApp::ready() {
    const Visit visit(_readying, {});
    for (const auto& action : _ready) {
        action();
    }
}

void ModuleApp::loadDemo(const Caller& system) const {
    const Visit visit(_demoing, {});
    _demo(system);
}

void ModuleApp::stop() noexcept {
    const Visit visit(_stopping, {});
    for (const auto& action : std::views::reverse(_stop)) {
        // A module may throw anything, and the others are still to be stopped.
        try {
            action();
        } catch (...) {
            _foundations.log.error(
                "module.stop.failed", {{"module", _name}, {"what", telemetry::currentExceptionText()}}
            );
        }
    }
    _stop.clear();
}

void ModuleApp::giveUp() noexcept {
    const Visit visit(_stopping, {});
    while (!_kept.empty()) {
        _kept.pop_back();
    }
}

Route& ModuleApp::route(std::string_view method, std::string_view pattern, Handler handler) {
    const Place& called = place("route", std::string(method) + " " + std::string(pattern));
    auto entry = std::make_unique<http::RouteEntry>(
        _name, std::string(method), std::string(pattern), visiting(called, std::move(handler))
    );
    return *_routes.emplace_back(&_foundations.router.add(std::move(entry)));
}

void ModuleApp::dialect(std::string_view name) { _dialect = knownDialect(name).name(); }

void ModuleApp::rateClass(std::string_view name) { _rateClass = name; }

void ModuleApp::permission(std::string_view name, std::string_view sentence) {
    auth::PermissionRegister& permissions = _foundations.auth.permissionRegister();
    if (!_registersResources && permissions.ownerOf(name) == _name) {
        throw std::invalid_argument("the permission " + std::string(name) + " is declared twice");
    }
    permissions.declare(_name, name, sentence);
}

JsonObject ModuleApp::settings(const Fields& fields) {
    if (std::exchange(_hasSettings, true)) {
        throw std::invalid_argument("the settings are declared twice");
    }
    return _settings(fields);
}

JobKind& ModuleApp::job(std::string_view kind, JobBody body) {
    const Place& called = place("job", std::string(kind));
    return _foundations.jobs.declare(_name, std::string(kind), visiting(called, std::move(body)));
}

void ModuleApp::schedule(std::string_view cron, std::string_view kind, JsonObject input) {
    _foundations.scheduler.add(_name, std::string(cron), std::string(kind), std::move(input));
}

void ModuleApp::publish(std::string_view event, JsonObject data) { _foundations.outbox.publish(event, data); }

void ModuleApp::subscribe(std::string_view pattern, EventHandler handler) {
    const Place& called = place("subscription", std::string(pattern));
    _foundations.outbox.subscribe(_name, std::string(pattern), visiting(called, std::move(handler)));
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
    _foundations.tables.claim(textAt(description, "table"), _name);
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

void ModuleApp::placeKind(std::string_view kind, std::string_view table) {
    _foundations.auth.places().declare(_name, kind, table);
}

RuntimeSettings& ModuleApp::runtimeSettings(std::string_view section, const Fields& fields) {
    return _foundations.settings.declare(_name, std::string(section), fields);
}

void ModuleApp::keepAlive(std::shared_ptr<void> object) { _kept.push_back(std::move(object)); }

} // namespace tenon::assembly
