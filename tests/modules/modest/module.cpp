/// Could use a module that nobody enables, and does without it.

#include <tenon/module.h>

TENON_MODULE(modest, "1.0.0", "nonexistent?") {
    app.get("/modest", [](const tenon::Request&) { return tenon::ok("modest"); }).open();
}
