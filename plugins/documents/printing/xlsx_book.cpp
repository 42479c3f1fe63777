#include "printing/xlsx_book.h"

#include "printing/plain_text.h"

#include <tenon/error.h>

#include <algorithm>
#include <sys/stat.h>
#include <utility>
#include <xlsxwriter.h>

namespace documents {

namespace {

constexpr lxw_color_t faintColour = 0x6B7280;
constexpr lxw_color_t shadeColour = 0xEDF1F5;

[[noreturn]] void refuse() { throw tenon::Unavailable("There is no room to write the file."); }

std::uint64_t sizeOf(int fd) {
    struct stat status {};

    return fstat(fd, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

/// At most 31 characters, none of []:*?/\ and no apostrophe at an end. Counted in bytes of UTF-8, which are never
/// fewer.
std::string sheetName(std::string_view wanted) {
    constexpr std::size_t mostBytes = 31;
    std::string name = readable(wanted);
    std::ranges::replace_if(
        name, [](char c) { return std::string_view("[]:*?/\\'\t\r\n").find(c) != std::string_view::npos; }, ' '
    );
    std::size_t end = std::min(mostBytes, name.size());
    while (end < name.size() && end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80) {
        --end;
    }
    return name.substr(0, end);
}

} // namespace

void XlsxBook::Free::operator()(lxw_workbook* book) const { lxw_workbook_free(book); }

XlsxBook::XlsxBook(tenon::FileStore& files) : _file(files.temporary()) {
    // The library writes to a name only; this one leads to the unlinked file.
    const std::string path = "/proc/self/fd/" + std::to_string(_file.get());
    lxw_workbook_options options{.constant_memory = 1, .tmpdir = nullptr, .use_zip64 = 0};
    _book.reset(workbook_new_opt(path.c_str(), &options));
    if (!_book) {
        refuse();
    }
}

XlsxBook::~XlsxBook() = default;

lxw_worksheet* XlsxBook::addSheet(std::string_view name, std::string_view language) {
    std::string chosen = sheetName(name);
    if (workbook_validate_sheet_name(_book.get(), chosen.c_str()) != LXW_NO_ERROR) {
        chosen.clear(); // taken, empty or reserved: the library numbers it
    }
    lxw_worksheet* sheet = workbook_add_worksheet(_book.get(), chosen.empty() ? nullptr : chosen.c_str());
    if (sheet == nullptr) {
        refuse();
    }
    constexpr std::uint8_t a4 = 9;
    worksheet_set_paper(sheet, a4);
    worksheet_fit_to_pages(sheet, 1, 0);
    if (language == "ar") {
        worksheet_right_to_left(sheet);
    }
    return sheet;
}

lxw_format* XlsxBook::format(const Look& look) {
    lxw_format*& format = _formats[look];
    if (format != nullptr) {
        return format;
    }
    format = workbook_add_format(_book.get());
    if (format == nullptr) {
        refuse();
    }
    format_set_font_size(format, look.size);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (look.isBold) {
        format_set_bold(format);
    }
    if (look.isFaint) {
        format_set_font_color(format, faintColour);
    }
    if (look.isShaded) {
        format_set_bg_color(format, shadeColour);
    }
    format_set_top(format, look.hasLineAbove ? LXW_BORDER_THIN : LXW_BORDER_NONE);
    format_set_bottom(format, look.hasLineBelow ? LXW_BORDER_THIN : LXW_BORDER_NONE);
    if (look.isAtRight) {
        format_set_align(format, LXW_ALIGN_RIGHT);
    }
    if (look.isWrapped) {
        format_set_text_wrap(format);
    }
    if (look.indent > 0) {
        format_set_indent(format, static_cast<std::uint8_t>(std::min(look.indent, 15)));
    }
    if (!look.figures.empty()) {
        format_set_num_format(format, look.figures.c_str());
    }
    return format;
}

tenon::FileReply XlsxBook::finish(std::string_view name) {
    // Closing writes and frees it; one that is not closed after a failure is freed by its owner.
    if (workbook_close(_book.release()) != LXW_NO_ERROR) {
        refuse();
    }
    tenon::FileReply reply;
    reply.size = sizeOf(_file.get());
    reply.file = std::move(_file);
    reply.name = std::string(name) + ".xlsx";
    reply.contentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return reply;
}

} // namespace documents
