#pragma once

#include <kernel/modules/module_starter.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace tenon::modules {

/// What started modules have declared: the routes with their handlers, and the services they offer each other.
struct Declared {
    struct Endpoint {
        std::string module;
        Handler handler;
    };

    std::map<std::string, Endpoint, std::less<>> routes;                ///< By "GET /hello"
    std::map<std::string, std::shared_ptr<void>, std::less<>> services; ///< By "greeter.Greeter/1"
};

/// Starts modules on an App that only records what they declare.
class RecordingStarter : public ModuleStarter {
public:
    void start(const Manifest& manifest, const ModuleDescriptor& descriptor, const JsonObject& settings) override;
    void withdraw(std::string_view module) noexcept override;

    [[nodiscard]] const Declared& declared() const { return _declared; }

private:
    Declared _declared;
};

} // namespace tenon::modules
