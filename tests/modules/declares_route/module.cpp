/// Wants a route that another module has.

#include <tenon/module.h>

TENON_MODULE(declares_route, "1.0.0", "faulty") {
    app.get("/faulty/route/{other}", [](const tenon::Request&) { return tenon::ok({}); }).open();
}
