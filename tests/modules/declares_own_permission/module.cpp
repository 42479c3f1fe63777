/// Declares a permission twice.

#include <tenon/module.h>

TENON_MODULE(declares_own_permission, "1.0.0") {
    app.permission("declares_own_permission.view", "May look.");
    app.permission("declares_own_permission.view", "May look away.");
}
