#include "extraction/xml/xml_records.h"

#include "extraction/xml/xml_elements.h"

namespace dttot::xml {

Summary readRecords(
    const Source& source, std::initializer_list<std::string_view> elements, const RecordOf& recordOf, Listener& listener
) {
    constexpr std::uint64_t recordsPerProgress = 1000;
    Summary summary;
    forEachElement(source, {elements}, [&](const Tree& element) {
        ++summary.rows;
        if (std::optional<Record> record = recordOf(element)) {
            record->sourceRow = summary.rows;
            ++summary.records;
            ++summary.recordRows;
            summary.withIssues += record->issues.empty() ? 0 : 1;
            listener.record(*record, 1, {});
        } else {
            ++summary.skipped;
            listener.skipped(
                {.row = summary.rows, .rows = 1, .kind = layout::RowKind::blank, .text = element.name}, {}
            );
        }
        if (summary.rows % recordsPerProgress == 0) {
            listener.progress(summary.rows, std::nullopt);
        }
    });
    return summary;
}

} // namespace dttot::xml
