/// Declares a permission that belongs to another module.

#include <tenon/module.h>

TENON_MODULE(declares_permission, "1.0.0", "faulty") { app.permission("faulty.records.view", "May look."); }
