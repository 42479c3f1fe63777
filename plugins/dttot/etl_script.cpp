#include "etl_script.h"

#include <tenon/error.h>

#include <algorithm>
#include <string>

namespace dttot {

namespace {

constexpr EtlScript scripts[] = {
    {1, "dttot-list", "1.0", "DTTOT list by the meaning of its columns, in any order and layout"},
};

} // namespace

const EtlScript& defaultScript() { return scripts[0]; }

const EtlScript& scriptOf(std::string_view idOrName) {
    const auto* found = std::ranges::find_if(scripts, [&](const EtlScript& script) {
        return script.name == idOrName || std::to_string(script.id) == idOrName;
    });
    if (found == std::end(scripts)) {
        throw tenon::NotFound("There is no such ETL script.");
    }
    return *found;
}

tenon::JsonArray scriptsAsJson() {
    tenon::JsonArray list;
    for (const EtlScript& script : scripts) {
        list.push_back(tenon::JsonObject{
            {"id", script.id},
            {"name", script.name},
            {"version", script.version},
            {"title", script.title},
            {"formats", {"xlsx", "xls", "csv", "pdf"}},
        });
    }
    return list;
}

} // namespace dttot
