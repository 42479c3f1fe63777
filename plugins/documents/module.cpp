/// Documents: what business modules read from and write to files, through helper programs where a stranger made them.

#include <tenon/module.h>

TENON_MODULE(documents, "1.0.0") { app.dialect("gaara"); }
