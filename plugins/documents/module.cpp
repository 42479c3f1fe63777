/// Documents: what business modules read from and write to files, through helper programs where a stranger made them.

#include "printing/report_service.h"

#include <tenon/module.h>

TENON_MODULE(documents, "1.0.0") {
    app.dialect("gaara");
    app.provide<documents::Reports>(std::make_shared<documents::ReportService>(app));
}
