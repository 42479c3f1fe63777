/// Documents: what business modules read from and write to files, through helper programs where a stranger made them.

#include "imports/import_routes.h"
#include "printing/report_service.h"
#include "reading/sandboxed_tables.h"

#include <tenon/module.h>

TENON_MODULE(documents, "1.0.0") {
    app.dialect("gaara");
    const auto tables = std::make_shared<documents::SandboxedTables>(app);
    app.provide<documents::Tables>(tables);
    app.keep<std::shared_ptr<documents::SandboxedTables>>(tables);
    app.provide<documents::Imports>(std::make_shared<documents::ImportRoutes>(*tables));
    app.provide<documents::Reports>(std::make_shared<documents::ReportService>(app));
}
