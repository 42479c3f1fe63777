#include "etl_script.h"

#include "json_number.h"

#include <tenon/error.h>

#include <algorithm>

namespace dttot {

namespace {

EtlScript scriptIn(const tenon::JsonObject& told) {
    EtlScript script;
    script.id = numberAt(told, "id");
    script.name = tenon::textAt(told, "name");
    script.version = tenon::textAt(told, "version");
    script.title = tenon::textAt(told, "title");
    for (const tenon::Json& format : told.at("formats").as_array()) {
        script.formats.emplace_back(tenon::textOf(format.as_string()));
    }
    return script;
}

} // namespace

EtlScripts::EtlScripts(const Extractor& extractor) {
    extractor.scripts([this](const tenon::JsonObject& told) { _scripts.push_back(scriptIn(told)); });
    std::ranges::sort(_scripts, {}, &EtlScript::id);
}

const EtlScript& EtlScripts::named(std::string_view idOrName) const {
    const auto found = std::ranges::find_if(_scripts, [&](const EtlScript& script) {
        return script.name == idOrName || std::to_string(script.id) == idOrName;
    });
    if (found == _scripts.end()) {
        throw tenon::NotFound("There is no such ETL script.");
    }
    return *found;
}

tenon::JsonArray EtlScripts::json() const {
    tenon::JsonArray list;
    for (const EtlScript& script : _scripts) {
        list.push_back(tenon::JsonObject{
            {"id", script.id},
            {"name", script.name},
            {"version", script.version},
            {"title", script.title},
            {"formats", tenon::JsonArray(script.formats.begin(), script.formats.end())},
        });
    }
    return list;
}

} // namespace dttot
