/// Offers a service to the modules that start after it.

#include "../greeter.h"

#include <tenon/module.h>

namespace {

class Polite : public faults::Greeter {
public:
    [[nodiscard]] std::string greeting(std::string_view name) const override { return "Hello, " + std::string(name); }
};

} // namespace

TENON_MODULE(greeter, "1.0.0") { app.provide<faults::Greeter>(std::make_shared<Polite>()); }
