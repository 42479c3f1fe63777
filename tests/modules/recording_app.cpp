#include "recording_app.h"

#include <stdexcept>

namespace tenon::modules {

namespace {

[[noreturn]] void refuseToWork() { throw std::logic_error("this app only records what is declared"); }

class UncheckedRoute : public Route {
public:
    Route& open() override { return *this; }

    Route& signedIn() override { return *this; }

    Route& needs(std::string_view) override { return *this; }

    Route& body(const Fields&) override { return *this; }

    Route& anything() override { return *this; }

    Route& query(const Fields&) override { return *this; }

    Route& answers(const Fields&) override { return *this; }

    Route& answersList(const Fields&) override { return *this; }

    Route& produces(std::string_view) override { return *this; }

    Route& summary(std::string_view) override { return *this; }

    Route& status(int) override { return *this; }

    Route& maxBody(std::uint64_t) override { return *this; }

    Route& withoutTransaction() override { return *this; }

    Route& dialect(std::string_view) override { return *this; }

    Route& errorForm(ErrorForm) override { return *this; }

    Route& errorForm(int, ErrorForm) override { return *this; }

    Route& errorSays(std::string_view, Message) override { return *this; }

    Route& errorStatus(int, int) override { return *this; }

    Route& rateClass(std::string_view) override { return *this; }

    Route& changesOnGet() override { return *this; }

    Route& duringPasswordChange() override { return *this; }
};

class UncheckedResource : public ResourceRoutes {
public:
    ResourceRoutes& readOnly() override { return *this; }

    ResourceRoutes& readableBySignedIn() override { return *this; }

    ResourceRoutes& beforeSave(Check) override { return *this; }

    ResourceRoutes& afterSave(Saved) override { return *this; }

    ResourceRoutes& beforeDelete(Check) override { return *this; }

    ResourceRoutes& scope(Scope) override { return *this; }

    ResourceRoutes& computed(const Field&, Compute) override { return *this; }
};

class RecordingApp : public App {
public:
    RecordingApp(std::string_view module, Declared& declared) : _module(module), _declared(declared) {}

    Route& route(std::string_view method, std::string_view pattern, Handler handler) override {
        _declared.routes[std::string(method) + " " + std::string(pattern)] = {_module, std::move(handler)};
        return _route;
    }

    void dialect(std::string_view) override {}

    void rateClass(std::string_view) override {}

    void permission(std::string_view, std::string_view) override {}

    JsonObject settings(const Fields&) override { return {}; }

    JobKind& job(std::string_view, JobBody) override { refuseToWork(); }

    void schedule(std::string_view, std::string_view, JsonObject) override {}

    void publish(std::string_view, JsonObject) override { refuseToWork(); }

    void subscribe(std::string_view, EventHandler) override {}

    void demo(std::function<void(const Caller&)>) override {}

    void onReady(std::function<void()>) override {}

    void onStop(std::function<void()>) override {}

    Database& database() override { refuseToWork(); }

    FileStore& files() override { refuseToWork(); }

    Jobs& jobs() override { refuseToWork(); }

    Audit& audit() override { refuseToWork(); }

    Log& log() override { refuseToWork(); }

    std::string program(std::string_view) const override { return {}; }

    Accounts& accounts() override { refuseToWork(); }

    void extendAccounts(AccountExtension) override {}

protected:
    ResourceRoutes& addResource(JsonObject) override { return _resource; }

    void provideService(std::string_view name, int version, std::shared_ptr<void> service) override {
        _declared.services[keyOf(name, version)] = std::move(service);
    }

    std::shared_ptr<void> findService(std::string_view name, int version) override {
        const auto found = _declared.services.find(keyOf(name, version));
        return found == _declared.services.end() ? nullptr : found->second;
    }

    void keepAlive(std::shared_ptr<void>) override {}

private:
    static std::string keyOf(std::string_view name, int version) {
        return std::string(name) + "/" + std::to_string(version);
    }

    std::string _module;
    Declared& _declared;
    UncheckedRoute _route;
    UncheckedResource _resource;
};

} // namespace

void RecordingStarter::start(const Manifest& manifest, const ModuleDescriptor& descriptor, const JsonObject&) {
    RecordingApp app(manifest.name, _declared);
    descriptor.declare(app);
}

void RecordingStarter::withdraw(std::string_view module) noexcept {
    std::erase_if(_declared.routes, [&](const auto& entry) { return entry.second.module == module; });
}

} // namespace tenon::modules
