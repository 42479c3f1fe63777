#include "extraction/tables/document.h"

#include "extraction/failure.h"
#include "extraction/tables/limits.h"
#include "extraction/text.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace dttot::tables {

namespace {

[[noreturn]] void tooLarge() { throw Failure("dttot.file.too_large", "The document is larger than 64 MiB."); }

/// A stream name inside an OLE container, which stores it in UTF-16.
bool holdsStream(std::string_view bytes, std::string_view name) {
    std::string wide;
    for (const char c : name) {
        wide += c;
        wide += '\0';
    }
    return bytes.find(wide) != std::string_view::npos;
}

Format oleFormat(std::string_view bytes) {
    if (holdsStream(bytes, "EncryptedPackage")) {
        throw Failure("dttot.file.encrypted", "The workbook is protected by a password.");
    }
    if (holdsStream(bytes, "Workbook") || holdsStream(bytes, "Book")) {
        return Format::xls;
    }
    throw Failure("dttot.file.unsupported", "The file is an Office document, but not a workbook.");
}

Format zipFormat(std::string_view bytes) {
    if (bytes.find("xl/workbook.bin") != std::string_view::npos) {
        throw Failure("dttot.file.unsupported", "Binary workbooks (.xlsb) are not supported; save it as .xlsx.");
    }
    if (bytes.find("xl/") != std::string_view::npos) {
        return Format::xlsx;
    }
    throw Failure("dttot.file.unsupported", "The file is an archive, but not an .xlsx workbook.");
}

bool looksLikeText(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        return true;
    }
    const std::string_view sample = bytes.substr(0, 4096);
    std::size_t zerosAtEven = 0;
    std::size_t zerosAtOdd = 0;
    std::size_t controls = 0;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const auto c = static_cast<unsigned char>(sample[i]);
        if (c == 0) {
            ++(i % 2 == 0 ? zerosAtEven : zerosAtOdd);
        } else if (c < 0x20 && !text::isSpace(sample[i])) {
            ++controls;
        }
    }
    const bool wide = zerosAtEven + zerosAtOdd > sample.size() / 4 && std::min(zerosAtEven, zerosAtOdd) == 0;
    return controls * 100 <= sample.size() && (wide || zerosAtEven + zerosAtOdd == 0);
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
    case Format::csv:
        break;
    }
    return "csv";
}

Document::Document(int descriptor) {
    struct stat status {};

    if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
        _mappingSize = static_cast<std::size_t>(status.st_size);
        if (_mappingSize > maxDocumentBytes) {
            tooLarge();
        }
        void* mapping = ::mmap(nullptr, _mappingSize, PROT_READ, MAP_PRIVATE, descriptor, 0);
        if (mapping != MAP_FAILED) {
            _mapping = mapping;
            _bytes = {static_cast<const char*>(mapping), _mappingSize};
            return;
        }
    }
    readAll(descriptor);
}

Document::Document(std::string bytes) : _owned(std::move(bytes)), _bytes(_owned) {
    if (_bytes.empty()) {
        throw Failure("dttot.file.empty", "The document is empty.");
    }
}

Document::~Document() {
    if (_mapping != nullptr) {
        ::munmap(_mapping, _mappingSize);
    }
}

void Document::readAll(int descriptor) {
    std::array<char, 65536> buffer{};
    for (;;) {
        const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            throw Failure("dttot.file.unreadable", "The document could not be read.");
        }
        if (got == 0) {
            break;
        }
        _owned.append(buffer.data(), static_cast<std::size_t>(got));
        if (_owned.size() > maxDocumentBytes) {
            tooLarge();
        }
    }
    if (_owned.empty()) {
        throw Failure("dttot.file.empty", "The document is empty.");
    }
    _bytes = _owned;
}

Format formatOf(std::string_view bytes) {
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) {
        return zipFormat(bytes);
    }
    if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
        return oleFormat(bytes);
    }
    if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) {
        return Format::pdf;
    }
    const std::string head = text::lower(text::trim(bytes.substr(0, 512)));
    if (head.starts_with("<") || head.starts_with("\xEF\xBB\xBF<")) {
        throw Failure("dttot.file.unsupported", "The file is a web page or XML; save it as .xlsx, .xls, .csv or .pdf.");
    }
    if (looksLikeText(bytes)) {
        return Format::csv;
    }
    throw Failure("dttot.file.unsupported", "The file is neither .xlsx, .xls, .csv nor .pdf.");
}

} // namespace dttot::tables
