#pragma once

#include "printing/pdf.h"

#include <tenon/app.h>
#include <tenon/documents/reports.h>

namespace documents {

/// Reports in all their forms.
class ReportService : public Reports {
public:
    explicit ReportService(tenon::App& app) : _app(app), _pdf(app, app.program("tenon-report")) {}

    [[nodiscard]] tenon::FileReply print(const Report& report, Form form, std::string_view name) override;
    [[nodiscard]] std::unique_ptr<Sheet> sheet(const SheetHead& head, Form form) override;

private:
    tenon::App& _app;
    PdfPrinter _pdf;
};

} // namespace documents
