#include "demo_list.h"

#include "json_number.h"

#include <tenon/module.h>

#include <algorithm>
#include <unistd.h>

namespace dttot {

namespace {

std::string_view demoText() {
    const tenon::AssetTable assets = tenon_module_assets();
    const auto* found = std::find_if(assets.begin(), assets.end(), [](const tenon::Asset& asset) {
        return std::string_view(asset.path) == "demo/dttot-demo.csv";
    });
    return found == assets.end() ? std::string_view() : found->text();
}

} // namespace

void loadDemoList(tenon::App& app, Documents& documents, Etl& etl, const tenon::Caller& system) {
    const std::string_view text = demoText();
    const tenon::Descriptor file = app.files().temporary();
    if (write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
        throw tenon::Unavailable("There is no room to write the file.");
    }
    const tenon::Upload upload{
        .field = "file",
        .filename = "dttot-demo.csv",
        .contentType = "text/csv",
        .fd = file.get(),
        .size = text.size()};
    const auto uploaded = documents.upload(system, upload, {.title = "Demo list (invented people)", .list = {}});
    if (uploaded.isNew) {
        (void)etl.start(system, numberAt(uploaded.document, "id"));
    }
}

} // namespace dttot
