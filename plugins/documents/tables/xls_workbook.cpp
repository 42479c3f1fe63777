#include "tables/xls_workbook.h"

#include "tables/csv_text.h"
#include "tables/day_number.h"
#include "tables/failure.h"
#include "tables/limits.h"
#include "tables/text.h"

#include <algorithm>
#include <map>
#include <utility>

namespace documents::tables {

namespace {

std::string byteString(std::string_view bytes) {
    std::string storage;
    return std::string(decoded(bytes, storage));
}

/// A string with an 8-bit length, as sheet names have it.
std::string shortString(const ByteView& data, std::size_t at, BiffVersion version) {
    const std::size_t length = data.u8(at);
    if (version == BiffVersion::five) {
        return byteString(data.part(at + 1, length));
    }
    const bool wide = (data.u8(at + 1) & 1U) != 0;
    std::string out;
    for (std::size_t i = 0; i < length; ++i) {
        text::appendUtf8(out, wide ? data.u16(at + 2 + 2 * i) : data.u8(at + 2 + i));
    }
    return out;
}

class Globals {
public:
    explicit Globals(std::string_view stream) : _stream(stream) {}

    XlsWorkbook read() {
        BiffCursor cursor(_stream, 0);
        std::vector<std::string_view> stringPieces;
        bool inStrings = false;
        for (auto record = cursor.next(); record && record->type != BiffType::endOfSubstream; record = cursor.next()) {
            inStrings =
                record->type == BiffType::sharedStrings || (inStrings && record->type == BiffType::continuation);
            if (inStrings) {
                stringPieces.push_back(record->data);
            } else {
                take(*record);
            }
        }
        if (!stringPieces.empty()) {
            readStrings(std::move(stringPieces));
        }
        for (const unsigned format : _formatOfStyle) {
            const auto custom = _customFormats.find(format);
            _workbook.dayStyles.push_back(custom == _customFormats.end() ? showsDay(format) : custom->second);
        }
        return std::move(_workbook);
    }

private:
    void take(const BiffRecord& record) {
        const ByteView data(record.data);
        switch (record.type) {
        case BiffType::beginOfSubstream:
            readVersion(data.u16(0));
            break;
        case BiffType::filePass:
            throw Failure("file.encrypted", "The workbook is protected by a password.");
        case BiffType::dateMode:
            _workbook.countsFrom1904 = data.u16(0) == 1;
            break;
        case BiffType::boundSheet:
            if (data.u8(5) == 0) {
                _workbook.sheets.push_back({shortString(data, 6, _workbook.version), data.u32(0)});
            }
            break;
        case BiffType::cellFormat:
            _formatOfStyle.push_back(data.u16(2));
            break;
        case BiffType::numberFormat:
            _customFormats[data.u16(0)] = showsDay(
                _workbook.version == BiffVersion::eight ? cellString(record.data, 2, BiffVersion::eight)
                                                        : shortString(data, 2, BiffVersion::five)
            );
            break;
        default:
            break;
        }
    }

    void readVersion(unsigned version) {
        if (version != 0x0600 && version != 0x0500) {
            throw Failure("file.unsupported", "The workbook is older than Excel 95; save it as .xlsx.");
        }
        _workbook.version = version == 0x0600 ? BiffVersion::eight : BiffVersion::five;
    }

    void readStrings(std::vector<std::string_view> pieces) {
        BiffStrings strings(std::move(pieces));
        static_cast<void>(strings.u32());
        const std::uint32_t count = strings.u32();
        std::size_t bytes = 0;
        for (std::uint32_t i = 0; i < count && !strings.atEnd(); ++i) {
            _workbook.strings.push_back(strings.string());
            bytes += _workbook.strings.back().size();
            if (bytes > maxSharedStringBytes) {
                throw Failure("file.too_large", "The workbook holds more than 64 MiB of text.");
            }
        }
    }

    std::string_view _stream;
    XlsWorkbook _workbook;
    std::vector<unsigned> _formatOfStyle;
    std::map<unsigned, bool> _customFormats;
};

} // namespace

XlsWorkbook xlsWorkbookOf(std::string_view stream) { return Globals(stream).read(); }

std::string cellString(std::string_view data, std::size_t at, BiffVersion version) {
    const ByteView view(data);
    if (version == BiffVersion::five) {
        return byteString(view.part(at + 2, view.u16(at)));
    }
    return BiffStrings({view.part(at, data.size() - std::min(at, data.size()))}).string();
}

} // namespace documents::tables
