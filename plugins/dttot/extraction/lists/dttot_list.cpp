/// The police's list of suspected terrorists and terrorist organisations, and whatever looks like it.

#include "extraction/layout_list.h"
#include "extraction/record_builder.h"

namespace dttot::lists {

namespace {

bool recognises(const Sample&) { return true; }

ListName listOf(const Sample&) { return {"dttot", "DTTOT"}; }

std::unique_ptr<TableList> read(const Sample&, Listener& listener) { return listByLayout(listener, &recordOf); }

} // namespace

const ListFormat& dttot_list() {
    static constexpr ListFormat format{
        .id = 1,
        .name = "dttot-list",
        .version = "1.1",
        .title = "DTTOT list by the meaning of its columns, in any order and layout",
        .formats = "xlsx xls csv pdf",
        .isPublishedWhole = false,
        .recognises = &recognises,
        .listOf = &listOf,
        .readTable = &read,
        .readDocument = nullptr,
    };
    return format;
}

} // namespace dttot::lists
