#include "file_format.h"

#include <algorithm>
#include <array>
#include <string>
#include <unistd.h>

namespace dttot {

namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t headBytes = 64 * 1024;
constexpr std::uint64_t zipDirectoryBytes = 1024 * 1024;
constexpr std::uint64_t oleSectorBytes = 512;

/// A part of a larger file.
struct Window {
    int fd;
    std::uint64_t offset;
    std::uint64_t size;

    [[nodiscard]] std::string read(std::uint64_t from, std::uint64_t most) const {
        std::string bytes(from < size ? std::min(most, size - from) : 0, '\0');
        std::size_t done = 0;
        while (done < bytes.size()) {
            const auto got =
                pread(fd, bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + from + done));
            if (got <= 0) {
                break;
            }
            done += static_cast<std::size_t>(got);
        }
        bytes.resize(done);
        return bytes;
    }
};

/// The names in a ZIP archive stand in its directory at the end, uncompressed.
bool isWorkbook(const Window& file) {
    const std::uint64_t most = std::min(file.size, zipDirectoryBytes);
    return file.read(file.size - most, most).find("xl/workbook."sv) != std::string::npos;
}

/// The directory of an OLE container begins at the sector named at byte 48 (MS-CFB 2.2); its entries are UTF-16.
bool isOleWorkbook(const Window& file, std::string_view head) {
    if (head.size() < oleSectorBytes) {
        return false;
    }
    std::uint64_t sector = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        sector |= std::uint64_t{static_cast<unsigned char>(head[48 + i])} << (8 * i);
    }
    const std::string directory = file.read((sector + 1) * oleSectorBytes, 8 * oleSectorBytes);
    return directory.find("W\0o\0r\0k\0b\0o\0o\0k\0"sv) != std::string::npos
           || directory.find("B\0o\0o\0k\0\0\0"sv) != std::string::npos;
}

bool isControl(char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
}

/// The ASCII letters of UTF-16 with its mark, the form of "Unicode text" in spreadsheets; other texts stay as they are.
std::string narrowed(std::string_view head) {
    const bool bigEndian = head.starts_with("\xFE\xFF"sv);
    if (!bigEndian && !head.starts_with("\xFF\xFE"sv)) {
        return std::string(head);
    }
    std::string text;
    for (std::size_t i = 2; i + 1 < head.size(); i += 2) {
        const char high = head[bigEndian ? i : i + 1];
        const char low = head[bigEndian ? i + 1 : i];
        text += high == '\0' && static_cast<unsigned char>(low) < 0x80 ? low : '?';
    }
    return text;
}

/// Text whose first line with anything on it has cells, and which is no markup.
bool isSeparatedText(std::string_view head) {
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    if (std::ranges::any_of(head, isControl)) {
        return false;
    }
    if (head.starts_with(byteOrderMark)) {
        head.remove_prefix(byteOrderMark.size());
    }
    const auto first = head.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && head[first] != '<' && head[first] != '{' && head[first] != '['
           && head.find_first_of(",;\t", first) != std::string_view::npos;
}

} // namespace

std::optional<std::string_view> formatOf(int fd, std::uint64_t offset, std::uint64_t size) {
    constexpr std::size_t pdfHeaderWithin = 1024; // ISO 32000-1, annex H.3
    const Window file{fd, offset, size};
    const std::string head = file.read(0, headBytes);
    if (head.starts_with("PK\x03\x04"sv)) {
        return isWorkbook(file) ? std::optional("xlsx"sv) : std::nullopt;
    }
    if (head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv)) {
        return isOleWorkbook(file, head) ? std::optional("xls"sv) : std::nullopt;
    }
    if (std::string_view(head).substr(0, pdfHeaderWithin).find("%PDF-"sv) != std::string_view::npos) {
        return "pdf"sv;
    }
    return isSeparatedText(narrowed(head)) ? std::optional("csv"sv) : std::nullopt;
}

} // namespace dttot
