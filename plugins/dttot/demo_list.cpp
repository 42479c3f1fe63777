#include "demo_list.h"

#include "json_number.h"

#include <tenon/module.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <unistd.h>

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

std::string_view textOf(std::string_view filename) {
    const std::string path = "demo/" + std::string(filename);
    const tenon::AssetTable assets = tenon_module_assets();
    const auto* found = std::find_if(assets.begin(), assets.end(), [&](const tenon::Asset& asset) {
        return std::string_view(asset.path) == path;
    });
    return found == assets.end() ? std::string_view() : found->text();
}

void load(const DemoList& demo, tenon::App& app, Documents& documents, Etl& etl, const tenon::Caller& system) {
    const std::string_view text = textOf(demo.filename);
    const tenon::Descriptor file = app.files().temporary();
    if (write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
        throw tenon::Unavailable("There is no room to write the file.");
    }
    const tenon::Upload upload{
        .field = "file", .filename = demo.filename, .contentType = "text/csv", .fd = file.get(), .size = text.size()};
    Documents::Description description;
    description.title = demo.title;
    description.list = demo.list;
    const auto uploaded = documents.upload(system, upload, description);
    if (uploaded.isNew) {
        (void)etl.start(system, numberAt(uploaded.document, "id"));
    }
}

} // namespace

void loadDemoLists(tenon::App& app, Documents& documents, Etl& etl, const tenon::Caller& system) {
    for (const DemoList& demo : demoLists) {
        load(demo, app, documents, etl, system);
    }
}

} // namespace dttot
