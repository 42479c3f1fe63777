#include "demo_lists.h"

#include "compliance/demo_desk.h"
#include "demo_file.h"
#include "json_number.h"

#include <tenon/job.h>

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

constexpr std::string_view jobKind = "dttot.demo";

void load(const DemoList& demo, tenon::App& app, Documents& documents, Etl& etl, tenon::JobRun& job) {
    const DemoFile file(app, demo.filename);
    Documents::Description description;
    description.title = demo.title;
    description.list = demo.list;
    const tenon::JsonObject document = documents.upload(job.caller(), file.upload, description).document;
    if (tenon::textAt(document, "status") != "processed") {
        (void)etl.read(job, numberAt(document, "id"));
    }
}

} // namespace

void declareDemoJob(tenon::App& app, Documents& documents, Etl& etl) {
    app.job(jobKind, [&](tenon::JobRun& job) {
        for (const DemoList& demo : demoLists) {
            load(demo, app, documents, etl, job);
        }
        (void)app.jobs().enqueue(compliance::DemoDesk::jobKind, {}, job.caller());
        return tenon::JsonObject();
    });
}

void startDemoJob(tenon::App& app, const tenon::Caller& system) { (void)app.jobs().enqueue(jobKind, {}, system); }

} // namespace dttot
