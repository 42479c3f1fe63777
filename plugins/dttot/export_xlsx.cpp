#include "export_file.h"
#include "export_table.h"

#include <tenon/error.h>

#include <memory>
#include <sys/stat.h>
#include <xlsxwriter.h>

namespace dttot {

namespace {

constexpr lxw_row_t mostRows = 1'048'575;      // of a sheet, below its header
constexpr std::size_t mostCharacters = 32'767; // of a cell

/// Closing a workbook writes and frees it; one that is not closed after a failure is freed here.
using Workbook = std::unique_ptr<lxw_workbook, decltype([](lxw_workbook* book) { lxw_workbook_free(book); })>;

/// The text as far as a cell holds it, whole characters only.
std::string fitting(const std::string& text) {
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isContinuation = (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80;
        if (!isContinuation && ++characters > mostCharacters) {
            return text.substr(0, i);
        }
    }
    return text;
}

void writeRow(lxw_worksheet* sheet, lxw_row_t number, const ExportRow& row) {
    for (std::size_t column = 0; column < exportColumns; ++column) {
        if (!row[column].empty()) {
            worksheet_write_string(
                sheet, number, static_cast<lxw_col_t>(column), fitting(row[column]).c_str(), nullptr
            );
        }
    }
}

ExportRow headers() {
    ExportRow row;
    for (std::size_t column = 0; column < exportColumns; ++column) {
        row[column] = exportHeader(column);
    }
    return row;
}

std::uint64_t sizeOf(int fd) {
    struct stat status {};

    return fstat(fd, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

} // namespace

tenon::FileReply exportXlsx(tenon::App& app, const tenon::Caller& caller, std::int64_t document) {
    tenon::FileReply reply{
        .file = app.files().temporary(),
        .name = "dttot.xlsx",
        .contentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"};
    // The library writes to a name only; this one leads to the unlinked file.
    const std::string name = "/proc/self/fd/" + std::to_string(reply.file.get());
    lxw_workbook_options options{.constant_memory = 1, .tmpdir = nullptr, .use_zip64 = 0};
    Workbook book(workbook_new_opt(name.c_str(), &options));
    lxw_worksheet* sheet = book ? workbook_add_worksheet(book.get(), "DTTOT") : nullptr;
    if (sheet == nullptr) {
        throw tenon::Unavailable("There is no room to write the file.");
    }
    worksheet_freeze_panes(sheet, 1, 0);
    writeRow(sheet, 0, headers());
    lxw_row_t number = 0;
    forEachExportRow(app, caller, document, "xlsx", [&](const ExportRow& row) {
        if (number >= mostRows) {
            throw tenon::Invalid("The lists have more rows than a sheet holds; export them as CSV.");
        }
        writeRow(sheet, ++number, row);
    });
    if (workbook_close(book.release()) != LXW_NO_ERROR) {
        throw tenon::Unavailable("There is no room to write the file.");
    }
    reply.size = sizeOf(reply.file.get());
    return reply;
}

} // namespace dttot
