/// A list of whatever kind it is taken for: XML, archives, plain tables.

#include "extracted.h"

#include <extraction/list_reader.h>

void tenon::fuzz::run(std::string_view bytes) {
    try {
        const auto format = dttot::tables::formatOf(bytes);
        if (format == dttot::tables::Format::pdf) {
            return;
        }
        dttot::Source source{.bytes = bytes, .format = format, .filename = "list", .reader = {}};
        if (dttot::tables::holdsTable(format)) {
            source.reader = dttot::readerOf(format);
        }
        bool isTold = false;
        dttot::fuzz::Checks checks;
        const auto summary = dttot::readList(
            source,
            {},
            [&](const dttot::ListFormat& read, const dttot::ListName& list) {
                claim(!isTold && !read.name.empty() && !list.name.empty(), "a list is told once");
                isTold = true;
            },
            checks
        );
        claim(isTold, "what is read is a list");
        claim(summary.rows == summary.recordRows + summary.skipped, "the counts add up");
    } catch (const dttot::Failure& failure) {
        claim(!failure.code().empty(), "a failure has its code");
    }
}
