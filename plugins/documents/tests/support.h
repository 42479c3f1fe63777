#pragma once

#include <tenon/documents/reports.h>
#include <tenon/module.h>
#include <tenon/test.h>

#include <string>
#include <unistd.h>

extern "C" const tenon::ModuleDescriptor tenon_module_v1;

namespace documents::test {

inline std::string contentOf(const tenon::FileReply& reply) {
    std::string content(reply.size, '\0');
    const auto got = ::pread(reply.file.get(), content.data(), content.size(), 0);
    return got == static_cast<ssize_t>(content.size()) ? content : std::string();
}

/// Prints reports by a kernel of its own.
class Printer {
public:
    std::string print(const Report& report, Form form) { return contentOf(reports().print(report, form, "report")); }

    Reports& reports() { return *_kernel.app().find<Reports>(); }

    tenon::test::Kernel& kernel() { return _kernel; }

private:
    tenon::test::Kernel _kernel{tenon_module_v1};
};

/// A report with the text everywhere where one may stand.
inline Report everywhere(const std::string& text, int rows = 1) {
    Report report;
    report.issuer = report.title = report.subtitle = text;
    Section& section = report.sections.emplace_back();
    section.heading = text;
    section.blocks = {{text, {text, text}}, {text, {text}}};
    section.facts = {{text, text}};
    section.texts = {text};
    section.chart = {{text, 3}};
    Table& table = section.table.emplace();
    table.columns = {{text, text}, {"amount", text, Kind::money}};
    for (int i = 0; i < rows; ++i) {
        table.rows.push_back({.cells = {text, text}});
    }
    return report;
}

/// A small balance with a group, a subtotal and a total.
inline Report balance(const std::string& language) {
    Report report;
    report.issuer = "Example Traders";
    report.title = "Balance";
    report.language = language;
    Table& table = report.sections.emplace_back().table.emplace();
    table.columns = {
        {"code", "Code"},
        {"name", "Account", Kind::text, 4},
        {"date", "Day", Kind::date},
        {"amount", "Amount", Kind::money},
    };
    table.rows = {
        {.cells = {"1", "Assets"}, .emphasis = Emphasis::heading},
        {.cells = {"1000", "Cash", day("2026-06-15"), figure("1234567.50")}, .level = 1},
        {.cells = {"1010", "=SUM(A1)", day("2026-06-16"), figure("0.00")}, .level = 1},
        {.cells = {"1020", "Overdraft", {}, figure("-12.25")}, .level = 1},
        {.cells = {"", "Total", {}, figure("1234555.25")}, .emphasis = Emphasis::total},
    };
    return report;
}

} // namespace documents::test
