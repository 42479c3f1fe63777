#include "recording_app.h"

#include <kernel/modules/inert_app.h>

namespace tenon::modules {

namespace {

class RecordingApp : public InertApp {
public:
    RecordingApp(std::string_view module, Declared& declared) : _module(module), _declared(declared) {}

    Route& route(std::string_view method, std::string_view pattern, Handler handler) override {
        _declared.routes[std::string(method) + " " + std::string(pattern)] = {_module, handler};
        return InertApp::route(method, pattern, std::move(handler));
    }

protected:
    void provideService(std::string_view name, int version, std::shared_ptr<void> service) override {
        _declared.services[keyOf(name, version)] = std::move(service);
    }

    std::shared_ptr<void> findService(std::string_view name, int version) override {
        const auto found = _declared.services.find(keyOf(name, version));
        return found == _declared.services.end() ? nullptr : found->second;
    }

private:
    static std::string keyOf(std::string_view name, int version) {
        return std::string(name) + "/" + std::to_string(version);
    }

    std::string _module;
    Declared& _declared;
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
