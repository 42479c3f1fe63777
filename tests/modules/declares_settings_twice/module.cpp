/// Asks for its settings twice.

#include <tenon/module.h>

TENON_MODULE(declares_settings_twice, "1.0.0") {
    app.settings({tenon::fields::text("colour")});
    app.settings({tenon::fields::text("size")});
}
