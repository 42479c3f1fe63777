#include "report_words.h"

#include <tenon/json.h>
#include <tenon/module.h>

#include <algorithm>
#include <string>

namespace dttot {

ReportWords::ReportWords(std::string_view language) {
    const std::string path = "locale/" + std::string(language) + ".json";
    const tenon::AssetTable assets = tenon_module_assets();
    const auto* found = std::find_if(assets.begin(), assets.end(), [&](const tenon::Asset& asset) {
        return std::string_view(asset.path) == path;
    });
    if (found != assets.end()) {
        const std::string_view text = found->text();
        _words = boost::json::parse(boost::json::string_view(text.data(), text.size())).as_object();
    }
}

std::string ReportWords::of(std::string_view english) const {
    return std::string(tenon::textAt(_words, english, english));
}

} // namespace dttot
