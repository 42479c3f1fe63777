#include "demo_file.h"

#include <tenon/error.h>
#include <tenon/module.h>

#include <algorithm>
#include <string>
#include <unistd.h>

namespace dttot {

namespace {

std::string_view contentOf(std::string_view filename) {
    const std::string path = "demo/" + std::string(filename);
    const tenon::AssetTable assets = tenon_module_assets();
    const auto* found = std::find_if(assets.begin(), assets.end(), [&](const tenon::Asset& asset) {
        return std::string_view(asset.path) == path;
    });
    return found == assets.end() ? std::string_view() : found->text();
}

} // namespace

DemoFile::DemoFile(tenon::App& app, std::string_view filename) : file(app.files().temporary()) {
    const std::string_view content = contentOf(filename);
    if (write(file.get(), content.data(), content.size()) != static_cast<ssize_t>(content.size())) {
        throw tenon::Unavailable("There is no room to write the file.");
    }
    upload = {
        .field = "file", .filename = filename, .contentType = "text/csv", .fd = file.get(), .size = content.size()};
}

} // namespace dttot
