/// Uses the service of another module.

#include "../greeter.h"

#include <tenon/module.h>

TENON_MODULE(client, "0.3.0", "greeter") {
    const std::string greeting = app.find<faults::Greeter>()->greeting("Ann");
    app.get("/greet/" + greeting, [](const tenon::Request&) { return tenon::ok("greeted"); }).open();
}
