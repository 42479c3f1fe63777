#include "demo_lists.h"

#include "demo_file.h"
#include "json_number.h"

#include <string_view>

namespace dttot {

namespace {

struct DemoList {
    std::string_view filename;
    std::string_view title;
    std::string_view list; ///< empty: the file tells
};

constexpr DemoList demoLists[] = {
    {"dttot-demo.csv", "Demo list (invented people)", ""},
    {"watch-list-demo.csv", "Internal watch list (invented people)", "own:internal"},
};

} // namespace

void loadDemoLists(tenon::App& app, Documents& documents, Etl& etl, tenon::JobRun& job) {
    for (const DemoList& demo : demoLists) {
        const DemoFile file(app, demo.filename);
        Documents::Description description;
        description.title = demo.title;
        description.list = demo.list;
        const tenon::JsonObject document = documents.upload(job.caller(), file.upload, description).document;
        if (tenon::textAt(document, "status") != "processed") {
            (void)etl.read(job, numberAt(document, "id"));
        }
    }
}

} // namespace dttot
