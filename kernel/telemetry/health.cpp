#include <kernel/telemetry/health.h>

#include <algorithm>
#include <exception>

namespace tenon::telemetry {

namespace {

std::string reasonOf(const Health::Check& check) {
    try {
        return check();
    } catch (const std::exception&) {
        return "out of service";
    }
}

} // namespace

void Health::add(std::string component, Weight weight, Check check) {
    const std::lock_guard lock(_mutex);
    _components.push_back({std::move(component), weight, std::move(check)});
}

bool Health::isReady() const {
    std::vector<Component> components;
    {
        const std::lock_guard lock(_mutex);
        if (_isDraining) {
            return false;
        }
        components = _components;
    }
    return std::all_of(components.begin(), components.end(), [](const Component& component) {
        return component.weight == Weight::Useful || reasonOf(component.check).empty();
    });
}

JsonObject Health::report() const {
    std::vector<Component> components;
    bool isDraining = false;
    {
        const std::lock_guard lock(_mutex);
        components = _components;
        isDraining = _isDraining;
    }
    std::string_view status = isDraining ? "down" : "ok";
    JsonObject states;
    for (const Component& component : components) {
        const std::string reason = reasonOf(component.check);
        states[component.name] = {{"status", reason.empty() ? "ok" : "down"}, {"reason", reason}};
        if (!reason.empty() && component.weight == Weight::Essential) {
            status = "down";
        } else if (!reason.empty() && status == "ok") {
            status = "degraded";
        }
    }
    return {{"status", status}, {"components", std::move(states)}};
}

void Health::drain() {
    const std::lock_guard lock(_mutex);
    _isDraining = true;
}

} // namespace tenon::telemetry
