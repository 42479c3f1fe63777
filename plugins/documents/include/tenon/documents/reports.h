#pragma once

#include <tenon/documents/report.h>
#include <tenon/export.h>
#include <tenon/reply.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Reports for people: one description, printed as PDF, as a workbook, as CSV or as a page of HTML.
///
///     documents::Report report{.issuer = company, .title = "Stock", .language = "ar"};
///     documents::Table table{.columns = {{"sku", "SKU"}, {"value", "Value", documents::Kind::money}}};
///     table.rows.push_back({.cells = {"A-1", documents::figure("12.50")}});
///     report.sections.push_back({.table = std::move(table)});
///     return tenon::file(app.find<documents::Reports>()->print(report, documents::Form::pdf, "stock"));
namespace documents {

/// How a report is written.
enum class Form { pdf, xlsx, csv, html };

/// One table without end, as `sheet` writes it.
struct SheetHead {
    std::string name; ///< Of the sheet, and of the file without its ending
    std::string language = "en";
    std::vector<Column> columns;
};

/// A table that is written row by row, as the rows come, in bounded memory. Used by one thread.
class TENON_API Sheet {
public:
    virtual ~Sheet() = default;

    /// Throws Unavailable when the disk is full, and Invalid for more rows than a workbook holds (1,048,575).
    virtual void add(const Row& row) = 0;

    /// The finished file, at its beginning. Nothing can be added afterwards.
    [[nodiscard]] virtual tenon::FileReply finish() = 0;
};

/// Prints reports. Safe to call from many threads.
///
/// PDF: A4, upright or, where the columns need it, across; the header of a table on each of its pages, "page n of m".
/// Workbook: a sheet for each table, figures as numbers where a spreadsheet keeps all of their digits (else as texts),
/// days as days, the header frozen. CSV (RFC 4180, UTF-8 with byte order mark): the tables alone, an empty line
/// between two of them; a text that a spreadsheet would take for a formula begins with an apostrophe. In Arabic pages
/// and sheets run from right to left.
class TENON_API Reports {
public:
    static constexpr std::string_view serviceName = "documents.Reports";
    static constexpr int serviceVersion = 1;

    virtual ~Reports() = default;

    /// The report as a file; `name` is the file's, without its ending. Waits for a helper program where it makes a PDF,
    /// so it must not be called inside a transaction. Throws Invalid for a PDF of more than some 100,000 rows (16 MiB),
    /// and Unavailable when the program cannot draw it or the disk is full.
    [[nodiscard]] virtual tenon::FileReply print(const Report& report, Form form, std::string_view name) = 0;

    /// Begins a large table in `form`, which is xlsx or csv.
    [[nodiscard]] virtual std::unique_ptr<Sheet> sheet(const SheetHead& head, Form form) = 0;
};

/// The names of the forms as a parameter of a query says them, in the order of `Form`.
inline constexpr std::array<std::string_view, 4> formNames{"pdf", "xlsx", "csv", "html"};
/// Their media types.
inline constexpr std::array<std::string_view, 4> formTypes{
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "text/csv; charset=utf-8",
    "text/html; charset=utf-8"};

} // namespace documents
