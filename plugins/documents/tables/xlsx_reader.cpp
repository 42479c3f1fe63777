#include "tables/xlsx_reader.h"

#include "tables/xlsx_sheet.h"

#include <charconv>
#include <optional>
#include <string>

namespace documents::tables {

namespace {

/// Finds what stands in the tags of a sheet whose place is behind the rows (merged areas) or before them (the extent),
/// without parsing: one cheap pass, so that the rows themselves can be streamed in the second.
class TagScan {
public:
    void feed(std::string_view piece) {
        _window.append(piece);
        std::size_t from = 0;
        for (;;) {
            const std::size_t tag = _window.find("mergeCell ", from);
            if (tag == std::string::npos || tag + longestTag > _window.size()) {
                from = tag == std::string::npos ? _window.size() - std::min(_window.size(), longestTag) : tag;
                break;
            }
            take(std::string_view(_window).substr(tag, longestTag));
            from = tag + 10;
        }
        _window.erase(0, std::max(from, std::size_t{0}));
    }

    MergedAreas finish() {
        _window.append(longestTag, ' ');
        feed({});
        return std::move(_merged);
    }

private:
    static constexpr std::size_t longestTag = 64;

    void take(std::string_view tag) {
        const std::size_t begin = tag.find("ref=\"");
        const std::size_t end = begin == std::string_view::npos ? begin : tag.find('"', begin + 5);
        if (end != std::string_view::npos) {
            _merged.add(tag.substr(begin + 5, end - begin - 5));
        }
    }

    std::string _window;
    MergedAreas _merged;
};

} // namespace

void readXlsx(std::string_view bytes, RowSink& sink) {
    const ZipArchive archive(bytes);
    const Workbook workbook = workbookOf(archive);
    const SharedStrings strings = sharedStringsOf(archive, workbook);
    const std::vector<bool> dayStyles = dayStylesOf(archive, workbook);
    const int daysAfter1900 = workbook.countsFrom1904 ? 1462 : 0;
    for (const WorksheetPart& part : workbook.sheets) {
        sink.sheet({.name = part.name, .daysAfter1900 = daysAfter1900});
        TagScan scan;
        archive.read(part.path, [&](std::string_view piece) { scan.feed(piece); });
        XlsxSheet sheet(strings, dayStyles, daysAfter1900, scan.finish(), sink);
        XmlParser parser(sheet);
        archive.read(part.path, [&](std::string_view piece) { parser.feed(piece); });
        parser.finish();
    }
}

} // namespace documents::tables
