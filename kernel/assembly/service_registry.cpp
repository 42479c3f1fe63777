#include <kernel/assembly/service_registry.h>

#include <stdexcept>

namespace tenon::assembly {

namespace {

std::string keyOf(std::string_view name, int version) { return std::string(name) + "/" + std::to_string(version); }

} // namespace

void ServiceRegistry::provide(std::string module, std::string_view name, int version, std::shared_ptr<void> service) {
    const std::lock_guard lock(_mutex);
    const std::string key = keyOf(name, version);
    const auto [at, isNew] = _offers.try_emplace(key, Offer{std::move(module), std::move(service)});
    if (!isNew) {
        throw std::invalid_argument("service " + key + " is offered by module " + at->second.module + " already");
    }
}

std::shared_ptr<void> ServiceRegistry::find(std::string_view name, int version) const {
    const std::lock_guard lock(_mutex);
    const auto found = _offers.find(keyOf(name, version));
    return found == _offers.end() ? nullptr : found->second.service;
}

void ServiceRegistry::withdraw(std::string_view module) {
    const std::lock_guard lock(_mutex);
    std::erase_if(_offers, [&](const auto& offer) { return offer.second.module == module; });
}

} // namespace tenon::assembly
