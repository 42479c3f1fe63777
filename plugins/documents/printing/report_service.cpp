#include "printing/report_service.h"

#include "printing/csv_sheet.h"
#include "printing/html.h"
#include "printing/printed.h"
#include "printing/xlsx_sheet.h"

#include <stdexcept>

namespace documents {

namespace {

tenon::FileReply printHtml(tenon::FileStore& files, const Report& report, std::string_view name) {
    OutputFile output(files);
    output.write(htmlOf(printed(report)));
    return output.finish(std::string(name) + ".html", formTypes[static_cast<std::size_t>(Form::html)]);
}

} // namespace

tenon::FileReply ReportService::print(const Report& report, Form form, std::string_view name) {
    switch (form) {
    case Form::xlsx:
        return printXlsx(_app.files(), report, name);
    case Form::csv:
        return printCsv(_app.files(), report, name);
    case Form::html:
        return printHtml(_app.files(), report, name);
    default:
        break;
    }
    // The placeholders stay: the program that draws puts the numbers in.
    const std::string label = _app.say("Page {page} of {pages}", report.language);
    return _pdf.print(printed(report), label, std::string(name));
}

std::unique_ptr<Sheet> ReportService::sheet(const SheetHead& head, Form form) {
    if (form == Form::xlsx) {
        return std::make_unique<XlsxSheet>(_app.files(), head);
    }
    if (form != Form::csv) {
        throw std::invalid_argument("a sheet is a workbook or CSV");
    }
    auto sheet = std::make_unique<CsvSheet>(_app.files(), head.name);
    sheet->header(head.columns);
    return sheet;
}

} // namespace documents
