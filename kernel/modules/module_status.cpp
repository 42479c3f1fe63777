#include <kernel/modules/module_status.h>

namespace tenon::modules {

namespace {

JsonArray jsonOf(const std::vector<Requirement>& requirements) {
    JsonArray names;
    for (const Requirement& requirement : requirements) {
        names.emplace_back(requirement.module + (requirement.kind == Requirement::Kind::optional ? "?" : ""));
    }
    return names;
}

} // namespace

std::string_view nameOf(ModuleStatus::State state) {
    switch (state) {
    case ModuleStatus::State::ready:
        return "ready";
    case ModuleStatus::State::started:
        return "started";
    case ModuleStatus::State::failed:
        return "failed";
    case ModuleStatus::State::disabled:
        return "disabled";
    }
    return "unknown";
}

JsonArray jsonOf(std::span<const ModuleStatus> modules) {
    JsonArray list;
    for (const ModuleStatus& module : modules) {
        list.push_back(JsonObject{
            {"name", module.manifest.name},
            {"version", module.manifest.version},
            {"file", module.file.string()},
            {"state", nameOf(module.state)},
            {"reason", module.reason},
            {"required", module.required},
            {"requires", jsonOf(module.manifest.requirements)},
        });
    }
    return list;
}

} // namespace tenon::modules
