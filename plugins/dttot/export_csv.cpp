#include "csv_output.h"
#include "export_file.h"
#include "export_table.h"

#include <algorithm>

namespace dttot {

tenon::FileReply exportCsv(tenon::App& app, const tenon::Caller& caller, std::int64_t document) {
    tenon::FileReply reply{
        .file = app.files().temporary(), .name = "dttot.csv", .contentType = "text/csv; charset=utf-8"};
    CsvOutput output(reply.file.get());
    for (std::size_t column = 0; column < exportColumns; ++column) {
        output.cell(exportHeader(column));
    }
    output.endLine();
    forEachExportRow(app, caller, document, "csv", [&](const ExportRow& row) {
        std::ranges::for_each(row, [&](const std::string& text) { output.cell(text); });
        output.endLine();
    });
    output.flush();
    reply.size = output.size();
    return reply;
}

} // namespace dttot
