#include "export_file.h"

#include "export_table.h"

#include <tenon/documents/printing.h>

namespace dttot {

tenon::FileReply exportFile(tenon::App& app, const tenon::Caller& caller, documents::Form form, std::int64_t document) {
    documents::SheetHead head{.name = "dttot", .columns = {}};
    for (std::size_t column = 0; column < exportColumns; ++column) {
        head.columns.push_back({std::string(exportHeader(column)), {}});
    }
    const auto sheet = documents::printer(app)->sheet(head, form);
    const auto name = documents::formNames[static_cast<std::size_t>(form)];
    forEachExportRow(app, caller, document, name, [&](const ExportRow& row) {
        sheet->add({.cells = {row.begin(), row.end()}});
    });
    return sheet->finish();
}

} // namespace dttot
