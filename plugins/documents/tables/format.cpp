#include "tables/format.h"

#include "tables/byte_view.h"
#include "tables/csv_text.h"
#include "tables/failure.h"
#include "tables/text.h"

#include <algorithm>

namespace documents::tables {

namespace {

constexpr std::uint64_t headBytes = 64U << 10U;
constexpr std::uint64_t zipDirectoryBytes = 1U << 20U;

[[noreturn]] void unsupported(const char* sentence) { throw Failure("file.unsupported", sentence); }

/// Whether one of the names in the directory, which are behind 46 bytes each (APPNOTE.TXT 4.3.12), is that of a .csv or
/// .xml file outside of all folders: inside of them, office programs keep theirs.
bool holdsListFile(std::string_view directory) {
    constexpr std::string_view entry = "PK\x01\x02";
    constexpr std::size_t lengthAt = 28;
    constexpr std::size_t nameAt = 46;
    bool isOffice = false;
    bool isFound = false;
    for (std::size_t at = directory.find(entry); at != std::string_view::npos; at = directory.find(entry, at + 4)) {
        const std::string_view header = directory.substr(at);
        if (header.size() < nameAt) {
            break;
        }
        const std::string name = text::lower(header.substr(nameAt, ByteView(header).u16(lengthAt)));
        isOffice = isOffice || name == "[content_types].xml";
        isFound =
            isFound || (name.find('/') == std::string::npos && (name.ends_with(".csv") || name.ends_with(".xml")));
    }
    return isFound && !isOffice;
}

/// The names in a ZIP archive stand in its directory at the end, uncompressed.
Format zipFormat(const FileView& file) {
    const std::uint64_t most = std::min(file.size, zipDirectoryBytes);
    const std::string directory = file.read(file.size - most, most);
    if (directory.find("xl/workbook.bin") != std::string::npos) {
        unsupported("Binary workbooks (.xlsb) are not supported; save it as .xlsx.");
    }
    if (directory.find("xl/workbook.xml") != std::string::npos) {
        return Format::xlsx;
    }
    if (!holdsListFile(directory)) {
        unsupported("The file is an archive, but neither an .xlsx workbook nor one of .csv or .xml files.");
    }
    return Format::zip;
}

/// XML other than what browsers and spreadsheets make of a table.
Format markupFormat(std::string_view text) {
    constexpr std::string_view others[] = {"<html", "<!doctype", "mso-application"};
    const std::string folded = text::lower(text);
    const bool isOther =
        std::ranges::any_of(others, [&](std::string_view tag) { return folded.find(tag) != std::string::npos; });
    if (!folded.starts_with("<?xml") || isOther) {
        unsupported("The file is a web page or a spreadsheet in XML; save it as .xlsx, .xls, .csv or .pdf.");
    }
    return Format::xml;
}

/// Whether a directory of 128 bytes an entry (MS-CFB 2.6) has a stream of this name, which stands there in UTF-16.
bool holdsStream(std::string_view directory, std::string_view name) {
    constexpr std::size_t entryBytes = 128;
    std::string wide;
    for (const char c : name) {
        wide.append({c, '\0'});
    }
    wide.append(2, '\0');
    for (std::size_t at = 0; at < directory.size(); at += entryBytes) {
        if (directory.substr(at).starts_with(wide)) {
            return true;
        }
    }
    return false;
}

/// The directory of an OLE container begins at the sector that its header names (MS-CFB 2.2).
Format oleFormat(const FileView& file, std::string_view head) {
    constexpr std::uint64_t directoryBytes = 4096;
    const ByteView header(head);
    const std::uint64_t sectorBytes = header.u16(30) == 12 ? 4096 : 512;
    const std::string directory = file.read((std::uint64_t{header.u32(48)} + 1) * sectorBytes, directoryBytes);
    if (holdsStream(directory, "EncryptedPackage")) {
        throw Failure("file.encrypted", "The workbook is protected by a password.");
    }
    if (!holdsStream(directory, "Workbook") && !holdsStream(directory, "Book")) {
        unsupported("The file is an Office document, but not a workbook.");
    }
    return Format::xls;
}

bool isControl(char c) { return static_cast<unsigned char>(c) < 0x20 && !text::isSpace(c); }

/// Text with something between its cells, and which is no markup.
Format textFormat(std::string_view head) {
    std::string storage;
    std::string_view text = text::trim(decoded(head, storage));
    // The mark at the end of files of CP/M and DOS.
    if (text.ends_with('\x1a')) {
        text.remove_suffix(1);
    }
    if (text.starts_with('<')) {
        return markupFormat(text.substr(0, 4096));
    }
    const bool isOther = text.starts_with('{') || text.starts_with('[') || std::ranges::any_of(text, isControl);
    if (isOther || text.find_first_of(",;\t|") == std::string_view::npos) {
        unsupported("The file is neither .xlsx, .xls, .csv, .pdf, .xml nor .zip.");
    }
    return Format::csv;
}

} // namespace

std::string_view nameOf(Format format) {
    switch (format) {
    case Format::xlsx:
        return "xlsx";
    case Format::xls:
        return "xls";
    case Format::pdf:
        return "pdf";
    case Format::xml:
        return "xml";
    case Format::zip:
        return "zip";
    case Format::csv:
        break;
    }
    return "csv";
}

bool holdsTable(Format format) { return format != Format::xml && format != Format::zip; }

Format formatOf(const FileView& file) {
    constexpr std::size_t pdfHeaderWithin = 1024; // ISO 32000-1, annex H.3
    const std::string bytes = file.read(0, headBytes);
    const std::string_view head = bytes;
    if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) {
        return zipFormat(file);
    }
    if (head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
        return oleFormat(file, head);
    }
    if (head.substr(0, pdfHeaderWithin).find("%PDF-") != std::string_view::npos) {
        return Format::pdf;
    }
    return textFormat(head);
}

Format formatOf(std::string_view bytes) {
    return formatOf(FileView{.size = bytes.size(), .read = [bytes](std::uint64_t from, std::uint64_t most) {
                                 return from < bytes.size() ? std::string(bytes.substr(from, most)) : std::string();
                             }});
}

} // namespace documents::tables
