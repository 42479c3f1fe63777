/// Guards a route by a permission that nobody can have.

#include <tenon/module.h>

TENON_MODULE(declares_unknown_permission, "1.0.0", "faulty") {
    app.get("/unknown/sound", [](const tenon::Request&) { return tenon::ok({}); }).needs("faulty.records.view");
    app.get("/unknown", [](const tenon::Request&) { return tenon::ok({}); }).needs("faulty.records.veiw");
}
