/// Declares a setting twice.

#include <tenon/module.h>

TENON_MODULE(declares_setting, "1.0.0") {
    app.settings({tenon::fields::text("colour"), tenon::fields::integer("colour")});
}
